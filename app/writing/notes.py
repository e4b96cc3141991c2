"""Reads hurried notes: what each is for (its kind) and whose deed it tells, which the model need not guess.

"cảm ơn chị cho đi nhờ xe" is a thank-you for what she did; "năm nay không về được" is the writer's excuse. The doer is read
by rules (assets/note_words.toml); the kind by those, or by naive Bayes over the clauses of assets/notes (McCallum and
Nigam 1998, the multinomial model).
"""

import re
from dataclasses import dataclass, replace
from itertools import zip_longest

from app.writing.brief import Brief
from app.writing.note_doer import COUPLES, LOVERS, Persons, after, before, joined, living, usual, without
from app.writing.note_kind import AWAY, GLAD, LENT, MOODS, NEUTRAL, SAD, TO_COME, Kinds, has_any
from app.writing.note_table import BOTH, NOBODY, RECIPIENT, THIRD, WRITER, NoteTable, Topic

FALLBACKS = {RECIPIENT: "khac", WRITER: "minh_khac", THIRD: "nguoi_than_khac", BOTH: "ben_nhau"}
CHILDHOOD = ("từ bé", "từ nhỏ", "hồi nhỏ", "hồi bé", "lúc nhỏ", "lúc bé")
NEWBORN = re.compile(r"(?:bé|em bé|con) (?:trai|gái)? ?(?:nặng )?\d", re.IGNORECASE)
ASKED = re.compile(r" (?:nha|nhé|nhen|nghen|hen)(?: \w+)?$")
TELLS = ("nhắn trước", "nhắn tin", "nhắn cho", "nhắc tới", "nhắc đến")  # no wish
DENIED = re.compile(r"^(\S+ \S+ \S+.*?) (?=đừng )|[,;]\s+")
FELT = re.compile(r"(?:biết ơn|cảm ơn|hối hận|ân hận|thương|quý|mừng|vui|buồn|tiếc|nhớ)(?: \w+){0,2}", re.IGNORECASE)
ANSWERABLE = frozenset({"giup", "tinh", "xa", "xa_minh", "vang", "hen", "ben_nhau", "qua", "quen"})
FRAGMENT = 4  # words: a shorter part of a note in doubt is not told alone
COUPLE = frozenset({"cô dâu", "chú rể"})  # of one of whom things are told that no sentence foresees
SHOP = frozenset({"su_viec.ban"})  # news for customers
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

    def label(self, table: NoteTable) -> str:
        """What it is for, as a prompt has it: its topic ("lên chức"), or its kind where it has none ("tin vui")."""
        return self.about or table.kinds[self.kind].label


def read_notes(brief: Brief, table: NoteTable) -> tuple[Note, ...]:
    """Every detail of the brief, read; one that says two things gives two notes."""
    given = zip_longest(brief.details, brief.purposes[: len(brief.details)], fillvalue="")
    return tuple(about(note, brief, table) for detail, kind in given for note in _read(brief, table, detail, kind))


def about(note: Note, brief: Brief, table: NoteTable) -> Note:
    """The note with its topic."""
    topic = table.topic(note.kind, note.said, brief.pair.goi, brief.pair.xung)
    return replace(note, about=topic.label) if topic and _answered(note, topic, brief) else note


def _answered(note: Note, topic: Topic, brief: Brief) -> bool:
    """Whether the sentences of a topic answer the whole of a note."""
    if (", " in note.said and note.kind in (EVENT, "ben_nhau")) or note.who in COUPLE:
        return False
    return note.kind != EVENT or (not note.said.startswith("cảm ơn") and (topic.id not in SHOP or brief.group == "khach_hang"))


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
        self.kinds = Kinds(brief, table, self.persons, self.detail)

    def notes(self) -> list[Note]:
        """The notes of the detail."""
        whole = self._led(self.detail)
        if whole or self._is_memory(self.detail):
            return [whole or self._memory(self.detail)]
        found: list[Note] = []
        plain: list[str] = []  # the parts of the last notes that do not say what they are for
        lead = ""  # who is meant by them, where none names him
        told = 0  # so many of the notes are theirs
        doer, who = "", ""
        parts = self._parts()
        for part in parts:
            led = Note("loi_nhan", "", part) if has_any(self.words["wishes"], part) else self._led(part)
            part = without(part, self.words["heard"])
            if led or self._is_memory(part):
                found.append(led or self._memory(part))
                plain, told = [], 0
                continue
            subject = living(part, self.persons.subject(part))
            if subject.doer:
                doer, who = subject.doer, subject.who
            elif told and found[-1].who:
                doer, who = self.table.kinds[found[-1].kind].doer, found[-1].who
            if told and FELT.fullmatch(subject.said):  # "…, con biết ơn lắm"
                found[-told:], plain, told = [self._as_typed(", ".join([*plain, part]))], [*plain, part], 1
                continue
            note = self._placed(doer, who, subject.said)
            if len(parts) > 1 and len(part.split()) < FRAGMENT and note.kind in DOUBTFUL:
                return [self._as_typed(self.detail)]
            before = found[-1] if told else None
            lead = lead if plain else "" if subject.doer else note.who
            lead = "" if plain and subject.doer else lead  # the second clause says whose the first is not
            plain.append(part)
            if before and note.kind == before.kind != EVENT and note.who == before.who:
                found[-1] = Note(note.kind, note.who, f"{before.said}, {note.said}")
            elif before and (not subject.doer or not _go_together(before.kind, note.kind)):
                found[-told:] = [self._as_typed(joined(lead, ", ".join(plain)), note.kind if before.kind != "mat" else EVENT)]
                told = 1
            else:
                found.append(note)
                told += 1
        return found

    def _as_typed(self, clause: str, last: str = EVENT) -> Note:
        """What is best said in the person's own words; where its last clause is of a kind that any answer of suits, answered so."""
        return Note(last if last in ANSWERABLE else EVENT, "", self.persons.called(clause))

    def _parts(self) -> list[str]:
        """The clauses of the detail: a comma or "đừng" parts them, a conjunction joins them."""
        parts: list[str] = []
        for part in DENIED.sub(self._parted, self.detail).split(", "):
            if parts and (after(part, self.words["conjunctions"]) is not None or len(parts[-1].split()) < 2):
                parts[-1] = f"{parts[-1]}, {part}"
            elif not parts or part.strip().lower() not in self.words["empty"]:
                parts.append(part.strip())
        return [self.detail] if any(len(part.split()) < 2 for part in parts) else parts

    def _parted(self, hit: re.Match[str]) -> str:
        """A comma where the clauses part; "mẹ đừng …" has a subject of its own."""
        before = (hit[1] or "").rstrip(" ,")
        return hit[0] if before and before.split()[-1].lower() in self.persons.yours else f"{before}, "

    def as_said(self, kind: str) -> Note:
        """The note of a kind that somebody chose."""
        doer = self.table.kinds[kind].doer
        led = self._led(self.detail)
        if led and led.kind == kind:
            return led
        subject = living(self.detail, self.persons.subject(self.detail))
        if doer == NOBODY or (not subject.doer and (doer == THIRD or self._speaks_of_both())):
            return Note(kind, "", self.persons.own(self.detail))
        return Note(kind, subject.who or usual(doer, self.brief, self.table), self.persons.own(subject.said))

    def _speaks_of_both(self) -> bool:
        """Whether one of the two is named inside the detail, whose subject then stands there already."""
        return has_any(self.persons.mine | self.persons.yours, self.detail)

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
            if said is None or (kind == "loi_nhan" and after(rest, ["chúc mừng", *TELLS]) is not None):
                continue
            asks = kind == "ky_niem" and self._asks(said)
            if kind == "loi_nhan" or asks or after(part, self.words["asks"]) is not None:
                wish = said if kind == "loi_nhan" else part  # "nhớ uống thuốc" asks
                asks = kind != "loi_nhan" or after(said, self.words["asks"]) is not None
                wish = self.persons.subjected(self.persons.own(wish))
                return Note("dan", "", ASKED.sub("", wish)) if asks else Note("loi_nhan", "", wish)
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
        first = (deed.lower().split() or [""])[0]
        unsaid = not subject.doer and has_any(self.persons.yours, deed)  # "cảm ơn hộp bánh bạn cho"
        if kind == "giup" and (unsaid or first in self.words["moments"]):  # "cảm ơn sếp lần bão số 3 ở lại"
            return self._as_typed(f"cảm ơn {said}")
        if first in self.words["conjunctions"]:  # "mừng mà lo anh thức khuya"
            return None
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
        if doer == THIRD and who.lower() in COUPLE:
            return Note(FALLBACKS[THIRD], who, said)
        if doer == THIRD and self.kinds.died(said):
            return Note("mat", who, said)
        if not doer and (whole := self._whole(said)):
            return whole
        unsaid = not doer
        if unsaid:
            doer, who = self._meant(said)
        kinds = [id for id, kind in self.table.kinds.items() if self.kinds.possible(kind, doer)]
        kind = self.kinds.cued(doer, said)
        if not kind and (doer or self.kinds.of_recipient(said)):
            kind = self.kinds.likeliest(said, kinds, unsaid=doer == "")
        if not kind or self.kinds.doubted(kind, said, unsaid):
            return self._neutral(doer, who, said)
        found = self.table.kinds[kind].doer
        if kind == "ky_niem" and (said.lower().split() or [""])[0] not in {*self.words["moments"], *self.words["remembered"]}:
            return self._as_typed(f"{who} {said}".strip())
        if found == NOBODY:
            clause = f"{who} {said}".strip()
            return Note(kind, "", self.persons.subjected(clause) if kind == "loi_nhan" else clause)
        who = who if doer == found else usual(found, self.brief, self.table)
        if kind == "doi_lua" and "nhau" in said.split():
            who = COUPLES.get(who, who)
        return Note(kind, who, self._done(kind, said))

    def _neutral(self, doer: str, who: str, said: str) -> Note:
        """A note whose kind or doer is in doubt: told so that it is right whoever did it, glad or sad where that is sure."""
        mood = self.kinds.mood(doer, said)
        if doer == WRITER and mood == "chung_vui":
            return Note("tin_minh", who, said)
        if doer in (BOTH, WRITER) or (mood == NEUTRAL and doer):
            return Note(FALLBACKS[doer], who, said)
        mood = EVENT if mood == NEUTRAL and after(said, self.words["things"]) is not None else mood
        return Note(mood, "", joined(who, said))

    def _whole(self, said: str) -> Note | None:
        """A clause with a subject of its own, to which none must be given: "mấy chậu lan cháu tưới rồi"."""
        if self.kinds.favour(said) and has_any(self.persons.yours, said) and not has_any(TO_COME, said):
            return Note("giup", "", self.persons.called(said))
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

    def _is_memory(self, part: str) -> bool:
        """ "hồi bé bà hay kể chuyện", "hôm con thi đỗ mẹ nấu xôi"."""
        first, _, rest = part.partition(" ")
        when = (
            first.lower() in self.words["moments"] and after(rest, self.persons.mine | self.persons.yours) is not None
        )
        return when or after(part, self.words["times"]) is not None


def _go_together(kind: str, other: str) -> bool:
    """Whether each of two clauses of one note can be answered for itself: not where one is in doubt, or tells of a death
    or a trouble and the other of a joy."""
    both = {kind, other}
    return not (both & DOUBTFUL or "mat" in both or (both & set(GLAD) and both & set(SAD)))
