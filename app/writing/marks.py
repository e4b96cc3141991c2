"""Restores the diacritics of a text typed without them: "ba moi mo mat xong" → "bà mới mổ mắt xong".

A beam search (Viterbi, two hypotheses a state) under a back-off trigram model of syllables: log p(c|a,b) is stored, or
is bow(a,b) + log p(c|b), and so on down (Katz 1987). app.writing.marks_table counts it.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.paths import assets_dir
from app.viet.syllable import is_syllable, split_tone, with_tone
from app.viet.text import fold, nfc

END, COMMA, NUMBER, OTHER = range(4)  # what stands between syllables: an end or a beginning, a foreign word or a name
SIGNS = ("</s>", ",", "#", "?")
TOKEN = re.compile(r"[^\W\d_]+|\d[\w.,]*|[.!?…\n]+|[,;:]")
SHORT = {"ko": "không", "k": "không", "dc": "được", "đc": "được", "r": "rồi", "mik": "mình", "vs": "với"}  # heard so
PART = re.compile(r"[\w@/&+_-]$|\w[.:]$"), re.compile(r"[\w@/&_-]|[.:]\w")  # of an address, a code, a compound
STEP, SHIFT = 0.3, 12  # nats a level; the level of a back-off weight of 1
PREFERRED, NAMED, CAPITAL = 3.5, 1.5, 1.0  # nats for a word of the request, a name of it in lower case, a first word as it is
BEAM, LONGEST = 40, 300  # hypotheses kept; words, more than which are no note

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

WRITTEN_OUT = frozenset(["không", "được", "rồi", "gì", "vậy", "bệnh", "viện", "công", "ty", "điện", "thoại", "giờ", "nghìn", "triệu"])


@dataclass(frozen=True)
class Restored:
    """A text with its diacritics, and by how many nats it is likelier than the second best (inf: nothing to choose)."""

    text: str
    margin: float


@dataclass(frozen=True)
class Token:
    """A piece of the text, what it may be read as, and whether its reading is written out."""

    start: int
    end: int
    readings: list[int]
    bonus: list[float]  # nats for each reading that come from the request
    open: bool


@dataclass(frozen=True)
class Beam:
    """Hypotheses: their last word, the place of their last two in the table of pairs (-1: none), their score."""

    word: Ints  # (H,)
    pair: Ints  # (H,)
    score: Floats  # (H,)
    parent: Ints  # (H,), in the beam before


def is_bare(text: str) -> bool:
    """Whether a text was typed without diacritics; "ko" and the like may have been written out."""
    words = [word for word in re.findall(r"[^\W_]+", text.lower()) if word not in WRITTEN_OUT]
    return len(words) >= 3 and all(fold(word) == word for word in words)


def restored(text: str, prefer: Iterable[str] = ()) -> str:
    """A text typed without diacritics with those it most likely has (the table is read at the first such text)."""
    if not is_bare(text):
        return text
    return shipped_marks().restore(text, tuple(prefer)).text


@lru_cache(maxsize=1)
def shipped_marks() -> "Marks":
    """The table of assets/language."""
    return load_marks(assets_dir() / "language" / "marks.npz")


@lru_cache(maxsize=65536)
def normal(run: str) -> str:
    """A syllable in lower case, its tone mark in the old place ("hoà" → "hòa"); "" if it is none."""
    return with_tone(*split_tone(run)) if is_syllable(run) else ""


def sign(token: str) -> int:
    """The number of a token that is no syllable."""
    return NUMBER if token[0].isdigit() else COMMA if token in ",;:" else END if token[0] in ".!?…\n" else OTHER


class Marks:
    """The syllables, and what stands beside what; see app.writing.marks_table for the file."""

    def __init__(self, words: Sequence[str], ones: Sequence[Floats], pairs: tuple[Ints, Floats, Floats], triples: tuple[Ints, Floats]):
        """`ones` are log p and back-off of each word; `pairs` and `triples` begin with their sorted keys."""
        self._words, self._ids = words, {word: id for id, word in enumerate(words)}
        (self._one, self._one_bow), (self._pairs, self._two, self._two_bow), (self._triples, self._three) = ones, pairs, triples
        readings: dict[str, list[int]] = defaultdict(list)
        for id in range(len(SIGNS), len(words)):
            readings[fold(words[id])].append(id)
        self._readings = dict(readings)

    def restore(self, text: str, prefer: Iterable[str] = ()) -> Restored:
        """The text with its diacritics, if it was typed without any; `prefer` are the words of the request ("bà", "Hạnh").

        Words with diacritics, digits, capitals or no Vietnamese reading stay, and so does a text that is mostly such.
        """
        text = nfc(text)
        if not is_bare(text) or len(text.split()) > LONGEST:
            return Restored(text, math.inf)
        wished = [word for phrase in prefer for word in nfc(phrase).split()]
        tokens = list(self._tokens(text, wished))
        known = [max(token.readings) >= len(SIGNS) for token in tokens if text[token.start].isalpha()]
        if 2 * sum(known) < len(known):
            return Restored(text, math.inf)
        path, scores = self._search(tokens)
        pieces, last = [], 0
        for token, id in zip(tokens, path, strict=True):
            run = text[token.start : token.end]
            changed = token.open and id >= len(SIGNS) and self._words[id] != normal(run)
            pieces += [text[last : token.start], _cased(self._words[id], run) if changed else run]
            last = token.end
        return Restored("".join([*pieces, text[last:]]), float(scores[0] - scores[1]) if len(scores) > 1 else math.inf)

    def _tokens(self, text: str, wished: Sequence[str]) -> Iterator[Token]:
        """The tokens with their readings. A word that stays has readings too, for the sake of its neighbours."""
        loud, first = text.isupper(), True
        known = {id: word for word in wished if (id := self._ids.get(normal(word))) is not None}
        bonus = {id: PREFERRED if word.islower() else NAMED for id, word in known.items()}
        if "ba" in wished and "bà" not in wished and "bà" in self._ids:  # who writes to his "ba" means no grandmother
            bonus[self._ids["bà"]] = -PREFERRED
        names = {fold(word): id for id, word in known.items() if word[0].isupper()}
        for hit in TOKEN.finditer(text):
            run = hit[0]
            if not run[0].isalpha() or _attached(text, hit):
                yield Token(*hit.span(), [sign(run)], [0.0], False)
            elif fold(run) != run.lower() or run.lower() in SHORT:
                yield Token(*hit.span(), [self._ids.get(normal(SHORT.get(run.lower(), run)), OTHER)], [0.0], False)
            elif run[0].isupper() and run.lower() in names:
                yield Token(*hit.span(), [names[run.lower()]], [0.0], True)
            else:
                ids = self._readings.get(run.lower(), [OTHER])
                started = first and run[0].isupper() and not loud
                extra = [bonus.get(id, 0.0) + CAPITAL * (started and self._words[id] == run.lower()) for id in ids]
                yield Token(*hit.span(), ids, extra, loud or run.islower() or (first and run[1:].islower()))
            first = run[0] in ".!?…\n"

    def _search(self, tokens: Sequence[Token]) -> tuple[list[int], Floats]:
        """The best reading of all tokens, and the best scores, falling."""
        beams = [Beam(np.array([END]), np.array([-1]), np.zeros(1, np.float32), np.array([0]))]
        for token in [*tokens, Token(0, 0, [END], [0.0], False)]:
            beams.append(self._step(beams[-1], np.array(token.readings), np.array(token.bonus, np.float32)))
        path, at = [], int(beams[-1].score.argmax())
        for beam in reversed(beams[1:]):
            path.append(int(beam.word[at]))
            at = int(beam.parent[at])
        return path[:0:-1], np.sort(beams[-1].score)[::-1]

    def _step(self, beam: Beam, ids: Ints, extra: Floats) -> Beam:
        """Every hypothesis with every reading of the next token, the best kept, two a state."""
        size, width = len(self._words), len(ids)
        pair, found = _find(self._pairs, (beam.word[:, None] * size + ids).ravel())  # (H * N,)
        two = np.where(found, self._two[pair], (self._one_bow[beam.word][:, None] + self._one[ids]).ravel())
        triple, whole = _find(self._triples, (beam.pair[:, None] * size + ids).ravel())
        known = beam.pair >= 0
        bow = np.repeat(np.where(known, self._two_bow[beam.pair], 0), width)
        score = np.where(whole & np.repeat(known, width), self._three[triple], bow + two)
        score = score.astype(np.float32) + (beam.score[:, None] + extra).ravel()
        order = np.argsort(-score, kind="stable")
        state = (beam.word[:, None] * size + ids).ravel()[order]
        _, best = np.unique(state, return_index=True)
        rest = np.delete(np.arange(len(order)), best)
        _, second = np.unique(state[rest], return_index=True)
        kept = order[np.sort(np.concatenate([best, rest[second]]))[:BEAM]]
        return Beam(ids[kept % width], np.where(found, pair, -1)[kept], score[kept], kept // width)


def _find(keys: Ints, wanted: Ints) -> tuple[Ints, NDArray[np.bool_]]:
    """Where the wanted keys stand among the sorted keys, and whether they do."""
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return at, keys[at] == wanted


def _attached(text: str, hit: re.Match[str]) -> bool:
    """Whether a run of letters is a part of an address, a code or a compound: "q12", "lan@…"."""
    return bool(PART[0].search(text[max(0, hit.start() - 2) : hit.start()]) or PART[1].match(text, hit.end()))


def _cased(word: str, like: str) -> str:
    if like.isupper() and len(like) > 1:
        return word.upper()
    return word[0].upper() + word[1:] if like[0].isupper() else word


def load_marks(path: Path) -> Marks:
    """The table that app.writing.marks_table wrote."""
    with np.load(path) as file:
        words = [*SIGNS, *file["words"].tobytes().decode().split("\n")]
        pairs = _keys(file["pair_count"], file["pair_word"], len(words))
        triples = _keys(file["triple_count"], file["triple_word"], len(words))
        one, one_bow, two, two_bow, three = (file[name].astype(np.float32) for name in ("one", "one_bow", "two", "two_bow", "three"))
    ones = -STEP * one, STEP * (SHIFT - one_bow)
    return Marks(words, ones, (pairs, -STEP * two, STEP * (SHIFT - two_bow)), (triples, -STEP * three))


def _keys(counts: NDArray[np.uint8], words: NDArray[np.uint8], size: int) -> Ints:
    """Sorted keys context * size + word, from how many words follow each context and the gaps between these.

    Both come as two planes of bytes, the low ones first: they deflate better so.
    """
    follow, gaps = (plane[0].astype(np.int64) + 256 * plane[1].astype(np.int64) for plane in (counts, words))
    total = np.cumsum(gaps)
    starts = np.cumsum(follow) - follow
    before = np.concatenate([[0], total])[starts]  # (contexts,)
    return np.repeat(np.arange(len(follow)) * size - before, follow) + total
