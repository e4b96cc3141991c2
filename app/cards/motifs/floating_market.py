"""A floating market of the Mekong delta in flat shapes: boats of fruit and flowers, sellers, a bẹo pole, water, a sun."""

import math
import random

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import Point, catmull, fill_ellipse, lin, mix, pen, poly, rgba, ribbon, smooth, stroke
from app.cards.motifs import market_goods

BOAT = QRectF(0, 0, 640, 400)  # waterline at y = 336
HULL = ((14, 246), (60, 262), (150, 280), (320, 286), (490, 280), (580, 262), (628, 240))


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    hull: str = "@boat",
    load: str = "fruit",
    cloth: str = "@cloth",
    index: int = 0,
    flip: bool = False,
    pole: bool = False,
    water: str = "@water",
    salt: int = 1,
) -> None:
    """A boat fitted to the rectangle's foot, its bow to the left. load: 'fruit', 'flowers' or 'roof'.

    hull: wood, dark, bow, eye; cloth: shirts, then hat, skin, dark.
    """
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    size = min(rect.width() / BOAT.width(), rect.height() / BOAT.height())
    p.translate(rect.center().x(), rect.bottom() - BOAT.bottom() * size)
    p.scale(-size if flip else size, size)
    p.translate(-BOAT.center().x(), 0)
    rng = art.rng(700 + salt)
    deep = art.color(water, len(art.ramp(water)) - 1)
    fill_ellipse(p, 320, 344, 290, 20, rgba(deep, 0.45))
    if pole:
        _beo(p, art, hull, rng)
    if load == "roof":
        _roof(p, art, hull)
    _rower(p, art, cloth, index, 544)
    {"fruit": market_goods.fruit_pile, "flowers": market_goods.flower_pile, "roof": _baskets}[load](p, art, rng)
    if load != "roof":
        _seller(p, art, cloth, index + 1, 414)
    _hull(p, art, hull)
    pale = art.color(water, 0)
    for x0, x1, y, a in ((20, 250, 346, 0.9), (300, 620, 352, 0.75), (110, 400, 364, 0.5), (380, 560, 374, 0.4)):
        line = np.stack([np.linspace(x0, x1, 30), y + 2.4 * np.sin(np.linspace(0, (x1 - x0) / 16, 30))], 1)
        p.fillPath(ribbon(line, np.sin(np.linspace(0.02, math.pi - 0.02, 30)) * 3.0), rgba(pale, a))


def _hull(p: QPainter, art: Art, hull: str) -> None:
    wood, dark, bow, eye = (art.color(hull, i) for i in range(4))
    top = smooth(list(HULL), close=False)
    body = QPainterPath(top)
    body.cubicTo(610, 300, 570, 338, 500, 344)
    body.lineTo(140, 344)
    body.cubicTo(70, 338, 30, 300, 14, 246)
    body.closeSubpath()
    p.fillPath(body, lin(0, 250, 0, 344, (0, wood), (1, mix(wood, dark, 0.45))))
    p.save()
    p.setClipPath(body, Qt.ClipOperation.IntersectClip)
    p.fillPath(poly([(0, 230), (118, 268), (96, 350), (0, 350)]), bow)
    p.fillPath(poly([(118, 260), (128, 264), (106, 350), (96, 350)]), eye)
    for dy in (24, 42):
        stroke(p, top.translated(0, dy), pen(rgba(dark, 0.55), 2.4))
    p.fillRect(QRectF(0, 330, 640, 20), rgba(dark, 0.5))
    p.restore()
    stroke(p, top, pen(dark, 9))
    stroke(p, top.translated(0, -1.5), pen(mix(wood, "#ffffff", 0.35), 3))
    p.setPen(Qt.PenStyle.NoPen)
    fill_ellipse(p, 66, 290, 17, 11, "#fffdf4")
    fill_ellipse(p, 62, 290, 8, 8, mix(dark, "#000000", 0.5))
    fill_ellipse(p, 59.5, 287.5, 2.6, 2.6, "#ffffff")


def _roof(p: QPainter, art: Art, hull: str) -> None:
    """A rounded roof of woven leaves, its mouth towards the bow."""
    wood, dark = art.color(hull), art.color(hull, 1)
    straw = art.color("@straw")
    shell = QPainterPath(QPointF(196, 292))
    shell.cubicTo(186, 200, 210, 168, 256, 164)
    shell.lineTo(430, 164)
    shell.cubicTo(474, 168, 490, 206, 484, 292)
    shell.closeSubpath()
    p.fillPath(shell, lin(0, 164, 0, 292, (0, mix(straw, "#ffffff", 0.25)), (0.5, straw), (1, mix(straw, dark, 0.4))))
    p.save()
    p.setClipPath(shell, Qt.ClipOperation.IntersectClip)
    for i in range(9):
        x = 216 + i * 32
        rib = QPainterPath(QPointF(x, 160))
        rib.quadTo(QPointF(x - 12, 220), QPointF(x - 8, 294))
        stroke(p, rib, pen(rgba(mix(straw, dark, 0.6), 0.55), 3.4))
    for y in (192, 224, 256):
        stroke(p, poly([(190, y), (492, y - 2)], close=False), pen(rgba(mix(straw, dark, 0.6), 0.4), 2.4))
    p.restore()
    p.setPen(Qt.PenStyle.NoPen)
    mouth = smooth([(200, 290), (198, 226), (216, 190), (240, 186), (256, 214), (258, 290)])
    p.fillPath(mouth, mix(dark, "#000000", 0.25))
    stroke(p, mouth, pen(wood, 5))
    p.setPen(Qt.PenStyle.NoPen)


def _baskets(p: QPainter, art: Art, rng: random.Random) -> None:
    straw = art.color("@straw")
    kinds = market_goods.fruits()
    for n, x in enumerate((112, 168)):
        fruit = kinds[(n * 2 + rng.randrange(2)) % len(kinds)]
        for dx, dy in ((-16, 0), (16, 0), (0, -6), (-8, -20), (9, -20)):
            fruit(p, art, x + dx, 246 + dy, 14)
        p.fillPath(poly([(x - 34, 250), (x + 34, 250), (x + 25, 286), (x - 25, 286)]), straw)
        for k in (258, 268, 278):
            p.fillRect(QRectF(x - 30, k, 60, 3), mix(straw, "#5a3010", 0.35))


def _hat(p: QPainter, art: Art, x: float, y: float, w: float) -> None:
    straw = art.color("@straw", 1)
    cone = poly([(x - w, y), (x, y - w * 0.86), (x + w, y)])
    cone.quadTo(QPointF(x, y + w * 0.26), QPointF(x - w, y))
    p.fillPath(cone, straw)
    half = QPainterPath(QPointF(x, y - w * 0.86))
    half.lineTo(x + w, y)
    half.quadTo(QPointF(x + w * 0.5, y + w * 0.14), QPointF(x + w * 0.1, y + w * 0.13))
    half.closeSubpath()
    p.fillPath(half, mix(straw, "#8a5a20", 0.22))
    for t in (0.45, 0.72):
        ring = QPainterPath(QPointF(x - w * t, y - w * 0.86 * (1 - t)))
        ring.quadTo(QPointF(x, y - w * 0.86 * (1 - t) + w * 0.2 * t), QPointF(x + w * t, y - w * 0.86 * (1 - t)))
        stroke(p, ring, pen(rgba(mix(straw, "#8a5a20", 0.5), 0.5), 1.8))
    p.setPen(Qt.PenStyle.NoPen)


def _face(p: QPainter, art: Art, x: float, y: float) -> None:
    skin, dark = art.color("@skin"), art.color("@skin", 1)
    p.fillRect(QRectF(x - 6, y + 8, 12, 18), mix(skin, "#8a4020", 0.18))
    fill_ellipse(p, x, y, 17, 19, skin)
    p.fillPath(
        smooth(
            [
                (x - 18, y - 6),
                (x - 18, y + 12),
                (x - 10, y + 20),
                (x - 13, y),
                (x, y - 12),
                (x + 14, y - 2),
                (x + 18, y - 8),
                (x, y - 22),
            ]
        ),
        dark,
    )
    for dx in (-1, 9):
        fill_ellipse(p, x - 6 + dx, y + 3, 1.7, 2.2, dark)
    smile = QPainterPath(QPointF(x - 6, y + 9))
    smile.quadTo(QPointF(x - 2, y + 13), QPointF(x + 4, y + 9))
    stroke(p, smile, pen(mix(skin, "#a02010", 0.65), 2))
    p.setPen(Qt.PenStyle.NoPen)
    fill_ellipse(p, x - 10, y + 7, 3.4, 2.6, rgba("#f06050", 0.35))


def _scarf(p: QPainter, art: Art, x: float, y: float) -> None:
    """Khăn rằn: a checked scarf round the neck, one end hanging."""
    band = smooth([(x - 20, y), (x, y + 9), (x + 20, y), (x + 17, y + 11), (x, y + 19), (x - 17, y + 11)])
    tail = poly([(x - 15, y + 8), (x - 4, y + 13), (x - 9, y + 54), (x - 22, y + 50)])
    white, dark = QColor("#fffaf0"), art.color("@skin", 1)
    for piece in (tail, band):
        p.fillPath(piece, white)
        p.save()
        p.setClipPath(piece, Qt.ClipOperation.IntersectClip)
        for k in range(-3, 9):
            p.fillRect(QRectF(x - 30 + k * 8, y - 4, 3, 64), rgba(dark, 0.6))
            p.fillRect(QRectF(x - 30, y - 2 + k * 8, 60, 3), rgba(dark, 0.6))
        p.restore()


def _seller(p: QPainter, art: Art, cloth: str, index: int, x: float) -> None:
    """She sits among her goods, one arm held out with a fruit."""
    shirt = art.color(cloth, index)
    body = smooth([(x - 18, 188), (x - 36, 214), (x - 40, 290), (x + 42, 290), (x + 36, 214), (x + 18, 188)])
    p.fillPath(body, lin(x - 40, 0, x + 40, 0, (0, shirt), (1, mix(shirt, "#301040", 0.22))))
    arm = catmull([(x - 26, 204), (x - 52, 228), (x - 80, 216)], 10)
    p.fillPath(ribbon(arm, np.linspace(13, 9, len(arm))), mix(shirt, "#ffffff", 0.12))
    fill_ellipse(p, x - 84, 213, 9, 8, art.color("@skin"))
    market_goods.orange(p, art, x - 90, 198, 14)
    _face(p, art, x, 164)
    _scarf(p, art, x, 184)
    _hat(p, art, x, 158, 54)


def _rower(p: QPainter, art: Art, cloth: str, index: int, x: float) -> None:
    """She stands at the stern and leans on a long oar."""
    shirt, dark = art.color(cloth, index), art.color("@skin", 1)
    stroke(p, poly([(x - 62, 128), (x + 76, 392)], close=False), pen(art.color("@boat", 1), 6))
    p.setPen(Qt.PenStyle.NoPen)
    p.fillPath(poly([(x + 50, 330), (x + 62, 324), (x + 92, 392), (x + 74, 400)]), art.color("@boat"))
    for dx in (-16, 14):
        leg = catmull([(x + dx * 0.5, 180), (x + dx, 226), (x + dx * 1.1, 276)], 8)
        p.fillPath(ribbon(leg, np.linspace(17, 12, len(leg))), mix(dark, shirt, 0.16))
    body = smooth([(x - 20, 86), (x - 32, 110), (x - 30, 190), (x + 28, 196), (x + 26, 110), (x + 8, 84)])
    p.fillPath(body, lin(x - 32, 0, x + 30, 0, (0, shirt), (1, mix(shirt, "#301040", 0.24))))
    for y0, end in ((102, (x - 58, 138)), (112, (x - 34, 176))):
        arm = catmull([(x - 8, y0), (x - 36, y0 + 34), end], 10)
        p.fillPath(ribbon(arm, np.linspace(12, 8, len(arm))), mix(shirt, "#ffffff", 0.12))
        fill_ellipse(p, *end, 8, 8, art.color("@skin"))
    _face(p, art, x - 10, 62)
    _hat(p, art, x - 10, 55, 54)


def _beo(p: QPainter, art: Art, hull: str, rng: random.Random) -> None:
    """Cây bẹo: a pole at the bow from which hangs what the boat sells."""
    stroke(p, poly([(70, 282), (28, 30)], close=False), pen(art.color(hull, 1), 6))
    stroke(p, poly([(40, 92), (150, 62)], close=False), pen(art.color(hull, 1), 4))
    p.setPen(Qt.PenStyle.NoPen)
    kinds = market_goods.fruits()
    for i, (x, y) in enumerate(((62, 86), (104, 75), (144, 64))):
        stroke(p, poly([(x, y), (x, y + 30)], close=False), pen(art.color(hull, 1), 2))
        p.setPen(Qt.PenStyle.NoPen)
        kinds[(i * 2 + rng.randrange(3)) % len(kinds)](p, art, x, y + 50, 17)


def draw_river(p: QPainter, rect: QRectF, art: Art, *, water: str = "@water", salt: int = 1) -> None:
    """Flat bands of water with rolling edges, darker towards the viewer, and short lines of light."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    rng, ramp = art.rng(740 + salt), art.ramp(water)
    for i, tone in enumerate(ramp[1:]):
        y0 = rect.top() + 12 + (rect.height() - 10) * (i / (len(ramp) - 1)) ** 1.15
        x = np.linspace(rect.left() - 10, rect.right() + 10, 120)
        y = y0 + (3 + 5 * i) * np.sin(x / (70 + 26 * i) + rng.uniform(0, 6))
        band = np.vstack(
            [np.stack([x, y], 1), [[rect.right() + 20, rect.bottom() + 20], [rect.left() - 20, rect.bottom() + 20]]]
        )
        p.fillPath(poly(band), QColor(tone))
        for _ in range(round(rect.width() / 190)):
            w = rng.uniform(40, 120)
            px, py = (
                rng.uniform(rect.left(), rect.right() - w),
                y0 + rng.uniform(18, max(30, rect.height() / len(ramp))),
            )
            line = np.stack([np.linspace(px, px + w, 20), py + 2 * np.sin(np.linspace(0, w / 12, 20))], 1)
            p.fillPath(ribbon(line, np.sin(np.linspace(0.02, math.pi - 0.02, 20)) * 2.6), rgba(ramp[0], 0.55))


def draw_disc(p: QPainter, rect: QRectF, art: Art, *, tones: str = "@sun") -> None:
    """The sun as a flat disc in two pale rings: a place for words."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    r, (x, y) = min(rect.width(), rect.height()) / 2 - 2, rect.center().toTuple()
    for part, i in ((1.0, 1), (0.94, 0)):
        fill_ellipse(p, x, y, r * part, r * part, art.color(tones, i))


def draw_fronds(
    p: QPainter, rect: QRectF, art: Art, *, tones: str = "@nipa", side: str = "left", count: int = 9, salt: int = 1
) -> None:
    """Water coconut: great fronds that rise fan-wise from one root at the rectangle's foot, leaning away from `side`."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    rng, ramp = art.rng(760 + salt), art.ramp(tones)
    root = (rect.left() + rect.width() * (0.24 if side == "left" else 0.76), rect.bottom() - 4)
    facing = 1 if side == "left" else -1
    order = sorted(range(count), key=lambda i: (i * 5) % count)
    for n, i in enumerate(order):
        t = i / (count - 1)
        a = math.radians(-128 + 104 * t) if facing > 0 else math.radians(-52 - 104 * t)
        end = a + (0.55 if math.cos(a) > 0 else -0.55) * 0.6
        room = (rect.right() - root[0]) if math.cos(end) > 0 else (root[0] - rect.left())
        long = min(
            rect.height() * 0.92 / max(0.55, -math.sin(a)), 0.84 * room / max(0.3, abs(math.cos(end)))
        ) * rng.uniform(0.84, 1.0)
        _frond(
            p, root, a + rng.uniform(-0.05, 0.05), long, QColor(ramp[n % len(ramp)]), QColor(ramp[(n + 1) % len(ramp)])
        )


def _frond(p: QPainter, root: Point, a: float, long: float, tone: QColor, vein: QColor) -> None:
    bend = 0.55 if math.cos(a) > 0 else -0.55
    t = np.linspace(0, 1, 26)
    turn = a + bend * t**2
    step = long / 25
    rib = np.stack([root[0] + np.cumsum(np.cos(turn)) * step, root[1] + np.cumsum(np.sin(turn)) * step], 1)
    for k in range(6, 26):
        span = long * 0.23 * math.sin(math.pi * (0.14 + 0.80 * (k - 6) / 20))
        for side in (-1, 1):
            b = turn[k] + side * 0.72
            tip = (rib[k][0] + math.cos(b) * span, rib[k][1] + math.sin(b) * span)
            w = long * 0.013
            nx, ny = -math.sin(b) * w, math.cos(b) * w
            mid = (rib[k][0] + math.cos(b) * span * 0.5, rib[k][1] + math.sin(b) * span * 0.5)
            leaf = QPainterPath(QPointF(*rib[k]))
            leaf.quadTo(QPointF(mid[0] + nx, mid[1] + ny), QPointF(*tip))
            leaf.quadTo(QPointF(mid[0] - nx, mid[1] - ny), QPointF(*rib[k]))
            p.fillPath(leaf, tone if side < 0 else mix(tone, vein, 0.4))
    p.fillPath(ribbon(rib, np.linspace(long * 0.011, 1.0, 26)), mix(vein, "#ffffff", 0.2))


KINDS = {"market_boat": draw, "market_disc": draw_disc, "market_river": draw_river, "nipa_fronds": draw_fronds}
