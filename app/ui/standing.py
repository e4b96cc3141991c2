"""How the model stands, as the window shows it: the status line, the rooms that wait for it, and what is said of its faults."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget


class Standing(QObject):
    """engine: an Engine; called: how people call a model."""

    def __init__(
        self, engine: Any, called: Callable[[str], str], away: Callable[[], str], rooms: Sequence[Any], status: Any, sayings: Any,
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        """away(): the host of the server elsewhere that writes, or ""."""
        super().__init__(parent)
        self._away = away
        self._engine, self._called, self._rooms, self._status, self._sayings = engine, called, rooms, status, sayings
        engine.changed.connect(self.show)
        status.restart.connect(engine.restart)
        sayings.restart_asked.connect(engine.restart)
        for room in rooms:
            room.needed.connect(self._needed)
            room.speed.connect(status.show_speed)
            room.speed.connect(lambda _speed: (engine.wrote(), sayings.model_well()))

    def show(self) -> None:
        """Say how the engine is."""
        engine = self._engine
        away = self._away()
        self._status.show_away(away)
        ready, failed = engine.state == "ready" or bool(away), engine.state == "failed" and not away
        for room in self._rooms:
            room.set_ready(ready)
            if failed:
                room.give_up_waiting()
        if engine.model:
            self._status.show_model(self._called(engine.name or engine.model.stem), str(engine.model))
        said = {"starting": self.tr("Đang khởi động mô hình…"), "ready": self.tr("Sẵn sàng")}
        if engine.fault and ready:
            said["ready"] = self.tr("Mô hình dừng đột ngột, đã khởi động lại.")
        self._status.show_state(engine.fault.what if failed else said.get(engine.state, ""), can_restart=failed)
        if failed:
            self._sayings.fault(engine.fault)
        elif not engine.fault:
            self._sayings.model_well()

    def _needed(self) -> None:
        """Someone wants words while no model is there."""
        if self._engine.state == "failed":
            self._engine.restart()

    def ask_model(self, parent: QWidget) -> str:
        """The path of a model that the person picks, or ""."""
        kind = self.tr("Mô hình GGUF (*.gguf)")
        return QFileDialog.getOpenFileName(parent, self.tr("Chọn mô hình"), str(Path.home()), kind)[0]

    def leave(self) -> None:
        """Hear nothing of the engine any more."""
        self._engine.changed.disconnect(self.show)
