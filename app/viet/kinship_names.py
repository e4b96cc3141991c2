"""How the person is called beside the address word: an order of birth, a given name, the words of a group."""

from collections.abc import Sequence

from app.viet.kinship_table import Kin, KinshipTable
from app.viet.kinship_words import OWNED, Word
from app.viet.text import capitalize, fold

MOST_BEHIND = 5
GENDERS = ("nam", "nữ", "nu")
OWN = ("mình", "tôi", "tớ", "em", "con", "cháu")


def called(say: str, behind: Sequence[Word], row: Kin, table: KinshipTable, southern: bool) -> tuple[str, str]:
    """The order of birth and the given name behind an address word.

    In the South an order serves as the name ("dì Ba", "chú Út"); elsewhere "chú út" is plain "chú", unless the
    order was typed with a capital, as a name.
    """
    behind = [*_own_order(row, say, table), *behind]
    order = _order(behind, table) if row.named else ""
    rest = behind[1:] if order else behind
    shown = capitalize(order) if order and (southern or order[0].isupper()) else ""
    if rest and rest[0].typed in GENDERS and row.group == "ban_be" and say.split()[0] == "bạn":
        rest = rest[1:]  # "bạn thân nam" is a man, "anh nam" is called Nam
    return shown, _name(rest, table)


def _own_order(row: Kin, say: str, table: KinshipTable) -> list[Word]:
    """The order inside a saying: "cậu út" is the address word "cậu" and an order."""
    address, _, order = say.rpartition(" ")
    return [Word(order, fold(order))] if row.named and address == row.pair.goi and order in table.orders else []


def _order(behind: Sequence[Word], table: KinshipTable) -> str:
    """The order as typed, in its own spelling, when it stands right behind and no other small word follows."""
    if not behind or (len(behind) > 1 and not _ends(behind[1], table)):
        return ""
    typed = behind[0].typed
    if typed.lower() in table.orders:
        return typed
    hurried = all(word.typed == fold(word.typed) for word in behind)
    if typed in table.order_names or not typed.islower() or not hurried:
        return ""
    return next((order for order in table.orders if fold(order) == typed), "")


def _ends(word: Word, table: KinshipTable) -> bool:
    said = any(word.typed in (word.key, saying.text) for saying in table.sayings.get(word.key, ()))  # "sự" is no "sư"
    return word.capital or word.typed in table.stops or said or word.key in table.roles


def _name(behind: Sequence[Word], table: KinshipTable) -> str:
    """The first run of capitalised words, or a given name in small letters right behind; not behind a stop."""
    for place, word in enumerate(behind):
        if word.key == OWNED or word.typed in table.orders:
            return ""
        if word.capital:
            return _run(behind[place:])
        alone = len(behind) == 1 or (_ends(behind[1], table) and word.typed not in table.stops)
        if not place and len(behind) == 2 and (both := small_name(behind, table)):
            return both
        if not place and alone and not word.owner and word.typed in table.names and word.typed not in table.stops:
            return table.names[word.typed]
        if _ends(word, table):
            return ""
    return ""


def _run(words: Sequence[Word]) -> str:
    """Capitalised words in a row, and those joined by "và": "Nam và Hà"."""
    name: list[str] = []
    for word, after in zip(words, [*words[1:], None], strict=True):
        if not (word.capital or (word.typed == "và" and after and after.capital)):
            break
        name.append(word.typed)
    return " ".join(name)


def small_name(words: Sequence[Word], table: KinshipTable) -> str:
    """ "Tuấn Anh" for "tuấn anh", "" where a word is no given name."""
    known = all(word.typed in table.names for word in words)
    return " ".join(table.names[word.typed] for word in words) if known else ""


def name_before(words: Sequence[Word], table: KinshipTable) -> str:
    """ "Lan" in "Lan, bạn thân" and "lan bạn thân"."""
    if not all(word.capital for word in words):
        return small_name(words, table)
    return " ".join(word.typed for word in words if word.key not in table.leads)


def rest_behind(behind: Sequence[Word]) -> str:
    """At most five words, up to the first that says whose they are: "phòng thiết kế"."""
    own = next((at for at, word in enumerate(behind) if word.owner or word.typed in OWN), len(behind))
    return " ".join(word.typed for word in behind[: min(own, MOST_BEHIND)])


def trailing_name(words: Sequence[Word]) -> str:
    small = [at for at, word in enumerate(words) if not word.capital]
    return " ".join(word.typed for word in words[small[-1] + 1 if small else 0 :])
