"""What a signature tells of the sender, and which one suits a pair; no widget."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from app.knowledge import Knowledge
from app.viet.kinship import ANY, KinshipTable, Pair, Relation
from app.viet.kinship_pairs import one, signature
from app.viet.kinship_sender import read_sender
from app.viet.kinship_table import REGIONS
from app.viet.text import nfc
from app.writing.brief import understand

AGE = re.compile(r"(?<!\d)(\d{1,3})\s*tuổi", re.IGNORECASE)
GRANDPARENTS = frozenset({"ông", "bà", "ông bà"})
GRANDPARENT, UNCLE = 45, 25  # an age that grandparents have; years between an uncle and a nephew


def role_of(signed: str, table: KinshipTable) -> str:
    """The word for the sender that a signature begins with: "cháu" of "Cháu Nam", "" of "Nam" and of "Anh Thư" (a name)."""
    words = nfc(signed).lower().split()
    heads = (" ".join(words[:size]) for size in range(len(words), 0, -1))
    return next((head for head in heads if head in table.senders and (len(words) == 1 or head not in table.names)), "")


def fitting_signature(signed: str, pair: Pair, table: KinshipTable) -> str:
    """What to sign instead, to be at one with the pair: "Con Lan" for "Em Lan" of "bà – con"; "" where nothing jars."""
    role = role_of(signed, table)
    words = {one(word, table) for region in REGIONS for word in read_sender(role, table, region, "").words} if role else set()
    if not words or ANY in words or one(pair.xung, table) in words:
        return ""
    name = " ".join(nfc(signed).split()[len(role.split()) :])
    return " ".join(filter(None, (signature(pair.xung, table), name)))


def reader(
    knowledge: Knowledge, gender: str, signed: Callable[[], str], known: Callable[[], dict[str, Any]]
) -> Callable[[str], Relation]:
    """Understands a recipient as typed; signed: the signature; known: what the rest of the form says; both as they stand."""

    @lru_cache(maxsize=64)  # the same words are asked about several times a keystroke
    def related(to: str, role: str, *rest: tuple[str, Any]) -> Relation:
        facts = dict(rest)
        own_age, years = facts.pop("own_age", 0), facts.pop("years", None)
        said = AGE.search(to)  # "cháu Bin 5 tuổi"
        if years is None and said and own_age:
            years = int(said[1]) - own_age
        found = understand(knowledge, to, role, sender_gender=gender, years=years, **facts)
        if 0 < own_age < GRANDPARENT and years is None and not role and found.pair.xung in GRANDPARENTS:
            younger = understand(knowledge, to, role, sender_gender=gender, years=-UNCLE, **facts)
            return younger if younger.pair.xung not in GRANDPARENTS else found
        return found

    return lambda to: related(to.strip(), role_of(signed(), knowledge.kinship), *known().items())
