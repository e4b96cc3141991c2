"""Times the real window from inside, for `loihay bench`: the program runs as always, and says one line of JSON."""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSocketNotifier, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QWidget

WHATS = ("window", "repaint", "rest")
KEYS = "Chúc vui khỏe nhé "  # typed one by one
SETTLE_MS = 1500  # after the model is ready: thumbnails and caches


def run(what: str, make_program: Callable[[QApplication], Any]) -> int:
    """Open the program that make_program builds, measure, print, and stay until stdin ends."""
    app = QApplication(sys.argv[:1])
    program = make_program(app)
    program.open()
    watch = {"window": _first_key, "repaint": _repaint, "rest": _rest}[what]
    keep = watch(program)
    ending = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    ending.activated.connect(app.quit)
    code = app.exec()
    program.close()
    del keep, ending
    return code


class _Painted(QObject):
    """Calls `then` after each paint of a widget was asked for."""

    def __init__(self, widget: QWidget, then: Callable[[], None]) -> None:
        super().__init__(widget)
        self._then = then
        widget.installEventFilter(self)

    def eventFilter(self, _widget: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        if event.type() == QEvent.Type.Paint:
            self._then()
        return False


def _say(**figures: object) -> None:
    print(json.dumps(figures), flush=True)


def _key(letter: str) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)


def _window() -> QMainWindow:
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, QMainWindow) and each.isVisible())


def _named(kind: str) -> QWidget:
    """The first visible widget of a class, by the class's name: the window's modules do not import each other."""
    return next(each for each in _window().findChildren(QWidget) if type(each).__name__ == kind and each.isVisible())


def _first_key(_program: Any) -> object:
    """A key goes through the event queue once the window was first painted; said when its letter stands in a field."""
    window = _window()
    field = next(line for line in window.findChildren(QLineEdit) if line.isVisible() and line.isEnabled())
    field.textChanged.connect(lambda _text: _say(at=time.monotonic()))
    posted: list[bool] = []

    def post() -> None:
        if not posted:
            posted.append(True)
            QTimer.singleShot(0, lambda: QCoreApplication.postEvent(field, _key("a")))

    return _Painted(window.centralWidget(), post)


def _when_at_rest(program: Any, then: Callable[[], None]) -> QTimer:
    timer = QTimer(interval=50)

    def look() -> None:
        if program.engine.state in ("ready", "failed"):
            timer.stop()
            QTimer.singleShot(SETTLE_MS, then)

    timer.timeout.connect(look)
    timer.start()
    return timer


def _rest(program: Any) -> object:
    return _when_at_rest(program, lambda: _say(state=program.engine.state))


def _repaint(program: Any) -> object:
    """Keys typed into the chosen text; each is timed from before its event to after the preview's paint."""
    preview, text = _named("Preview"), _named("CandidateText")
    paints: list[None] = []
    filter = _Painted(preview, lambda: paints.append(None))

    def timed(act: Callable[[], None]) -> float:
        QCoreApplication.processEvents()
        paints.clear()
        began = time.perf_counter()
        act()
        while not paints:
            QCoreApplication.processEvents()
        return time.perf_counter() - began

    def begin() -> None:
        keys = [timed(lambda letter=letter: QCoreApplication.sendEvent(text, _key(letter))) for letter in KEYS]
        assert KEYS in preview.accessibleDescription(), "the keys did not reach the card"
        still = [timed(preview.update) for _ in KEYS]
        _say(keys=keys, still=still, preview=list(preview.card_rect().size().toTuple()))

    return _when_at_rest(program, begin), filter
