"""The stickers of assets/stickers: drawings from an open set and our own; found by Vietnamese words."""

import json
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgRenderer

from app.errors import UserError
from app.viet.search import among, spelled, words_of
from app.viet.text import fold, nfc

SIDE = 32  # units of the square that a drawing is in


@dataclass(frozen=True)
class StickerEntry:
    """words: what people look for, besides its label."""

    id: str
    label: str
    group: str
    words: tuple[str, ...]

    def rank(self, query: str) -> int:
        """How well it answers: 0 where its label says the query, tones and all; then its words; its label without tones."""
        said = (self.label.casefold(), " , ".join(self.words).casefold(), fold(self.label))
        return next((at for at, text in enumerate(said) if f" {query} " in f" {text} "), len(said))


class StickerSet(Mapping[str, StickerEntry]):
    """Read when first asked for: the drawings to paint, the words to search. Painting is safe on any thread."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def _table(self) -> dict[str, Any]:
        return self._read("stickers.toml", tomllib.loads)

    @cached_property
    def _bodies(self) -> dict[str, str]:
        """What is inside the <svg> of each drawing."""
        return self._read("drawings.json", json.loads)

    def _read(self, name: str, parse: Callable[[str], dict[str, Any]]) -> dict[str, Any]:
        try:
            return parse((self._folder / name).read_text("utf-8"))
        except (OSError, ValueError) as fault:  # both parsers raise ValueErrors
            raise UserError("Không đọc được bộ hình dán.", "Hãy cài lại chương trình.") from fault

    @cached_property
    def _entries(self) -> dict[str, StickerEntry]:
        rows = self._table.get("sticker", [])
        return {row["id"]: StickerEntry(row["id"], row["label"], row["group"], tuple(row["words"])) for row in rows}

    @cached_property
    def _spelled(self) -> dict[str, frozenset[str]]:
        """The words of each as they are compared: 10 ms for all, so not at every letter typed."""
        return {each.id: words_of((each.label, *each.words)) for each in self._entries.values()}

    @property
    def groups(self) -> dict[str, str]:
        """Their labels by id, in order."""
        return dict(self._table.get("groups", {}))

    def search(self, query: str, group: str = "") -> list[StickerEntry]:
        """Those whose label or words the query finds, the best answers first; all of the group for an empty query."""
        chosen = [each for each in self._entries.values() if not group or each.group == group]
        typed = nfc(query).strip().casefold()
        if not typed:
            return chosen
        sought = spelled(typed)
        found = [each for each in chosen if among(sought, self._spelled[each.id])]
        return sorted(found, key=lambda each: each.rank(typed))

    def paint(self, p: QPainter, box: QRectF, id: str, *, flip: bool = False) -> None:
        """The sticker as large as fits in the middle of `box`; one that is not in the set (any more) leaves it empty."""
        body = self._bodies.get(id)
        if body is None:
            return
        scale = min(box.width(), box.height()) / SIDE
        p.save()
        p.translate(box.center())
        p.scale(-scale if flip else scale, scale)
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}">{body}</svg>'
        QSvgRenderer(svg.encode()).render(p, QRectF(-SIDE / 2, -SIDE / 2, SIDE, SIDE))
        p.restore()

    def __getitem__(self, id: str) -> StickerEntry:
        return self._entries[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)
