"""Text always fits its box, in every face that cards use."""

import tomllib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath

from app.cards.layout import NBSP, SIX_IN, Setting, fit, glue, graphemes, is_luc_bat, is_verse, polish
from app.cards.measure import FaceMeasure
from app.cards.render import Renderer, load_compounds
from app.paths import assets_dir

VIETNAMESE = "aăâeêioôơuưyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵđbcdghklmnpqrstvx"
words = st.text(VIETNAMESE + VIETNAMESE.upper(), min_size=1, max_size=9)
punctuated = st.builds(str.__add__, words, st.sampled_from(["", "", "", ",", ".", "!", "…", " 🌸", " –"]))
texts = st.lists(st.lists(punctuated, min_size=1, max_size=30).map(" ".join), min_size=1, max_size=5).map("\n".join)
boxes = st.tuples(st.integers(120, 900), st.integers(60, 900))
FACES = tomllib.loads((assets_dir() / "fonts" / "fonts.toml").read_text("utf-8"))["face"]
BODY_ROLES = tuple(face["roles"][0] for face in FACES if face["roles"] != ["emoji"])
relaxed = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def measures(renderer: Renderer) -> dict[str, FaceMeasure]:
    return {role: renderer.typesetter.measure(role) for role in BODY_ROLES}


def ink(renderer: Renderer, role: str, px: int, text: str, x: float = 0.0, y: float = 0.0) -> QRectF:
    """The outline's bounds; Qt's metrics round to whole pixels."""
    path = QPainterPath()
    path.addText(x, y, renderer.fonts.font(role, px), text)
    return path.boundingRect()


def setting(measure: FaceMeasure, lead: float = 1.4, align: str = "center") -> Setting:
    return Setting(measure, lead, align, 22, 44)


@relaxed
@given(texts, boxes, st.sampled_from(BODY_ROLES), st.sampled_from(["center", "left"]))
def test_no_ink_leaves_the_box(renderer, measures, text, box, role, align) -> None:
    width, height = box
    block = fit(text, width, height, setting(measures[role], align=align))
    inside = QRectF(-0.5, -0.5, width + 1, height + 1)
    for line in block.lines:
        assert inside.contains(ink(renderer, role, block.px, line.text, line.x, line.baseline)), line


@relaxed
@given(texts, boxes, st.sampled_from(BODY_ROLES))
def test_no_word_is_lost(measures, text, box, role) -> None:
    block = fit(text, *box, setting(measures[role]))
    assert "".join("".join(line.text.split()) for line in block.lines) == "".join(polish(text).split())


@relaxed
@given(texts, boxes, st.integers(0, 300), st.integers(0, 300))
def test_a_larger_box_never_makes_smaller_text(measures, text, box, wider, taller) -> None:
    small = fit(text, *box, setting(measures["serif"]))
    large = fit(text, box[0] + wider, box[1] + taller, setting(measures["serif"]))
    assert large.px >= small.px


@relaxed
@given(texts, boxes)
def test_the_flag_says_when_text_is_under_its_least_size(measures, text, box) -> None:
    block = fit(text, *box, setting(measures["serif"]))
    assert block.overflow == (block.px < 22)


@pytest.mark.parametrize("role", BODY_ROLES)
def test_stacked_marks_clear_the_line_above(renderer, measures, role) -> None:
    block = fit("gậy gậy gậy\nẤẬỄỖỮỰ ẲẴỂỔ", 900, 400, setting(measures[role], lead=0.5))
    above, below = block.lines[0], block.lines[1]
    foot = above.baseline + ink(renderer, role, block.px, "gậyqjộợ").bottom()
    assert below.baseline + ink(renderer, role, block.px, "ẤẬỄỖỮỰẲẴỂỔ").top() >= foot - 0.1


def test_a_word_longer_than_the_box_is_split_between_graphemes(measures) -> None:
    block = fit("nghiêng" * 40, 200, 4000, setting(measures["serif"]))
    assert len(block.lines) > 1
    assert "".join(line.text for line in block.lines) == "nghiêng" * 40


def test_an_emoji_family_is_one_grapheme() -> None:
    assert graphemes("a👩‍👧‍👦ệ") == ["a", "👩‍👧‍👦", "ệ"]


def test_verse_keeps_its_lines(measures) -> None:
    verse = "Trăm năm trong cõi người ta\nChữ tài chữ mệnh khéo là ghét nhau"
    assert is_verse(verse)
    assert [line.text for line in fit(verse, 700, 300, setting(measures["serif"])).lines] == verse.split("\n")


def test_verse_shrinks_before_its_lines_turn(measures) -> None:
    verse = "Trăm năm trong cõi người ta\nChữ tài chữ mệnh khéo là ghét nhau"
    block = fit(verse, 420, 900, setting(measures["serif"]))
    assert len(block.lines) == 2
    assert block.px < 44


def test_compounds_stay_on_one_line(measures) -> None:
    assert glue("chúc cả gia đình sức khỏe", frozenset({"gia đình", "sức khỏe"})) == (
        "chúc", "cả", f"gia{NBSP}đình", f"sức{NBSP}khỏe",
    )  # fmt: skip
    text = "Kính chúc cả gia đình mình luôn dồi dào sức khỏe"
    for width in range(200, 700, 20):
        lines = [
            line.text
            for line in fit(text, width, 600, setting(measures["serif"]), frozenset({"gia đình", "sức khỏe"})).lines
        ]
        if max(map(len, lines)) > 12:
            assert not any(line.endswith(("gia", "sức")) for line in lines), lines


def test_a_comma_parts_a_compound() -> None:
    assert glue("về gia, đình làng", frozenset({"gia đình"})) == ("về", "gia,", "đình", "làng")


def test_lines_are_even(measures) -> None:
    text = "Chúc mỗi sớm xuân đều rộn rã tiếng cười, mỗi bữa cơm sum họp đều ấm áp yêu thương"
    block = fit(text, 640, 120, setting(measures["serif"]))
    widths = [line.width for line in block.lines]
    assert len(widths) > 1
    assert min(widths) > 0.7 * max(widths)


COMMON = [
    "chúc",
    "mẹ",
    "luôn",
    "vui",
    "khỏe",
    "và",
    "trẻ",
    "mãi",
    "như",
    "hoa",
    "trong",
    "nắng",
    "sớm",
    "đầu",
    "xuân",
    "này",
    "nhé",
]


@relaxed
@given(st.lists(st.sampled_from(COMMON), min_size=5, max_size=40), st.integers(330, 800), st.sampled_from(BODY_ROLES))
def test_no_word_stands_alone_in_the_last_line(measures, words, width, role) -> None:
    block = fit(" ".join(words), width, 2000, Setting(measures[role], 1.4, "center", 22, 36))
    assert len(block.lines) == 1 or len(block.lines[-1].text.split()) > 1


@relaxed
@given(st.lists(st.sampled_from(sorted(load_compounds(assets_dir()))), min_size=3, max_size=20), st.integers(330, 800))
def test_no_line_ends_inside_a_compound(measures, compounds, width) -> None:
    known = load_compounds(assets_dir())
    block = fit(", ".join(compounds), width, 2000, Setting(measures["serif"], 1.4, "center", 22, 36), known)
    pieces = [piece for line in block.lines for piece in line.text.strip(" ,").split(", ")]
    assert pieces == compounds


LUC_BAT = "Trăm năm trong cõi người ta\nChữ tài chữ mệnh khéo là ghét nhau\nTrải qua một cuộc bể dâu\nNhững điều trông thấy mà đau đớn lòng"


@pytest.mark.parametrize("align", ["center", "left"])
def test_the_six_stands_in_and_the_eight_stands_out(measures, align) -> None:
    assert is_luc_bat(LUC_BAT)
    block = fit(LUC_BAT, 800, 400, setting(measures["serif"], align=align))
    six, eight, third, fourth = (line.x for line in block.lines)
    assert (six, eight) == (third, fourth)
    assert six - eight == pytest.approx(SIX_IN * block.px)
    right = max(line.x + line.width for line in block.lines)
    if align == "center":
        assert eight == pytest.approx(800 - right, abs=1)


def test_other_verse_is_no_luc_bat(measures) -> None:
    assert not is_luc_bat("Chúc bà mạnh khỏe sống lâu trăm tuổi\nVui cùng con cháu")
    assert not is_luc_bat("Chúc bà sống lâu trăm tuổi")


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ('  Mẹ bảo:  "Về nhé" - rồi cười...\t', "Mẹ bảo: “Về nhé” – rồi cười…"),
        ("Nhà là nơi 'ấm' nhất -- mãi thế", "Nhà là nơi ‘ấm’ nhất – mãi thế"),
        ('"Đi"\n"Về"', "“Đi”\n“Về”"),
        ('("nhé")', "(“nhé”)"),
        ("20-11, 12-A1", "20-11, 12-A1"),
    ],
)
def test_polish_sets_real_marks(typed, printed) -> None:
    assert polish(typed) == printed


def test_empty_text_is_an_empty_block(measures) -> None:
    assert fit(" \n ", 300, 200, setting(measures["serif"])).lines == ()
