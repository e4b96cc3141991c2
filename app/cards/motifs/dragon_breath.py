"""The fire that Cầu Rồng breathes."""

import math
import random

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from app.cards.art import Art
from app.cards.kit import band, blank, blurred, fill_ellipse, rad, rgba, soften
from app.cards.motifs.dragon_span import LEFT, WIDE

PLUS = QPainter.CompositionMode.CompositionMode_Plus


def draw_fire(p: QPainter, art: Art, fire: str, rng: random.Random, d: float) -> None:
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
