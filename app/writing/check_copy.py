"""What a text copies from the request: right, wrong (a word or two that differ amid words that agree), or bare of marks."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from app.viet.text import fold
from app.writing.brief import Brief
from app.writing.finding import Checks, Finding, Rule

WORD = re.compile(r"\w+(?:[.,/]\w+)*")
FLANK, BOTH = 2, 5  # words that agree on each side, and on both together
MOST_WRONG = 3  # words that differ
COPIED = 3  # words in a row that are the request's own
BARE, BARE_OF_BARE = 7, 3  # so many words in a row without a diacritic: of any note, of a note that has none at all


def copied(text: str, brief: Brief) -> list[tuple[int, int]]:
    """The stretches that are the request's own words: those need not be doubted."""
    return [
        (ours[block.b].start(), ours[block.b + block.size - 1].end())
        for note in _notes(brief)
        for ours, matcher in [_aligned(note, text)[1:]]
        for block in matcher.get_matching_blocks()
        if block.size >= COPIED
    ]


def intruders(note: str, text: str) -> list[tuple[int, int]]:
    """Single words of the text that stand amid words which are the note's, where the note has nothing."""
    theirs, ours, matcher = _aligned(note, text)
    return [
        (ours[m - 1].start(), ours[m - 1].end())
        for tag, i, _, k, m in matcher.get_opcodes()
        if tag == "insert" and 0 < i < len(theirs) and ours[m - 2][0].lower() == theirs[i - 1][0].lower()
    ]


def miscopied(text: str, brief: Brief) -> Iterator[Finding]:
    """ "em sung huyết áp" where the note says "em tụt huyết áp"; the repair is the note's own words."""
    for note in _notes(brief):
        yield from _against(note, text)


def _notes(brief: Brief) -> tuple[str, ...]:
    return brief.details if brief.kind == "thiep" else (brief.note,)


Words = list[re.Match[str]]


def _aligned(note: str, text: str) -> tuple[Words, Words, SequenceMatcher[str]]:
    theirs, ours = list(WORD.finditer(note)), list(WORD.finditer(text))
    same = str.lower if fold(note) != note.lower() else fold  # a note without diacritics gets them in the text
    return theirs, ours, SequenceMatcher(None, [same(w[0]) for w in theirs], [same(w[0]) for w in ours], autojunk=False)


def _against(note: str, text: str) -> Iterator[Finding]:
    theirs, ours, matcher = _aligned(note, text)
    codes = matcher.get_opcodes()
    for before, (tag, i, j, k, m), after in zip([None, *codes], codes, [*codes[1:], None], strict=False):
        if tag == "insert" and m < len(ours) and _stray(ours[m - 1][0]):
            yield Finding("chep_sai", ours[m - 1].start(), ours[m].start(), "Một chữ lạc vào đây.", "nhac", "")
        if tag == "equal" and j - i >= COPIED:
            for their, our in zip(theirs[i + 1 : j], ours[k + 1 : m], strict=True):
                if their[0] != our[0] and _mid_sentence(text, our.start()) and their[0].lower() == our[0].lower():
                    yield Finding("chep_sai", our.start(), our.end(), f"Yêu cầu ghi “{their[0]}”.", "nhac", their[0])
        if tag not in ("replace", "delete") or j - i > MOST_WRONG or m - k > MOST_WRONG:
            continue
        left, right = _agreeing(before), _agreeing(after)
        ends = j == len(theirs) and tag == "replace" and m - k == j - i and _stops(text, ours[m - 1].end())
        if not (ends and left > FLANK) and not (min(left, right) >= FLANK and left + right >= BOTH):
            continue
        words = note[theirs[i].start() : theirs[j - 1].end()]
        if tag == "delete":
            start = end = ours[k - 1].end()
            words = f" {words}"
        else:
            start, end = ours[k].start(), ours[m - 1].end()
        yield Finding("chep_sai", start, end, f"Yêu cầu ghi “{words.strip()}”.", "nhac", words)


def _mid_sentence(text: str, place: int) -> bool:
    return re.search(r"[\w,] $", text[:place]) is not None


def _stray(word: str) -> bool:
    """A consonant that stands alone."""
    return len(word) == 1 and word.isalpha() and fold(word) not in "aeiouy"


def _agreeing(code: tuple[str, int, int, int, int] | None) -> int:
    return code[2] - code[1] if code and code[0] == "equal" else 0


def _stops(text: str, place: int) -> bool:
    return re.match(r"\s*(?:[.!?,;:\n]|$)", text[place:]) is not None


def _bare(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    """A note typed without diacritics, copied as it is."""
    ours = list(WORD.finditer(text))
    said = [word[0].lower() for word in ours]
    for note in _notes(brief):
        words = WORD.findall(note.lower())
        size = BARE_OF_BARE if len(words) >= BARE and fold(note) == note.lower() else BARE
        bare = {tuple(words[i : i + size]) for i in range(len(words) - size + 1) if _unmarked(words[i : i + size])}
        at = next((k for k in range(len(said)) if tuple(said[k : k + size]) in bare), None)
        if at is not None:
            reason = "Ý này được gõ không dấu: hãy gõ lại có dấu để lời viết có dấu."
            yield Finding("khong_dau", ours[at].start(), ours[at + size - 1].end(), reason, "loi")


def _guessed(_text: str, brief: Brief, _checks: Checks) -> Iterator[Finding]:
    """What was typed without diacritics and read with them may have been meant otherwise."""
    for note in brief.guessed:
        yield Finding("doan_dau", 0, 0, f"Ý gõ không dấu được hiểu là “{note}”: nếu sai, hãy gõ lại có dấu.", "nhac")


def _unmarked(words: Sequence[str]) -> bool:
    run = "".join(words)
    return run.isalpha() and fold(run) == run


COPY_RULES: tuple[Rule, ...] = (_bare, _guessed)
