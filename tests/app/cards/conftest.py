"""One renderer for all card tests: fonts load once, a template when it is first looked at."""

import itertools

import numpy as np
import pytest
from PySide6.QtGui import QColor, QGuiApplication, QImage

from app.cards.fonts import Fonts
from app.cards.formats import SHAPES
from app.cards.render import Renderer, load_compounds
from app.cards.shelf import Shelf
from app.paths import assets_dir

IDS = sorted(Shelf(assets_dir()))
WITHOUT = {("chia_buon", "bao_li_xi")}  # mourning comes in no envelope of lucky money
LOOKS = [look for look in itertools.product(IDS, SHAPES) if look not in WITHOUT]


@pytest.fixture(scope="session")
def renderer(qapp: QGuiApplication) -> Renderer:
    return Renderer(Shelf(assets_dir()), Fonts(assets_dir() / "fonts"), load_compounds(assets_dir()), budget=400 * 2**20)


def pixels(image: QImage) -> np.ndarray:
    """RGB, copied. (H, W, 3) uint8"""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width() * 4].reshape(image.height(), image.width(), 4)[..., 2::-1].copy()


def luminance(rgb: np.ndarray) -> np.ndarray:
    """WCAG relative luminance of 8-bit RGB in the last axis."""
    c = np.asarray(rgb, float) / 255
    linear = np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.2126, 0.7152, 0.0722])


def contrast(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    return (np.maximum(a, b) + 0.05) / (np.minimum(a, b) + 0.05)


def ink(renderer: Renderer, template: str, palette: str, key: str) -> np.ndarray:
    """Luminances of a palette colour's tones."""
    tones = renderer.templates[template].palettes[palette].colors[key]
    return luminance(np.array([QColor(tone).getRgb()[:3] for tone in tones]))
