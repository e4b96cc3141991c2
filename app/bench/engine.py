"""How much of llama.cpp's own speed comes through the server: Mầm, and a 40 M model with random weights made here."""

import tempfile
from pathlib import Path
from typing import Any


def measure(model: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """single_ratio and batch32_ratio of both models (medians of five interleaved pairs), and the raw figures."""
    from inference.evaluation import speed

    with tempfile.TemporaryDirectory(prefix="loihay-bench-") as folder:
        log = Path(folder) / "engine.log"
        raw = {"mam": speed.measure(model, log=log)}
        forty = _forty(Path(folder))
        if forty:
            raw["40m"] = speed.measure(forty, log=log)
    ratios = {name: {row: figures[name] for row, figures in raw.items()} for name in ("single_ratio", "batch32_ratio")}
    return ratios, raw


def _forty(folder: Path) -> Path | None:
    """A 40 M Q8_0 GGUF, or None where the writer of GGUF files is not installed."""
    from inference.evaluation.random_gguf import MEDIUM_40M, write_random_gguf

    try:
        return write_random_gguf(folder / "40m.gguf", MEDIUM_40M)
    except ImportError:
        print("Bỏ qua mô hình 40 triệu tham số: chưa cài gói gguf (pip install gguf).", flush=True)
        return None
