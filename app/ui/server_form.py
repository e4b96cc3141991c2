"""The form for a model server elsewhere: address, key, certificate authority, a try of the connection, and whether it is used."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QFormLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget
from shiboken6 import isValid

from app.settings import Server
from inference.errors import InferenceError


class ServerForm(QWidget):
    """value() is the Server; the key goes where `keep_key` puts it when keep() is called."""

    changed = Signal()

    def __init__(self, attempt: Callable[[str, str, str], Any], keys: Any, bridge: Any, parent: QWidget | None = None) -> None:
        """attempt(url, key, authority): tries a connection (on a thread); keys: get(url), put(url, key) -> whether it lasts."""
        super().__init__(parent)
        self._attempt, self._keys, self._bridge = attempt, keys, bridge
        self._url = self._line(self.tr("Địa chỉ máy chủ"), "https://may-chu.vn, 192.168.1.5:8080")
        self._key = self._line(self.tr("Khóa truy cập"), self.tr("để trống nếu máy chủ không cần"))
        self._key.setEchoMode(QLineEdit.EchoMode.Password)
        self._model = QComboBox(editable=True)
        self._model.setAccessibleName(self.tr("Mô hình trên máy chủ"))
        self._model.lineEdit().setAccessibleName(self._model.accessibleName())
        self._model.lineEdit().setPlaceholderText(self.tr("mô hình đầu tiên của máy chủ"))
        self._authority = self._line(self.tr("Tệp chứng chỉ CA riêng"), self.tr("chỉ khi chứng chỉ là tự cấp"))
        pick = QPushButton(self.tr("Chọn…"))
        pick.setAccessibleName(self.tr("Chọn tệp chứng chỉ CA"))
        pick.clicked.connect(self._pick)
        self._try = QPushButton(self.tr("Thử kết nối"))
        self._try.clicked.connect(self._begin)
        self._said = QLabel(wordWrap=True)
        self._said.setProperty("role", "muted")
        self._used = QCheckBox(self.tr("Viết bằng máy chủ này"))
        warning = QLabel(
            self.tr("Khi bật, yêu cầu và lời bạn viết được gửi tới máy chủ này. Nếu máy chủ không trả lời, mô hình trên máy bạn viết thay."),
            wordWrap=True,
        )
        warning.setProperty("role", "warn")
        form = QFormLayout(self)
        form.setContentsMargins(0, 16, 0, 0)
        form.setVerticalSpacing(10)
        form.setHorizontalSpacing(16)
        form.addRow(self.tr("Địa chỉ"), self._url)
        form.addRow(self.tr("Khóa truy cập"), self._key)
        form.addRow(self.tr("Mô hình"), self._model)
        form.addRow(self.tr("Chứng chỉ"), _beside(self._authority, pick))
        form.addRow("", _beside(self._said, self._try))
        form.addRow("", self._used)
        form.addRow("", warning)
        self._url.editingFinished.connect(self._show_key)

    def set_value(self, server: Server) -> None:
        """Show a server, and the key that is kept for it."""
        self._url.setText(server.url)
        self._authority.setText(server.authority)
        self._model.setEditText(server.model)
        self._used.setChecked(server.used)
        self._show_key()

    def value(self) -> Server:
        """The server as the form has it; without an address it can not be used."""
        url = self._whole()
        return Server(url, self._model.currentText().strip(), self._authority.text().strip(), self._used.isChecked() and bool(url))

    def keep(self) -> bool:
        """Keep the key for this address; False if it will last only until the program ends."""
        url = self._whole()
        return self._keys.put(url, self._key.text()) if url and self._key.text() != self._keys.get(url) else True

    def wrong(self) -> bool:
        """Whether it is to be used but has no address that could be one; says so then."""
        from inference.remote import address

        if not self._used.isChecked():
            return False
        try:
            address(self._url.text())
        except InferenceError as fault:
            self._failed(fault)
            self._url.setFocus()
            return True
        return False

    def _whole(self) -> str:
        """The address as it is used, or as it was typed if it is none; the key is kept under it."""
        from inference.remote import address

        try:
            return address(self._url.text())
        except InferenceError:
            return self._url.text().strip()

    def _show_key(self) -> None:
        url = self._whole()
        if url and not self._key.isModified():
            self._key.setText(self._keys.get(url))

    def _begin(self) -> None:
        url, key, authority = self._url.text(), self._key.text(), self._authority.text().strip()
        attempt = self._attempt
        self._try.setEnabled(False)
        self._say(self.tr("Đang thử…"))
        self._bridge.run(lambda: attempt(url, key, authority), self._if_open(self._answered), self._if_open(self._failed))

    def _if_open(self, then: Callable[[Any], None]) -> Callable[[Any], None]:
        """A dialog that was closed meanwhile hears nothing."""
        return lambda came: then(came) if isValid(self) else None

    def _answered(self, found: Any) -> None:
        self._try.setEnabled(True)
        chosen = self._model.currentText()
        self._model.clear()
        self._model.addItems(found.models)
        self._model.setEditText(chosen if chosen in found.models else "")
        said = self.tr("Kết nối được với {host}: {n} mô hình, {ms} ms.").format(
            host=found.host, n=len(found.models), ms=round(found.seconds * 1000)
        )
        if not found.encrypted and found.host not in ("localhost", "127.0.0.1", "::1"):
            said += " " + self.tr("Đường truyền không mã hóa: chỉ nên dùng trong mạng của bạn.")
        self._say(said)

    def _failed(self, fault: Exception) -> None:
        self._try.setEnabled(True)
        if not hasattr(fault, "what"):
            raise fault
        self._say(f"{fault.what} {fault.hint}".strip(), error=True)

    def _say(self, text: str, *, error: bool = False) -> None:
        self._said.setProperty("role", "error" if error else "muted")
        self._said.style().unpolish(self._said)
        self._said.style().polish(self._said)
        self._said.setText(text)

    def _pick(self) -> None:
        start = str(Path(self._authority.text()).parent if self._authority.text() else Path.home())
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Chọn chứng chỉ CA"), start, self.tr("Chứng chỉ (*.pem *.crt *.cer)"))
        if path:
            self._authority.setText(path)

    def _line(self, name: str, placeholder: str) -> QLineEdit:
        line = QLineEdit(placeholderText=placeholder, maxLength=500)
        line.setAccessibleName(name)
        return line


def _beside(wide: QWidget, small: QWidget) -> QWidget:
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(wide, 1)
    row.addWidget(small)
    return both
