"""A text leaves the library: onto the card that fits it, or to the clipboard; and what was given to whom is forgotten again."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from app.errors import UserError
from app.viet.text import capitalize

if TYPE_CHECKING:
    from app.writing.shelf import Offer


class Taking(QObject):
    """library: a LibraryRoom; cards: has `room`, `logic` and `design`; used: what was given to whom."""

    def __init__(
        self, library: Any, cards: Any, knowledge: Any, used: Any, keep: Callable[..., None],
        recipient: Callable[[str], Any], say: Any, show: Callable[[], None], parent: QObject | None = None,
    ) -> None:  # fmt: skip
        """keep: remembers words given (brief, texts, sent=…); recipient: makes its input's value; show: opens the card room."""
        super().__init__(parent)
        self._library, self._cards, self._knowledge, self._used = library, cards, knowledge, used
        self._keep, self._recipient, self._say, self._show = keep, recipient, say, show
        library.taken.connect(self._take)
        library.copied.connect(self._copied)
        library.forget_asked.connect(self._forget)

    def _take(self, offer: "Offer") -> None:
        """The text onto the card; one that is for another day takes the card along, which can be taken back."""
        from app.writing.library import telling

        form, room, design = self._cards.room.form, self._cards.room, self._cards.design
        before = form.value("occasion"), design.as_dict(), room.candidates.chosen_slot
        if offer.to:
            form.set_values({"to": self._recipient(offer.to)})
        form.set_values({"occasion": offer.item.occasion})
        item = offer.item
        brief = self._cards.logic.brief().with_(tone=item.tone, length=item.length, form=item.form)
        facts = [fact for fact in offer.facts if fact not in offer.text]  # the checker marks those that stand there
        room.place(offer.text, item.text, [remark.reason for remark in telling(facts)], brief)
        self._show()
        if before[0] == item.occasion:
            self._say.placed()
        else:
            label = capitalize(self.tr(self._knowledge.occasions[item.occasion].label))
            self._say.moved(label, lambda: self._put_back(*before))

    def _put_back(self, occasion: str, card: dict[str, Any], slot: int) -> None:
        room = self._cards.room
        room.form.set_values({"occasion": occasion})
        self._cards.design.restore(card)
        if slot in room.candidates.slots():
            room.candidates.choose(slot)

    def _copied(self, offer: "Offer") -> None:
        self._keep(self._cards.logic.brief(), [offer.item.text, offer.text], sent=True)
        self._say.copied()
        self._library.search()

    def _forget(self, everybody: bool) -> None:
        brief = None if everybody else self._cards.logic.brief()
        gone: list[Any] = []
        self._store(lambda: gone.extend(self._used.forget(brief)))
        if gone:
            self._say.forgotten(lambda: self._store(lambda: self._used.restore(gone)))

    def _store(self, act: Callable[[], None]) -> None:
        """Change what is remembered, and show it; a store that can not be written is told of."""
        try:
            act()
        except UserError as fault:
            self._say.kept(fault)
        self._library.search()
