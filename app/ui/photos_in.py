"""Brings pictures onto the card: picked, dropped or pasted; read on a thread, kept, placed; one clear word when one can not be."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from app.cards.intake import SUFFIXES, Taken, take_in, take_in_file
from app.errors import UserError

Spot = tuple[float, float, int] | None  # its middle on the page in design units, and the page
MOST = 12  # pictures at once


class PhotosIn(QObject):
    """Hands each picture to an Editing."""

    failed = Signal(object)  # UserError
    noted = Signal(str)  # what was left out of a picture
    opened = Signal(object)  # Path of a card file among what was dropped

    def __init__(self, editing: Any, renderer: Any, bridge: Any, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._editing, self._renderer, self._bridge = editing, renderer, bridge
        self._folder = ""

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
            self._bring_image(QImage(mime.imageData()), spot)
            return True
        return False

    def bring_files(self, files: Sequence[Path], spot: Spot = None) -> None:
        """Several at once lie a little apart."""
        for number, file in enumerate(files[:MOST]):
            place = (spot[0] + 40 * number, spot[1] + 40 * number, spot[2]) if spot else None
            self._run(lambda file=file: take_in_file(file), place)
        if len(files) > MOST:
            self.noted.emit(self.tr("Mỗi lần nhận được {so} ảnh; những ảnh sau chưa được thêm.").format(so=MOST))

    def _bring_image(self, image: QImage, spot: Spot) -> None:
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")
        data = buffer.data().data()
        self._run(lambda: take_in(data), spot)

    def _run(self, work: Any, spot: Spot) -> None:
        pictures = self._renderer.pictures

        def kept() -> Taken:
            taken = work()
            pictures.add(taken)
            return taken

        self._bridge.run(kept, lambda taken: self._place(taken, spot), self._failed)

    def _place(self, taken: Taken, spot: Spot) -> None:
        self._editing.add_photo(taken.digest, taken.width, taken.height, spot)
        if taken.note:
            self.noted.emit(taken.note[0].upper() + taken.note[1:] + ".")

    def _failed(self, fault: Exception) -> None:
        if not isinstance(fault, UserError):
            raise fault
        self.failed.emit(fault)
