"""Times the real window from inside, for `loihay bench`: the program runs as always, and says one line of JSON."""

import json
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSocketNotifier, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMainWindow, QWidget

TYPED = " Chúc bà vui khỏe, sống lâu"
READY = "Sẵn sàng"  # the status line's word once the model is there
LONGEST = 2.0  # seconds to wait for one paint
SETTLE_MS = 1500  # after the model is ready: thumbnails and caches


def run(what: str, program: Callable[[], int]) -> int:
    """Run the program (its own run() makes the window and stays in the event loop) until stdin ends.

    what: "window", "repaint" or "rest".
    """
    app = QApplication(sys.argv[:1])
    ending = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    ending.activated.connect(app.quit)
    shown = _Shown(app, {"window": _first_key, "repaint": _repaint, "rest": _rest}[what])
    code = program()
    del shown, ending
    return code


class _Shown(QObject):
    """Calls watch(window) when the main window is shown for the first time."""

    def __init__(self, app: QApplication, watch: Callable[[QMainWindow], None]) -> None:
        super().__init__()
        self._app, self._watch = app, watch
        app.installEventFilter(self)

    def eventFilter(self, widget: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        if event.type() == QEvent.Type.Show and isinstance(widget, QMainWindow):
            self._app.removeEventFilter(self)
            self._watch(widget)
        return False


class _Painted(QObject):
    """Calls `then` at each paint of a widget."""

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


def _first_key(window: QMainWindow) -> None:
    """A key goes through the event queue once the window was painted; said when its letter stands in a field."""
    posted: list[bool] = []

    def post() -> None:
        field = next(line for line in window.findChildren(QLineEdit) if line.isVisible() and line.isEnabled())
        field.textChanged.connect(lambda _text: _say(at=time.monotonic()))
        QCoreApplication.postEvent(field, _key("a"))

    def painted() -> None:
        if not posted:
            posted.append(True)
            QTimer.singleShot(0, post)

    _Painted(window.centralWidget(), painted)


def _rest(window: QMainWindow) -> None:
    _at_rest(window, lambda: _say(rests=True))


def _at_rest(window: QMainWindow, then: Callable[[], None]) -> None:
    """Call then() a while after the status line has said that the model is ready."""
    timer = QTimer(window, interval=50)

    def look() -> None:
        if any(label.text() == READY for label in window.findChildren(QLabel)):
            timer.stop()
            QTimer.singleShot(SETTLE_MS, then)

    timer.timeout.connect(look)
    timer.start()


def _repaint(window: QMainWindow) -> None:
    """Keys typed into the chosen text; each is timed from before its event to after the preview's paint."""

    def begin() -> None:
        preview, text = _named(window, "Preview"), _named(window, "CandidateText")
        paints: list[None] = []
        _Painted(preview, lambda: paints.append(None))
        keys = []
        for letter in TYPED:
            press = lambda letter=letter: QCoreApplication.sendEvent(text, _key(letter))  # noqa: E731
            if letter == " ":  # at the end of a text it changes nothing on the card
                press()
            else:
                keys.append(_timed(press, paints))
        assert TYPED in preview.accessibleDescription(), "the keys did not reach the card"
        still = [_timed(preview.update, paints) for _ in TYPED]
        _say(keys=keys, still=still, preview=list(preview.card_rect().size().toTuple()))

    _at_rest(window, begin)


def _timed(act: Callable[[], object], paints: list[None]) -> float:
    """Seconds from act() to the end of the paint that follows."""
    QCoreApplication.processEvents()
    paints.clear()
    began = time.perf_counter()
    act()
    while not paints and time.perf_counter() - began < LONGEST:
        QCoreApplication.processEvents()
    return time.perf_counter() - began


def _named(window: QMainWindow, kind: str) -> QWidget:
    """The first visible widget of a class, by the class's name: the window's modules do not import each other."""
    return next(each for each in window.findChildren(QWidget) if type(each).__name__ == kind and each.isVisible())
