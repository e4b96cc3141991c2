"""Every design in every format looks as it did (tests/data/cards, made by `python -m app.cards.reference`)."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageFilter

from app.cards.reference import QUALITY, kept, painted, strip
from tests.app.cards.conftest import IDS, LOOKS

FOLDER = Path(__file__).parents[2] / "data" / "cards"
TOLERANCE = 6.0  # mean difference of 8-bit values, once both are blurred a little: faces differ by a hair between machines
WORST = 70.0  # of any spot


def difference(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    soft = [np.asarray(Image.fromarray(each).filter(ImageFilter.GaussianBlur(1.2)), float) for each in (one, other)]
    return np.abs(soft[0] - soft[1]).mean(-1)


@pytest.mark.parametrize(("template", "format"), LOOKS)
def test_a_card_looks_as_it_did(renderer, template, format) -> None:
    path, look = FOLDER / f"{template}.webp", renderer.templates[template]
    known = kept(path, renderer, look)
    assert format in known, "the strip is older than the format: make it anew"
    apart = difference(painted(renderer, look, format), known[format])
    assert apart.mean() <= TOLERANCE
    assert np.percentile(apart, 99.5) <= WORST


def test_each_design_has_its_reference_and_they_are_small() -> None:
    files = list(FOLDER.glob("*.webp"))
    assert {file.stem for file in files} == set(IDS)
    assert sum(file.stat().st_size for file in files) <= 6_000_000


def test_a_moved_motif_is_noticed_and_the_same_picture_is_not(renderer, tmp_path) -> None:
    look = renderer.templates["tet"]
    strip(renderer, look).save(tmp_path / "tet.webp", quality=QUALITY, method=6)
    known = kept(tmp_path / "tet.webp", renderer, look)
    assert set(known) == set(look.formats)
    same = painted(renderer, look, "doc")
    assert difference(same, known["doc"]).mean() < TOLERANCE / 2
    assert difference(np.roll(same, 12, axis=1), known["doc"]).mean() > TOLERANCE
