"""The GPU's bench at toy size: every part runs to its end in the interpreter, and the JSON holds what was printed."""

import json
import os
import subprocess
import sys
from pathlib import Path

from inference.kernels.bench import PARTS, Bench, Row, run


def bench(*options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "inference.kernels.bench", *options]
    environment = {**os.environ, "TRITON_INTERPRET": "1", "OMP_NUM_THREADS": "1"}
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=300)


def test_every_part_runs_and_is_written_down(tmp_path: Path) -> None:
    done = bench("--toy", "--json", str(tmp_path / "bench.json"))
    assert done.returncode == 0, done.stderr[-2000:]
    rows = json.loads((tmp_path / "bench.json").read_text())["rows"]
    assert {row["part"] for row in rows} == set(PARTS)
    assert [row for row in rows if row["what"] in ("failed", "not run")] == []
    assert all(f"{row['what']}" in done.stdout for row in rows)
    found = {row["what"]: row["value"] for row in rows}
    assert found["toy: the same likeliest token"] == 1 and found["toy: ours against float32"] < 1e-5
    assert found["toy: ours / theirs"] > 0 and found["toy 2 streams"] > 0


def test_at_toy_size_it_finds_the_interpreter_itself() -> None:
    environment = {name: value for name, value in os.environ.items() if name != "TRITON_INTERPRET"} | {"OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "inference.kernels.bench", "--toy", "--only", "card,order"]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=300)
    assert done.returncode == 0 and "failed" not in done.stdout, done.stdout + done.stderr[-2000:]


def test_a_part_that_fails_says_so_and_the_others_go_on(monkeypatch) -> None:
    import torch
    from triton.runtime.errors import OutOfResources

    def broken(_bench: Bench):
        yield Row("copy", "begun", 1.0)
        raise OutOfResources(300_000, 232_448, "shared memory")  # no RuntimeError

    monkeypatch.setitem(PARTS, "copy", (broken, 0))
    saved: list[int] = []
    rows = run(Bench(torch.device("cpu"), {}, True, ends_at=0.0), ["copy", "steps", "card"], lambda rows: saved.append(len(rows)))
    assert [(row.part, row.what) for row in rows[:3]] == [("copy", "begun"), ("copy", "failed"), ("steps", "not run")]
    assert rows[3].part == "card" and saved == [2, 3, len(rows)]


def test_without_a_gpu_it_says_what_to_do() -> None:
    done = bench("--only", "copy")
    assert done.returncode == 2 and "--toy" in done.stderr and "Traceback" not in done.stderr
