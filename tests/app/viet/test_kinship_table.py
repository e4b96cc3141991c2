"""The engine meets two tables that a Vietnamese reader can check line by line: tests/data/kinship*.tsv.

kinship.tsv: recipient, who writes, the pair in Bắc, Trung and Nam, the salutation (three, split by " / ", where
the regions differ). kinship_hurried.tsv: recipient as typed in a hurry, group, pair and salutation, and, where it is
not anybody in Bắc, who writes and the region.
"""

from pathlib import Path

import pytest

from app.knowledge import load_knowledge
from app.paths import assets_dir
from app.viet.kinship import KinshipTable, expand, relate
from app.viet.kinship_pairs import answers
from app.viet.text import fold
from app.viet.tone_marks import to_old

DATA = Path(__file__).parents[2] / "data"
KNOWLEDGE = load_knowledge(assets_dir())
TABLE: KinshipTable = KNOWLEDGE.kinship
REGIONS = ("bac", "trung", "nam")


def lines(name: str) -> list[list[str]]:
    text = (DATA / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()[1:] if line and not line.startswith("#")]


ROWS = lines("kinship.tsv")
HURRIED = lines("kinship_hurried.tsv")


def spread(openings: str) -> list[str]:
    return openings.split(" / ") if " / " in openings else [openings] * 3


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]} < {row[1]}")
def test_a_relation_is_as_the_table_has_it(row: list[str]) -> None:
    to, sender, *pairs, openings = row
    found = [relate(to, sender, table=TABLE, region=region) for region in REGIONS]
    assert [str(relation.pair) for relation in found] == pairs
    assert [relation.opening for relation in found] == spread(openings)
    assert all(relation.known for relation in found)


def test_the_table_is_large_and_says_nothing_twice() -> None:
    assert len(ROWS) >= 200 and len(HURRIED) >= 250
    assert len({(row[0], row[1]) for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", HURRIED, ids=lambda row: " < ".join((row[0], *row[4:])))
def test_hurried_words_are_understood(row: list[str]) -> None:
    to, group, pair, opening, sender, region = (*row, "", "bac")[:6]
    relation = relate(to, sender, table=TABLE, region=region)
    assert (relation.group, str(relation.pair), relation.opening) == (group, pair, opening)
    assert relation.known


@pytest.mark.parametrize("row", [row for row in ROWS if row[1]], ids=lambda row: f"{row[0]} < {row[1]}")
@pytest.mark.parametrize("region", REGIONS)
def test_the_sender_of_a_line_is_answered_by_the_matching_words(row: list[str], region: str) -> None:
    """Where the sender is somebody who could be written to, and not just "chúng em"."""
    to, sender = row[:2]
    there, back = relate(to, sender, table=TABLE, region=region), relate(sender, to, table=TABLE, region=region)
    if (
        there.agreed
        and back.agreed
        and back.known
        and not sender.startswith(("chúng ", "con trai", "phụ huynh", "cả "))
    ):
        one_or_several = [(there.pair, back.pair), (there.plural, back.plural)]
        assert any(answers(*pairs, TABLE) for pairs in one_or_several), (str(there.pair), str(back.pair))


def bare(text: str) -> str:
    """Without diacritics, capitals kept."""
    return "".join(fold(letter).upper() if letter.isupper() else fold(letter) for letter in text)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]} < {row[1]}")
@pytest.mark.parametrize("region", REGIONS)
def test_folding_changes_nothing_where_the_words_stay_clear(row: list[str], region: str) -> None:
    """Clear: no other saying and no order is spelt so."""
    to, sender = row[0], row[1]
    if any(len({saying.text for saying in TABLE.sayings.get(key, ())}) > 1 for key in spans(to)):
        return
    whole = relate(to, sender, table=TABLE, region=region)
    folded = relate(bare(to), sender, table=TABLE, region=region)
    assert (folded.pair, folded.group, folded.known) == (whole.pair, whole.group, True)


def spans(to: str) -> list[str]:
    words = [word for word in to.split() if word != "của"]
    return [" ".join(map(fold, words[a:b])) for a in range(len(words)) for b in range(a + 1, len(words) + 1)]


def test_regions_differ_only_where_the_table_says() -> None:
    """A row whose three pairs are equal has them from one place: no region is named in its data."""
    for to, sender, bac, trung, nam, _ in ROWS:
        found = {str(relate(to, sender, table=TABLE, region=region).pair) for region in REGIONS}
        assert found == {bac, trung, nam}, to


@pytest.mark.parametrize("group", sorted(KNOWLEDGE.groups))
def test_rare_pairs_add_little_to_those_that_texts_are_made_with(group: str) -> None:
    usual, every = (dict(expand(TABLE, group, rare=rare)) for rare in (False, True))
    assert set(usual) <= set(every)
    assert sum(every.values()) - sum(usual.values()) <= 0.1 * sum(usual.values())
    assert all(weight <= 1.5 for pair, weight in every.items() if pair not in usual)


def test_pairs_that_are_not_rare_are_those_that_the_model_has_learnt() -> None:
    """Their number, so that a pair is not added or lost by the way; a new one is "rare" until a model knows it."""
    learnt = {
        "ong_ba": 16,
        "cha_me": 32,
        "co_chu_bac": 61,
        "anh_chi": 6,
        "em": 10,
        "con_chau": 33,
        "vo_chong": 6,
        "nguoi_yeu": 5,
    }
    learnt |= {"ban_be": 12, "thay_co": 16, "sep": 8, "dong_nghiep": 14, "khach_hang": 8, "hang_xom": 11, "tap_the": 6}
    found = {group: [weight for _, weight in expand(TABLE, group, rare=False)] for group in KNOWLEDGE.groups}
    assert {group: sum(weight >= 1 for weight in weights) for group, weights in found.items()} == learnt


def test_sayings_are_spelt_with_the_marks_where_they_are_looked_for() -> None:
    assert [same[0].text for same in TABLE.sayings.values() if to_old(same[0].text) != same[0].text] == []
