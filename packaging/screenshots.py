"""Makes the README's pictures with the embedded model: `python packaging/screenshots.py` (offscreen, half a minute)."""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "assets" / "screenshots"
SIZE = (1366, 800)
PATIENCE = 60  # seconds


def main() -> int:
    """Write window.png and window_dark.png (the designs' sheet is `python -m app.cards.sheet`)."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path.insert(0, str(ROOT))
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        os.environ["LOIHAY_HOME"] = home
        from PySide6.QtWidgets import QApplication

        app = QApplication(sys.argv[:1])
        for theme, name in (("sang", "window"), ("toi", "window_dark")):
            shoot_window(app, Path(home) / theme, theme, OUT / f"{name}.png")
    return 0


def shoot_window(app, home: Path, theme: str, out: Path) -> None:  # noqa: ANN001
    """Write for bà ngoại in the real window, and grab it."""
    from PySide6.QtGui import QInputMethodEvent
    from PySide6.QtWidgets import QApplication, QLineEdit

    from app.settings import Profile, Settings, save_settings
    from app.ui.main import Program

    home.mkdir()
    profile = Profile(name="Cháu Bống", gender="nu", asked=True)
    save_settings(Settings(theme=theme, profile=profile), home / "settings.toml")
    program = Program(app, home)
    program.open()
    frame = program.window.frame
    frame.resize(*SIZE)
    wait(lambda: program.engine.state == "ready")
    fields = [each for each in frame.findChildren(QLineEdit) if each.isVisible()]
    field = next(each for each in fields if each.accessibleName() == "Gửi cho ai?")
    event = QInputMethodEvent()
    event.setCommitString("bà ngoại")
    QApplication.sendEvent(field, event)
    room = program.window.cards.room
    room.form.input("details").set_value(("bà mới mổ mắt xong",))
    room.write()
    wait(lambda: not room.writing and room.candidates.chosen_slot >= 0)
    settle(3)  # the art is painted behind
    frame.grab().save(str(out))
    program.close()
    print(out.relative_to(ROOT))


def wait(done: Callable[[], bool]) -> None:
    """Let Qt run until `done`."""
    end = time.monotonic() + PATIENCE
    while not done():
        if time.monotonic() > end:
            raise SystemExit("the program did not get there in time")
        settle(0.05)


def settle(seconds: float) -> None:
    """An event loop of its own: QTest.qWait keeps the interpreter's lock, and nothing would be painted behind."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(int(seconds * 1000), loop.quit)
    loop.exec()


if __name__ == "__main__":
    raise SystemExit(main())
