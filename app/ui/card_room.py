"""What makes the card room a card room: the occasion sets the card, the recipient sets its salutation, words follow the choice."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.knowledge import Knowledge
from app.viet.canchi import tet_year, year_name
from app.viet.kinship import Pair, side_of
from app.viet.kinship_pairs import signature
from app.viet.text import fold
from app.writing.brief import Brief, brief_to

ELDERS = ("ong_ba", "cha_me", "co_chu_bac")
YOUNG = ("con_chau", "em")
GIVEN_NAME = "Nam"  # of the example
LONGEST_NAME = 80  # letters; file systems take 255 bytes
AGE = re.compile(r"(?<!\d)(\d{1,3})\s*tuổi", re.IGNORECASE)
OWN_AGE = re.compile(rf"(?:(?:năm nay|mừng|thọ|sinh nhật|lên|tròn|được|đã|sắp|bước sang|sang)\s+)*{AGE.pattern}", re.IGNORECASE)


def years_older(details: Iterable[str], birth_year: int, year: int) -> int | None:
    """How much older the recipient is, where a detail is nothing but an age: of "con trai 5 tuổi" it is the son's."""
    ages = [int(age[1]) for detail in details if (age := OWN_AGE.fullmatch(detail.strip()))]
    return ages[0] - (year - birth_year) if ages and birth_year else None


class CardRoom(QObject):
    """Reads the form into a Brief and keeps the design in step with it."""

    changed = Signal()
    put_away = Signal(str)  # what was noted about this recipient, for the sake of the new one
    began = Signal()  # another occasion or recipient: this is a new card
    put_back = Signal()  # what was noted about the one who is named again

    def __init__(
        self, form: Any, design: Any, knowledge: Knowledge, today: date, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.form, self.design = form, design
        self._knowledge, self._today = knowledge, today
        self._owner = ""  # the recipient that name and details were noted for
        self._away: dict[str, dict[str, Any]] = {}  # name and details by the recipient they were noted for
        self._last_away: dict[str, Any] = {}
        self._auto: dict[str, str] = {}  # salutation and signature as they were put on the card last
        self._quiet, self._other_body = False, ""  # mourning; the words on the card before it began, or before it ended
        self._example = form.input("sender").placeholderText()
        form.changed.connect(self._form_changed)
        form.input("to").settled.connect(self.settle)
        form.submitted.connect(self.settle)
        design.changed.connect(self.changed)
        self._new_occasion()

    @property
    def year(self) -> int:
        """The year that the coming New Year begins."""
        return tet_year(self._today)

    def brief(self) -> Brief:
        """The form as a request for words."""
        values = self.form.values()
        recipient = self.form.input("to")
        relation = recipient.relation
        age = AGE.search(" ".join(values["details"]))
        brief, _ = brief_to(
            self._knowledge,
            values["to"].to,
            kind="thiep",
            occasion=values["occasion"],
            sender=values["sender"],
            tone=values["tone"],
            length=values["length"],
            form=values["form"],
            region=values["region"],
            details=values["details"],
            age=int(age[1]) if age else None,
            year=self.year,
        )
        return brief.with_(
            group=relation.group if values["to"].to else self._likely_group(),
            pair=recipient.pair(),
            opening=self._opening(),
            name=relation.name,
        )

    def file_name(self) -> str:
        """What the card's file may be called, without a suffix: "thiep-tet-nguyen-dan-ba-ngoai"."""
        words = fold(f"thiep {self._knowledge.occasions[self.form.value('occasion')].label} {self.form.value('to').to}")
        return "-".join("".join(letter if letter.isalnum() else " " for letter in words).split())[:LONGEST_NAME]

    def settle(self) -> None:
        """Another recipient stands there now: what was noted about the former one is put away until they are named again."""
        to, former = self.form.value("to").to, self._owner
        if not to:
            return
        self._owner = to
        if not former or not self._another(former, to):
            return
        self.began.emit()
        noted = {key: self.form.value(key) for key in ("details", "name")}
        back = next((self._away.pop(known) for known in list(self._away) if not self._another(known, to)), None)
        if any(noted.values()):
            self._away[former] = self._last_away = noted
        if back or any(noted.values()):
            self.form.set_values(back or {"details": (), "name": ""})
        if back:
            self.put_back.emit()
        elif any(noted.values()):
            self.put_away.emit(former)

    @property
    def between(self) -> bool:
        """Whether another recipient is being typed: the card in hand is not theirs yet, and no longer quite the former one's."""
        to = self.form.value("to").to
        return bool(to and self._owner and self._another(self._owner, to))

    def bring_back(self) -> None:
        """What was put away last stands there again."""
        self.form.set_values(self._last_away)

    def _another(self, former: str, to: str) -> bool:
        """Whether two ways to name a recipient mean two people: "mẹ" and "mẹ vợ" do, "bà" and "bà ngoại" do not."""
        short, long = sorted((fold(former), fold(to)), key=len)
        if long != short and not long.startswith(f"{short} "):
            return True
        table = self._knowledge.kinship
        return side_of(former, "", table) != side_of(to, "", table)

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
        if "details" in rest:
            rest["details"] = tuple(rest["details"])
        self.form.set_values(rest)
        pair = values.get("pair")
        self.form.set_values({"to": recipient(values.get("to", ""), Pair(*pair) if pair else None)})
        self._owner = self.form.value("to").to

    def _likely_group(self) -> str:
        groups = self._knowledge.occasions[self.form.value("occasion")].groups
        return "ban_be" if "ban_be" in groups or not groups else groups[0]

    def _form_changed(self, key: str) -> None:
        if key == "occasion":
            self.began.emit()
            self._new_occasion()
        if key == "to":
            self._auto = {}
        if key in ("region", "name", "sender", "details"):
            self.form.input("to").refresh()
        if key in ("to", "name", "sender", "region", "details"):
            self._address()
        self.changed.emit()

    def _new_occasion(self) -> None:
        occasion = self._knowledge.occasions[self.form.value("occasion")]
        self.form.input("to").set_groups(occasion.groups)
        kicker = occasion.kicker.format(nam=year_name(self.year), nam_so=self.year)
        self.design.begin(
            title=occasion.title, kicker=kicker, template=occasion.template, palette="", ground="", items=(), seed=0
        )
        if occasion.quiet != self._quiet:  # words of a feast on a card of mourning would wound
            self._quiet, body = occasion.quiet, self.design.card.body
            self.design.set_words(body=self._other_body)
            self._other_body = body
        self._address()

    def _address(self) -> None:
        own = self._self_word()
        self.form.input("details").set_example(self._detail())
        self.form.input("sender").setPlaceholderText(f"{own} {GIVEN_NAME}" if own else self._example)
        self._put(opening=self._opening(), signature=self.form.value("sender") or own)

    def _put(self, **words: str) -> None:
        """Onto the card, but for what was written there by hand for this recipient."""
        card = self.design.card
        free = {key: text for key, text in words.items() if self._auto.get(key, getattr(card, key)) == getattr(card, key)}
        self._auto |= words
        self.design.set_words(**free)

    def _detail(self) -> str:
        """An example of a detail, told of this recipient."""
        recipient = self.form.input("to")
        group, ai = recipient.relation.group, recipient.pair().goi
        if not recipient.value().to:
            group, ai = "ong_ba", self.tr("bà")
        if group in ELDERS:
            said = self.tr("{ai} mới mổ mắt xong… (Enter để thêm)")
        elif group in YOUNG:
            said = self.tr("{ai} mới thi xong… (Enter để thêm)")
        else:
            said = self.tr("{ai} mới chuyển nhà… (Enter để thêm)")
        return said.format(ai=ai)

    def _self_word(self) -> str:
        """What one signs to this recipient before the name, or in place of it: "Cháu"; "" while nobody is named."""
        recipient = self.form.input("to")
        return signature(recipient.pair().xung, self._knowledge.kinship) if recipient.value().to else ""

    def _opening(self) -> str:
        recipient = self.form.input("to")
        return f"{recipient.relation.opening}," if recipient.value().to else ""
