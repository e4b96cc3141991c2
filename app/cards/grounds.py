"""Plain grounds that a design's words can be read on, in the colours that its palette already has."""

from PySide6.QtGui import QColor

from app.cards.kit import mix
from app.cards.schema import Palette, TextStyles

PAPERS = ("#ffffff", "#faf5ea", "#f3e9d8", "#f7e3e0", "#e4eef0", "#e6efe2", "#efe8f4", "#1b1b1f", "#14213d", "#3b0d11", "#12332b")
READABLE = 4.5  # WCAG 2's contrast of running text
LARGE = 3.0  # of large letters
APART = 0.12  # two grounds nearer than this look the same
MOST = 8


def contrast(one: str, other: str) -> float:
    """WCAG 2's contrast ratio of two colours, 1…21."""
    a, b = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (a + 0.05) / (b + 0.05)


def _luminance(color: str) -> float:
    channels = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in QColor(color).getRgbF()[:3]]
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]


def grounds(styles: TextStyles, palette: Palette) -> list[str]:
    """Up to MOST colours, the palette's own tones and tints of them first."""
    small = [palette.colors[styles.body.color][0], palette.colors[styles.opening.color][0]]
    large = [palette.colors[styles.title.color][-1]] if styles.title.finish == "ink" else []
    tones = [QColor(tone).name() for tone in palette.swatch]
    tints = [mix(tone, paper, t).name() for tone in tones for paper, t in (("#ffffff", 0.86), ("#ffffff", 0.7), ("#120c0a", 0.7))]
    found: list[str] = []
    for color in (*tones, *tints, *PAPERS):
        readable = all(contrast(color, ink) >= READABLE for ink in small) and all(contrast(color, ink) >= LARGE for ink in large)
        if readable and all(_distance(color, other) > APART for other in found):
            found.append(color)
    return found[:MOST]


def _distance(one: str, other: str) -> float:
    pairs = zip(QColor(one).getRgbF()[:3], QColor(other).getRgbF()[:3], strict=True)
    return sum((a - b) ** 2 for a, b in pairs) ** 0.5
