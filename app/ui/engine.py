"""The model behind the window: started in the background, watched, restarted; never blocks a key."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from inference.errors import InferenceError

log = logging.getLogger(__name__)
STATES = ("off", "starting", "ready", "failed")


class Engine(QObject):
    """make_server(model, on_exit) returns a server with start() -> client, stop() and pid.

    The server starts a child that died again by itself, once; on_exit(fault) tells of each death from a thread.
    """

    changed = Signal()

    def __init__(self, make_server: Callable[[Path, Callable[[InferenceError], None]], Any], bridge: Any, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make_server = make_server
        self._bridge = bridge
        self._server: Any = None
        self._turn = 0
        self.client: Any = None
        self.model: Path | None = None
        self.name = ""  # as the model calls itself; "" until this file has come up
        self.state = "off"
        self.fault: InferenceError | None = None

    def start(self, model: Path) -> None:
        """Start the server for a model file, in place of the one that ran before."""
        former, self._server, self.client = self._server, None, None
        self._turn += 1
        turn = self._turn
        if model != self.model:
            self.name = ""
        self.model = model
        server = self._server = self._make_server(model, lambda death: self._bridge.post(lambda: self._died(turn, death)))

        def work() -> tuple[Any, str]:
            if former:
                former.stop()
            client = server.start()
            return client, client.models()[0]

        self._set("starting", None)
        self._bridge.run(work, lambda made: self._ready(turn, *made), lambda fault: self._failed(turn, fault))

    def restart(self) -> None:
        """Start again with the same model file."""
        if self.model:
            self.start(self.model)

    def wrote(self) -> None:
        """It has just written something: whatever was wrong is over."""
        if self.fault and self.state == "ready":
            self._set("ready", None)

    def stop(self) -> None:
        """Stop the server; blocks until it is gone."""
        self._turn += 1
        if self._server:
            self._server.stop()
        self._server = self.client = None

    def _ready(self, turn: int, client: Any, name: str) -> None:
        if turn == self._turn:
            self.client, self.name = client, name
            self._set("ready", None)

    def _died(self, turn: int, death: InferenceError) -> None:
        if turn == self._turn:
            self._set("ready" if self._server.pid else "failed", death)

    def _failed(self, turn: int, fault: Exception) -> None:
        if turn != self._turn:
            return
        if not isinstance(fault, InferenceError):
            log.error("the model did not start", exc_info=fault)
            fault = InferenceError("Mô hình không khởi động được.", "Chi tiết nằm trong nhật ký.")
        self._set("failed", fault)

    def _set(self, state: str, fault: InferenceError | None) -> None:
        assert state in STATES
        self.state, self.fault = state, fault
        self.changed.emit()
