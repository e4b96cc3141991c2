"""What follows from a pair of xưng hô: slots put into words, the plural, the signature, and the pair that answers it."""

from collections.abc import Iterable, Iterator, Mapping

from app.viet.kinship_table import REGIONS, Kin, KinshipTable, Pair
from app.viet.text import capitalize

GENDERS = ("nam", "nu", "")


def spoken(pair: Pair, table: KinshipTable, region: str, gender: str, say: str = "") -> Pair:
    """The pair with {cha_me}, {anh_chi}… put into words for this region and sender, and {say} as it was said."""
    if "{" not in f"{pair.goi}{pair.xung}":
        return pair
    words = slots(f"{pair}", table, region, gender)
    return Pair(pair.goi.format(**words, say=say), pair.xung.format(**words, say=say))


def slots(text: str, table: KinshipTable, region: str, gender: str) -> dict[str, str]:
    """What those of {cha_me} and the others that are in `text` stand for."""
    return {slot: _slot(row, region, gender) for slot, row in table.words.items() if f"{{{slot}}}" in text}


def _slot(row: Mapping[str, str], region: str, gender: str) -> str:
    return next(row[key] for key in (f"{region}.{gender}", gender, f"{region}.", "") if key in row)


def plural(pair: Pair, table: KinshipTable) -> Pair:
    """The pair of several to several: "bà – cháu" is "các bà – chúng cháu". What is plural stays."""
    return Pair(table.plurals["goi"].get(pair.goi, pair.goi), several(pair.xung, table))


def several(xung: str, table: KinshipTable) -> str:
    """The self word of several who write: "chúng cháu"."""
    return table.plurals["xung"].get(xung, xung)


def one(xung: str, table: KinshipTable) -> str:
    """The self word of one of them: "chúng cháu" is "cháu"."""
    return next((single for single, many in table.plurals["xung"].items() if many == xung), xung)


def signature(xung: str, table: KinshipTable) -> str:
    """What stands before the name in a signature: "Cháu", "Chúng em"; "" where the bare name is signed."""
    return "" if xung in table.unsigned else capitalize(xung)


def answers(pair: Pair, other: Pair, table: KinshipTable) -> bool:
    """Whether B can say `other` to A when A says `pair` to B."""
    goi, xung = table.turned["goi"], table.turned["xung"]
    return other.goi in goi.get(pair.xung, (pair.xung,)) and other.xung in xung.get(pair.goi, (pair.goi,))


def mirror(pair: Pair, table: KinshipTable) -> Pair:
    """The usual pair in which B answers A's `pair`: "bà – cháu" is answered by "cháu – bà", "cậu – tớ" by itself."""
    goi = table.turned["goi"].get(pair.xung, (pair.xung,))
    xung = table.turned["xung"].get(pair.goi, (pair.goi,))
    both = [Pair(called, oneself) for called in goi for oneself in xung if called != oneself]
    formal = pair.xung in table.formal  # "tôi" is answered by "tôi"
    both.sort(key=lambda other: formal != (other.xung in table.formal))
    return next((other for other in both if answers(other, pair, table)), both[0])


def fitting(table: KinshipTable) -> frozenset[Pair]:
    """Every pair that the rows allow, and those that answer them: nobody says "chị – anh"."""
    pairs = {pair for row in table.rows for pair in in_words(row, table)}
    pairs |= {pair for ages in table.ages for pair in _in_all_words(ages.pairs.values(), table, "")}
    pairs = {pair for pair in pairs if pair.goi != pair.xung}
    return frozenset(pairs | {mirror(pair, table) for pair in pairs})


def in_words(row: Kin, table: KinshipTable) -> set[Pair]:
    """All pairs of a row in every region and by every sender."""
    pairs = [*row.pairs(), *([row.letter] if row.letter else [])]
    says = row.says if "{say}" in "".join(map(str, pairs)) else row.says[:1]
    return {pair for say in says for pair in _in_all_words(pairs, table, say)}


def _in_all_words(pairs: Iterable[Pair], table: KinshipTable, say: str) -> Iterator[Pair]:
    for pair in pairs:
        if "{" not in f"{pair}":
            yield pair
            continue
        yield from {spoken(pair, table, region, gender, say) for region in REGIONS for gender in GENDERS}


def fits(pair: Pair, table: KinshipTable) -> bool:
    """Whether two people can say this pair; several may write in the place of one."""
    return pair in table.fits or Pair(pair.goi, one(pair.xung, table)) in table.fits
