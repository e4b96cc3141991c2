"""The room "Thiệp của tôi": every card that was made, found by a few letters, opened, copied, renamed, thrown away and taken back."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QIcon, QImage, QKeySequence, QPainter, QPalette, QPixmap, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

PICTURE = QSize(176, 220)  # pixels of a card in the grid
TYPED_MS = 120


class MyCardsRoom(QFrame):
    """Knows the store's cards; what is done with one is told by signals with its number."""

    open_asked = Signal(int)
    again_asked = Signal(int)  # the same design for another person
    save_file_asked = Signal(int)
    open_file_asked = Signal()
    thrown = Signal(int, str)  # its number and name: it can be taken back
    failed = Signal(object)

    def __init__(self, cards: Any, occasions: Mapping[str, str], icons: Any, parent: QWidget | None = None) -> None:
        """cards: a MyCards, or None when nothing can be kept; occasions: labels by id."""
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._cards, self._occasions, self._icons = cards, occasions, icons
        self._query = QLineEdit(placeholderText=self.tr("Tìm thiệp: tên, người nhận, chữ trên thiệp…"), clearButtonEnabled=True)
        self._query.setAccessibleName(self.tr("Tìm trong thiệp của tôi"))
        self._occasion, self._person = QComboBox(), QComboBox()
        self._occasion.setAccessibleName(self.tr("Lọc theo dịp"))
        self._person.setAccessibleName(self.tr("Lọc theo người nhận"))
        self._model = _Grid(self._picture, self._said, self.palette().color(QPalette.ColorRole.Midlight), self)
        self.view = QListView()
        self.view.setProperty("role", "grid")
        self.view.setAccessibleName(self.tr("Thiệp của tôi (Enter: mở)"))
        self.view.setModel(self._model)
        self.view.setViewMode(QListView.ViewMode.IconMode)
        self.view.setResizeMode(QListView.ResizeMode.Adjust)
        self.view.setMovement(QListView.Movement.Static)
        self.view.setUniformItemSizes(True)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.setIconSize(PICTURE)
        self.view.setGridSize(PICTURE + QSize(28, 2 * self.fontMetrics().lineSpacing() + 24))
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.activated.connect(lambda index: self.open_asked.emit(self._number(index)))
        self.view.customContextMenuRequested.connect(self._menu)
        self.view.selectionModel().currentChanged.connect(lambda _now, _was: self._show_tools())
        self._empty = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self._empty.setProperty("role", "muted")
        self._tools: list[tuple[QPushButton, bool]] = []
        self._pause = QTimer(self, interval=TYPED_MS, singleShot=True)
        self._pause.timeout.connect(self._search)
        self._query.textChanged.connect(lambda _text: self._pause.start())
        for box in (self._occasion, self._person):
            box.activated.connect(lambda _row: self._search())
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(10)
        column.addLayout(self._head())
        column.addWidget(self.view, 1)
        column.addWidget(self._empty, 1)
        column.addLayout(self._foot())
        for keys, slot in (("F2", self._rename), ("Delete", self._throw_away)):
            shortcut = QShortcut(QKeySequence(keys), self.view)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(slot)
        self.refresh()

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._query, 3)
        row.addWidget(self._occasion, 2)
        row.addWidget(self._person, 2)
        opening = QPushButton(self._icons.get("folder-open"), " " + self.tr("Mở tệp .thiep"))
        opening.clicked.connect(self.open_file_asked)
        row.addWidget(opening)
        return row

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for label, icon, slot, primary in (
            (self.tr("Mở"), "pencil-line", lambda: self.open_asked.emit(self.current()), True),
            (self.tr("Làm lại cho người khác"), "arrows-clockwise", lambda: self.again_asked.emit(self.current()), False),
            (self.tr("Nhân đôi"), "copy", self._duplicate, False),
            (self.tr("Đổi tên"), "textbox", self._rename, False),
            (self.tr("Lưu tệp .thiep"), "download-simple", lambda: self.save_file_asked.emit(self.current()), False),
            (self.tr("Xóa"), "trash", self._throw_away, False),
        ):
            button = QPushButton(self._icons.get(icon), f" {label}")
            button.setAccessibleName(label)
            button.clicked.connect(lambda _on=False, slot=slot: slot())
            self._tools.append((button, primary))
            row.addWidget(button)
        row.addStretch(1)
        return row

    def refresh(self) -> None:
        """The cards as they are in the store now; filters stay where they still apply."""
        people = self._cards.people() if self._cards else []
        there = {card.occasion for card in self._cards.find()} if self._cards else set()
        occasions = {id: label for id, label in self._occasions.items() if id in there}
        _fill(self._occasion, {"": self.tr("Mọi dịp"), **occasions})
        _fill(self._person, {"": self.tr("Mọi người nhận"), **{name: name for name in people}})
        self._search()

    def show_picture(self, id: int) -> None:
        """A card's picture was painted."""
        self._model.forget(id)
        self.view.viewport().update()

    def current(self) -> int:
        """The number of the chosen card, or 0."""
        return self._number(self.view.currentIndex())

    def choose(self, id: int) -> None:
        """Mark a card."""
        row = self._model.row_of(id)
        if row >= 0:
            self.view.setCurrentIndex(self._model.index(row))

    def _search(self) -> None:
        kept, query = self.current(), self._query.text()
        occasion, person = self._occasion.currentData() or "", self._person.currentData() or ""
        found = self._cards.find(query, occasion, person) if self._cards else []
        self._model.show(found)
        self.choose(kept)
        if found and not self.current():
            self.view.setCurrentIndex(self._model.index(0))
        self.view.setVisible(bool(found))
        self._empty.setVisible(not found)
        filtered = bool(query.strip() or occasion or person)
        self._empty.setText(
            self.tr("Không có thiệp nào như vậy: thử từ khác hoặc bỏ bớt điều kiện lọc.")
            if filtered
            else self.tr("Chưa có thiệp nào. Thiệp được giữ ở đây khi bạn xuất, chép hoặc in; hãy làm tấm đầu tiên ở mục “Thiệp”.")
        )
        self._show_tools()

    def _show_tools(self) -> None:
        for button, _primary in self._tools:
            button.setEnabled(bool(self.current()))

    def _number(self, index: QModelIndex) -> int:
        return index.data(Qt.ItemDataRole.UserRole).id if index.isValid() else 0

    def _picture(self, id: int) -> bytes | None:
        return self._cards.picture(id)

    def _said(self, card: Any) -> tuple[str, str]:
        """A card's lines in the grid: its name; its occasion and when it was made."""
        occasion, day = self._occasions.get(card.occasion, ""), card.saved_at[:10]
        try:
            day = datetime.fromisoformat(card.saved_at).strftime("%d/%m/%Y")
        except ValueError:
            pass
        name = self._name(card)
        return name, day if not occasion or occasion.casefold() in name.casefold() else f"{occasion} · {day}"

    def _name(self, card: Any) -> str:
        return card.name or card.recipient or self.tr("Thiệp không tên")

    # Doing

    def _chosen(self) -> Any:
        index = self.view.currentIndex()
        return index.data(Qt.ItemDataRole.UserRole) if index.isValid() else None

    def _try(self, change: Callable[[], Any]) -> Any:
        from app.errors import UserError

        try:
            return change()
        except UserError as fault:
            self.failed.emit(fault)
            return None

    def _duplicate(self) -> None:
        if card := self._chosen():
            made = self._try(lambda: self._cards.duplicate(card.id, self.tr("{ten} (bản sao)").format(ten=self._name(card))))
            self.refresh()
            self.choose(made or card.id)

    def _rename(self) -> None:
        if card := self._chosen():
            name, sure = QInputDialog.getText(self, self.tr("Đổi tên thiệp"), self.tr("Tên mới:"), text=self._name(card))
            if sure and name.strip():
                self._try(lambda: self._cards.rename(card.id, name.strip()[:120]))
                self.refresh()

    def _throw_away(self) -> None:
        if card := self._chosen():
            row = self._model.row_of(card.id)
            self._try(lambda: self._cards.throw_away(card.id))
            self.thrown.emit(card.id, self._name(card))
            self.refresh()
            if left := self._model.rowCount():
                self.view.setCurrentIndex(self._model.index(min(row, left - 1)))

    def take_back(self, id: int) -> None:
        """Undo of throwing away."""
        self._try(lambda: self._cards.take_back(id))
        self.refresh()
        self.choose(id)

    def _menu(self, where: QPoint) -> None:
        if not self.current():
            return
        menu = QMenu(self)
        for button, _primary in self._tools:
            menu.addAction(button.accessibleName(), button.click)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.view.viewport().mapToGlobal(where))


class _Grid(QAbstractListModel):
    """Pictures are read when a card comes into sight."""

    def __init__(
        self, picture: Callable[[int], bytes | None], said: Callable[[Any], tuple[str, str]], blank: QColor, parent: QWidget
    ) -> None:
        """blank: the colour of a picture that is still to be painted."""
        super().__init__(parent)
        self._read, self._said, self._blank, self._ratio = picture, said, blank, parent.devicePixelRatioF()
        self._letters = parent.fontMetrics()
        self._cards: list[Any] = []
        self._icons: dict[tuple[int, str], QIcon] = {}

    def show(self, cards: list[Any]) -> None:
        self.beginResetModel()
        self._cards = cards
        self.endResetModel()

    def forget(self, id: int) -> None:
        """Its picture is another now."""
        self._icons = {key: icon for key, icon in self._icons.items() if key[0] != id}

    def row_of(self, id: int) -> int:
        return next((row for row, card in enumerate(self._cards) if card.id == id), -1)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:  # noqa: N802 (Qt's name)
        return 0 if parent and parent.isValid() else len(self._cards)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        card = self._cards[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            name, rest = self._said(card)
            occasion, dot, day = rest.rpartition(" · ")
            return f"{self._short(name)}\n{self._short(occasion, dot + day)}{dot}{day}"
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return "\n".join(self._said(card))
        if role == Qt.ItemDataRole.DecorationRole:
            return self._icon(card)
        return card if role == Qt.ItemDataRole.UserRole else None

    def _short(self, line: str, after: str = "") -> str:
        room = PICTURE.width() + 12 - self._letters.horizontalAdvance(after)
        return self._letters.elidedText(line, Qt.TextElideMode.ElideRight, room)

    def _icon(self, card: Any) -> QIcon:
        key = card.id, card.saved_at
        if key not in self._icons:
            image = QImage.fromData(self._read(card.id) or b"")
            if image.isNull():
                image = QImage(PICTURE, QImage.Format.Format_RGB32)
                image.fill(self._blank)
            icon, mounted = QIcon(), self._mounted(image)
            for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):  # the chosen one is not tinted
                icon.addPixmap(mounted, mode)
            self._icons[key] = icon
        return self._icons[key]

    def _mounted(self, image: QImage) -> QPixmap:
        """The picture in the middle of a field that is as large for every card, so that all names stand on one line."""
        field = PICTURE * self._ratio
        fitted = image.scaled(field, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
        made = QPixmap(field)
        made.fill(Qt.GlobalColor.transparent)
        with QPainter(made) as p:
            p.drawImage((field.width() - fitted.width()) // 2, (field.height() - fitted.height()) // 2, fitted)
        made.setDevicePixelRatio(self._ratio)
        return made


def _fill(box: QComboBox, choices: Mapping[str, str]) -> None:
    """The choices of a filter; what was chosen stays if it is still there."""
    kept = box.currentData()
    box.clear()
    for value, label in choices.items():
        box.addItem(label, value)
    box.setCurrentIndex(max(0, box.findData(kept)))
