"""A pale moon and thin mist in ink and wash."""

import random
from collections.abc import Sequence

from PySide6.QtCore import QRectF

from app.cards.kit import Point, ellipse, mix
from app.cards.pigment import Sheet, dab


def paint_moon(sheet: Sheet, middle: Point, r: float, tones: Sequence[str], night: bool) -> None:
    """A disc left pale inside a breath of wash; at night it shines through the ground."""
    x, y = middle
    if night:
        sheet.paint(ellipse(x, y, r * 1.1), (tones[0],), alpha=0.3, knock=0.10, edge=0, rough=0.4, soft=r * 0.09)
        sheet.paint(
            ellipse(x, y, r * 0.97),
            tones[:2],
            ((x - r, y - r), (x + r, y + r)),
            alpha=0.5,
            knock=0.24,
            edge=0.2,
            drift=1.3,
        )
        return
    sheet.paint(ellipse(x, y, r * 1.06), (tones[1],), alpha=0.42, edge=0, rough=0.5, soft=r * 0.10)
    sheet.lift(ellipse(x, y, r * 0.97), 0.86, r * 0.012)
    sheet.paint(
        ellipse(x, y, r * 0.97),
        (tones[0], mix(tones[0], tones[1], 0.35)),
        ((x - r, y - r), (x + r, y + r)),
        alpha=0.45,
        edge=0.35,
        rough=0.16,
        drift=1.3,
    )


def paint_mist(sheet: Sheet, box: QRectF, ink: Sequence[str], rng: random.Random) -> None:
    """Two or three flat strokes of thin ink low down."""
    w = box.width()
    for i in range(3):
        y = box.bottom() - w * (0.10 + 0.13 * i)
        x0, x1 = box.left() + w * rng.uniform(0.04, 0.25), box.right() - w * rng.uniform(0.04, 0.2)
        sheet.paint(
            dab([(x0, y), ((x0 + x1) / 2, y - w * 0.012), (x1, y + w * 0.006)], w * 0.07, 14, 0.4, 0.2),
            (ink[0],),
            alpha=0.30,
            edge=0,
            rough=0.6,
            drift=0.8,
            soft=w * 0.022,
        )
