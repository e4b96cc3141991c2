"""Cầu Rồng at night: the steel dragon that winds over and under its deck, breathing light, and all of it in the river."""

import math
import random

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import (
    blank,
    blurred,
    catmull,
    device_scale,
    fill_ellipse,
    lin,
    mix,
    normals,
    pen,
    poly,
    rad,
    rgba,
    ribbon,
    soften,
    stroke,
)
from app.cards.lacquer import mirrored
from app.cards.motifs.dragon_head import head
from app.cards.motifs.moon_lady import band

PLUS = QPainter.CompositionMode.CompositionMode_Plus
HIGH, WIDE, LEFT = 400.0, 1200.0, 46.0  # over the water, and the dragon with its fire; the deck lies 46 over the water
SPINE = (
    (52, -104), (34, -122), (18, -106), (26, -82), (50, -56), (84, -12), (122, 16), (164, -6), (214, -78), (270, -132),
    (330, -150), (390, -132), (446, -78), (494, -8), (534, 16), (574, -6), (616, -62), (664, -92), (712, -84), (752, -34),
    (784, 8), (810, -18), (824, -74), (826, -132), (844, -180), (874, -204),
)  # fmt: skip


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    water: float = 0.6,
    at: float = 0.5,
    dragon: str = "@dragon",
    fire: str = "@fire",
    steel: str = "@steel",
    lit: str = "@lit",
) -> None:
    """water: where the river begins, in the rectangle's height; at: the dragon's middle, in its width.

    dragon: dark, gold, light; fire: outer, middle, heart.
    """
    d, above = device_scale(p), rect.height() * water
    k = min(above / HIGH, rect.width() / WIDE)
    rng = art.rng(741)
    scene = blank(rect.width() * d, above * d)
    with QPainter(scene) as q:
        soften(q)
        q.scale(d, d)
        q.translate(rect.width() * at - WIDE * k / 2, above - 46 * k)
        q.scale(k, k)
        q.translate(LEFT, 0)
        ends = (WIDE / 2 - rect.width() * at / k - LEFT, WIDE / 2 + rect.width() * (1 - at) / k - LEFT)
        bank = art.color(steel)
        q.fillRect(
            QRectF(ends[0], 10, ends[1] - ends[0], 36), lin(0, 10, 0, 46, (0, rgba(bank, 0.5)), (1, rgba(bank, 0.95)))
        )
        _piers(q, art, steel, lit)
        glow = _glow(scene, d, lambda g: _body(g, art, dragon, glow=True), q)
        q.save()
        q.resetTransform()
        q.setCompositionMode(PLUS)
        q.drawImage(0, 0, blurred(glow, 26 * k * d))
        q.drawImage(0, 0, blurred(glow, 8 * k * d))
        q.restore()
        _body(q, art, dragon)
        _deck(q, art, steel, lit, ends)
        _fire(q, art, fire, rng, d * k)
        head(q, art, dragon)
    p.setClipRect(rect)
    mirror = mirrored(scene, rect.height() - above, d, art.seed, dim=0.92, reach=2.6)
    with QPainter(mirror) as q:  # it has sunk wholly before the rectangle ends
        q.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
        q.fillRect(
            mirror.rect(),
            lin(0, mirror.height() * 0.45, 0, mirror.height() * 0.98, (0, "#ffffff"), (1, rgba("#ffffff", 0))),
        )
    p.drawImage(QRectF(rect.left(), rect.top() + above, mirror.width() / d, mirror.height() / d), mirror)
    _ripples(p, QRectF(rect.left(), rect.top() + above, rect.width(), rect.height() - above), art, dragon, rng)
    p.drawImage(QRectF(rect.left(), rect.top(), scene.width() / d, scene.height() / d), scene)


def _glow(like: object, d: float, paint: object, q: QPainter) -> object:
    image = blank(like.width(), like.height())
    with QPainter(image) as g:
        soften(g)
        g.setTransform(q.transform())
        paint(g)
    return image


def _spine() -> tuple[np.ndarray, np.ndarray]:
    center = catmull(SPINE, 18)
    t = np.linspace(0, 1, len(center))
    return center, np.interp(t, (0, 0.08, 0.22, 0.42, 0.8, 1), (1.5, 6, 13, 18, 16, 15))


def _body(p: QPainter, art: Art, dragon: str, *, glow: bool = False) -> None:
    center, half = _spine()
    dark, gold, light = (art.color(dragon, i) for i in range(3))
    body = ribbon(center, half)
    body.setFillRule(Qt.FillRule.WindingFill)
    if glow:
        p.fillPath(body, rgba(gold, 0.62))
        return
    side = normals(center)
    hangers = QPainterPath()
    for x in range(150, 800, 13):  # from the body down to the deck
        near = int(np.argmin(np.abs(center[70:420, 0] - x))) + 70
        if center[near, 1] < -16:
            hangers.moveTo(x, float(center[near, 1]))
            hangers.lineTo(x, 0)
    stroke(p, hangers, pen(rgba(gold, 0.34), 0.9))
    spines = QPainterPath()
    spines.setFillRule(Qt.FillRule.WindingFill)
    for i in range(26, len(center) - 12, 6):
        (x, y), (nx, ny), h = center[i], -side[i], half[i]
        tx, ty = center[i] - center[i - 3]
        n = max(1e-6, math.hypot(tx, ty))
        tx, ty = tx / n, ty / n
        root, tip = (x + nx * h * 0.8, y + ny * h * 0.8), (x + nx * (h + 11) - tx * 9, y + ny * (h + 11) - ty * 9)
        spines.addPath(poly([(root[0] - tx * 5, root[1] - ty * 5), tip, (root[0] + tx * 5, root[1] + ty * 5)]))
    p.fillPath(spines, mix(dark, gold, 0.75))
    p.fillPath(body, dark)
    p.fillPath(ribbon(center - side * (half * 0.16)[:, None], half * 0.82), mix(dark, gold, 0.62))
    p.fillPath(ribbon(center - side * (half * 0.36)[:, None], half * 0.52), gold)
    p.save()
    p.setClipPath(body, Qt.ClipOperation.IntersectClip)
    scales = QPainterPath()
    for i in range(18, len(center) - 2, 3):
        for row in (-0.72, -0.24, 0.24, 0.72):
            x, y = center[i] + side[i] * half[i] * row
            along = math.degrees(math.atan2(*(center[i + 1] - center[i])[::-1]))
            r = half[i] * 0.34
            if i % 2 == round(row * 2.1 + 2) % 2:
                box = QRectF(x - r, y - r, 2 * r, 2 * r)
                scales.arcMoveTo(box, 90 - along)
                scales.arcTo(box, 90 - along, -180)
    stroke(p, scales, pen(rgba(mix(dark, "#000000", 0.25), 0.75), 1.5))
    stroke(p, scales.translated(-0.7, -0.5), pen(rgba(light, 0.7), 0.8))
    p.restore()
    for t, alpha, width in ((-0.98, 0.95, 1.5), (0.98, 0.4, 1.0)):
        stroke(p, poly(center + side * (half * t)[:, None], False), pen(rgba(light, alpha), width))
    fan = [
        band(
            [(50, -100), (40 - 8 * i, -128 - 5 * i), (22 - 12 * i, -142 - 7 * i), (14 - 4 * i, -150 - 11 * i)],
            5,
            6,
            3,
            0.5,
        )
        for i in (-1, 0, 1, 2)
    ]
    for lobe in fan:
        p.fillPath(lobe, mix(dark, gold, 0.85))
        stroke(p, lobe, pen(rgba(light, 0.7), 0.8))


def _piers(p: QPainter, art: Art, steel: str, lit: str) -> None:
    base, edge, warm = art.color(steel), art.color(steel, 1), art.color(lit)
    for x in (122, 534, 784):
        for side in (-1, 1):
            leg = poly([(x + side * 46, 8), (x + side * 34, 8), (x + side * 5, 44), (x + side * 16, 44)])
            p.fillPath(leg, lin(0, 8, 0, 46, (0, mix(base, warm, 0.35)), (1, base)))
        p.fillPath(
            poly([(x - 26, 40), (x + 26, 40), (x + 34, 48), (x - 34, 48)]), lin(0, 40, 0, 48, (0, edge), (1, base))
        )


def _deck(p: QPainter, art: Art, steel: str, lit: str, ends: tuple[float, float]) -> None:
    base, edge, warm = art.color(steel), art.color(steel, 1), art.color(lit)
    a, b = ends
    p.fillRect(QRectF(a, -2, b - a, 15), lin(0, -2, 0, 13, (0, edge), (0.25, base), (1, mix(base, "#000000", 0.4))))
    p.fillRect(QRectF(a, -3, b - a, 1.6), rgba(warm, 0.9))
    p.fillRect(QRectF(a, 9, b - a, 1.0), rgba(warm, 0.35))
    x = a - a % 34
    while x < b:
        stroke(p, poly([(x, -2), (x, -19)], False), pen(rgba(edge, 0.9), 1.0))
        fill_ellipse(p, x, -20, 9, 9, rad(x, -20, 9, (0, rgba(warm, 0.8)), (0.3, rgba(warm, 0.25)), (1, rgba(warm, 0))))
        fill_ellipse(p, x, -20, 1.6, 1.6, mix(warm, "#ffffff", 0.7))
        x += 34


def _fire(p: QPainter, art: Art, fire: str, rng: random.Random, d: float) -> None:
    """Breath: tongues that open like a fan, softened, with sparks flying ahead of them."""
    outer, middle, heart = (art.color(fire, i) for i in range(3))
    mouth = (936.0, -215.0)
    p.save()
    p.setCompositionMode(PLUS)
    p.translate(1024, -222)
    p.scale(1, 0.86)
    fill_ellipse(
        p,
        0,
        0,
        128,
        128,
        rad(0, 0, 128, (0, rgba(outer, 0.42)), (0.5, rgba(outer, 0.14)), (1, rgba(outer, 0))),
    )
    p.restore()
    box = QRectF(mouth[0] - 30, mouth[1] - 130, 250, 230)
    for tint, count, reach, spread, wide, soft, alpha in (
        (outer, 11, 198, 0.46, 32, 3.4, 0.85),
        (middle, 9, 166, 0.32, 23, 2.4, 0.9),
        (heart, 6, 128, 0.18, 14, 1.8, 0.95),
    ):
        image = blank(box.width() * d, box.height() * d)
        with QPainter(image) as q:
            soften(q)
            q.scale(d, d)
            q.translate(-box.topLeft())
            for i in range(count):
                a = -0.14 + spread * (2 * (i + 0.5) / count - 1) + rng.uniform(-0.05, 0.05)
                far = reach * rng.uniform(0.72, 1.0) * (1 - 0.35 * abs(a + 0.14) / 0.5)
                curl = rng.uniform(-0.20, 0.12)
                points = [
                    (
                        mouth[0] + math.cos(a + curl * t * t) * far * t,
                        mouth[1] + math.sin(a + curl * t * t) * far * t + 5 * math.sin(9 * t + i) * t,
                    )
                    for t in (0, 0.25, 0.5, 0.75, 1.0)
                ]
                q.fillPath(band(points, 5, wide * 0.7, wide, wide * 0.62, 0.5), rgba(tint, alpha))
        p.drawImage(
            QRectF(box.left(), box.top(), image.width() / d, image.height() / d), blurred(image, max(0.6, soft * d))
        )
    p.save()
    p.setCompositionMode(PLUS)
    for _ in range(60):
        t = rng.random() ** 0.7
        a = -0.14 + rng.gauss(0, 0.26)
        x, y, r = mouth[0] + math.cos(a) * 186 * t, mouth[1] + math.sin(a) * 186 * t - 8 * t, rng.uniform(0.7, 2.0)
        if x < WIDE - LEFT - 4:
            fill_ellipse(p, x, y, r * 2.4, r * 2.4, rgba(outer, 0.22))
            fill_ellipse(p, x, y, r, r, rgba(heart, 0.9))
    p.restore()


def _ripples(p: QPainter, water: QRectF, art: Art, dragon: str, rng: random.Random) -> None:
    """Dashes of gold that drift off downstream; none in the calm zones."""
    gold = art.color(dragon, 1)
    p.save()
    p.setCompositionMode(PLUS)
    for _ in range(150):
        t = rng.random() ** 1.6
        x, y, w = (
            rng.uniform(water.left(), water.right()),
            water.top() + 6 + t * (water.height() - 12),
            rng.uniform(6, 26) * (0.6 + t),
        )
        if not any(zone.adjusted(-30, -10, 30, 10).contains(x, y) for zone in art.calm):
            fill_ellipse(p, x, y, w, rng.uniform(0.8, 1.8), rgba(gold, 0.26 * (1 - t)))
    p.restore()


KINDS = {"dragon_bridge": draw}
