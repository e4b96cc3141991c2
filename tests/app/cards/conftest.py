"""One renderer for all card tests: fonts and templates load once."""

import numpy as np
import pytest
from PySide6.QtGui import QGuiApplication, QImage

from app.cards.render import Renderer, make_renderer
from app.paths import assets_dir


@pytest.fixture(scope="session")
def renderer(qapp: QGuiApplication) -> Renderer:
    return make_renderer(assets_dir())


def pixels(image: QImage) -> np.ndarray:
    """RGB, copied. (H, W, 3) uint8"""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width() * 4].reshape(image.height(), image.width(), 4)[..., 2::-1].copy()
