"""What survives a crash: both rooms' work goes into the store as it is made, and comes back on the next start."""

import logging
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from app.cards.card import at_hand, card_from
from app.errors import UserError

log = logging.getLogger(__name__)
WINDOW = "cua_so"


class Keeping:
    """rooms: the logic and the Room of each, by id; design: the card. store may be None: nothing can be kept."""

    def __init__(
        self,
        store: Any,
        cards: Any,
        used: Any,
        rooms: Mapping[str, tuple[Any, Any]],
        design: Any,
        recipient: Callable[..., Any],
        tell: Callable[[UserError | None], None],
    ) -> None:
        """cards: the store's MyCards (None without a store); used: remembers which texts a person was given; recipient: makes the value of a recipient input; tell: hears of
        each fault of the store, and (None) that it works.
        """
        self._store, self._cards, self._used, self._rooms, self._design = store, cards, used, rooms, design
        self.card_id = 0  # of the card in hand among the kept ones; 0 until it is kept
        self._recipient, self._tell = recipient, tell

    def save(self, room: str) -> None:
        """Write both rooms' work, the card, and which room is open."""
        try:
            if self._store:
                for id, (logic, texts) in self._rooms.items():
                    self._store.save_draft(id, {"values": logic.values(), "texts": texts.state()})
                self._store.save_draft(WINDOW, {"room": room, "card": self._design.as_dict(), "card_id": self.card_id})
            self._tell(None)
        except UserError as fault:
            self._tell(fault)

    def restore(self, templates: Mapping[str, Any]) -> str:
        """Put everything back; a draft that can not be read is passed over, and the log says so. Returns the room."""
        if not self._store:
            return ""
        for id, (logic, texts) in self._rooms.items():
            draft = self._store.draft(id)
            try:
                if draft:
                    logic.restore(draft["values"], self._recipient)
                    texts.restore(draft["texts"])
            except (KeyError, TypeError, ValueError, AttributeError):
                log.exception("draft of %s", id)
        window = self._store.draft(WINDOW) or {}
        try:
            if isinstance(card := window.get("card"), dict):
                self._design.restore_card(at_hand(card_from(card), templates, self._design.card.template))
                self.card_id = int(window.get("card_id") or 0)
        except (UserError, TypeError, ValueError):
            log.exception("the card in hand")
        return str(window.get("room", ""))

    def keep_card(self, room: str, name: str, occasion: str, recipient: str) -> int:
        """The card in hand among those kept: made there, or brought up to date. Returns its number, 0 if it was not kept.

        room: the one whose form it was made with.
        """
        try:
            if self._cards:
                card = self._design.card
                words = " ".join((card.title, card.opening, card.body, card.signature))
                logic, texts = self._rooms[room]
                body = {"card": self._design.as_dict(), "values": logic.values(), "texts": texts.state()}
                self.card_id = self._cards.keep(self.card_id, name, occasion, recipient, words, body)
        except UserError as fault:
            self._tell(fault)
            return 0
        return self.card_id if self._cards else 0

    def keep_used(self, brief: Any, texts: Iterable[str], *, sent: bool) -> None:
        """Remember the words that the brief's recipient was given."""
        try:
            self._used.remember(brief, texts, sent=sent)
        except UserError as fault:
            self._tell(fault)
