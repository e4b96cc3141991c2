"""The line at the foot of the window: which model, how fast it was measured to be, and how it is."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget


class StatusLine(QWidget):
    """restart is emitted by the button that appears when the model has stopped."""

    restart = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = QLabel(self.tr("Chưa có mô hình"))
        self._speed = QLabel()
        self._state = QLabel()
        self._away = QLabel()
        self._away.setProperty("role", "warn")
        self._away.hide()
        for label in (self._model, self._speed, self._state):
            label.setProperty("role", "muted")
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._button = QPushButton(self.tr("Khởi động lại"))
        self._button.setAccessibleName(self.tr("Khởi động lại mô hình"))
        self._button.setProperty("role", "quiet")
        self._button.clicked.connect(self.restart)
        self._button.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(16)
        row.addWidget(self._away)
        row.addWidget(self._model)
        row.addWidget(self._speed)
        row.addWidget(self._state, 1)
        row.addWidget(self._button)

    def show_model(self, name: str, note: str = "") -> None:
        """The model's name; note says which file it is, on hover."""
        self._model.setText(self.tr("Mô hình: {name}").format(name=name))
        self._model.setToolTip(note)
        self._speed.clear()

    def show_away(self, host: str) -> None:
        """Whether what is written leaves this machine, and for where; "" while it stays."""
        self._away.setText(self.tr("Lời bạn viết được gửi tới {host}").format(host=host))
        self._away.setVisible(bool(host))

    def show_speed(self, tokens_per_second: float) -> None:
        """The speed measured in the latest writing."""
        self._speed.setText(self.tr("{n} token/giây").format(n=round(tokens_per_second)))
        self._speed.setToolTip(self.tr("Đo ở lần viết gần nhất, trên chính máy này"))

    def show_state(self, state: str, *, can_restart: bool = False) -> None:
        """One short sentence about the model."""
        self._state.setText(state)
        self._button.setVisible(can_restart)
