"""Snow in cut paper: a blanket on a church's roof, drifts at its foot."""

import itertools

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.kit import lin, mix, poly, rgba, smooth
from app.cards.papercut import sheet


def draw_blanket(
    p: QPainter,
    edge: list[tuple[float, float]],
    foot: list[tuple[float, float]],
    white: QColor,
    cold: QColor,
    dark: QColor,
    fold: float = 0,
) -> None:
    """Snow on a roof: straight along `edge`, then back along the wavy foot."""
    path = QPainterPath(QPointF(*edge[0]))
    for x, y in edge[1:]:
        path.lineTo(x, y)
    points = [edge[-1], *foot]
    for (ax, ay), (bx, by) in itertools.pairwise(points):
        path.cubicTo(QPointF((ax + bx) / 2, ay), QPointF((ax + bx) / 2, by), QPointF(bx, by))
    path.closeSubpath()
    box = path.boundingRect()
    fill = lin(0, box.top(), 0, box.bottom(), (0, white), (0.6, white), (1, cold))
    if fold:
        fill = lin(box.left(), 0, box.right(), 0, (0, white), (0.5, white), (0.505, cold), (1, mix(cold, dark, 0.12)))
    sheet(p, path, fill, QColor("#ffffff"), dark, depth=0.35, strength=0.45)


def draw_drifts(p: QPainter, white: QColor, cold: QColor, dark: QColor, glow: QColor) -> None:
    """Two mounds of snow, and the door's light on the path between them."""
    for points in (
        [
            (20, 560),
            (44, 524),
            (84, 514),
            (96, 530),
            (140, 530),
            (152, 512),
            (200, 506),
            (250, 520),
            (300, 504),
            (360, 516),
            (392, 560),
        ],
        [(8, 549), (60, 537), (150, 540), (250, 533), (340, 539), (392, 549)],
    ):
        mound = smooth([*points, (200, 553)])
        sheet(
            p,
            mound,
            lin(0, 506, 0, 560, (0, white), (1, mix(white, cold, 0.5))),
            QColor("#ffffff"),
            dark,
            depth=0.4,
            strength=0.3,
        )
    path = poly([(92, 526), (142, 526), (166, 552), (74, 552)])
    p.fillPath(path, lin(0, 524, 0, 552, (0, rgba(glow, 0.75)), (1, rgba(glow, 0))))
