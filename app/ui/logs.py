"""The log files: everything logged, Qt's own words, and crashes, under home/logs."""

import faulthandler
import logging
import sys
import tempfile
from logging.handlers import RotatingFileHandler
from pathlib import Path

from PySide6.QtCore import QtMsgType, qInstallMessageHandler

LOG_BYTES, LOG_FILES = 512_000, 3
LEVELS = {QtMsgType.QtWarningMsg: logging.WARNING, QtMsgType.QtCriticalMsg: logging.ERROR}


class Logs:
    """Writes from start() to stop(); may be started again. Where the folder cannot be written, a passing one serves."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self.folder = home / "logs"

    def start(self) -> None:
        """Send everything to the files."""
        self.folder = self._home / "logs"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / "crash.log").open("a").close()
        except OSError:  # the window opens all the same, and its notice bar says what is wrong with the folder
            self.folder = Path(tempfile.mkdtemp(prefix="loihay-logs-"))
        rotating = RotatingFileHandler(
            self.folder / "app.log", maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8"
        )
        rotating.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        logging.basicConfig(level=logging.INFO, handlers=[rotating], force=True)
        logging.getLogger("httpx2").setLevel(logging.WARNING)  # a line for every request
        self._crash = (self.folder / "crash.log").open("a", encoding="utf-8")
        faulthandler.enable(self._crash)
        qInstallMessageHandler(_qt_said)

    def stop(self) -> None:
        """Close the files, so that they can be deleted."""
        qInstallMessageHandler(None)
        faulthandler.disable()
        self._crash.close()
        for handler in list(logging.getLogger().handlers):
            logging.getLogger().removeHandler(handler)
            handler.close()


def _qt_said(kind: QtMsgType, _context: object, text: str) -> None:
    logging.getLogger("Qt").log(LEVELS.get(kind, logging.INFO), "%s", text)
    if kind == QtMsgType.QtFatalMsg and sys.stderr:  # Qt ends the program now, as where no display answers
        print(f"Không mở được cửa sổ. {text}", file=sys.stderr)
