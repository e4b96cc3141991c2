"""The first start: one friendly question, asked once, that may be skipped."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget


class Welcome(QDialog):
    """answered carries the profile; skipping carries it too, unchanged but asked."""

    answered = Signal(object)

    def __init__(self, form: Any, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = form
        self._empty = form.value()
        self.setWindowTitle(self.tr("Bạn là ai?"))
        self.setMinimumWidth(440)
        title = QLabel(self.tr("Bạn là ai?"))
        title.setProperty("role", "title")
        why = QLabel(
            self.tr("Biết đôi điều về bạn, Lời Hay xưng hô đúng hơn. Tất cả chỉ nằm trên máy này và sửa được trong Cài đặt."),
            wordWrap=True,
        )
        why.setProperty("role", "muted")
        skip = QPushButton(self.tr("Bỏ qua"))
        skip.clicked.connect(self._skip)
        done = QPushButton(self.tr("Bắt đầu"), default=True)
        done.setProperty("role", "primary")
        done.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(skip)
        buttons.addWidget(done)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 32, 32, 24)
        column.setSpacing(16)
        column.addWidget(title)
        column.addWidget(why)
        column.addSpacing(8)
        column.addWidget(form)
        column.addSpacing(8)
        column.addLayout(buttons)
        self.accepted.connect(lambda: self.answered.emit(self._form.value()))
        self.rejected.connect(lambda: self.answered.emit(self._empty))

    def _skip(self) -> None:
        self.reject()
