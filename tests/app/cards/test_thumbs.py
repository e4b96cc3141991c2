"""Thumbnails: kept on disk, painted anew only when what they show has changed."""

import shutil
from pathlib import Path

import pytest

from app.cards.shelf import Shelf
from app.cards.thumbs import WIDTH, Thumbs, ordered
from app.knowledge import load_knowledge
from app.paths import assets_dir


@pytest.fixture
def own(tmp_path: Path) -> Shelf:
    """A shelf of one design that a test may change."""
    shutil.copytree(assets_dir() / "cards" / "tet", tmp_path / "assets" / "cards" / "tet")
    return Shelf(tmp_path / "assets")


def test_a_thumbnail_is_painted_once_and_then_read(renderer, own, tmp_path) -> None:
    thumbs = Thumbs(own, tmp_path / "kept")
    assert thumbs.known("tet", "Tết") is None
    made = thumbs.make("tet", "Tết", renderer)
    kept = thumbs.known("tet", "Tết")
    assert (made.width(), kept.size()) == (WIDTH, made.size())
    assert [file.stat().st_size < 60_000 for file in (tmp_path / "kept").iterdir()] == [True]


def test_another_template_or_title_is_another_picture_and_the_old_one_goes(renderer, own, tmp_path) -> None:
    thumbs, file = Thumbs(own, tmp_path / "kept"), own.headers["tet"].file
    thumbs.make("tet", "Tết", renderer)
    assert thumbs.known("tet", "Xuân") is None
    file.write_text(file.read_text("utf-8") + "\n# khác\n", "utf-8")
    assert thumbs.known("tet", "Tết") is None
    thumbs.make("tet", "Tết", renderer)
    assert len(list((tmp_path / "kept").iterdir())) == 1


def test_a_broken_picture_counts_as_none(renderer, own, tmp_path) -> None:
    thumbs = Thumbs(own, tmp_path / "kept")
    thumbs.make("tet", "Tết", renderer)
    thumbs.path("tet", "Tết").write_bytes(b"half a pict")
    assert thumbs.known("tet", "Tết") is None


def test_a_place_that_cannot_be_written_is_no_fault(renderer, own, tmp_path) -> None:
    (tmp_path / "kept").write_text("a file")
    assert Thumbs(own, tmp_path / "kept").make("tet", "Tết", renderer).width() == WIDTH


def test_designs_for_the_occasion_come_first(renderer) -> None:
    headers = renderer.templates.headers
    occasions = load_knowledge(assets_dir()).occasions
    order = ordered(headers, occasions, "sinh_nhat")
    assert sorted([*order, "chia_buon"]) == sorted(headers)
    fits = ["sinh_nhat" in headers[id].occasions for id in order]
    assert fits == sorted(fits, reverse=True)
    assert order[0] == occasions["sinh_nhat"].template
    others = [len(headers[id].occasions) for id in order[sum(fits) :]]
    assert others == sorted(others, reverse=True)
    assert ordered(headers, occasions, "chia_buon") == ["chia_buon"]
