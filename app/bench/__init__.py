"""`loihay bench`: measures this machine, each figure beside its own comparison, and ends with one JSON object."""

import json
from pathlib import Path
from typing import Any

from app.bench import cards, engine, window, words
from app.bench.report import KEYS, table
from app.paths import embedded_model

PARTS = {"engine": engine.measure, "words": words.measure, "cards": cards.measure, "window": window.measure}


def run(*, as_json: bool, only: str | None, model: Path | None = None) -> int:
    """Measure every part, or only one; print a table and, if asked, the object. 0 even when a target is missed."""
    result: dict[str, Any] = {key: None for key in KEYS} | {"raw": {}}
    for name, measure in PARTS.items():
        if only in (None, name):
            print(f"Đang đo: {name}…", flush=True)
            figures, raw = measure(model or embedded_model())
            result |= figures
            result["raw"][name] = raw
    print(table(result))
    if as_json:
        print(json.dumps(result, ensure_ascii=False))
    return 0
