"""The lines of a poem as verse sees them: syllables with their places in the text, and where a line pauses."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

SYLLABLE_RUN = re.compile(r"[^\W\d_]+|\d+")
MARK = re.compile(r"[,;:.!?…–—]|\s-\s")


@dataclass(frozen=True, slots=True)
class Word:
    """One syllable: text[start:end]."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line that has words; `number` counts such lines from 1, `stanza` the groups between empty lines."""

    number: int
    stanza: int
    start: int
    end: int
    words: tuple[Word, ...]
    pauses: frozenset[int]  # there is a mark after these syllables

    def word(self, position: int) -> Word:
        """The syllable at a position counted from 1."""
        return self.words[position - 1]

    @property
    def last(self) -> Word:
        """The last syllable."""
        return self.words[-1]

    def pauses_after(self, position: int) -> bool:
        """A mark stands there, or the halves share a word in one place ("Khi tựa gối khi cúi đầu")."""
        said = [word.text.lower() for word in self.words]
        halves = zip(said[:position], said[position : 2 * position], strict=False)
        return position in self.pauses or any(one == other for one, other in halves)

    def clauses(self) -> tuple[tuple[Word, ...], ...]:
        """The words between marks."""
        cuts = [0, *sorted(self.pauses - {len(self.words)}), len(self.words)]
        return tuple(self.words[a:b] for a, b in itertools.pairwise(cuts))


def lines_of(text: str) -> Iterator[Line]:
    """The lines of a text that have words."""
    number, stanza, start, gap = 0, 0, 0, False
    for raw in text.split("\n"):
        words = tuple(Word(hit[0], start + hit.start(), start + hit.end()) for hit in SYLLABLE_RUN.finditer(raw))
        if words:
            number, stanza, gap = number + 1, stanza + (gap and number > 0), False
            yield Line(number, stanza, words[0].start, words[-1].end, words, _pauses(text, words, start + len(raw)))
        else:
            gap = True
        start += len(raw) + 1


def _pauses(text: str, words: tuple[Word, ...], end: int) -> frozenset[int]:
    starts = [*(word.start for word in words[1:]), end]
    return frozenset(
        at for at, (word, start) in enumerate(zip(words, starts, strict=True), 1) if MARK.search(text, word.end, start)
    )
