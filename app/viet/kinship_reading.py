"""Reads whom somebody writes to out of free words: the saying that stands first, the order, the name, the role behind it.

Vietnamese says the person first and then whose: "vợ anh Nam" is a wife, "em gái mẹ" a sister. So the first
saying counts, in its longest form, and what follows only adds to it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from app.viet.kinship_couples import couple
from app.viet.kinship_names import called, name_before, rest_behind, small_name, trailing_name
from app.viet.kinship_table import Kin, KinshipTable, Role, Saying
from app.viet.kinship_words import OWNED, Word, split
from app.viet.text import fold
from app.viet.tone_marks import to_old


@dataclass(frozen=True)
class Heard:
    """What was understood of the words."""

    row: Kin
    say: str  # the row's saying, in its own spelling; "" when nothing was understood
    order: str  # of birth, as a name: "Ba"
    name: str
    role: Role | None
    gender: str  # "nữ" and "nam" behind a person say it
    rest: str = ""  # what else stands behind, where it belongs to the salutation
    length: int = 0  # words of the saying, as typed
    parent: bool = False  # of a pupil, who writes to the teacher
    both: str = ""  # two people, as typed: "cô Lan và chú Hùng"


@dataclass(frozen=True)
class Asked:
    """What is known beside the words typed."""

    region: str
    group: str = ""  # preferred where the words may mean two
    xung: str = ""  # the sender's own word, likewise


def hear(typed: str, table: KinshipTable, asked: Asked) -> Heard:
    """The person meant; `say` is "" and the row is the fallback when no saying is found."""
    words = split(typed, table)
    hurried = typed.lower() == fold(typed)
    found = head(words, table, asked, hurried)
    if found is None:
        return Heard(table.fallback, "", "", trailing_name(words) or small_name(words[:3], table), None, "")
    first, last, saying = found
    row, say = saying.rows[asked.region], saying.shown[asked.region]
    role, behind = _role(words[last:], table) if row.bare else (None, words[last:])
    order, name = "", ""
    if not saying.another:
        order, name = called(say, behind, row, table, asked.region == "nam")
        name = name or ("" if order else name_before(words[:first], table))
    rest = "" if hurried or not row.whole else rest_behind(behind)
    teacher = "thay_co" in (row.group, role.group if role else "")
    parent = teacher and _parent([fold(say), *(word.typed for word in behind)], table)
    heard = Heard(row, say, order, name, role, _gender(behind, hurried), rest, last - first, parent)
    two = couple(say, behind, table, asked.region)
    return Heard(two.row, two.say, "", "", None, "", "", heard.length, both=two.typed) if two else heard


def _gender(behind: Sequence[Word], hurried: bool) -> str:
    told = {"nữ": "nu", "nam": "nam", **({"nu": "nu"} if hurried else {})}
    return next((told[word.typed] for word in behind if word.typed in told), "")


def _parent(words: Sequence[str], table: KinshipTable) -> bool:
    """ "cô dạy piano của con": a word for a child somewhere behind one for teaching."""
    said = " ".join(words).split()
    first = next((at for at, word in enumerate(said) if word in table.teaching), len(said))
    return any(word in table.children for word in said[first:])


def head(words: Sequence[Word], table: KinshipTable, asked: Asked, hurried: bool) -> tuple[int, int, Saying] | None:
    """Where the first saying begins and ends; a capital after a name is a name: "Hoàng Anh" is nobody's anh."""
    for first, word in enumerate(words):
        if word.capital and first and words[first - 1].capital and words[first - 1].key not in table.leads:
            continue
        if first and _last_syllable(words[first - 1 : first + 2], table):
            continue
        inside = first > 0 and words[first - 1].key not in table.leads
        for last in range(min(first + table.longest, len(words)), first, -1):
            heard = words[first:last]
            same = [each for each in table.sayings.get(_key(heard), ()) if _meant(each, heard, table, asked, hurried)]
            if inside and last == first + 1:  # "xã hội" is no "hội", "cùng lớp" no "lớp"
                same = [each for each in same if not each.rows[asked.region].whole]
            if same:
                return first, last, max(same, key=lambda each: _rank(each, heard, asked))
    return None


def _last_syllable(words: Sequence[Word], table: KinshipTable) -> bool:
    """ "tuấn anh" and "linh chi" are names in small letters, also before a saying; "lan em", "lan anh trai" are not."""
    behind = words[2:]
    ends = not behind or (behind[0].key in table.sayings and _key(words[1:]) not in table.sayings)
    return ends and all(word.typed in table.names for word in words[:2])


def _key(words: Sequence[Word]) -> str:
    return " ".join(word.key for word in words)


def _plain(words: Sequence[Word]) -> str:
    said = ((OWNED if word.key == OWNED else to_old(word.typed.lower()), word.owner) for word in words)
    return " ".join(f"của {word}" if owner else word for word, owner in said)


def _meant(saying: Saying, heard: Sequence[Word], table: KinshipTable, asked: Asked, hurried: bool) -> bool:
    """Diacritics count where any are typed; "quan" alone is no "quán": it may begin another word.

    "anh Ba" is no "anh của ba", and "sếp Nam" has a name; only an order of birth is typed with a capital, as a name.
    """
    unowned = " của " in saying.text and not any(word.owner for word in heard)
    if unowned or (_named(heard, table) and not saying.ordered):
        return False
    if _plain(heard).replace("của ", "") == saying.text.replace(" của ", " "):
        return True
    return hurried and not (saying.rows[asked.region].body and len(heard) == 1)


def _named(heard: Sequence[Word], table: KinshipTable) -> bool:
    """A given name with a capital behind a small word: in "bạn Anh", not in "Bà Ngoại"."""
    named = any(word.capital and word.key != OWNED and word.typed.lower() in table.names for word in heard[1:])
    return named and (not heard[0].capital or heard[-1].typed == "Nam")


def _rank(saying: Saying, heard: Sequence[Word], asked: Asked) -> tuple[bool, bool, bool, bool]:
    row = saying.rows[asked.region]
    return (
        _plain(heard) == saying.text,
        row.group == asked.group,
        row.of(asked.region).xung == asked.xung,
        asked.xung in {pair.xung for pair in row.pairs()},
    )


def _spells(word: Word, spelt: str) -> bool:
    """Whether the word is typed like that, or without diacritics."""
    return to_old(word.typed.lower()) in (spelt, word.key)


def _role(behind: Sequence[Word], table: KinshipTable) -> tuple[Role | None, Sequence[Word]]:
    """The first role behind an address word, in its longest form, and the other words."""
    keys = [word.key for word in behind]
    for first in range(len(keys)):
        for last in range(len(keys), first, -1):
            role = table.roles.get(" ".join(keys[first:last]))
            if role and all(map(_spells, behind[first:last], role.text.split())):
                return role, [*behind[:first], *behind[last:]]
    return None, behind
