"""How the rows of the models room are drawn: the name in bold, what is said of it below."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem


class NamedRows(QStyledItemDelegate):
    """The item's text stays whole, for those who hear it read."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """The first line in bold, cut short if it must be; the others broken into lines."""
        own = QStyleOptionViewItem(option)
        self.initStyleOption(own, index)
        style = own.widget.style()
        rect = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, own, own.widget)
        (name, _, rest), own.text = index.data().partition("\n"), ""  # own.text has Qt's separators of lines
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, own, painter, own.widget)
        painter.save()
        painter.setPen(own.palette.color(QPalette.ColorRole.Text))
        font = own.font
        font.setBold(True)
        painter.setFont(font)
        rect.adjust(3, 0, -3, 0)  # as Qt sets it in
        line = QRect(rect.x(), rect.y(), rect.width(), own.fontMetrics.lineSpacing())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, QFontMetrics(font).elidedText(name, Qt.TextElideMode.ElideRight, rect.width()))
        font.setBold(False)
        painter.setFont(font)
        painter.drawText(rect.adjusted(0, line.height(), 0, 0), Qt.TextFlag.TextWordWrap, rest)
        painter.restore()
