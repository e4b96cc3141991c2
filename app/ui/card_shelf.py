"""The card in hand and those kept before: kept as it is made, opened again, made again for another person, sent as a file."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.cards.card import Card, card_from
from app.errors import UserError
from app.viet.text import capitalize

PICTURE_WIDTH = 440  # pixels
OWN_SLOT = 4  # of the candidates: where a card's own words stand when it was not written here
FILE = ".thiep"


class CardShelf(QObject):
    """cards: the card room's parts; mine: a MyCards or None; room: the MyCardsRoom."""

    opened = Signal()  # another card is in hand
    again = Signal()  # a design waits for its recipient
    failed = Signal(object)
    saved = Signal(object)  # Path

    def __init__(
        self, cards: Any, keeping: Any, mine: Any, room: Any, renderer: Any, bridge: Any, occasions: dict[str, str],
        recipient: Callable[..., Any], parent: QObject | None = None,
    ) -> None:  # fmt: skip
        """keeping: knows which kept card is in hand; recipient: makes its input's value."""
        super().__init__(parent)
        self._cards, self._keeping, self._mine, self._room = cards, keeping, mine, room
        self._renderer, self._bridge, self._occasions, self._recipient = renderer, bridge, occasions, recipient
        self._painting: set[int] = set()
        cards.logic.began.connect(self._begin)
        room.open_asked.connect(self.open)
        room.again_asked.connect(self.make_again)
        room.open_file_asked.connect(lambda: self.pick_file(room))
        room.save_file_asked.connect(lambda id: self.save_file(room, id))

    def keep(self, *, even_empty: bool = False) -> None:
        """The card in hand is kept as it stands; one without words and things of its own only if it leaves the program."""
        card = self._cards.design.card
        if not (even_empty or card.body.strip() or card.items):
            return
        brief = self._cards.logic.brief()
        name = capitalize(f"{self._occasions.get(brief.occasion, '')} {brief.name or brief.to}".strip())
        self._keeping.keep_card("thiep", name, brief.occasion, brief.name or brief.to)

    def _begin(self) -> None:
        """Another occasion or recipient: the former card stays among the kept ones as it was."""
        self._keeping.card_id = 0

    def show_all(self) -> None:
        """The room is opened: everything is kept, and pictures that are missing are painted behind it."""
        self.keep()
        self._room.refresh()
        for id in self._mine.without_picture() if self._mine else ():
            self._paint(id)

    def _paint(self, id: int) -> None:
        body = self._mine.body(id)
        if id in self._painting or not body:
            return
        try:
            card = card_from(body["card"])
        except (UserError, KeyError, TypeError):
            return
        self._painting.add(id)
        renderer = self._renderer

        def picture() -> bytes:
            from app.cards.export import image_bytes

            return image_bytes(renderer.thumbnail(card, PICTURE_WIDTH), "jpg", 86)

        self._bridge.run(picture, lambda data: self._painted(id, data), lambda _fault: self._painting.discard(id))

    def _painted(self, id: int, data: bytes) -> None:
        self._painting.discard(id)
        try:
            self._mine.set_picture(id, data)
        except UserError as fault:
            self.failed.emit(fault)
        self._room.show_picture(id)

    def open(self, id: int) -> None:
        """A kept card comes back into hand, with its request and its texts."""
        self.keep()
        body = self._mine.body(id)
        try:
            card = card_from((body or {})["card"])
            self._renderer.scenes(card)
        except (KeyError, TypeError):
            self.failed.emit(UserError("Không đọc được tấm thiệp này.", "Hãy mở một tấm khác."))
            return
        except UserError as fault:
            self.failed.emit(fault)
            return
        self._take_up(card, body or {})
        self._keeping.card_id = id
        self.opened.emit()

    def make_again(self, id: int) -> None:
        """The design of a kept card for another person: words and recipient are new."""
        self.open(id)
        card = self._cards.design.card
        self._cards.room.candidates.clear()
        self._cards.room.form.set_values({"to": self._recipient("", None), "name": "", "details": ()})
        self._cards.design.restore_card(replace(card, opening="", body=""))
        self._keeping.card_id = 0
        self.again.emit()

    def _take_up(self, card: Card, body: dict[str, Any]) -> None:
        """card's words stand among the candidates, so that they can be edited there too."""
        logic, room = self._cards.logic, self._cards.room
        room.stop()
        room.candidates.clear()
        try:
            if body.get("values"):
                logic.restore(body["values"], self._recipient)
            room.restore(body.get("texts") or ())
        except (KeyError, TypeError, ValueError, AttributeError):
            room.candidates.clear()
        if card.body and room.chosen_text() != card.body.strip():
            room.place(card.body, "", (), logic.brief())
        self._cards.design.restore_card(card)
        self._cards.history.begin()

    # Files

    def pick_file(self, parent: QWidget) -> None:
        """Ask for a card file and open it."""
        path, _ = QFileDialog.getOpenFileName(parent, self.tr("Mở thiệp"), str(Path.home()), f"{self.tr('Thiệp Lời Hay')} (*{FILE})")
        if path:
            self.open_file(Path(path))

    def open_file(self, path: Path) -> None:
        """A card from elsewhere: checked on a thread, its pictures kept, then in hand."""
        pictures = self._renderer.pictures

        def read() -> Card:
            from app.cards.thiep_file import open_card

            opened = open_card(path)
            for digest, data in opened.pictures.items():
                pictures.put(digest, data)
            return opened.card

        self._bridge.run(read, self._file_read, self._fault)

    def _file_read(self, card: Card) -> None:
        self.keep()
        try:
            self._renderer.scenes(card)
        except UserError as fault:  # a design that this version does not have
            self.failed.emit(fault)
            return
        self._take_up(card, {})
        self._keeping.card_id = 0
        self.opened.emit()

    def save_file(self, parent: QWidget, id: int = 0) -> None:
        """A kept card (0: the one in hand) as a file to send."""
        body = self._mine.body(id) if id else None
        try:
            card = card_from(body["card"]) if body else self._cards.design.card
        except (UserError, KeyError):
            self.failed.emit(UserError("Không đọc được tấm thiệp này.", "Hãy chọn một tấm khác."))
            return
        name = str(Path.home() / f"{self._cards.logic.file_name()}{FILE}")
        picked, _ = QFileDialog.getSaveFileName(parent, self.tr("Lưu thiệp"), name, f"{self.tr('Thiệp Lời Hay')} (*{FILE})")
        if picked:
            self.write_file(card, Path(picked if picked.endswith(FILE) else picked + FILE))

    def write_file(self, card: Card, path: Path) -> None:
        """Write the card there on a thread."""
        pictures = self._renderer.pictures

        def write() -> None:
            from app.cards.thiep_file import save_card

            save_card(card, path, pictures)

        self._bridge.run(write, lambda _none: self.saved.emit(path), self._fault)

    def _fault(self, fault: Exception) -> None:
        if not isinstance(fault, UserError):
            raise fault
        self.failed.emit(fault)
