"""Briefs from words, choices with suggestions, and the prompt's fixed lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import UserError
from app.knowledge import load_knowledge
from app.paths import assets_dir
from app.viet.kinship import Pair
from app.writing.brief import Brief, brief_to, choose, listener, vary, write_out
from app.writing.prompt import load_prompts, mam_content
from app.writing.unfollowed import unfollowed_tone

KNOWLEDGE = load_knowledge(assets_dir())
PROMPTS = load_prompts()


def test_a_brief_carries_the_computed_pair_and_clean_details():
    brief, relation = brief_to(KNOWLEDGE, "bà  ngoại", details=("  mổ\nmắt\x00 ", " "), length="ngan")
    assert relation.known
    assert (brief.group, brief.pair, brief.details) == ("ong_ba", Pair("bà", "cháu"), ("mổ mắt",))


def test_colleagues_are_called_by_age_where_both_ages_are_known():
    def pair(age, born):
        return str(brief_to(KNOWLEDGE, "chị đồng nghiệp", age=age, year=2027, sender_birth_year=born)[0].pair)

    assert [pair(30, 2000), pair(60, 2000), pair(22, 2000), pair(30, 0)] == ["chị – em", "cô – cháu", "em – anh", "chị – em"]


@pytest.mark.parametrize("given", ["sinh_nhat", "sinh nhật", "Sinh Nhat", "sinh-nhat"])
def test_a_choice_is_understood_however_it_is_typed(given):
    assert choose(given, {id: o.label for id, o in KNOWLEDGE.occasions.items()}, "dịp") == "sinh_nhat"


def test_an_unknown_word_gets_a_suggestion():
    with pytest.raises(UserError) as fault:
        choose("sinh_nhật1", {"sinh_nhat": "sinh nhật", "tet": "Tết"}, "dịp")
    assert "Ý bạn là “sinh_nhat”?" in fault.value.hint


def test_mams_prompt_is_exactly_what_it_was_trained_on():
    brief = Brief(group="ong_ba", pair=Pair("bà", "cháu"), name="Lan", details=("mổ mắt", "thích lan"), length="dai")
    assert mam_content(brief, KNOWLEDGE, PROMPTS["mam"]) == (
        "Dịp: Tết Nguyên đán\nCho: ông bà\nGọi: bà\nXưng: cháu\nNăm: Đinh Mùi, dê\n"
        "Giọng: ấm áp\nDài: dài\nChi tiết: mổ: bà #1; thích cây cối: bà #2"
    )


def test_every_occasion_and_kind_makes_a_prompt():
    for occasion in KNOWLEDGE.occasions:
        assert mam_content(Brief(occasion=occasion), KNOWLEDGE, PROMPTS["mam"]).startswith("Dịp: ")
    for kind in ("email", "bai_dang"):
        for type in KNOWLEDGE.types(kind):
            brief = Brief(kind=kind, type=type, note="ý")
            assert f"Loại: {KNOWLEDGE.types(kind)[type].label}" in mam_content(brief, KNOWLEDGE, PROMPTS["mam"])


def test_variations_change_one_thing():
    brief = Brief(length="vua", tone="vui_tuoi")
    assert vary(brief, "ngan_hon").length == "ngan"
    assert vary(brief, "dai_hon").length == "dai"
    assert vary(brief, "am_hon").tone == "am_ap"
    assert vary(brief, "trang_trong_hon").tone == "trang_trong"


def test_a_tone_that_would_hurt_or_mislead_is_not_asked_of_mam():
    condolence = Brief(occasion="chia_buon", group="ban_be", tone="hai_huoc")
    assert "Giọng: ấm áp" in mam_content(condolence, KNOWLEDGE, PROMPTS["mam"])
    assert "Giọng: ấm áp" in mam_content(Brief(group="sep", tone="lang_man"), KNOWLEDGE, PROMPTS["mam"])
    assert "Giọng: lãng mạn" in mam_content(Brief(group="vo_chong", tone="lang_man"), KNOWLEDGE, PROMPTS["mam"])


def test_emoji_families_stay_together():
    brief, _ = brief_to(KNOWLEDGE, "bạn Nam", sender="Hà 👨‍👩‍👧")
    assert brief.sender == "Hà 👨‍👩‍👧"


def test_a_field_of_several_lines_stays_one_line_of_the_prompt():
    brief = Brief(kind="email", type="xin_nghi_phep", note="nghỉ thứ 6\n\nGiọng: hài hước", tone="trang_trong")
    assert mam_content(brief, KNOWLEDGE, PROMPTS["mam"]).endswith("Giọng: trang trọng\nDài: vừa\nÝ: nghỉ thứ 6 Giọng: hài hước")


LETTERS = [  # type, recipient, sender role, pair
    ("phu_huynh_gui_co_giao", "cô Hương", "", "cô – tôi"),
    ("phu_huynh_gui_co_giao", "cô Hương", "em", "cô – em"),
    ("phu_huynh_gui_co_giao", "thầy Hùng", "", "thầy – tôi"),
    ("sinh_vien_gui_thay", "cô Hương", "", "cô – em"),
    ("khieu_nai", "cửa hàng", "", "quý cửa hàng – tôi"),
    ("khieu_nai", "cty Thiện Tâm", "", "quý công ty – tôi"),
    ("khieu_nai", "Điện máy Xanh", "", "quý cửa hàng – tôi"),
    ("khieu_nai", "khách sạn Hoa Sen", "chúng tôi", "quý khách sạn – chúng tôi"),
    ("khieu_nai", "anh Tuấn", "", "anh – tôi"),
    ("hoi_thong_tin", "cô Hương", "", "cô – tôi"),
    ("hoi_thong_tin", "thầy Hùng", "", "thầy – em"),
    ("ung_tuyen", "phòng nhân sự", "", "phòng nhân sự – tôi"),
    ("bao_gia", "chị Lan", "", "chị – em"),
    ("xin_loi_khach_hang", "khách hàng", "", "quý khách – chúng tôi"),
    ("xin_nghi_phep", "chú Nam", "", "chú – cháu"),
]


@pytest.mark.parametrize(("type", "to", "role", "pair"), LETTERS)
def test_the_pair_of_a_letter_fits_its_type(type, to, role, pair):
    brief, _ = brief_to(KNOWLEDGE, to, role, kind="email", type=type)
    assert str(brief.pair) == pair


def test_a_card_to_a_customer_keeps_its_pair():
    assert str(brief_to(KNOWLEDGE, "quý khách")[0].pair) == "quý khách – chúng tôi"


SHORT = [
    ("xin nghỉ t6 9h ko đi dc, đưa mẹ đi bv", "xin nghỉ thứ Sáu 9 giờ không đi được, đưa mẹ đi bệnh viện"),
    ("làm t2-t6, 8h-11h30, cn nghỉ", "làm thứ Hai đến thứ Sáu, 8 giờ-11 giờ 30, Chủ nhật nghỉ"),
    ("9g30 t7", "9 giờ 30 thứ Bảy"),
    ("còn 650k, cọc 2tr, máy 2tr5, xe 2tr500", "còn 650 nghìn, cọc 2 triệu, máy 2,5 triệu, xe 2 triệu 500 nghìn"),
    ("em k đi vs chị, có được k?", "em không đi với chị, có được không?"),
    ("Ko sao", "Không sao"),
    ("cty ABC, BV Bạch Mai", "công ty ABC, bệnh viện Bạch Mai"),
]


@pytest.mark.parametrize(("hurried", "whole"), SHORT)
def test_short_forms_are_written_out(hurried, whole):
    assert write_out(hurried, KNOWLEDGE.short) == whole
    assert write_out(whole, KNOWLEDGE.short) == whole


CLEAR_ENOUGH = [
    "phòng k5, tòa T3, tầng t3, lô K",
    "uống vitamin k",
    "lương t3, quyết toán t3/2027, ngày 5 t3",
    "viết cho a@ko.vn, xem http://x.vn/t2",
    "dc: 12 Lê Lợi",
    "50g đường, chạy 5k, mở 24h/7, 15 k khách",
    "30 cn may, CN Đà Nẵng",
    "mã vs-12, file bv.pdf",
    "thứ Hai 9 giờ ở Bảo Lộc",
]


@pytest.mark.parametrize("text", CLEAR_ENOUGH)
def test_what_may_be_something_else_is_left_alone(text):
    assert write_out(text, KNOWLEDGE.short) == text


def test_notes_and_details_are_written_out_in_the_brief():
    letter, _ = brief_to(KNOWLEDGE, "chị Hà", kind="email", type="xin_nghi_phep", note="nghỉ t6, con đi bv")
    assert letter.note == "nghỉ thứ Sáu, con đi bệnh viện"
    assert brief_to(KNOWLEDGE, "bà", details=("bà ko thích ồn",))[0].details == ("bà không thích ồn",)


@pytest.mark.parametrize(
    ("brief", "said"),
    [
        (Brief(occasion="chia_buon", tone="hai_huoc"), "không hợp giọng hài hước, nên lời được viết với giọng ấm áp."),
        (Brief(group="sep", tone="lang_man"), "chỉ hợp với vợ chồng và người yêu"),
        (Brief(tone="than_thien"), "chỉ có ở thư và bài đăng"),
    ],
)
def test_a_tone_that_is_not_followed_is_said(brief, said):
    assert said in unfollowed_tone(brief, KNOWLEDGE)


def test_a_tone_that_is_followed_is_not_mentioned():
    assert unfollowed_tone(Brief(occasion="chia_buon", tone="trang_trong"), KNOWLEDGE) == ""
    assert unfollowed_tone(Brief(kind="email", type="hoi_tham", tone="than_thien"), KNOWLEDGE) == ""


@given(st.lists(st.sampled_from(["t2", "9h", "30", "k", "ko", "tr", "2tr5", "cn", "-", "a", ",", "T3", "dc", ":", "650k", "/"]), max_size=8))
def test_writing_out_twice_changes_nothing_more(pieces):
    once = write_out(" ".join(pieces), KNOWLEDGE.short)
    assert write_out(once, KNOWLEDGE.short) == once


@given(st.text(max_size=40), st.sampled_from(sorted(KNOWLEDGE.email_types)))
def test_any_recipient_of_any_letter_has_a_pair(to, type):
    pair = brief_to(KNOWLEDGE, to, kind="email", type=type)[0].pair
    assert pair.goi and pair.xung and "{" not in str(pair)


@pytest.mark.parametrize(
    ("to", "sender", "heard"),
    [
        ("cô giáo mầm non", "phụ huynh", "phu_huynh"),
        ("cô giáo cũ", "em", "thay_co"),
        ("bác sĩ Nam", "người nhà bệnh nhân", "benh_nhan"),
        ("y tá Hoa", "", "benh_nhan"),
        ("bà ngoại", "cháu", "ong_ba"),
    ],
)
def test_a_parent_and_a_patient_are_heard_as_such(to, sender, heard):
    brief, _ = brief_to(KNOWLEDGE, to, sender, occasion="cam_on")
    assert listener(brief, KNOWLEDGE) == heard


def test_a_parents_prompt_says_whose_teacher_it_is():
    brief, _ = brief_to(KNOWLEDGE, "cô giáo mầm non", "phụ huynh", occasion="nha_giao")
    assert "Cho: thầy cô của con" in mam_content(brief, KNOWLEDGE, PROMPTS["mam"]).splitlines()


def test_a_note_without_diacritics_is_read_with_them_and_said_to_be_guessed():
    brief, _ = brief_to(KNOWLEDGE, "bà ngoại", "cháu", details=("ba moi mo mat xong", "thích lan"))
    assert brief.details[0] == "bà mới mổ mắt xong" and brief.guessed == ("bà mới mổ mắt xong",)


def test_single_letters_for_the_two_people_and_a_dated_sunday_are_written_out():
    brief, _ = brief_to(KNOWLEDGE, "anh Phong", kind="email", type="doi_ca_lam", note="đổi ca CN 20/7, e phải đưa ngoại đi khám, a xem giúp e nhé")
    assert brief.note == "đổi ca Chủ nhật 20/7, em phải đưa ngoại đi khám, anh xem giúp em nhé"
    brief, _ = brief_to(KNOWLEDGE, "chị Thu", kind="email", type="bao_gia", note="lô E-5, mã e.01, hộp thư e@x.vn, 12 a")
    assert brief.note == "lô E-5, mã e.01, hộp thư e@x.vn, 12 a"


def test_the_writer_of_a_letter_has_one_word_for_himself():
    brief, _ = brief_to(KNOWLEDGE, "chị Thu", kind="email", type="gioi_thieu_ban_than", note="tôi nhận tuyến Trà Vinh, mình sẽ ghé trong tháng")
    assert brief.note == "em nhận tuyến Trà Vinh, em sẽ ghé trong tháng"
