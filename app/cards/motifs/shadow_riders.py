"""The horsemen of a đèn kéo quân: one at the gallop, and their shadows thrown large on a wall."""

import math

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from app.cards.art import Art
from app.cards.kit import band, blank, blurred, device_scale, ellipse, many, pen, poly, rgba, smooth, soften, stroke


def rider(p: QPainter, tone: QColor, kind: int) -> None:
    """A horseman at the gallop, facing right, about 250 wide and 200 high. kind: flag, lance or bow."""
    horse = smooth(
        [(-64, -16), (-50, -33), (-18, -28), (20, -36), (42, -60), (58, -84), (68, -88), (78, -78), (98, -56), (95, -46),
         (84, -48), (71, -55), (64, -44), (58, -20), (54, 0), (36, 14), (0, 16), (-34, 9), (-58, 14), (-70, 2)]
    )  # fmt: skip
    parts = [
        horse,
        poly([(58, -82), (60, -99), (69, -85)]),
        band([(-52, 0), (-76, 26), (-76, 42), (-104, 60)], 30, 14, 8, 5),
        band([(-46, 4), (-48, 32), (-70, 42), (-84, 72)], 26, 13, 8, 5),
        band([(44, 0), (76, 10), (92, 30), (76, 46)], 22, 11, 7.5, 5),
        band([(38, 2), (76, 22), (104, 14), (126, 26)], 20, 11, 7.5, 5),
        band([(-64, -14), (-92, -26), (-116, -10), (-140, -22)], 8, 15, 11, 0.6),
        band([(-64, -10), (-90, -14), (-110, 4), (-130, -2)], 6, 11, 8, 0.6),
        *(poly([(x, y), (x - 22, y - 6 + 3 * i), (x - 6, y + 12)]) for i, (x, y) in enumerate(((60, -84), (52, -75), (44, -64), (36, -54)))),
        band([(0, -34), (8, -60), (18, -84)], 26, 23, 18),
        ellipse(24, -98, 8.6, 9.6),
        poly([(2, -101), (24, -122), (48, -99), (24, -104)]),
        band([(2, -38), (26, -20), (14, 12)], 20, 15, 8),
        band([(10, 12), (28, 17)], 8, 4.5),
        band([(14, -82), (-16, -72), (-38, -50), (-62, -56)], 10, 22, 20, 0.6),
    ]  # fmt: skip
    if kind == 0:
        parts += [
            band([(16, -78), (36, -70), (42, -88)], 10, 8, 6),
            poly([(27, -34), (30, -34), (55, -152), (52, -152)]),
        ]
        parts.append(
            smooth([(52, -150), (22, -158), (-6, -142), (-34, -150), (-14, -132), (-36, -118), (-4, -118), (46, -116)])
        )
    elif kind == 1:
        parts += [
            band([(16, -80), (38, -68), (56, -72)], 10, 8, 6),
            poly([(-44, -44), (126, -94), (140, -102), (128, -89), (-43, -41)]),
        ]
        parts.append(smooth([(112, -88), (104, -76), (100, -64), (94, -76), (98, -86)]))
    else:
        bow = smooth([(66, -118), (76, -98), (74, -78), (62, -58)], False)
        stroke(p, bow, pen(tone, 3.6))
        stroke(p, poly([(66, -118), (38, -88), (62, -58)], False), pen(tone, 1.0))
        stroke(p, poly([(38, -88), (90, -88)], False), pen(tone, 1.8))
        parts += [band([(16, -82), (48, -84), (74, -88)], 10, 7, 5), band([(16, -82), (8, -92), (36, -88)], 8, 7, 5)]
    whole = many()
    for part in parts:
        whole = whole.united(part)
    p.fillPath(whole, tone)


def draw_wall(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    tone: str = "@cast",
    opacity: float = 0.5,
    count: int = 3,
    soft: float = 3.0,
    flip: bool = False,
) -> None:
    """Riders thrown large on the wall in a rising arc, out of focus, fainter the farther they are."""
    k, rng = device_scale(p), art.rng(433)
    image = blank(rect.width() * k, rect.height() * k)
    with QPainter(image) as q:
        soften(q)
        q.scale(k, k)
        for i in range(count):
            t = (i + 0.5) / count
            size = min(rect.height() / 250, rect.width() / count / 270) * (0.82 + 0.18 * math.sin(math.pi * t))
            q.save()
            q.translate(rect.width() * t, rect.height() * (0.62 - 0.10 * math.sin(math.pi * t)) + rng.uniform(-4, 4))
            q.scale(-size if flip else size, size)
            q.rotate((t - 0.5) * 16)
            rider(q, rgba(art.color(tone), opacity), (i + 1) % 3)
            q.restore()
    p.setClipRect(rect)
    p.drawImage(QRectF(rect.left(), rect.top(), image.width() / k, image.height() / k), blurred(image, soft * k))


KINDS = {"shadow_riders": draw_wall}
