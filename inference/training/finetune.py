"""Fine-tunes a model on prompts and answers; the loss counts the answers alone.

    python -m inference.training.finetune --init RUN/pretrain/model --train train.jsonl --heldout heldout.jsonl \\
        --out RUN/finetune --minutes 60

Each line of the JSONL is {"prompt", "answer", …}. Run the same command again to continue; if train.jsonl has changed
since (say, grown), the run goes on with the new lines from the start of a new epoch.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from inference.nn.model import generate
from inference.nn.tokenizer import Tokenizer
from inference.nn.weights import load_model
from inference.training.data import Batch, Example, Packed, fingerprint, read_examples
from inference.training.loop import Trainer, add_arguments, read_settings, say

HELD_OUT_EXAMPLES = 256


class ExampleFeed:
    """Packed batches in a new order every epoch; the position is (epoch, batch) of one version of the data."""

    def __init__(self, packed: Packed, held_out: Sequence[Example], accumulate: int, version: str):
        self.packed, self.accumulate, self.version = packed, accumulate, version
        self.epoch = self.taken = 0
        self.batches = packed.epoch(0)
        fixed = Packed(held_out[:HELD_OUT_EXAMPLES], packed.rows, packed.length, packed.pad, seed=0)
        self.fixed = {"held out": [fixed.collate(batch) for batch in fixed.epoch(0)]} if held_out else {}

    def next(self) -> Sequence[Batch]:
        return [self._one() for _ in range(self.accumulate)]

    def _one(self) -> Batch:
        if self.taken == len(self.batches):
            self._start(self.epoch + 1)
        self.taken += 1
        return self.packed.collate(self.batches[self.taken - 1])

    def _start(self, epoch: int) -> None:
        self.epoch, self.taken = epoch, 0
        self.batches = self.packed.epoch(epoch)

    def state(self) -> dict[str, Any]:
        return {"epoch": self.epoch, "taken": self.taken, "version": self.version}

    def restore(self, state: dict[str, Any]) -> None:
        if state["version"] == self.version:
            self._start(state["epoch"])
            self.taken = state["taken"]
        else:
            say("the training data has changed: a new epoch begins")
            self._start(state["epoch"] + 1)

    def held_out(self) -> dict[str, Sequence[Batch]]:
        return self.fixed


def show_samples(folder: Path, prompts: Sequence[str]) -> None:
    """Prints greedy answers to a few prompts: numbers alone hide what a model says."""
    model, tokenizer = load_model(folder)
    for prompt in prompts:
        ids = generate(model, tokenizer.frame(tokenizer.encode(prompt)), stop=tokenizer.eos)
        say(f"---\n{prompt}\n>>> {tokenizer.decode(ids)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--init", type=Path, required=True, help="Hugging Face folder to start from")
    parser.add_argument("--train", type=Path, required=True)
    parser.add_argument("--heldout", type=Path)
    parser.add_argument("--samples", type=int, default=4, help="held-out prompts answered at the end")
    add_arguments(parser, rows=10, length=448, lr=2e-3, matrix_lr=4e-3, final_lr=0.0)
    args = parser.parse_args()
    settings = read_settings(args)
    model, tokenizer = load_model(args.init)
    examples = read_examples(args.train, tokenizer, args.length + 1)
    held_out = read_examples(args.heldout, tokenizer, args.length + 1) if args.heldout else []
    describe(examples)
    packed = Packed(examples, args.rows, args.length, tokenizer.pad, args.seed)
    feed = ExampleFeed(packed, held_out, args.accumulate, fingerprint(args.train))
    progress = Trainer(model, tokenizer, feed, settings).run()
    share = feed.epoch + feed.taken / len(feed.batches)
    say(f"{progress.step} steps, {progress.tokens:,} tokens, {share:.2f} epochs, {progress.seconds / 60:.1f} minutes")
    show_samples(args.out / "model", [_prompt(tokenizer, example) for example in held_out[: args.samples]])


def describe(examples: Sequence[Example]) -> None:
    sizes = np.array([len(example.ids) for example in examples])
    asked = np.array([example.asked for example in examples])
    say(f"{len(examples):,} examples, {sizes.sum():,} tokens")
    say(f"on average a prompt has {asked.mean():.0f} tokens and an answer {(sizes - asked).mean():.0f}")


def _prompt(tokenizer: Tokenizer, example: Example) -> str:
    return tokenizer.decode(example.ids[: example.asked].tolist())


if __name__ == "__main__":
    main()
