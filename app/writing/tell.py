"""Notes of every kind for training, each told in a sentence that is right for its kind (assets/notes)."""

import random
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from app.viet.text import capitalize, fold
from app.writing.brief import Brief
from app.writing.note_doer import LOVERS, WEDDINGS, joined, usual
from app.writing.note_table import BOTH, NOBODY, RECIPIENT, SLOT, THIRD, WRITER, Case, Frame, NoteKind, NoteTable
from app.writing.notes import NEUTRAL, Note
from app.writing.unseen import Phrases

Lists = Mapping[str, Sequence[str]]

EQUALS = frozenset(
    {"tôi", "chúng tôi", "mình", "anh", "chị", "bố", "mẹ", "ba", "má", "ông", "bà", "gia đình", "gia đình tôi"}
)
POLITE = re.compile(r"\b(ạ|dạ)\b", re.IGNORECASE)  # not said by those
ANY_SENSE = 0.2  # share of the clauses that no kind holds, so that copying is learnt, where the sentence suits all
AGES = {"ong_ba": ("chung", "gia"), "con_chau": ("chung", "tre", "tre", "lon"), "em": ("chung", "lon", "tre")}
ADULTS = ("chung", "lon", "lon")
MEN = frozenset({"anh", "chú", "ông", "bố", "ba", "cha", "chồng", "thầy", "dượng", "tía"})
WIVES = frozenset({"chị", "cô", "dì", "bà", "mẹ", "má", "vợ", "mợ", "thím", "o", "bu", "u"})
HERS = re.compile(r"\b(chồng|sảy thai|bầu|nghén|sinh nở)\b")
WOMEN = frozenset({"em", "chị", "con", "cháu", "bạn", "vợ", "mợ", "thím", "dì", "cô", "cậu"})  # who may bear a child
SUIT_ALL = frozenset({"chung", "khac", "minh_khac", "nguoi_than_khac", "su_viec"})
RARE = {"su_viec": 0.7, "chung": 2.0, "chung_vui": 1.5, "chung_buon": 1.2, "mat": 0.1, "bau": 0.4, "khac": 1.5, "minh_khac": 1.2, "nguoi_than_khac": 1.2}
SELDOM_ALONE = 0.12  # "vợ chồng em" where a note of the writer's could say "em"
ROLE_GROUPS = {"phu_huynh": "thay_co", "benh_nhan": "thay_co"}  # whose sentences they take
BARE = 0.04  # typed without diacritics, which the greeting must have
TRIES = 12
DISTANT, FOR_ALL = (
    frozenset({"khach_hang", "sep", "thay_co", "phu_huynh", "benh_nhan"}),
    6,
)  # "em và sếp" alone suits these
OWN_CASE = 5  # how much likelier a case is that is for these people
PARENTS = frozenset(
    {"ông", "bố", "ba", "cha", "cô", "chú", "thầy", "anh", "cậu"}
)  # the first of two: "bố mẹ", "anh chị"
HEARSAY = re.compile(r"^(Biết|\{Xung\} biết|\{Xung\} được biết|Nghe|Được biết|Hay tin|Thấy|Chắc)|khi biết|hỏi thăm|mừng cho \{goi\}|\{goi\} và gia đình")
KNOWN = re.compile(r"^Biết \{ai\} \{v\}")
TWICE = {
    "cam_on": re.compile(r"cảm ơn|tri ân", re.IGNORECASE),
    "xin_loi": re.compile(r"xin lỗi|nhận lỗi", re.IGNORECASE),
}
CLOSE = LOVERS | {"ong_ba", "cha_me"}
ELDERS = frozenset({"bố", "mẹ", "ba", "má", "mạ", "cha", "tía", "ông", "bà"})
BARE_SHARE = 0.6  # of the neutral notes that could name the recipient
SPOUSE = re.compile(r"\bvợ (chị|cô|dì|bà|mẹ|má|mợ|thím)$|\bchồng (anh|chú|ông|bố|ba|cha|thầy|dượng)$")


class Told(NamedTuple):
    """A note, its sentence, and the note as a hurried person types it."""

    note: Note
    sentence: str
    typed: Note


def polite_enough(text: str, brief: Brief) -> bool:
    """Whether a sentence has no "ạ" from somebody who does not say it."""
    return brief.pair.xung not in EQUALS or not POLITE.search(text)


def clashes(kind: str, text: str, brief: Brief, table: NoteTable) -> bool:
    """Whether a sentence does not bear a note of this kind beside it: the family at table, and the writer can not come."""
    goi = brief.pair.goi
    return any(
        re.search(rf"\b{word.format(goi=goi)}\b", text, re.IGNORECASE) for word in table.words["clash"].get(kind, ())
    )


def tell(
    brief: Brief, heard: str, count: int, table: NoteTable, lists: Lists, phrases: Phrases | None, rng: random.Random
) -> list[Told]:
    """`count` notes of different kinds for the brief, each with its sentence; fewer when the dice gave none."""
    told: list[Told] = []
    kinds = [kind for kind in table.kinds.values() if _possible(kind, brief, table)]
    likely = table.words["likely"].get(brief.occasion, {})
    weights = [RARE.get(kind.id, 1.0) * likely.get(kind.id, 1.0) for kind in kinds]
    for _ in range(count * TRIES):
        if len(told) == count:
            break
        kind = rng.choices(kinds, weights)[0]
        if any(kind.id == other.note.kind or (kind.sources and table.kinds[other.note.kind].sources) for other in told):
            continue
        case = _case(kind, heard, rng)
        who = _who(kind, case, brief, heard, table, rng)
        strange = _strange(kind, brief, phrases, rng)
        said = strange or _said(kind, case, brief, heard, table, lists, rng)
        sentence = _sentence(kind, case, who or "", brief, heard, rng)
        if who is not None and said and sentence and polite_enough(sentence, brief) and not _wrong_spouse(who, said):
            sentence = put(sentence, who, said)
            bare = not strange and rng.random() < BARE
            note = Note(kind.id, who, said)
            typed = Note(kind.id, who, fold(said)) if bare else note
            told.append(Told(note, sentence if sentence.startswith("{") else capitalize(sentence), typed))
    return told


def put(sentence: str, who: str, said: str) -> str:
    """The sentence with the note in it, its time before the doer."""
    clause = joined(who, said)
    sentence = sentence.replace("{Ai} {v}", capitalize(clause)).replace("{ai} {v}", clause)
    return sentence.replace("{ai}", who).replace("{Ai}", capitalize(who)).replace("{v}", said)


def _possible(kind: NoteKind, brief: Brief, table: NoteTable) -> bool:
    only = table.words["only"].get(brief.occasion)
    if only is not None:
        return kind.id in only
    if kind.id == "doi_lua":
        return brief.occasion in WEDDINGS
    return kind.id != "bau" or brief.pair.goi in WOMEN


def _case(kind: NoteKind, heard: str, rng: random.Random) -> Case | None:
    """One of the cases of the kind that are right for these people, or none of them."""
    cases: list[Case | None] = [case for case in kind.cases if _covers(case.to, _alike(heard))]
    weights = [len(case.clauses) * (OWN_CASE if "*" not in case.to else 1) for case in cases if case]
    return rng.choices([*cases, None], [*weights, 1 + sum(map(len, kind.clauses.values()))])[0]


def _sentence(kind: NoteKind, case: Case | None, who: str, brief: Brief, heard: str, rng: random.Random) -> str | None:
    """A sentence for the note; of the writer's own people nobody says that he has heard of it."""
    if case and case.texts:
        return rng.choice(case.texts)
    frames = [frame for frame in kind.frames if _fits(frame, brief, heard)]
    if not frames:
        return None
    frame = rng.choices(frames, [len(frame.texts) * _nearness(frame) for frame in frames])[0]
    texts = [text for text in frame.texts if not _said_by_the_day(text, brief)] or frame.texts
    sentence = rng.choice(texts)
    ours = kind.doer == THIRD and who.endswith(f" {brief.pair.xung}")
    near = _near(brief)
    if (ours or near) and HEARSAY.search(sentence) and not (near and KNOWN.match(sentence)):
        return None
    return KNOWN.sub("{Ai} {v}", sentence) if near else sentence


def _nearness(frame: Frame) -> int:
    """A sentence that is for these people, or this day, is likelier than one for all."""
    return (1 if "*" in frame.to else 2) * (1 if "*" in frame.occ else 2)


def _said_by_the_day(text: str, brief: Brief) -> bool:
    """A second thanks on a card of thanks, a second apology on one of apology."""
    return brief.occasion in TWICE and TWICE[brief.occasion].search(text) is not None


def _near(brief: Brief) -> bool:
    """Whether the two know of each other what a note says, and nobody need hear of it."""
    return brief.group in CLOSE or (brief.group == "con_chau" and set(brief.pair.xung.split()) <= ELDERS)


def _fits(frame: Frame, brief: Brief, heard: str) -> bool:
    return (
        _covers(frame.to, _alike(heard))
        and _covers(frame.tone, (brief.tone,))
        and _covers(frame.occ, (brief.occasion,))
    )


def _alike(heard: str) -> tuple[str, ...]:
    return (heard, ROLE_GROUPS.get(heard, heard))


def _covers(listed: Iterable[str], ids: Sequence[str]) -> bool:
    return any(entry == "*" or entry in ids for entry in listed)


def _who(
    kind: NoteKind, case: Case | None, brief: Brief, heard: str, table: NoteTable, rng: random.Random
) -> str | None:
    """The doer as the text calls him, or None where the dice gave nobody who can be meant."""
    goi, xung = brief.pair.goi, brief.pair.xung
    if kind.doer == NOBODY:
        return ""
    named = case.who if case else kind.who
    if kind.doer == BOTH and heard in DISTANT:
        named = named[:FOR_ALL]
    if named and (case or kind.doer == THIRD or rng.random() < 0.6):
        who = _put(rng.choice(named), brief)
        mistaken = who.split()[0] in (goi.split()[0], xung.split()[0]) or SPOUSE.search(who)
        return None if mistaken and kind.doer != BOTH else who
    parts = goi.split()
    if kind.doer == RECIPIENT and len(parts) == 2 and rng.random() < 0.15 and parts[0] in PARENTS:
        return rng.choice(parts)
    if kind.doer == WRITER and " " not in xung and rng.random() < SELDOM_ALONE:
        return f"{rng.choice(('vợ chồng', 'nhà', 'cả nhà'))} {xung}"
    return usual(kind.doer, brief, table)


def _wrong_spouse(who: str, said: str) -> bool:
    """ "anh lấy chồng", "cô cưới vợ"."""
    plain = said.replace("vợ chồng", "")
    return (who in MEN and HERS.search(plain) is not None) or (who in WIVES and "vợ" in plain.split())


def _strange(kind: NoteKind, brief: Brief, phrases: Phrases | None, rng: random.Random) -> str:
    """Now and then a clause of any sense, to learn copying from."""
    if not phrases or kind.id not in SUIT_ALL or rng.random() >= ANY_SENSE:
        return ""
    pool = phrases.about(f"{brief.pair.goi} {brief.pair.xung}".lower().split())
    return rng.choice(pool) if pool else ""


def _neutral(kind: NoteKind, brief: Brief, heard: str, table: NoteTable, lists: Lists, rng: random.Random) -> str:
    """A clause of one of the kinds that this one stands for; who did it stays unsaid where it may be either of the two."""
    other = table.kinds[rng.choice(kind.sources)]
    if not _possible(other, brief, table):
        return ""
    case = _case(other, heard, rng)
    said, who = _said(other, case, brief, heard, table, lists, rng), _who(other, case, brief, heard, table, rng)
    named = other.doer == THIRD or (other.doer == RECIPIENT and kind.id != NEUTRAL and rng.random() > BARE_SHARE)
    if who is None or _wrong_spouse(who, said):
        return ""
    return joined(who, said) if named else said


def _said(
    kind: NoteKind, case: Case | None, brief: Brief, heard: str, table: NoteTable, lists: Lists, rng: random.Random
) -> str:
    if kind.sources:
        return _neutral(kind, brief, heard, table, lists, rng)
    ages = AGES.get(brief.group, ADULTS) if kind.doer == RECIPIENT else ADULTS
    clauses = case.clauses if case else kind.clauses.get(rng.choice(ages)) or kind.clauses["chung"]
    clause = _put(rng.choice(clauses), brief)
    return SLOT.sub(lambda hit: rng.choice(lists[hit[1]]), clause)


def _put(text: str, brief: Brief) -> str:
    return text.replace("{goi}", brief.pair.goi).replace("{xung}", brief.pair.xung)
