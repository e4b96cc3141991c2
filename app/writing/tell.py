"""Notes of every kind for training, each told in a sentence that is right for its kind (assets/notes)."""

import random
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from app.viet.text import capitalize
from app.writing.brief import Brief
from app.writing.note_doer import LOVERS, WEDDINGS, joined, usual
from app.writing.note_kind import NEUTRAL
from app.writing.note_order import in_order
from app.writing.note_table import (
    BOTH,
    NOBODY,
    RECIPIENT,
    SLOT,
    THIRD,
    Case,
    Frame,
    NoteKind,
    NoteTable,
    Topic,
    note_table,
)
from app.writing.notes import Note

Lists = Mapping[str, Sequence[str]]

EQUALS = frozenset(
    {"tôi", "chúng tôi", "mình", "anh", "chị", "bố", "mẹ", "ba", "má", "ông", "bà", "gia đình", "gia đình tôi"}
)
POLITE = re.compile(r"\b(ạ|dạ)\b", re.IGNORECASE)  # not said by those
AGES = {"ong_ba": ("chung", "gia"), "con_chau": ("chung", "tre", "tre", "lon"), "em": ("chung", "lon", "tre")}
ADULTS = ("chung", "lon", "lon")
MEN = frozenset({"anh", "chú", "ông", "bố", "ba", "cha", "chồng", "thầy", "dượng", "tía"})
WIVES = frozenset({"chị", "cô", "dì", "bà", "mẹ", "má", "vợ", "mợ", "thím", "o", "bu", "u"})
HERS = re.compile(r"\b(chồng|sảy thai|bầu|nghén|sinh nở)\b")
WOMEN = frozenset({"em", "chị", "con", "cháu", "bạn", "vợ", "mợ", "thím", "dì", "cô", "cậu"})  # who may bear a child
ONE_ALONE = frozenset({"om", "bau", "quen_lo", "nghe", "khac", "tinh"})  # of two people one is
TOGETHER = frozenset({"vang", "hen", "qua"})  # what a writer and his family do
ALL_AGREE = frozenset({"tin_vui", "tin_minh", "giup", "loi", "qua"})  # kinds whose own sentences suit their topics too
TOPICAL = 3  # how much likelier a topic's own sentence is
EVENLY = 0.5  # share of the notes whose topic is drawn first, so that none is rare
BESIDES = 0.15  # how likely, where rare topics are wanted, the kinds are that have none
NAMED = 0.5  # share of the notes in doubt that are a mere name: "tuyến xe 16"
TOLD_OF_OURS = ("{Xung} kể", "Kể {goi}")  # of the recipient's own people one does not tell him
RARE = {"su_viec": 1.4, "chung": 0.35, "chung_vui": 0.8, "chung_buon": 0.6, "mat": 0.1, "bau": 0.4, "khac": 1.5, "minh_khac": 1.2, "nguoi_than_khac": 1.2}
SELDOM_ALONE = 0.12  # "vợ chồng em" where a note of the writer's could say "em"
ROLE_GROUPS = {"phu_huynh": "thay_co", "benh_nhan": "thay_co"}  # whose sentences they take
CLOSED = 0.35  # share of the notes that are told as they stand: who does it is not marked off, as where one says two things
TRIES = 12
DISTANT, FOR_ALL = (
    frozenset({"khach_hang", "sep", "thay_co", "phu_huynh", "benh_nhan"}),
    6,
)  # "em và sếp" alone suits these
OWN_CASE = 5  # how much likelier a case is that is for these people
PARENTS = frozenset(
    {"ông", "bố", "ba", "cha", "cô", "chú", "thầy", "anh", "cậu"}
)  # the first of two: "bố mẹ", "anh chị"
MANY = re.compile(r"(các|cả|quý|mọi|hai|tập thể|bà con|ban|đội|lớp|phòng|nhóm|anh chị em|anh em|chị em|cô dì)\b", re.IGNORECASE)  # who are no single person
WRITERS = re.compile(r"(chúng|gia đình|tập thể|cả)\b", re.IGNORECASE)
OWN_FAMILY = re.compile(r"(chồng|vợ|bố chồng|mẹ chồng|ba vợ|mẹ vợ|con (trai|gái|rể|dâu|út|đầu)|đứa út)\b")
BIRTHS = frozenset({"sinh_em_be", "day_thang_thoi_noi"})
HEARSAY = re.compile(r"^(Biết|\{Xung\} biết|\{Xung\} được biết|Nghe|Được biết|Hay tin|Thấy|Chắc)|khi biết|hỏi thăm|mừng cho \{goi\}|\{goi\} và gia đình")
KNOWN = re.compile(r"^Biết \{ai\} \{v\}")
TWICE = {
    "cam_on": re.compile(r"cảm ơn|tri ân", re.IGNORECASE),
    "xin_loi": re.compile(r"xin lỗi|nhận lỗi", re.IGNORECASE),
}
CLOSE = LOVERS | {"ong_ba", "cha_me"}
ELDERS = frozenset({"bố", "mẹ", "ba", "má", "mạ", "cha", "tía", "ông", "bà"})
BARE_SHARE = 0.05  # of the neutral notes that could name the recipient
SPOUSE = re.compile(r"\bvợ (chị|cô|dì|bà|mẹ|má|mợ|thím)$|\bchồng (anh|chú|ông|bố|ba|cha|thầy|dượng)$")


class Told(NamedTuple):
    """A note and its sentence."""

    note: Note
    sentence: str


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
    brief: Brief, heard: str, count: int, table: NoteTable, lists: Lists, rng: random.Random, rare: frozenset[str] = frozenset()
) -> list[Told]:
    """`count` notes of different kinds for the brief, each with its sentence; fewer when the dice gave none.

    rare: topics (by id) that are wanted more than others."""
    told: list[Told] = []
    kinds = [kind for kind in table.kinds.values() if _possible(kind, brief, table)]
    likely = table.words["likely"].get(brief.occasion, {})
    weights = [RARE.get(kind.id, 1.0) * likely.get(kind.id, 1.0) for kind in kinds]
    if rare:
        wanted = {topic.partition(".")[0] for topic in rare}
        weights = [(1.0 if kind.id in wanted else BESIDES) * likely.get(kind.id, 1.0) for kind in kinds]
    for _ in range(count * TRIES):
        if len(told) == count:
            break
        kind = rng.choices(kinds, weights)[0]
        if any(kind.id == other.note.kind or (kind.sources and table.kinds[other.note.kind].sources) for other in told):
            continue
        case = _case(kind, heard, rng)
        who = _who(kind, case, brief, heard, table, rng)
        said = _said(kind, case, brief, heard, table, lists, rng, rare)
        topic = table.topic(kind.id, said, brief.pair.goi, brief.pair.xung)
        if _unfit(kind, topic, said, brief, heard, table):
            continue
        sentence = _sentence(kind, case, topic, who or "", brief, heard, rng)
        if who is not None and said and sentence and polite_enough(sentence, brief) and not _wrong_spouse(who, said):
            if who in brief.pair.goi.split() and kind.doer == RECIPIENT:  # of "bố mẹ" only "mẹ"
                sentence = sentence.replace("{goi}", who)
            sentence = put(sentence, who, said)
            note = Note(kind.id, who, said, topic.label if topic else "")
            if note.clause.lower() in sentence.lower() and rng.random() < CLOSED:
                note = replace(note, who="", said=note.clause)
            told.append(Told(note, sentence if sentence.startswith("{") else capitalize(sentence)))
    return in_order(told, lambda each: each.note)


def put(sentence: str, who: str, said: str) -> str:
    """The sentence with the note in it, its time before the doer."""
    clause = joined(who, said)
    sentence = sentence.replace("{Ai} {v}", capitalize(clause)).replace("{ai} {v}", clause)
    return sentence.replace("{ai}", who).replace("{Ai}", capitalize(who)).replace("{v}", said)


def _unfit(kind: NoteKind, topic: Topic | None, said: str, brief: Brief, heard: str, table: NoteTable) -> bool:
    """Whether nobody would note this of such people on such a day."""
    unfit = table.words["unfit"]
    listed = {entry for key in (brief.group, heard, brief.occasion, f"{brief.group} {brief.occasion}") for entry in unfit.get(key, ())}
    listed |= {*unfit["many"], *unfit.get(f"many {brief.occasion}", ())} if MANY.match(brief.pair.goi) else set()
    listed |= set(unfit["writers"]) if WRITERS.match(brief.pair.xung) else set()
    listed |= set(unfit["honoured"]) if brief.pair.goi.startswith("quý ") else set()
    listed |= set(unfit["any_day"]) if brief.occasion not in BIRTHS else set()
    if kind.id in listed or (topic.id if topic else f"{kind.id}.-") in listed:
        return True
    of = [who for who, words in table.words["quality_of"].items() if kind.id == "tinh" and any(word in said for word in words)]
    if of and not {brief.group, heard} & set(of):
        return True
    days = table.words["day_words"] if kind.id == "vang" else {}
    named = {day for day, words in days.items() if any(word.lower() in said.lower() for word in words)}
    return bool(named) and brief.occasion not in named


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


def _sentence(
    kind: NoteKind, case: Case | None, topic: Topic | None, who: str, brief: Brief, heard: str, rng: random.Random
) -> str | None:
    """A sentence for the note, its topic's if it has one; of the writer's own people nobody says that he has heard of it."""
    if case and case.texts and (not topic or case.to != ("*",)):
        return rng.choice(case.texts)
    every = (*topic.frames, *(kind.frames if kind.id in ALL_AGREE else ())) if topic else kind.frames
    frames = [frame for frame in every if fits(frame, brief, heard)]
    if not frames:
        return None
    own = set(map(id, topic.frames)) if topic else set()
    weights = [len(frame.texts) * _nearness(frame) * (TOPICAL if id(frame) in own else 1) for frame in frames]
    frame = rng.choices(frames, weights)[0]
    texts = [text for text in frame.texts if not _said_by_the_day(text, brief)] or frame.texts
    texts = [text for text in texts if "?" not in text or brief.occasion != "chia_buon"]
    if not texts:
        return None
    sentence = rng.choice(texts)
    ours = kind.doer == THIRD and who.endswith(f" {brief.pair.xung}")
    close = near(brief)
    if kind.doer == THIRD and sentence.startswith("{Xung} vẫn nhớ" if ours else TOLD_OF_OURS) and who.endswith((brief.pair.goi, brief.pair.xung)):
        return None
    if (ours or close) and HEARSAY.search(sentence) and not (close and KNOWN.match(sentence)):
        return None
    return KNOWN.sub("{Ai} {v}", sentence) if close else sentence


def _nearness(frame: Frame) -> int:
    """A sentence that is for these people, or this day, is likelier than one for all."""
    return (1 if "*" in frame.to else 2) * (1 if "*" in frame.occ else 2)


def _said_by_the_day(text: str, brief: Brief) -> bool:
    """A second thanks on a card of thanks, a second apology on one of apology."""
    return brief.occasion in TWICE and TWICE[brief.occasion].search(text) is not None


def near(brief: Brief) -> bool:
    """Whether the two know of each other what a note says, and nobody need hear of it."""
    return brief.group in CLOSE or (brief.group == "con_chau" and set(brief.pair.xung.split()) <= ELDERS)


def fits(frame: Frame, brief: Brief, heard: str) -> bool:
    """Whether sentences suit whom, the tone and the day."""
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
        if brief.group == "nguoi_yeu" and OWN_FAMILY.match(who):
            return None
        mistaken = who.split()[0] in (goi.split()[0], xung.split()[0]) or SPOUSE.search(who)
        return None if mistaken and kind.doer != BOTH else who
    parts = goi.split()
    alone = 1.0 if kind.id in ONE_ALONE else 0.15
    if kind.doer == RECIPIENT and len(parts) == 2 and parts[0] in PARENTS and rng.random() < alone:
        return rng.choice(parts)
    if kind.id in TOGETHER and brief.group not in LOVERS and " " not in xung and rng.random() < SELDOM_ALONE:
        return f"{rng.choice(('vợ chồng', 'nhà', 'cả nhà'))} {xung}"
    return usual(kind.doer, brief, table)


def _wrong_spouse(who: str, said: str) -> bool:
    """ "anh lấy chồng", "cô cưới vợ"."""
    plain = said.replace("vợ chồng", "")
    return (who in MEN and HERS.search(plain) is not None) or (who in WIVES and "vợ" in plain.split())


def _neutral(kind: NoteKind, brief: Brief, heard: str, table: NoteTable, lists: Lists, rng: random.Random) -> str:
    """A clause of one of the kinds that this one stands for; who did it stays unsaid where it may be either of the two."""
    if kind.topics and (named := [clause for topic in kind.topics for clause in topic.clauses]) and rng.random() < NAMED:
        return rng.choice(named)
    other = table.kinds[rng.choice(kind.sources)]
    if not _possible(other, brief, table):
        return ""
    case = _case(other, heard, rng)
    said, who = _said(other, case, brief, heard, table, lists, rng), _who(other, case, brief, heard, table, rng)
    named = other.doer == THIRD or (other.doer == RECIPIENT and kind.id != NEUTRAL and rng.random() > BARE_SHARE)
    topic = table.topic(other.id, said, brief.pair.goi, brief.pair.xung)
    if who is None or _wrong_spouse(who, said) or _unfit(other, topic, said, brief, heard, table):
        return ""
    return joined(who, said) if named else said


def _said(
    kind: NoteKind, case: Case | None, brief: Brief, heard: str, table: NoteTable, lists: Lists, rng: random.Random,
    rare: frozenset[str] = frozenset(),
) -> str:  # fmt: skip
    if kind.sources:
        return _neutral(kind, brief, heard, table, lists, rng)
    ages = AGES.get(brief.group, ADULTS) if kind.doer == RECIPIENT else ADULTS
    age = rng.choice(ages)
    clauses = case.clauses if case else kind.clauses.get(age) or kind.clauses["chung"]
    if not case and kind.topics and (rare or rng.random() < EVENLY):
        groups = _by_topic(kind.id, age)
        clauses = rng.choice([group for topic, group in groups.items() if topic in rare] or list(groups.values()))
    clause = _put(rng.choice(clauses), brief)
    return SLOT.sub(lambda hit: rng.choice(lists[hit[1]]), clause)


@lru_cache(maxsize=256)
def _by_topic(kind: str, age: str) -> Mapping[str, Sequence[str]]:
    """The clauses that people of an age may have, by their topics' ids; those without one together."""
    spoken = note_table().kinds[kind]
    found: dict[str, list[str]] = {}
    for clause in dict.fromkeys((*spoken.clauses.get(age, ()), *spoken.clauses["chung"])):
        topic = spoken.topic(clause.replace("{goi}", "GOI").replace("{xung}", "XUNG"))
        found.setdefault(topic.id if topic else "", []).append(clause)
    return found


def _put(text: str, brief: Brief) -> str:
    return text.replace("{goi}", brief.pair.goi).replace("{xung}", brief.pair.xung)
