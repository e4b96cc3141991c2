"""The library's texts as rows: a model that hands them out a page at a time, and the painter of one row."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

PAGE = 24  # rows laid out at once: twice what a tall window shows
MOST = 4000  # heights remembered
GAP, PAD, LINE = 6, 14, 6
WIDEST = 92  # letters of a line: a longer one is hard to follow
WRAP = Qt.TextFlag.TextWordWrap
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Row:
    """What is shown of a text; all in the window's language but the text itself."""

    text: str
    about: str
    told: str  # what it tells that nobody asked for, "" when nothing
    used: str  # that its recipient had it already, or ""


class TextRows(QAbstractListModel):
    """Rows of anything, described when they are first seen; more of them are laid out as one scrolls."""

    def __init__(self, describe: Callable[[Any], tuple[str, str, str, str]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._describe = describe
        self._found: Sequence[Any] = ()
        self._rows: dict[int, Row] = {}  # those described already
        self._shown = 0

    def show(self, found: Sequence[Any]) -> None:
        """Replace everything."""
        self.beginResetModel()
        self._found, self._rows, self._shown = found, {}, min(PAGE, len(found))
        self.endResetModel()

    def at(self, index: Index) -> Any:
        """What stands in a row, or None."""
        return self._found[index.row()] if index.isValid() else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 (Qt's signature in this class)
        return 0 if parent.isValid() else self._shown

    def canFetchMore(self, parent: Index) -> bool:  # noqa: N802
        return not parent.isValid() and self._shown < len(self._found)

    def fetchMore(self, _parent: Index) -> None:  # noqa: N802
        last = min(self._shown + PAGE, len(self._found))
        self.beginInsertRows(QModelIndex(), self._shown, last - 1)
        self._shown = last
        self.endInsertRows()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._row(index.row())
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ". ".join(filter(None, (row.text, row.about, row.told, row.used)))
        return row.text if role == Qt.ItemDataRole.DisplayRole else None


    def _row(self, place: int) -> Row:
        if place not in self._rows:
            self._rows[place] = Row(*self._describe(self._found[place]))
        return self._rows[place]


class RowPainter(QStyledItemDelegate):
    """A row is a sheet: what it is, the whole text with its lines, and what it tells that nobody asked for."""

    def __init__(self, colours: Any, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._colours = colours
        self._heights: dict[tuple[Row, int], int] = {}  # the view asks for every row's whenever one changes

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 (Qt's name)
        width, row = option.widget.viewport().width(), index.data(Qt.ItemDataRole.UserRole)
        if (row, width) not in self._heights:
            if len(self._heights) > MOST:
                self._heights.clear()
            self._heights[row, width] = self._places(option, QRect(0, 0, width, 0), row)[-1].bottom() + PAD + GAP // 2
        return QSize(width, self._heights[row, width])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, c = index.data(Qt.ItemDataRole.UserRole), self._colours
        chosen, hovered = (bool(option.state & state) for state in (QStyle.StateFlag.State_Selected, QStyle.StateFlag.State_MouseOver))
        focused = chosen and option.widget.hasFocus()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(c.accent if chosen else c.faint if hovered else c.line), 2 if chosen else 1))
        painter.setBrush(QColor(c.soft if focused else c.surface))
        painter.drawRoundedRect(option.rect.adjusted(2, GAP // 2, -2, -GAP // 2), 12, 12)
        about, text, told = self._places(option, option.rect, row)
        small, words = _fonts(option.font)
        painter.setFont(small)
        used = QRect(about)
        used.setLeft(about.right() - QFontMetrics(small).horizontalAdvance(row.used))
        painter.setPen(QColor(c.warn))
        painter.drawText(used, Qt.AlignmentFlag.AlignRight, row.used)
        about.setRight(used.left() - PAD)
        painter.setPen(QColor(c.on_soft if focused else c.muted))
        painter.drawText(about, 0, QFontMetrics(small).elidedText(row.about, Qt.TextElideMode.ElideRight, about.width()))
        painter.setPen(QColor(c.warn))
        painter.drawText(told, WRAP, row.told)
        painter.setFont(words)
        painter.setPen(QColor(c.ink))
        painter.drawText(text, WRAP, row.text)
        painter.restore()

    @staticmethod
    def _places(option: QStyleOptionViewItem, rect: QRect, row: Row) -> tuple[QRect, QRect, QRect]:
        """Where the heading, the text and what it tells stand; the last is empty where it tells nothing."""
        small, words = map(QFontMetrics, _fonts(option.font))
        left, whole = rect.left() + PAD + 2, rect.width() - 2 * PAD - 4
        about = QRect(left, rect.top() + GAP // 2 + PAD - 4, whole, small.height())
        width = min(whole, WIDEST * words.averageCharWidth())
        text = QRect(left, about.bottom() + LINE, width, _height(words, width, row.text))
        told = QRect(left, text.bottom() + (LINE if row.told else 0), width, _height(small, width, row.told) if row.told else 0)
        return about, text, told


def _fonts(font: QFont) -> tuple[QFont, QFont]:
    """Of the small lines and of the words, as the theme has them for 14 pixels."""
    small, words = QFont(font), QFont(font)
    small.setPixelSize(max(1, round(font.pixelSize() * 12 / 14)))
    small.setWeight(QFont.Weight.DemiBold)
    words.setPixelSize(max(1, round(font.pixelSize() * 15 / 14)))
    return small, words


def _height(metrics: QFontMetrics, width: int, text: str) -> int:
    return metrics.boundingRect(QRect(0, 0, max(1, width), 1_000_000), WRAP, text).height()
