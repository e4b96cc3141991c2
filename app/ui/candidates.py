"""The middle of a room: the candidates as they are written, best first, and the buttons that stop or repeat the writing."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget


class Candidates(QWidget):
    """Views by slot. make_view(number) builds one; empty is the text shown before anything was written."""

    chosen = Signal(int)
    edited = Signal(int, str)
    varied = Signal(int, str)
    copied = Signal(str)
    stopped = Signal()
    again = Signal()

    def __init__(
        self, title: str, empty: str, make_view: Callable[[int], Any], icons: object, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._make_view = make_view
        self._views: dict[int, Any] = {}
        self._chosen = -1
        self._stop = self._button(self.tr("Dừng"), "stop", "Esc", icons)
        self._stop.clicked.connect(self.stopped)
        self._again = self._button(self.tr("Viết lại"), "arrow-clockwise", "Ctrl+R", icons)
        self._again.clicked.connect(self.again)
        name = QLabel(title)
        name.setProperty("role", "title")
        self._state = _State()
        self._state.setProperty("role", "muted")
        head = QHBoxLayout()
        head.setContentsMargins(4, 0, 4, 0)
        head.setSpacing(8)
        head.addWidget(name)
        head.addWidget(self._state, 1)
        head.addWidget(self._stop)
        head.addWidget(self._again)
        head.addStrut(36)
        self._empty = QWidget()
        self._empty.setProperty("role", "clear")
        picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        picture.setPixmap(icons.get("feather").pixmap(48, 48))
        words = QLabel(empty, wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        words.setProperty("role", "muted")
        middle = QVBoxLayout(self._empty)
        middle.setContentsMargins(32, 96, 32, 96)
        middle.setSpacing(16)
        middle.addWidget(picture)
        middle.addWidget(words)
        body = self._body = QWidget()
        body.setProperty("role", "clear")
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(4, 4, 8, 4)
        self._column.setSpacing(12)
        self._column.addWidget(self._empty)
        self._column.addStretch(1)
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(body)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        outer.addLayout(head)
        outer.addWidget(self._scroll, 1)
        self.set_writing(False)
        for place in range(4):
            shortcut = QShortcut(QKeySequence(f"Alt+{place + 1}"), self)
            shortcut.activated.connect(lambda place=place: self.choose_place(place))

    def _button(self, label: str, icon: str, keys: str, icons: object) -> QPushButton:
        button = QPushButton(icons.get(icon), f" {label}")
        button.setProperty("role", "quiet")
        button.setAccessibleName(label)
        button.setToolTip(f"{label} ({keys})")
        button.setShortcut(keys)
        return button

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Wide enough that no candidate is cut off, as it scrolls only up and down."""
        bar = self._scroll.verticalScrollBar().sizeHint().width()
        own = super().minimumSizeHint()
        return own.expandedTo(QSize(self._body.minimumSizeHint().width() + bar, own.height()))

    def set_writing(self, writing: bool, state: str = "") -> None:
        """Writing shows Stop; otherwise Write again, once there is something."""
        focused = self._stop.hasFocus() or self._again.hasFocus()
        self._stop.setVisible(writing)
        self._stop.setEnabled(writing)
        self._again.setVisible(not writing and bool(self._views))
        if focused:  # one stands where the other stood: focus does not wander off
            (self._stop if writing else self._again).setFocus()
        self.say(state)

    def say(self, state: str) -> None:
        """A few words beside the heading."""
        self._state.say(state)

    def clear(self) -> None:
        """Back to the empty page."""
        for slot in list(self._views):
            self._drop(slot)
        self._chosen = -1
        self._empty.show()

    def keep_only(self, slots: Sequence[int]) -> None:
        """Drop the views of slots that the next writing does not have."""
        for slot in set(self._views) - set(slots):
            self._drop(slot)

    def view(self, slot: int) -> Any:
        """The view of a slot, made when it is first asked for."""
        if slot not in self._views:
            view = self._make_view(slot + 1)
            view.chosen.connect(lambda slot=slot: self.choose(slot))
            view.edited.connect(lambda text, slot=slot: self.edited.emit(slot, text))
            view.varied.connect(lambda how, slot=slot: self.varied.emit(slot, how))
            view.copied.connect(self.copied)
            after = [other for other in self.slots() if other > slot]
            place = self._column.indexOf(self._views[after[0]]) if after else self._column.count() - 1
            self._column.insertWidget(place, view)
            self._views[slot] = view
            self._empty.hide()
            self._lead_tab()
        return self._views[slot]

    def slots(self) -> list[int]:
        """The slots in the order shown."""
        return sorted(self._views, key=lambda slot: self._column.indexOf(self._views[slot]))

    def order(self, slots: Sequence[int]) -> None:
        """Show the slots in this order, those not named after them."""
        for place, slot in enumerate([*slots, *(s for s in self.slots() if s not in slots)]):
            self._column.removeWidget(self._views[slot])
            self._column.insertWidget(1 + place, self._views[slot])
        self._lead_tab()

    def _lead_tab(self) -> None:
        """Tab goes through the candidates as they are shown, right after the buttons over them."""
        before = self._again
        for slot in self.slots():
            for widget in self._views[slot].stops():
                self.setTabOrder(before, widget)
                before = widget

    @property
    def chosen_slot(self) -> int:
        """The slot on the card, or -1."""
        return self._chosen if self._chosen in self._views else -1

    def choose(self, slot: int) -> None:
        """Mark a slot as chosen and say so (again, even if it was)."""
        self._chosen = slot
        for other, view in self._views.items():
            view.set_chosen(other == slot)
        self.chosen.emit(slot)

    def choose_place(self, place: int) -> None:
        """Choose the candidate shown at a place, counted from 0; too large a number does nothing."""
        if place < len(self._views):
            self.choose(self.slots()[place])

    def _drop(self, slot: int) -> None:
        view = self._views.pop(slot)
        self._column.removeWidget(view)
        view.hide()
        view.deleteLater()


class _State(QLabel):
    """A few words that end in an ellipsis where there is no room: what they say widens no window."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._whole = ""

    def say(self, text: str) -> None:
        """Show these words."""
        self._whole = text
        self.setAccessibleName(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width())
        self.setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")
