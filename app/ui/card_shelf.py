"""The card in hand and those kept before: kept as it is made, opened again, made again for another person, sent as a file."""

import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid

from app.cards.card import Card, at_hand, card_from
from app.cards.items import MOST_ITEMS
from app.errors import UserError
from app.viet.text import capitalize, fold

log = logging.getLogger(__name__)
PICTURE_WIDTH = 440  # pixels
OWN_SLOT = 4  # of the candidates: where a card's own words stand when it was not written here
FILE = ".thiep"
LONGEST_NAME = 80  # letters of a file's name


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
        self._painting: list[int] = []  # the first of them now, the others after it
        self._thrown: tuple[int, Card | None] = 0, None  # the card in hand, thrown away as it was then
        cards.logic.began.connect(self._begin)
        cards.design.full.connect(self._full)
        room.open_asked.connect(self.open)
        room.again_asked.connect(self.make_again)
        room.open_file_asked.connect(lambda: self.pick_file(room))
        room.thrown.connect(self._throw)
        room.save_file_asked.connect(lambda id: self.save_file(room, id))

    def keep(self, *, even_empty: bool = False) -> bool:
        """The card in hand is kept as it stands; one without words and things of its own only if it leaves the program, one
        that was thrown away only once it is changed. False if it could not be written."""
        card, logic = self._cards.design.card, self._cards.logic
        if not (even_empty or card.body.strip() or card.items) or self._thrown == (self._keeping.card_id, card):
            return True
        if logic.between:
            if not even_empty:
                return True
            logic.settle()  # it leaves the program as the new one's
        brief = logic.brief()
        name = capitalize(f"{self._occasions.get(brief.occasion, '')} {brief.name or brief.to}".strip())
        return bool(self._keeping.keep_card("thiep", name, brief.occasion, brief.name or brief.to)) or not self._mine

    def _throw(self, id: int, _name: str) -> None:
        self._thrown = (id, self._cards.design.card) if id == self._keeping.card_id else (0, None)

    def _begin(self) -> None:
        """Another occasion or recipient: the former card stays among the kept ones as it was."""
        self._keeping.card_id = 0

    def _full(self) -> None:
        self.failed.emit(UserError(f"Thiệp đã có {MOST_ITEMS} thứ nên không thêm được nữa.", "Hãy xóa bớt rồi thêm."))

    def show_all(self) -> None:
        """The room is opened: everything is kept, and pictures that are missing are painted behind it, one after another."""
        self.keep()
        self._room.refresh()
        idle = not self._painting
        self._painting += [id for id in (self._mine.without_picture() if self._mine else ()) if id not in self._painting]
        if idle:
            self._paint()

    def _paint(self) -> None:
        """The first of those that wait."""
        while self._painting:
            body = (self._mine.body(self._painting[0]) or {}).get("card")
            try:
                card = self._at_hand(card_from(body))
            except (UserError, AttributeError, TypeError):
                self._painting.pop(0)
                continue
            self._begin_painting(card, body)
            return

    def _begin_painting(self, card: Card, body: Any) -> None:
        renderer = self._renderer
        self._bridge.run(lambda: _picture(renderer, card), lambda data: self._painted(body, data), self._unpainted)

    def _painted(self, body: Any, data: bytes) -> None:
        if not isValid(self):  # its window was closed meanwhile
            return
        id = self._painting.pop(0)
        try:
            if (self._mine.body(id) or {}).get("card") == body:  # else it was changed meanwhile: the next time
                self._mine.set_picture(id, data)
        except UserError as fault:
            self.failed.emit(fault)
        self._room.show_picture(id)
        self._paint()

    def _unpainted(self, fault: Exception) -> None:
        log.error("picture of a card", exc_info=fault)
        if isValid(self):
            self._painting.pop(0)
            self._paint()

    def _at_hand(self, card: Card) -> Card:
        """The card in a design that is here."""
        return at_hand(card, self._renderer.templates, self._cards.design.card.template)

    def open(self, id: int) -> bool:
        """A kept card comes back into hand, with its request and its texts. False if it can not, or the one in hand would be lost."""
        if not self.keep():
            return False
        body = self._mine.body(id) or {}
        try:
            card = card_from(body["card"])
        except (KeyError, TypeError, UserError):
            self.failed.emit(UserError("Không đọc được tấm thiệp này.", "Hãy mở một tấm khác."))
            return False
        self._take_up(card, body, id)
        return True

    def make_again(self, id: int) -> None:
        """The design of a kept card for another person: words and recipient are new."""
        if not self.open(id):
            return
        card = self._cards.design.card
        self._cards.room.candidates.clear()
        self._cards.room.form.set_values({"to": self._recipient("", None), "name": "", "details": ()})
        self._cards.design.restore_card(replace(card, opening="", body=""))
        self._keeping.card_id = 0
        self.again.emit()

    def _take_up(self, card: Card, body: dict[str, Any], id: int = 0) -> None:
        """card's words stand among the candidates, so that they can be edited there too. id: its number if it is kept."""
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
        shown = self._at_hand(card)
        self._cards.design.restore_card(shown)
        self._cards.history.begin()
        self._keeping.card_id = id
        self.opened.emit()
        if shown != card:
            self.failed.emit(
                UserError("Mẫu của tấm thiệp này không có ở đây nên thiệp được mở với mẫu khác.", "Hãy chọn mẫu bạn thích trong danh sách.")
            )

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
        if isValid(self) and self.keep():
            self._take_up(card, {})

    def save_file(self, parent: QWidget, id: int = 0) -> None:
        """A kept card (0: the one in hand) as a file to send."""
        try:
            card = card_from((self._mine.body(id) or {})["card"]) if id else self._cards.design.card
        except (UserError, KeyError, TypeError):
            self.failed.emit(UserError("Không đọc được tấm thiệp này.", "Hãy chọn một tấm khác."))
            return
        name = str(Path.home() / f"{self._file_name(id)}{FILE}")
        if path := self._ask_path(parent, name):
            self.write_file(card, path)

    def _file_name(self, id: int) -> str:
        """After the kept card's own name; the one in hand (0) after what the form says."""
        kept = next((each for each in self._mine.find() if each.id == id), None) if id else None
        if kept is None or not kept.name:
            return self._cards.logic.file_name()
        words = "".join(letter if letter.isalnum() else " " for letter in fold(f"thiep {kept.name}"))
        return "-".join(words.split())[:LONGEST_NAME]

    def _ask_path(self, parent: QWidget, name: str) -> Path | None:
        """Where to write; asks again when the missing suffix would overwrite a file that the dialog did not see."""
        picked, _ = QFileDialog.getSaveFileName(parent, self.tr("Lưu thiệp"), name, f"{self.tr('Thiệp Lời Hay')} (*{FILE})")
        if not picked or Path(picked).suffix.lower() == FILE:
            return Path(picked) if picked else None
        path = Path(picked + FILE)
        return self._ask_path(parent, str(path)) if path.exists() else path

    def write_file(self, card: Card, path: Path) -> None:
        """Write the card there on a thread."""
        pictures = self._renderer.pictures

        def write() -> None:
            from app.cards.thiep_file import save_card

            save_card(card, path, pictures)

        self._bridge.run(write, lambda _none: self.saved.emit(path) if isValid(self) else None, self._fault)

    def _fault(self, fault: Exception) -> None:
        if isValid(self):
            self.failed.emit(fault)


def _picture(renderer: Any, card: Card) -> bytes:
    from app.cards.export import image_bytes

    return image_bytes(renderer.thumbnail(card, PICTURE_WIDTH), "jpg", 86)
