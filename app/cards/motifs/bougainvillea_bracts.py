"""Bracts of bougainvillea in threes and its leaves, each group one wash of watercolour."""

import random
from collections.abc import Sequence

from PySide6.QtGui import QPainterPath, QTransform

from app.cards.kit import many, mix
from app.cards.motifs.wild_leaves import blade
from app.cards.pigment import Sheet, dab


def bract() -> QPainterPath:
    """One bract, a unit long, pointing up."""
    path = QPainterPath()
    path.cubicTo(-0.30, -0.10, -0.66, -0.34, -0.52, -0.66)
    path.cubicTo(-0.44, -0.86, -0.16, -0.90, 0, -1.04)
    path.cubicTo(0.16, -0.90, 0.46, -0.86, 0.53, -0.64)
    path.cubicTo(0.64, -0.34, 0.28, -0.10, 0, 0)
    return path


def paint_leaves(
    sheet: Sheet, spots: list[tuple[float, float, float]], size: float, green: Sequence[str], rng: random.Random
) -> None:
    """Two washes of leaves at (x, y, …), turned by chance."""
    groups = (many(), many())
    for x, y, _ in spots:
        at = QTransform.fromTranslate(x, y).rotate(rng.uniform(0, 360))
        length = size * rng.uniform(0.95, 1.4)
        groups[rng.randrange(2)].addPath(at.map(blade(length, length * 0.62, rng.uniform(-0.14, 0.14))))
    for group, (a, b) in zip(groups, ((0, 1), (1, 2)), strict=True):
        box = group.boundingRect()
        axis = ((box.left(), box.top()), (box.right(), box.bottom()))
        sheet.paint(group, (mix(green[a], green[b], 0.3), green[b]), axis, alpha=0.82, knock=0.72, edge=0.5, drift=1.4)


def paint_bracts(
    sheet: Sheet,
    spots: list[tuple[float, float, float]],
    size: float,
    layer: int,
    tone: int,
    bloom: Sequence[str],
    rng: random.Random,
) -> None:
    """Threes of bracts in one of four tones, each group one wash; a pale eye in each."""
    shapes, eyes, veins = many(), many(), many()
    for x, y, _ in spots:
        turn, r = rng.uniform(0, 120), size * rng.uniform(0.82, 1.18)
        for i in range(3):
            at = QTransform.fromTranslate(x, y).rotate(turn + i * 120 + rng.uniform(-16, 16))
            at.scale(r, r * rng.uniform(0.80, 1.05))
            shapes.addPath(at.map(bract()))
            for side in (-0.22, 0.0, 0.22):
                veins.addPath(at.map(dab([(0, -0.12), (side * 0.7, -0.5), (side * 1.2, -0.84)], 0.030, 5)))
        eyes.addEllipse(x - r * 0.10, y - r * 0.10, r * 0.20, r * 0.20)
    box = shapes.boundingRect()
    light, deep = ((bloom[0], bloom[1]), (bloom[1], bloom[2]), (bloom[0], bloom[2]), (bloom[2], bloom[3]))[
        (tone + layer) % 4
    ]
    sheet.paint(
        shapes, (light, deep), ((box.left(), box.top()), (box.left() + box.width() * 0.4, box.bottom())),
        alpha=0.92, knock=0.88, edge=0.62, rough=0.22, drift=1.8, shade=(bloom[3], 0.42),
    )  # fmt: skip
    sheet.paint(veins, (bloom[3],), alpha=0.30, edge=0, drift=0.2)
    sheet.paint(eyes, ("#fff3c4",), alpha=0.5, knock=0.85, edge=0.5, rough=0.1)
