"""Brings pictures onto the card: picked, dropped or pasted; read on a thread, kept, placed; one clear word when one can not be."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from threading import Event
from typing import Any

from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QObject, QStandardPaths, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid

from app.cards.intake import SUFFIXES, Taken, take_in, take_in_file
from app.errors import UserError

Spot = tuple[float, float, int] | None  # its middle on the page in design units, and the page
Work = tuple[Callable[[], Taken], Spot]
MOST = 12  # pictures at once


class PhotosIn(QObject):
    """Hands each picture to an Editing."""

    failed = Signal(object)  # UserError
    noted = Signal(str)  # what was left out of a picture
    opened = Signal(object)  # Path of a card file among what was dropped

    def __init__(self, editing: Any, renderer: Any, bridge: Any, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._editing, self._renderer, self._bridge = editing, renderer, bridge
        self._folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)

    def pick(self, parent: QWidget) -> None:
        """Ask for files."""
        kinds = " ".join(f"*{suffix} *{suffix.upper()}" for suffix in SUFFIXES)
        files, _ = QFileDialog.getOpenFileNames(parent, self.tr("Chọn ảnh"), self._folder, f"{self.tr('Ảnh')} ({kinds})")
        if files:
            self._folder = str(Path(files[0]).parent)
            self.bring_files([Path(file) for file in files])

    def bring(self, mime: QMimeData, spot: Spot = None) -> bool:
        """What was dropped or pasted; False if there is no picture in it."""
        files = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
        if cards := [file for file in files if file.suffix.lower() == ".thiep"]:
            self.opened.emit(cards[0])
            return True
        if files:
            self.bring_files(files, spot)
            return True
        if mime.hasImage():
            image = QImage(mime.imageData())
            self._take([(lambda: take_in(_encoded(image)), spot)])
            return True
        return False

    def bring_files(self, files: Sequence[Path], spot: Spot = None) -> None:
        """Several at once lie a little apart, in their order."""
        works: list[Work] = []
        for number, file in enumerate(files[:MOST]):
            place = (spot[0] + 40 * number, spot[1] + 40 * number, spot[2]) if spot else None
            works.append((lambda file=file: take_in_file(file), place))
        self._take(works)
        if len(files) > MOST:
            self.noted.emit(self.tr("Mỗi lần thêm được {so} ảnh; những ảnh còn lại chưa được thêm.").format(so=MOST))

    def _take(self, works: Sequence[Work]) -> None:
        """Each is read and kept on one thread, and placed as it comes."""
        pictures = self._renderer.pictures

        def iterate(_cancelled: Event) -> Iterator[tuple[Taken | UserError, Spot]]:
            for work, spot in works:
                try:
                    taken = work()
                    pictures.add(taken)
                    yield taken, spot
                except UserError as fault:
                    yield fault, spot

        self._bridge.stream(iterate, self._place, lambda: None, self.failed.emit)

    def _place(self, came: Sequence[tuple[Taken | UserError, Spot]]) -> None:
        if not isValid(self):  # its window was closed meanwhile
            return
        for taken, spot in came:
            if isinstance(taken, UserError):
                self.failed.emit(taken)
                continue
            self._editing.add_photo(taken.digest, taken.width, taken.height, spot)
            if taken.note:
                self.noted.emit(taken.note[0].upper() + taken.note[1:] + ".")


def _encoded(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG", 90)  # quickly: it is read again at once
    return buffer.data().data()
