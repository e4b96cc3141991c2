"""The two legs of the GPU run: `python -m inference.training.runs.legs 1|2`, called by gpu.sh on the machine that trains.

Leg 1 tokenizes and pre-trains at a constant rate; leg 2 goes on, lets the rate fall, fine-tunes and leaves the model.
What is in STATE (whole checkpoints, on this machine) is continued first; else INPUTS/checkpoint, which has travelled:
weights without the optimizers' memory, so the rate rises anew. SIGTERM ends a leg with everything left in OUT.
"""

import argparse
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch

from inference.nn.model import Llama, generate
from inference.nn.tokenizer import Tokenizer
from inference.training.data import Example, Mixture, Packed, Source, fingerprint, load_source, read_examples
from inference.training.finetune import ExampleFeed
from inference.training.loop import Feed, Progress, Settings, Trainer, compile_blocks
from inference.training.metrics import Metrics
from inference.training.pretrain import TextFeed, cap_statutes
from inference.training.runs import parts
from inference.training.runs.recipe import RECIPES, Recipe

SAMPLES = 4
GREETINGS = Path(__file__).resolve().parents[3] / "assets" / "library"


@dataclass
class Leg:
    """One leg: where its files are, when it must end (seconds since the epoch), and what it has read."""

    number: int
    recipe: Recipe
    inputs: Path
    state: Path
    out: Path
    deadline: float
    seed: int = 0
    greetings: Path = GREETINGS
    device: torch.device = field(default_factory=lambda: torch.device("cuda" if torch.cuda.is_available() else "cpu"))

    def __post_init__(self) -> None:
        for name in ("tokenizer/tokenizer.json", "train.jsonl.xz"):  # at once, not when leg 2 comes to it
            if not (self.inputs / name).exists():
                raise SystemExit(f"{self.inputs / name} is missing: pack first")
        self.out.mkdir(parents=True, exist_ok=True)
        self.tokenizer = Tokenizer.load(self.inputs / "tokenizer")
        found = self.inputs / "checkpoint" / "checkpoint.json"
        fresh = not any(self.state.glob("*/checkpoint.pt"))
        self.travelled: dict[str, Any] = parts.take(found) if fresh and found.exists() else {}
        if self.travelled:
            self._bring_metrics(found.parent / "metrics.csv")
        if self.number == 2 and fresh and not self.travelled:
            raise SystemExit(f"nothing to go on from: neither {self.state} nor {found}")

    def say(self, line: str) -> None:
        print(line, flush=True)
        with (self.out / "log.txt").open("a", encoding="utf-8") as file:
            file.write(line + "\n")

    def left(self) -> float:
        """Seconds until the leg must have stopped training."""
        return self.deadline - time.time() - self.recipe.reserve

    def run(self) -> None:
        if self.device.type == "cpu":
            torch.set_num_threads(1)  # two that share their cores with others wait for each other
        torch.manual_seed(self.seed)
        model = Llama(self.recipe.config(self.tokenizer.size)).to(self.device)
        self.say(f"leg {self.number}: {model.parameter_count():,} parameters, torch {torch.__version__}, {self.device}")
        trainer = None
        if self.phase() == "text":
            trainer = self.pretrain(model)
        if trainer is None or (not trainer.stopped and self.number == 2):
            trainer = self.tune(model)
            if not trainer.stopped:
                self.leave_model(trainer)
                return
        self.say(f"stopped at step {trainer.progress.step}: the checkpoint is whole, the next leg goes on from there")

    def phase(self) -> str:
        if (self.state / "pairs" / "checkpoint.pt").exists():
            return "pairs"
        return self.travelled.get("phase", "text")

    # --- text -----------------------------------------------------------------------------------------------------

    def pretrain(self, model: Llama) -> Trainer:
        recipe = self.recipe
        settings = self._settings("text", recipe.lr, recipe.matrix_lr)
        feed = TextFeed(self.mixture(), recipe.rows, recipe.length, recipe.accumulate)
        trainer = self._trainer("text", model, feed, settings)
        stop = recipe.steps[0] if recipe.steps and self.number == 1 else None
        trainer.enough = lambda progress: self.left() <= 0 if stop is None else progress.step >= stop
        trainer.settings = self._plan_text(settings, trainer.progress)
        return self._train(trainer)

    def _plan_text(self, settings: Settings, progress: Progress) -> Settings:
        """The fall of the rate lies in leg 2, whatever leg is run: leg 1 only plans for it."""
        recipe = self.recipe
        if recipe.steps:
            plateau, fall, _ = recipe.steps
            return replace(settings, steps=plateau + fall, decay=0.8 * fall / (plateau + fall))
        fall = (recipe.minutes * 60 - recipe.reserve) * (1 - recipe.tune_share)
        ahead = self.left() + fall if self.number == 1 else self.left() * (1 - recipe.tune_share)
        if self.number == 2:
            fall = ahead
        seconds = progress.seconds + ahead
        return replace(settings, minutes=seconds / 60, decay=0.8 * fall / seconds)

    def mixture(self) -> Mixture:
        began = time.time()
        shares = self.recipe.first if self.number == 1 else self.recipe.second
        sources = {name: self._source(name) for name in shares}
        read = {name: source for name, source in sources.items() if source and len(source.train) > self.recipe.length}
        weights = cap_statutes({name: shares[name] for name in read})
        for name, source in read.items():
            share = weights[name] / sum(weights.values())
            self.say(f"{name}: {len(source.train):,} + {len(source.held_out):,} tokens, {share:.1%} of the text")
        self.say(f"tokenized in {time.time() - began:.1f} s")
        return Mixture(tuple(read.values()), tuple(weights.values()), self.seed)

    def _source(self, name: str) -> Source | None:
        if name == "pairs":
            ids = [example.ids for example in self.examples("train")]
            return Source(name, np.concatenate(ids), np.zeros(0, np.uint16)) if ids else None
        if name != "greetings" and not (self.inputs / "text" / f"{name}.txt.xz").exists():
            return None
        return load_source(name, self.inputs / "text", self.greetings, self.tokenizer, self.state / "tokens")

    # --- pairs ----------------------------------------------------------------------------------------------------

    def tune(self, model: Llama) -> Trainer:
        recipe = self.recipe
        train, held_out = self.examples("train"), self.examples("heldout")
        rows = Packed(train, recipe.rows, recipe.length, self.tokenizer.pad, self.seed)
        feed = ExampleFeed(rows, held_out, recipe.accumulate, fingerprint(self.inputs / "train.jsonl.xz"))
        most = max(1, recipe.tune_epochs * len(feed.batches) // recipe.accumulate)
        settings = self._settings("pairs", recipe.tune_lr, recipe.tune_matrix_lr)
        settings = replace(settings, weight_decay=recipe.tune_weight_decay, decay=0.6, final_lr=0.0)
        trainer = self._trainer("pairs", model, feed, settings)
        trainer.enough = lambda progress: not recipe.steps and self.deadline - time.time() < recipe.reserve / 2
        minutes = (trainer.progress.seconds + max(1.0, self.left())) / 60
        steps = {"steps": recipe.steps[2]} if recipe.steps else {"minutes": minutes, "most_steps": most}
        trainer.settings = replace(settings, **steps)
        self.say(f"{len(train):,} pairs to learn from, {len(held_out):,} held out")
        return self._train(trainer)

    def examples(self, name: str) -> Sequence[Example]:
        path = self.inputs / f"{name}.jsonl.xz"
        return read_examples(path, self.tokenizer, self.recipe.length + 1) if path.exists() else []

    # --- both -----------------------------------------------------------------------------------------------------

    def _settings(self, phase: str, lr: float, matrix_lr: float) -> Settings:
        recipe, gpu = self.recipe, self.device.type == "cuda"
        return Settings(
            out=self.state / phase, minutes=1.0, rows=recipe.rows, length=recipe.length, accumulate=recipe.accumulate,
            lr=lr, matrix_lr=matrix_lr, weight_decay=recipe.weight_decay, warmup=recipe.warmup, bf16=gpu,
            seed=self.seed, evaluate_every=recipe.evaluate_every, save_every=recipe.save_every,
        )  # fmt: skip

    def _trainer(self, phase: str, model: Llama, feed: Feed, settings: Settings) -> Trainer:
        trainer = Trainer(model, self.tokenizer, feed, settings, leaves_model=False)
        trainer.saved = lambda: self.leave_checkpoint(phase, trainer)
        if self.travelled.get("phase") == phase and trainer.progress.step == 0:
            model.load_state_dict(parts.unsqueezed(self.travelled["weights"]))
            vars(trainer.progress).update(self.travelled["progress"])
            trainer.progress.fresh_at = trainer.progress.step
            feed.restore(self.travelled["feed"])
            trainer.metrics = Metrics(settings.out, trainer.progress.step)
        return trainer

    def _train(self, trainer: Trainer) -> Trainer:
        if self.device.type == "cuda":
            position = trainer.feed.state()
            self.say(compile_blocks(trainer.model, trainer.feed.next()[0].to(self.device)))
            trainer.feed.restore(position)
        before, began = trainer.progress.step, time.time()
        self.say(f"from step {before}: {self.left():.0f} s left")
        progress = trainer.run(self.say)
        speed = (progress.step - before) * self.recipe.step_tokens / max(1e-9, time.time() - began)
        self.say(f"step {progress.step} of {progress.total}, {progress.tokens:,} tokens, {speed:,.0f} tokens/s")
        return trainer

    def leave_checkpoint(self, phase: str, trainer: Trainer) -> None:
        """Into OUT, small enough to travel."""
        progress = trainer.progress
        content = {
            "phase": phase,
            "weights": parts.squeezed(trainer.model.state_dict()),
            "progress": dict(vars(progress)),
            "feed": trainer.feed.state(),
        }
        about = {"phase": phase, "step": progress.step, "config": trainer.model.config.as_dict(), "seed": self.seed}
        parts.leave("checkpoint", content, self.out, self.recipe.part_bytes, about)
        self._merge_metrics()

    def leave_model(self, trainer: Trainer) -> None:
        """The finished weights take the checkpoint's place in OUT."""
        for path in self.out.glob("checkpoint.*"):
            path.unlink()
        config = trainer.model.config
        about = {"config": config.as_dict(), "progress": dict(vars(trainer.progress)), "seed": self.seed}
        parts.leave("model", parts.halved(trainer.model.state_dict()), self.out, self.recipe.part_bytes, about)
        self._show_samples(trainer.model)
        self.say(f"finished: {sum(path.stat().st_size for path in self.out.iterdir()):,} bytes in {self.out}")

    def _show_samples(self, model: Llama) -> None:
        model = Llama(model.config).eval()
        model.load_state_dict({k: v.float() for k, v in parts.take(self.out / "model.json").items()})
        for example in self.examples("heldout")[:SAMPLES]:
            asked = example.ids[: example.asked].tolist()
            answer = generate(model, asked, stop=self.tokenizer.eos, limit=160)
            self.say(f"---\n{self.tokenizer.decode(asked)}\n>>> {self.tokenizer.decode(answer)}")

    def _merge_metrics(self) -> None:
        """One table and one picture of both phases: the pairs' series count on from the end of the text."""
        merged = Metrics(self.out, -1)
        merged.rows = list(Metrics(self.state / "text", 1 << 62).rows)
        text = [row for row in merged.rows if not row[3].startswith("pairs: ")]
        steps, tokens, seconds = text[-1][:3] if text else (0, 0, 0.0)
        for step, ids, time_, series, loss in Metrics(self.state / "pairs", 1 << 62).rows:
            merged.rows.append((steps + step, tokens + ids, round(seconds + time_, 1), f"pairs: {series}", loss))
        merged.plot()

    def _bring_metrics(self, table: Path) -> None:
        if table.exists():
            (self.state / "text").mkdir(parents=True, exist_ok=True)
            (self.state / "text" / "metrics.csv").write_bytes(table.read_bytes())


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("leg", type=int, choices=(1, 2))
    parser.add_argument("--recipe", choices=RECIPES, default="full")
    for name in ("inputs", "state", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--greetings", type=Path, default=GREETINGS, help="folder of *.jsonl")
    parser.add_argument("--began", type=float, default=None, help="when the command began, in seconds since the epoch")
    parser.add_argument("--minutes", type=float, help="of this leg, in place of the recipe's")
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args(argv)
    recipe = RECIPES[args.recipe]
    if args.minutes:
        recipe = replace(recipe, minutes=args.minutes)
    deadline = (args.began or time.time()) + recipe.minutes * 60
    Leg(args.leg, recipe, args.inputs, args.state, args.out, deadline, args.seed, args.greetings).run()


if __name__ == "__main__":
    main()
