"""Titles: lines as given where they can be, as large as can be, never touching."""

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, Qt

from app.cards.kit import coverage
from app.cards.title import FEW_UNITS, _even, _filled, set_title

BOX = QRectF(100, 200, 560, 360)
words = st.sampled_from(
    [
        "Chúc",
        "Mừng",
        "Năm",
        "Mới",
        "Sinh",
        "Nhật",
        "Ấm",
        "Áp",
        "Ngày",
        "Quốc",
        "Tế",
        "Phụ",
        "Nữ",
        "Tri",
        "Ân",
        "Thầy",
        "Cô",
        "Gậy",
        "Ễnh",
        "Ộp",
        "Yêu",
        "Thương",
    ]
)
titles = st.lists(words, min_size=1, max_size=12).map(" ".join)


def style(renderer, template="tet"):
    return renderer.templates[template].styles.title


def test_given_lines_are_kept(renderer) -> None:
    title = set_title("Chúc Mừng\nNăm Mới", BOX, style(renderer), renderer.fonts, frozenset())
    assert [line.text for line in title.lines] == ["Chúc Mừng", "Năm Mới"]


def test_a_long_title_finds_its_own_lines(renderer) -> None:
    title = set_title(
        "Chúc Mừng Ngày Quốc Tế Phụ Nữ", BOX, style(renderer), renderer.fonts, frozenset({"quốc tế", "phụ nữ"})
    )
    assert len(title.lines) > 1
    assert not any(line.text.endswith(("Quốc", "Phụ")) for line in title.lines)


def test_a_short_title_stays_under_its_largest_size(renderer) -> None:
    title = set_title("Ơi", BOX, style(renderer), renderer.fonts, frozenset())
    assert title.px <= style(renderer).largest + 0.01


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(titles, st.sampled_from(["tet", "sinh_nhat", "nha_giao"]))
def test_titles_stay_in_their_box_and_lines_do_not_touch(renderer, text, template) -> None:
    title = set_title(text, BOX, style(renderer, template), renderer.fonts, frozenset())
    assert BOX.adjusted(-0.5, -0.5, 0.5, 0.5).contains(title.rect)
    masks = [ink(line.path) for line in title.lines]
    for i, one in enumerate(masks):
        for other in masks[i + 1 :]:
            assert not (one & other).any()


def ink(path) -> np.ndarray:
    def paint(p) -> None:
        p.translate(-BOX.topLeft())
        p.fillPath(path, Qt.GlobalColor.white)

    return coverage(int(BOX.width()), int(BOX.height()), paint) > 127


def test_many_words_are_broken_as_evenly_as_few() -> None:
    many_words = [
        "chúc",
        "mừng",
        "năm",
        "mới",
        "an",
        "khang",
        "thịnh",
        "vượng",
        "vạn",
        "sự",
        "như",
        "ý",
        "sức",
        "khỏe",
        "dồi",
        "dào",
    ]
    for count in (2, 3, 4):
        few, many = _even(many_words[:FEW_UNITS], count), _filled(many_words[:FEW_UNITS], count)
        assert max(map(len, few)) == max(map(len, many))
    assert " ".join(_even(many_words * 200, 4)) == " ".join(many_words * 200)
