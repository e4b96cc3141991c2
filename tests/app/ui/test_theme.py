"""Both palettes can be read: contrast by WCAG 2's formula."""

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from app.paths import assets_dir
from app.ui.theme import DARK, LIGHT, Colours, colours_for, dress, scaled


def contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        parts = QColor(colour).getRgbF()[:3]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


PAIRS = [
    *((text, ground) for text in ("ink", "muted", "error", "warn") for ground in ("ground", "surface", "raised")),
    ("on_accent", "accent"), ("on_accent", "accent_hover"), ("on_soft", "soft"), ("ink", "soft"), ("ink", "error_soft"),
    ("ink", "warn_soft"), ("warn", "warn_soft"),
]  # fmt: skip


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=lambda colours: colours.name)
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_can_be_read(colours: Colours, text: str, ground: str) -> None:
    assert contrast(getattr(colours, text), getattr(colours, ground)) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=lambda colours: colours.name)
def test_focus_and_placeholders_stand_out(colours: Colours) -> None:
    assert contrast(colours.accent, colours.surface) >= 3
    assert contrast(colours.faint, colours.surface) >= 3


def test_a_chosen_theme_is_not_the_systems() -> None:
    assert (colours_for("sang"), colours_for("toi")) == (LIGHT, DARK)


def test_text_grows_with_its_size(qapp: QApplication) -> None:
    dress(qapp, DARK, family="Be Vietnam Pro", text_size=150, icons=assets_dir() / "icons")
    assert qapp.font().pixelSize() == scaled(14, 150) == 21
    qapp.setStyleSheet("")
