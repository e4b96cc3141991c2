"""One detail as a chip: what it was understood as, small, before its words; a click corrects that, the cross takes it away."""

from collections.abc import Callable
from html import escape
from typing import Any

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QFont, QFontMetrics, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QStyle, QStyleOptionButton, QStylePainter, QToolButton

QUIET = 0.72  # how much of the ink the kind is written with
SMALL = 0.92  # of the letters' height
DOT = " · "
MOST = 12  # entries of a menu
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class DetailChip(QPushButton):
    """Shows a detail; words too long for it end in an ellipsis, so that kind and cross are always seen."""

    removed = Signal()
    stepped = Signal(int)  # an arrow key: -1 back, 1 on
    corrected = Signal(str)  # the id of the chosen kind, "" for reading it again

    def __init__(self, icons: Any, detail: str, choices: Callable[[], Any]) -> None:
        """choices: (heading, ((id, label), …)) of every group of kinds, asked when the menu opens."""
        super().__init__()
        self._choices, self._icons = choices, icons
        self.detail, self.understood = detail, None
        self.menu_shown: QMenu | None = None
        self.setProperty("role", "detail")
        self._cross = QToolButton(self)
        self._cross.setProperty("role", "cross")
        self._cross.setIcon(icons.get("x"))
        self._cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Delete does it by keyboard
        self._cross.setCursor(Qt.CursorShape.ArrowCursor)
        self._cross.clicked.connect(self.removed)
        self.clicked.connect(self.open_menu)
        self.show_understood(detail, None)

    def show_understood(self, detail: str, understood: Any) -> None:
        """Show a detail and what it was understood as: kind, label, words, more, sentence, chosen; None when not known yet."""
        if self.text() and (detail, understood) == (self.detail, self.understood):
            return
        self.detail, self.understood = detail, understood
        words = self._words()
        self.setText(words.replace("&", "&&"))
        named = self.tr("Chi tiết: {detail}.").format(detail=words.rstrip(".!… "))
        self.setAccessibleName(f"{named} {understood.sentence}" if understood else named)
        said = f"<p>{escape(understood.sentence)}</p>" if understood else ""
        self.setToolTip(f"<p>{escape(words)}</p>{said}")  # as it is, tags and all
        self._cross.setAccessibleName(self.tr("Bỏ chi tiết: {detail}").format(detail=words))
        self._cross.setToolTip(self.tr("Bỏ chi tiết này"))
        self.updateGeometry()
        self.update()

    def kind(self) -> str:
        """What stands before the words: "sức khỏe +1", "" until it is known."""
        if not self.understood:
            return ""
        return self.understood.label + (f" +{self.understood.more}" if self.understood.more else "")

    def shown(self) -> str:
        """As much of the words as there is room for."""
        room = self._inside().width() - self._kind_width()
        return self.fontMetrics().elidedText(self._words(), Qt.TextElideMode.ElideRight, max(0, room))

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        return super().sizeHint() + QSize(self._kind_width() + 2, 0)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        inside, ink = self._inside(), option.palette.buttonText().color()
        if self.kind():
            quiet = QColor(ink)
            quiet.setAlphaF(QUIET)
            painter.setPen(quiet)
            baseline = inside.top() + (inside.height() + self.fontMetrics().ascent() - self.fontMetrics().descent()) // 2
            painter.setFont(self._small())
            painter.drawText(inside.left(), baseline, self.kind() + DOT)
            painter.setFont(self.font())
        painter.setPen(ink)
        inside.setLeft(inside.left() + self._kind_width())
        painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, self.shown())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        super().resizeEvent(event)
        side = self.height() - 6
        self._cross.setIconSize(QSize(side * 6 // 10, side * 6 // 10))
        self._cross.setGeometry(self.width() - side - 4, 3, side, side)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Delete takes the chip away, arrows go to the next one, Enter opens the menu as Space does."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_menu()
        elif plain and event.key() in STEPS:
            self.stepped.emit(STEPS[event.key()])
        else:
            super().keyPressEvent(event)

    def open_menu(self) -> None:
        """Ask what the detail is for."""
        if self.menu_shown:
            self.menu_shown.deleteLater()
        menu = self.menu_shown = QMenu(self)
        heading = menu.addAction(self.tr("Ghi chú này là…"))
        heading.setEnabled(False)
        for said, kinds in self._choices():
            self._fill(menu.addMenu(said.replace("&", "&&")), kinds)
        if self.understood and self.understood.chosen:
            menu.addSeparator()
            menu.addAction(self.tr("Để Lời Hay tự hiểu"), lambda: self.corrected.emit(""))
        menu.addSeparator()
        menu.addAction(self._icons.get("x"), self.tr("Bỏ chi tiết này"), self.removed.emit)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _fill(self, menu: QMenu, kinds: Any) -> None:
        present, kinds = self.understood.kind if self.understood else "", list(kinds)
        shown = kinds if len(kinds) <= MOST else kinds[: MOST - 1]
        for id, label in shown:
            action = QAction(label, menu, checkable=True, checked=id == present)
            action.triggered.connect(lambda _on=False, id=id: self.corrected.emit(id))
            menu.addAction(action)
            if id == present:
                menu.menuAction().setIcon(self._icons.get("check"))
        if rest := kinds[len(shown) :]:
            self._fill(menu.addMenu(self.tr("Thêm…")), rest)

    def _words(self) -> str:
        return self.understood.words if self.understood else self.detail

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(max(1, round(self.fontInfo().pixelSize() * SMALL)))
        return font

    def _kind_width(self) -> int:
        return QFontMetrics(self._small()).horizontalAdvance(self.kind() + DOT) if self.kind() else 0

    def _inside(self) -> QRect:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        return self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self)
