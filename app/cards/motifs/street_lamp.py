"""A street lamp in the rain and the halo of its light."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.kit import catmull, fill_ellipse, lin, mix, pen, poly, rad, rgba, smooth, stroke

GROUND = 560.0
LAMP = (232.0, 118.0)


def halo(p: QPainter, warm: QColor) -> None:
    for r, a in ((304, 0.34), (170, 0.40), (76, 0.62)):
        fill_ellipse(
            p,
            *LAMP,
            r,
            r,
            rad(
                *LAMP,
                r,
                (0, rgba(warm, a)),
                (0.35, rgba(warm, a * 0.46)),
                (0.7, rgba(warm, a * 0.12)),
                (1, rgba(warm, 0)),
            ),
        )
    beam = poly(
        [
            (LAMP[0] - 24, LAMP[1] + 24),
            (LAMP[0] + 24, LAMP[1] + 24),
            (LAMP[0] + 400, GROUND + 24),
            (LAMP[0] - 120, GROUND + 24),
        ]
    )
    p.fillPath(
        beam, lin(0, LAMP[1], 0, GROUND + 24, (0, rgba(warm, 0.30)), (0.6, rgba(warm, 0.10)), (1, rgba(warm, 0.03)))
    )
    p.save()
    p.translate(LAMP[0] + 150, GROUND + 16)
    p.scale(1, 0.12)
    fill_ellipse(p, 0, 0, 350, 350, rad(0, 0, 350, (0, rgba(warm, 0.42)), (0.6, rgba(warm, 0.18)), (1, rgba(warm, 0))))
    p.restore()


def lamp(q: QPainter, metal: tuple[QColor, ...], warm: QColor) -> None:
    """An old street lamp: a fluted post, a scrolled arm, a glass bell."""
    light, dark = metal
    x = LAMP[0] - 62
    side = lin(
        x - 12, 0, x + 14, 0, (0, mix(dark, light, 0.25)), (0.55, dark), (0.86, mix(light, warm, 0.35)), (1, dark)
    )
    q.fillPath(poly([(x - 6, 120), (x + 6, 120), (x + 9, 470), (x - 9, 470)]), side)
    foot = smooth(
        [
            (x - 9, 462),
            (x - 15, 486),
            (x - 14, 530),
            (x - 24, 548),
            (x - 25, GROUND + 2),
            (x, GROUND + 5),
            (x + 25, GROUND + 2),
            (x + 24, 548),
            (x + 14, 530),
            (x + 15, 486),
            (x + 9, 462),
            (x, 458),
        ]
    )
    q.fillPath(
        foot,
        lin(x - 24, 0, x + 26, 0, (0, mix(dark, light, 0.2)), (0.5, dark), (0.84, mix(light, warm, 0.3)), (1, dark)),
    )
    for y, w in ((124, 11), (232, 10), (466, 15), (534, 19)):
        ring = QPainterPath()
        ring.addRoundedRect(QRectF(x - w, y, 2 * w, 8), 4, 4)
        q.fillPath(ring, mix(dark, light, 0.35))
    arm = catmull([(x, 128), (x + 4, 62), (x + 36, 40), (x + 62, 56), (x + 62, 78)], 12)
    stroke(q, poly(arm, close=False), pen(dark, 8))
    stroke(q, poly(arm - 1.4, close=False), pen(mix(dark, light, 0.5), 2.2))
    curl = catmull([(x + 2, 118), (x + 26, 112), (x + 34, 92), (x + 22, 82), (x + 15, 92), (x + 22, 98)], 10)
    stroke(q, poly(curl, close=False), pen(dark, 5))
    fill_ellipse(q, x, 112, 6, 9, mix(dark, light, 0.3))
    cx, y = LAMP[0], 78.0
    cap = smooth(
        [
            (cx, y - 6),
            (cx + 12, y + 6),
            (cx + 36, y + 22),
            (cx + 34, y + 27),
            (cx, y + 29),
            (cx - 34, y + 27),
            (cx - 36, y + 22),
            (cx - 12, y + 6),
        ]
    )
    bell = QPainterPath(QPointF(cx - 29, y + 26))
    bell.cubicTo(cx - 34, y + 52, cx - 20, y + 72, cx, y + 76)
    bell.cubicTo(cx + 20, y + 72, cx + 34, y + 52, cx + 29, y + 26)
    bell.closeSubpath()
    q.fillPath(
        bell, rad(cx, y + 42, 40, (0, "#ffffff"), (0.45, mix(warm, "#ffffff", 0.72)), (1, mix(warm, "#ffffff", 0.18)))
    )
    stroke(q, bell, pen(rgba(mix(warm, "#ffffff", 0.5), 0.8), 1.5))
    q.fillPath(cap, lin(cx - 36, 0, cx + 36, 0, (0, dark), (0.5, mix(dark, light, 0.45)), (1, dark)))
