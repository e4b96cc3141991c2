"""Painting and writing a PNG of 1080×1350 with new words on known art, beside Qt's bare encoding of the same picture."""

import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.cards.card import Card
from app.paths import assets_dir

BODY = (
    "Cháu chúc bà năm mới dồi dào sức khỏe, ăn ngon, ngủ yên và lúc nào cũng vui vẻ bên con cháu. "
    "Cháu mong mắt bà sáng rõ để bà chăm vườn lan mỗi sớm, và Tết này cả nhà mình lại quây quần bên mâm cơm."
)
ROUNDS = 5


def measure(_model: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """png_ms of the slowest template, each template's figures, and the first painting with its art."""
    from app.cards.making import with_application
    from app.cards.render import make_renderer

    application = with_application()
    renderer = make_renderer(assets_dir())
    with tempfile.TemporaryDirectory(prefix="loihay-bench-") as folder:
        rows = {id: _template(id, renderer, Path(folder) / "thiep.png") for id in renderer.templates}
    del application
    slowest = max(rows.values(), key=lambda row: row["png_ms"])
    return {"png_ms": slowest["png_ms"]}, {"encode_ms": slowest["encode_ms"], "templates": rows}


def _template(id: str, renderer: Any, path: Path) -> dict[str, float]:
    from app.cards.export import export

    card = Card(template=id, title="Chúc Mừng\nNăm Mới", opening="Kính gửi bà ngoại,", body=BODY, signature="Cháu Nam")
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


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
