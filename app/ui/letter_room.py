"""What makes the second room write e-mails and posts: its kinds, their types, and a hurried brief."""

from typing import Any

from PySide6.QtCore import QObject, Signal

from app.knowledge import Knowledge
from app.settings import Profile
from app.viet.kinship import Pair
from app.viet.text import capitalize
from app.writing.brief import Brief, brief_to

READERS = ("anh_chi", "sep", "thay_co", "khach_hang", "dong_nghiep")  # groups whose names are offered first


class LetterRoom(QObject):
    """Reads the form into a Brief; the type's example stands in the empty brief."""

    changed = Signal()

    def __init__(self, form: Any, knowledge: Knowledge, profile: Profile, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.form = form
        self._knowledge, self._profile = knowledge, profile
        form.changed.connect(self._form_changed)
        form.input("to").set_groups(READERS)
        self._new_kind()

    def brief(self) -> Brief:
        """The form as a request for words."""
        values = self.form.values()
        recipient = self.form.input("to")
        brief, _ = brief_to(
            self._knowledge,
            values["to"].to,
            kind=values["kind"],
            type=values["type"],
            sender=values["sender"],
            tone=values["tone"],
            length=values["length"],
            region=self._profile.region,
            note=values["note"],
        )
        return brief.with_(
            group=recipient.relation.group, pair=recipient.pair(), opening=recipient.relation.opening, name=recipient.relation.name
        )

    def values(self) -> dict[str, Any]:
        """The form as JSON values."""
        values = self.form.values()
        pair = values["to"].pair
        return {**values, "to": values["to"].to, "pair": [pair.goi, pair.xung] if pair else None}

    def restore(self, values: dict[str, Any], recipient: Any) -> None:
        """Fill the form again; recipient makes its input's value from words and pair."""
        self.form.set_values({"kind": values.get("kind", "email")})
        rest = {key: value for key, value in values.items() if key not in ("kind", "to", "pair")}
        self.form.set_values(rest)
        pair = values.get("pair")
        self.form.set_values({"to": recipient(values.get("to", ""), Pair(*pair) if pair else None)})

    def _form_changed(self, key: str) -> None:
        if key == "kind":
            self._new_kind()
        if key == "type":
            self._new_type()
        if key == "sender":
            self.form.input("to").refresh()
        self.changed.emit()

    def _new_kind(self) -> None:
        types = self._knowledge.types(self.form.value("kind"))
        self.form.input("type").set_choices({id: capitalize(self.tr(each.label)) for id, each in types.items()})
        self._new_type()

    def _new_type(self) -> None:
        types = self._knowledge.types(self.form.value("kind"))
        chosen = types.get(self.form.value("type"))
        self.form.input("note").setPlaceholderText(chosen.hint if chosen else "")
        self.form.input("to").refresh()
