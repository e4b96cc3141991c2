"""Measures the full-precision engine on one card, within eight minutes, on a machine that has only PyTorch and Triton of what it needs.

    python -m inference.kernels.bench [--json FILE] [--minutes 8] [--only steps,order]

Weights are random, shapes are real. Prints one table; the JSON is written anew after every part, so that a run cut short keeps what it
measured. `--toy` runs the same code on a CPU at toy size (in Triton's interpreter): it proves the script, not a speed.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

import torch

from inference.kernels.attention import launch_attention
from inference.kernels.bench_model import SIZES, TOY, Clock, Model, recorded
from inference.kernels.down import down_tiles, launch_down
from inference.kernels.gate_up import gate_up_tiles, launch_gate_up
from inference.kernels.linear import GEMV_TOKENS, Order, Tiles
from inference.kernels.output import launch_output, output_tiles
from inference.kernels.qkv import launch_qkv, qkv_tiles
from inference.nn.packing import random_weights

BATCHES = (1, 8, 64, 256)
POSITION = 511  # where the sequences of a measured step stand
STEP_TARGETS = {"50M": 0.16, "1B": 0.85}  # ms at batch 1
BANDWIDTH_TARGET = 0.8  # of the copy's, at 8 B


@dataclass(frozen=True)
class Row:
    part: str
    what: str
    value: float | str
    unit: str = ""
    target: str = ""


@dataclass
class Bench:
    """What all parts share. `copy` is the card's own bandwidth in GB/s, measured first."""

    device: torch.device
    sizes: dict
    toy: bool
    ends_at: float
    copy: float = 0.0
    step_ms: dict[tuple[str, str, int], float] = field(default_factory=dict)

    @property
    def clock(self) -> Clock:
        return Clock(self.device)

    @property
    def batches(self) -> tuple[int, ...]:
        return (1, 2) if self.toy else BATCHES

    @property
    def context(self) -> int:
        return 64 if self.toy else 640

    @property
    def position(self) -> int:
        return 40 if self.toy else POSITION


def card(bench: Bench) -> Iterator[Row]:
    name = torch.cuda.get_device_name(bench.device) if bench.device.type == "cuda" else platform.processor() or "CPU"
    import triton

    yield Row("card", "name", name)
    yield Row("card", "torch / triton", f"{torch.__version__} / {triton.__version__}")
    if bench.device.type == "cuda":
        yield Row("card", "memory", torch.cuda.get_device_properties(bench.device).total_memory / 2**30, "GiB")


def copy(bench: Bench) -> Iterator[Row]:
    """Bytes read and written by a device-to-device copy, far larger than the L2."""
    count = 1 << (20 if bench.toy else 31)
    source, target = (torch.empty(count, dtype=torch.uint8, device=bench.device) for _ in range(2))
    bench.copy = 2 * count / bench.clock.ms(lambda: target.copy_(source), 10) / 1e6
    yield Row("copy", "bandwidth", bench.copy, "GB/s")


def kernels(bench: Bench) -> Iterator[Row]:
    """Each kernel alone over all layers' weights (more than the L2 holds), in one recorded graph."""
    for size, a in bench.sizes.items():
        seats = bench.batches[1] if bench.toy else 64
        model = Model(a, bench.device, seats=seats, context=bench.context, order="one")
        for batch in (1, seats):
            for order in ("dot", "gemv") if batch <= GEMV_TOKENS else ("dot",):
                for name, call, read in _kernel_calls(model, bench, batch, order):
                    ms = bench.clock.ms(recorded(call, bench.device), 1 if bench.toy else 10) / a.layers
                    what = f"{size} {name} ×{batch} {order}"
                    yield Row("kernels", what, read / ms / 1e6, "GB/s", f"{read / ms / 1e6 / bench.copy:.2f} of the copy")
        del model
        _clean()


def _kernel_calls(
    model: Model, bench: Bench, batch: int, order: Order, other: Tiles | None = None
) -> Iterator[tuple[str, Callable[[], None], int]]:
    """(name, a call over every layer, bytes that one layer must read). other: tiles in place of the chosen ones."""
    from inference.server.step import Step

    a, weights, decoder = model.architecture, model.weights, model.decoder
    views, splits = model.views(Step(decode=[(seat, bench.position) for seat in range(batch)]))
    x, q, h = decoder.x[:batch], decoder.q[:batch], decoder.h[:batch]
    parts = decoder.parts(splits, batch)
    first, layers = weights.layers[0], list(enumerate(weights.layers))
    position, size = views["positions"], weights.embedding.element_size()
    normed = first.q_norm is not None
    tiles = {
        "qkv": qkv_tiles(order, first.qkv, batch, head=a.head_width, normed=normed),
        "output": output_tiles(order, first.output, batch),
        "gate_up": gate_up_tiles(order, first.gate_up, batch),
        "down": down_tiles(order, first.down, batch),
    }
    if other is not None:
        tiles = dict.fromkeys(tiles, other)
    where = (decoder.table, views["seats"], position, views["tile_first"], views["tile_rows"])

    def qkv() -> None:
        for n, layer in layers:
            launch_qkv(
                x, layer.attention_norm, a.norm_eps, layer.qkv, layer.qkv_bias, layer.q_norm, layer.k_norm, decoder.cos, decoder.sin,
                position, views["slots"], q, decoder.cache.keys[n], decoder.cache.values[n], heads=a.heads, kv_heads=a.kv_heads,
                order=order, tiles=tiles["qkv"],
            )  # fmt: skip

    def attention() -> None:
        for n, _ in layers:
            launch_attention(
                q, decoder.cache.keys[n], decoder.cache.values[n], *where, *parts, scale=a.head_width**-0.5, tiles=decoder.alone_tiles
            )

    def output() -> None:
        for _, layer in layers:
            launch_output(*parts, position, layer.output, layer.output_bias, x, order=order, tiles=tiles["output"])

    def gate_up() -> None:
        for _, layer in layers:
            launch_gate_up(x, layer.ffn_norm, a.norm_eps, layer.gate_up, h, order=order, tiles=tiles["gate_up"])

    def down() -> None:
        for _, layer in layers:
            launch_down(h, layer.down, x, order=order, tiles=tiles["down"])

    yield "qkv", qkv, first.qkv.numel() * size
    if order == "dot" and other is None:
        yield "attention", attention, batch * (bench.position + 1) * 2 * a.kv_heads * a.head_width * size
    yield "output", output, first.output.numel() * size
    yield "gate_up", gate_up, first.gate_up.numel() * size
    yield "down", down, first.down.numel() * size


def steps(bench: Bench) -> Iterator[Row]:
    """A whole recorded step, and at batch 1 its share of what reading the weights once would cost."""
    for size, a in bench.sizes.items():
        weights = random_weights(a, device=bench.device)
        for order in ("one", "free"):
            model = Model(a, bench.device, seats=max(bench.batches), context=bench.context, order=order, weights=weights)
            for batch in bench.batches:
                ms = bench.clock.ms(model.decode(batch, bench.position), 1 if bench.toy else 20)
                bench.step_ms[size, order, batch] = ms
                target = f"≤ {STEP_TARGETS[size]}" if batch == 1 and size in STEP_TARGETS else ""
                yield Row("steps", f"{size} ×{batch} {order}", ms, "ms", target)
            share = _read_once(a) / bench.copy / 1e6 / bench.step_ms[size, order, 1]
            yield Row("steps", f"{size} ×1 {order}: share of its bandwidth limit", share, "", f"≥ {BANDWIDTH_TARGET}" if size == "8B" else "")
            del model
            _clean()
        del weights
        _clean()


def _read_once(a) -> int:
    """Bytes of weights that a step at batch 1 reads: all but the embedding, unless that is the head too."""
    return a.weight_bytes - (0 if a.tied else a.vocab * a.width * 2)


def order(bench: Bench) -> Iterator[Row]:
    """Whether a row is bitwise the same alone, among 31 others, and from a prompt in other chunks; and what that costs."""
    size = "toy" if bench.toy else "1B"
    a, many = bench.sizes[size], 2 if bench.toy else 32
    weights = random_weights(a, device=bench.device)
    draw = torch.Generator().manual_seed(0)
    prompts = [torch.randint(0, a.vocab, (37,), generator=draw).tolist() for _ in range(many)]
    for choice in ("one", "free"):
        model = Model(a, bench.device, seats=many, context=bench.context, order=choice, weights=weights)
        from inference.server.step import Step

        model.run(model.prompt(0, prompts[0]))
        alone = model.run(Step(decode=[(0, 37)]))[0]
        for seat, prompt in enumerate(prompts):
            model.run(model.prompt(seat, prompt[:20], draws=False))
            model.run(model.prompt(seat, prompt[20:], 20))
        among = model.run(Step(decode=[(seat, 37) for seat in range(many)]))[0]
        different = int((alone.view(torch.int32) != among.view(torch.int32)).sum())
        target = "0" if choice == "one" else ""
        yield Row("order", f"{size} {choice}: logits that differ alone and among {many - 1}", different, f"of {a.vocab}", target)
        del model
        _clean()
    for (name, choice, batch), ms in bench.step_ms.items():
        if choice == "one":
            yield Row("order", f"{name} ×{batch}: cost of the one order", ms / bench.step_ms[name, "free", batch], "×")


def agreement(bench: Bench) -> Iterator[Row]:
    from inference.kernels.bench_rivals import agreement

    for what, value, unit in agreement(bench.sizes, bench.device, bench.toy):
        yield Row("agreement", what, value, unit)
        _clean()


def rivals(bench: Bench) -> Iterator[Row]:
    from inference.kernels.bench_rivals import rivals

    for what, value, unit, target in rivals(bench.sizes, bench.device, bench.toy, bench.ends_at):
        yield Row("rivals", what, value, unit, target)
        _clean()


def tune(bench: Bench) -> Iterator[Row]:
    """Other tiles for the linear kernels at batch 1: the fastest beside the one that is chosen without measuring.

    A compilation each, so it ends when the time is over."""
    from triton.errors import TritonError

    size = "toy" if bench.toy else "1B"
    model = Model(bench.sizes[size], bench.device, seats=1, context=bench.context, order="one")
    layers = model.architecture.layers
    for order in ("dot", "gemv"):
        warps, rows = ((1, 2), (16, 32)) if order == "dot" else ((2, 4, 8), (4, 8, 16))
        tried = [None] + [Tiles(r, 8 if order == "dot" else 1, d, s, w) for r in rows for d in (128, 256) for s in (3, 5) for w in warps]
        times: dict[str, dict[Tiles | None, float]] = {}
        for tiles in tried[: 2 if bench.toy else None]:
            if time.monotonic() > bench.ends_at and not bench.toy:
                break
            for name, call, _ in _kernel_calls(model, bench, 1, order, tiles):
                try:
                    ms = bench.clock.ms(recorded(call, bench.device), 1 if bench.toy else 10) / layers
                except (RuntimeError, AssertionError, TritonError):  # too much shared memory, or a tile that does not fit
                    continue
                times.setdefault(name, {})[tiles] = ms
        for name, found in times.items():
            best = min(found, key=found.__getitem__)
            said = f"best {1000 * found[best]:.2f} µs of {len(found)}: {best or 'the chosen one'}"
            yield Row("tune", f"{size} {name} {order}: chosen", 1000 * found[None], "µs", said)


def server(bench: Bench) -> Iterator[Row]:
    from inference.kernels.bench_server import through_the_server

    size = "toy" if bench.toy else "1B"
    for what, value, unit in through_the_server(bench.sizes[size], bench.device, bench.toy):
        yield Row("server", f"{size} {what}", value, unit)


PARTS: dict[str, tuple[Callable[[Bench], Iterator[Row]], float]] = {  # with the minutes that must be left to begin it
    "card": (card, 0), "copy": (copy, 0), "steps": (steps, 1), "order": (order, 0.5), "agreement": (agreement, 0.5),
    "kernels": (kernels, 0.7), "server": (server, 1), "rivals": (rivals, 1), "tune": (tune, 1),
}  # fmt: skip


def _clean() -> None:
    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()


def run(bench: Bench, wanted: list[str], save: Callable[[list[Row]], None]) -> list[Row]:
    rows: list[Row] = []
    for name in wanted:
        part, minutes = PARTS[name]
        left = (bench.ends_at - time.monotonic()) / 60
        if minutes and left < minutes:
            found: Iterator[Row] = iter([Row(name, "not run", f"{left:.1f} minutes were left")])
        else:
            found = part(bench)
        try:
            for row in found:
                rows.append(row)
                print(line(row), flush=True)
        except Exception as failed:
            rows.append(Row(name, "failed", f"{type(failed).__name__}: {failed}"[:600]))
            print(line(rows[-1]), flush=True)
        _clean()
        save(rows)
    return rows


def line(row: Row) -> str:
    value = f"{row.value:.4g}" if isinstance(row.value, (int, float)) else row.value
    return f"{row.part:<10} {row.what:<58} {value:>12} {row.unit:<8} {row.target}"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", type=Path)
    parser.add_argument("--minutes", type=float, default=8.0)
    parser.add_argument("--only", default=",".join(PARTS), help="parts, separated by commas: " + ", ".join(PARTS))
    parser.add_argument("--sizes", default="", help="of " + ", ".join(SIZES))
    parser.add_argument("--toy", action="store_true", help="on the CPU, at toy size")
    options = parser.parse_args(arguments)
    if not options.toy and not torch.cuda.is_available():
        parser.error("there is no GPU; --toy tries the script on the CPU")
    wanted = [name for name in options.only.split(",") if name]
    if {"steps", "kernels"} & set(wanted) and "copy" not in wanted:  # what they compare with
        wanted.insert(0, "copy")
    if unknown := set(wanted) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    if options.toy and os.environ.get("TRITON_INTERPRET") != "1":  # Triton reads it once, while it is imported
        again = [sys.executable, "-m", "inference.kernels.bench", *(sys.argv[1:] if arguments is None else arguments)]
        return subprocess.run(again, env={**os.environ, "TRITON_INTERPRET": "1"}, check=False).returncode
    sizes = TOY if options.toy else {name: SIZES[name] for name in options.sizes.split(",") if name} or SIZES
    device = torch.device("cpu" if options.toy else "cuda")
    bench = Bench(device, sizes, options.toy, time.monotonic() + 60 * options.minutes)
    begun = time.strftime("%Y-%m-%d %H:%M")

    def save(rows: list[Row]) -> None:
        if options.json:
            part = options.json.with_name(options.json.name + ".part")
            part.write_text(json.dumps({"date": begun, "rows": [asdict(row) for row in rows]}, ensure_ascii=False, indent=1))
            os.replace(part, options.json)

    return int(any(row.what == "failed" for row in run(bench, wanted, save)))


if __name__ == "__main__":
    sys.exit(main())
