"""A font role's lengths in em, measured once at a large size: unhinted type scales linearly."""

from functools import cached_property

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF, QPainterPath

from app.cards.fonts import Fonts

REFERENCE_PX = 200
TALL, DEEP = "ẲẴẤẦẨỂỄỖỔỚỮÀhlkđ“!", "gjpqyfQộợụựậẹị(,;”"
LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyzàáảãạạýỳỷỹABCDĐEFGHIKLMNOPQRSTUVXYÀÂĂƠƯ“”.,!?;:–…0123456789"


class FaceMeasure:
    """Implements layout.Measure for one role; word widths are remembered. spacing: extra em a letter."""

    def __init__(self, fonts: Fonts, role: str, spacing: float = 0.0) -> None:
        self.fonts, self.role, self.spacing = fonts, role, spacing
        self._metrics = QFontMetricsF(fonts.font(role, REFERENCE_PX, spacing * REFERENCE_PX))
        self._known: dict[str, float] = {}

    def advance(self, text: str) -> float:
        width = self._known.get(text)
        if width is None:
            if len(self._known) > 20_000:
                self._known.clear()
            width = self._known[text] = self._metrics.horizontalAdvance(text) / REFERENCE_PX
        return width

    @cached_property
    def top(self) -> float:
        return -self._ink(TALL).top()

    @cached_property
    def bottom(self) -> float:
        return self._ink(DEEP).bottom()

    @cached_property
    def side(self) -> float:
        """The widest ink outside its advance, plus a hair for rounding."""
        boxes = [(self._ink(letter), self.advance(letter)) for letter in LETTERS]
        return max(0.0, *(max(-box.left(), box.right() - advance) for box, advance in boxes)) + 0.03

    def _ink(self, text: str) -> QRectF:
        """The outline's bounds in em: metrics would round them to whole pixels."""
        path = QPainterPath()
        path.addText(0, 0, self.fonts.font(self.role, REFERENCE_PX), text)
        box = path.boundingRect()
        return QRectF(box.topLeft() / REFERENCE_PX, box.size() / REFERENCE_PX)
