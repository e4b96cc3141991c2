"""The card in hand: design changes go through one QUndoStack, words follow the chosen text."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from app.cards.card import KEYS, Card, card_from, card_values, keepable
from app.cards.items import MOST_ITEMS

TYPED = "title"  # letters typed there in a row are one step


class Design(QObject):
    """Holds a Card; `changed` follows every change, undoable or not."""

    changed = Signal()
    full = Signal()  # there are as many items as a card may have: nothing was added

    def __init__(self, card: Card, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._card = card
        self.undo_stack = QUndoStack(self)

    @property
    def card(self) -> Card:
        """The card as it stands."""
        return self._card

    def change(self, label: str, *, merge: str = "", **changes: Any) -> None:
        """Change the design, undoably; nothing happens when nothing differs. merge: see _Change."""
        if len(changes.get("items", ())) > MOST_ITEMS:
            self.full.emit()
            return
        changes = keepable(changes)
        if any(getattr(self._card, key) != value for key, value in changes.items()):
            self.undo_stack.push(_Change(self, label, self._card, changes, merge))

    def show_on_the_way(self, **changes: Any) -> None:
        """What a drag comes to so far; settle() makes a step of it."""
        self._put(changes)

    def settle(self, label: str, former: Card) -> None:
        """The way from a former card to this one is one step."""
        changes = {key: getattr(self._card, key) for key in KEYS if getattr(self._card, key) != getattr(former, key)}
        if changes:
            self.undo_stack.push(_Change(self, label, former, changes))

    def set_words(self, **words: str) -> None:
        """Put words on the card that have their own undo elsewhere (body, opening, signature)."""
        self._put(words)

    def begin(self, **changes: Any) -> None:
        """A new occasion begins a new card: there is nothing to go back to."""
        self.undo_stack.clear()
        self._put(changes)

    def as_dict(self) -> dict[str, Any]:
        """The card as JSON values."""
        return card_values(self._card)

    def restore_card(self, card: Card) -> None:
        """Another card in hand: there is nothing to go back to."""
        self.begin(**{key: getattr(card, key) for key in KEYS})

    def restore(self, values: dict[str, Any]) -> None:
        """The card from as_dict(); UserError if it is none."""
        self.restore_card(card_from(values))

    def _put(self, changes: dict[str, Any]) -> None:
        card = replace(self._card, **keepable(changes))
        if card != self._card:
            self._card = card
            self.changed.emit()


class _Change(QUndoCommand):
    """One step. Steps of the same `merge` name one after another become one; so do letters typed in the title."""

    def __init__(self, design: Design, label: str, former: Card, changes: dict[str, Any], merge: str = "") -> None:
        super().__init__(label)
        self._design = design
        self._after = changes
        self._before = {key: getattr(former, key) for key in changes}
        self._merge = merge or (TYPED if set(changes) == {TYPED} else "")

    def id(self) -> int:
        return 1 if self._merge else -1

    def mergeWith(self, other: QUndoCommand) -> bool:  # noqa: N802 (Qt's name)
        if not isinstance(other, _Change) or other._merge != self._merge or other._after.keys() != self._after.keys():
            return False
        self._after = other._after
        return True

    def redo(self) -> None:
        self._design._put(self._after)

    def undo(self) -> None:
        self._design._put(self._before)
