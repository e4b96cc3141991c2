"""What stands around a note that is passed on: no verb twice, no "Kính gửi" to a friend, something of each type."""

import random
import re
from itertools import product

import pytest

from app.paths import assets_dir
from app.viet.kinship import Pair
from app.writing.letter_frames import load_frames

FRAMES = load_frames(assets_dir() / "smallworld")
TYPES = [(kind, type) for kind, types in FRAMES.kinds.items() for type in types]
CHI_HA = {"goi": "chị Hà", "Goi": "Chị Hà", "xung": "em", "Xung": "Em", "ten": "Hà", "ky": "Nam"}
MOI_NGUOI = {"goi": "mọi người", "Goi": "Mọi người", "xung": "mình", "Xung": "Mình", "ten": "", "ky": ""}
COMPANY = {**CHI_HA, "goi": "quý công ty", "Goi": "Quý công ty", "xung": "tôi", "Xung": "Tôi"}
SEEDS = range(40)


def bodies(kind: str, type: str, note: str, persons: dict[str, str]) -> set[str]:
    return {FRAMES.body(kind, type, note, persons, random.Random(seed)) for seed in SEEDS}


@pytest.mark.parametrize(
    ("kind", "type", "note", "verb"),
    [
        ("email", "cam_on_dong_nghiep", "cảm ơn chị trực thay em tối thứ Bảy", "cảm ơn"),
        ("email", "xin_nghi_phep", "nghỉ thứ Năm vì con ốm", "nghỉ"),
        ("email", "xin_nghi_phep", "xin nghỉ thứ Năm vì con ốm", "nghỉ"),
        ("email", "moi_hop", "họp 9 giờ thứ Ba, bàn kế hoạch", "họp"),
        ("email", "doi_lich_hop", "dời họp sang thứ Năm", "dời"),
        ("email", "xin_loi_khach_hang", "xin lỗi vì giao trễ", "xin lỗi"),
        ("email", "nho_giup_do", "nhờ chị xem giúp máy in", "nhờ"),
        ("email", "chuc_mung_dong_nghiep", "mừng chị lên trưởng phòng", "mừng"),
        ("bai_dang", "cho_tang_do", "tặng nôi em bé, ai cần thì qua lấy", "tặng"),
        ("bai_dang", "tuyen_dung", "tuyển phụ bếp ca sáng", "tuyển"),
        ("bai_dang", "tim_do_roi", "rơi ví da ở bến xe", "rơi"),
        ("bai_dang", "hoi_y_kien", "hỏi chỗ sửa xe đạp", "hỏi"),
        ("bai_dang", "nho_que", "nhớ quê Nam Định, thèm bún", "nhớ"),
    ],
)
def test_the_verb_that_begins_a_note_is_said_once(kind, type, note, verb):
    for body in bodies(kind, type, note, CHI_HA if kind == "email" else MOI_NGUOI):
        assert "note}" in body.lower() and verb not in body.lower(), body


def test_a_note_that_begins_with_the_writer_begins_the_letter():
    for body in bodies("email", "doi_ca_lam", "em xin đổi ca tối thứ Bảy", CHI_HA):
        assert "{Note}." in body


def test_a_lead_in_does_not_say_the_words_of_the_note_nor_stand_where_it_clashes():
    for body in bodies("bai_dang", "nho_que", "mười năm xa quê, nhớ cháo lươn mẹ nấu", MOI_NGUOI):
        assert "Xa nhà" not in body and "nhớ quê" not in body


@pytest.mark.parametrize(
    ("note", "head"),
    [("cảm ơn chị trực thay em", "cảm ơn"), ("Xin phép nghỉ thứ Năm", "Xin phép"), ("mưa rơi trên mái tôn cũ", ""), ("em bị sốt", "em")],
)
def test_how_a_note_begins_is_what_a_body_is_chosen_by(note, head):
    assert FRAMES.head("email", "xin_nghi_phep", note, CHI_HA) == head


def test_a_sentence_that_may_begin_with_a_name_keeps_its_capital():
    assert not any("{note}" in body for body in bodies("bai_dang", "chuc_mung_ban_be", "Diễm lên quản lý", MOI_NGUOI))


@pytest.mark.parametrize(("kind", "type"), TYPES)
def test_every_type_has_six_lead_ins_and_four_closings(kind, type):
    words = FRAMES.kinds[kind][type]
    assert len(words["dan"]) >= 6
    assert len(words["ket"]) >= 4


@pytest.mark.parametrize(("kind", "type"), TYPES)
def test_every_frame_can_be_filled(kind, type):
    words, shared = FRAMES.kinds[kind][type], FRAMES.shared[kind]
    rows = [row for place in (words, shared) for row in place.get("rieng", ())]
    leads = [lead if isinstance(lead, str) else lead["than"] for lead in (*words["dan"], *shared["dan"], *words["ket"])]
    for text in (*leads, *(text for row in rows for text in row["than"])):
        assert not re.search(r"[{}]", text.format_map({**CHI_HA, "note": "", "Note": ""})), text
    assert all("note}" in text.lower() for row in rows for text in row["than"])


def test_nobody_says_kinh_gui_to_a_friend_nor_oi_to_a_company():
    for tone, seed in product(("trang_trong", "than_thien"), SEEDS):
        rng = random.Random(seed)
        for goi, xung in (("bạn Nga", "mình"), ("em Hà", "chị"), ("cả nhà", "em"), ("anh Nam", "mình")):
            assert "Kính" not in FRAMES.salutation(Pair(goi, xung), tone, rng)
        for goi in ("quý công ty", "phòng kế toán", "ban tổ chức"):
            assert FRAMES.salutation(Pair(goi, "mình"), tone, rng) == "Kính gửi {goi}"


def test_a_company_is_spoken_to_without_familiar_words():
    for seed in SEEDS:
        closing = FRAMES.closing("email", "dat_hang", "20 hộp bánh", "", COMPANY, random.Random(seed))
        assert not re.search(r"\b(nhé|cứ)\b", closing)


def test_a_closing_does_not_repeat_the_note():
    note = "tặng xe đạp cũ, ai cần nhắn mình"
    for seed in SEEDS:
        assert "Ai cần nhắn" not in FRAMES.closing(
            "bai_dang", "cho_tang_do", note, "{Note}.", MOI_NGUOI, random.Random(seed)
        )


@pytest.mark.parametrize(
    "note", ["nhắc khéo chị Nụ còn 650 nghìn", "xin loi khach vi giao tre", "gửi ông Lam: xin gia hạn"]
)
def test_what_tells_how_or_to_whom_to_write_is_not_passed_on(note):
    assert not FRAMES.passes_on(note)


def test_a_plain_note_is_passed_on():
    assert FRAMES.passes_on("nghỉ thứ Năm vì con ốm")


def test_nobody_wishes_the_dead_good_health():
    note = "nhớ thầy Nhẫn mất tháng trước"
    for seed in SEEDS:
        closing = FRAMES.closing("bai_dang", "tri_an_thay_co", note, "{Note}.", MOI_NGUOI, random.Random(seed))
        assert "mạnh khỏe" not in closing and "về thăm" not in closing


def test_a_colon_is_not_followed_by_a_second_one():
    note = "chúc hội bạn năm mới: bớt hứa, thêm làm"
    assert not any(":" in body for body in bodies("bai_dang", "chuc_mung_nam_moi", note, MOI_NGUOI))
