"""The library as people leaf through it: which texts can be said to this person, what they tell, and finding among them."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.knowledge import Knowledge
from app.viet.kinship import Pair, expand
from app.viet.kinship_pairs import one, spoken
from app.viet.search import spelled
from app.viet.text import nfc
from app.writing.brief import Brief
from app.writing.check import fails
from app.writing.library import OWN, Library, LibraryText, library_findings, persons_said, substitute, told
from app.writing.used import mark

TOLD = frozenset({"bia_so", "bia_noi", "bia_ten"})  # findings that are facts of the text: marked, and no hindrance here


@dataclass(frozen=True)
class Offer:
    """One text for one person; `to` is whom it was filled in for while nobody is named, else ""."""

    item: LibraryText
    text: str
    facts: tuple[str, ...]  # what it tells and the request does not give
    words: str  # " tung tieng mot " of the text and its labels
    marks: frozenset[str]  # see app.writing.used
    to: str = ""


@dataclass(frozen=True)
class Wish:
    """What somebody looks for; "" is anything."""

    query: str = ""
    occasion: str = ""
    group: str = ""
    tone: str = ""
    length: str = ""
    form: str = ""
    near: str = ""  # texts for this occasion come first


@dataclass
class Shelf:
    """The library's texts for cards; e-mails and posts are samples of other people's business."""

    library: Library
    knowledge: Knowledge

    def offers(self, brief: Brief) -> Iterator[Offer]:
        """Every text that can be sent to the brief's recipient; while nobody is named, each text for a usual one.

        About 1 ms a text for a recipient, as the checker reads it; 0.05 ms without.
        """
        for item in self.library.items:
            if item.kind == "thiep":
                yield from self._fitting(item, brief) if brief.to or brief.name else self._usual(item, brief)

    def _usual(self, item: LibraryText, brief: Brief) -> Iterator[Offer]:
        for to, pair in self._pairs[item.group]:
            if not item.goi or pair.goi in item.goi:
                text = substitute(item, brief.with_(group=item.group, pair=pair))
                if text:
                    yield self._offer(item, text, brief, (), to)
                return

    def _fitting(self, item: LibraryText, brief: Brief) -> Iterator[Offer]:
        if not self._may(item, brief):
            return
        asked = brief.with_(
            occasion=item.occasion, group=item.group, tone=item.tone, length=item.length, form=item.form, details=()
        )
        text = substitute(item, asked)
        found = library_findings(text, asked, self.knowledge) if text else ()
        if text and not fails(tuple(finding for finding in found if finding.code not in TOLD)):
            yield self._offer(item, text, brief, [text[each.start : each.end] for each in found if each.code in TOLD])

    def _may(self, item: LibraryText, brief: Brief) -> bool:
        """Whether the slots take the pair, by the table; the checker has the last word."""
        if (item.goi and brief.pair.goi not in item.goi) or (item.side and (brief.side or OWN) not in item.side):
            return False
        single = Pair(brief.pair.goi, one(brief.pair.xung, self.knowledge.kinship))
        return item.group == brief.group or bool({brief.pair, single} & self._allowed[item.group])

    def _offer(self, item: LibraryText, text: str, brief: Brief, seen: Iterable[str], to: str = "") -> Offer:
        tables = self.knowledge
        occasion = tables.occasions[item.occasion]
        labels = (occasion.label, tables.groups[item.group], tables.tones[item.tone], tables.forms[item.form])
        words = [word for said in (text, *labels, *occasion.search, *item.details) for word in spelled(said)]
        facts = [fact for fact, known in told(item, brief, self._persons) if not known]
        facts += [each for each in dict.fromkeys(seen) if not any(each in fact for fact in facts)]
        return Offer(item, text, tuple(facts), f" {' '.join(words)} ", frozenset((mark(item.text), mark(text))), to)

    @cached_property
    def _persons(self) -> frozenset[str]:
        return persons_said(self.knowledge)

    @cached_property
    def _allowed(self) -> Mapping[str, frozenset[Pair]]:
        """By group, the pairs that its people say."""
        table = self.knowledge.kinship
        return {group: frozenset(pair for pair, _ in expand(table, group)) for group in self.knowledge.groups}

    @cached_property
    def _pairs(self) -> Mapping[str, Sequence[tuple[str, Pair]]]:
        """By group, whom one may name and the pair that follows."""
        table = self.knowledge.kinship
        return {
            group: [(row.says[0], spoken(row.pair, table, "bac", "", row.says[0])) for row in table.rows if row.group == group]
            for group in self.knowledge.groups
        }


def find(offers: Iterable[Offer], wish: Wish, used: Container[str] = ()) -> list[Offer]:
    """What meets the wish, best first: not used, for the occasion at hand, with the words as typed or in a row, telling no facts."""
    *whole, last = spelled(wish.query) or [""]
    typed, row = nfc(wish.query).lower().strip(), " ".join((*whole, last))
    asked = {name: value for name in ("occasion", "group", "tone", "length", "form") if (value := getattr(wish, name))}
    found = [
        offer
        for offer in offers
        if all(getattr(offer.item, name) == value for name, value in asked.items())
        and f" {last}" in offer.words
        and all(f" {word} " in offer.words for word in whole)
    ]

    def rank(offer: Offer) -> tuple[bool, ...]:
        far = offer.item.occasion != wish.near
        return (
            was_used(offer, used), far, typed not in offer.text.lower(), f" {row}" not in offer.words, bool(offer.facts)
        )  # fmt: skip

    return sorted(found, key=rank)


def was_used(offer: Offer, used: Container[str]) -> bool:
    """Whether the recipient was given this text already."""
    return any(mark in used for mark in offer.marks)
