"""Watercolour peonies, small blossoms and sprays of leaves massed in one corner of the rectangle."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from app.cards.art import Art
from app.cards.kit import Point
from app.cards.motifs.peony import blossom, peony
from app.cards.motifs.spray import spray
from app.cards.watercolour import Wet, cloud

SIZE = 560.0  # the arrangement's own space: origin in the corner, x and y grow towards the middle of the card
Tones = tuple[str, ...]
# Sprays (kind, control points), behind everything
SPRAYS: tuple[tuple[str, tuple[Point, ...]], ...] = (
    ("eucalyptus", ((90, 90), (230, 60), (360, 72), (480, 40))),
    ("eucalyptus", ((80, 120), (62, 260), (76, 380), (40, 500))),
    ("olive", ((100, 110), (230, 150), (330, 160), (420, 190))),
    ("dark", ((110, 110), (150, 250), (170, 340), (200, 430))),
    ("fern", ((60, 60), (190, 10), (330, 6), (450, 14))),
    ("fern", ((50, 80), (18, 220), (24, 330), (14, 440))),
    ("berry", ((200, 70), (330, 110), (420, 110), (520, 118))),
    ("dark", ((60, 60), (120, 30), (200, 22), (280, 14))),
)
MIDDLE = {
    1: ("berry", ((150, 150), (214, 214), (236, 270), (226, 330))),
    2: ("fern", ((120, 150), (190, 230), (220, 300), (214, 372))),
}
SMALL = ((330, 92, 46), (78, 318, 42), (236, 206, 34), (404, 60, 28), (40, 402, 26))
# Peonies (x, y, radius, tone, tilt, turn), far to near
PEONIES = {
    1: ((212, 84, 86, 1, 0.84, 20), (86, 214, 94, 0, 0.88, -15), (112, 92, 122, 0, 0.88, 10)),
    2: ((82, 88, 104, 1, 0.86, 10), (214, 96, 92, 0, 0.90, -20), (104, 212, 112, 0, 0.88, -10)),
}


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    corner: str = "bottom_left",
    variant: int = 1,
    flower: str = "@peony",
    second: str = "@peony_2",
    small: str = "@small",
    leaf: str = "@leaf",
    berry: str = "@berry",
) -> None:
    """corner: 'top_left', 'top_right', 'bottom_left' or 'bottom_right'; variant 1 or 2.

    Flower colours are light, middle, deep; leaf has grey-green, olive and dark triples (nine tones).
    """
    p.setClipRect(rect)
    size = min(rect.width(), rect.height()) / SIZE
    down, right = corner.startswith("top"), corner.endswith("left")
    p.translate(rect.left() if right else rect.right(), rect.top() if down else rect.bottom())
    p.scale(size if right else -size, size if down else -size)
    wet = Wet(QRectF(0, 0, SIZE, SIZE), art.scale * size, art.seed * 7 + variant)
    rng, greens = art.rng(7 * variant), art.ramp(leaf)
    for kind, points in (*SPRAYS, MIDDLE[variant]):
        spray(wet, kind, points, greens, art.ramp(berry), rng)
    for i, (x, y, r) in enumerate(SMALL):
        tones = art.ramp(small)
        blossom(wet, x, y, r, tones[3:] if i in (2, 4) else tones[:3], rng)
    for x, y, r, tone, tilt, turn in PEONIES[variant]:
        peony(wet, x, y, r, art.ramp(second if tone else flower), tilt, turn, rng)
    wet.commit(p)


def draw_wash(
    p: QPainter, rect: QRectF, art: Art, *, tone: str = "@wash", index: int = 0, strength: float = 0.55, salt: int = 1
) -> None:
    """One pale cloud of colour."""
    cloud(p, rect, art.color(tone, index), strength, art.seed * 11 + salt)


KINDS = {"bouquet": draw, "wash": draw_wash}
