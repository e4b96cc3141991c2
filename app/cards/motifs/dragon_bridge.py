"""Cầu Rồng at night: the steel dragon that winds over and under its deck, breathing light, and all of it in the river."""

import random

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from app.cards.art import Art
from app.cards.kit import blank, blurred, device_scale, fill_ellipse, lin, mix, pen, poly, rad, rgba, soften, stroke
from app.cards.lacquer import mirrored
from app.cards.motifs.dragon_breath import PLUS, draw_fire
from app.cards.motifs.dragon_head import head
from app.cards.motifs.dragon_span import HIGH, LEFT, WIDE, draw_body


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
        glow = _glow(scene, d, lambda g: draw_body(g, art, dragon, glow=True), q)
        q.save()
        q.resetTransform()
        q.setCompositionMode(PLUS)
        q.drawImage(0, 0, blurred(glow, 26 * k * d))
        q.drawImage(0, 0, blurred(glow, 8 * k * d))
        q.restore()
        draw_body(q, art, dragon)
        _deck(q, art, steel, lit, ends)
        draw_fire(q, art, fire, rng, d * k)
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
