"""A tall watercolour cake on a stand, with peonies, cúc họa mi and leaves that fall over its tiers."""

import math
import random

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QTransform

from app.cards.art import Art
from app.cards.kit import Point, catmull, ellipse, fill_ellipse, mix, pen, rad, rgba, ribbon, smooth, stroke
from app.cards.motifs.peony import peony
from app.cards.motifs.spray import spray
from app.cards.watercolour import Wet, cloud

BOX = QRectF(-306, -850, 612, 960)  # origin: the middle of the plate
TIERS = ((-8.0, 208.0, 34.0, 218.0), (-226.0, 150.0, 25.0, 188.0), (-414.0, 100.0, 17.0, 158.0))  # foot, radii, height
Tones = tuple[str, ...]
SPRAYS: tuple[tuple[str, tuple[Point, ...]], ...] = (
    ("eucalyptus", ((-40, -610), (-100, -660), (-150, -700), (-176, -770))),
    ("olive", ((30, -610), (90, -660), (130, -720), (136, -800))),
    ("fern", ((-20, -600), (-110, -620), (-160, -610), (-200, -560))),
    ("dark", ((40, -600), (120, -610), (160, -580), (176, -520))),
    ("olive", ((120, -260), (190, -300), (226, -360), (240, -430))),
    ("eucalyptus", ((130, -230), (200, -190), (236, -130), (240, -60))),
    ("dark", ((110, -260), (60, -220), (30, -170), (20, -110))),
    ("fern", ((-150, -50), (-206, -100), (-236, -160), (-242, -226))),
    ("eucalyptus", ((-140, -40), (-190, -16), (-220, 8), (-238, 30))),
    ("dark", ((-140, -50), (-90, -90), (-70, -130), (-66, -180))),
)
# (x, y, radius, tone, tilt, turn), far to near
PEONIES = (
    (52, -602, 66, 1, 0.80, 24), (-58, -606, 70, 0, 0.82, -20), (0, -574, 84, 0, 0.88, 6),
    (172, -284, 62, 1, 0.84, 30), (122, -226, 84, 0, 0.90, -12),
    (-196, -86, 62, 1, 0.84, -26), (-134, -34, 88, 0, 0.88, 12),
)  # fmt: skip
CANDLES = ((-46, -742), (2, -776), (50, -748))  # x, top
DAISIES = (
    (-98, -650, 27, -30), (96, -640, 26, 30), (14, -668, 29, 4), (78, -556, 28, 24), (-76, -540, 25, -20),
    (-104, -576, 21, -40), (196, -220, 29, 30), (60, -196, 26, -14), (188, -344, 23, 20), (96, -316, 25, 0), (36, -244, 20, -30),
    (-222, -30, 28, -24), (-70, -92, 27, 10), (-142, -122, 25, -6), (-52, -30, 24, 22), (-238, -120, 20, -40),
)  # fmt: skip


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    cake: str = "@cake",
    stand: str = "@stand",
    flower: str = "@peony",
    second: str = "@peony_2",
    daisy: str = "@daisy",
    leaf: str = "@leaf",
    berry: str = "@berry",
    flame: str = "@flame",
    wash: str = "@wash",
) -> None:
    """Fitted to the rectangle, standing on its foot. cake and peonies: light, middle, deep; daisy: white, shade, eye, heart."""
    p.setClipRect(rect)
    size = min(rect.width() / BOX.width(), rect.height() / BOX.height())
    p.translate(rect.center().x(), rect.bottom() - BOX.bottom() * size)
    p.scale(size, size)
    rng, seed = art.rng(91), art.seed * 13
    cloud(p, QRectF(-306, -800, 612, 720), art.color(wash), 0.85, seed + 1)
    cloud(p, QRectF(-306, -360, 612, 440), art.color(wash, 1), 0.85, seed + 2)
    fill_ellipse(
        p, 10, 40, 280, 20, rad(10, 40, 280, (0, rgba(art.color(cake, 2), 0.5)), (1, rgba(art.color(cake, 2), 0)))
    )
    for x, top in CANDLES:
        glow = art.color(flame)
        fill_ellipse(
            p,
            x,
            top - 28,
            46,
            46,
            rad(x, top - 28, 46, (0, rgba(glow, 0.8)), (0.4, rgba(glow, 0.35)), (1, rgba(glow, 0))),
        )
    wet = Wet(BOX, art.scale * size, art.seed + 5)
    _stand(wet, art.ramp(stand))
    for tier in TIERS:
        _tier(wet, tier, art.ramp(cake), rng)
    _candles(wet, art.ramp(flame), art.ramp(cake))
    for kind, points in SPRAYS:
        bent = [(x + rng.uniform(-9, 9), y + rng.uniform(-9, 9)) for x, y in points]
        spray(wet, kind, bent, art.ramp(leaf), art.ramp(berry), rng)
    for x, y, r, tone, tilt, turn in PEONIES:
        peony(wet, x, y, r, art.ramp(second if tone else flower), tilt, turn + rng.uniform(-20, 20), rng)
    outline = QPainterPath()
    for x, y, r, face in DAISIES:
        outline.addPath(_daisy(wet, x, y, r * 1.28, face, art.ramp(daisy), rng))
    _petals(wet, art.ramp(flower), rng)
    wet.commit(p)
    stroke(p, outline, pen(rgba(mix(art.color(daisy, 1), "#40384a", 0.45), 0.34), 0.8))


def _side(foot: float, rx: float, ry: float, h: float) -> QPainterPath:
    path = QPainterPath(QPointF(-rx, foot - h))
    path.lineTo(-rx, foot)
    path.arcTo(QRectF(-rx, foot - ry, 2 * rx, 2 * ry), 180, 180)
    path.lineTo(rx, foot - h)
    path.arcTo(QRectF(-rx, foot - h - ry, 2 * rx, 2 * ry), 0, 180)
    path.closeSubpath()
    return path


def _tier(wet: Wet, tier: tuple[float, float, float, float], tones: Tones, rng: random.Random) -> None:
    foot, rx, ry, h = tier
    light, middle, deep = tones[:3]
    side, top = _side(foot, rx, ry, h), ellipse(0, foot - h, rx, ry)
    wet.paint(
        side, light, middle, ((-rx * 0.3, 0), (rx, 0)), alpha=0.9, knock=1, edge=0.55, drift=0.5, shade=(deep, 0.6)
    )
    for start, end, alpha in ((rx * 0.05, rx * 1.02, 0.85), (-rx * 0.55, -rx * 1.1, 0.55)):
        wet.paint(side, "#ffffff", deep, ((start, 0), (end, 0)), alpha=alpha, knock=0, edge=0, drift=0.3)
    for _ in range(9):  # the palette knife
        y, a = foot - h * rng.uniform(0.08, 0.94), rng.uniform(0.3, 2.0)
        reach = rng.uniform(0.4, 0.9)
        line = [
            (rx * math.cos(a + reach * (0.5 - k / 6)), y + ry * math.sin(a + reach * (0.5 - k / 6))) for k in range(7)
        ]
        center = catmull(line, 6)
        width = [0.6 + rng.uniform(2.2, 4.6) * math.sin(math.pi * i / (len(center) - 1)) for i in range(len(center))]
        tint = deep if rng.random() < 0.55 else middle
        wet.paint(
            ribbon(center, np.array(width)), tint, tint, ((-rx, y), (rx, y)), alpha=0.30, knock=0, edge=0.12, thin=True
        )
    wet.paint(top, "#fffdfb", light, ((-rx, 0), (rx, 0)), alpha=0.7, knock=0.96, edge=0.42, drift=0.5)
    if foot > TIERS[-1][0]:
        inner = next(t for t in TIERS if t[0] < foot)
        wet.paint(
            ellipse(10, foot - h + 4, inner[1] * 1.12, inner[2] * 1.1),
            deep,
            middle,
            ((-rx, 0), (rx, 0)),
            alpha=0.5,
            knock=0,
            edge=0,
        )


def _stand(wet: Wet, tones: Tones) -> None:
    light, deep = tones[0], tones[1]
    foot = smooth(
        [
            (-30, 10),
            (-22, 52),
            (-40, 78),
            (-96, 94),
            (-92, 102),
            (0, 106),
            (92, 102),
            (96, 94),
            (40, 78),
            (22, 52),
            (30, 10),
        ]
    )
    wet.paint(foot, light, deep, ((-60, 0), (80, 0)), alpha=0.9, knock=1, edge=0.5)
    plate = ellipse(0, 2, 262, 40)
    wet.paint(plate.translated(0, 10), deep, deep, ((-262, 0), (262, 0)), alpha=0.9, knock=1, edge=0.4)
    wet.paint(plate, "#fffefc", light, ((-160, 0), (290, 0)), alpha=0.8, knock=1, edge=0.5, drift=0.4)
    wet.paint(ellipse(16, 0, 228, 31), deep, light, ((-200, 0), (240, 0)), alpha=0.40, knock=0, edge=0)


def _candles(wet: Wet, tones: Tones, cake: Tones) -> None:
    for x, top in CANDLES:
        wax = QPainterPath()
        wax.addRoundedRect(QRectF(x - 5, top, 10, -590 - top), 4, 4)
        wet.paint(
            wax,
            mix(cake[1], "#ffffff", 0.2),
            cake[2],
            ((x - 5, 0), (x + 6, 0)),
            alpha=0.95,
            knock=1,
            edge=0.5,
            thin=True,
        )
        wick = ribbon(catmull([(x, top + 2), (x + 1, top - 6), (x, top - 13)], 4), np.full(9, 1.2))
        wet.paint(wick, "#5a4038", "#5a4038", ((x, top), (x, top - 13)), alpha=1, knock=0.6, edge=0, thin=True)
        for s, tint in ((1.0, tones[1]), (0.58, tones[0])):
            flame = QPainterPath(QPointF(x + 1, top - 12 - 40 * s))
            flame.cubicTo(x + 5 * s, top - 12 - 24 * s, x + 13 * s, top - 12 - 14 * s, x, top - 9)
            flame.cubicTo(x - 13 * s, top - 12 - 14 * s, x - 4 * s, top - 12 - 24 * s, x + 1, top - 12 - 40 * s)
            wet.paint(flame, tones[0], tint, ((x, top - 10), (x, top - 46)), alpha=0.95, knock=0.9, edge=0.5, thin=True)


def _daisy(wet: Wet, x: float, y: float, r: float, face: float, tones: Tones, rng: random.Random) -> QPainterPath:
    """One flower; gives the outline of its upper rays, for the pencil."""
    white, shade, eye, heart = tones[:4]
    tilt, start = rng.uniform(0.66, 0.95), rng.uniform(0, 30)
    outline = QPainterPath()
    for ring in (0, 1):
        rays = QPainterPath()
        rays.setFillRule(Qt.FillRule.WindingFill)
        for i in range(12):
            turn = (
                QTransform()
                .translate(x, y)
                .rotate(face)
                .scale(1, tilt)
                .rotate(start + (i + ring / 2) * 30 + rng.uniform(-5, 5))
            )
            rays.addPath(turn.map(_ray(r * rng.uniform(0.88, 1.04) * (1 - 0.08 * ring), r * 0.36, rng)))
        tint = mix(shade, white, 0.72 * ring)
        wet.paint(
            rays,
            tint,
            mix(tint, white, 0.5),
            ((x - r * 0.6, y + r * 0.6), (x + r * 0.5, y - r * 0.6)),
            alpha=0.75,
            knock=0.98,
            edge=0.30,
            rough=0.12,
            drift=0.3,
            thin=True,
            shade=(mix(shade, "#5a4a78", 0.45), 0.8),
        )
        outline = rays
    core = QTransform().translate(x, y - r * 0.03).rotate(face).scale(1, tilt * 0.95).map(ellipse(0, 0, r * 0.27))
    wet.paint(
        core,
        eye,
        heart,
        ((x - r * 0.25, y - r * 0.25), (x + r * 0.25, y + r * 0.25)),
        alpha=1,
        knock=0.98,
        edge=0.5,
        rough=0.15,
        thin=True,
        shade=(mix(shade, "#5a4a78", 0.5), 0.8),
    )
    return outline.subtracted(core)


def _ray(length: float, width: float, rng: random.Random) -> QPainterPath:
    b, path = rng.uniform(-0.08, 0.08) * length, QPainterPath(QPointF(-width * 0.16, 0))
    path.cubicTo(-width * 0.46, -length * 0.3, -width * 0.62 + b, -length * 0.72, -width * 0.26 + b, -length * 0.97)
    path.quadTo(b, -length * 1.04, width * 0.26 + b, -length * 0.96)
    path.cubicTo(width * 0.62 + b, -length * 0.7, width * 0.44, -length * 0.3, width * 0.16, 0)
    path.closeSubpath()
    return path


def _petals(wet: Wet, tones: Tones, rng: random.Random) -> None:
    """A few fallen ones on the table."""
    for x in (-206, 176, 226):
        px, py = x + rng.uniform(-14, 14), 88 + rng.uniform(-6, 10)
        turn = QTransform().translate(px, py).rotate(rng.uniform(0, 360)).scale(1, 0.6)
        petal = turn.map(smooth([(-16, 0), (-8, -11), (9, -9), (17, 2), (4, 10), (-9, 8)]))
        wet.paint(petal, tones[0], tones[1], ((px - 14, py), (px + 14, py)), alpha=0.9, knock=0.9, edge=0.4, thin=True)


KINDS = {"floral_cake": draw}
