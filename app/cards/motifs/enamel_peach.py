"""A longevity peach and its leaves in the enamels of famille-rose porcelain."""

import math
import random

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter

from app.cards.art import Art
from app.cards.kit import catmull, fill_ellipse, lin, mix, normals, pen, poly, rad, rgba, ribbon, shadow, smooth, stroke


def draw_peach(
    p: QPainter,
    x: float,
    y: float,
    r: float,
    turn: float,
    art: Art,
    tones: str,
    ink: QColor,
    dark: QColor,
    rng: random.Random,
) -> None:
    """A longevity peach, its tip down to one side, blush stippled up from the tip as enamel is."""
    pale, yellow, rose, deep = (art.color(tones, i) for i in range(4))
    body = smooth(
        [(0, -0.84), (0.46, -0.92), (0.86, -0.62), (0.98, -0.06), (0.74, 0.5), (0.34, 0.86), (0.06, 1.14), (-0.30, 0.88),
         (-0.74, 0.54), (-0.98, -0.02), (-0.88, -0.6), (-0.46, -0.92)]
    )  # fmt: skip
    p.save()
    p.translate(x, y)
    p.rotate(turn)
    p.scale(r, r)
    shadow(p, body, 0.03, 0.10, 0.09, rgba(dark, 0.30))
    p.fillPath(body, rad(-0.25, -0.4, 1.7, (0, pale), (0.38, yellow), (0.75, mix(yellow, rose, 0.7)), (1, rose)))
    p.save()
    p.setClipPath(body, Qt.ClipOperation.IntersectClip)
    p.fillPath(
        body,
        rad(
            0.05,
            1.15,
            1.5,
            (0, rgba(deep, 0.9)),
            (0.35, rgba(rose, 0.75)),
            (0.75, rgba(rose, 0.16)),
            (1, rgba(rose, 0)),
        ),
    )
    for _ in range(420):
        t = rng.random() ** 0.8
        a, d = rng.uniform(-math.pi, 0), t * 1.75
        px, py, size = 0.05 + math.cos(a) * d * 0.9, 1.12 + math.sin(a) * d, rng.uniform(0.006, 0.013)
        fill_ellipse(p, px, py, size, size, rgba(deep, 0.5 * (1 - t)))
    seam = smooth([(0.02, -0.86), (0.20, -0.5), (0.26, 0.1), (0.16, 0.7), (0.05, 1.12)], False)
    stroke(p, seam.translated(0.035, 0), pen(rgba("#ffffff", 0.35), 0.03))
    stroke(p, seam, pen(rgba(deep, 0.75), 0.022))
    fill_ellipse(
        p, -0.42, -0.38, 0.26, 0.34, rad(-0.42, -0.38, 0.36, (0, rgba("#ffffff", 0.85)), (1, rgba("#ffffff", 0)))
    )
    p.restore()
    stroke(p, body, pen(rgba(mix(ink, deep, 0.5), 0.85), 0.02))
    p.restore()


def draw_leaf(
    p: QPainter, x: float, y: float, long: float, turn: float, art: Art, tones: str, ink: QColor, index: int
) -> None:
    """A lance of two greens either side of its rib, one side turned to the light; some are seen from below."""
    light, mid, deep = (art.color(tones, i) for i in range(3))
    if index % 4 == 3:
        light, mid, deep = mix(light, "#fff6c8", 0.35), mix(mid, "#f0e8a0", 0.35), mix(deep, "#c8c070", 0.3)
    wide, bend = long * 0.17, long * (0.12 if index % 2 else -0.12)
    center = catmull([(0, 0), (long * 0.5, bend), (long, bend * 0.4)], 14)
    half = wide * np.sin(np.pi * np.linspace(0, 1, len(center)) ** 0.8) ** 0.8
    n = normals(center)
    upper = poly(np.vstack([center, (center - n * half[:, None])[::-1]]))
    lower = poly(np.vstack([center, (center + n * half[:, None])[::-1]]))
    p.save()
    p.translate(x, y)
    p.rotate(turn)
    p.fillPath(upper, lin(0, -wide, long, 0, (0, light), (1, mid)))
    p.fillPath(lower, lin(0, 0, long, wide, (0, mid), (1, deep)))
    outline = ribbon(center, half)
    for i in range(4, len(center) - 5, 3):
        for side in (-1, 1):
            a, b = center[i], center[min(len(center) - 1, i + 4)] + n[i] * side * half[i] * 0.86
            stroke(p, poly([tuple(map(float, a)), tuple(map(float, b))], False), pen(rgba(ink, 0.28), 0.9))
    stroke(p, poly(center, False), pen(rgba(ink, 0.6), 1.4))
    stroke(p, outline, pen(rgba(ink, 0.7), 1.3))
    p.restore()
