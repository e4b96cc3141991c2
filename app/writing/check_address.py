"""Rules of a card about address: who speaks and who is spoken to, always by the pair's own words.

Any other address word is a slip of the pair, unless it names somebody else. Somebody else has a description ("bác bảo
vệ", "ông trăng", "anh Khoa"), is counted or pointed at ("một cậu", "từng con"), speaks between quotes, is told of in a
detail, or is of a family that these two people share ("con", said by a wife to her husband).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from app.writing.brief import Brief
from app.writing.finding import Checks, Finding, Rule, has_word
from app.writing.prompt import used_name

PROSE = "loi_chuc"  # a line of verse has no room for a name, and often none for an address
TOKEN = re.compile(r"\w+|[^\w\s]|\n")
SENTENCE_HEAD = frozenset(".!?…\n;:")
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
US = re.compile(r"(?<!\w)mình(?!\w)", re.IGNORECASE)


@dataclass(frozen=True)
class Place:
    """An address word outside the pair, and its neighbours in lower case ("" at the ends)."""

    start: int
    end: int
    word: str  # as written
    before: tuple[str, str]  # the two tokens before it, nearest last
    after: str
    then: str  # the token after that
    named: bool  # a capitalised word that begins no sentence follows

    @property
    def lower(self) -> str:
        return self.word.lower()

    @property
    def left(self) -> str:
        return self.before[1]


def own_words(brief: Brief) -> frozenset[str]:
    """The syllables of the pair."""
    return frozenset(f"{brief.pair.goi} {brief.pair.xung}".lower().split())


def _wrong_address(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    """`xung_ho` where only the speaker or the listener can stand, `lac_ngoi` where it is the likelier reading."""
    table = _words(tuple(checks["address"]), tuple(checks["alone"]), own_words(brief))
    if not table.every.search(text):
        return
    places = [place for place in _places(text, table.every) if not _excused(place, brief, checks)]
    others = {place.lower for place in _places(text, table.every) if _described(place, brief, checks)}
    for place in places:
        certain = _certain(place, brief, checks)
        likely = place.lower in table.alone and place.lower not in others | _family(brief, checks)
        if certain or likely:
            code = "xung_ho" if certain else "lac_ngoi"
            reason = f"“{place.word}” không thuộc cặp xưng hô {brief.pair.goi} – {brief.pair.xung}."
            yield Finding(code, place.start, place.end, reason, "loi")


@dataclass(frozen=True)
class Strangers:
    """The address words outside a pair."""

    every: re.Pattern[str]
    alone: frozenset[str]  # those that can hardly be a third person in a short greeting


@lru_cache(maxsize=256)
def _words(address: tuple[str, ...], alone: tuple[str, ...], own: frozenset[str]) -> Strangers:
    every = "|".join(word for word in address if word not in own)
    return Strangers(re.compile(rf"(?<!\w)(?:{every})(?!\w)", re.IGNORECASE), frozenset(alone) - own)


def _places(text: str, strangers: re.Pattern[str]) -> Iterator[Place]:
    quotes = [hit.span() for hit in QUOTED.finditer(text)]
    for hit in strangers.finditer(text):
        start, end = hit.span()
        if any(opened < start < closed for opened, closed in quotes):
            continue
        before = ("", "", *TOKEN.findall(text[max(0, start - 24) : start].lower()))[-2:]
        after, then = (*TOKEN.findall(text[end : end + 24]), "", "")[:2]
        yield Place(start, end, hit[0], (before[0], before[1]), after.lower(), then.lower(), after[:1].isupper())


def _excused(place: Place, brief: Brief, checks: Checks) -> bool:
    phrase = f"{place.lower} {place.after}"
    return (
        _described(place, brief, checks)
        or place.after in checks["compounds"]
        or place.left in checks["compounds"]
        or place.left in checks["excused_by_before"]
        or place.after in checks["excused_by_after"]
        or (place.left in checks["address"] and not _verb_before(place, checks))
        or place.before == ("ngày", "của")
        or phrase in checks["phrases"]
        or f"{place.left} {place.lower}" in checks["phrases"]
        or _given(place.word, phrase, brief)
    )


def _described(place: Place, brief: Brief, checks: Checks) -> bool:
    """Whether a noun or a name says which "bác" it is."""
    if not place.after[:1].isalpha():
        return place.after.isdigit()
    if place.named:
        return place.after != brief.name.split(" ")[0].lower() and place.after.capitalize() not in checks["proper"]
    if f"{place.after} {place.then}" in checks["roles"]:
        return True
    return place.after not in checks["follows"] and not _said(place, checks["before_listener"])  # "chúc bà năm mới …"


def _given(word: str, phrase: str, brief: Brief) -> bool:
    """Whether the brief itself brings the word: in a detail, as the name, or inside the pair."""
    return (
        word == brief.name.split(" ")[0]
        or phrase in brief.pair.goi.lower()
        or any(word.lower() in detail.lower().split() for detail in brief.details)
    )


def _certain(place: Place, brief: Brief, checks: Checks) -> bool:
    """After "chúc", before "ơi", or at the head of a sentence: a person of the conversation."""
    calls = place.after in checks["calls"] or place.left in ("ạ", "thưa")
    if place.lower in _family(brief, checks):
        return calls or _said(place, checks["before_listener"])
    head = brief.form == PROSE and (not place.left or place.left in SENTENCE_HEAD)
    return calls or head or _verb_before(place, checks)


def _verb_before(place: Place, checks: Checks) -> bool:
    return _said(place, checks["before"])


def _said(place: Place, verbs: list[str]) -> bool:
    return place.left in verbs or " ".join(place.before) in verbs


def _family(brief: Brief, checks: Checks) -> frozenset[str]:
    """Who else is likely to be spoken of between these two, on this day."""
    children = ("con", "cháu", "bé") if brief.occasion in checks["about_children"] else ()
    return frozenset((*children, *checks["family"].get(brief.group, ())))


def _missing_address(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    """Prose calls its reader by the word, or speaks of both as "mình"; verse may do without."""
    goi, name = brief.pair.goi, used_name(brief)
    if brief.form != PROSE or not goi or has_word(text, goi) or (name and has_word(text, name)):
        return
    if brief.pair.xung == "mình" or not US.search(text):
        yield Finding("thieu_xung_ho", 0, 0, f"Lời chúc chưa gọi người nhận là “{goi}”.", "loi")


ADDRESS_RULES: tuple[Rule, ...] = (_wrong_address, _missing_address)
