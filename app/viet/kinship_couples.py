"""Two people who are written to at once and called by one word together: "cô Lan và chú Hùng" are "cô chú"."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from app.viet.kinship_table import Kin, KinshipTable
from app.viet.kinship_words import Word
from app.viet.text import capitalize, fold

AND = ("và", "với", "va")


@dataclass(frozen=True)
class Couple:
    """The row of both, its saying, and the two as typed."""

    row: Kin
    say: str
    typed: str


def couple(say: str, behind: Sequence[Word], table: KinshipTable, region: str) -> Couple | None:
    """The second person behind the first one's name or order, when there is a word for the two."""
    say, behind = _stem(say, behind, table)
    second = _first(behind, _orders(behind, 0, table), lambda word: not word.capital and word.typed not in AND)
    if not second or second == len(behind):
        return None
    for other, both in _together(say, behind[second].typed.lower(), table):
        row = next((each.rows[region] for each in table.sayings[fold(both)] if each.text == both), None)
        if row and row.plural and not row.whole:  # "anh Tí em họ" is one, and no "anh em"
            end = _first(behind, _orders(behind, second + 1, table), lambda word: not word.capital)
            words = [_shown(word, table) for word in behind[:end]]
            return Couple(row, both, " ".join([say, *words[:second], other, *words[second + 1 :]]))
    return None


def _together(say: str, typed: str, table: KinshipTable) -> Iterator[tuple[str, str]]:
    """The other one's address word, spelt out, and the sayings that may mean both."""
    if typed == say:
        pairs = [(say, f"hai {say}")] if fold(f"hai {say}") in table.sayings else []
    else:
        keys = (fold(f"{say} {typed}"), fold(f"{typed} {say}"))
        texts = [each.text for key in keys for each in table.sayings.get(key, ())]
        pairs = [(text.replace(say, "", 1).strip(), text) for text in texts if say in text.split()]
    for other, both in pairs:
        if typed in (other, fold(other)):
            yield other, both


def _stem(say: str, behind: Sequence[Word], table: KinshipTable) -> tuple[str, Sequence[Word]]:
    """ "cậu năm" is "cậu" and an order of birth."""
    stem, _, order = say.rpartition(" ")
    return (stem, [Word(order, fold(order)), *behind]) if stem and order in table.orders else (say, behind)


def _orders(behind: Sequence[Word], at: int, table: KinshipTable) -> int:
    """The place behind an order of birth, if one stands there."""
    return at + 1 if at < len(behind) and _shown(behind[at], table) != behind[at].typed else at


def _shown(word: Word, table: KinshipTable) -> str:
    """An order of birth is written as a name: "Năm" for "nam" too."""
    order = next((order for order in table.orders if word.typed in (order, fold(order))), "")
    return capitalize(order) or word.typed


def _first(words: Sequence[Word], start: int, test: Callable[[Word], bool]) -> int:
    return next((at for at in range(start, len(words)) if test(words[at])), len(words))
