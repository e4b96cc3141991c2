"""The checker: right texts pass, each kind of damage is found."""

import random

import pytest

from app.knowledge import load_knowledge
from app.paths import assets_dir
from app.viet.kinship import Pair
from app.writing.brief import Brief
from app.writing.check import check, fails
from app.writing.dataset import greetings, open_source

KNOWLEDGE = load_knowledge(assets_dir())
GRANDMOTHER = Brief(
    to="bà ngoại", group="ong_ba", pair=Pair("bà", "cháu"), length="ngan", details=("bà mới mổ mắt xong",)
)
GOOD = "Cháu mừng vì bà mổ mắt xong đã ổn. Chúc bà năm Đinh Mùi khỏe mạnh, mắt sáng, ngủ ngon ạ."


def codes(text: str, brief: Brief = GRANDMOTHER) -> set[str]:
    return {finding.code for finding in check(text, brief, KNOWLEDGE)}


def test_a_good_text_has_no_findings():
    assert check(GOOD, GRANDMOTHER, KNOWLEDGE) == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (GOOD.replace("Chúc bà", "Chúc chị"), "xung_ho"),
        (GOOD.replace("Cháu mừng", "Em mừng"), "xung_ho"),
        (GOOD.replace("bà", "người"), "thieu_xung_ho"),
        (GOOD.replace("mổ mắt xong đã ổn", "vui"), "thieu_chi_tiet"),
        (GOOD.replace("khỏe mạnh", "健康"), "chu_la"),
        (GOOD.replace("ngủ ngon", "nguhr ngonx"), "chinh_ta"),
        (GOOD + " " + GOOD, "lap_lai"),
        (GOOD.replace("mắt sáng", "sáng sáng sáng"), "lap_lai"),
        (GOOD.removesuffix(" ạ."), "cut_cau"),
        (GOOD.replace("Đinh Mùi", "Bính Ngọ"), "sai_nam"),
        (GOOD.replace("năm Đinh Mùi", "năm con ngựa"), "sai_nam"),
        (GOOD.replace("năm Đinh Mùi", "dịp Giáng sinh"), "sai_dip"),
        ("Chúc bà mổ mắt.", "do_dai"),
    ],
)
def test_damage_is_found(text, code):
    assert code in codes(text)


def test_a_name_that_was_given_must_be_used():
    friend = Brief(occasion="sinh_nhat", group="ban_be", pair=Pair("bạn", "mình"), name="Lan", length="ngan")
    assert "thieu_ten" in codes("Chúc bạn sinh nhật thật vui nhé!", friend)
    assert "thieu_ten" not in codes("Chúc Lan sinh nhật thật vui nhé!", friend)


def test_third_persons_are_not_mistaken_for_the_recipient():
    text = "Chúc bà mổ mắt xong mau khỏe, vui cùng con cháu và bà con lối xóm, được anh em quây quần ạ."
    assert "xung_ho" not in codes(text)


def test_a_wrong_year_comes_with_its_repair():
    finding = next(
        f for f in check(GOOD.replace("Đinh Mùi", "Bính Ngọ"), GRANDMOTHER, KNOWLEDGE) if f.code == "sai_nam"
    )
    assert finding.repair == "Đinh Mùi"


def test_findings_point_into_the_text():
    text = GOOD.replace("Chúc bà", "Chúc chị")
    finding = next(f for f in check(text, GRANDMOTHER, KNOWLEDGE) if f.code == "xung_ho")
    assert text[finding.start : finding.end] == "chị"


def test_two_words_run_together_are_written_again():
    found = check(GOOD.replace("Chúc bà", "ChúcBà bà"), GRANDMOTHER, KNOWLEDGE)
    assert any(finding.code == "chinh_ta" and finding.severity == "loi" for finding in found)


def test_word_salad_fails():
    salad = "bà hoa đi trời lkj xanh qwe wert jkl vui vui vui của thì"
    assert fails(check(salad, GRANDMOTHER, KNOWLEDGE))


def test_the_grammars_greetings_pass():
    stream = greetings(open_source(assets_dir()), random.Random(4))
    rows = [next(stream) for _ in range(50)]
    assert len({row["answer"] for row in rows}) == 50
    assert all(row["answer"].strip() and row["prompt"].startswith("Dịp: ") for row in rows)


LETTER = Brief(
    kind="email", type="xin_nghi_phep", pair=Pair("chị", "em"), name="Hà", sender="Nam", note="nghỉ thứ 6 vì con ốm"
)
GOOD_LETTER = "Tiêu đề: Xin nghỉ thứ 6\n\nKính gửi chị Hà,\n\nEm xin phép nghỉ thứ 6 vì con ốm.\n\nNam"


def test_a_good_letter_has_no_findings():
    assert check(GOOD_LETTER, LETTER, KNOWLEDGE) == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (GOOD_LETTER.replace("thứ 6", "thứ bảy"), "thieu_y"),
        (GOOD_LETTER.replace("con ốm", "con ốm 2 ngày"), "bia_so"),
        (GOOD_LETTER.removeprefix("Tiêu đề: "), "thieu_tieu_de"),
        (GOOD_LETTER.removesuffix("\n\nNam"), "thieu_ky"),
    ],
)
def test_damage_to_a_letter_is_found(text, code):
    assert code in codes(text, LETTER)


def test_a_speaker_who_becomes_somebody_else_is_found():
    text = "Cháu mừng vì bà mổ mắt xong đã ổn, cứ nghe đến là con lại nhớ bà. Chúc bà khỏe mạnh ạ."
    assert "lac_ngoi" in codes(text)


def test_joy_in_a_condolence_and_mourning_on_a_happy_day_are_found():
    friend = Brief(occasion="chia_buon", group="ban_be", pair=Pair("bạn", "mình"), length="ngan")
    assert "sai_tinh_cam" in codes("Mình chúc mừng bạn, mong bạn thật vui.", friend)
    assert "sai_tinh_cam" not in codes("Mình xin chia buồn cùng bạn và gia đình.", friend)
    assert "sai_tinh_cam" in codes("Chúc bạn vui, cầu cho người đã khuất yên nghỉ.", friend.with_(occasion="sinh_nhat"))


def repaired(text: str, brief: Brief) -> str:
    """The text after every repair that the findings offer, from the end backwards."""
    found = [finding for finding in check(text, brief, KNOWLEDGE) if finding.repair is not None]
    for finding in sorted(found, key=lambda f: -f.start):
        text = text[: finding.start] + finding.repair + text[finding.end :]
    return text


def test_a_missing_or_wrong_name_is_put_right():
    nephew = Brief(occasion="trung_thu", group="con_chau", pair=Pair("cháu", "bà"), name="Bi", length="ngan")
    assert repaired("Bà gửi cháu Thỏ vài lời chúc.", nephew) == "Bà gửi cháu Bi vài lời chúc."
    assert repaired("Bà gửi cháu vài lời chúc.", nephew) == "Bà gửi cháu Bi vài lời chúc."
    assert repaired("Bà chúc cháu Trung thu thật vui.", nephew) == "Bà chúc cháu Bi Trung thu thật vui."
    assert repaired("Bà gửi cháu Thỏ vài lời chúc.", nephew.with_(name="")) == "Bà gửi cháu vài lời chúc."


def test_a_friend_is_called_by_the_name_alone():
    friend = Brief(occasion="sinh_nhat", group="ban_be", pair=Pair("bạn", "mình"), name="Kha", length="ngan")
    assert repaired("Mình chúc bạn tuổi mới thật vui.", friend) == "Mình chúc Kha tuổi mới thật vui."
