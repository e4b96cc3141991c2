"""A cup of tea in watercolour."""

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainterPath

from app.cards.kit import catmull, ellipse, mix, ribbon, smooth
from app.cards.motifs.table_easel import TOP, Easel


def cup(easel: Easel, china: tuple[QColor, ...], tea: tuple[QColor, ...], wood: tuple[QColor, ...]) -> None:
    x, y, rx, ry = 772.0, TOP - 86.0, 62.0, 15.0
    easel.cast(x + 14, 100, mix(wood[2], "#4a3a42", 0.4))
    saucer = smooth(
        [
            (x - 104, TOP - 4),
            (x - 60, TOP + 10),
            (x, TOP + 15),
            (x + 60, TOP + 10),
            (x + 104, TOP - 4),
            (x + 50, TOP - 15),
            (x - 50, TOP - 15),
        ]
    )
    easel.wash(
        saucer,
        china[0],
        china[1],
        ((x - 90, TOP - 10), (x + 110, TOP + 14)),
        alpha=0.95,
        knock=1.0,
        edge=0.5,
        rough=0.1,
        shade=(wood[2], 0.4),
    )
    easel.line(
        [(x - 92, TOP - 1), (x - 40, TOP + 10), (x, TOP + 11.5), (x + 40, TOP + 10), (x + 92, TOP - 1)],
        2.2,
        china[2],
        0.8,
    )
    ring = ribbon(
        catmull([(x + rx - 6, y + 18), (x + rx + 34, y + 12), (x + rx + 30, y + 44), (x + rx - 18, y + 56)], 10),
        np.full(31, 5.4),
    )
    easel.wash(ring, china[0], china[1], ((x + 50, y), (x + 100, y + 50)), alpha=0.95, knock=0.95, edge=0.6, rough=0.06)
    body = QPainterPath(QPointF(x - rx, y))
    body.cubicTo(x - rx + 3, y + 46, x - 44, TOP - 6, x - 28, TOP - 4)
    body.quadTo(x, TOP + 2, x + 28, TOP - 4)
    body.cubicTo(x + 44, TOP - 6, x + rx - 3, y + 46, x + rx, y)
    body.cubicTo(x + rx * 0.7, y + ry * 1.3, x - rx * 0.7, y + ry * 1.3, x - rx, y)
    easel.wash(
        body,
        china[0],
        china[1],
        ((x - rx * 0.5, y), (x + rx, TOP)),
        alpha=0.98,
        knock=1.0,
        edge=0.45,
        rough=0.08,
        drift=0.5,
        shade=(china[1], 0.5),
    )
    easel.line(
        [(x - rx + 2, y + 20), (x - 30, y + 33), (x, y + 36), (x + 30, y + 33), (x + rx - 2, y + 20)],
        4.0,
        china[2],
        0.85,
    )
    easel.wash(
        ellipse(x, y, rx, ry),
        china[1],
        china[0],
        ((x - rx, y - ry), (x + rx, y + ry)),
        alpha=0.9,
        knock=1.0,
        edge=0.6,
        rough=0.06,
    )
    easel.wash(
        ellipse(x, y + 3, rx - 7, ry - 4),
        tea[0],
        tea[1],
        ((x - 40, y - 8), (x + 50, y + 12)),
        alpha=0.95,
        knock=0.6,
        edge=0.6,
        rough=0.08,
    )
