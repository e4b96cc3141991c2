"""Which quantization to ship: every type, with and without an importance matrix, beside the exact file in one table.

    python -m inference.evaluation.quantizations RUN/mam-f32.gguf --heldout heldout.jsonl --work RUN/quantized \\
        --judge "python -m app.writing.evaluation --set plain --model" --figures sets.plain.single.faultless,sets.plain.best.faultless

The files stay in the work folder (`mam-f32-Q6_K-imatrix.gguf`), with table.md. The matrix is computed on the odd examples of the
held-out file, everything is measured on the even ones. Speeds are ratios to the exact file in the same minute.
`--judge` is any command that takes a file as its last argument and prints JSON: its numbers named by `--figures` become
columns, the whole of it is kept as NAME.json. It is asked of every file, minutes each; all else takes two to four.
"""

from __future__ import annotations

import argparse
import json
import shlex
import statistics
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inference.evaluation.fidelity import Fidelity, compare

if TYPE_CHECKING:
    from inference.training.data import Example

TYPES = ("Q8_0", "Q6_K", "Q5_K_M", "Q4_K_M")
ROUNDS_PLAINLY = ("Q8_0",)  # reads no importance matrix
BLOCK = 256  # values that a K-quant rounds together; llama.cpp falls back where a row is not a multiple
BATCH = 12  # drafts at once, as the app asks for
LONGEST = 512  # tokens; longer examples are left out
HEADS = ("file", "MB", "loss", "added ± error", "KL", "max Δ logit", "top-1", "1 stream", f"{BATCH} streams")


@dataclass
class Row:
    """One line of the table."""

    name: str
    path: Path
    fidelity: Fidelity | None = None
    speeds: dict[int, tuple[float, float]] = field(default_factory=dict)  # streams -> tokens/s, times the exact file's
    figures: dict[str, float] = field(default_factory=dict)


def make(exact: Path, work: Path, kinds: Sequence[str], calibration: Sequence[Example]) -> list[Row]:
    """Writes every file; the exact one is the first row."""
    from inference.training.gguf_file import read_gguf
    from inference.training.importance import importance
    from inference.training.quantize import quantize

    matrix = importance(read_gguf(exact)[0], [example.ids for example in calibration])
    rows = [Row("F32", exact)]
    for kind in kinds:
        for used in (None,) if kind in ROUNDS_PLAINLY else (None, matrix):
            name = f"{kind}-imatrix" if used else kind
            path = work / f"{exact.stem}-{name}.gguf"
            quantize(exact, path, kind, importance=used)
            rows.append(Row(name, path))
    return rows


def tensor_types(path: Path) -> tuple[Counter[str], dict[str, str]]:
    """How many matrices have which type, and the types of those whose rows no K-quant fits."""
    import gguf

    matrices = [tensor for tensor in gguf.GGUFReader(path).tensors if len(tensor.shape) > 1]
    types = Counter(tensor.tensor_type.name for tensor in matrices)
    return types, {tensor.name: tensor.tensor_type.name for tensor in matrices if tensor.shape[0] % BLOCK}


def measure_speed(rows: Sequence[Row], pairs: int) -> None:
    """Bare decoding, one stream and a batch: medians of ratios, each file beside the exact one."""
    from inference.evaluation.speed import RawLoop
    from inference.server import gguf_file
    from inference.server.llama_engine import default_threads

    threads = default_threads(gguf_file.check(rows[0].path).parameters)
    exact = RawLoop(rows[0].path, threads)
    for row in rows:
        loop = RawLoop(row.path, threads)
        for streams, tokens in ((1, 150), (BATCH, 60)):
            for cold in (exact, loop):
                cold.speed(streams, 10)
            runs = [(exact.speed(streams, tokens), loop.speed(streams, tokens)) for _ in range(pairs)]
            row.speeds[streams] = (
                statistics.median(mine for _, mine in runs),
                statistics.median(mine / theirs for theirs, mine in runs),
            )
        loop.close()
    exact.close()


def judge(command: str, row: Row, wanted: Sequence[str], work: Path) -> None:
    """Runs `command FILE` and keeps the numbers of its JSON."""
    done = subprocess.run([*shlex.split(command), str(row.path)], stdout=subprocess.PIPE, check=True, encoding="utf-8")
    answer = json.loads(done.stdout)
    (work / f"{row.name}.json").write_text(done.stdout, encoding="utf-8")
    found = dict(numbers(answer))
    missing = [name for name in wanted if name not in found]
    if missing:
        raise SystemExit(f"--figures: {', '.join(missing)} not among {', '.join(found)}")
    row.figures = {name: found[name] for name in wanted}


def numbers(value: Any, name: str = "") -> Iterator[tuple[str, float]]:
    """Every number inside a JSON value, by its dotted path."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from numbers(inner, f"{name}.{key}" if name else key)
    elif isinstance(value, int | float):
        yield name, float(value)


def table(rows: Sequence[Row]) -> str:
    """The rows in Markdown."""
    heads = [*HEADS, *rows[0].figures]
    return "\n".join(_line(cells) for cells in (heads, ["---"] * len(heads), *(_cells(row, heads) for row in rows)))


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cells(row: Row, heads: Sequence[str]) -> list[str]:
    f = row.fidelity
    assert f is not None
    return [
        row.name,
        f"{row.path.stat().st_size / 1e6:.1f}",
        f"{f.loss:.4f}",
        f"{f.added:+.4f} ± {f.error:.4f}",
        f"{f.divergence:.5f}",
        f"{f.greatest:.2f}",
        f"{f.agreement:.2%}",
        *(f"{speed:.0f} (×{ratio:.2f})" for speed, ratio in row.speeds.values()),
        *(f"{row.figures[name]:.1%}" if name in row.figures else "–" for name in heads[len(HEADS) :]),
    ]


def read_held_out(exact: Path, held_out: Path, count: int) -> tuple[list[Example], list[Example]]:
    """At most `count` examples to measure on and as many to calibrate with, none in both."""
    from inference.training.data import read_examples
    from inference.training.gguf_file import read_gguf

    examples = read_examples(held_out, read_gguf(exact)[1], LONGEST)
    return examples[0::2][:count], examples[1::2][:count]


def describe(row: Row) -> str:
    types, odd = tensor_types(row.path)
    fallen = f"; rows not a multiple of {BLOCK}: {', '.join(f'{n} {t}' for n, t in odd.items())}" if odd else ""
    return f"{row.name}: {', '.join(f'{count} {kind}' for kind, count in types.most_common())}{fallen}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("exact", type=Path, metavar="F32.gguf")
    parser.add_argument("--heldout", type=Path, required=True, help='JSONL of {"prompt", "answer"}')
    parser.add_argument("--work", type=Path, help="folder of the quantized files (default: beside the exact one)")
    parser.add_argument("--types", nargs="+", choices=TYPES, default=TYPES)
    parser.add_argument("--examples", type=int, default=200, help="held-out texts to measure on, and to calibrate with")
    parser.add_argument("--pairs", type=int, default=7, help="timed runs beside the exact file")
    parser.add_argument("--judge", help="command that takes a file and prints JSON")
    parser.add_argument("--figures", default="", help="numbers of that JSON, by dotted path, between commas")
    args = parser.parse_args()
    work = args.work or args.exact.parent / "quantized"
    work.mkdir(parents=True, exist_ok=True)
    measured, calibration = read_held_out(args.exact, args.heldout, args.examples)
    say(f"rounding, by the inputs of {len(calibration)} texts")
    rows = make(args.exact, work, args.types, calibration)
    print("\n".join(map(describe, rows)), flush=True)
    say(f"reading {len(measured)} other texts")
    for row, fidelity in zip(rows, compare(args.exact, [row.path for row in rows], measured), strict=True):
        row.fidelity = fidelity
    say("timing")
    measure_speed(rows, args.pairs)
    keep(rows, work)
    for row in rows if args.judge else ():
        say(f"judging {row.name}")
        judge(args.judge, row, list(filter(None, args.figures.split(","))), work)
        keep(rows, work)
    print(f"\n{len(measured)} texts\n\n{table(rows)}")


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def keep(rows: Sequence[Row], work: Path) -> None:
    (work / "table.md").write_text(table(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
