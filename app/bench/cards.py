"""Cards: a PNG with new words on known art beside Qt's bare encoding, switching designs, and many exports at once."""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from app.cards.card import Card
from app.paths import assets_dir

BODY = (
    "Cháu chúc bà năm mới dồi dào sức khỏe, ăn ngon, ngủ yên và lúc nào cũng vui vẻ bên con cháu. "
    "Cháu mong mắt bà sáng rõ để bà chăm vườn lan mỗi sớm, và Tết này cả nhà mình lại quây quần bên mâm cơm."
)
ROUNDS = 5
TIMED = 3  # designs whose PNG is timed: with art in the cache they differ little
PREVIEW = 390 / 1080  # the scale of the window's preview
EXPORTS = 30  # enough that the last card, drawn alone, weighs little
EXPORT_PAIRS = 3


def measure(_model: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """png_ms and switch_ms of the slowest design, thumbnail_ms, export_ratio (None on one core), and their raw figures."""
    from app.cards.making import with_application
    from app.cards.render import make_renderer

    application = with_application()
    renderer = make_renderer(assets_dir())
    with tempfile.TemporaryDirectory(prefix="loihay-bench-") as folder:
        switches = {id: _switch(id, renderer, Path(folder)) for id in renderer.templates}
        ids = sorted(renderer.templates)
        timed = sorted({"tet", "sinh_nhat", "nha_giao", *ids[:: max(1, len(ids) // TIMED)]} & set(ids))
        rows = {id: _template(id, renderer, Path(folder) / "thiep.png") for id in timed}
        exports = _parallel(ids, Path(folder))
    del application
    slowest = max(rows.values(), key=lambda row: row["png_ms"])
    figures = {
        "png_ms": slowest["png_ms"],
        "thumbnail_ms": max(row["thumbnail_ms"] for row in switches.values()),
        "switch_ms": max(row["full_ms"] for row in switches.values()),
        "export_ratio": exports and exports["ratio"],
    }
    middle = {name: statistics.median(row[name] for row in switches.values()) for name in ("full_ms", "painted_ms")}
    raw = {"encode_ms": slowest["encode_ms"], "templates": rows, "switches": switches, "exports": exports}
    return figures, raw | {"switch_median_ms": middle["full_ms"], "thumbnail_painted_ms": middle["painted_ms"]}


def _card(id: str) -> Card:
    return Card(template=id, title="Chúc Mừng\nNăm Mới", opening="Kính gửi bà ngoại,", body=BODY, signature="Cháu Nam")


def _switch(id: str, renderer: Any, folder: Path) -> dict[str, float]:
    """A design chosen for the first time: its thumbnail painted, then read from disk; then the whole card."""
    from app.cards.thumbs import Thumbs

    thumbs = Thumbs(renderer.templates, folder)
    full = _seconds(lambda: renderer.image(_card(id), PREVIEW))
    painted = _seconds(lambda: thumbs.make(id, "Tết", renderer))
    read = [_seconds(lambda: thumbs.known(id, "Tết")) for _ in range(ROUNDS)]
    seconds = {"full_ms": full, "painted_ms": painted, "thumbnail_ms": statistics.median(read)}
    return {name: round(each * 1000, 1) for name, each in seconds.items()}


def _template(id: str, renderer: Any, path: Path) -> dict[str, float]:
    from app.cards.export import export

    card = _card(id)
    cold = _seconds(lambda: export(card, path, renderer))
    whole, encode, paint = [], [], []
    for number in range(ROUNDS):
        worded = replace(card, body=f"{BODY} Lần thứ {number + 1}.")
        whole.append(_seconds(lambda: export(worded, path, renderer)))
        image = renderer.image(worded)
        encode.append(_seconds(lambda: image.save(str(path.with_name("tran.png")), "PNG", 80)))
        paint.append(_seconds(lambda: renderer.image(replace(card, body=f"{BODY} Lượt {number + 1}."))))
    medians = {"png_ms": whole, "encode_ms": encode, "paint_ms": paint}
    return {name: round(statistics.median(row) * 1000, 1) for name, row in medians.items()} | {
        "first_with_art_ms": round(cold * 1000, 1)
    }


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _parallel(ids: list[str], folder: Path) -> dict[str, Any] | None:
    """Full-size exports with their art, in one warm process and in two by turns: seconds of each, the median ratio."""
    from app.cards.batch import export_all, exporters

    if cores() < 2:
        print("Xuất song song: chỉ có một nhân, không đo.", flush=True)
        return None
    chosen = [ids[n * len(ids) // EXPORTS] for n in range(EXPORTS)]
    pairs = []
    with exporters(1) as one, exporters(2) as two:
        for pool in (one, two, two):
            export_all([(_card(ids[0]), folder / f"am_{n}.png", 0.25) for n in range(2)], pool)
        for turn in range(EXPORT_PAIRS):
            # Fresh seeds: no process may have drawn this art before.
            jobs = [
                (replace(_card(id), seed=1 + turn * EXPORTS + n), folder / f"{n}.png", 1.0) for n, id in enumerate(chosen)
            ]
            pairs.append([round(_seconds(partial(export_all, jobs, pool)), 2) for pool in (one, two)])
    ratios = [alone / together for alone, together in pairs]
    one_s, two_s = (statistics.median(row) for row in zip(*pairs, strict=True))
    return {"one_s": one_s, "two_s": two_s, "ratio": round(statistics.median(ratios), 2), "pairs": pairs}


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
