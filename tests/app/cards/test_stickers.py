"""Every sticker of the set: found in words that people type, painted inside its square, with its licence beside it."""

import json
import unicodedata

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QGuiApplication, QImage, QPainter

from app.cards.kit import blank, soften
from app.cards.sticker_set import StickerSet
from app.errors import UserError
from app.paths import assets_dir

FOLDER = assets_dir() / "stickers"
SIDE = 48
LARGEST = 1_200_000  # bytes of all drawings


@pytest.fixture(scope="module")
def stickers(qapp: QGuiApplication) -> StickerSet:
    return StickerSet(FOLDER)


def alpha(stickers: StickerSet, id: str, *, flip: bool = False) -> np.ndarray:
    """How much paint there is of a sticker of SIDE in the middle of a picture twice as wide. (2 SIDE, 2 SIDE) uint8"""
    image = blank(2 * SIDE, 2 * SIDE)
    with QPainter(image) as p:
        soften(p)
        stickers.paint(p, QRectF(SIDE / 2, SIDE / 2, SIDE, SIDE), id, flip=flip)
    image = image.convertToFormat(QImage.Format.Format_Alpha8)
    return np.frombuffer(image.constBits(), np.uint8).reshape(2 * SIDE, image.bytesPerLine())[:, : 2 * SIDE].copy()


def test_every_sticker_has_a_drawing_and_every_drawing_a_sticker(stickers: StickerSet) -> None:
    assert sorted(json.loads((FOLDER / "drawings.json").read_text("utf-8"))) == sorted(stickers)


def test_no_sticker_is_named_twice(stickers: StickerSet) -> None:
    lines = (FOLDER / "stickers.toml").read_text("utf-8").splitlines()
    assert lines.count("[[sticker]]") == len(stickers)


def test_there_are_many_and_no_two_have_the_same_label(stickers: StickerSet) -> None:
    assert len({each.label for each in stickers.values()}) == len(stickers) > 400


def test_every_sticker_shows_something_large_enough(stickers: StickerSet) -> None:
    faint = [id for id in stickers if (alpha(stickers, id) > 128).sum() < SIDE * SIDE / 10]
    assert not faint


def test_no_sticker_leaves_its_square(stickers: StickerSet) -> None:
    def outside(id: str) -> int:
        painted = alpha(stickers, id)
        edge = SIDE // 2 - 1  # a pixel for what is half covered
        painted[edge:-edge, edge:-edge] = 0
        return int(painted.max())

    assert [id for id in stickers if outside(id)] == []


def test_words_are_composed_and_said_once(stickers: StickerSet) -> None:
    for each in stickers.values():
        said = [each.label, *each.words]
        assert len(set(said)) == len(said), each.id
        assert all(unicodedata.is_normalized("NFC", phrase) and phrase == phrase.strip() for phrase in said), each.id
        assert 3 <= len(each.words) <= 8, each.id


def test_nothing_is_written_in_a_foreign_script(stickers: StickerSet) -> None:
    said = "".join(phrase for each in stickers.values() for phrase in (each.label, *each.words))
    assert {unicodedata.name(letter).split()[0] for letter in said if letter.isalpha()} == {"LATIN"}


@pytest.mark.parametrize(
    ("typed", "id"),
    [
        ("banh chung", "banh-chung"),
        ("bánh chưng", "banh-chung"),
        ("li xi", "li-xi-do"),
        ("tim", "red-heart"),
        ("hoa dao", "hoa-dao"),
        ("bông hồng", "bo-hoa-hong"),
        ("lợn", "heo-dat"),
        ("con trau", "trau"),
        ("20/11", "hoa-cuc-vang"),
        ("TÍM", "purple-heart"),
    ],
)
def test_what_people_type_finds_it_first(stickers: StickerSet, typed: str, id: str) -> None:
    assert stickers.search(typed)[0].id == id


@pytest.mark.parametrize("pair", [("heo", "lợn"), ("ly", "cốc"), ("bông hồng", "hoa hồng"), ("trái xoài", "quả xoài")])
def test_north_and_south_find_the_same(stickers: StickerSet, pair: tuple[str, str]) -> None:
    one, other = ({each.id for each in stickers.search(word)} for word in pair)
    assert len(one & other) >= min(len(one), len(other)) / 2 > 0


def test_tones_that_are_typed_come_first(stickers: StickerSet) -> None:
    assert all("cá" in each.label.split() for each in stickers.search("cá")[:5])


def test_a_group_shows_its_own_in_order(stickers: StickerSet) -> None:
    for group in stickers.groups:
        assert [each.id for each in stickers.search("", group)] == [
            id for id in stickers if stickers[id].group == group
        ]


def test_no_group_is_empty_or_unknown(stickers: StickerSet) -> None:
    assert {each.group for each in stickers.values()} == set(stickers.groups)


def test_a_search_stays_in_its_group(stickers: StickerSet) -> None:
    assert {each.group for each in stickers.search("tết", "tet")} == {"tet"}


def test_nonsense_finds_nothing(stickers: StickerSet) -> None:
    assert stickers.search("qwxz") == []


def test_an_unknown_sticker_paints_nothing(stickers: StickerSet) -> None:
    assert not alpha(stickers, "of-a-later-version").any()


def test_a_flipped_one_is_mirrored(stickers: StickerSet) -> None:
    plain, flipped = (alpha(stickers, "chim-en", flip=flip).astype(int) for flip in (False, True))
    assert np.abs(flipped[:, ::-1] - plain).mean() < 2 < np.abs(flipped - plain).mean()


def test_the_set_is_small_and_its_licence_beside_it() -> None:
    assert (FOLDER / "drawings.json").stat().st_size < LARGEST
    licence = (FOLDER / "LICENSE-fluent.txt").read_text("utf-8")
    assert "MIT License" in licence and "Microsoft" in licence


def test_a_set_that_is_not_there_is_told_in_words(stickers: StickerSet) -> None:
    with pytest.raises(UserError, match="hình dán"):
        StickerSet(FOLDER / "nowhere").search("")
