"""Two people who are written to at once and called by one word together: "cô Lan và chú Hùng" are "cô chú"."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.viet.kinship_table import Kin, KinshipTable
from app.viet.kinship_words import Word
from app.viet.text import fold

AND = ("và", "với", "va")


@dataclass(frozen=True)
class Couple:
    """The row of both, its saying, and the two as typed."""

    row: Kin
    say: str
    typed: str


def couple(say: str, behind: Sequence[Word], table: KinshipTable, region: str) -> Couple | None:
    """The second person behind the first one's name, when there is a word for the two."""
    second = _first(behind, 0, lambda word: not word.capital and word.typed not in AND)
    if not second or second == len(behind):
        return None
    other = behind[second].typed.lower()
    for both in (f"hai {say}",) if other == say else (f"{say} {other}", f"{other} {say}"):
        row = next((each.rows[region] for each in table.sayings.get(fold(both), ()) if each.text == both), None)
        if row and row.plural:
            end = _first(behind, second + 1, lambda word: not word.capital)
            return Couple(row, both, " ".join([say, *(word.typed for word in behind[:end])]))
    return None


def _first(words: Sequence[Word], start: int, test: Callable[[Word], bool]) -> int:
    return next((at for at in range(start, len(words)) if test(words[at])), len(words))
