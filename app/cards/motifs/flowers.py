"""Five-petalled blossoms as sprites: peach (đào), apricot (mai) and their white sisters."""

import math
import random
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPainterPath

from app.cards.kit import fill_ellipse, lin, mix, pen, rad, rgba, smooth, stroke
from app.cards.sprites import Sprite, sprite


@dataclass(frozen=True)
class Bloom:
    """A flower's make: five tones from heart to tip, petal width, notch and wobble, stamens."""

    tones: tuple[str, ...]
    width: float = 1.02
    notch: float = 0.07
    wobble: float = 0.07
    stamens: int = 20
    reach: tuple[float, float] = (0.22, 0.46)
    filament: str = "#fff2f5"
    anther: str = "#ffcf4d"
    sepal: tuple[str, str] = ("#5c1a22", "#8a2f34")


def bloom(kind: str, tones: tuple[str, ...]) -> Bloom:
    """kind: 'dao' (notched pink petals) or 'mai' (round yellow petals, many stamens)."""
    if kind == "mai":
        return Bloom(tones, 1.06, 0.02, 0.10, 26, (0.16, 0.38), "#ffb300", "#c2410c", ("#55701c", "#8aa834"))
    return Bloom(tones)


def petal(length: float, width: float, rng: random.Random, notch: float = 0.06, wobble: float = 0.05) -> QPainterPath:
    """A closed organic petal pointing up, its base at the origin."""
    points, n = [], 13
    for i in range(n):
        a = math.pi * i / (n - 1)
        s = math.sin(a)
        x, y = -width / 2 * math.cos(a) * (0.18 + 0.82 * s**0.55), -length * s**0.72 * 0.98
        if 0 < i < n - 1:
            x, y = x + rng.uniform(-wobble, wobble) * width / 2, y + rng.uniform(-wobble, wobble) * length / 2
        points.append((x, y + (notch * length if i == n // 2 else 0)))
    return smooth([*points, (0, length * 0.04)])


@lru_cache(maxsize=24)  # branches of a card, and its layouts, share them
def blossom(make: Bloom, r: float, seed: int, scale: float) -> Sprite:
    """One open flower of radius r, seen from the front."""
    rng = random.Random(seed)

    def paint(p: QPainter) -> None:
        turn, order = rng.uniform(0, 72), [0, 2, 4, 1, 3]
        rng.shuffle(order)
        for i in order:
            p.save()
            p.rotate(turn + i * 72 + rng.uniform(-6, 6))
            _petal(p, make, r, rng)
            p.restore()
        _heart(p, make, r, rng)

    return sprite(r * 2.5, r * 2.5, (r * 1.25, r * 1.25), scale, paint)


def _petal(p: QPainter, make: Bloom, r: float, rng: random.Random) -> None:
    length, width, deep = (
        r * rng.uniform(0.92, 1.06),
        r * make.width * rng.uniform(0.94, 1.06),
        mix(make.tones[0], "#200008", 0.3),
    )
    path = petal(length, width, rng, make.notch, make.wobble)
    for spread in (1.05, 1.034, 1.018):  # a contact shadow on the petal below
        p.save()
        p.scale(spread, spread)
        p.fillPath(path, rgba(deep, 0.07))
        p.restore()
    p.fillPath(path, rad(0, 0, length * 1.04, *zip((0, 0.17, 0.45, 0.78, 1), make.tones, strict=True)))
    p.save()
    p.setClipPath(path)
    p.fillPath(
        path,
        lin(-width / 2, 0, width / 2, 0, (0, rgba("#ffffff", 0.38)), (0.45, rgba("#ffffff", 0)), (1, rgba(deep, 0.30))),
    )
    p.fillPath(
        path, rad(-width * 0.14, -length * 0.68, length * 0.42, (0, rgba("#ffffff", 0.5)), (1, rgba("#ffffff", 0)))
    )
    veins = QPainterPath()
    for j in range(7):
        t = (j - 3) / 3
        veins.moveTo(t * width * 0.04, -length * 0.05)
        veins.cubicTo(
            t * width * 0.16,
            -length * 0.3,
            t * width * 0.36,
            -length * 0.5,
            t * width * 0.40,
            -length * rng.uniform(0.72, 0.9),
        )
    stroke(p, veins, pen(rgba(make.tones[0], 0.22), r * 0.011))
    stroke(p, path, pen(rgba(mix(make.tones[-1], "#ffffff", 0.5), 0.75), r * 0.028))
    p.restore()


def _heart(p: QPainter, make: Bloom, r: float, rng: random.Random) -> None:
    core = mix(make.tones[0], "#400010", 0.15)
    fill_ellipse(
        p,
        0,
        0,
        r * 0.3,
        r * 0.3,
        rad(0, 0, r * 0.3, (0, rgba(core, 0.95)), (0.45, rgba(core, 0.55)), (1, rgba(core, 0))),
    )
    for _ in range(make.stamens):
        a, reach = rng.uniform(0, math.tau), r * rng.uniform(*make.reach)
        bend, tip = a + rng.uniform(-0.25, 0.25), QPointF(math.cos(a) * reach, math.sin(a) * reach)
        thread = QPainterPath()
        thread.quadTo(math.cos(bend) * reach * 0.55, math.sin(bend) * reach * 0.55, tip.x(), tip.y())
        stroke(p, thread.translated(r * 0.012, r * 0.018), pen(rgba(core, 0.35), r * 0.030))
        stroke(p, thread, pen(make.filament, r * 0.020))
        fill_ellipse(p, tip.x(), tip.y() + r * 0.008, r * 0.042, r * 0.042, rgba("#7a3a00", 0.55))
        fill_ellipse(p, tip.x(), tip.y(), r * 0.036, r * 0.036, make.anther)
        fill_ellipse(p, tip.x() - r * 0.01, tip.y() - r * 0.012, r * 0.016, r * 0.016, "#fff2b0")
