"""What leaves this machine: the switch that lets nothing out, the mirror of the hub, and the log of every connection."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)


class NetworkPage(QWidget):
    """offline() and hub() say what was chosen; the log is read when the page is shown."""

    def __init__(self, latest: Callable[[], Sequence[Any]], keys: Any, hub_key: str, parent: QWidget | None = None) -> None:
        """latest(): the connections, newest first; keys: get(name), put(name, key); hub_key: the hub's name there."""
        super().__init__(parent)
        self._latest, self._keys, self._hub_key = latest, keys, hub_key
        self._offline = QCheckBox(self.tr("Không dùng mạng"))
        self._offline.setToolTip(self.tr("Không một kết nối nào rời khỏi máy này"))
        about = QLabel(
            self.tr("Lời Hay không tự nối mạng: chỉ khi bạn tải mô hình hoặc dùng máy chủ ở xa. Mỗi lần nối đều được ghi lại dưới đây."),
            wordWrap=True,
        )
        about.setProperty("role", "muted")
        self._hub = QLineEdit(placeholderText="https://huggingface.co", maxLength=300)
        self._hub.setAccessibleName(self.tr("Địa chỉ kho mô hình"))
        name = QLabel(self.tr("Kho mô hình (đổi khi dùng máy chủ nhân bản)"))
        name.setProperty("role", "field")
        name.setBuddy(self._hub)
        self._token = QLineEdit(placeholderText=self.tr("chỉ khi kho cần đăng nhập (hf_…)"), maxLength=200)
        self._token.setEchoMode(QLineEdit.EchoMode.Password)
        self._token.setAccessibleName(self.tr("Mã truy cập kho mô hình"))
        token = QLabel(self.tr("Mã truy cập Hugging Face"))
        token.setProperty("role", "field")
        token.setBuddy(self._token)
        self._table = QTableWidget(0, 5)
        self._table.setAccessibleName(self.tr("Nhật ký kết nối"))
        self._table.setHorizontalHeaderLabels(
            [self.tr("Lúc"), self.tr("Máy chủ"), self.tr("Để làm gì"), self.tr("Gửi / nhận"), self.tr("Kết quả")]
        )
        self._table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._table.verticalHeader().hide()
        widest = "26/11 05:54 huggingface.co viết lời qua máy chủ 318 B / 181,2 KB không nối được"
        self._table.setMinimumWidth(self._table.fontMetrics().horizontalAdvance(widest) + 5 * 16)
        self._table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self._table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self._table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        self._table.setMinimumHeight(9 * self._table.fontMetrics().height())
        self._none = QLabel(self.tr("Chưa có kết nối nào."))
        self._none.setProperty("role", "muted")
        log = QLabel(self.tr("Nhật ký kết nối"))
        log.setProperty("role", "field")
        log.setBuddy(self._table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 0, 0)
        column.setSpacing(6)
        for widget in (self._offline, about, name, self._hub, token, self._token, log, self._table, self._none):
            column.addWidget(widget)
        column.insertSpacing(6, 6)
        column.insertSpacing(4, 6)
        column.insertSpacing(2, 6)
        column.addStretch(1)
        column.setStretchFactor(self._table, 100)

    def set_value(self, offline: bool, hub: str) -> None:
        self._offline.setChecked(offline)
        self._hub.setText(hub)
        self._token.setText(self._keys.get(self._hub_key))

    def keep(self) -> bool:
        """Keep the hub's key; False if it will last only until the program ends."""
        token = self._token.text().strip()
        return self._keys.put(self._hub_key, token) if token != self._keys.get(self._hub_key) else True

    def offline(self) -> bool:
        return self._offline.isChecked()

    def hub(self) -> str:
        return self._hub.text().strip()

    def showEvent(self, event: Any) -> None:  # noqa: N802 (Qt's name)
        """The log as it is now."""
        found = self._latest()
        self._table.setRowCount(len(found))
        for row, each in enumerate(found):
            cells = (_moment(each.at), each.host, each.why, f"{_bytes(each.sent)} / {_bytes(each.received)}", self._said(each.outcome))
            for place, text in enumerate(cells):
                cell = QTableWidgetItem(text)
                cell.setToolTip(text if place < 4 else each.outcome)
                cell.setTextAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
                self._table.setItem(row, place, cell)
        self._table.setVisible(bool(found))
        self._none.setVisible(not found)
        super().showEvent(event)

    def _said(self, outcome: str) -> str:
        """A status or the name of a fault in words."""
        if outcome.startswith("2"):
            return self.tr("được")
        if outcome.startswith("3"):
            return self.tr("chuyển tiếp")
        if outcome.isdigit():
            return self.tr("từ chối ({so})").format(so=outcome)
        return self.tr("quá giờ") if "Timeout" in outcome else self.tr("không nối được") if "Connect" in outcome else self.tr("đứt quãng")


def _moment(at: str) -> str:
    try:
        return datetime.fromisoformat(at).strftime("%d/%m %H:%M")
    except ValueError:
        return at


def _bytes(count: int) -> str:
    for unit, size in (("GB", 1e9), ("MB", 1e6), ("KB", 1e3)):
        if count >= size:
            return f"{count / size:.1f} {unit}".replace(".", ",")
    return f"{count} B"
