"""What the window's tests share: tables, icons, and a model that says prepared texts (the real engine has its own tests)."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.knowledge import Knowledge, load_knowledge
from app.paths import assets_dir
from app.settings import Profile, Settings, save_settings
from app.ui.bridge import Bridge
from app.ui.icons import Icons
from app.ui.main import Program
from app.ui.theme import LIGHT
from app.ui.window import EDITOR
from inference.client import Chunk
from inference.errors import InferenceError
from tests.app.ui.hand import Hand

TEXTS = (
    "Cháu chúc bà năm mới dồi dào sức khỏe, ăn ngon, ngủ yên và lúc nào cũng vui vẻ bên con cháu.",
    "Năm mới, cháu kính chúc bà luôn mạnh khỏe, bình an. Cháu mong mắt bà sáng rõ để bà chăm vườn lan mỗi sớm. "
    "Cả nhà mình rồi sẽ quây quần bên mâm cơm ngày Tết.",
    "Cháu chúc bà một cái Tết ấm áp. Cháu cảm ơn bà đã luôn thương cháu. Chúc bà sống lâu trăm tuổi.",
)


class FakeStream:
    """Chunks of several candidates in turn, as the server sends them."""

    def __init__(self, texts: list[str], stuck_after: int | None = None) -> None:
        """stuck_after: pieces after which nothing more comes until the stream is cancelled."""
        self._texts, self._stuck_after = texts, stuck_after
        self._cancelled = threading.Event()

    def __enter__(self) -> "FakeStream":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._cancelled.set()

    def __iter__(self) -> Iterator[Chunk]:
        pieces = [text.split(" ") for text in self._texts]
        for step in range(max(map(len, pieces))):
            if step == self._stuck_after:
                self._cancelled.wait(30)
            for index, words in enumerate(pieces):
                if step < len(words) and not self._cancelled.is_set():
                    yield Chunk(index, words[step] + " " * (step + 1 < len(words)))
        yield Chunk(-1, tokens_per_second=1234.5)

    def cancel(self) -> None:
        self._cancelled.set()


class FakeClient:
    """texts: what the candidates say; asked: every request's messages. A fault, if set, is raised when asked."""

    abilities: frozenset[str] = frozenset()

    def __init__(self, texts: tuple[str, ...] = TEXTS) -> None:
        self.texts = texts
        self.asked: list[Any] = []
        self.fault: InferenceError | None = None
        self.stuck_after: int | None = None

    def models(self) -> list[str]:
        return ["Mầm 10M"]

    def chat(self, messages: Any, *, n: int = 1, **_: Any) -> FakeStream:
        self.asked.append(messages)
        if self.fault:
            raise self.fault
        return FakeStream([self.texts[index % len(self.texts)] for index in range(n)], self.stuck_after)


class FakeServer:
    """A server that is there at once."""

    def __init__(self, client: FakeClient, model: Path, on_exit: Callable[[InferenceError], None]) -> None:
        self.client, self.model, self.on_exit = client, model, on_exit
        self.pid: int | None = 1
        self.stopped = False

    def start(self) -> FakeClient:
        return self.client

    def stop(self) -> None:
        self.stopped = True


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_knowledge(assets_dir())


@pytest.fixture
def icons(qapp: QApplication) -> Icons:
    return Icons(assets_dir() / "icons", LIGHT.ink, LIGHT.faint)


@pytest.fixture
def bridge(qapp: QApplication) -> Iterator[Bridge]:
    made = Bridge()
    yield made
    made.close()


@pytest.fixture
def client() -> FakeClient:
    return FakeClient()


def typed_by_ime(widget: QWidget, text: str, preedit: str = "") -> None:
    """What an input method sends: text that is decided, and text still being composed."""
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(text)
    QCoreApplication.sendEvent(widget, event)


@pytest.fixture
def ime() -> Callable[..., None]:
    return typed_by_ime


@pytest.fixture
def open_program(
    qtbot: QtBot, loihay_home: Path, client: FakeClient, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[], Program]]:
    """Opens the program on the test's data folder, as often as a test likes; the first-start question was answered."""
    monkeypatch.setattr(Program, "_make_server", lambda _self, model, on_exit: FakeServer(client, model, on_exit))
    monkeypatch.setattr("sys.excepthook", None)
    opened: list[Program] = []

    def open_it() -> Program:
        loihay_home.mkdir(exist_ok=True)
        if not (loihay_home / "settings.toml").exists():
            save_settings(Settings(theme="sang", profile=Profile(name="Nam", asked=True)), loihay_home / "settings.toml")
        program = Program(QApplication.instance(), loihay_home)
        program.open()
        program.window.frame.resize(1320, 720)  # the offscreen screen is 800 pixels wide
        opened.append(program)
        qtbot.waitUntil(lambda: program.engine.state == "ready")
        return program

    yield open_it
    for program in opened:
        program.close()
    QApplication.instance().setStyleSheet("")
    QApplication.clipboard().clear()  # WORKAROUND: the offscreen plugin crashes at exit while it holds a picture
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def button(parent: QWidget, name: str) -> QPushButton | QToolButton:
    """The button that is seen under this accessible name."""
    found = [*parent.findChildren(QPushButton), *parent.findChildren(QToolButton)]
    return next(each for each in found if each.accessibleName() == name and each.isVisible())


def click(qtbot: QtBot, parent: QWidget, name: str) -> None:
    qtbot.mouseClick(button(parent, name), Qt.MouseButton.LeftButton)


def write(qtbot: QtBot, program: Program, to: str = "bà ngoại") -> Any:
    """Fill the card form, click, and wait for the last candidate."""
    parts = program.window.cards
    form = parts.room.form
    form.input("occasion").set_value("tet")
    form.input("to").line.setText(to)
    click(qtbot, program.window.frame, "Viết lời chúc")
    qtbot.waitUntil(lambda: not parts.room.writing and parts.room.candidates.chosen_slot >= 0, timeout=15_000)
    return parts


@pytest.fixture
def hand(qtbot: QtBot, open_program: Callable[[], Program]) -> Iterator[Hand]:
    program = open_program()
    design = program.window.cards.design
    design.set_words(opening="Kính gửi bà,", body="Chúc bà năm mới mạnh khỏe, vui vẻ bên con cháu.", signature="Cháu Nam")
    program.window.frame.show_room(EDITOR)
    qtbot.waitUntil(lambda: program.window.editor.middle.canvas.width() > 300)
    yield Hand(qtbot, program)
