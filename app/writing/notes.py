"""Reads hurried notes: what each is for (its kind) and whose deed it tells, which the model need not guess.

"cảm ơn chị cho đi nhờ xe" is a thank-you for what she did; "năm nay không về được" is the writer's excuse. The doer is read
by rules (assets/note_words.toml); the kind by those, or by naive Bayes over the clauses of assets/notes (McCallum and
Nigam 1998, the multinomial model).
"""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from app.writing.brief import Brief
from app.writing.note_doer import LOVERS, WEDDINGS, Persons, after, usual, without
from app.writing.note_table import BOTH, NOBODY, RECIPIENT, THIRD, WRITER, NoteKind, NoteTable

FALLBACKS = {RECIPIENT: "khac", WRITER: "minh_khac", THIRD: "nguoi_than_khac", BOTH: "ben_nhau"}
ABROAD = re.compile(
    r"(?:đang |mới |vẫn )?(?:(?:sống |đi làm |làm |học |định cư )?ở|du học|định cư) ?(?:bên |tận |trong |ngoài )?[A-ZĐÀ-Ỹ]"
)
SURE = 0.3  # nats by which the likeliest kind must lead, …
SURE_WISH = 1.0  # … and a wish, which is told in other words than typed


@dataclass(frozen=True)
class Note:
    """One read note: who (as the text calls him, "" where the clause has its own subjects) and what is said of him."""

    kind: str
    who: str
    said: str

    @property
    def clause(self) -> str:
        """Who and what."""
        return f"{self.who} {self.said}".strip()

    def line(self, table: NoteTable) -> str:
        """As a prompt has it: "tin vui: chị mới lên giám đốc"."""
        return f"{table.kinds[self.kind].label}: {self.clause}"


def read_notes(brief: Brief, table: NoteTable) -> tuple[Note, ...]:
    """Every detail of the brief, read; one that says two things gives two notes."""
    given = zip_longest(brief.details, brief.purposes[: len(brief.details)], fillvalue="")
    return tuple(note for detail, kind in given for note in _read(brief, table, detail, kind))


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
            return [whole or Note("ky_niem", "", self.persons.own(self.detail))]
        parts = [part.strip() for part in re.split(r"[,;]\s+", self.detail)]
        if any(len(part.split()) < 2 for part in parts):
            parts = [self.detail]
        found: list[Note] = []
        doer, who = "", ""
        for part in parts:
            led = Note("loi_nhan", "", part) if _has_any(self.words["wishes"], part) else self._led(part)
            if led:
                found.append(led)
                continue
            subject = self.persons.subject(part)
            if subject.doer:
                doer, who = subject.doer, subject.who
            elif found and found[-1].who:
                doer, who = self.table.kinds[found[-1].kind].doer, found[-1].who
            note = self._placed(doer, who, subject.said)
            if found and note.kind == found[-1].kind and note.who == found[-1].who:
                found[-1] = Note(note.kind, note.who, f"{found[-1].said}, {note.said}")
            else:
                found.append(note)
        return found

    def as_said(self, kind: str) -> Note:
        """The note of a kind that somebody chose."""
        doer = self.table.kinds[kind].doer
        led = self._led(self.detail)
        if led and led.kind == kind:
            return led
        subject = self.persons.subject(self.detail)
        if doer == NOBODY or (doer == THIRD and not subject.doer):
            return Note(kind, "", self.persons.own(self.detail))
        return Note(kind, subject.who or usual(doer, self.brief, self.table), self.persons.own(subject.said))

    def _led(self, part: str) -> Note | None:
        """A note that says itself what it is for: "em cảm ơn chị vì đã …", "chúc …", "nhớ hồi …"."""
        rest = without(part, self.persons.mine)
        for kind, leads in self.words["leads"].items():
            said = after(rest, leads)
            if said is None or (kind == "loi_nhan" and after(rest, ["chúc mừng"]) is not None):
                continue
            if kind == "loi_nhan" or after(part, self.words["asks"]) is not None:
                wish = said if kind == "loi_nhan" else part  # "nhớ uống thuốc" asks
                return Note("loi_nhan", "", self.persons.subjected(self.persons.own(wish)))
            return Note(kind, "", self.persons.own(said)) if kind == "ky_niem" else self._deed(kind, said)
        return None

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
            return Note("nguoi_than_vui", subject.who, deed) if kind == "tin_vui" else None
        return Note(kind, subject.who if subject.doer == doer else usual(doer, self.brief, self.table), deed)

    def _placed(self, doer: str, who: str, said: str) -> Note:
        """A note whose doer is known, or must be guessed with its kind."""
        said = self.persons.own(said)
        if doer in (RECIPIENT, "") and after(said, self.words["asks"]) is not None:
            return Note("loi_nhan", "", f"{who or self.brief.pair.goi} {said}")
        if doer == THIRD and self._died(said):
            return Note("mat", who, said)
        kinds = [id for id, kind in self.table.kinds.items() if self._possible(kind, doer)]
        kind = self._cued(doer, said) or self._kind_of(said, kinds, unsaid=doer == "") or FALLBACKS[doer or RECIPIENT]
        found = self.table.kinds[kind].doer
        if found == NOBODY:
            clause = f"{who} {said}".strip()
            return Note(kind, "", self.persons.subjected(clause) if kind == "loi_nhan" else clause)
        return Note(kind, who if doer == found else usual(found, self.brief, self.table), said)

    def _cued(self, doer: str, said: str) -> str:
        """The kind that the first words leave no doubt of, or ""."""
        if doer in (RECIPIENT, WRITER) and ABROAD.match(said):
            return "xa" if doer == RECIPIENT else "xa_minh"
        if doer not in (RECIPIENT, "") or _has_any(("không", *self.words["needs"]["bau"]), said):
            return ""
        customers = self.words["customers"] if self.brief.group == "khach_hang" else {}
        cues = [*customers.items(), *self.words["cues"].items()]
        return next(
            (kind for kind, first in cues if after(said, first) is not None), "xa" if ABROAD.match(said) else ""
        )

    def _died(self, said: str) -> bool:
        died = "|".join(self.words["died"])
        return re.search(rf"\b(?:{died})\b(?! việc| ngủ| xe| tiền| ví)", said, re.IGNORECASE) is not None

    def _possible(self, kind: NoteKind, doer: str) -> bool:
        if self.brief.occasion in WEDDINGS and self.brief.group not in LOVERS and doer == BOTH:
            return kind.id == "doi_lua"
        if kind.id == "doi_lua" and self.brief.occasion not in WEDDINGS:
            return False
        if kind.id in self.words["needs"] and not _has_any(self.words["needs"][kind.id], self.detail):
            return False
        return kind.doer == doer if doer else kind.doer != THIRD

    def _kind_of(self, said: str, kinds: Sequence[str], *, unsaid: bool) -> str:
        """The likeliest kind, or "" when two are as likely."""
        factors = {**(self.words["unsaid"] if unsaid else {}), **self.words["likely"].get(self.brief.occasion, {})}
        scores = self.table.bayes.scores(self.persons.neutral(said), kinds)
        ranked = sorted(
            ((score + math.log(factors.get(kind, 1)), kind) for kind, score in scores.items()), reverse=True
        )
        least = SURE_WISH if ranked and ranked[0][1] == "loi_nhan" else SURE
        if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < least):
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
