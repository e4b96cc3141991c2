"""Files: right kind, right words, whole or not at all."""

import errno
import os
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pypdf
import pypdfium2
import pytest
from PIL import Image
from PySide6.QtGui import QImage

from app.cards.card import Card
from app.cards.export import PAGE_MM, clipboard_mime, export, picture
from app.cards.formats import SHAPES
from app.cards.items import Frame, Look, Text
from app.cards.sheet import MIDDLE
from app.errors import UserError
from tests.app.cards.conftest import pixels

CARD = Card("tet", "doc", "", "Chúc Mừng\nNăm Mới", "Xuân Đinh Mùi", "Bà ngoại kính yêu,", MIDDLE, "Cháu Ngọc Ánh")


def test_a_png_is_the_picture(renderer, tmp_path) -> None:
    export(CARD, tmp_path / "thiep.png", renderer)
    assert np.array_equal(pixels(QImage(str(tmp_path / "thiep.png"))), pixels(renderer.image(CARD)))


def test_a_png_knows_its_density_and_colours_and_nothing_else(renderer, tmp_path) -> None:
    export(CARD, tmp_path / "thiep.png", renderer, scale=0.5)
    with Image.open(tmp_path / "thiep.png") as image:
        assert image.size == (540, 675)
        assert round(image.info["dpi"][0]) == 300
        assert "srgb" in image.info or "icc_profile" in image.info
    assert str(tmp_path).encode() not in (tmp_path / "thiep.png").read_bytes()


def test_twice_the_scale_is_twice_the_pixels(renderer, tmp_path) -> None:
    export(CARD, tmp_path / "lon.png", renderer, scale=2)
    with Image.open(tmp_path / "lon.png") as image:
        assert image.size == (2160, 2700)


def test_a_jpeg_is_close_to_the_picture(renderer, tmp_path) -> None:
    export(CARD, tmp_path / "thiep.JPG", renderer, scale=0.5)
    with Image.open(tmp_path / "thiep.JPG") as image:
        assert image.format == "JPEG"
        assert np.abs(np.asarray(image).astype(int) - pixels(renderer.image(CARD, 0.5))).mean() < 4


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


@pytest.mark.parametrize("template", ["tet", "sinh_nhat", "nha_giao"])
def test_a_pdf_says_the_cards_words(renderer, tmp_path, template) -> None:
    chosen = Card(template, "doc", "", CARD.title, CARD.kicker, CARD.opening, CARD.body, CARD.signature)
    export(chosen, tmp_path / "thiep.pdf", renderer)
    found = words(pypdf.PdfReader(tmp_path / "thiep.pdf").pages[0].extract_text())
    for field in ("title", "kicker", "opening", "body", "signature"):
        said = words(getattr(chosen, field))
        assert any(found[i : i + len(said)] == said for i in range(len(found))), (field, found)
    assert len(found) == sum(
        len(words(getattr(chosen, f))) for f in ("title", "kicker", "opening", "body", "signature")
    )


@pytest.mark.parametrize("template", ["tet", "sn_dia_than", "pn_lua_sen", "tt_ca_chep"])
def test_a_pdf_seen_by_another_program_is_the_preview(renderer, tmp_path, template) -> None:
    """pdfium (what Chrome shows) paints the page: the art is a JPEG in it, and the words over it must not be seen."""
    frame = Frame(200, 900, 600, 160, 20)
    card = replace(CARD, template=template, items=(Text(id=1, frame=frame, text="Nhớ bà!", look=Look(px=90, color="#ffffff")),))
    export(card, tmp_path / "thiep.pdf", renderer)
    with pypdfium2.PdfDocument(tmp_path / "thiep.pdf") as document:
        page = document[0]
        seen = page.render(scale=300 / 72).to_pil().convert("RGB")
        page.close()
    dots = PAGE_MM / 25.4 * 300  # the texture of foil depends on the scale, to the last digit

    def apart(other: Card) -> np.ndarray:
        """From this card's picture. A PDF's page is whole points, so its own may stand a pixel or two aside: the best fit."""
        page = renderer.page(renderer.scene(other), dots / renderer.size(other)[0]).scaled(seen.width, seen.height)
        there, here = pixels(page).astype(int), np.asarray(seen).astype(int)
        shifts = [(x, y) for x in range(-1, 2) for y in range(-1, 2)]
        return min((_apart(np.roll(here, shift, (0, 1)), there) for shift in shifts), key=np.mean)

    own, other = apart(card), apart(replace(card, signature="Cháu Minh Quân", items=()))
    assert own.mean() < 4 and (own > 40).mean() < 0.02
    assert (other > 40).mean() > (own > 40).mean() + 0.002  # a word more or less is seen


def _apart(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """How far two pictures are apart, two by two pixels taken as one, without their margin. (H / 2, W / 2)"""
    gap = (one - other)[4:-4, 4:-4]
    gap = gap[: len(gap) // 2 * 2, : gap.shape[1] // 2 * 2]
    return np.abs(gap.reshape(len(gap) // 2, 2, gap.shape[1] // 2, 2, 3).mean(axis=(1, 3))).max(axis=2)


def test_a_pdf_is_one_small_titled_page(renderer, tmp_path) -> None:
    export(CARD, tmp_path / "thiep.pdf", renderer)
    reader = pypdf.PdfReader(tmp_path / "thiep.pdf")
    assert len(reader.pages) == 1
    assert reader.metadata.title == "Chúc Mừng Năm Mới"
    page = reader.pages[0].mediabox
    assert float(page.height) / float(page.width) == pytest.approx(1.25, abs=0.01)
    assert (tmp_path / "thiep.pdf").stat().st_size < 4_000_000


def test_a_pdfs_art_is_the_cards_art(renderer, tmp_path) -> None:
    export(CARD, tmp_path / "thiep.pdf", renderer)
    picture = np.asarray(pypdf.PdfReader(tmp_path / "thiep.pdf").pages[0].images[0].image.convert("RGB")).astype(int)
    wanted = pixels(renderer.image(CARD, picture.shape[1] / 1080)).astype(int)
    assert (
        np.abs(picture[: wanted.shape[0], : wanted.shape[1]] - wanted[: picture.shape[0], : picture.shape[1]]).mean()
        < 6
    )


@pytest.mark.parametrize("format", [id for id, shape in SHAPES.items() if shape.mm and id != "gap_a5"])
def test_print_formats_come_out_at_their_size_on_paper(renderer, tmp_path, format) -> None:
    export(replace(CARD, format=format), tmp_path / "thiep.png", renderer, scale=0.25)
    with Image.open(tmp_path / "thiep.png") as image:
        found = [pixels / dpi * 25.4 for pixels, dpi in zip(image.size, image.info["dpi"], strict=True)]
    assert found == pytest.approx(SHAPES[format].mm, abs=0.5)


def test_a5_at_full_scale_has_300_dots_an_inch(renderer) -> None:
    image, dpi = picture(replace(CARD, format="a5"), renderer, 1.0)
    assert dpi == 300
    assert image.size().toTuple() == pytest.approx((1748, 2480), abs=1)


def test_a_folded_card_is_a_pdf_of_two_pages(renderer, tmp_path) -> None:
    export(replace(CARD, format="gap_a5"), tmp_path / "thiep.pdf", renderer)
    reader = pypdf.PdfReader(tmp_path / "thiep.pdf")
    cover, inside = (words(page.extract_text()) for page in reader.pages)
    assert cover == words(f"{CARD.title} {CARD.kicker}")
    assert sorted(inside) == sorted(words(f"{CARD.opening} {CARD.body} {CARD.signature}"))
    for page in reader.pages:
        size = [float(side) / 72 * 25.4 for side in (page.mediabox.width, page.mediabox.height)]
        assert size == pytest.approx((148, 210), abs=0.5)


def test_the_clipboard_holds_picture_and_words(renderer) -> None:
    mime = clipboard_mime(CARD, renderer)
    assert mime.hasImage()
    assert mime.text() == f"{CARD.opening}\n\n{CARD.body}\n\n{CARD.signature}"
    assert clipboard_mime(CARD, renderer, "chỉ lời này").text() == "chỉ lời này"


def leftovers(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.is_file())


def test_a_failed_save_leaves_the_old_file(renderer, tmp_path, monkeypatch) -> None:
    (tmp_path / "thiep.png").write_bytes(b"old")

    def full(_fd: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError, match="đã đầy"):
        export(CARD, tmp_path / "thiep.png", renderer, scale=0.25)
    assert (tmp_path / "thiep.png").read_bytes() == b"old"
    assert leftovers(tmp_path) == ["thiep.png"]


def test_a_save_replaces_the_old_file_and_leaves_no_parts(renderer, tmp_path) -> None:
    (tmp_path / "thiep.png").write_bytes(b"old")
    export(CARD, tmp_path / "thiep.png", renderer, scale=0.25)
    assert (tmp_path / "thiep.png").read_bytes().startswith(b"\x89PNG")
    assert leftovers(tmp_path) == ["thiep.png"]


def test_an_unknown_suffix_is_refused(renderer, tmp_path) -> None:
    with pytest.raises(UserError, match=r"\.gif"):
        export(CARD, tmp_path / "thiep.gif", renderer)


def test_a_folder_in_the_way_is_refused(renderer, tmp_path) -> None:
    (tmp_path / "thiep.png").mkdir()
    with pytest.raises(UserError, match="thư mục"):
        export(CARD, tmp_path / "thiep.png", renderer)


def test_a_missing_folder_is_named(renderer, tmp_path) -> None:
    with pytest.raises(UserError, match="Không có thư mục"):
        export(CARD, tmp_path / "khong" / "thiep.png", renderer, scale=0.25)


def test_a_forbidden_folder_is_named(renderer, tmp_path, monkeypatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(UserError, match="Không được phép ghi"):
        export(CARD, tmp_path / "thiep.png", renderer, scale=0.25)
    assert leftovers(tmp_path) == []
