"""The checker on e-mails and posts: the points of the request, its days, numbers and names, the frame of a letter."""

import pytest

from app.knowledge import load_knowledge
from app.paths import assets_dir
from app.viet.kinship import Pair
from app.writing.brief import Brief
from app.writing.check import Finding, check

KNOWLEDGE = load_knowledge(assets_dir())
LETTER = Brief(
    kind="email",
    type="xin_nghi_viec",
    pair=Pair("chị", "em"),
    name="Nụ",
    sender="Nam",
    note="nghỉ 2 ngày từ thứ Sáu vì đưa con đi khám ở Huế, sổ quỹ nhờ Lan giữ",
)
GOOD = (
    "Tiêu đề: Xin nghỉ 2 ngày\n\nKính gửi chị Nụ,\n\nEm xin nghỉ 2 ngày từ thứ Sáu vì đưa con đi khám ở Huế. "
    "Sổ quỹ em đã nhờ Lan giữ.\n\nEm cảm ơn chị.\nNam"
)
POST = Brief(kind="bai_dang", type="cho_tang_do", pair=Pair("mọi người", "mình"), note="tặng xe đạp cũ, nhận ở Gò Vấp")


def found(text: str, brief: Brief = LETTER) -> list[Finding]:
    return list(check(text, brief, KNOWLEDGE))


def test_a_good_letter_and_a_good_post_have_no_findings():
    assert found(GOOD) == []
    assert found("Mình tặng lại chiếc xe đạp cũ, ai cần thì đến nhận ở Gò Vấp nhé.", POST) == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("đưa con đi khám ở Huế", "có việc riêng", "thieu_y"),
        ("Sổ quỹ em đã nhờ Lan giữ.", "Việc khác em sẽ lo.", "thieu_y"),
        ("nhờ Lan giữ", "nhờ bạn giữ", "thieu_y"),
        ("từ thứ Sáu", "từ thứ Hai", "bia_so"),
        ("nghỉ 2 ngày từ thứ Sáu vì", "nghỉ ngày 2, thứ Sáu, vì", "bia_so"),
        ("nhờ Lan giữ", "nhờ Lan và anh Khoa giữ", "bia_ten"),
        ("chị Nụ", "chị Quế", "sai_ten"),
        ("chị Nụ", "chị kiểu mãi", "sai_ten"),
        ("chị Nụ", "chị", "thieu_ten"),
        ("Kính gửi chị Nụ", "Kính gửi anh Nụ", "thieu_xung_ho"),
        ("\nNam", "", "thieu_ky"),
        ("Em cảm ơn chị.\nNam", "Nam xin cảm ơn chị.\nLan", "thieu_ky"),
        ("Em cảm ơn chị.", "Tiêu đề: Xin nghỉ", "cau_hong"),
    ],
)
def test_damage_is_found(old, new, code):
    text = GOOD.replace(old, new)
    assert text != GOOD
    assert code in {finding.code for finding in found(text)}


def test_the_reason_names_what_is_missing():
    text = GOOD.replace("đưa con đi khám ở Huế", "có việc riêng")
    reasons = [finding.reason for finding in found(text) if finding.code == "thieu_y"]
    assert any("Huế" in reason or "đưa con đi khám" in reason for reason in reasons)
    bare = LETTER.with_(note="xin nghỉ vì đưa con đi khám")
    text = "Tiêu đề: Xin nghỉ\n\nChào chị Nụ,\n\nEm xin nghỉ một hôm.\n\nNam"
    assert [f.reason for f in found(text, bare)] == ["Chưa nói đến “đưa con đi khám”."]


@pytest.mark.parametrize("wrong", ["chị Quế", "chị", "chị kiểu mãi"])
def test_the_salutation_is_put_right(wrong):
    text = GOOD.replace("Kính gửi chị Nụ", f"Kính gửi {wrong}")
    (finding,) = [f for f in found(text) if f.repair is not None]
    assert text[: finding.start] + finding.repair + text[finding.end :] == GOOD


@pytest.mark.parametrize("line", ["Chị Nụ ơi,", "Chào chị Nụ,", "Chị Nụ thân mến,"])
def test_salutations_may_differ(line):
    assert found(GOOD.replace("Kính gửi chị Nụ,", line)) == []


def test_a_place_is_no_reason():
    meeting = Brief(kind="email", type="moi_hop", pair=Pair("anh chị", "em"), sender="Nam", note="họp 9 giờ ở phòng họp tầng 3")
    text = "Tiêu đề: Mời họp\n\nKính gửi anh chị,\n\nEm xin mời họp lúc 9 giờ ở phòng họp tầng 3.\n\nNam"
    assert found(text, meeting) == []
    assert [f.code for f in found(text.replace("ở phòng", "vì phòng"), meeting)] == ["trai_y"]


def test_a_name_within_the_pair_is_the_name():
    assert found(GOOD, LETTER.with_(pair=Pair("chị Nụ", "em"), name="")) == []
    assert found(GOOD, LETTER.with_(pair=Pair("chị Quế", "em"), name=""))[0].repair == " Quế"


def test_days_and_units_may_be_written_short_in_the_request():
    short = LETTER.with_(note="nghỉ 2 ngày từ t6 vì đưa con đi khám, họp 9h")
    text = GOOD.replace(" ở Huế", "").replace("Sổ quỹ em đã nhờ Lan giữ.", "Em vẫn họp lúc 9 giờ.")
    assert found(text, short) == []


def test_a_request_without_diacritics_finds_its_words():
    plain = "nghi 2 ngay tu thu sau vi dua con di kham o hue, so quy nho lan giu"
    assert found(GOOD, LETTER.with_(note=plain)) == []


def test_a_company_may_be_greeted_by_its_name():
    brief = Brief(kind="email", pair=Pair("quý công ty", "tôi"), sender="Nam", note="chúc Tết tiệm hoa Thành Công")
    text = "Tiêu đề: Chúc Tết\n\nKính gửi tiệm hoa Thành Công,\n\nTôi kính chúc quý công ty năm mới phát đạt.\n\nNam"
    assert found(text, brief) == []


def test_numbers_may_be_written_in_words():
    assert found(GOOD.replace("nghỉ 2 ngày từ", "nghỉ hai ngày từ").replace("Xin nghỉ 2 ngày", "Xin nghỉ hai ngày")) == []
    asked = LETTER.with_(note=LETTER.note.replace("2 ngày", "hai ngày"))
    assert found(GOOD, asked) == []
    assert "thieu_y" in {f.code for f in found(GOOD.replace("2 ngày", "ít ngày"))}


def test_a_numbered_list_and_a_hashtag_are_no_facts():
    post = "Mình tặng lại chiếc xe đạp cũ:\n1. Xe còn chạy.\n2. Nhận ở Gò Vấp.\n#TặngXeĐạp"
    assert found(post, POST) == []


def test_a_place_that_nobody_named_is_found():
    assert [f.code for f in found(GOOD.replace("ở Huế", "ở Huế và Đà Lạt"))] == ["bia_noi"]


def test_names_of_a_request_typed_without_diacritics_are_found_again():
    plain = LETTER.with_(note="Nghi 2 ngay tu thu Sau vi dua con di kham o Hue, so quy nho Lan giu")
    assert found(GOOD, plain) == []


def test_a_number_of_the_signature_is_no_invention():
    brief = Brief(kind="email", type="moi_su_kien", pair=Pair("anh chị", "em"), sender="Ban liên lạc khóa 2005", note="họp khóa chiều mai")
    text = "Tiêu đề: Thư mời\n\nChào anh chị,\n\nEm mời anh chị họp khóa chiều mai.\n\nBan liên lạc khóa 2005"
    assert "bia_so" not in {finding.code for finding in check(text, brief, KNOWLEDGE)}


def test_where_nobody_is_said_to_write_nobody_signs():
    text = "Tiêu đề: Cảm ơn\n\nChào chị Mai,\n\nEm cảm ơn chị đã giúp em.\n\nDiệp"
    brief = Brief(kind="email", type="cam_on_dong_nghiep", pair=Pair("chị", "em"), name="Mai", note="cảm ơn chị đã giúp em")
    found = [finding for finding in check(text, brief, KNOWLEDGE) if finding.code == "chu_ky"]
    assert [text[: f.start] + f.repair + text[f.end :] for f in found] == [text.removesuffix("\n\nDiệp")]
    assert not [f for f in check(text, brief.with_(sender="Diệp"), KNOWLEDGE) if f.code == "chu_ky"]
