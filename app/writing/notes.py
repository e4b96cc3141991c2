"""Reads hurried notes: what each is for (its kind) and whose deed it tells, which the model need not guess.

"cảm ơn chị cho đi nhờ xe" is a thank-you for what she did; "năm nay không về được" is the writer's excuse. The doer is read
by rules (assets/note_words.toml); the kind by those, or by naive Bayes over the clauses of assets/notes (McCallum and
Nigam 1998, the multinomial model).
"""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from app.writing.brief import Brief
from app.writing.note_doer import COUPLES, LOVERS, WEDDINGS, Persons, after, before, joined, living, usual, without
from app.writing.note_table import BOTH, NOBODY, RECIPIENT, THIRD, WRITER, NoteKind, NoteTable

FALLBACKS = {RECIPIENT: "khac", WRITER: "minh_khac", THIRD: "nguoi_than_khac", BOTH: "ben_nhau"}
ABROAD = re.compile(
    r"(?:đang |mới |vẫn )?(?:(?:sống |đi làm |làm |học |định cư )?ở|du học|định cư) ?(?:bên |tận |trong |ngoài )?[A-ZĐÀ-Ỹ]"
)
CHILDHOOD = ("từ bé", "từ nhỏ", "hồi nhỏ", "hồi bé", "lúc nhỏ", "lúc bé")
LENT = re.compile(r"\bcho (mượn|vay|đi nhờ|ở nhờ|ở trọ)\b")
AWAY = re.compile(r"\bkhông (?:về|đi|đến|tới|dự|qua|kịp|ghé|thăm)\b", re.IGNORECASE)
NO_DEATH = re.compile(r"\bmất (?:việc|ngủ|xe|tiền|ví|điện|mùa|đồ|giấc|sức|công|bao|lòng|hứng|điểm|gốc)\b", re.IGNORECASE)
MISCARRIED = re.compile(r"\b(?:sảy thai|thai lưu|hỏng thai)\b", re.IGNORECASE)
MEANWHILE = re.compile(r"\bvừa \w.* vừa \w", re.IGNORECASE)
NEWBORN = re.compile(r"(?:bé|em bé|con) (?:trai|gái)? ?(?:nặng )?\d", re.IGNORECASE)
TO_COME = ("sẽ", "hứa", "từ nay", "mai", "đền")
ASKED = re.compile(r" (?:nha|nhé|nhen|nghen|hen)(?: \w+)?$")
FAMILY_OF = re.compile(r"có (?:\d+|một|hai|ba|bốn|mấy) (?:đứa |bé |cháu |nhóc )?con?\b")
DENIED = re.compile(r"^(\S+ \S+ \S+.*?) (?=đừng )|[,;]\s+")
WED = ("cưới", "lấy", "quen", "yêu", "nên duyên", "về chung")
SURE = 3.0  # nats by which the likeliest kind must lead, …
SURE_MOOD = 3.0  # … a mood, where the kind is in doubt, …
SURE_DOER = 2.0  # … and the recipient's deeds, where nobody is named
MOODS = {
    "chung_vui": ("tin_vui", "tin_minh", "nguoi_than_vui"),
    "chung_buon": ("om", "kho", "mat", "nguoi_than_lo", "vang", "loi"),
}
NEUTRAL = "chung"
EVENT = "su_viec"  # a clause of its own: "mấy chậu lan cháu tưới rồi"
DOUBTFUL = {NEUTRAL, EVENT, *MOODS, "khac", "minh_khac", "nguoi_than_khac"}


@dataclass(frozen=True)
class Note:
    """One read note: who (as the text calls him, "" where the clause has its own subjects) and what is said of him."""

    kind: str
    who: str
    said: str
    about: str = ""  # the label of its topic

    @property
    def clause(self) -> str:
        """Who and what, the time first."""
        return joined(self.who, self.said)

    def line(self, table: NoteTable, topics: bool = False) -> str:
        """As a prompt has it: "tin vui: chị mới lên giám đốc", with topics "lên chức: …"."""
        return f"{topics and self.about or table.kinds[self.kind].label}: {self.clause}"


def read_notes(brief: Brief, table: NoteTable) -> tuple[Note, ...]:
    """Every detail of the brief, read; one that says two things gives two notes."""
    given = zip_longest(brief.details, brief.purposes[: len(brief.details)], fillvalue="")
    return tuple(about(note, brief, table) for detail, kind in given for note in _read(brief, table, detail, kind))


def about(note: Note, brief: Brief, table: NoteTable) -> Note:
    """The note with its topic."""
    topic = table.topic(note.kind, note.said, brief.pair.goi, brief.pair.xung)
    return replace(note, about=topic.label) if topic else note


def settled(brief: Brief, table: NoteTable) -> Brief:
    """The brief whose details are as they will be told, with the doer named, and what each is for."""
    if brief.kind != "thiep" or not brief.details:
        return brief
    notes = read_notes(brief, table)
    return brief.with_(details=tuple(note.clause for note in notes), purposes=tuple(note.kind for note in notes))


def _read(brief: Brief, table: NoteTable, detail: str, kind: str) -> list[Note]:
    reader = _Reader(brief, table, detail)
    return [reader.as_said(kind)] if kind in table.kinds else reader.notes()


class _Reader:
    """Reads one detail."""

    def __init__(self, brief: Brief, table: NoteTable, detail: str):
        self.brief, self.table, self.words = brief, table, table.words
        self.detail = detail.strip(" .!…")
        self.persons = Persons(brief, table)

    def notes(self) -> list[Note]:
        """The notes of the detail."""
        whole = self._led(self.detail)
        if whole or self._is_memory(self.detail):
            return [whole or self._memory(self.detail)]
        parts = self._parts()
        found: list[Note] = []
        doer, who = "", ""
        for part in parts:
            led = Note("loi_nhan", "", part) if _has_any(self.words["wishes"], part) else self._led(part)
            if led:
                found.append(led)
                continue
            part = without(part, self.words["heard"])
            if self._is_memory(part):
                found.append(self._memory(part))
                continue
            subject = living(part, self.persons.subject(part))
            if subject.doer:
                doer, who = subject.doer, subject.who
            elif found and found[-1].who:
                doer, who = self.table.kinds[found[-1].kind].doer, found[-1].who
            note = self._placed(doer, who, subject.said)
            alike = found and note.kind == found[-1].kind and note.who == found[-1].who
            doubtful = found and not subject.doer and note.kind in DOUBTFUL
            if alike or doubtful:
                found[-1] = Note(note.kind, note.who, f"{found[-1].said}, {subject.said if doubtful else note.said}")
            else:
                found.append(note)
        return found

    def _parts(self) -> list[str]:
        """The clauses of the detail: a comma or "đừng" parts them, a conjunction joins them."""
        parts: list[str] = []
        for part in DENIED.sub(lambda hit: f"{hit[1] or ''}, ", self.detail).split(", "):
            if parts and (after(part, self.words["conjunctions"]) is not None or len(parts[-1].split()) < 2):
                parts[-1] = f"{parts[-1]}, {part}"
            elif not parts or part.strip().lower() not in self.words["empty"]:
                parts.append(part.strip())
        return [self.detail] if any(len(part.split()) < 2 for part in parts) else parts

    def as_said(self, kind: str) -> Note:
        """The note of a kind that somebody chose."""
        doer = self.table.kinds[kind].doer
        led = self._led(self.detail)
        if led and led.kind == kind:
            return led
        subject = self.persons.subject(self.detail)
        if doer == NOBODY or (not subject.doer and (doer == THIRD or self._speaks_of_both())):
            return Note(kind, "", self.persons.own(self.detail))
        return Note(kind, subject.who or usual(doer, self.brief, self.table), self.persons.own(subject.said))

    def _speaks_of_both(self) -> bool:
        """Whether one of the two is named inside the detail, whose subject then stands there already."""
        return _has_any(self.persons.mine | self.persons.yours, self.detail)

    def _memory(self, part: str) -> Note:
        """A memory; "từ bé hay giành đồ ăn" is of the recipient."""
        rest = after(part, self.words["times"])
        if rest and before(part, rest).lower() in CHILDHOOD and not self._names(part):
            part = f"{before(part, rest)} {self.brief.pair.goi} {rest}"
        return Note("ky_niem", "", self.persons.own(part))

    def _names(self, part: str) -> bool:
        """Whether anybody stands at the head of what follows the time."""
        rest = after(part, self.words["times"]) or ""
        people = (
            self.persons.mine
            | self.persons.yours
            | set(self.words["others"]["kin"])
            | set(self.words["company"]["both"])
        )
        return after(rest, people) is not None

    def _led(self, part: str) -> Note | None:
        """A note that says itself what it is for: "em cảm ơn chị vì đã …", "chúc …", "nhớ hồi …"."""
        part = without(part, self.words["heard"])
        rest = without(part, self.persons.mine)
        for kind, leads in self.words["leads"].items():
            said = after(rest, leads)
            if said is None or (kind == "loi_nhan" and after(rest, ["chúc mừng"]) is not None):
                continue
            asks = kind == "ky_niem" and self._asks(said)
            if kind == "loi_nhan" or asks or after(part, self.words["asks"]) is not None:
                wish = said if kind == "loi_nhan" else part  # "nhớ uống thuốc" asks
                return Note("dan" if kind != "loi_nhan" or after(said, self.words["asks"]) is not None else "loi_nhan", "", self.persons.subjected(self.persons.own(wish)))
            return Note(kind, "", self.persons.own(said)) if kind == "ky_niem" else self._deed(kind, said)
        return None

    def _asks(self, said: str) -> bool:
        """Whether "nhớ …" reminds ("nhớ khao trà sữa") and remembers nothing ("nhớ món canh mẹ nấu")."""
        first = (said.lower().split() or [""])[0]
        named = first in self.persons.mine | self.persons.yours or said[:1].isupper() or not said
        return not (named or first in self.words["remembered"] or self._is_memory(said))

    def _deed(self, kind: str, said: str) -> Note | None:
        """What one thanks, excuses oneself or is glad for."""
        doer = self.table.kinds[kind].doer
        subject = self.persons.subject(without(said, self.words["joints"]))
        if doer == WRITER and subject.doer == RECIPIENT:  # "xin lỗi em vì quên …"
            subject = self.persons.subject(without(subject.said, self.words["joints"]))
        deed = self.persons.own(without(subject.said, self.words["joints"]))
        if len(deed.split()) < 2:
            return None
        if subject.doer == THIRD:
            return Note("nguoi_than_vui" if kind == "tin_vui" else kind, subject.who, deed) if kind != "loi" else None
        return Note(
            kind, subject.who if subject.doer == doer else usual(doer, self.brief, self.table), self._done(kind, deed)
        )

    def _done(self, kind: str, deed: str) -> str:
        """What one thanks or excuses oneself for is past, and was for somebody: "cho mượn xe" is "đã cho em mượn xe"."""
        if kind == "giup":
            deed = LENT.sub(rf"cho {self.brief.pair.xung} \1", deed)
        first = (deed.lower().split() or [""])[0]
        return deed if kind not in ("giup", "loi") or first in self.words["tenses"] or " đã " in deed else f"đã {deed}"

    def _placed(self, doer: str, who: str, said: str) -> Note:
        """A note whose doer is known, or must be guessed with its kind."""
        said = self.persons.own(said)
        if self.brief.group in LOVERS and doer in (WRITER, RECIPIENT) and "nhau" in said.split():
            return Note("ben_nhau", usual(BOTH, self.brief, self.table), said)
        asked = ASKED.sub("", said) if doer in (RECIPIENT, "") else said
        if asked != said or (doer in (RECIPIENT, "") and after(said, self.words["asks"]) is not None):
            said = asked
            return Note("dan", "", f"{who or self.brief.pair.goi} {said}")
        if doer == THIRD and (who.lower() == "nhà" or NEWBORN.match(f"{who} {said}")):  # a house, a child's weight
            return Note(EVENT, "", f"{who} {said}")
        if doer == THIRD and self._died(said):
            return Note("mat", who, said)
        if not doer and (whole := self._whole(said)):
            return whole
        if not doer:
            doer, who = self._meant(said)
        kinds = [id for id, kind in self.table.kinds.items() if self._possible(kind, doer)]
        kind = self._cued(doer, said)
        if not kind and (doer or self._of_recipient(said)):
            kind = self._kind_of(said, kinds, unsaid=doer == "")
        if not kind:
            return self._neutral(doer, who, said)
        found = self.table.kinds[kind].doer
        if found == NOBODY:
            clause = f"{who} {said}".strip()
            return Note(kind, "", self.persons.subjected(clause) if kind == "loi_nhan" else clause)
        who = who if doer == found else usual(found, self.brief, self.table)
        if kind == "doi_lua" and "nhau" in said.split():
            who = COUPLES.get(who, who)
        return Note(kind, who, self._done(kind, said))

    def _of_recipient(self, said: str) -> bool:
        """Whether a note that names nobody is likely the recipient's."""
        totals: dict[bool, list[float]] = {True: [], False: []}
        for kind, score in self._scores(said, self.table.bayes.kinds).items():
            totals[self.table.kinds[kind].doer in (RECIPIENT, NOBODY) or self._possible(self.table.kinds[kind], "")].append(score)
        return max(totals[True]) - max(totals[False]) > SURE_DOER

    def _scores(self, said: str, kinds: Iterable[str]) -> dict[str, float]:
        likely = self.words["likely"].get(self.brief.occasion, {})
        scores = self.table.bayes.scores(self.persons.neutral(said), kinds)
        return {kind: score + math.log(likely.get(kind, 1)) for kind, score in scores.items()}

    def _neutral(self, doer: str, who: str, said: str) -> Note:
        """A note whose kind or doer is in doubt: told so that it is right whoever did it, glad or sad where that is sure."""
        mood = self._mood(doer, said)
        if doer == WRITER and mood == "chung_vui":
            return Note("tin_minh", who, said)
        if doer in (BOTH, WRITER) or (mood == NEUTRAL and doer):
            return Note(FALLBACKS[doer], who, said)
        mood = EVENT if mood == NEUTRAL and after(said, self.words["things"]) is not None else mood
        return Note(mood, "", joined(who, said))

    def _mood(self, doer: str, said: str) -> str:
        """Glad, sad or neither, whatever the kind."""
        kinds = [id for id in self.table.bayes.kinds if not self._lacks(id) and (not doer or self.table.kinds[id].doer == doer)]
        best: dict[str, float] = {}
        for kind, score in self._scores(said, kinds).items():
            mood = next((mood for mood, of in MOODS.items() if kind in of), NEUTRAL)
            best[mood] = max(score, best.get(mood, -math.inf))
        first = max(best, key=lambda mood: best[mood], default=NEUTRAL)
        return first if all(best[first] - score > SURE_MOOD for mood, score in best.items() if mood != first) else NEUTRAL

    def _whole(self, said: str) -> Note | None:
        """A clause with a subject of its own, to which none must be given: "mấy chậu lan cháu tưới rồi"."""
        words = said.lower().split() or [""]
        mine = "|".join(map(re.escape, self.persons.mine))
        if re.search(rf"\w \b(?:{mine}) (?:sẽ|ghé|tạt|qua) ", said, re.IGNORECASE):
            return Note("hen", "", self.persons.called(said))
        person = next((i for i, word in enumerate(words) if i and word in self.persons.mine | self.persons.yours), 0)
        deeds = [kind.id for kind in self.table.kinds.values() if kind.doer in (RECIPIENT, WRITER)]
        predicate = (
            words[0][:1].isdigit() or words[0] in self.words["tenses"] or self.table.bayes.begins(words[0], deeds)
        )
        kind = "vang" if AWAY.search(said) else "ky_niem" if words[0] in self.words["moments"] else EVENT
        return Note(kind, "", self.persons.called(said)) if person and not predicate else None

    def _meant(self, said: str) -> tuple[str, str]:
        """Whose deed it is by whom it is for: "giữ giá cũ cho anh" is the writer's."""
        for people, doer in ((self.persons.yours, WRITER), (self.persons.mine, RECIPIENT)):
            for word in people:
                if re.search(
                    rf"\b(?:cho|với|tặng|giúp|dành cho|gửi|thăm|đưa|đón|chở|mời|để) {re.escape(word)}\b",
                    said,
                    re.IGNORECASE,
                ):
                    return doer, usual(doer, self.brief, self.table)
        return "", ""

    def _cued(self, doer: str, said: str) -> str:
        """The kind that the first words leave no doubt of, or ""."""
        if (doer == RECIPIENT or (not doer and self.brief.occasion == "cam_on")) and self._favour(said):
            return "giup"
        certain = {WRITER: ("vang", AWAY), RECIPIENT: ("mat", MISCARRIED)}.get(doer)
        if certain and certain[1].search(said):
            return certain[0]
        if doer == WRITER and self.brief.occasion == "xin_loi" and not _has_any(TO_COME, said):
            return "loi"
        if doer == WRITER and after(said, self.words["gifts"]["words"]) is not None:
            return "qua"
        if (
            self.brief.occasion in WEDDINGS
            and self.brief.group not in LOVERS
            and doer in (RECIPIENT, "")
            and after(said, WED) is not None
        ):
            return "doi_lua"
        if not doer and self.brief.group in LOVERS and (after(said, ["cưới"]) is not None or FAMILY_OF.match(said)):
            return "ben_nhau"
        if (
            not doer
            and self.brief.occasion not in ("cam_on", "xin_loi")
            and after(said, self.words["gifts"]["words"]) is not None
        ):
            return "qua"
        if doer in (RECIPIENT, WRITER) and ABROAD.match(said):
            return "xa" if doer == RECIPIENT else "xa_minh"
        if doer not in (RECIPIENT, "") or _has_any(("không", *self.words["needs"]["bau"]), said):
            return ""
        customers = self.words["customers"] if self.brief.group == "khach_hang" else {}
        cues = [*customers.items(), *self.words["cues"].items()]
        return next(
            (kind for kind, first in cues if after(said, first) is not None), "xa" if ABROAD.match(said) else ""
        )

    def _favour(self, said: str) -> bool:
        """ "bán vé số nuôi tụi con ăn học": what was done for the writer, and is no habit."""
        mine = "|".join(map(re.escape, sorted(self.persons.mine, key=len, reverse=True)))
        deeds = "|".join(self.words["favours"])
        done = re.search(rf"\b(?:{deeds})\b.{{0,24}}\b(?:{mine})\b", said, re.IGNORECASE)
        return (done or LENT.search(said)) is not None and not _has_any(
            ("không", "hay", "chưa", "bắt", "đánh", "mắng"), said
        )

    def _died(self, said: str) -> bool:
        died = "|".join(self.words["died"])
        return re.search(rf"\b(?:{died})\b(?! việc| ngủ| xe| tiền| ví)", said, re.IGNORECASE) is not None

    def _possible(self, kind: NoteKind, doer: str) -> bool:
        if kind.sources or kind.rule:
            return False
        if self.brief.occasion in WEDDINGS and self.brief.group not in LOVERS and doer == BOTH:
            return kind.id == "doi_lua"
        if kind.id == "doi_lua" and self.brief.occasion not in WEDDINGS:
            return False
        if self._lacks(kind.id) or (kind.id == "tin_vui" and MEANWHILE.search(self.detail)):
            return False
        if doer:
            return kind.doer == doer
        if kind.doer in (WRITER, BOTH):  # of himself one says so, but for some things
            return _has_any(self.words["unsaid_needs"].get(kind.id, ()), self.detail) or (
                kind.id == "loi" and self.brief.occasion == "xin_loi"
            )
        return kind.doer != THIRD

    def _lacks(self, kind: str) -> bool:
        """Whether the detail has no word without which it is not of the kind."""
        needs = self.words["needs"].get(kind)
        return needs is not None and not _has_any(needs, NO_DEATH.sub("", self.detail))

    def _kind_of(self, said: str, kinds: Sequence[str], *, unsaid: bool) -> str:
        """The likeliest kind, or "" when two are as likely."""
        factors = self.words["unsaid"] if unsaid else {}
        ranked = sorted(
            ((score + math.log(factors.get(kind, 1)), kind) for kind, score in self._scores(said, kinds).items()), reverse=True
        )
        if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < SURE):
            return ""
        return ranked[0][1]

    def _is_memory(self, part: str) -> bool:
        """ "hồi bé bà hay kể chuyện", "hôm con thi đỗ mẹ nấu xôi"."""
        first, _, rest = part.partition(" ")
        when = (
            first.lower() in self.words["moments"] and after(rest, self.persons.mine | self.persons.yours) is not None
        )
        return when or after(part, self.words["times"]) is not None


def _has_any(words: Iterable[str], part: str) -> bool:
    return any(re.search(rf"\b{re.escape(word)}\b", part, re.IGNORECASE) for word in words)
