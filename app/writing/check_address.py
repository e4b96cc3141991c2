"""Rules of a card about address: who speaks and who is spoken to, always by the pair's own words.

Any other address word is a slip of the pair, unless it names somebody else. Somebody else has a description ("bác bảo
vệ", "ông trăng", "anh Khoa"), is counted or pointed at ("một cậu", "từng con"), speaks between quotes, is told of in a
detail, or is of a family that these two people share ("con", said by a wife to her husband).
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from app.viet.text import sentence_spans
from app.writing.brief import Brief
from app.writing.finding import Checks, Finding, Rule, any_of, has_word
from app.writing.prompt import used_name

PROSE = "loi_chuc"  # a line of verse has no room for a name, and often none for an address
TOKEN = re.compile(r"\w+|[^\w\s]|\n")
CHILDREN = frozenset({"con", "cháu", "em", "bé"})
OTHERWISE = frozenset({"con", "ba", "chú", "bạn", "má", "u", "o"})  # words that mean other things too: "ba mươi"
PARENTS = frozenset({"bố", "mẹ", "ba", "má", "cha"})
NEXT = re.compile(r" ?(\w*)")
SENTENCE_HEAD = frozenset(".!?…\n;:")
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")


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
    def last(self) -> str:
        """The last syllable: "cháu" of "các cháu"."""
        return self.lower.rpartition(" ")[2]

    @property
    def left(self) -> str:
        return self.before[1]


def own_words(brief: Brief) -> frozenset[str]:
    """The syllables of the pair."""
    return frozenset(f"{brief.pair.goi} {brief.pair.xung}".lower().split())


def _wrong_address(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    """`xung_ho` where only the speaker or the listener can stand, `lac_ngoi` where it is the likelier reading."""
    table = _words(
        tuple(checks["address"]), checks["spoken"], tuple(checks["alone"]), own_words(brief), tuple(checks["everybody"])
    )
    every = list(_places(text, table.every))
    others = {place.lower for place in every if _named(place, brief, checks)}
    open_ones = [place for place in every if not _excused(place, brief, checks)]
    places = [place for place in open_ones if not _described(place, brief, checks)]
    if not open_ones:
        return
    family = _family(brief, checks) | _spouse(text, brief, checks)
    drifted = _drifted(text, places, open_ones, table, brief, checks)
    for place in open_ones:
        certain = place in places and _certain(place, family, checks, brief.form == PROSE)
        likely = place in places and place.lower in table.alone and place.lower not in others | family
        if certain or likely or place in drifted:
            code = "xung_ho" if certain else "lac_ngoi"
            reason = f"“{place.word}” không thuộc cặp xưng hô {brief.pair.goi} – {brief.pair.xung}."
            yield Finding(code, place.start, place.end, reason, "loi")


def _drifted(
    text: str, places: list[Place], open_ones: list[Place], table: "Strangers", brief: Brief, checks: Checks
) -> list[Place]:
    """Where the text has gone over to two other people.

    A sentence with an elder and a younger word, none of them the pair's; everything after the pair was last heard, if
    others are named there twice; and where the reader never is, others named twice or one of the other gender.
    """
    found: list[Place] = []
    last = 0
    for start, end in sentence_spans(text):
        if any(_speaks(text, hit, checks) for hit in table.own.finditer(text, start, end)):
            last = end
            continue
        inside = [
            place
            for place in open_ones
            if start <= place.start < end and (place in places or place.last not in OTHERWISE)
        ]
        words = {place.last for place in inside}
        both = words & set(checks["elders"]) and words - set(checks["elders"])
        if brief.form == PROSE and both and words - _family(brief, checks):
            found += inside
    tail = [place for place in places if place.start >= last]
    known = PARENTS if brief.form == PROSE else PARENTS | _family(brief, checks)
    if len(tail) >= 2 and {place.last for place in tail} - known:
        found += tail
    if brief.pair.goi and not has_word(text, brief.pair.goi) and not has_word(text, used_name(brief) or brief.pair.goi):
        counts = Counter(place.lower for place in places if place.last not in _family(brief, checks))
        found += [place for place in places if counts[place.lower] >= 2]
        found += [place for place in open_ones if _counterpart(place.lower, brief, checks)]
    return found


def _speaks(text: str, hit: re.Match[str], checks: Checks) -> bool:
    """Whether a word of the pair is one of them and not the "con" of "con đường"."""
    return hit[0].lower() != "con" or NEXT.match(text, hit.end())[1].lower() in ("", *checks["follows"])  # type: ignore[index]


def _counterpart(word: str, brief: Brief, checks: Checks) -> bool:
    """Whether a word is what one of the other gender would be called in the reader's place: "bà" for "ông"."""
    return any({word, brief.pair.goi} <= {*couple} and word != brief.pair.goi for couple in checks["couples"])


@dataclass(frozen=True)
class Strangers:
    """The address words outside a pair."""

    every: re.Pattern[str]
    alone: frozenset[str]  # those that can hardly be a third person in a short greeting
    own: re.Pattern[str]


@lru_cache(maxsize=256)
def _words(
    address: tuple[str, ...],
    spoken: tuple[str, ...],
    alone: tuple[str, ...],
    own: frozenset[str],
    everybody: tuple[str, ...],
) -> Strangers:
    strangers = tuple(word for word in {*address, *spoken} - {*everybody} if not own & {*word.split()})
    return Strangers(any_of(strangers), frozenset(alone) - own, any_of(tuple(own) or ("",)))


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
    if " " in place.word:
        more = place.after in checks["compounds"]  # "hai con chó", "các anh chị em"
        return more or _named(place, brief, checks) or _given(place.last, phrase, brief)
    young = place.lower in CHILDREN
    return (
        _named(place, brief, checks)
        or place.after in checks["compounds"]
        or place.left in checks["before_compounds"]
        or place.left in checks["excused_by_before"]
        or (young and place.left in checks["before_children"])
        or (place.lower == "con" and place.after in checks["after_con"] and not _said(place, checks["before_listener"]))
        or (place.left in checks["address"] and not _verb_before(place, checks))
        or place.before == ("ngày", "của")
        or phrase in checks["phrases"]
        or f"{place.left} {place.lower}" in checks["phrases"]
        or _given(place.word, phrase, brief)
    )


def _named(place: Place, brief: Brief, checks: Checks) -> bool:
    """Whether a name, a trade or a count says that it is somebody else, here and wherever the word comes again."""
    if place.named:
        return place.after != brief.name.split(" ")[0].lower() and place.after.capitalize() not in checks["proper"]
    return f"{place.after} {place.then}" in checks["roles"] or place.left in checks["counts"]


def _described(place: Place, brief: Brief, checks: Checks) -> bool:
    """Whether a noun or a name says which "bác" it is."""
    if not place.after[:1].isalpha():
        return place.after.isdigit() and not _said(place, checks["before_listener"])
    if place.named or f"{place.after} {place.then}" in checks["roles"]:
        return _named(place, brief, checks)
    heard = checks["before_listener"] if place.last in OTHERWISE else checks["before"]  # "chúc bà năm mới …"
    return place.after not in checks["follows"] and not _said(place, heard)


def _given(word: str, phrase: str, brief: Brief) -> bool:
    """Whether the brief itself brings the word: in a detail, as the name, or inside the pair."""
    return (
        word == brief.name.split(" ")[0]
        or phrase in brief.pair.goi.lower()
        or any(word.lower() in detail.lower().split() for detail in brief.details)
    )


def _certain(place: Place, family: frozenset[str], checks: Checks, prose: bool) -> bool:
    """After "chúc", before "ơi", or at the head of a sentence: a person of the conversation."""
    calls = place.after in checks["calls"] or (place.after in checks["closes"] and place.left in (",", "ạ"))
    if place.last in family or place.lower not in checks["address"]:
        wished = " " in place.word and place.left == "mong"
        return calls or wished or _said(place, checks["before_listener"])
    return calls or (prose and (not place.left or place.left in SENTENCE_HEAD)) or _verb_before(place, checks)


def _verb_before(place: Place, checks: Checks) -> bool:
    return _said(place, checks["before"])


def _said(place: Place, verbs: list[str]) -> bool:
    return place.left in verbs or " ".join(place.before) in verbs


def _family(brief: Brief, checks: Checks) -> frozenset[str]:
    """Who else is likely to be spoken of between these two, on this day."""
    children = ("con", "cháu", "bé") if brief.occasion in checks["about_children"] else ()
    dead = checks["alone"] if brief.occasion == "chia_buon" else ()
    return frozenset((*children, *dead, *checks["family"].get(brief.group, ())))


def _spouse(text: str, brief: Brief, checks: Checks) -> frozenset[str]:
    """The reader's wife or husband, where the reader is called too."""
    goi = brief.pair.goi
    spouses = frozenset(word for couple in checks["couples"] if goi in couple for word in couple)
    return spouses if spouses and has_word(text, goi) else frozenset()


def _missing_address(text: str, brief: Brief, checks: Checks) -> Iterator[Finding]:
    """Prose calls its reader by the word; verse, and words to a whole group, may do without."""
    goi, name = brief.pair.goi, used_name(brief)
    if brief.form != PROSE or brief.group == "tap_the" and has_word(text, brief.pair.xung):
        return
    if goi and not _called(text, goi, checks) and not (name and has_word(text, name)):
        yield Finding("thieu_xung_ho", 0, 0, f"Lời chúc chưa gọi người nhận là “{goi}”.", "loi")


def _called(text: str, goi: str, checks: Checks) -> bool:
    """Whether the word stands in the text as an address: "con" does not in "con đường" or "cha con"."""
    if goi != "con":
        return has_word(text, goi)
    return any(
        place.after not in checks["compounds"]
        and place.left not in checks["compounds"]
        and (not place.after[:1].islower() or place.after in checks["follows"] or _said(place, checks["before"]))
        for place in _places(text, any_of((goi,)))
    )


ADDRESS_RULES: tuple[Rule, ...] = (_wrong_address, _missing_address)
