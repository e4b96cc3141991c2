"""Verse: classical poems keep their form, prose does not, and every single damage is reported where it is."""

import itertools
import lzma
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.viet.rhyme import rhymes
from app.viet.text import words
from app.viet.verse import FORMS, LineVerdict, check_verse, faults

DATA = Path(__file__).parents[2] / "data"
KIEU = lzma.decompress((DATA / "truyen_kieu.txt.xz").read_bytes()).decode().splitlines()
CHINH_PHU = (DATA / "chinh_phu_ngam.txt").read_text(encoding="utf-8")
LUC_BAT, SONG_THAT = FORMS["luc_bat"], FORMS["song_that_luc_bat"]
PROSE = (
    "Con chúc mẹ năm mới thật nhiều sức khỏe và luôn vui vẻ bên con cháu trong nhà. Cảm ơn mẹ đã lo cho chúng con "
    "từng bữa cơm, từng cái áo suốt những năm qua. Năm nay con bận việc nên về muộn hơn mọi năm, mẹ đừng đợi cửa nhé. "
    "Con sẽ mua cành đào mà mẹ thích và cùng mẹ gói bánh chưng như hồi còn bé. Chúc mẹ ngủ ngon, ăn ngon và mỗi sáng "
    "đều thấy trong người nhẹ nhõm. Con thương mẹ nhiều lắm và mong Tết đến thật nhanh để cả nhà lại ngồi bên nhau."
)


def found(text: str, form: str) -> set[tuple[int, str]]:
    return {(verdict.line, verdict.rule) for verdict in faults(text, FORMS[form])}


def cut(text: str, *counts: int) -> str:
    """The words of a text in lines of these lengths, over and over."""
    left, lines = words(text), []
    for count in itertools.cycle(counts):
        if len(left) < count:
            return "\n".join(lines)
        lines.append(" ".join(left[:count]))
        left = left[count:]
    raise AssertionError


KIEU_FAULTS = faults("\n".join(KIEU), LUC_BAT)


def test_the_kieu_is_whole():
    assert len(KIEU) == 3254


@pytest.mark.parametrize(
    ("rule", "most"), [("so_tieng", 0), ("so_dong", 0), ("thanh", 10), ("bong_tram", 0), ("van", 30)]
)
def test_the_kieu_keeps_each_rule(rule, most):
    """Its odd lines are real poetry: "Đau đớn thay phận đàn bà", and rhymes such as "tan" with "hoàng"."""
    assert sum(verdict.rule == rule for verdict in KIEU_FAULTS) <= most


def test_song_that_luc_bat_keeps_its_form():
    """All but two rhymes of the opening of the Chinh phụ ngâm: "tiễn" with "bận", "kiệt" with "việc"."""
    assert found(CHINH_PHU, "song_that_luc_bat") == {(14, "van"), (18, "van")}


@pytest.mark.parametrize(
    ("form", "counts"), [("luc_bat", (6, 8)), ("song_that_luc_bat", (7, 7, 6, 8)), ("bay_chu", (7,))]
)
def test_prose_cut_to_measure_is_no_verse(form, counts):
    broken = found(cut(PROSE, *counts), form)
    assert {rule for _, rule in broken} >= {"thanh", "van"}
    lines = len(cut(PROSE, *counts).split("\n"))
    assert len({line for line, _ in broken}) > lines * 0.6


@pytest.mark.parametrize(("form", "count"), [("bon_chu", 4), ("nam_chu", 5)])
def test_prose_cut_short_does_not_rhyme(form, count):
    assert "van" in {rule for _, rule in found(cut(PROSE, count), form)}


# Damage to good verse: one place at a time.

GOOD = [at for at in range(0, len(KIEU) - 4, 2) if not faults("\n".join(KIEU[at : at + 4]), LUC_BAT)]
WINDOWS = st.sampled_from(GOOD).map(lambda at: KIEU[at : at + 4])


def replaced(line: str, position: int, word: str) -> str:
    """The line with another word at a position (from 1; -1 is the last)."""
    runs = list(re.finditer(r"[^\W\d_]+", line))
    run = runs[position - 1 if position > 0 else position]
    return line[: run.start()] + word + line[run.end() :]


@given(WINDOWS, st.sampled_from([1, 2, 3]))
def test_a_broken_rhyme_is_reported_at_its_line(lines, at):
    wanted = words(lines[at - 1])[-1]
    other = next(word for word in ("bưng", "xoong") if rhymes(word, wanted) is None)  # nothing rhymes with both
    damaged = [*lines[:at], replaced(lines[at], 6, other), *lines[at + 1 :]]
    assert (at + 1, "van") in found("\n".join(damaged), "luc_bat")


@given(WINDOWS, st.integers(0, 3), st.sampled_from(["sáng", "mở", "cũ", "nặng"]))
def test_a_broken_tone_is_reported_at_its_line(lines, at, word):
    damaged = [*lines[:at], replaced(lines[at], -1, word), *lines[at + 1 :]]
    verdicts = faults("\n".join(damaged), LUC_BAT)
    assert any(v.line == at + 1 and v.rule == "thanh" and word in v.sentence for v in verdicts)


@given(WINDOWS, st.integers(0, 3), st.booleans())
def test_a_broken_count_is_reported_at_its_line_and_nowhere_else(lines, at, longer):
    count = len(lines[at].split())
    line = f"Rồi {lines[at]}" if longer else lines[at].split(" ", 1)[1]
    damaged = [*lines[:at], line, *lines[at + 1 :]]
    verdicts = faults("\n".join(damaged), LUC_BAT)
    assert [(v.line, v.rule) for v in verdicts] == [(at + 1, "so_tieng")]
    assert str(count + (1 if longer else -1)) in verdicts[0].sentence


@given(st.sampled_from([at for at in GOOD if at + 2 in GOOD and at + 4 in GOOD]), st.integers(1, 4))
def test_a_missing_line_is_the_one_thing_reported(at, missing):
    lines = KIEU[at : at + 8]
    assert found("\n".join(lines), "luc_bat") == set()
    assert found("\n".join([*lines[:missing], *lines[missing + 1 :]]), "luc_bat") == {(missing + 1, "so_dong")}


@given(st.text(max_size=200), st.sampled_from(sorted(FORMS)))
def test_any_text_gets_verdicts_with_places_in_it(text, form):
    for verdict in check_verse(text, FORMS[form]):
        assert 0 <= verdict.start < verdict.end <= len(text)
        assert verdict.sentence.endswith(".")


def test_every_line_has_a_verdict():
    verdicts = check_verse("\n".join(KIEU[:4]), LUC_BAT)
    assert [verdict.line for verdict in verdicts] == [1, 2, 3, 4]
    assert verdicts[0] == LineVerdict(1, "dat", 0, "Dòng 1 đúng luật lục bát.", 0, len(KIEU[0]) - 1)


# Single rules.


def test_the_sixth_and_eighth_need_another_pitch():
    assert found("Trăm năm trong cõi người ta,\nChữ tài chữ mệnh khéo là ghét bà.", "luc_bat") == {(2, "bong_tram")}


def test_a_pause_after_the_third_frees_the_tones_before_it():
    assert found("Mai cốt cách, tuyết tinh thần,\nMột người một vẻ mười phân vẹn mười.", "luc_bat") == set()
    assert found("Mai cốt cách tuyết tinh thần,\nMột người một vẻ mười phân vẹn mười.", "luc_bat") == {(1, "thanh")}


def test_the_rhyme_may_move_to_the_fourth():
    assert found("Núi cao chi lắm núi ơi,\nNúi che mặt trời chẳng thấy người thương.", "luc_bat") == set()


def test_a_new_stanza_may_begin_a_new_rhyme():
    two = "\n".join(KIEU[:2]), "\n".join(KIEU[16:18])
    assert found("\n\n".join(two), "luc_bat") == set()
    assert found("\n".join(two), "luc_bat") == {(3, "van")}


def test_luc_bat_ends_with_the_eight():
    assert found("\n".join(KIEU[:3]), "luc_bat") == {(3, "so_dong")}


def test_figures_can_not_be_counted():
    verdict = faults("Mừng cha nay đã 70,\nTrăm năm trong cõi người ta vẫn còn.", LUC_BAT)[0]
    assert verdict.rule == "so_tieng" and "70" in verdict.sentence


def test_a_word_that_rhymes_with_itself_is_only_advised_against():
    text = "Trăm năm trong cõi người ta,\nChữ tài chữ mệnh người ta ghét rồi."
    assert [v.rule for v in check_verse(text, LUC_BAT) if v.broken] == ["van"]
    assert faults(text, LUC_BAT) == ()


FOUR = "Áo mới sột soạt,\nGuốc nhỏ lon ton.\nXuân vừa tới ngõ\nĐã nghe cười giòn."


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("giòn", "vang", (4, "van")),
        ("giòn", "gần", (4, "van")),
        ("Đã nghe", "Nghe", (4, "so_tieng")),
        ("lon ton", "rổn rảng", (4, "van")),
    ],
)
def test_four_syllables(old, new, fault):
    assert found(FOUR, "bon_chu") == set()
    assert fault in found(FOUR.replace(old, new), "bon_chu")


def test_ends_of_a_stanza_mix_bang_and_trac():
    assert (4, "thanh") in found("Áo em màu xanh,\nGuốc em lon ton.\nXuân qua bên nhà\nNghe ai cười giòn.", "bon_chu")


@pytest.mark.parametrize("scheme", ["Hoa|nắng|nhà|lặng", "nắng|Hoa|nhà|lặng", "nắng|lặng|hoa|nhà", "mưa|hoa|nắng|nhà"])
def test_rhymes_may_cross_embrace_follow_or_skip(scheme):
    assert found("\n".join(f"Ta đi qua {word}" for word in scheme.split("|")), "bon_chu") == set()


SEVEN = (
    "Hiên trước mai vàng rụng xuống vai,\nTrà thơm một chén ướp hoa nhài.\n"
    "Cháu con từ bốn phương về tới,\nXin chúc thềm xuân mãi nắng dài."
)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("hoa nhài", "hoa sen", (4, "van")),
        ("vàng rụng", "đỏ rụng", (1, "thanh")),
        ("Xin chúc", "Xin kính chúc", (4, "so_tieng")),
    ],
)
def test_seven_syllables(old, new, fault):
    assert found(SEVEN, "bay_chu") == set()
    assert fault in found(SEVEN.replace(old, new), "bay_chu")


COUPLET = "Rễ bám đất lành, cành nảy lộc,\nNguồn khơi mạch ngọt, nước ươm hoa."


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("hoa", "quả", (2, "doi")),
        ("khơi", "mở", (2, "doi")),
        ("nước ươm", "ươm", (2, "so_tieng")),
        ("ngọt, nước", "ngọt nước", (2, "doi")),
        (",\nNguồn khơi", ",\nNguồn khơi,\nNguồn khơi", (3, "so_dong")),
        ("nảy lộc", "nảy chồi", (1, "thanh")),
    ],
)
def test_couplets(old, new, fault):
    assert found(COUPLET, "cau_doi") == set()
    assert fault in found(COUPLET.replace(old, new), "cau_doi")
