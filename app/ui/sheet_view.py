"""Sheets of paper before they are printed: the front of the first one, and its back beside it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.cards.print_sheets import paint_side

GAP = 20  # pixels round and between the sides


class SheetView(QWidget):
    """Paints what will be printed, on white paper whatever the window's colours are."""

    def __init__(self, line: str, parent: QWidget | None = None) -> None:
        """line: the colour of the paper's edge as "#rrggbb"."""
        super().__init__(parent)
        self._line = QColor(line)
        self._sheet: Any = None
        self._picture: Callable[[Any], Any] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(300, 260)
        self.setAccessibleName(self.tr("Tờ giấy xem trước"))

    def sizeHint(self) -> QSize:
        return QSize(560, 430)

    def show_sheet(self, sheet: Any, picture: Callable[[Any], Any]) -> None:
        """sheet: of app.cards.imposition; picture: a placed page's picture, at once."""
        self._sheet, self._picture = sheet, picture
        self.update()

    def papers(self) -> list[QRectF]:
        """Where the sides stand in the widget: one beside the other, or under it if that shows them larger."""
        if self._sheet is None:
            return []
        count = 2 if self._sheet.back else 1
        caption = self.fontMetrics().height() + 6 if count == 2 else 0
        across = self._factor(count, 1, caption), (count, 1)
        down = self._factor(1, count, caption), (1, count)
        factor, (columns, rows) = max(across, down)
        cell = self.width() / columns, self.height() / rows
        width, height = self._sheet.width * factor, self._sheet.height * factor
        papers = []
        for number in range(count):
            middle = QPointF(cell[0] * (number % columns + 0.5), cell[1] * (number // columns + 0.5) - caption / 2)
            papers.append(QRectF(middle.x() - width / 2, middle.y() - height / 2, width, height))
        return papers

    def _factor(self, columns: int, rows: int, caption: int) -> float:
        """Pixels a millimetre."""
        width, height = self.width() / columns - GAP, self.height() / rows - GAP - caption
        return max(0.1, min(width / self._sheet.width, height / self._sheet.height))

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as p:
            p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)  # edges unsmoothed: no seams
            if self._sheet is None or self._picture is None:
                p.setPen(self.palette().placeholderText().color())
                p.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.tr("Đang vẽ thiệp…"))
                return
            turned = self._sheet.back and any(placed.turn for placed in self._sheet.back.placed)
            captions = self.tr("Mặt 1"), self.tr("Mặt 2, in ngược đầu vì lật cạnh dài") if turned else self.tr("Mặt 2")
            for paper, side, caption in zip(self.papers(), (self._sheet.front, self._sheet.back), captions, strict=False):
                self._paint(p, paper, side)
                if self._sheet.back:
                    under = QRectF(0, paper.bottom() + 4, 4 * self.width(), self.fontMetrics().height())
                    under.moveCenter(QPointF(paper.center().x(), under.center().y()))
                    p.setPen(self.palette().windowText().color())
                    p.drawText(under, Qt.AlignmentFlag.AlignCenter, caption)

    def _paint(self, p: QPainter, paper: QRectF, side: Any) -> None:
        p.fillRect(paper, QColor("white"))
        p.save()
        p.translate(paper.topLeft())
        factor = paper.width() / self._sheet.width
        p.scale(factor, factor)
        paint_side(p, side, self._picture, 1 / factor)
        p.restore()
        p.setPen(QPen(self._line, 1))
        p.drawRect(paper)
