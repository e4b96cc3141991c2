"""Pictures of designs: from disk at once, else from a process of their own; stopping leaves nothing behind."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from app.cards.shelf import Shelf
from app.cards.thumbs import Thumbs
from app.paths import assets_dir
from app.ui.bridge import Bridge
from app.ui.thumbnails import Thumbnails

TITLES = {"tet": "Tết", "sinh_nhat": "Vui"}


@pytest.fixture
def shown() -> list[tuple[str, QImage]]:
    return []


def made(folder: Path, bridge: Bridge) -> tuple[Thumbs, Thumbnails]:
    thumbs = Thumbs(Shelf(assets_dir()), folder)
    return thumbs, Thumbnails(thumbs, folder, TITLES, bridge)


def failed(fault: Exception) -> None:
    raise fault


def keep(thumbs: Thumbs, id: str) -> None:
    """A picture of one colour, as if it had been painted before."""
    path = thumbs.path(id, TITLES[id])
    path.parent.mkdir(parents=True, exist_ok=True)
    image = QImage(27, 34, QImage.Format.Format_RGB32)
    image.fill(QColor("#123456"))
    assert image.save(str(path), "JPG")


def test_known_pictures_come_at_once_and_no_process_starts(
    qtbot: QtBot, bridge: Bridge, tmp_path: Path, shown: list[Any]
) -> None:
    thumbs, thumbnails = made(tmp_path, bridge)
    for id in TITLES:
        keep(thumbs, id)
    thumbnails.begin(list(TITLES), lambda id, image: shown.append((id, image.width())), failed)
    qtbot.waitUntil(lambda: shown == [("tet", 27), ("sinh_nhat", 27)])
    thumbnails._later.timeout.emit()
    assert thumbnails._painter is None
    assert thumbnails.picture("tet").width() == 27
    thumbnails.cancel()


def test_a_missing_picture_is_painted_by_a_process_and_kept(
    qtbot: QtBot, bridge: Bridge, tmp_path: Path, shown: list[Any]
) -> None:
    thumbs, thumbnails = made(tmp_path, bridge)
    keep(thumbs, "tet")
    thumbnails._later.setInterval(0)
    thumbnails.begin(list(TITLES), lambda id, image: shown.append((id, image.width())), failed)
    qtbot.waitUntil(lambda: shown == [("tet", 27), ("sinh_nhat", 270)], timeout=60_000)
    assert thumbs.path("sinh_nhat", "Vui").is_file()
    qtbot.waitUntil(lambda: thumbnails._painter is None, timeout=60_000)


def test_stopping_ends_the_process(qtbot: QtBot, bridge: Bridge, tmp_path: Path, shown: list[Any]) -> None:
    _, thumbnails = made(tmp_path, bridge)
    thumbnails._later.setInterval(0)
    thumbnails.begin(list(TITLES), lambda id, _image: shown.append(id), failed)
    qtbot.waitUntil(lambda: thumbnails._painter is not None)
    painter = thumbnails._painter
    thumbnails.cancel()
    assert painter.poll() is not None
    assert thumbnails._painter is None
