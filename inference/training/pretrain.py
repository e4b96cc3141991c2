"""Pre-trains a model from nothing on raw text.

    python -m inference.training.pretrain --corpus CORPUS --greetings GREETINGS --tokenizer RUN/tokenizer \\
        --out RUN/pretrain --minutes 30

Run the same command again to continue. Writes checkpoint.pt, model/ (a Hugging Face folder), metrics.csv and loss.png.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from inference.nn.config import Config
from inference.nn.model import Llama
from inference.nn.tokenizer import Tokenizer
from inference.training.data import Batch, Mixture, load_source
from inference.training.loop import Trainer, add_arguments, read_settings, say

# Share of the windows: what is nearest to greetings first; statutes are stiff and stay under a quarter.
WEIGHTS = {
    "greetings": 0.30,
    "novels": 0.26,
    "wiki": 0.28,
    "tatoeba": 0.06,
    "law": 0.07,
    "ca_dao": 0.015,
    "truyen_kieu": 0.015,
}
STATUTES = ("law", "traffic_law")
MOST_STATUTES = 0.25  # of all tokens
HELD_OUT = ("greetings", "novels", "wiki", "law")  # the others are too small
HELD_OUT_ROWS = 12


class TextFeed:
    """Batches of a mixture; the position is the number of batches taken."""

    def __init__(self, mixture: Mixture, rows: int, length: int, accumulate: int):
        self.mixture, self.rows, self.length, self.accumulate = mixture, rows, length, accumulate
        self.taken = 0
        windows = mixture.held_out(HELD_OUT_ROWS, length)
        self.fixed = {name: [Batch(*windows[name])] for name in HELD_OUT if name in windows}

    def next(self) -> Sequence[Batch]:
        numbers = range(self.taken, self.taken + self.accumulate)
        self.taken += self.accumulate
        return [Batch(*self.mixture.batch(n, self.rows, self.length)) for n in numbers]

    def state(self) -> dict[str, Any]:
        return {"taken": self.taken}

    def restore(self, state: dict[str, Any]) -> None:
        self.taken = state["taken"]

    def held_out(self) -> dict[str, Sequence[Batch]]:
        return self.fixed


def cap_statutes(weights: dict[str, float]) -> dict[str, float]:
    """The same weights, the statutes' made smaller where they would give more than MOST_STATUTES of the tokens."""
    statutes = sum(weights.get(name, 0.0) for name in STATUTES)
    others = sum(weights.values()) - statutes
    assert others > 0, "nothing but statutes"
    factor = min(1.0, MOST_STATUTES / (1 - MOST_STATUTES) * others / statutes) if statutes else 1.0
    return {name: weight * (factor if name in STATUTES else 1.0) for name, weight in weights.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, required=True, help="folder of *.txt.xz")
    parser.add_argument("--greetings", type=Path, required=True, help="folder of *.jsonl")
    parser.add_argument("--tokenizer", type=Path, required=True, help="folder with tokenizer.json")
    parser.add_argument("--cache", type=Path, help="where tokenized text is kept (default: OUT/../tokens)")
    sizes = Config()
    for name in ("width", "layers", "heads", "kv_heads", "ffn", "context"):
        parser.add_argument("--" + name.replace("_", "-"), type=int, default=getattr(sizes, name))
    add_arguments(parser)
    args = parser.parse_args()
    settings = read_settings(args)
    tokenizer = Tokenizer.load(args.tokenizer)
    cache = args.cache or args.out.parent / "tokens"
    weights = cap_statutes(WEIGHTS)
    sources = tuple(load_source(name, args.corpus, args.greetings, tokenizer, cache) for name in weights)
    for source in sources:
        share = weights[source.name]
        sizes = f"{len(source.train):,} tokens, {len(source.held_out):,} held out"
        say(f"{source.name}: {sizes}, {share:.1%} of the windows")
    mixture = Mixture(sources, tuple(weights.values()), args.seed)
    model = Llama(Config(tokenizer.size, args.width, args.layers, args.heads, args.kv_heads, args.ffn, args.context))
    say(f"{model.parameter_count():,} parameters")
    feed = TextFeed(mixture, args.rows, args.length, args.accumulate)
    progress = Trainer(model, tokenizer, feed, settings).run()
    say(f"{progress.step} steps, {progress.tokens:,} tokens, {progress.seconds / 60:.1f} minutes: {args.out / 'model'}")


if __name__ == "__main__":
    main()
