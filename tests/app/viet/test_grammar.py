"""Which syllables the grammar makes, and which it does not."""

import json
import lzma
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.viet.grammar import mark_places, spellings
from app.viet.syllable import is_syllable, split_tone, syllables, with_tone
from app.viet.text import nfc, words

LIBRARY = Path(__file__).parents[3] / "assets" / "library"
KIEU = Path(__file__).parents[2] / "data" / "truyen_kieu.txt.xz"
VIETNAMESE_ONLY = set("ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ")


def test_the_grammar_is_neither_loose_nor_narrow():
    """With every tone 15 to 20 thousand syllables; about seven thousand are in use."""
    made = list(syllables())
    assert len(made) == len(set(made))
    assert 15_000 < len(made) < 20_000


def test_every_syllable_made_is_accepted_in_any_case_and_composition():
    for syllable in syllables():
        assert is_syllable(syllable)
        assert is_syllable(syllable.upper())
        assert is_syllable(unicodedata.normalize("NFD", syllable))
        assert with_tone(*split_tone(syllable)) == syllable


def test_the_library_holds_no_syllable_that_is_refused():
    """Runs with a letter that only Vietnamese has; hashtags ("#ChợKỷNiệm") are written together on purpose."""
    refused = set()
    for path in LIBRARY.glob("*.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            for run in words(nfc(json.loads(line)["text"])):
                if set(run) & VIETNAMESE_ONLY and run[1:] == run[1:].lower() and not is_syllable(run):
                    refused.add(run)
    assert refused <= {"đ"}  # 50.000đ


def test_of_truyen_kieu_only_slips_of_the_pen_are_refused():
    """Of some 22,800 syllables those whose mark or vowel was mistyped: "ngồị", "nưóc"."""
    runs = words(nfc(lzma.decompress(KIEU.read_bytes()).decode()))
    refused = [run for run in runs if not is_syllable(run)]
    assert len(runs) > 20_000
    assert len(refused) <= len(runs) // 1000


COMMON = """
gì giữ giếng giêng giết gìn giặt giỏi giục già giề quả quê quý quyển quốc quỳnh quẹo quắt quơ quờ quới quít quẩn
kính kẻ kê kỹ ký kia kiên cá cơm của cúc cứng cấm gà gọn gừng ghi ghe ghế ghềnh nga ngủ ngừng nghe nghỉ nghề nghiêng
yêu yên yếm yết yểng ý y ỉa im ít ích ủa ừ ơi ạ ô ế oái oản uy uống uể ương ưỡn ươn áo ấy ẩm
hoà hòa thuý thúy khoẻ khỏe ngoằn ngoèo ngoéo loăng quăng khuỷu khuya thuở huơ xoong boong coóc loẻng xoẻng rượu hươu
nguều khuếch huênh xuềnh xoàng suýt huỳnh huỵch tuýp tuyn choé chóe toẹt ngoạm oạp khuân bâng khuâng luật tuất hoặc
Vy Thy Ly Ny Sa Pa Hồng Kông Bắc Kạn Đắk Lắk Kon buýt voan phuy pin pía gioăng chửi gửi bưu hừm nhưn chưn đỗ ĐỒNG
"""


@pytest.mark.parametrize("run", COMMON.split())
def test_what_is_vietnamese_is_accepted(run):
    assert is_syllable(run)


ENGLISH = """
hello happy birthday christmas valentine merry love you baby and with from this that what when where which people
friend school team deadline chat video game shop file music world good great best five six seven eight money year
school water night dream house hat cat it at up jazz web zoo wow york and king queen street star dear from my2 just
"""
MISSPELLED = """
ngiêng nghà nge ghà gẹ ghỗ kà kủa cính cê qua2 qốc qươn iêu iên yan tòan qúy gíup gìa hòá hoạ̀ càt mach họch tep lép̀
coá cuyển giiêng bươ nghuyên ngưòi đựoc đuợc muời uớc nhât hoăt xă cầ moà phoe truờng struong bcd ngk ươ iê uô
"""
FOREIGN = """
kilô ôxy axít rôma nơtron krông hrê crôm đ ß æ über мир 你好 한국 ñu ﬁ
"""


@pytest.mark.parametrize("run", [*ENGLISH.split(), *MISSPELLED.split(), *FOREIGN.split(), "", "a b", "anh1"])
def test_what_is_not_is_refused(run):
    assert not is_syllable(run)


@given(st.text(max_size=8))
def test_any_text_is_judged(run):
    assert is_syllable(run) in (True, False)


@given(st.sampled_from(sorted(spellings())))
def test_k_and_c_and_their_like_stand_before_their_own_vowels(base):
    onset, rhyme = spellings()[base]
    if onset in ("gh", "ngh"):
        assert rhyme[0] in "eêi"
    if onset in ("c", "g", "ng"):
        assert rhyme[0] not in "eêiy"
    if onset == "q":
        assert rhyme[0] == "u" and len(rhyme) > 1


@given(st.sampled_from(sorted(spellings())))
def test_marks_stand_on_vowels(base):
    assert all(base[at] in "aăâeêioôơuưy" for at in mark_places(base))
