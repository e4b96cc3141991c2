"""The ways a card leaves the window: a file that the person names, a message, or the clipboard."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from app.cards.formats import ALWAYS_MOVING, MAY_MOVE
from app.errors import UserError
from app.files import write_whole

SUFFIXES = (".png", ".jpg", ".jpeg", ".webp", ".pdf", ".gif", ".apng", ".eml")
MESSENGER = 1_000_000  # bytes that messengers send as they are
KINDS: dict[str, tuple[str, dict[str, Any]]] = {
    "png": (".png", {}), "png2": (".png", {"scale": 2.0}), "jpg": (".jpg", {}),
    "zalo": (".jpg", {"most_bytes": MESSENGER}), "webp": (".webp", {}), "pdf": (".pdf", {}),
    "gif": (".gif", {}), "webp_dong": (".webp", {}), "apng": (".png", {}), "eml": (".eml", {}),
}  # fmt: skip
MOVING = ("gif", "webp_dong", "apng")
AskPath = Callable[[QWidget, str, str, str], str]


def ask_path(parent: QWidget, title: str, suggestion: str, filter: str) -> str:
    """A path from the desktop's own dialog, which asks before overwriting; "" when the person thinks better of it."""
    return QFileDialog.getSaveFileName(parent, title, suggestion, filter)[0]


class Exports(QObject):
    """done(path) follows a written file, copied() the clipboard, mailed() a message, failed(fault) anything else.

    A moving picture tells its percent by moving(), from 0; then comes done(), failed() or, after stop(), stopped().
    """

    done = Signal(object)
    moving = Signal(int)
    stopped = Signal()
    mailed = Signal()
    copied = Signal(str)
    failed = Signal(object)
    folder_changed = Signal(str)

    def __init__(
        self, design: Any, renderer: Any, bridge: Any, folder: str, outbox: Path, ask: AskPath = ask_path,
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        """folder: the last one used, "" for the person's home; outbox: where messages lie while they are opened; ask: how a
        path is asked for.
        """
        super().__init__(parent)
        self._outbox, self._open, self._stream = outbox, QDesktopServices.openUrl, None
        self._design, self._renderer, self._bridge, self._ask = design, renderer, bridge, ask
        self._folder = Path(folder) if folder and Path(folder).is_dir() else Path.home()

    def export(self, kind: str, parent: QWidget, name: str) -> None:
        """Ask where, then write the card there in the background; or open it elsewhere."""
        if kind in ("mail", "folder"):
            self._send() if kind == "mail" else self._open(QUrl.fromLocalFile(str(self._folder)))
            return
        if kind in MOVING and self._stream:
            self.failed.emit(UserError(self.tr("Một ảnh động khác đang được làm."), self.tr("Hãy đợi nó xong, hoặc bấm “Dừng”.")))
            return
        suffix, how = KINDS[kind]
        path = self._pick(parent, self._folder / f"{name}{suffix}", suffix)
        if path:
            self._begin(kind, path, how)

    def _begin(self, kind: str, path: Path, how: dict[str, Any]) -> None:
        """A suffix that was typed by hand says more than the menu did."""
        from app.cards.export import export
        from app.cards.mail import save_mail

        card, renderer, suffix = self._design.card, self._renderer, path.suffix.lower()
        if suffix in ALWAYS_MOVING or (kind in MOVING and suffix in MAY_MOVE):
            self._move(path)
        elif suffix == ".eml":
            self._write(path, lambda path: save_mail(card, path, renderer))
        else:
            self._write(path, lambda path: export(card, path, renderer, **how))

    def _move(self, path: Path) -> None:
        from app.cards.animate import animate

        card, renderer = self._design.card, self._renderer
        self.moving.emit(0)
        self._stream = self._bridge.follow(
            lambda cancelled, tell: animate(card, path, renderer, told=tell, cancel=cancelled),
            lambda shares: self.moving.emit(max(1, round(100 * shares[-1]))),
            lambda _none: self._moved(lambda: self._written(path)),
            lambda fault: self._moved(lambda: self.failed.emit(fault)),
        )

    def _moved(self, then: Callable[[], None]) -> None:
        self._stream = None
        then()

    def stop(self) -> None:
        """Give up the moving picture that is being made."""
        if self._stream:
            self._stream.cancel()
            self._stream = None
            self.stopped.emit()

    def _send(self) -> None:
        """The card as a message in the desktop's mail program."""
        from app.cards.mail import mail_bytes

        card, renderer, path = self._design.card, self._renderer, self._outbox / "thiep.eml"  # one at a time
        self._bridge.run(
            lambda: write_whole(path, mail_bytes(card, renderer), make_folder=True), lambda _none: self._sent(path), self.failed.emit
        )

    def _sent(self, path: Path) -> None:
        if self._open(QUrl.fromLocalFile(str(path))):
            self.mailed.emit()
        else:
            what = self.tr("Máy này chưa có chương trình nào mở được thư (.eml).")
            self.failed.emit(UserError(what, self.tr("Hãy xuất thiệp thành ảnh rồi đính kèm vào thư của bạn.")))

    def save_sheets(self, setup: Any, parent: QWidget, name: str) -> None:
        """Ask where, then write the card's sheets of paper there, to be printed elsewhere."""
        from app.cards.print_sheets import sheets_pdf

        card, renderer = self._design.card, self._renderer
        if path := self._pick(parent, self._folder / f"{name}.pdf", ".pdf"):
            self._write(path, lambda path: write_whole(path, sheets_pdf([card], renderer, setup)))

    def _write(self, path: Path, write: Callable[[Path], None]) -> None:
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
            ".gif": self.tr("Ảnh GIF"), ".eml": self.tr("Thư"),
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
