"""Free words → relation, pair and salutation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.knowledge import load_knowledge
from app.paths import assets_dir
from app.viet.kinship import Pair, expand, relate

KNOWLEDGE = load_knowledge(assets_dir())
TABLE = KNOWLEDGE.kinship

CASES = [
    # typed, who writes, region, group, goi, xung, salutation
    ("bà ngoại", "", "bac", "ong_ba", "bà", "cháu", "Kính gửi bà ngoại"),
    ("ba ngoai", "", "bac", "ong_ba", "bà", "cháu", "Kính gửi bà ngoại"),
    ("bà ngoại", "", "nam", "ong_ba", "bà", "con", "Kính gửi bà ngoại"),
    ("ông bà nội", "chúng cháu", "bac", "ong_ba", "ông bà", "chúng cháu", "Kính gửi ông bà nội"),
    ("mẹ vợ", "", "bac", "cha_me", "mẹ", "con", "Mẹ yêu thương"),
    ("ba má chồng", "", "nam", "cha_me", "ba má", "con", "Ba má thương"),
    ("dì Ba", "", "nam", "co_chu_bac", "dì", "con", "Dì Ba quý mến"),
    ("chú út", "", "bac", "co_chu_bac", "chú", "cháu", "Chú Út quý mến"),
    ("chị Lan", "", "bac", "anh_chi", "chị", "em", "Chị Lan thân mến"),
    ("con gái út", "mẹ", "bac", "con_chau", "con", "mẹ", "Con yêu thương"),
    ("cháu Bi", "bà ngoại", "bac", "con_chau", "cháu", "bà", "Cháu Bi yêu thương"),
    ("vợ", "", "bac", "vo_chong", "em", "anh", "Em yêu"),
    ("người yêu", "con gái", "bac", "nguoi_yeu", "anh", "em", "Anh thương yêu"),
    ("nhóm bạn đại học", "", "bac", "ban_be", "các bạn", "mình", "Nhóm bạn đại học thân mến"),
    ("bạn Nam", "tớ", "bac", "ban_be", "cậu", "tớ", "Nam thân mến"),
    ("thầy chủ nhiệm cấp 2", "", "bac", "thay_co", "thầy", "em", "Thầy kính mến"),
    ("cô giáo Hạnh", "phụ huynh", "bac", "thay_co", "cô", "tôi", "Cô Hạnh kính mến"),
    ("sếp nữ", "", "bac", "sep", "chị", "em", "Kính gửi chị"),
    ("sep Dung", "", "bac", "sep", "sếp", "em", "Kính gửi sếp Dung"),
    ("khach hang", "", "bac", "khach_hang", "quý khách", "chúng tôi", "Kính gửi quý khách"),
]


@pytest.mark.parametrize(("to", "sender", "region", "group", "goi", "xung", "opening"), CASES)
def test_words_become_a_relation(to, sender, region, group, goi, xung, opening):
    relation = relate(to, sender, table=TABLE, region=region)
    assert (relation.group, relation.pair, relation.opening) == (group, Pair(goi, xung), opening)
    assert relation.known


def test_unknown_words_fall_back_politely_and_say_so():
    relation = relate("zzz", table=TABLE)
    assert not relation.known
    assert relation.pair == Pair("bạn", "mình")


def test_a_bare_name_is_kept_as_the_name():
    assert relate("Hương", table=TABLE).name == "Hương"


def test_the_senders_gender_chooses_the_parent():
    assert relate("con trai", table=TABLE, sender_gender="nu").pair == Pair("con", "mẹ")
    assert relate("con trai", table=TABLE, sender_gender="nam", region="nam").pair == Pair("con", "ba")


def test_women_only_occasions_leave_out_men():
    assert TABLE.suits("mẹ", "nu") and not TABLE.suits("bố", "nu")


def test_every_row_names_a_known_group_and_fills_its_slots():
    for row in TABLE.rows:
        assert row.group in KNOWLEDGE.groups
        assert all("{" not in f"{pair.goi}{pair.xung}" for pair, _ in expand(TABLE, row.group))


@given(st.text(max_size=60), st.text(max_size=30), st.sampled_from(["bac", "trung", "nam"]))
def test_any_words_give_a_pair_without_a_fault(to, sender, region):
    pair = relate(to, sender, table=TABLE, region=region).pair
    assert pair.goi and pair.xung


@given(st.sampled_from([say for row in TABLE.rows for say in row.says]))
def test_every_saying_of_the_table_finds_its_own_group(say):
    groups = {row.group for row in TABLE.rows if say in row.says}
    assert relate(say, table=TABLE).group in groups
