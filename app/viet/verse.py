"""Whether a poem keeps its form: syllables, tones and rhymes of every line, each verdict one sentence to read.

The rules are those of the school books (Dương Quảng Hàm, Việt Nam văn học sử yếu, on lục bát, song thất and câu đối);
Truyện Kiều keeps each of them in more than 98 lines of a hundred. A line of the wrong length is judged no further, and
the next one need not rhyme with it.
"""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from app.viet.rhyme import rhymes, sound, tone_class
from app.viet.verse_forms import FORMS, Form, Metre, Shape
from app.viet.verse_lines import Line, Word, lines_of

__all__ = ["FORMS", "Form", "LineVerdict", "check_verse", "faults"]

VerseRule = Literal["dat", "so_tieng", "so_dong", "thanh", "bong_tram", "van", "doi"]
LETTERS = {"B": "bằng", "T": "trắc"}
MARKS = {"bằng": "bằng (không dấu hoặc dấu huyền)", "trắc": "trắc (sắc, hỏi, ngã, nặng)"}
STANZA = 4


@dataclass(frozen=True, slots=True)
class LineVerdict:
    """What is to be said of a line: that it is right (rule "dat"), or one thing that breaks the form.

    Rules: so_tieng (syllables), so_dong (lines), thanh (bằng or trắc), bong_tram (ngang against huyền at the sixth
    and eighth), van (rhyme), doi (the halves of a couplet against each other).
    """

    line: int  # from 1; empty lines do not count
    rule: VerseRule
    position: int  # the syllable, from 1; 0: the whole line
    sentence: str  # Vietnamese
    start: int  # the place in the text
    end: int
    binding: bool = True  # False: advice that good poets pass over

    @property
    def broken(self) -> bool:
        """Whether the line breaks a rule."""
        return self.rule != "dat"


def check_verse(text: str, form: Form) -> tuple[LineVerdict, ...]:
    """The verdicts on a poem by lines; a line that keeps the form has one, of rule "dat"."""
    lines = tuple(lines_of(text))
    if form.couplet:
        found = list(_couplet(lines))
    elif form.chained:
        found = list(_chain(lines, form))
    else:
        found = list(_stanzas(lines, form))
    bad = {verdict.line for verdict in found}
    good = [
        _verdict(line, "dat", 0, f"Dòng {line.number} đúng luật {form.label}.")
        for line in lines
        if line.number not in bad
    ]
    return tuple(sorted(found + good, key=lambda verdict: (verdict.line, verdict.position)))


def faults(text: str, form: Form) -> tuple[LineVerdict, ...]:
    """Only what breaks the form and is no mere advice."""
    return tuple(verdict for verdict in check_verse(text, form) if verdict.broken and verdict.binding)


def _verdict(line: Line, rule: VerseRule, position: int, sentence: str, binding: bool = True) -> LineVerdict:
    place: Line | Word = line.word(position) if position else line
    return LineVerdict(line.number, rule, position, sentence, place.start, place.end, binding)


# Lục bát and song thất lục bát: lines of fixed kinds, each tied to the next.


def _chain(lines: tuple[Line, ...], form: Form) -> Iterator[LineVerdict]:
    for _, stanza in itertools.groupby(lines, key=lambda line: line.stanza):
        yield from _chained_stanza(tuple(stanza), form.shapes)


def _chained_stanza(lines: tuple[Line, ...], shapes: tuple[Shape, ...]) -> Iterator[LineVerdict]:
    turn = 0
    before: Line | None = None
    for at, line in enumerate(lines):
        if _one_is_missing(lines[at : at + 2], shapes, turn):
            yield _verdict(line, "so_dong", 0, f"Trước dòng {line.number} thiếu một {shapes[turn].label}.")
            turn, before = (turn + 1) % len(shapes), None
        shape = shapes[turn]
        if _fits(line, shape):
            yield from _best(line, shape, before)
        else:
            yield _count(line, shape)
        turn, before = (turn + 1) % len(shapes), line if _fits(line, shape) else None
    if turn and lines:
        yield _verdict(lines[-1], "so_dong", 0, f"Sau dòng {lines[-1].number} thiếu một {shapes[turn].label}.")


def _one_is_missing(ahead: tuple[Line, ...], shapes: tuple[Shape, ...], turn: int) -> bool:
    """The line at hand, and the one after it, have the lengths of the lines after those expected."""
    counts = [len(line.words) for line in ahead]
    expected = [shapes[(turn + step) % len(shapes)].count for step in range(3)]
    return counts != expected[: len(counts)] and len(counts) == 2 and counts == expected[1:]


def _fits(line: Line, shape: Shape) -> bool:
    return len(line.words) == shape.count and not any(word.text.isdigit() for word in line.words)


def _count(line: Line, shape: Shape) -> LineVerdict:
    """A line that has not its number of syllables, or that can not be counted for a number in figures."""
    for position, word in enumerate(line.words, 1):
        if word.text.isdigit():
            said = f"Dòng {line.number} có số “{word.text}”: trong thơ hãy viết số bằng chữ."
            return _verdict(line, "so_tieng", position, said)
    name = "" if shape.label == "dòng" else f" ({shape.label})"
    return _verdict(line, "so_tieng", 0, f"Dòng {line.number}{name} có {len(line.words)} tiếng, phải có {shape.count}.")


def _best(line: Line, shape: Shape, before: Line | None = None) -> list[LineVerdict]:
    """What breaks the metre that the line breaks least."""
    metres = [metre for metre in shape.metres if not metre.pause or line.pauses_after(metre.pause)]
    return _fewest([*_tones(line, metre), *_link(line, metre, before)] for metre in metres)


def _fewest(readings: Iterable[list[LineVerdict]]) -> list[LineVerdict]:
    """The reading that breaks least; the first one if that breaks nothing, without a look at the others."""
    best: list[LineVerdict] | None = None
    for reading in readings:
        if not reading:
            return []
        if best is None or len(reading) < len(best):
            best = reading
    assert best is not None, "every shape has a metre without a pause, every form a scheme"
    return best


def _tones(line: Line, metre: Metre, binding: bool = True) -> Iterator[LineVerdict]:
    for position, letter in enumerate(metre.tones, 1):
        word = line.word(position).text
        if letter in LETTERS and tone_class(word) != LETTERS[letter]:
            said = f"Dòng {line.number}, tiếng {position} “{word}” thanh {tone_class(word)}, đúng luật là {MARKS[LETTERS[letter]]}."
            yield _verdict(line, "thanh", position, said, binding)
    if metre.contrast:
        yield from _contrast(line, *metre.contrast)


def _contrast(line: Line, first: int, second: int) -> Iterator[LineVerdict]:
    """Of two bằng syllables of the eight-syllable line one is ngang and one huyền."""
    a, b = (line.word(position).text for position in (first, second))
    pitches = [heard.tone for word in (a, b) if (heard := sound(word))]
    if len(pitches) == 2 and pitches[0] == pitches[1] and tone_class(a) == "bằng":
        said = f"Dòng {line.number}, “{a}” và “{b}” cùng thanh {pitches[0]}: tiếng {first} và {second} cần một ngang, một huyền."
        yield _verdict(line, "bong_tram", second, said)


def _link(line: Line, metre: Metre, before: Line | None) -> Iterator[LineVerdict]:
    """The rhyme of the line before, taken up inside this one."""
    if before and metre.rhyme:
        yield from _rhyme(line, metre.rhyme, before)


def _rhyme(line: Line, position: int, before: Line) -> Iterator[LineVerdict]:
    word, wanted = line.word(position).text, before.last.text
    if rhymes(word, wanted) is None:
        said = f"Dòng {line.number}, tiếng {position} “{word}” không vần với “{wanted}” cuối dòng {before.number}."
        yield _verdict(line, "van", position, said)
    elif word.lower() == wanted.lower():
        yield _verdict(
            line, "van", position, f"Dòng {line.number}, “{word}” vần với chính nó, nên đổi một chữ.", binding=False
        )


# Four, five and seven syllables: stanzas whose ends rhyme.


def _stanzas(lines: tuple[Line, ...], form: Form) -> Iterator[LineVerdict]:
    shape = form.shapes[0]
    for line in lines:
        if _fits(line, shape):
            yield from _pattern(line, form)
        else:
            yield _count(line, shape)
    for _, group in itertools.groupby(lines, key=lambda line: line.stanza):
        stanza = tuple(group)
        for at in range(0, len(stanza), STANZA):
            yield from _ends(stanza, at, form.schemes)


def _pattern(line: Line, form: Form) -> list[LineVerdict]:
    return _fewest(list(_tones(line, metre, not form.free_tones)) for metre in form.shapes[0].metres)


def _ends(stanza: tuple[Line, ...], at: int, schemes: tuple[str, ...]) -> list[LineVerdict]:
    """The rhymes of four lines by the scheme that they keep best; of a rest, that its last line rhymes with one near."""
    four = stanza[at : at + STANZA]
    if len(four) == STANZA:
        return _fewest(list(_scheme(four, scheme)) for scheme in schemes) + list(_mixed(four))
    near = stanza[max(0, at - STANZA) : at + len(four) - 1]
    if not near or any(rhymes(line.last.text, four[-1].last.text) for line in near):
        return []
    return list(_rhyme(four[-1], len(four[-1].words), near[-1]))


def _scheme(four: tuple[Line, ...], scheme: str) -> Iterator[LineVerdict]:
    """Every line must rhyme with the line before it that has its letter."""
    last: dict[str, Line] = {}
    for line, letter in zip(four, scheme, strict=True):
        if letter != "x" and letter in last:
            yield from _rhyme(line, len(line.words), last[letter])
        last[letter] = line


def _mixed(four: tuple[Line, ...]) -> Iterator[LineVerdict]:
    """The ends of a stanza are not all bằng, nor all trắc."""
    ends = {tone_class(line.last.text) for line in four}
    if len(ends) == 1:
        said = f"Từ dòng {four[0].number} đến dòng {four[-1].number}, cuối dòng toàn thanh {ends.pop()}: cần xen bằng và trắc."
        yield _verdict(four[-1], "thanh", len(four[-1].words), said)


# Couplets: two lines of the same build, tone against tone.


def _couplet(lines: tuple[Line, ...]) -> Iterator[LineVerdict]:
    if len(lines) != 2:
        if lines:
            yield _verdict(lines[-1], "so_dong", 0, f"Câu đối có hai vế, bài này có {len(lines)} dòng.")
        return
    upper, lower = lines
    if len(upper.words) != len(lower.words):
        said = f"Hai vế phải dài bằng nhau: vế trên có {len(upper.words)} tiếng, vế dưới có {len(lower.words)}."
        yield _verdict(lower, "so_tieng", 0, said)
        return
    if upper.pauses - {len(upper.words)} != lower.pauses - {len(lower.words)}:
        yield _verdict(lower, "doi", 0, "Hai vế ngắt nhịp khác nhau: dấu phẩy của vế dưới phải ứng với vế trên.")
    yield from _opposed(upper, lower)
    if tone_class(upper.last.text) == "bằng":
        said = f"Vế trên kết bằng “{upper.last.text}” thanh bằng: vế trên phải kết thanh trắc, vế dưới thanh bằng."
        yield _verdict(upper, "thanh", len(upper.words), said)


def _opposed(upper: Line, lower: Line) -> Iterator[LineVerdict]:
    """Every second syllable of a clause, and its last, is bằng in one half and trắc in the other."""
    for position in _beats(upper):
        a, b = upper.word(position).text, lower.word(position).text
        if tone_class(a) == tone_class(b):
            said = f"Tiếng {position} của hai vế, “{a}” và “{b}”, cùng thanh {tone_class(a)}: phải một bằng, một trắc."
            yield _verdict(lower, "doi", position, said)


def _beats(line: Line) -> Iterator[int]:
    """The positions where the halves are set against each other."""
    at = 0
    for clause in line.clauses():
        yield from (at + step for step in range(1, len(clause) + 1) if step % 2 == 0 or step == len(clause))
        at += len(clause)
