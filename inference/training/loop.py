"""The training loop that pre-training and fine-tuning share: schedule, optimizers, checkpoints, progress."""

import argparse
import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import torch
from torch import Tensor
from torch.nn import functional as F

from inference.nn.model import Llama
from inference.nn.tokenizer import Tokenizer
from inference.nn.weights import save_model
from inference.training.data import IGNORED, Batch
from inference.training.metrics import Metrics


@dataclass(frozen=True)
class Settings:
    """What a run is asked to do. Minutes or steps end it; a resumed run counts the minutes before."""

    out: Path
    minutes: float | None = None
    steps: int | None = None
    most_steps: int | None = None  # with minutes: no more than these
    rows: int = 12
    length: int = 384
    accumulate: int = 1
    optimizer: str = "muon"
    lr: float = 3e-3
    matrix_lr: float = 6e-3
    weight_decay: float = 0.1
    warmup: int = 50
    decay: float = 0.4
    final_lr: float = 0.02
    bf16: bool = False
    seed: int = 0
    evaluate_every: int = 100
    save_every: int = 100


def say(line: str) -> None:
    print(line, flush=True)  # at once, also into a file


class Feed(Protocol):
    """Where batches come from; its state goes into the checkpoint."""

    def next(self) -> Sequence[Batch]: ...
    def state(self) -> dict[str, Any]: ...
    def restore(self, state: dict[str, Any]) -> None: ...
    def held_out(self) -> dict[str, Sequence[Batch]]: ...


@dataclass
class Progress:
    """How far a run is. `total`: planned steps, revised until the learning rate begins to fall at `decay_start`.

    `fresh_at`: the step at which the optimizers last began without a memory.
    """

    step: int = 0
    tokens: int = 0
    seconds: float = 0.0
    total: int = 0
    decay_start: int = 0
    fresh_at: int = 0


def lr_factor(progress: Progress, settings: Settings) -> float:
    """Warm-up, plateau, linear decay (WSD): the plateau's length may stay open while the machine's speed is unknown."""
    warm = min(1.0, (progress.step - progress.fresh_at + 1) / max(1, settings.warmup))
    if progress.step < progress.decay_start:
        return warm
    left = max(0, progress.total - progress.step) / max(1, progress.total - progress.decay_start)
    return warm * (settings.final_lr + (1 - settings.final_lr) * left)


def plan(progress: Progress, settings: Settings, step_seconds: float) -> None:
    """Sets the number of steps: as told, or what fits into the minutes at the measured speed."""
    if settings.steps is not None:
        progress.total = settings.steps
    elif progress.total == 0 or progress.step < progress.decay_start:
        left = settings.minutes * 60 - progress.seconds
        progress.total = progress.step + max(1, int(left / step_seconds))
        progress.total = min(progress.total, settings.most_steps or progress.total)
    else:
        return
    progress.decay_start = max(settings.warmup, int(progress.total * (1 - settings.decay)))


def make_optimizers(model: Llama, settings: Settings) -> list[torch.optim.Optimizer]:
    """AdamW for all, or Muon for the matrices of the blocks and AdamW for embedding and norms."""
    matrices = [p for p in model.model.layers.parameters() if p.ndim == 2]
    others = [p for p in model.parameters() if not any(p is m for m in matrices)]
    adam = {"lr": settings.lr, "betas": (0.9, 0.95), "fused": others[0].is_cuda}
    if settings.optimizer == "adamw":
        groups = [{"params": matrices, "weight_decay": settings.weight_decay}, {"params": others, "weight_decay": 0.0}]
        return [torch.optim.AdamW(groups, **adam)]
    muon = torch.optim.Muon(
        matrices, lr=settings.matrix_lr, weight_decay=settings.weight_decay, adjust_lr_fn="match_rms_adamw"
    )
    return [muon, torch.optim.AdamW(others, weight_decay=0.0, **adam)]


def batch_loss(model: Llama, batch: Batch, bf16: bool) -> Tensor:
    """Summed cross-entropy of the targets that count."""
    device = batch.inputs.device.type
    targets = batch.targets
    with torch.autocast(device, torch.bfloat16, enabled=bf16):
        hidden = model.hidden(batch.inputs, batch.mask)  # (B, T, D)
        if device == "cpu":  # only their logits are computed; on a GPU that would wait for the count
            hidden, targets = hidden[targets != IGNORED], targets[targets != IGNORED]
        logits = F.linear(hidden, model.model.embed_tokens.weight)  # (…, V)
    return F.cross_entropy(logits.flatten(0, -2).float(), targets.flatten(), ignore_index=IGNORED, reduction="sum")


def compile_blocks(model: Llama, example: Batch) -> str:
    """Fuses each block's small operations, all blocks with one compilation; what came of it, in words."""
    blocks = list(model.model.layers)
    for block in blocks:
        block.compile(dynamic=False)
    try:
        batch_loss(model, example, bf16=True).backward()
        return "compiled"
    except (RuntimeError, OSError, ImportError) as error:  # no compiler, or another's fault: it works without, slower
        for block in blocks:
            block._compiled_call_impl = None
        return f"not compiled: {type(error).__name__}: {error}"[:300]
    finally:
        model.zero_grad(set_to_none=True)


@torch.no_grad()
def held_out_loss(model: Llama, batches: Sequence[Batch], bf16: bool) -> float:
    """Mean loss a target."""
    device = model.cos.device
    with torch.compiler.set_stance("force_eager"):  # no compilation for batches of another size
        total = sum(float(batch_loss(model, batch.to(device), bf16)) for batch in batches)
    return total / sum(int((batch.targets != IGNORED).sum()) for batch in batches)


@dataclass
class Trainer:
    """One run on the model's device, resumed from OUT/checkpoint.pt if that exists; leaves the model in OUT/model."""

    model: Llama
    tokenizer: Tokenizer
    feed: Feed
    settings: Settings
    progress: Progress = field(default_factory=Progress)
    enough: Callable[[Progress], bool] = lambda progress: False  # stops as SIGTERM does: to be continued
    saved: Callable[[], None] = lambda: None  # told of every checkpoint
    leaves_model: bool = True

    def __post_init__(self) -> None:
        self.settings.out.mkdir(parents=True, exist_ok=True)
        self.device = self.model.cos.device
        self.optimizers = make_optimizers(self.model, self.settings)
        self.checkpoint = self.settings.out / "checkpoint.pt"
        if self.checkpoint.exists():
            self._restore()
        self.metrics = Metrics(self.settings.out, self.progress.step)
        self.stopped = False

    def run(self, announce: Callable[[str], None] = say) -> Progress:
        """Trains to the end of the plan, or until SIGINT or SIGTERM, which saves and returns."""
        previous = {s: signal.signal(s, self._stop) for s in (signal.SIGINT, signal.SIGTERM)}
        settings, progress = self.settings, self.progress
        report = Report(progress, announce)
        began, before = time.monotonic(), progress.seconds
        pace = Pace(progress)
        while not self.stopped and (progress.total == 0 or progress.step < progress.total):
            if pace.is_due(progress) or settings.steps:
                plan(progress, settings, pace.step_seconds(progress))
            loss = self._step()
            progress.seconds = before + time.monotonic() - began
            report.show(loss)
            self.metrics.add(progress, "train", loss)
            if progress.step % settings.evaluate_every == 0:
                self._evaluate(announce)
            if progress.step % settings.save_every == 0:
                self.save()
            self.stopped = self.stopped or self.enough(progress)
        if not self.stopped:
            self._evaluate(announce)
        self.save()
        self._leave_model()
        for number, handler in previous.items():
            signal.signal(number, handler)
        return progress

    def _step(self) -> float:
        factor = lr_factor(self.progress, self.settings)
        for optimizer in self.optimizers:
            for group in optimizer.param_groups:
                group.setdefault("peak", group["lr"])
                group["lr"] = group["peak"] * factor
            optimizer.zero_grad(set_to_none=True)
        batches = self.feed.next()
        targets = sum(int((batch.targets != IGNORED).sum()) for batch in batches)
        total = torch.zeros((), device=self.device)
        for batch in batches:
            loss = batch_loss(self.model, batch.to(self.device), self.settings.bf16) / max(1, targets)
            loss.backward()
            total += loss.detach()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        for optimizer in self.optimizers:
            optimizer.step()
        self.progress.step += 1
        self.progress.tokens += sum(batch.inputs.numel() for batch in batches)
        return total.item()  # last: here a GPU is waited for

    def _leave_model(self) -> None:
        if self.leaves_model:
            save_model(self.model, self.tokenizer, self.settings.out / "model")
        self.metrics.plot()

    def _evaluate(self, announce: Callable[[str], None]) -> None:
        held_out = self.feed.held_out()
        losses = {name: held_out_loss(self.model, batches, self.settings.bf16) for name, batches in held_out.items()}
        for name, loss in losses.items():
            self.metrics.add(self.progress, name, loss)
        shown = " ".join(f"{name} {loss:.3f}" for name, loss in losses.items())
        announce(f"step {self.progress.step}: held out: {shown}")
        self._leave_model()

    def save(self) -> None:
        """Replaces the checkpoint at once: weights, optimizers, random state, position in the data."""
        state = {
            "model": self.model.state_dict(),
            "optimizers": [optimizer.state_dict() for optimizer in self.optimizers],
            "random": torch.get_rng_state(),
            "feed": self.feed.state(),
            "progress": vars(self.progress),
        }
        part = self.checkpoint.with_suffix(".part")
        with part.open("wb") as file:
            torch.save(state, file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, self.checkpoint)
        self.metrics.flush()
        self.saved()

    def _restore(self) -> None:
        state = torch.load(self.checkpoint, weights_only=True, map_location="cpu")
        self.model.load_state_dict(state["model"])
        for optimizer, saved in zip(self.optimizers, state["optimizers"], strict=True):
            optimizer.load_state_dict(saved)
        torch.set_rng_state(state["random"])
        self.feed.restore(state["feed"])
        vars(self.progress).update(state["progress"])

    def _stop(self, number: int, frame: object) -> None:
        self.stopped = True


class Pace:
    """The speed of this run so far, without its first steps (a GPU compiles in them); at first, of the run before."""

    FIRST = 3

    def __init__(self, progress: Progress):
        self.first = progress.step
        self.before = progress.seconds / progress.step if progress.step else 1.0
        self.mark = (progress.step, progress.seconds)

    def is_due(self, progress: Progress) -> bool:
        if progress.step <= self.first + self.FIRST:
            self.mark = (progress.step, progress.seconds)
            return progress.step == self.first
        return progress.step % 10 == 0

    def step_seconds(self, progress: Progress) -> float:
        step, seconds = self.mark
        return (progress.seconds - seconds) / (progress.step - step) if progress.step > step else self.before


class Report:
    """A progress bar on a terminal; elsewhere a line a minute."""

    def __init__(self, progress: Progress, announce: Callable[[str], None]):
        self.progress, self.announce = progress, announce
        self.bar = None
        if sys.stderr.isatty() and find_spec("tqdm"):
            from tqdm import tqdm

            self.bar = tqdm(total=progress.total, initial=progress.step, unit="step")
        self.last = time.monotonic()
        self.loss: float | None = None

    def show(self, loss: float) -> None:
        self.loss = loss if self.loss is None else 0.95 * self.loss + 0.05 * loss
        progress = self.progress
        if self.bar is not None:
            self.bar.total = progress.total
            self.bar.set_postfix(loss=f"{self.loss:.3f}", refresh=False)
            self.bar.update(1)
        elif time.monotonic() - self.last >= 60:
            self.last = time.monotonic()
            speed = progress.tokens / max(1e-9, progress.seconds)
            minutes = progress.seconds / 60
            self.announce(
                f"step {progress.step}/{progress.total} loss {self.loss:.3f} {speed:.0f} tokens/s {minutes:.1f} min"
            )


def add_arguments(parser: argparse.ArgumentParser, **defaults: Any) -> None:
    """The options that both trainers share, with a trainer's own defaults."""
    known = Settings(out=Path(), **defaults)
    parser.add_argument("--out", type=Path, required=True, help="folder of the run; run again to continue")
    parser.add_argument("--minutes", type=float, help="time budget: the schedule ends in time at the measured speed")
    parser.add_argument("--steps", type=int, help="number of steps instead of a time budget")
    parser.add_argument("--optimizer", choices=("muon", "adamw"), default=known.optimizer)
    parser.add_argument("--bf16", action=argparse.BooleanOptionalAction, default=True, help="bfloat16 autocast")
    parser.add_argument("--threads", type=int, default=2)
    numbers = "rows length accumulate lr matrix_lr weight_decay warmup decay final_lr seed evaluate_every save_every"
    for name in numbers.split():
        value = getattr(known, name)
        parser.add_argument("--" + name.replace("_", "-"), type=type(value), default=value)


def read_settings(args: argparse.Namespace) -> Settings:
    if (args.minutes is None) == (args.steps is None):
        raise SystemExit("give --minutes or --steps")
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    return Settings(**{name: value for name, value in vars(args).items() if name in Settings.__dataclass_fields__})
