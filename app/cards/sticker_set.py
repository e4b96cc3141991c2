"""The stickers of assets/stickers: drawings from an open set, and our own motifs; found by Vietnamese words."""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgRenderer

from app.cards.art import Art
from app.cards.fonts import Fonts
from app.cards.kit import device_scale
from app.cards.motifs import MOTIFS
from app.errors import UserError
from app.viet.search import finds

UNITS = 400.0  # the side of the square that a motif is painted in


@dataclass(frozen=True)
class StickerEntry:
    """One sticker. words: what people look for, besides its label; motif: its kind and parameters, or None for a drawing."""

    id: str
    label: str
    group: str
    words: tuple[str, ...]
    motif: str = ""
    params: tuple[tuple[str, Any], ...] = ()


class StickerSet(Mapping[str, StickerEntry]):
    """Read when first asked for; painting is safe on any thread."""

    def __init__(self, folder: Path, fonts: Fonts) -> None:
        self._folder, self._fonts = folder, fonts
        self._svg = lru_cache(maxsize=64)(self._read_svg)

    @cached_property
    def _table(self) -> dict[str, Any]:
        try:
            return tomllib.loads((self._folder / "stickers.toml").read_text("utf-8"))
        except (OSError, tomllib.TOMLDecodeError) as fault:
            raise UserError("Không đọc được bộ hình dán.", "Hãy cài lại chương trình.") from fault

    @cached_property
    def _entries(self) -> dict[str, StickerEntry]:
        rows = self._table.get("sticker", [])
        return {row["id"]: _entry(row) for row in rows}

    @cached_property
    def _bodies(self) -> dict[str, str]:
        return json.loads((self._folder / "drawings.json").read_text("utf-8"))

    @property
    def groups(self) -> dict[str, str]:
        """Their labels by id, in order."""
        return dict(self._table.get("groups", {}))

    def search(self, query: str, group: str = "") -> list[StickerEntry]:
        """Those whose label or words the query finds, in the set's order; all of the group for an empty query."""
        chosen = [each for each in self._entries.values() if not group or each.group == group]
        return [each for each in chosen if not query.strip() or finds(query, (each.label, *each.words))]

    def paint(self, p: QPainter, box: QRectF, id: str, *, flip: bool = False) -> None:
        """The sticker as large as fits in the middle of `box`; one that is not in the set (any more) leaves it empty."""
        entry = self._entries.get(id)
        if entry is None:
            return
        side = min(box.width(), box.height())
        p.save()
        p.translate(box.center())
        p.scale(-side / UNITS if flip else side / UNITS, side / UNITS)
        square = QRectF(-UNITS / 2, -UNITS / 2, UNITS, UNITS)
        if entry.motif:
            p.translate(square.topLeft())
            self._motif(p, entry)
        else:
            QSvgRenderer(self._svg(id)).render(p, square)
        p.restore()

    def _motif(self, p: QPainter, entry: StickerEntry) -> None:
        box = QRectF(0, 0, UNITS, UNITS)
        colors = {key: tuple([tones] if isinstance(tones, str) else tones) for key, tones in self._table["colors"].items()}
        art = Art(colors, abs(device_scale(p)), 7, self._fonts, box)
        MOTIFS[entry.motif](p, box, art, **dict(entry.params))

    def _read_svg(self, id: str) -> QByteArray:
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">{self._bodies[id]}</svg>'
        return QByteArray(svg.encode())

    def __getitem__(self, id: str) -> StickerEntry:
        return self._entries[id]

    def __iter__(self):  # noqa: ANN204 (of ids)
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


def _entry(row: Mapping[str, Any]) -> StickerEntry:
    params = tuple((key, value) for key, value in row.get("params", {}).items())
    return StickerEntry(row["id"], row["label"], row["group"], tuple(row.get("words", ())), row.get("motif", ""), params)
