"""What a text copies from the request, and copies wrong: a word or two that differ amid words that agree."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from app.viet.text import fold
from app.writing.brief import Brief
from app.writing.finding import Finding

WORD = re.compile(r"\w+(?:[.,/]\w+)*")
FLANK, BOTH = 2, 5  # words that agree on each side, and on both together
MOST_WRONG = 3  # words that differ


def miscopied(text: str, brief: Brief) -> Iterator[Finding]:
    """ "em sung huyết áp" where the note says "em tụt huyết áp"; the repair is the note's own words."""
    for note in brief.details if brief.kind == "thiep" else (brief.note,):
        yield from _against(note, text)


def _against(note: str, text: str) -> Iterator[Finding]:
    theirs, ours = list(WORD.finditer(note)), list(WORD.finditer(text))
    same = str.lower if fold(note) != note.lower() else fold  # a note without diacritics gets them in the text
    matcher = SequenceMatcher(None, [same(w[0]) for w in theirs], [same(w[0]) for w in ours], autojunk=False)
    codes = matcher.get_opcodes()
    for before, (tag, i, j, k, m), after in zip([None, *codes], codes, [*codes[1:], None], strict=False):
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


def _agreeing(code: tuple[str, int, int, int, int] | None) -> int:
    return code[2] - code[1] if code and code[0] == "equal" else 0


def _stops(text: str, place: int) -> bool:
    return re.match(r"\s*(?:[.!?,;:\n]|$)", text[place:]) is not None
