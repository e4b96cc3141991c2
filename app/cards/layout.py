"""Fits text to a box: words to balanced lines, lines to a size, never past the edge."""

import itertools
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Protocol

from PySide6.QtCore import QTextBoundaryFinder

NBSP = "\u00a0"
SPARE_LEFT = {"left": 0.0, "center": 0.5, "right": 1.0}  # how much of a line's spare room stands before it
FLOOR_PX = 3  # below the style's minimum text still shrinks (and is flagged) rather than leave its box
VERSE_WORDS = 10  # a text of several lines, none longer than this, is verse and keeps its lines
PARAGRAPH_GAP, STANZA_GAP = 0.42, 0.75  # extra space, in leads
SIX_IN = 1.5  # how far the six-syllable line of a lục bát couplet stands in, in em


class Measure(Protocol):
    """What layout must know of a face; every length in em, so that sizes scale linearly."""

    top: float  # ink height of the tallest Vietnamese capital (Ẳ) over the baseline
    bottom: float  # ink depth of the deepest letter under it
    side: float  # ink that may hang out left or right of the advance

    def advance(self, text: str) -> float: ...


@dataclass(frozen=True)
class Line:
    """x and baseline are relative to the block's top left corner; text has plain spaces."""

    text: str
    x: float
    baseline: float
    width: float


@dataclass(frozen=True)
class Block:
    """A set text. width is the box's; height is ink to ink. overflow: smaller than the style allows."""

    px: int
    lines: tuple[Line, ...]
    width: float
    height: float
    overflow: bool = False


@dataclass(frozen=True)
class Setting:
    """How a text is set: face, lead in em, alignment 'left', 'center' or 'right', allowed sizes in px."""

    measure: Measure
    lead: float
    align: str
    smallest: int
    largest: int


@dataclass(frozen=True)
class Paragraph:
    units: tuple[str, ...]  # what a line never breaks inside
    gap: float  # space over it, in leads


def polish(text: str) -> str:
    """NFC, single spaces, real quotes, dashes and ellipsis; line breaks stay."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\t", " ")
    text = "".join(c for c in text if c == "\n" or unicodedata.category(c) != "Cc")
    text = re.sub(r'(^|[\s(\[])"', r"\1“", text, flags=re.MULTILINE).replace('"', "”").replace("...", "…")
    text = re.sub(r"(^|[\s(\[“])'", r"\1‘", text, flags=re.MULTILINE).replace("'", "’")
    text = re.sub(r" -{1,3} ", " – ", text)
    return "\n".join(re.sub(r"[^\S\n]+", " ", line).strip() for line in text.strip().split("\n"))


def is_verse(text: str) -> bool:
    lines = [line for line in text.split("\n") if line]
    return len(lines) > 1 and all(len(line.split()) <= VERSE_WORDS for line in lines)


def is_luc_bat(text: str) -> bool:
    """Whether lines of six and eight syllables alternate: a couplet's six stands in, its eight stands out."""
    counts = [sum(any(c.isalnum() for c in word) for word in line.split()) for line in text.split("\n") if line]
    return len(counts) > 1 and all(n == (6, 8)[i % 2] for i, n in enumerate(counts))


def glue(line: str, compounds: frozenset[str]) -> tuple[str, ...]:
    """The line's unbreakable units: compounds, a number with its noun, a dash or emoji with the word before it.

    >>> glue("chúc cả gia đình 70 tuổi", frozenset({"gia đình"}))
    ('chúc', 'cả', 'gia\\xa0đình', '70\\xa0tuổi')
    """
    words, units, i = line.split(" "), [], 0
    while i < len(words):
        n = next((n for n in (3, 2) if _compound(words[i : i + n], n, compounds)), 1)
        unit = NBSP.join(words[i : i + n])
        if units and not any(c.isalnum() for c in unit):
            units[-1] += NBSP + unit
        else:
            units.append(unit)
        i += n
    return tuple(units)


def _compound(words: list[str], n: int, compounds: frozenset[str]) -> bool:
    if len(words) < n:
        return False
    bare = [word.strip("“”‘’(),.;:!?…").lower() for word in words]
    if any(word[-1:] in ",.;:!?…" for word in words[:-1]):
        return False
    return " ".join(bare) in compounds or (n == 2 and words[0].isdigit() and bare[1].isalpha())


@lru_cache(maxsize=256)
def paragraphs(text: str, compounds: frozenset[str]) -> tuple[Paragraph, ...]:
    """The polished text's paragraphs (or verse lines), with the space over each."""
    verse, out, gap = is_verse(text), [], 0.0
    for line in text.split("\n"):
        if line:
            out.append(Paragraph(glue(line, compounds), gap if out else 0.0))
            gap = 0.0 if verse else PARAGRAPH_GAP
        else:
            gap = STANZA_GAP if verse else PARAGRAPH_GAP
    return tuple(out)


def compose(text: str, px: int, width: float, setting: Setting, compounds: frozenset[str]) -> Block | None:
    """The text at one size, or None if a word (or a line of verse) is wider than the box at that size.

    At the smallest size and below nothing is refused: over-wide lines wrap, over-wide words are split.
    """
    found = _units(text, px, width, setting, compounds)
    if found is None:
        return None
    measure, limit = setting.measure, _limit(px, width, setting)
    rows: list[tuple[str, float]] = []  # text, gap over it in leads
    for units, gap in found:
        lines = _balanced(units, limit, measure)
        rows += [(line, gap if i == 0 else 0.0) for i, line in enumerate(lines)]
    block = _stack(rows, px, width, setting)
    return _couplets(block, setting) if is_luc_bat(text) and len(rows) == len(found) else block


def height_at(text: str, px: int, width: float, setting: Setting, compounds: frozenset[str]) -> float | None:
    """The height `compose` would come to, without composing: what a search asks for at every size."""
    found = _units(text, px, width, setting, compounds)
    if found is None:
        return None
    measure, limit = setting.measure, _limit(px, width, setting)
    space = measure.advance(" ")
    counts = [len(_ends([measure.advance(unit) for unit in units], space, limit)) for units, _ in found]
    leads = sum(counts) - 1 + sum(gap for _, gap in found)
    return (max(0.0, leads) * _lead(setting) + measure.top + measure.bottom) * px if found else 0.0


def _units(
    text: str, px: int, width: float, setting: Setting, compounds: frozenset[str]
) -> list[tuple[tuple[str, ...], float]] | None:
    """Each paragraph's units, over-wide ones split, and the gap over it; None where `compose` refuses."""
    measure, limit, last_resort = setting.measure, _limit(px, width, setting), px <= setting.smallest
    verse, out = is_verse(text), []
    for paragraph in paragraphs(text, compounds):
        units = paragraph.units
        if any(measure.advance(unit) > limit for unit in units):
            if not last_resort:
                return None
            units = tuple(piece for unit in units for piece in _pieces(unit, limit, measure))
        if (
            verse
            and not last_resort
            and sum(map(measure.advance, units)) + measure.advance(" ") * (len(units) - 1) > limit
        ):
            return None
        out.append((units, paragraph.gap))
    return out


def _limit(px: int, width: float, setting: Setting) -> float:
    """The widest line at this size, in em."""
    return width / px - 2 * setting.measure.side


def _lead(setting: Setting) -> float:
    """Distance of baselines in em: marks never reach the letters of the line above, whatever the style asks for."""
    return max(setting.lead, setting.measure.top + setting.measure.bottom)


def _stack(rows: list[tuple[str, float]], px: int, width: float, setting: Setting) -> Block:
    measure, lines, y = setting.measure, [], setting.measure.top * px
    lead = _lead(setting) * px
    for i, (text, gap) in enumerate(rows):
        y += (lead if i else 0) + gap * lead
        advance = measure.advance(text) * px
        x = measure.side * px + (width - advance - 2 * measure.side * px) * SPARE_LEFT[setting.align]
        lines.append(Line(text.replace(NBSP, " "), x, y, advance))
    height = y + measure.bottom * px if rows else 0.0
    return Block(px, tuple(lines), width, height)


def _couplets(block: Block, setting: Setting) -> Block:
    """Lines of lục bát as one block, the sixes set in; the block stands where the style aligns."""
    side = setting.measure.side * block.px
    limit = block.width - 2 * side
    starts = [0.0 if i % 2 else min(SIX_IN * block.px, limit - line.width) for i, line in enumerate(block.lines)]
    whole = max(start + line.width for start, line in zip(starts, block.lines, strict=True))
    left = side + (block.width - whole - 2 * side) * SPARE_LEFT[setting.align]
    lines = [replace(line, x=left + start) for start, line in zip(starts, block.lines, strict=True)]
    return replace(block, lines=tuple(lines))


def fit(text: str, width: float, height: float, setting: Setting, compounds: frozenset[str] = frozenset()) -> Block:
    """The largest setting of the text inside width × height, by binary search over whole pixels.

    If even the smallest size is too tall, the text shrinks on, whole, and the block is flagged `overflow`.
    """
    text = polish(text)
    if not text:
        return Block(setting.smallest, (), width, 0.0)

    def fits(px: int) -> bool:
        needed = height_at(text, px, width, setting, compounds)
        return needed is not None and needed <= height

    px = largest_px(fits, FLOOR_PX, setting.largest)
    block = compose(text, px, width, setting, compounds)
    assert block is not None
    return Block(px, block.lines, width, block.height, overflow=px < setting.smallest)


def largest_px(fits: Callable[[int], bool], low: int, high: int) -> int:
    """The largest size in low…high for which `fits` holds (it must be monotone); `low` if none."""
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(middle) else (low, middle - 1)
    return low


def _pieces(unit: str, limit: float, measure: Measure) -> list[str]:
    """An over-wide unit as words, over-wide words as runs of whole graphemes that fit the limit."""
    if measure.advance(unit) <= limit:
        return [unit]
    if NBSP in unit:
        return [piece for word in unit.split(NBSP) for piece in _pieces(word, limit, measure)]
    out, run = [], ""
    for grapheme in graphemes(unit):
        if run and measure.advance(run + grapheme) > limit:
            out, run = [*out, run], ""
        run += grapheme
    return [*out, run]


def graphemes(text: str) -> list[str]:
    """User-perceived characters: an emoji sequence or a letter with its marks stays whole."""
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, text)
    utf16, cuts = text.encode("utf-16-le"), [0]
    while (cut := finder.toNextBoundary()) != -1:
        cuts.append(cut)
    return [utf16[2 * a : 2 * b].decode("utf-16-le") for a, b in itertools.pairwise(cuts)]


def _balanced(units: tuple[str, ...], limit: float, measure: Measure) -> list[str]:
    """Fewest lines, then the evenest: least squared slack; a lonely last word and a weak break cost more."""
    widths, space = [measure.advance(unit) for unit in units], measure.advance(" ")
    latest, n = _ends(widths, space, limit), len(units)
    count = len(latest)
    if count == 1:
        return [" ".join(units)]
    # Line k must end between where the lines after it can still hold the rest, and where greedy filling ends it.
    earliest = [n - end for end in reversed(_ends(widths[::-1], space, limit))][1:] + [n]
    target = min(limit, (sum(widths) + space * (n - 1)) / count)
    starts = {0: (0.0, (0,))}  # end of the lines so far -> least cost and its cuts
    for k in range(count):
        ends: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (cost, cuts) in starts.items():
            width = -space
            for end in range(start + 1, latest[k] + 1):
                width += space + widths[end - 1]
                if width > limit + 1e-9 and end > start + 1:
                    break
                if end < earliest[k]:
                    continue
                slack = (width - target) / target
                here = cost + slack * slack - (0.012 if end < n and units[end - 1][-1] in ",.;:!?…–" else 0.0)
                if end == n and end == start + 1 and NBSP not in units[start]:
                    here += 0.5
                if end not in ends or here < ends[end][0]:
                    ends[end] = (here, (*cuts, end))
        starts = ends
    cuts = starts[n][1]
    return [" ".join(units[a:b]) for a, b in itertools.pairwise(cuts)]


def _ends(widths: list[float], space: float, limit: float) -> list[int]:
    """Where lines end when each takes all it can: as few lines as can be."""
    ends, width = [], -space
    for i, advance in enumerate(widths):
        if width >= 0 and width + space + advance > limit + 1e-9:
            ends.append(i)
            width = -space
        width += space + advance
    return [*ends, len(widths)]
