"""The model behind the window: starts in the background, tells how it is, and comes back."""

from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from app.ui.bridge import Bridge
from app.ui.engine import Engine
from inference.errors import InferenceError


class Server:
    """Starts at once, or fails with the fault it was given."""

    def __init__(self, fault: Exception | None, on_exit: Any) -> None:
        self.fault, self.on_exit, self.pid, self.stopped = fault, on_exit, 1, False

    def start(self) -> "Server":
        if self.fault:
            raise self.fault
        return self

    def models(self) -> list[str]:
        return ["Mầm"]

    def stop(self) -> None:
        self.stopped = True


def make(bridge: Bridge, *faults: Exception | None) -> tuple[Engine, list[Server]]:
    servers: list[Server] = []
    waiting = list(faults)

    def make_server(_model: Path, on_exit: Any) -> Server:
        servers.append(Server(waiting.pop(0), on_exit))
        return servers[-1]

    return Engine(make_server, bridge), servers


def test_it_becomes_ready(qtbot: QtBot, bridge: Bridge) -> None:
    engine, _ = make(bridge, None)
    engine.start(Path("mam.gguf"))
    assert engine.state == "starting"
    qtbot.waitUntil(lambda: engine.state == "ready")
    assert engine.name == "Mầm" and engine.client is not None


def test_a_failed_start_says_why_and_can_be_repeated(qtbot: QtBot, bridge: Bridge) -> None:
    engine, servers = make(bridge, InferenceError("Tệp mô hình bị cắt cụt."), None)
    engine.start(Path("mam.gguf"))
    qtbot.waitUntil(lambda: engine.state == "failed")
    assert engine.fault.what == "Tệp mô hình bị cắt cụt."
    engine.restart()
    qtbot.waitUntil(lambda: engine.state == "ready")
    assert engine.fault is None and servers[0].stopped


def test_an_unexpected_fault_becomes_a_sentence(qtbot: QtBot, bridge: Bridge) -> None:
    engine, _ = make(bridge, RuntimeError("boom"))
    engine.start(Path("mam.gguf"))
    qtbot.waitUntil(lambda: engine.state == "failed")
    assert engine.fault.what == "Mô hình không khởi động được."


def test_a_death_is_told_whether_or_not_it_comes_back(qtbot: QtBot, bridge: Bridge) -> None:
    engine, servers = make(bridge, None)
    engine.start(Path("mam.gguf"))
    qtbot.waitUntil(lambda: engine.state == "ready")
    with qtbot.waitSignal(engine.changed):
        servers[0].on_exit(InferenceError("Mô hình đã dừng đột ngột."))
    assert (engine.state, engine.fault.what) == ("ready", "Mô hình đã dừng đột ngột.")
    engine.wrote()
    assert engine.fault is None
    servers[0].pid = None
    with qtbot.waitSignal(engine.changed):
        servers[0].on_exit(InferenceError("Mô hình đã dừng đột ngột."))
    assert engine.state == "failed"


def test_a_former_server_is_not_heard(qtbot: QtBot, bridge: Bridge) -> None:
    engine, servers = make(bridge, None, None)
    engine.start(Path("a.gguf"))
    engine.start(Path("b.gguf"))
    qtbot.waitUntil(lambda: engine.state == "ready")
    servers[0].on_exit(InferenceError("cũ"))
    with qtbot.assertNotEmitted(engine.changed, wait=50):
        pass
    assert servers[0].stopped and engine.model == Path("b.gguf")
