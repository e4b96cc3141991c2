"""What makes the card room a card room: the occasion sets the card, the recipient sets its salutation, words follow the choice."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.knowledge import Knowledge
from app.viet.canchi import tet_year, year_name
from app.viet.kinship import Pair
from app.writing.brief import Brief

AGE = re.compile(r"(?<!\d)(\d{1,3})\s*tuổi", re.IGNORECASE)


class CardRoom(QObject):
    """Reads the form into a Brief and keeps the design in step with it."""

    changed = Signal()

    def __init__(
        self, form: Any, design: Any, knowledge: Knowledge, today: date, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.form, self.design = form, design
        self._knowledge, self._today = knowledge, today
        form.changed.connect(self._form_changed)
        design.changed.connect(self.changed)
        self._new_occasion()

    @property
    def year(self) -> int:
        """The year that the coming New Year begins."""
        return tet_year(self._today.year, self._today.month)

    def brief(self) -> Brief:
        """The form as a request for words."""
        values = self.form.values()
        recipient = self.form.input("to")
        relation = recipient.relation
        age = AGE.search(" ".join(values["details"]))
        return Brief(
            kind="thiep",
            occasion=values["occasion"],
            to=values["to"].to,
            group=relation.group if values["to"].to else self._likely_group(),
            pair=recipient.pair(),
            opening=self._opening(),
            name=relation.name,
            sender=values["sender"],
            tone=values["tone"],
            length=values["length"],
            form=values["form"],
            region=values["region"],
            details=values["details"],
            age=int(age[1]) if age else None,
            year=self.year,
        )

    def set_words(self, text: str) -> None:
        """Put the chosen text onto the card."""
        self.design.set_words(body=text)

    def values(self) -> dict[str, Any]:
        """The form as JSON values."""
        values = self.form.values()
        pair = values["to"].pair
        return {
            **values,
            "details": list(values["details"]),
            "to": values["to"].to,
            "pair": [pair.goi, pair.xung] if pair else None,
        }

    def restore(self, values: dict[str, Any], recipient: Callable[[str, Pair | None], Any]) -> None:
        """Fill the form again; recipient makes its input's value from words and pair."""
        rest = {key: value for key, value in values.items() if key not in ("to", "pair")}
        if not rest.get("sender"):
            rest.pop("sender", None)  # the profile's name stands there
        if "details" in rest:
            rest["details"] = tuple(rest["details"])
        self.form.set_values(rest)
        pair = values.get("pair")
        self.form.set_values({"to": recipient(values.get("to", ""), Pair(*pair) if pair else None)})

    def _likely_group(self) -> str:
        groups = self._knowledge.occasions[self.form.value("occasion")].groups
        return "ban_be" if "ban_be" in groups or not groups else groups[0]

    def _form_changed(self, key: str) -> None:
        if key == "occasion":
            self._new_occasion()
        if key in ("region", "name"):
            self.form.input("to").refresh()
        if key in ("to", "name", "sender", "region"):
            self._address()
        self.changed.emit()

    def _new_occasion(self) -> None:
        occasion = self._knowledge.occasions[self.form.value("occasion")]
        self.form.input("to").set_groups(occasion.groups)
        kicker = occasion.kicker.format(nam=year_name(self.year), nam_so=self.year)
        self.design.begin(title=occasion.title, kicker=kicker, template=occasion.template, palette="")
        self._address()

    def _address(self) -> None:
        self.design.set_words(opening=self._opening(), signature=self.form.value("sender"))

    def _opening(self) -> str:
        recipient = self.form.input("to")
        return f"{recipient.relation.opening}," if recipient.value().to else ""
