"""Words copied wrong from the request are put right; what a text says in its own words is left alone."""

import pytest

from app.knowledge import load_knowledge
from app.paths import assets_dir
from app.viet.kinship import Pair
from app.writing.brief import Brief
from app.writing.check import check
from app.writing.check_copy import copied, miscopied

LETTER = Brief(kind="email", type="cam_on_dong_nghiep", pair=Pair("anh", "em"))


def mended(note: str, text: str) -> str:
    found = sorted(miscopied(text, LETTER.with_(note=note)), key=lambda finding: -finding.start)
    for finding in found:
        text = f"{text[: finding.start]}{finding.repair}{text[finding.end :]}"
    return text


@pytest.mark.parametrize(
    ("note", "wrong", "right"),
    [
        ("em tụt huyết áp", "em sung huyết áp", "em sung huyết áp"),  # too little agrees
        ("chở em vào viện lúc em tụt huyết áp, còn gọi cho chồng em", "Anh chở em vào viện lúc em sung huyết áp, còn gọi cho chồng em.", "Anh chở em vào viện lúc em tụt huyết áp, còn gọi cho chồng em."),
        ("trễ 3 ngày vì mưa, thiếu 2 tấn thép, dự kiến cất nóc 28/10", "– Trễ 3 ngày vì mưa\n– Thiếu 2 tấn ghi trên kiến cất nóc 28/10", "– Trễ 3 ngày vì mưa\n– Thiếu 2 tấn thép, dự kiến cất nóc 28/10"),
        ("tạm ứng 3,5 triệu sửa xe để đi giao hàng", "Em xin tạm ứng 3,5 triệu để đi giao hàng.", "Em xin tạm ứng 3,5 triệu sửa xe để đi giao hàng."),
        ("giới thiệu thêm 3 người, tặng cô bộ móng gảy", "Cô giới thiệu thêm 3 người, tặng cô bộ móng lắng.\n", "Cô giới thiệu thêm 3 người, tặng cô bộ móng gảy.\n"),
        ("may 120 áo lớp, 85 nghìn một cái", "Em xin báo giá:\n– K may 120 áo lớp\n– 85 nghìn một cái", "Em xin báo giá:\n– may 120 áo lớp\n– 85 nghìn một cái"),
        ("mối lấy gạo từ hồi tiệm còn nhỏ", "nhớ chuyện mối Lấy gạo từ hồi tiệm còn nhỏ.", "nhớ chuyện mối lấy gạo từ hồi tiệm còn nhỏ."),
        ("nghỉ thứ Sáu vì đưa con đi khám", "Em xin nghỉ thứ Sáu, vì em đưa con đi khám ạ.", "Em xin nghỉ thứ Sáu, vì em đưa con đi khám ạ."),
        ("tiem toc giam 30% uon nhuom cho sinh vien", "Tiệm tóc giảm 30% uốn nhuộm cho sinh viên.", "Tiệm tóc giảm 30% uốn nhuộm cho sinh viên."),
    ],
)  # fmt: skip
def test_the_requests_own_words_stand_where_they_were_copied_wrong(note, wrong, right):
    assert mended(note, wrong) == right


def test_a_cards_details_are_copied_right_too():
    brief = Brief(details=("mẹ bán rau ở chợ Phùng Khoang dậy từ 3 giờ sáng",))
    (finding,) = miscopied("Con nhớ chuyện mẹ bán rau ở chợ Phùng Anhang dậy từ 3 giờ sáng.", brief)
    assert finding.repair == "Khoang"


def test_the_requests_own_words_are_found_where_they_were_copied_right():
    text = "Em xin phép nghỉ thứ Sáu vì đưa con đi khám. Em cảm ơn."
    (span,) = copied(text, LETTER.with_(note="nghỉ thứ Sáu vì đưa con đi khám"))
    assert text[slice(*span)] == "nghỉ thứ Sáu vì đưa con đi khám"


def test_a_note_without_diacritics_is_not_to_be_copied_as_it_is():
    brief = Brief(details=("con lay chong xa, mot nam ve duoc 1 lan",))
    knowledge = load_knowledge(assets_dir())
    bare = "Con nhớ chuyện con lay chong xa, mot nam ve duoc 1 lan."
    marked = "Con nhớ chuyện con lấy chồng xa, một năm về được 1 lần."
    assert "khong_dau" in {finding.code for finding in check(bare, brief, knowledge)}
    half = "Con nhớ chuyện con lấy chồng xa, một năm ve duoc 1 lần, con lay chong."
    assert "khong_dau" in {finding.code for finding in check(half, brief, knowledge)}
    assert "khong_dau" not in {finding.code for finding in check(marked, brief, knowledge)}
