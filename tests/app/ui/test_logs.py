"""The log files, and where they go when the data folder cannot be written."""

import logging
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.ui.logs import Logs


def test_a_folder_that_cannot_be_written_does_not_keep_the_window_shut(qapp: QApplication, tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file where the folder should be")
    logs = Logs(tmp_path / "home")
    logs.start()
    try:
        logging.getLogger("test").warning("said")
        assert "said" in (logs.folder / "app.log").read_text("utf-8")
    finally:
        logs.stop()
