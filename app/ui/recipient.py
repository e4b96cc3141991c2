"""Whom it is for: free text with suggestions, and what was understood of it as an editable chip of the pair."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.viet.kinship import Pair, Relation
from app.viet.text import fold

SUGGESTED = 4
LONGEST = 120  # letters; more is a slip of the clipboard
NARROW = 48  # pixels
BESIDE = 56  # pixels of the chip beside its text
WIDEST = 0.6  # of the width, for the pair: the offer to sign otherwise stands beside it


@dataclass(frozen=True)
class Recipient:
    """The value of the input; pair None means "as understood"."""

    to: str = ""
    pair: Pair | None = None


class RecipientInput(QWidget):
    """understand(to) is asked whenever the words change; suggest(groups) gives sayings to offer."""

    changed = Signal()
    signed = Signal(str)  # the fitting signature was taken
    settled = Signal()  # the words are whole: Enter, another field, or one of those offered

    def __init__(
        self,
        understand: Callable[[str], Relation],
        suggestions: Mapping[str, tuple[str, ...]],
        flow: Callable[[QWidget], Any],
        icons: object,
        fitting: Callable[[Pair], str] = lambda _pair: "",
        parent: QWidget | None = None,
    ) -> None:
        """suggestions: group -> sayings; flow: makes a layout that wraps; fitting: what to sign instead with a pair, or ""."""
        super().__init__(parent)
        self._understand, self._fitting = understand, fitting
        self._suggestions = suggestions
        self._groups: tuple[str, ...] = ()
        self._own: Pair | None = None
        self._understood: Pair | None = None
        self._cut = False  # something too long was pasted just now
        self._line = _Line(maxLength=LONGEST)
        self._line.setAccessibleName(self.tr("Gửi cho ai?"))
        self._line.setPlaceholderText(self.tr("bà ngoại, chị Hà, sếp Dũng…"))
        self._line.textChanged.connect(self._typed)
        self._line.editingFinished.connect(self.settled)
        self._line.inputRejected.connect(self._say_cut)
        self._offers = QWidget()
        self._flow = flow(self._offers)
        self._chip = QToolButton(popupMode=QToolButton.ToolButtonPopupMode.InstantPopup)
        self._chip.setMinimumWidth(NARROW)  # a long pair widens no window
        self._chip.setProperty("role", "pair")
        self._chip.setIcon(icons.get("caret-down"))
        self._chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._chip.setMenu(QMenu(self._chip))
        self._chip.menu().aboutToShow.connect(self._fill_menu)
        self._sign = QPushButton()
        self._sign.setMinimumWidth(NARROW)
        self._sign.setProperty("role", "link")
        self._sign.clicked.connect(lambda: self.signed.emit(self._fitting(self.pair())))
        self._said = _OneLine()
        self._said.setProperty("role", "muted")
        self._editor, self._goi, self._xung = self._make_editor()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._chip)
        row.addWidget(self._sign)
        row.addStretch(1)
        under = QVBoxLayout()
        under.setSpacing(4)
        under.addLayout(row)
        under.addWidget(self._said)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._line)
        column.addWidget(self._offers)
        column.addLayout(under)
        column.addWidget(self._editor)
        self.setFocusProxy(self._line)
        self._editor.hide()
        self._show()

    def _make_editor(self) -> tuple[QWidget, QLineEdit, QLineEdit]:
        editor = QWidget()
        goi, xung = QLineEdit(maxLength=40), QLineEdit(maxLength=40)
        row = QHBoxLayout(editor)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for label, line in ((self.tr("Gọi"), goi), (self.tr("Xưng"), xung)):
            text = QLabel(label)
            text.setBuddy(line)
            line.setAccessibleName(label)
            line.textEdited.connect(self._typed_pair)
            row.addWidget(text)
            row.addWidget(line, 1)
        done = QPushButton(self.tr("Xong"))
        done.clicked.connect(lambda: (editor.hide(), self._chip.setFocus()))
        row.addWidget(done)
        return editor, goi, xung

    @property
    def line(self) -> QLineEdit:
        """The line that is typed into."""
        return self._line

    @property
    def relation(self) -> Relation:
        """What was understood, with the person's own pair if they chose one."""
        return self._relation

    def understand(self, to: str) -> Relation:
        """What such words are understood as."""
        return self._understand(to)

    def pair(self) -> Pair:
        """The pair that the text will keep."""
        return self._own or self._relation.pair

    def value(self) -> Recipient:
        """The words typed, and the pair if the person chose it."""
        return Recipient(self._line.text().strip(), self._own)

    def set_value(self, value: Recipient) -> None:
        """Replace the words and the chosen pair."""
        self._understood = self._understand(value.to).pair
        self._own = value.pair
        if value.to != self._line.text().strip():
            self._line.setText(value.to)
        self._show()

    def choice(self) -> tuple[str, Pair | None]:
        """For whom, and the pair that the person chose for them."""
        return self._line.text().strip(), self._own

    def set_choice(self, pair: Pair | None) -> None:
        """Choose a pair, or leave it to what is understood."""
        self._own = pair
        self._editor.hide()
        self._show_chip()
        self.changed.emit()

    def set_groups(self, groups: Iterable[str]) -> None:
        """The groups whose sayings are offered first (those of the occasion)."""
        self._groups = tuple(groups)
        self._show_offers()

    def refresh(self) -> None:
        """Understand again: region, name, signature or type of letter have changed."""
        if self._understand(self._line.text()) != self._relation:
            self._show()
        else:
            self._show_chip()
        self._understood = self._relation.pair

    def _typed(self) -> None:
        self._cut = self._cut and len(self._line.text()) == LONGEST
        understood = self._understand(self._line.text()).pair
        if understood != self._understood:
            self._own = None  # another person: an own pair was meant for the former one
        self._understood = understood
        self._show()
        self.changed.emit()

    def _typed_pair(self) -> None:
        goi, xung = self._goi.text().strip(), self._xung.text().strip()
        if goi and xung:
            self._own = Pair(goi, xung)
            self._show_chip()
            self.changed.emit()

    def _choose(self, pair: Pair | None) -> None:
        self.set_choice(None if pair == self._relation.pair else pair)
        self._chip.setFocus()  # where Ctrl+Z is meant for the pair

    def _say_cut(self) -> None:
        self._cut = True
        self._show_chip()

    def _show(self) -> None:
        self._relation = self._understand(self._line.text())
        self._show_chip()
        self._show_offers()

    def _show_chip(self) -> None:
        pair, width = self.pair(), max(self.width(), self.minimumSizeHint().width())
        fitting = self._fitting(pair) if self._line.text().strip() else ""
        room = int(width * WIDEST) if fitting else width
        self._chip.setText(_cut(self._chip, str(pair), room - BESIDE))
        self._chip.setAccessibleName(self.tr("Xưng hô: {pair}").format(pair=pair))
        self._chip.setToolTip(f"{pair}\n" + self.tr("Bấm để đổi cách xưng hô"))
        sign = self.tr("Ký là “{ten}”").format(ten=fitting)
        self._sign.setText(_cut(self._sign, sign, width - room - 16))
        self._sign.setAccessibleName(sign)
        self._sign.setToolTip(sign)
        self._sign.setVisible(bool(fitting))
        self._said.say(self._hint(fitting).format(goi=pair.goi, xung=pair.xung), warns=bool(fitting) or self._cut)

    def _hint(self, fitting: str) -> str:
        if self._cut:
            return self.tr("Dài quá: chỉ giữ {n} chữ cái đầu.").format(n=LONGEST)
        if not self._line.text().strip():
            return self.tr("Cách xưng hô sẽ theo người nhận.")
        if self._own and fitting:
            return self.tr("Theo ý bạn, nhưng chữ ký chưa hợp với “{xung}”.")
        if self._own:
            return self.tr("Theo ý bạn: gọi “{goi}”, xưng “{xung}”.")
        if self._relation.known and not self._relation.agreed:
            return self.tr("Chữ ký chưa hợp với “{goi}”: tạm xưng “{xung}”.")
        if self._relation.known:
            return self.tr("Gọi “{goi}”, xưng “{xung}”.")
        return self.tr("Chưa rõ quan hệ, tạm gọi “{goi}”.")

    def _fill_menu(self) -> None:
        menu, pair = self._chip.menu(), self.pair()
        menu.clear()
        for other in self._relation.alternatives:
            action = QAction(str(other), menu, checkable=True, checked=other == pair)
            action.triggered.connect(lambda _on=False, other=other: self._choose(other))
            menu.addAction(action)
        menu.addSeparator()
        if self._own:
            menu.addAction(self.tr("Để Lời Hay tự chọn"), lambda: self._choose(None))
        menu.addAction(self.tr("Tự đặt…"), self._open_editor)

    def _open_editor(self) -> None:
        pair = self.pair()
        self._goi.setText(pair.goi)
        self._xung.setText(pair.xung)
        self._editor.show()
        self._goi.setFocus()
        self._goi.selectAll()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        """What was offered while nobody saw it had no width to fit into."""
        super().showEvent(event)
        self._show_offers()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._show_offers()
            self._show_chip()

    def _show_offers(self) -> None:
        """One row, always: what fits the words typed first, then the others, so that nothing below it moves."""
        while item := self._flow.takeAt(0):
            item.widget().hide()
            item.widget().deleteLater()
        typed = fold(self._line.text().strip())
        others = [say for say in self._sayings() if fold(say) != typed]
        room = self._offers.width() if self.isVisible() else self.sizeHint().width()
        for say in sorted(others, key=lambda say: typed not in fold(say))[:SUGGESTED]:
            button = QPushButton(say, self._offers)
            button.setProperty("role", "chip")
            button.setAccessibleName(self.tr("Gửi cho {ai}").format(ai=say))
            button.clicked.connect(lambda _on=False, say=say: self._take(say))
            room -= button.sizeHint().width()
            if room < 0 and self._flow.count():
                button.hide()
                button.deleteLater()
                break
            room -= self._flow.gap
            self._flow.addWidget(button)
            button.show()
        self.setTabOrder(self._line, self._chip)
        for place in range(self._flow.count()):
            self.setTabOrder(self._flow.itemAt(place - 1).widget() if place else self._line, self._flow.itemAt(place).widget())

    def _sayings(self) -> list[str]:
        """One saying of each group in turn, so that the first few differ."""
        columns = [self._suggestions.get(group, ()) for group in self._groups or self._suggestions]
        depth = max(map(len, columns), default=0)
        return list(dict.fromkeys(column[row] for row in range(depth) for column in columns if row < len(column)))

    def _take(self, say: str) -> None:
        self._line.setText(say)
        self._line.setFocus()
        self.settled.emit()


def _cut(button: QAbstractButton, text: str, room: int) -> str:
    """As much of a button's text as there is room for."""
    return button.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room).replace("&", "&&")


class _Line(QLineEdit):
    """Where no typing is left to undo, Ctrl+Z is handed on."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        if event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable():
            event.ignore()
        elif event.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable():
            event.ignore()
        else:
            super().keyPressEvent(event)


class _OneLine(QLabel):
    """Says something in one line, always as high; what there is no room for is in the tool tip."""

    def __init__(self) -> None:
        super().__init__(textFormat=Qt.TextFormat.PlainText)  # it repeats what people type
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._whole = ""

    def say(self, text: str, *, warns: bool) -> None:
        """Show the text, in the colour of warnings if it is one."""
        self._whole = text
        self.setAccessibleName(text)
        role = "warn" if warns else "muted"
        if self.property("role") != role:
            self.setProperty("role", role)
            self.style().unpolish(self)
            self.style().polish(self)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width())
        self.setText(shown)
        self.setToolTip(f"<p>{escape(self._whole)}</p>" if shown != self._whole else "")
