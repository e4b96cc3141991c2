"""Photos in their masks, borders and filters: nothing is cut off, nothing changes with the scale, and what is enlarged is sharp."""

import io
import typing
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QRectF
from PySide6.QtGui import QGuiApplication, QImage

from app.cards.card import Card
from app.cards.intake import take_in
from app.cards.item_painter import _drawn
from app.cards.items import Border, Code, Crop, Filter, Frame, Mask, Photo
from app.cards.photos import MARGIN, dressed, longest_shown
from app.cards.render import Renderer
from tests.app.cards.conftest import pixels

MASKS, BORDERS, FILTERS = typing.get_args(Mask), typing.get_args(Border), typing.get_args(Filter)
PICTURE = "a" * 64
BARE = Card("tet", title="Tết", ground="#faf5ea")


def scenery(width: int = 900, height: int = 700) -> Image.Image:
    """Soft hills of every colour, with no edge of its own."""
    y, x = np.mgrid[0:1:height * 1j, 0:1:width * 1j]
    waves = [np.sin(6 * x + 2 * y), np.cos(5 * y - 3 * x), np.sin(4 * x * y + 1)]
    return Image.fromarray(np.stack([(wave * 0.45 + 0.5) * 255 for wave in waves], 2).astype(np.uint8))


def shown(image: Image.Image) -> QImage:
    out = io.BytesIO()
    image.save(out, "PNG")
    return QImage.fromData(out.getvalue()).convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


def worn(photo: Photo, width: float, height: float, picture: QImage | None) -> np.ndarray:
    """The dressed photo with its margin, premultiplied BGRA. (H, W, 4)"""
    margin = round(MARGIN * min(width, height))
    image = _drawn(
        round(width) + 2 * margin, round(height) + 2 * margin, lambda q: dressed(q, QRectF(margin, margin, width, height), photo, picture)
    )
    return np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4).copy()


@pytest.mark.parametrize("border", BORDERS)
@pytest.mark.parametrize("size", [(300, 240), (600, 70), (70, 500), (24, 24)])
def test_borders_and_their_shadows_end_inside_the_margin(qapp: QGuiApplication, border: str, size: tuple[int, int]) -> None:
    picture = shown(scenery())
    for mask in MASKS:
        alpha = worn(Photo(id=1, picture=PICTURE, mask=mask, border=border), *size, picture)[..., 3]
        edges = np.concatenate([alpha[0], alpha[-1], alpha[:, 0], alpha[:, -1]])
        assert edges.max() <= 16, (mask, edges.max())
        assert alpha[alpha.shape[0] // 2, alpha.shape[1] // 2] == 255


def test_a_picture_that_is_lost_and_every_filter_can_be_painted(qapp: QGuiApplication) -> None:
    picture, seen = shown(scenery()), []
    for filter in FILTERS:
        painted = worn(Photo(id=1, picture=PICTURE, filter=filter), 200, 150, picture)
        seen.append(painted[60:100, 60:160, :3].mean(axis=(0, 1)))
        assert worn(Photo(id=1, picture=PICTURE, filter=filter), 200, 150, None)[..., 3].max() == 255
    assert all(np.abs(a - b).max() > 1 for i, a in enumerate(seen) for b in seen[:i])
    assert np.ptp(seen[FILTERS.index("bw")]) < 1


def test_what_shows_through_a_picture_stays_so_in_every_filter(qapp: QGuiApplication) -> None:
    half = scenery(60, 60)
    half.putalpha(128)
    for filter in FILTERS:
        alpha = worn(Photo(id=1, picture=PICTURE, filter=filter), 60, 60, shown(half))[30, 30, 3]
        assert abs(int(alpha) - 128) <= 2


@pytest.mark.parametrize("mask", MASKS)
def test_the_preview_shows_what_is_exported(renderer: Renderer, mask: str) -> None:
    out = io.BytesIO()
    scenery().save(out, "PNG")
    digest = renderer.pictures.add(take_in(out.getvalue()))
    items = tuple(
        Photo(id=n + 1, picture=digest, mask=mask, border=border, filter=FILTERS[n], frame=Frame(60 + n % 3 * 330, 500 + n // 3 * 330, 280, 250, 10.0 * (n % 2)))
        for n, border in enumerate(BORDERS)
    )  # fmt: skip
    items = (*items, Code(id=99, frame=Frame(60, 100, 215, 215), content="https://loihay.vn"))
    card = replace(BARE, items=items)
    preview = pixels(renderer.image(card, 0.4)).astype(int)
    export = renderer.image(card, 2.0)
    small = np.asarray(Image.fromarray(pixels(export)).resize(preview.shape[1::-1], Image.Resampling.BOX)).astype(int)
    apart = np.abs(preview - small).max(axis=2)[40:480]
    assert (apart > 70).mean() < 0.012 and apart.mean() < 6


def test_an_enlarged_part_is_as_sharp_as_the_picture(renderer: Renderer) -> None:
    stripes = Image.fromarray(np.tile(np.uint8([[0] * 8 + [255] * 8]), (1200, 225))).convert("RGB")  # 3,600 wide
    out = io.BytesIO()
    stripes.save(out, "PNG")
    digest = renderer.pictures.add(take_in(out.getvalue()))
    photo = Photo(id=1, picture=digest, crop=Crop(0.4, 0.4, 0.1, 0.1), frame=Frame(200, 500, 320, 107))
    row = pixels(renderer.image(replace(BARE, items=(photo,))))[550, 210:510, 0]
    assert row.min() < 40 and row.max() > 215
    assert longest_shown(photo, (3600, 1200), 320, 107) == pytest.approx(3200, rel=0.02)


def test_a_flipped_picture_is_mirrored(qapp: QGuiApplication) -> None:
    picture = shown(scenery())
    plain, flipped = (worn(Photo(id=1, picture=PICTURE, flip=flip), 200, 160, picture) for flip in (False, True))
    assert np.abs(plain.astype(int) - flipped[:, ::-1]).max() <= 3
