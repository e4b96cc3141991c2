"""Which sentences of Mầm's are those that it learnt, for such a day, such people and such a tone.

It learnt whole sentences (assets/smallworld, assets/notes, assets/note_topics) and of whom they are right; of drafts without a fault the one that keeps to
them is the surest.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from app.knowledge import Knowledge
from app.paths import assets_dir
from app.viet.kinship import Pair
from app.viet.text import capitalize, sentences
from app.writing.brief import Brief, called, listener
from app.writing.letter_frames import load_frames
from app.writing.note_table import SLOT, Frame, note_table
from app.writing.notes import Note, read_notes
from app.writing.prompt import card_notes, fitting_tone, letter_persons, letter_stands
from app.writing.smallworld import SLOT_PLANS, SmallWorld, fill, load_smallworld
from app.writing.tell import ALL_AGREE, HEARSAY, KNOWN, fits, near

SLOTS = tuple({slot: None for plans in SLOT_PLANS.values() for plan in plans for slot in plan})
WORD = re.compile(r"\w+")
SHOP = re.compile(r"\b(?:quán|tiệm|cửa hàng|shop|khai trương|nhà hàng|xưởng|trung tâm|khuyến mãi|giảm \d|tuyển)", re.IGNORECASE)


def strange(text: str, brief: Brief, knowledge: Knowledge) -> int:
    """How many sentences, but those that tell the notes, are none of those that suit the brief."""
    said = [words.lower() for note in card_notes(brief) for words in (note.clause, note.said)]
    asked = brief.with_(group=listener(brief, knowledge), tone=fitting_tone(brief, knowledge), details=(), purposes=(), guessed=())
    known = _sentences(asked, brief.group)
    own = [sentence.lower().strip() for sentence in sentences(text)]
    others = [sentence for sentence in own if not any(words in sentence for words in said)]
    told = {run for words in said for run in _runs(words)}
    return sum(sentence not in known or bool(told & _runs(sentence)) for sentence in others)


def _runs(text: str) -> set[tuple[str, ...]]:
    """Every three words in a row: what a note says is not said beside it."""
    words = WORD.findall(text)
    return set(zip(words, words[1:], words[2:], strict=False))


@lru_cache(maxsize=16)
def _sentences(asked: Brief, group: str) -> frozenset[str]:
    """Every sentence, in lower case, with the name where it may stand and without; `group` is that of the names."""
    named, nameless = asked.with_(group=group), asked.with_(group=group, name="")
    texts = (text for slot in SLOTS for clause in _world().choices(slot, asked) for text in clause.texts)
    filled = (fill(text, brief) for text in texts for brief in (named, nameless) if brief.name or "{ten}" not in text)
    return frozenset(sentence.lower().strip() for text in filled for sentence in sentences(text))


@cache
def _world() -> SmallWorld:
    return load_smallworld(assets_dir() / "smallworld")


def put(frame: str, note: Note, pair: Pair) -> str:
    """The note in a sentence, in lower case."""
    frame = frame.lower().replace("{ai} {v}", note.clause)
    told = note.said if "{ai}" in frame or "{goi} {v}" in frame else note.clause  # "chúc mừng {goi} {v}"
    words = {"goi": pair.goi, "xung": pair.xung, "ai": note.who, "v": told}
    return " ".join(SLOT.sub(lambda hit: words[hit[1]], frame).split()).lower()


def unlearnt(text: str, brief: Brief) -> int:
    """How many notes are told in no sentence that was written for what they speak of: of drafts without a fault the one
    with fewest is the surest to follow from what it was told."""
    low = " ".join(text.lower().split())
    notes = read_notes(brief, note_table()) if brief.kind == "thiep" and brief.details else ()
    return sum(not any(_begins(each, low) for each in learnt_for(note, brief)) for note in notes)


def plainly(text: str, brief: Brief) -> str:
    """The text with every note that stands in a sentence of Mầm's own making told as it was typed: no answer is better than a wrong one."""
    notes = card_notes(brief)
    for note in notes:
        mine = [sentence for sentence in sentences(text) if note.clause.lower() in sentence.lower()]
        others = [other.clause.lower() for other in notes if other is not note]
        if len(mine) != 1 or any(other in mine[0].lower() for other in others):
            continue
        if not any(_begins(each, " ".join(text.lower().split())) for each in learnt_for(note, brief)):
            text = text.replace(mine[0], f"{capitalize(note.clause)}.")
    return text


def _begins(sentence: str, text: str) -> bool:
    """Whether a sentence of the text begins with it."""
    return re.search(rf"(?:^|[.!?…] ){re.escape(sentence)}", text) is not None


def learnt_for(note: Note, brief: Brief) -> tuple[str, ...]:
    """The note in every sentence that was written for what it speaks of and is right for this person and day, in lower case."""
    return _own(note, brief.pair, _suiting(note, brief))


def _suiting(note: Note, brief: Brief) -> tuple[str, ...]:
    """Its sentences that are right for this person and day."""
    every = [(frame.texts, fits(frame, brief, brief.group)) for frame in frames_of(note)]
    texts = [text for each, fit in every if fit for text in each]
    texts += [text for case in note_table().kinds[note.kind].cases for text in case.texts]
    if not near(brief):
        return tuple(texts)
    return tuple(text for text in (KNOWN.sub("{Ai} {v}", text) for text in texts) if not HEARSAY.search(text))  # as app.writing.tell has it


def unlearnt_letter(text: str, brief: Brief) -> int:
    """Whether a letter is anything but a body that passes the note on and a closing, both of its type: 0 or 1."""
    stands = letter_stands(brief, faithful=True)[1]
    middle = text.strip().split("\n\n")
    if brief.kind == "email":
        middle = middle[2 : -1 if brief.sender else None]
    if 1 not in stands or len(middle) != 2:
        return 1
    frames = load_frames(assets_dir() / "smallworld")
    for goi, xung in _posted(brief) if brief.kind == "bai_dang" else ((called(brief)[0], brief.pair.xung),):
        persons = letter_persons(brief)
        later = {**persons, "goi": goi, "Goi": capitalize(goi), "xung": xung, "Xung": capitalize(xung)}
        bodies, closings = frames.passings(brief.kind, brief.type, stands[1], persons if brief.kind == "email" else later, later)
        if middle[0] in bodies and middle[1] in closings:
            return 0
    return 1


def _posted(brief: Brief) -> Iterator[tuple[str, str]]:
    """Who speaks to whom in a post; "bên mình" are those of a shop."""
    own = ("mình", "bên mình", "nhà mình") if SHOP.search(brief.note) else ("mình",)
    return ((goi, xung) for goi in ("mọi người", "cả nhà", "các bạn", "bà con") for xung in own)


@lru_cache(maxsize=64)
def _own(note: Note, pair: Pair, texts: tuple[str, ...]) -> tuple[str, ...]:
    """The note in each of its sentences."""
    return tuple(put(text, note, pair) for text in texts)


@lru_cache(maxsize=64)
def frames_of(note: Note) -> tuple[Frame, ...]:
    """The sentences of its topic, and of its kind where it has none or the topic lets those stand too."""
    kind = note_table().kinds[note.kind]
    topic = next((topic for topic in kind.topics if topic.label == note.about), None)
    return (*(topic.frames if topic else ()), *(kind.frames if topic is None or kind.id in ALL_AGREE else ()))
