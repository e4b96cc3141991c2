""""Thiệp của tôi": every card that was made, with its words and its picture, found without diacritics."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.store.store import Store, body_of, now
from app.viet.search import spelled

KEPT_DAYS = 30  # that a thrown away card can still be taken back
SHOWN = "id, name, occasion, recipient, saved_at"


@dataclass(frozen=True)
class MyCard:
    """One card as a list shows it."""

    id: int
    name: str
    occasion: str
    recipient: str
    saved_at: str


class MyCards:
    """The cards table. Bodies are dicts of JSON values: {"card", "values" (the request's form)}."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def keep(self, id: int, name: str, occasion: str, recipient: str, words: str, body: Mapping[str, Any]) -> int:
        """Write a card; id 0, or one that was thrown away for good, makes a new one. words: what it can be found by.

        A name that the person gave stays: `name` is for cards that have none yet.
        """
        text, found_by = json.dumps(body, ensure_ascii=False), _folded(f"{name} {recipient} {words}")
        if id and self._there(id):
            self._store.write(
                "UPDATE cards SET occasion = ?, recipient = ?, body = ?, found_by = ?, gone_at = '',"
                " saved_at = CASE WHEN body = ? THEN saved_at ELSE ? END, picture = CASE WHEN body = ? THEN picture END"
                " WHERE id = ?",
                (occasion, recipient, text, found_by, text, now(), text, id),
            )
            return id
        return self._store.write(
            "INSERT INTO cards (name, occasion, recipient, body, found_by, saved_at) VALUES (?, ?, ?, ?, ?, ?)",
            (name, occasion, recipient, text, found_by, now()),
        )

    def set_picture(self, id: int, picture: bytes) -> None:
        self._store.write("UPDATE cards SET picture = ? WHERE id = ?", (picture, id))

    def picture(self, id: int) -> bytes | None:
        """The card's small picture as JPEG, if one was made."""
        return next((row[0] for row in self._store.read("SELECT picture FROM cards WHERE id = ?", (id,))), None)

    def without_picture(self) -> list[int]:
        """The cards whose picture is yet to be painted, the newest first."""
        rows = self._store.read("SELECT id FROM cards WHERE picture IS NULL AND gone_at = '' ORDER BY id DESC")
        return [id for (id,) in rows]

    def body(self, id: int) -> dict[str, Any] | None:
        """Everything needed to open the card again; cards of older versions hold the card alone."""
        text = next((row[0] for row in self._store.read("SELECT body FROM cards WHERE id = ?", (id,))), "")
        body = body_of(text)
        return {"card": body, "values": {}} if body and "card" not in body else body

    def find(self, query: str = "", occasion: str = "", recipient: str = "") -> list[MyCard]:
        """The newest first; each word of the query begins a word of the card's."""
        rows = self._store.read(f"SELECT {SHOWN}, found_by FROM cards WHERE gone_at = '' ORDER BY saved_at DESC, id DESC")
        wanted = spelled(query)
        return [
            MyCard(*row)
            for *row, found_by in rows
            if (not occasion or row[2] == occasion)
            and (not recipient or _folded(row[3]) == _folded(recipient))
            and all(f" {word}" in f" {found_by or _folded(f'{row[1]} {row[3]}')}" for word in wanted)
        ]

    def people(self) -> list[str]:
        """Everybody who has a card, who had the last one first."""
        rows = self._store.read("SELECT recipient FROM cards WHERE gone_at = '' AND recipient != '' ORDER BY saved_at DESC, id DESC")
        seen: dict[str, str] = {}
        for (recipient,) in rows:
            seen.setdefault(_folded(recipient), recipient)
        return list(seen.values())

    def rename(self, id: int, name: str) -> None:
        """The name that the list shows and finds."""
        row = next(self._store.read("SELECT name, recipient, found_by FROM cards WHERE id = ?", (id,)), None)
        if row:
            former, recipient, found_by = row
            rest = found_by.removeprefix(_folded(f"{former} {recipient}"))
            self._store.write(
                "UPDATE cards SET name = ?, found_by = ? WHERE id = ?", (name, _folded(f"{name} {recipient}") + rest, id)
            )

    def duplicate(self, id: int, name: str) -> int:
        """A copy of its own, the newest; returns its number."""
        return self._store.write(
            "INSERT INTO cards (name, occasion, recipient, body, found_by, picture, saved_at)"
            " SELECT ?, occasion, recipient, body, found_by, picture, ? FROM cards WHERE id = ?",
            (name, now(), id),
        )

    def throw_away(self, id: int) -> None:
        """It can be taken back for KEPT_DAYS."""
        self._store.write("UPDATE cards SET gone_at = ? WHERE id = ?", (now(), id))

    def take_back(self, id: int) -> None:
        self._store.write("UPDATE cards SET gone_at = '' WHERE id = ?", (id,))

    def clear_out(self) -> None:
        """Cards thrown away long ago go for good; the newest number stays, so that none is ever given to another card."""
        self._store.write(
            "DELETE FROM cards WHERE gone_at != '' AND gone_at < date('now', ?) AND id < (SELECT max(id) FROM cards)",
            (f"-{KEPT_DAYS} days",),
        )

    def _there(self, id: int) -> bool:
        return next(self._store.read("SELECT 1 FROM cards WHERE id = ?", (id,)), None) is not None


def _folded(text: str) -> str:
    return " ".join(spelled(text))
