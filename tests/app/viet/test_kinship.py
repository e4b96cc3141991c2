"""Free words → relation, pair and salutation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.knowledge import load_knowledge
from app.paths import assets_dir
from app.viet.kinship import Pair, expand, relate, side_of

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
    ("chú út", "", "bac", "co_chu_bac", "chú", "cháu", "Chú quý mến"),
    ("chú út", "", "nam", "co_chu_bac", "chú", "con", "Chú Út quý mến"),
    ("chú Út", "", "bac", "co_chu_bac", "chú", "cháu", "Chú Út quý mến"),
    ("di tu", "", "nam", "co_chu_bac", "dì", "con", "Dì Tư quý mến"),
    ("cậu út", "", "nam", "co_chu_bac", "cậu", "con", "Cậu Út quý mến"),
    ("cậu út", "", "bac", "co_chu_bac", "cậu", "cháu", "Cậu quý mến"),
    ("cậu Nam", "", "bac", "ban_be", "cậu", "tớ", "Nam thân mến"),
    ("dì ba Lan", "", "bac", "co_chu_bac", "dì", "cháu", "Dì Lan quý mến"),
    ("anh hai", "", "nam", "anh_chi", "anh", "em", "Anh Hai thân mến"),
    ("anh nam", "", "bac", "anh_chi", "anh", "em", "Anh Nam thân mến"),
    ("cửa hàng Hoa Mai", "", "bac", "khach_hang", "quý cửa hàng", "chúng tôi", "Kính gửi quý cửa hàng"),
    ("cong ty Thien Tam", "", "bac", "khach_hang", "quý công ty", "chúng tôi", "Kính gửi quý công ty"),
    ("shop mẹ và bé", "", "bac", "khach_hang", "quý cửa hàng", "chúng tôi", "Kính gửi quý cửa hàng"),
    ("chị Lan shop hoa", "", "bac", "anh_chi", "chị", "em", "Chị Lan thân mến"),
    ("nhà hàng xóm", "", "bac", "hang_xom", "bác", "cháu", "Bác thân mến"),
    ("quan ly", "", "bac", "sep", "sếp", "em", "Kính gửi sếp"),
    ("cả công ty", "", "bac", "dong_nghiep", "cả nhà", "mình", "Cả nhà thân mến"),
    ("anh/chị", "", "bac", "anh_chi", "anh chị", "em", "Anh chị thân mến"),
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


@pytest.mark.parametrize(
    ("to", "region", "name"), [("chú út", "bac", ""), ("chú út", "nam", "Út"), ("chú Út", "trung", "Út")]
)
def test_an_order_of_birth_is_a_name_in_the_south_or_with_a_capital(to, region, name):
    assert relate(to, table=TABLE, region=region).name == name


@pytest.mark.parametrize(
    ("to", "goi"),
    [("nhà trường", "nhà trường"), ("trường mầm non Hoa Sen", "nhà trường"), ("ban giám đốc", "ban giám đốc")],
)
def test_a_letter_addresses_an_office_as_such(to, goi):
    assert relate(to, table=TABLE, letter=True).pair == Pair(goi, "tôi")


@pytest.mark.parametrize("to", ["phòng IT", "phòng it", "bộ phận IT", "phong IT", "phòng công nghệ thông tin", "phòng HR"])
def test_a_department_is_no_single_friend(to):
    card, letter = relate(to, table=TABLE), relate(to, table=TABLE, letter=True)
    assert (card.pair, card.name, card.known) == (Pair("các anh chị", "em"), "", True)
    assert (letter.pair, letter.group) == (Pair("anh chị", "em"), "dong_nghiep")
    assert relate(to, "mình", table=TABLE, letter=True).pair == Pair("anh chị", "mình")


def test_unclear_words_stand_for_whom_the_letter_is_meant():
    teacher = relate("cô Hương", table=TABLE, meant="cô giáo")
    assert (teacher.group, teacher.pair, teacher.known) == ("thay_co", Pair("cô", "em"), True)
    unknown = relate("Điện máy Xanh", table=TABLE, letter=True, meant="cửa hàng")
    assert (unknown.pair, unknown.name, unknown.known) == (Pair("quý cửa hàng", "tôi"), "", False)


SIDES = [
    ("mẹ", "", ""),
    ("mẹ vợ", "", "vợ"),
    ("me chong", "", "chồng"),
    ("anh rể", "", "rể"),
    ("bố đỡ đầu", "", "đỡ đầu"),
    ("vợ chồng anh chị", "", ""),
    ("mẹ", "Con dâu Hạnh", "chồng"),
    ("mẹ", "con rể", "vợ"),
    ("con dâu", "mẹ chồng", "dâu"),
    ("mẹ", "Lan dâu", ""),
]


@pytest.mark.parametrize(("to", "sender", "side"), SIDES)
def test_in_laws_are_told_from_ones_own(to, sender, side):
    assert side_of(to, sender, TABLE) == side


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


@given(st.sampled_from([say for row in TABLE.rows for say in row.says if "*" not in say]))
def test_every_saying_of_the_table_finds_its_own_group(say):
    groups = {row.group for row in TABLE.rows if say in row.says}
    assert relate(say, table=TABLE).group in groups


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("me vo", "mẹ vợ"),
        ("chi lan", "chị Lan"),
        ("sếp Hà (nữ)", "sếp Hà"),
        ("bác bảo vệ", "bác bảo vệ"),
        ("chị Lan kế toán", "chị Lan (kế toán)"),
        ("cô Lan và chú Hùng", "cô Lan và chú Hùng"),
        ("zzz", ""),
    ],
)
def test_what_was_understood_is_said_at_length(typed, understood):
    assert relate(typed, table=TABLE).understood == understood


NAMES = [
    ("tuấn anh", "Tuấn Anh"),
    ("Tuấn Anh", "Tuấn Anh"),
    ("lan anh", "Lan Anh"),
    ("linh chi", "Linh Chi"),
    ("chi lan anh", "Lan Anh"),
    ("lan anh bạn thân", "Lan Anh"),
    ("nam anh họ", "Nam"),
    ("cô giáo tiếng Anh", ""),
    ("mẹ hai", ""),
    ("trưởng phòng nhân sự", ""),
    ("bạn Anh", "Anh"),
    ("chị thu ngân", ""),
    ("anh quân", "Quân"),
    ("thầy giáo dạy Toán", ""),
    ("mẹ bé Bin", ""),
    ("vợ anh Nam", ""),
    ("Lan - bạn thân", "Lan"),
    ("Gửi Mẹ", ""),
    ("Hoàng Anh", "Hoàng Anh"),
    ("dì Ba", "Ba"),
]


@pytest.mark.parametrize(("typed", "name"), NAMES)
def test_a_name_is_the_recipients_own(typed, name):
    assert relate(typed, table=TABLE).name == name


def test_two_given_names_are_nobodys_elder_brother():
    relation = relate("tuấn anh", table=TABLE)
    assert (relation.opening, relation.known) == ("Gửi Tuấn Anh", False)


def test_a_mother_writes_to_a_teacher_as_a_parent_and_to_no_one_else():
    assert relate("cô giáo Mai", "mẹ bé Na", table=TABLE).pair == Pair("cô", "tôi")
    assert relate("thầy Tuấn", "bố cháu An", table=TABLE).pair == Pair("thầy", "tôi")
    aunt = relate("cô Mai", "mẹ bé Na", table=TABLE)
    assert (aunt.pair, aunt.agreed) == (Pair("cô", "cháu"), False)


def test_a_name_given_apart_is_kept_even_for_several():
    relation = relate("cô chú", table=TABLE, name="Hùng")
    assert (relation.name, relation.opening) == ("Hùng", "Kính gửi cô chú Hùng")
    assert relate("mẹ", table=TABLE, name="Lan").opening == "Mẹ yêu thương"


def test_a_man_among_friends_is_no_nam():
    assert relate("bạn thân nam", table=TABLE).name == ""
    assert relate("anh nam", table=TABLE).name == "Nam"
    assert relate("bạn Nam", table=TABLE).name == "Nam"
