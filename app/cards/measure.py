"""A font role's lengths in em, measured once at a large size: unhinted type scales linearly."""

from functools import cached_property

from PySide6.QtGui import QFontMetricsF

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
        return -self._metrics.tightBoundingRect(TALL).top() / REFERENCE_PX

    @cached_property
    def bottom(self) -> float:
        return self._metrics.tightBoundingRect(DEEP).bottom() / REFERENCE_PX

    @cached_property
    def side(self) -> float:
        """The widest ink outside its advance, plus a hair for rounding."""
        out = [max(-self._metrics.leftBearing(c), -self._metrics.rightBearing(c)) for c in LETTERS]
        return max(0.0, *out) / REFERENCE_PX + 0.03
