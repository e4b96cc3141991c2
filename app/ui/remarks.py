"""What the checker says of a text, under it: faults, then hints, the first few at once and the rest by one click."""

import re
from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

LONG_QUOTE = re.compile(r"“([^”]{30})[^”]{12,}”")
SAID = 4  # remarks shown while folded


def each_once(reasons: Iterable[str]) -> list[str]:
    """The remarks without those that differ only in case."""
    once: dict[str, str] = {}
    for reason in reasons:
        once.setdefault(reason.lower(), reason)
    return list(once.values())


class Remarks(QWidget):
    """Faults are said in the colour of faults, hints never are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._faults, self._hints = self._label("error"), self._label("warn")
        self.fold = QPushButton()
        self.fold.setProperty("role", "link")
        self.fold.clicked.connect(self._turn)
        self._open = False
        self._said: tuple[list[str], list[str]] = ([], [])
        column = QVBoxLayout(self)
        column.setContentsMargins(9, 0, 9, 4)
        column.setSpacing(2)
        for widget in (self._faults, self._hints):
            column.addWidget(widget)
        column.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeft)
        self._show()

    @staticmethod
    def _label(role: str) -> QLabel:
        label = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)  # it quotes what people type
        label.setProperty("role", role)
        return label

    def say(self, faults: Sequence[str], hints: Sequence[str]) -> None:
        """Say these; what is unfolded stays so while the same is said."""
        said = each_once(faults), each_once(hints)
        self._open = self._open and said == self._said
        self._said = said
        self._show()

    def _turn(self) -> None:
        self._open = not self._open
        self._show()

    def _show(self) -> None:
        faults, hints = self._said
        more = len(faults) + len(hints) - SAID
        shown = faults, hints
        if more > 0 and not self._open:
            quoted = [[LONG_QUOTE.sub(r"“\1…”", reason) for reason in reasons] for reasons in shown]
            shown = quoted[0][:SAID], quoted[1][: max(0, SAID - len(faults))]
        for label, reasons in zip((self._faults, self._hints), shown, strict=True):
            label.setText(" ".join(reasons))
            label.setVisible(bool(reasons))
        self.fold.setVisible(more > 0)
        self.fold.setText(self.tr("Thu gọn") if self._open else self.tr("Và {n} điều nữa").format(n=more))
        self.fold.setAccessibleName(self.fold.text())
        self.setAccessibleName(" ".join([*shown[0], *shown[1]]))
        self.setVisible(bool(faults or hints))
