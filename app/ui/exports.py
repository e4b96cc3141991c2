"""The ways a card leaves the window: a file that the person names, or the clipboard."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from app.files import write_whole

SUFFIXES = (".png", ".jpg", ".jpeg", ".webp", ".pdf")
MESSENGER = 1_000_000  # bytes that messengers send as they are
KINDS: dict[str, tuple[str, dict[str, Any]]] = {
    "png": (".png", {}), "png2": (".png", {"scale": 2.0}), "jpg": (".jpg", {}),
    "zalo": (".jpg", {"most_bytes": MESSENGER}), "webp": (".webp", {}), "pdf": (".pdf", {}),
}  # fmt: skip
AskPath = Callable[[QWidget, str, str, str], str]


def ask_path(parent: QWidget, title: str, suggestion: str, filter: str) -> str:
    """A path from the desktop's own dialog, which asks before overwriting; "" when the person thinks better of it."""
    return QFileDialog.getSaveFileName(parent, title, suggestion, filter)[0]


class Exports(QObject):
    """done(path) follows a written file, copied() the clipboard, failed(fault) anything else."""

    done = Signal(object)
    copied = Signal(str)
    failed = Signal(object)
    folder_changed = Signal(str)

    def __init__(
        self, design: Any, renderer: Any, bridge: Any, folder: str, ask: AskPath = ask_path, parent: QObject | None = None
    ) -> None:
        """folder: the last one used, "" for the person's home; ask: how a path is asked for."""
        super().__init__(parent)
        self._design, self._renderer, self._bridge, self._ask = design, renderer, bridge, ask
        self._folder = Path(folder) if folder and Path(folder).is_dir() else Path.home()

    def export(self, kind: str, parent: QWidget, name: str) -> None:
        """Ask where, then write the card there in the background."""
        from app.cards.export import export

        suffix, how = KINDS[kind]
        card, renderer = self._design.card, self._renderer
        self._write(suffix, parent, name, lambda path: export(card, path, renderer, **how))

    def save_sheets(self, setup: Any, parent: QWidget, name: str) -> None:
        """Ask where, then write the card's sheets of paper there, to be printed elsewhere."""
        from app.cards.print_sheets import sheets_pdf

        card, renderer = self._design.card, self._renderer
        self._write(".pdf", parent, name, lambda path: write_whole(path, sheets_pdf([card], renderer, setup)))

    def _write(self, suffix: str, parent: QWidget, name: str, write: Callable[[Path], None]) -> None:
        path = self._pick(parent, self._folder / f"{name}{suffix}", suffix)
        if path:
            self._bridge.run(lambda: write(path), lambda _none: self._written(path), self.failed.emit)

    def _written(self, path: Path) -> None:
        if path.parent != self._folder:
            self._folder = path.parent
            self.folder_changed.emit(str(path.parent))
        self.done.emit(path)

    def _pick(self, parent: QWidget, suggestion: Path, suffix: str) -> Path | None:
        """Where to write; asks again when the missing suffix would overwrite a file that the dialog did not see."""
        kinds = {
            ".png": self.tr("Ảnh PNG"), ".jpg": self.tr("Ảnh JPEG"), ".webp": self.tr("Ảnh WebP"), ".pdf": self.tr("Tệp PDF"),
        }  # fmt: skip
        picked = self._ask(parent, self.tr("Lưu thiệp"), str(suggestion), f"{kinds[suffix]} (*{suffix})")
        if not picked or Path(picked).suffix.lower() in SUFFIXES:  # typed by hand, it says more than the menu did
            return Path(picked) if picked else None
        path = Path(f"{picked}{suffix}")
        return self._pick(parent, path, suffix) if path.exists() else path

    def copy_image(self) -> None:
        """The card as a picture (and its words, for programs that take only text)."""
        from app.cards.export import clipboard_mime

        card = self._design.card
        QGuiApplication.clipboard().setMimeData(clipboard_mime(card, self._renderer, self.text()))
        self.copied.emit("anh")

    def copy_text(self) -> None:
        """The card's words."""
        QGuiApplication.clipboard().setText(self.text())
        self.copied.emit("loi")

    def text(self) -> str:
        """Salutation, body and signature as they would be sent."""
        card = self._design.card
        return "\n\n".join(filter(None, (card.opening, card.body, card.signature)))
