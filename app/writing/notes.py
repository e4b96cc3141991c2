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

from app.viet.text import fold
from app.writing.brief import Brief
from app.writing.marks import is_bare
from app.writing.note_table import BOTH, NOBODY, RECIPIENT, THIRD, WRITER, NoteKind, NoteTable

FALLBACKS = {RECIPIENT: "khac", WRITER: "minh_khac", THIRD: "nguoi_than_khac", BOTH: "ben_nhau"}
WEDDINGS = frozenset({"dam_cuoi", "ky_niem_ngay_cuoi"})
LOVERS = frozenset({"vo_chong", "nguoi_yeu"})
ABROAD = re.compile(r"(?:đang |mới |vẫn )?(?:ở|sống ở|làm ở|đi làm ở|học ở|du học ở?|định cư ở) ?(?:bên |tận |trong |ngoài )?[A-ZĐÀ-Ỹ]")
SURE, SURE_WISH = 0.3, 1.0  # nats by which the likeliest kind must lead; a wish, which is told in other words than typed


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


def usual(doer: str, brief: Brief, table: NoteTable) -> str:
    """Who is meant where a note names nobody."""
    pair, together = brief.pair, table.words["together"]
    if doer == BOTH:
        return together.get(brief.group, together["*"]).format(goi=pair.goi, xung=pair.xung)
    return pair.xung if doer == WRITER else pair.goi


class _Reader:
    """Reads one detail."""

    def __init__(self, brief: Brief, table: NoteTable, detail: str):
        self.brief, self.table, self.words = brief, table, table.words
        self.detail = detail.strip(" .!…")
        self.bare = is_bare(detail)
        self.same = fold if self.bare else str.lower
        self.unlike = frozenset(self.words["others"]["not_bare"] if self.bare else ())
        goi, xung = brief.pair.goi, brief.pair.xung
        self.mine = self._spoken(self._self_words(goi, xung))
        self.yours = self._spoken(self._your_words(goi) - set(self.mine))

    def notes(self) -> list[Note]:
        """The notes of the detail."""
        whole = self._led(self.detail)
        if whole or self._is_memory(self.detail):
            return [whole or Note("ky_niem", "", self._own(self.detail))]
        parts = [part.strip() for part in re.split(r"[,;]\s+", self.detail)]
        if any(len(part.split()) < 2 for part in parts):
            parts = [self.detail]
        found: list[Note] = []
        doer, who = "", ""
        for part in parts:
            led = Note("loi_nhan", "", part) if self._has_in(part, self.words["wishes"]) else self._led(part)
            if led:
                found.append(led)
                continue
            own_doer, own_who, said = self._subject(part)
            if own_doer:
                doer, who = own_doer, own_who
            elif found and found[-1].who:
                doer, who = self.table.kinds[found[-1].kind].doer, found[-1].who
            note = self._placed(doer, who, said)
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
        found, who, said = self._subject(self.detail)
        if doer == NOBODY or (doer == THIRD and not found):
            return Note(kind, "", self._own(self.detail))
        return Note(kind, who or usual(doer, self.brief, self.table), self._own(said))

    def _led(self, part: str) -> Note | None:
        """A note that says itself what it is for."""
        rest = self._without(part, self.mine)
        for kind, leads in self.words["leads"].items():
            said = self._after(rest, leads)
            if said is None or (kind == "loi_nhan" and self._after(rest, ["chúc mừng"]) is not None):
                continue
            if kind in ("loi_nhan", "ky_niem"):
                if kind == "ky_niem" and self._after(part, self.words["asks"]) is not None:
                    return Note("loi_nhan", "", self._subjected(self._own(part)))
                return Note(kind, "", self._subjected(self._own(said)) if kind == "loi_nhan" else self._own(said))
            doer = WRITER if kind == "loi" else RECIPIENT
            named, who, deed = self._subject(self._without(said, self.words["joints"]))
            if doer == WRITER and named == RECIPIENT:  # "xin lỗi em vì quên …"
                named, who, deed = self._subject(self._without(deed, self.words["joints"]))
            deed = self._own(self._without(deed, self.words["joints"]))
            if len(deed.split()) < 2:
                return None
            if named == THIRD:
                return Note("nguoi_than_vui", who, deed) if kind == "tin_vui" else None
            return Note(kind, who if named == doer else usual(doer, self.brief, self.table), deed)
        return None

    def _placed(self, doer: str, who: str, said: str) -> Note:
        """A note whose doer is known, or must be guessed with its kind."""
        said = self._own(said)
        if doer in (RECIPIENT, "") and self._after(said, self.words["asks"]) is not None:
            return Note("loi_nhan", "", f"{who or self.brief.pair.goi} {said}")
        if doer == THIRD and self._died(said):
            return Note("mat", who, said)
        kinds = [id for id, kind in self.table.kinds.items() if self._possible(kind, doer)]
        kind = self._cued(doer, said) or self._kind_of(said, kinds, unsaid=doer == "") or FALLBACKS[doer or RECIPIENT]
        found = self.table.kinds[kind].doer
        if found == NOBODY:
            return Note(kind, "", self._subjected(f"{who} {said}".strip()) if kind == "loi_nhan" else f"{who} {said}".strip())
        return Note(kind, who if doer == found else usual(found, self.brief, self.table), said)

    def _cued(self, doer: str, said: str) -> str:
        """The kind that the first words leave no doubt of, or ""."""
        if doer in (RECIPIENT, WRITER) and ABROAD.match(said):
            return "xa" if doer == RECIPIENT else "xa_minh"
        if doer not in (RECIPIENT, "") or self._has(self.words["needs"]["bau"]):
            return ""
        customers = self.words["customers"] if self.brief.group == "khach_hang" else {}
        cues = [*customers.items(), *self.words["cues"].items()]
        if self._has_word("không", said):
            return ""
        return next((kind for kind, first in cues if self._after(said, first) is not None), "xa" if ABROAD.match(said) else "")

    def _died(self, said: str) -> bool:
        return re.search(rf"\b(?:{'|'.join(map(self.same, self.words['died']))})\b(?! việc| ngủ| xe| tiền| ví)", self.same(said)) is not None

    def _possible(self, kind: NoteKind, doer: str) -> bool:
        if self.brief.occasion in WEDDINGS and self.brief.group not in LOVERS and doer == BOTH:
            return kind.id == "doi_lua"
        if kind.id == "doi_lua" and self.brief.occasion not in WEDDINGS:
            return False
        if kind.id in self.words["needs"] and not self._has(self.words["needs"][kind.id]):
            return False
        if doer == "":
            return kind.doer != THIRD
        return kind.doer == doer

    def _has_in(self, part: str, words: Iterable[str]) -> bool:
        return any(self._has_word(word, part) for word in words)

    def _has(self, words: Iterable[str]) -> bool:
        return any(self._has_word(word, self.detail) for word in words)

    def _has_word(self, word: str, part: str) -> bool:
        return re.search(rf"\b{re.escape(self.same(word))}\b", self.same(part)) is not None

    def _kind_of(self, said: str, kinds: Sequence[str], *, unsaid: bool) -> str:
        """The likeliest kind, or "" when two are as likely."""
        bayes = self.table.bare if self.bare else self.table.marked
        factors = {**(self.words["unsaid"] if unsaid else {}), **self.words["likely"].get(self.brief.occasion, {})}
        scores = bayes.scores(self._neutral(said), kinds)
        ranked = sorted(((score + math.log(factors.get(kind, 1)), kind) for kind, score in scores.items()), reverse=True)
        least = SURE_WISH if ranked and ranked[0][1] == "loi_nhan" else SURE
        if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < least):
            return ""
        return ranked[0][1]

    def _neutral(self, said: str) -> str:
        """GOI and XUNG for the two of them, as in the counts."""
        for words, neutral in ((self.mine, "XUNG"), (self.yours, "GOI")):
            for word in words:
                said = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", neutral, said, flags=re.IGNORECASE)
        return fold(said) if self.bare else said

    def _subject(self, part: str) -> tuple[str, str, str]:
        """(doer, who, the rest); ("", "", part) where nobody is named first."""
        for time in ("", self._time(part)):
            for reader in (self._both, self._recipient, self._writer, self._third):
                found = reader(part[len(time) :].strip())
                if found and found[2]:
                    return found[0], found[1], f"{time.strip()} {found[2]}".strip()
        return "", "", part

    def _time(self, part: str) -> str:
        """A day or season before the doer: "năm nay con không về được", "25 tháng chạp con về"."""
        words, timely = part.split(), set(map(self.same, self.words["time_words"]))
        count = next((i for i, word in enumerate(words) if not (word[0].isdigit() or self.same(word) in timely)), 0)
        return " ".join(words[:count]) + (" " if count else "")

    def _both(self, part: str) -> tuple[str, str, str] | None:
        company = self.words["company"]
        if self.brief.occasion in WEDDINGS and self.brief.group not in LOVERS:
            rest = self._after(part, company["couple"])
            return (RECIPIENT, self._head(part, rest), rest) if rest is not None else None
        pair = self.brief.pair
        joined = [f"{a} {w} {b}" for a, b in ((pair.xung, pair.goi), (pair.goi, pair.xung)) for w in ("với", "và")]
        rest = self._after(part, [*company["both"], *joined])
        return (BOTH, self._head(part, rest).replace("2 ", "hai "), rest) if rest is not None else None

    def _recipient(self, part: str) -> tuple[str, str, str] | None:
        rest = self._after(part, self.yours)
        if rest is None or self._qualified(part, rest) or self._named_other(part, rest):
            return None
        head, goi = self._head(part, rest), self.brief.pair.goi
        one_of = next((word for word in goi.split() if self.same(word) == self.same(head)), "")
        return RECIPIENT, one_of if one_of and " " in goi else goi, rest

    def _writer(self, part: str) -> tuple[str, str, str] | None:
        rest = self._after(part, self.mine)
        if rest is not None and not self._qualified(part, rest) and not self._named_other(part, rest):
            head = self.same(self._head(part, rest))
            if head == self.same("mình") and self._has_word("nhau", rest):
                return BOTH, usual(BOTH, self.brief, self.table), rest
            return WRITER, self.brief.pair.xung, rest
        behind = self._after(part, self.words["company"]["before"])
        rest = self._after(behind, self.mine) if behind is not None else None
        if rest is None:
            return None
        return WRITER, self._marked(f"{self._head(part, behind)} {self.brief.pair.xung}"), rest

    def _named_other(self, part: str, rest: str) -> bool:
        """Whether a name behind the word makes it somebody else: "em Gạo thích đèn"."""
        return rest[:1].isupper() and self._head(part, rest).lower() in self.words["others"]["kin"]

    def _qualified(self, part: str, rest: str) -> bool:
        """Whether the first word only begins another person's: "anh trai em", "con gái út", "cháu nội bác"."""
        known = {self.same(words) for words in (*self.mine, *self.yours)}
        further = self._after(rest, self.words["others"]["tells"])
        kin = self.same(self._head(part, rest)) in map(self.same, self.words["others"]["kin"])
        return kin and further is not None and self.same(self._head(part, further)) not in known

    def _third(self, part: str) -> tuple[str, str, str] | None:
        others = self.words["others"]
        rest = self._after(part, others["kin"])
        if rest is None:
            return None
        named = self._after(part, others["named"]) is not None
        for _ in range(2):
            rest = self._after(rest, others["more"]) or rest
        words = rest.split()
        if named and len(words) > 2 and self.same(words[0]) not in map(self.same, (*others["no_names"], *self.mine, *self.yours)):
            words = words[1:]
        while len(words) > 1 and words[0][0].isupper():
            words = words[1:]
        rest = " ".join(words)
        who = self._marked(self._head(part, rest))
        at_home = self._after(rest, ["nhà", "của", "bên"])
        for owners, owner in ((self.mine, self.brief.pair.xung), (self.yours, self.brief.pair.goi)):
            theirs = self._after(at_home, owners) or self._after(rest, owners)
            if theirs:
                between = self._marked(self._head(rest, at_home)) if self._after(at_home, owners) else ""
                return THIRD, " ".join(filter(None, (who, between, owner))), theirs
        return THIRD, who, rest

    def _marked(self, who: str) -> str:
        """The words for a person with their diacritics, where a bare note has none."""
        if not self.bare:
            return who
        others = self.words["others"]
        words = [*self.brief.pair.goi.split(), *self.brief.pair.xung.split(), *" ".join((*others["kin"], *others["more"])).split()]
        known = {fold(word): word for word in reversed(words)}
        return " ".join(known.get(word.lower(), word) for word in who.split())

    def _is_memory(self, part: str) -> bool:
        """ "hồi bé bà hay kể chuyện", "hôm con thi đỗ mẹ nấu xôi"."""
        first, _, rest = part.partition(" ")
        when = self.same(first) in map(self.same, self.words["moments"]) and self._after(rest, (*self.mine, *self.yours)) is not None
        return when or self._after(part, self.words["times"]) is not None

    def _subjected(self, wish: str) -> str:
        """A wish whose clause has no subject gets the recipient: "thi tốt" is "con thi tốt"."""
        doer, _, _ = self._subject(wish)
        return wish if doer else f"{self.brief.pair.goi} {wish}"

    def _own(self, part: str) -> str:
        """The writer's other words for himself as the pair has them, after a word that takes a person."""
        others = "|".join(re.escape(w) for w in self.mine if self.same(w) != self.same(self.brief.pair.xung))
        if not others:
            return part
        pattern = rf"\b(cho|giúp|để|với|dạy|kèm|của|mẹ|bố|ba|má|con|nhà|vợ|chồng)\s(?:{others})(?!\w)"
        return re.sub(pattern, rf"\1 {self.brief.pair.xung}", part, flags=re.IGNORECASE)

    def _self_words(self, goi: str, xung: str) -> set[str]:
        ranks = self.words["self_ranks"].get(xung, [])
        return ({xung, *self.words["self"], *ranks} - set(goi.split())) | {xung}

    def _your_words(self, goi: str) -> set[str]:
        to = self.brief.to.split()
        titles = {" ".join(to[:size]) for size in (1, 2, 3)}
        kin = set(self.words["others"]["kin"])
        said = {word for word in to if word.lower() in ("nội", "ngoại")} | ({"con", "cháu"} if goi in ("con", "cháu") else set())
        name = self.brief.name
        named = {name, f"{goi} {name}"} if name else set()
        small = {"bé", "cu", "nhóc", "nó"} if self.brief.group == "con_chau" else {"nó", "ổng", "bả"}
        elders = {"ông bà", "ông", "bà"} if self.brief.group == "cha_me" else set()
        parts = set(goi.split()) & kin
        return {goi, *titles, *said, *named, *small, *elders, *parts}

    def _spoken(self, words: Iterable[str]) -> list[str]:
        """Longest first."""
        return sorted(filter(None, words), key=lambda word: (-len(word), word))

    def _after(self, part: str | None, heads: Iterable[str]) -> str | None:
        """What follows one of the heads (the longest), or None."""
        if part is None:
            return None
        low = self.same(part)
        for head in sorted(heads, key=len, reverse=True):
            key = self.same(head)
            if head in self.unlike:
                continue
            if low == key or low.startswith(key + " "):
                return part[len(head) :].strip()
        return None

    def _without(self, part: str, heads: Iterable[str]) -> str:
        rest = self._after(part, heads)
        while rest:
            part, rest = rest, self._after(rest, heads)
        return part

    def _head(self, part: str, rest: str | None) -> str:
        return part[: len(part) - len(rest or "")].strip()

