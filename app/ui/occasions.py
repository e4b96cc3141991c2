"""The occasion picker: the nearest ones as a small grid with icons, the rest one click or a few letters away."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Protocol

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetrics, QIcon, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.viet.occasion_dates import Fixed, Lunar, Rule, next_date
from app.viet.search import best, finds, nearest
from app.viet.text import capitalize

SHOWN = 8
COLUMNS = 2
WIDEST = 372  # pixels; more would push the card out of a small screen
SPARE = 24  # pixels that two columns may lack
ID, WHEN = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 2  # of an item
QUIET, SMALL = 0.72, 0.88  # of the ink and of the letters' height: the day under an occasion
ALWAYS = ("sinh_nhat", "cam_on")


class Occasion(Protocol):
    """What is shown of one occasion."""

    id: str
    label: str
    title: str
    icon: str
    date: Rule | None
    search: tuple[str, ...]


def nearest_first(occasions: Iterable[Occasion], today: date) -> list[str]:
    """Ids: dated occasions by the days until they come, with birthday and thanks among the first; then the rest."""
    days = {each.id: next_date(each.date, today) if each.date else None for each in occasions}
    dated = sorted((id for id, day in days.items() if day), key=lambda id: days[id])
    always = [id for id in ALWAYS if id in days]
    return [*dated[:2], *always, *dated[2:], *(id for id, day in days.items() if not day and id not in ALWAYS)]


def day_and_wait(day: date, today: date, tr: Callable[[str], str]) -> tuple[str, str]:
    """When it is and how long until then: ("6/2/2027", "còn 72 ngày")."""
    days = (day - today).days
    wait = {0: tr("hôm nay"), 1: tr("ngày mai")}.get(days) or tr("còn {n} ngày").format(n=days)
    return f"{day.day}/{day.month}/{day.year}", wait


def lunar_day(rule: Rule | None, tr: Callable[[str], str]) -> str:
    """The lunar day as people call it: "mùng 1 Tết"; "" for solar days."""
    if not isinstance(rule, Lunar):
        return ""
    if rule.month == 1 and rule.day <= 3:
        return tr("mùng {ngay} Tết").format(ngay=rule.day)
    said = tr("rằm tháng {thang}") if rule.day == 15 and 1 < rule.month < 12 else tr("{ngay}/{thang} âm lịch")
    return said.format(ngay=rule.day, thang=rule.month)


class OccasionPicker(QWidget):
    """A search line over a list in two columns; arrows move, letters search without diacritics."""

    changed = Signal()

    def __init__(self, occasions: Iterable[Occasion], icons: object, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        by_id = {each.id: each for each in occasions}
        self._phrases = {
            id: (self.tr(each.label), each.label, each.title.replace("\n", " "), *each.search) for id, each in by_id.items()
        }
        self._order = nearest_first(by_id.values(), today)
        self._today = today
        self._value = "tet" if "tet" in self._order[:SHOWN] else self._order[2]
        self._search = QLineEdit(clearButtonEnabled=True)
        self._search.setPlaceholderText(self.tr("Tìm dịp: sinh nhat, khai truong…"))
        self._search.setAccessibleName(self.tr("Tìm dịp"))
        self._search.textChanged.connect(self._filter)
        self._search.returnPressed.connect(self._take_first)
        self._search.installEventFilter(self)
        self._all = QPushButton(self.tr("Tất cả"), checkable=True)
        self._all.setAccessibleName(self.tr("Hiện tất cả các dịp"))
        self._all.setProperty("role", "quiet")
        self._all.toggled.connect(self._filter)
        self._list = self._make_list()
        self._widest = self._list.fontMetrics().horizontalAdvance("Năm mới dương lịch") + 44
        self._list.setMinimumWidth(min(self._widest, WIDEST))  # in a narrow window one column must do
        for id in self._order:
            label = capitalize(self.tr(by_id[id].label))
            title = by_id[id].title.replace("\n", " ")
            item = QListWidgetItem(icons.get(by_id[id].icon), label)
            when = self._when(by_id[id].date)
            item.setData(ID, id)
            item.setData(WHEN, when)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{label}, {when[0]}" if when else label)
            item.setToolTip("\n".join([f"{label}: {title}", *when[:1]]))
            self._list.addItem(item)
        self._list.currentItemChanged.connect(self._moved)
        self._list.typed.connect(self._search_for)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._search, 1)
        top.addWidget(self._all)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self._list)
        self._none, self._instead = self._make_none()
        column.addWidget(self._none)
        column.addWidget(self._instead, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self._search)  # the first of the three, or Tab would pass it by
        self.set_value(self._value)
        self._filter()

    def _when(self, rule: Rule | None) -> list[str]:
        """What can be said of its day, the fullest first; nothing for what has none."""
        if not rule:
            return []
        day = next_date(rule, self._today)
        if isinstance(rule, Fixed) and rule.about:
            return [self.tr("khoảng tháng {thang}").format(thang=day.month)]
        said, wait = day_and_wait(day, self._today, self.tr)
        lunar = lunar_day(rule, self.tr)
        short = f"{day.day}/{day.month} · {wait}"
        return [*([f"{lunar} · {said} · {wait}"] if lunar else []), f"{said} · {wait}", short, wait]

    def _make_list(self) -> "_Occasions":
        made = _Occasions()
        self._painter = _WithDay(made)
        made.setItemDelegate(self._painter)
        made.setProperty("role", "occasions")
        made.setAccessibleName(self.tr("Dịp"))
        made.setFlow(QListWidget.Flow.LeftToRight)
        made.setWrapping(True)
        made.setResizeMode(QListWidget.ResizeMode.Adjust)
        made.setUniformItemSizes(True)
        made.setTextElideMode(Qt.TextElideMode.ElideRight)
        made.setIconSize(QSize(20, 20))
        made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return made

    def _make_none(self) -> tuple[QLabel, QPushButton]:
        """What is said, and offered instead, where nothing is found."""
        said, instead = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText), QPushButton()
        said.setProperty("role", "muted")
        instead.setProperty("role", "link")
        instead.clicked.connect(self._take_instead)
        return said, instead

    def _say_none(self, none: bool) -> None:
        id = self._near = nearest(self._search.text(), self._phrases) if none else ""
        if id:
            self._none.setText(self.tr("Chưa có dịp này. Thử từ khác, hoặc chọn dịp gần nhất:"))
        else:
            self._none.setText(self.tr("Chưa có dịp này. Thử từ khác, hoặc xem tất cả các dịp:"))
        self._instead.setText(capitalize(self._phrases[id][0]) if id else self.tr("Tất cả"))
        self._instead.setAccessibleName(self._instead.text())
        for widget in (self._none, self._instead):
            widget.setVisible(none)
        self._list.setVisible(not none)

    def _take_instead(self) -> None:
        near = self._near
        self._search.clear()
        self._search.setFocus()
        if near:
            self.set_value(near)
        else:
            self._all.setChecked(True)

    def value(self) -> str:
        """The id of the occasion."""
        return self._value

    def set_value(self, value: str) -> None:
        """Choose by id; an unknown id changes nothing."""
        for row in range(self._list.count()):
            item = self._list.item(row)
            if item.data(ID) == value:
                self._list.setCurrentItem(item)
                self._filter()

    def resizeEvent(self, event: object) -> None:  # noqa: N802 (Qt's name)
        """Two columns, or one where large letters would be cut off."""
        super().resizeEvent(event)
        self._fit()

    def _moved(self, item: QListWidgetItem | None) -> None:
        if item and item.data(ID) != self._value:
            self._value = item.data(ID)
            self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Down in the search line goes to what it found."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down:
            self._take_first()
            self._list.setFocus()
            return True
        return super().eventFilter(watched, event)

    def _take_first(self) -> None:
        """Choose the one that is called most like what was typed, if the chosen one is not among those found."""
        items = {self._list.item(row).data(ID): self._list.item(row) for row in range(self._list.count())}
        found = {id: self._phrases[id] for id, item in items.items() if not item.isHidden()}
        if found and self._value not in found:
            self._list.setCurrentItem(items[best(self._search.text(), found)])

    def _search_for(self, letters: str) -> None:
        self._search.setFocus()
        self._search.insert(letters)

    def _filter(self) -> None:
        wanted = self._search.text().strip()
        shown = 0
        for row in range(self._list.count()):
            item = self._list.item(row)
            chosen = item.data(ID) == self._value
            fits = finds(wanted, self._phrases[item.data(ID)]) if wanted else (
                self._all.isChecked() or row < SHOWN - (not self._in_front()) or chosen
            )
            item.setHidden(not fits)
            shown += fits
        self._shown = shown
        self._say_none(not shown)
        self._fit()

    def _in_front(self) -> bool:
        return self._value in self._order[:SHOWN]

    def _fit(self) -> None:
        columns = COLUMNS if self._list.width() - 8 >= COLUMNS * self._widest - SPARE else 1
        width = (self._list.width() - 8) // columns
        under = QFontMetrics(small(self._list.font()))
        name = self._list.fontMetrics().horizontalAdvance("Năm mới dương lịch") + 44
        self._painter.beside = width >= name + under.horizontalAdvance("22/12 · còn 126 ngày")
        height = self._list.fontMetrics().height() + (16 if self._painter.beside else under.height() + 12)
        self._list.setGridSize(QSize(width, height))
        for row in range(self._list.count()):
            self._list.item(row).setSizeHint(QSize(width - 4, height - 2))
        self._list.setFixedHeight(max(1, -(-self._shown // columns)) * height + 6)


def small(font: QFont) -> QFont:
    """The font of the day under an occasion."""
    made = QFont(font)
    made.setPixelSize(max(1, round(QFontInfo(font).pixelSize() * SMALL)))
    return made


class _WithDay(QStyledItemDelegate):
    """An occasion with its next day, small, under its name, or beside it where there is room."""

    beside = False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        when = index.data(WHEN)
        if not when:
            super().paint(painter, option, index)
            return
        whole = QStyleOptionViewItem(option)
        self.initStyleOption(whole, index)
        control, item = whole.widget, QStyle.ControlElement.CE_ItemViewItem
        name = QStyleOptionViewItem(whole)
        whole.text, whole.icon = "", QIcon()
        control.style().drawControl(item, whole, painter, control)  # the ground, which the name's own lies upon
        line = QFontMetrics(small(name.font)).height()
        name.rect = QRect(whole.rect).adjusted(0, 0, 0, 0 if self.beside else -line)
        control.style().drawControl(item, name, painter, control)
        place = control.style().subElementRect(QStyle.SubElement.SE_ItemViewItemText, name, control).adjusted(3, 0, 0, 0)
        place.setRight(whole.rect.right() - 6)
        if self.beside:
            place.setLeft(place.left() + name.fontMetrics.horizontalAdvance(name.text) + 12)
        else:
            place = QRect(place.left(), whole.rect.bottom() - line - 4, place.width(), line)
        self._say(painter, when, place, name)

    def _say(self, painter: QPainter, when: list[str], place: QRect, option: QStyleOptionViewItem) -> None:
        """The fullest of what fits into the place."""
        painter.save()
        painter.setFont(small(option.font))
        ink = QColor(option.palette.text().color())
        ink.setAlphaF(QUIET)
        painter.setPen(ink)
        metrics = painter.fontMetrics()
        said = next((each for each in when if metrics.horizontalAdvance(each) <= place.width()), "")
        side = Qt.AlignmentFlag.AlignRight if self.beside else Qt.AlignmentFlag.AlignLeft
        painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, said)
        painter.restore()


class _Occasions(QListWidget):
    """Letters typed here are meant for the search: the list's own would choose an occasion that is not shown."""

    typed = Signal(str)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802 (Qt's name)
        if search.strip():
            self.typed.emit(search)
