"""A round white vase of roses, gerberas and baby's breath, in soft light from the left."""

import math
import random
from functools import partial

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import catmull, device_scale, ellipse, fill_ellipse, lin, mix, pen, rad, rgba, ribbon, shadow, smooth
from app.cards.sprites import Sprite, shaded, sprite, stamp

BOX = QRectF(0, 0, 400, 604)  # the vase's foot at y = 532
R = 60.0
# Where flowers stand, back to front: kind, x, y, size, turn
SPOTS = (
    ("gerbera", 108, 122, 0.80, -24), ("rose", 288, 116, 0.86, 20), ("rose", 198, 84, 0.84, 0), ("gerbera", 330, 194, 0.76, 34),
    ("rose", 76, 214, 0.86, -30), ("gerbera", 236, 168, 0.98, 8), ("rose", 148, 196, 1.06, -10), ("rose", 292, 246, 0.98, 24),
    ("gerbera", 104, 286, 0.78, -34), ("rose", 204, 264, 1.12, 2),
)  # fmt: skip


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    rose: str = "@rose",
    gerbera: str = "@gerbera",
    small: str = "@small",
    leaf: str = "@leaf",
    vase: str = "@vase",
    shade: str = "@shade",
) -> None:
    """Stands at the rectangle's foot. rose, gerbera: light, mid, dark; leaf: light, mid, dark; vase: light, mid, dark."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    size = min(rect.width() / BOX.width(), rect.height() / BOX.height())
    p.translate(rect.center().x() - BOX.width() / 2 * size, rect.bottom() - BOX.height() * size)
    p.scale(size, size)
    rng, dark = art.rng(17), art.color(shade)
    roses, stars, greens, clay = (tuple(QColor(tone) for tone in art.ramp(ref)) for ref in (rose, gerbera, leaf, vase))
    scale = device_scale(p) * 1.1
    heads = {
        "rose": [_sprite(partial(_rose, tones=roses, rng=rng), scale, dark) for _ in range(4)],
        "gerbera": [_sprite(partial(_gerbera, tones=stars, rng=rng), scale, dark) for _ in range(3)],
    }
    _foliage(p, greens, rng)
    _breath(p, art.color(small), greens, rng)
    _vase(p, clay, dark)
    _leaves_over_rim(p, greens, rng)
    for i, (kind, x, y, k, turn) in enumerate(SPOTS):
        look = heads[kind][i % len(heads[kind])]
        stamp(p, look, x + rng.uniform(-6, 6), y + rng.uniform(-6, 6), k, turn + rng.uniform(-8, 8), 0.94, drop=(4, 9))


def _sprite(paint: partial[None], scale: float, dark: QColor) -> Sprite:
    return shaded(sprite(2.5 * R, 2.5 * R, (1.25 * R, 1.25 * R), scale, paint), 7, rgba(dark, 0.42))


def _rose(p: QPainter, *, tones: tuple[QColor, ...], rng: random.Random) -> None:
    """Petals in rings that close towards the heart, each a cup with a lit lip."""
    light, mid, dark = tones
    fill_ellipse(p, 0, 0, R * 0.8, R * 0.8, mix(mid, dark, 0.6))
    for ring, (n, out, wide) in enumerate(
        ((6, 1.0, 0.78), (6, 0.82, 0.68), (5, 0.64, 0.60), (4, 0.47, 0.52), (3, 0.32, 0.42))
    ):
        turn = rng.uniform(0, 360)
        deep = ring / 5
        for i in range(n):
            p.save()
            p.rotate(turn + 360 * i / n + rng.uniform(-7, 7))
            r, w = R * out * rng.uniform(0.96, 1.05), R * wide
            petal = QPainterPath(QPointF(0, R * 0.06))
            petal.cubicTo(-w * 0.95, -r * 0.10, -w * 0.98, -r * 0.92, -w * 0.30, -r * 0.97)
            petal.quadTo(0, -r * 1.06, w * 0.30, -r * 0.97)
            petal.cubicTo(w * 0.98, -r * 0.92, w * 0.95, -r * 0.10, 0, R * 0.06)
            shadow(p, petal, 0, 2, 5, rgba(mix(dark, "#000000", 0.3), 0.38))
            lip = mix(mid, light, 0.72 - 0.35 * deep)
            p.fillPath(
                petal,
                lin(
                    0,
                    0,
                    0,
                    -r,
                    (0, mix(dark, "#000000", 0.12 * deep)),
                    (0.5, mix(mid, dark, 0.25 + 0.3 * deep)),
                    (0.88, mix(mid, light, 0.25)),
                    (1, lip),
                ),
            )
            edge = QPainterPath(QPointF(-w * 0.62, -r * 0.84))
            edge.cubicTo(-w * 0.40, -r * 0.98, w * 0.40, -r * 0.98, w * 0.62, -r * 0.84)
            p.strokePath(edge, pen(rgba(light, 0.75), R * 0.035))
            p.restore()
    fill_ellipse(p, 0, 0, R * 0.13, R * 0.13, rad(-2, -2, R * 0.16, (0, mix(mid, light, 0.3)), (1, dark)))
    curl = smooth(
        [(math.cos(a) * a * R * 0.022, math.sin(a) * a * R * 0.022) for a in (0.8, 2, 3.2, 4.4, 5.6, 6.8)], close=False
    )
    p.strokePath(curl, pen(rgba(mix(dark, "#000000", 0.3), 0.6), R * 0.03))


def _gerbera(p: QPainter, *, tones: tuple[QColor, ...], rng: random.Random) -> None:
    light, mid, dark = tones
    turn = rng.uniform(0, 30)
    for ring, (n, out) in enumerate(((20, 1.0), (19, 0.86), (16, 0.58))):
        for i in range(n):
            r = R * out * rng.uniform(0.93, 1.04)
            w = R * (0.15 if ring < 2 else 0.11)
            petal = QPainterPath(QPointF(0, -R * 0.12))
            petal.cubicTo(-w, -r * 0.4, -w * 1.05, -r * 0.94, 0, -r)
            petal.cubicTo(w * 1.05, -r * 0.94, w, -r * 0.4, 0, -R * 0.12)
            p.save()
            p.rotate(turn + ring * 9 + 360 * i / n + rng.uniform(-3, 3))
            p.fillPath(
                petal,
                lin(
                    0,
                    0,
                    0,
                    -r,
                    (0, dark),
                    (0.45, mix(mid, dark, 0.25 - ring * 0.1)),
                    (1, mix(mid, light, 0.25 + 0.3 * ring)),
                ),
            )
            p.strokePath(petal, pen(rgba(dark, 0.34), 0.9))
            p.setPen(pen(rgba(light, 0.35), 0.9))
            p.drawLine(QPointF(0, -r * 0.35), QPointF(0, -r * 0.9))
            p.restore()
    fill_ellipse(
        p,
        0,
        0,
        R * 0.28,
        R * 0.28,
        rad(
            -3,
            -4,
            R * 0.34,
            (0, mix(dark, "#f0c050", 0.35)),
            (0.6, mix(dark, "#201008", 0.45)),
            (1, mix(dark, "#201008", 0.7)),
        ),
    )
    for _ in range(60):
        a, q = rng.uniform(0, math.tau), R * 0.27 * math.sqrt(rng.random())
        fill_ellipse(
            p, math.cos(a) * q, math.sin(a) * q, 1.3, 1.3, rgba(mix(light, "#ffdf80", 0.5), rng.uniform(0.4, 0.9))
        )


def _leaf(length: float, width: float) -> QPainterPath:
    path = QPainterPath()
    path.cubicTo(length * 0.3, -width, length * 0.75, -width * 0.8, length, 0)
    path.cubicTo(length * 0.75, width * 0.8, length * 0.3, width, 0, 0)
    return path


def _one_leaf(
    p: QPainter, x: float, y: float, turn: float, length: float, greens: tuple[QColor, ...], t: float
) -> None:
    light, mid, dark = greens
    p.save()
    p.translate(x, y)
    p.rotate(turn)
    leaf = _leaf(length, length * 0.25)
    p.fillPath(
        leaf,
        lin(
            0,
            -length * 0.22,
            0,
            length * 0.22,
            (0, mix(mid, light, t)),
            (0.5, mix(mid, dark, 0.2)),
            (0.52, mix(mid, dark, 0.5)),
            (1, mix(dark, mid, t * 0.6)),
        ),
    )
    p.setPen(pen(rgba(light, 0.5), 1.1))
    p.drawLine(QPointF(0, 0), QPointF(length * 0.92, 0))
    p.restore()


def _foliage(p: QPainter, greens: tuple[QColor, ...], rng: random.Random) -> None:
    fill_ellipse(p, 200, 232, 118, 112, rad(200, 220, 130, (0, greens[2]), (0.8, greens[2]), (1, rgba(greens[2], 0.0))))
    for i in range(15):
        a = math.radians(-196 + 212 * i / 14 + rng.uniform(-5, 5))
        length = rng.uniform(178, 212) * (1 if abs(math.cos(a)) < 0.75 else 0.88)
        tip = (200 + math.cos(a) * length, 236 + math.sin(a) * length * 1.0)
        line = catmull([(200, 290), (200 + math.cos(a) * length * 0.5, 240 + math.sin(a) * length * 0.6), tip], 10)
        p.fillPath(ribbon(line, line[:, 0] * 0 + 1.6), mix(greens[1], greens[2], 0.5))
        turn = math.degrees(a)
        for k, side in ((0.66, -1), (0.66, 1), (0.84, -1), (0.84, 1)):
            x, y = line[int(k * (len(line) - 1))]
            _one_leaf(
                p,
                float(x),
                float(y),
                turn + side * 48 + rng.uniform(-8, 8),
                rng.uniform(34, 44),
                greens,
                rng.random() * 0.6,
            )
        _one_leaf(p, *tip, turn, rng.uniform(30, 40), greens, rng.random() * 0.7)


def _breath(p: QPainter, white: QColor, greens: tuple[QColor, ...], rng: random.Random) -> None:
    for i in range(11):
        a = math.radians(-176 + 172 * i / 10 + rng.uniform(-7, 7))
        x, y = 200 + math.cos(a) * rng.uniform(166, 192), 226 + math.sin(a) * rng.uniform(168, 204)
        for _ in range(11):
            u, v = x + rng.gauss(0, 13), y + rng.gauss(0, 13)
            p.setPen(pen(rgba(greens[0], 0.6), 0.9))
            p.drawLine(QPointF(u, v), QPointF((u + 200) / 2 + (x - 200) * 0.3, (v + 260) / 2 - 30))
            fill_ellipse(
                p, u, v, rng.uniform(2.6, 4.6), rng.uniform(2.6, 4.6), mix(white, greens[0], rng.uniform(0, 0.18))
            )


def _vase(p: QPainter, clay: tuple[QColor, ...], dark: QColor) -> None:
    light, mid, deep = clay
    body = QPainterPath(QPointF(158, 322))
    body.cubicTo(158, 352, 122, 366, 112, 420)
    body.cubicTo(104, 478, 138, 528, 160, 532)
    body.lineTo(240, 532)
    body.cubicTo(262, 528, 296, 478, 288, 420)
    body.cubicTo(278, 366, 242, 352, 242, 322)
    body.closeSubpath()
    shadow(p, ellipse(232, 530, 120, 12), 0, 0, 11, rgba(dark, 0.55))
    shadow(p, ellipse(204, 532, 60, 6), 0, 0, 4, rgba(dark, 0.7))
    p.fillPath(
        body,
        lin(
            108,
            0,
            292,
            0,
            (0, mix(mid, deep, 0.25)),
            (0.22, light),
            (0.48, mix(light, mid, 0.6)),
            (0.82, deep),
            (1, mix(deep, mid, 0.45)),
        ),
    )
    p.save()
    p.setClipPath(body, Qt.ClipOperation.IntersectClip)
    p.fillRect(QRectF(100, 310, 200, 90), lin(0, 318, 0, 400, (0, rgba(dark, 0.5)), (1, rgba(dark, 0))))
    p.fillRect(QRectF(100, 492, 200, 44), lin(0, 492, 0, 534, (0, rgba(dark, 0)), (1, rgba(dark, 0.34))))
    for y, width in ((438, 3.0), (446, 1.4)):
        band = QPainterPath(QPointF(100, y - 14))
        band.quadTo(200, y + 18, 300, y - 14)
        p.strokePath(band, pen(rgba(deep, 0.75), width))
    fill_ellipse(p, 146, 424, 11, 34, rad(146, 424, 34, (0, rgba("#ffffff", 0.75)), (1, rgba("#ffffff", 0))))
    p.restore()


def _leaves_over_rim(p: QPainter, greens: tuple[QColor, ...], rng: random.Random) -> None:
    for x, turn in ((160, 152), (178, 118), (224, 62), (244, 30), (200, 92)):
        _one_leaf(p, x, 306, turn + rng.uniform(-6, 6), rng.uniform(52, 66), greens, rng.random() * 0.5)


KINDS = {"rose_vase": draw}
