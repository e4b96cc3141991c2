"""A slice of bánh tét: rice dyed by its leaf, mung bean, pork, the ragged rim."""

import math
import random

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.kit import band, catmull, ellipse, fill_ellipse, lin, mix, pen, poly, rad, rgba, ribbon, smooth, stroke
from app.cards.motifs.china_dish import under


def draw_slice(
    p: QPainter, x: float, y: float, r: float, turn: float, squash: float, green: list[QColor], rice: list[QColor], fill: list[QColor],
    rng: random.Random, dark: QColor,
) -> None:  # fmt: skip
    """A round slice leaning on the next: green edge, sticky rice grain by grain, mung bean, pork in the heart."""
    p.save()
    p.translate(x, y)
    p.rotate(turn)
    rx, thick = r * squash, 30 * (1.1 - 0.55 * squash)
    side = ellipse(-thick, 2, rx, r).united(ellipse(0, 0, rx, r))
    under(p, side, dark, 1.2)
    p.fillPath(
        side,
        lin(
            -rx - thick,
            -r,
            0,
            r,
            (0, mix(rice[1], green[0], 0.45)),
            (0.5, mix(rice[2], green[1], 0.35)),
            (1, mix(rice[2], green[2], 0.6)),
        ),
    )
    p.scale(squash, 1)
    p.fillPath(ellipse(0, 0, r), mix(rice[1], green[0], 0.6))
    face = _rough(r * 0.965, 0.012, rng)
    p.fillPath(face, rad(-r * 0.3, -r * 0.4, r * 1.5, (0, rice[0]), (0.6, rice[1]), (1, rice[2])))
    p.save()
    p.setClipPath(face, Qt.ClipOperation.IntersectClip)
    for _ in range(360):
        a, at = rng.uniform(0, math.tau), r * math.sqrt(rng.uniform(0.22, 0.94))
        gx, gy, lie = math.cos(a) * at, math.sin(a) * at, rng.uniform(0, math.pi)
        dx, dy = math.cos(lie) * r * 0.036, math.sin(lie) * r * 0.036
        stroke(
            p,
            poly([(gx - dx, gy - dy + 1.2), (gx + dx, gy + dy + 1.2)], False),
            pen(rgba(mix(rice[2], green[2], 0.3), 0.5), 4.6),
        )
        stroke(
            p,
            poly([(gx - dx, gy - dy), (gx + dx, gy + dy)], False),
            pen(mix(rice[0], rice[1], rng.uniform(0, 0.9)), 3.6),
        )
    p.restore()
    bean, bean_dark, fat, meat = fill
    ring = _rough(r * 0.60, 0.035, rng)
    p.fillPath(ring.translated(0, 1.6), rgba(bean_dark, 0.7))
    p.fillPath(ring, rad(-r * 0.2, -r * 0.25, r * 0.9, (0, mix(bean, "#ffffff", 0.25)), (0.5, bean), (1, bean_dark)))
    for _ in range(90):
        a, at = rng.uniform(0, math.tau), r * 0.57 * math.sqrt(rng.random())
        fill_ellipse(
            p,
            math.cos(a) * at,
            math.sin(a) * at,
            2.0,
            1.7,
            rgba(bean_dark if rng.random() < 0.5 else mix(bean, "#ffffff", 0.5), 0.6),
        )
    heart = smooth(
        [
            (-0.26 * r, -0.10 * r),
            (-0.06 * r, -0.25 * r),
            (0.22 * r, -0.17 * r),
            (0.27 * r, 0.08 * r),
            (0.06 * r, 0.24 * r),
            (-0.22 * r, 0.18 * r),
        ]
    )
    p.fillPath(heart.translated(0, 1.8), rgba(mix(meat, dark, 0.5), 0.6))
    p.fillPath(heart, lin(-r * 0.2, -r * 0.2, r * 0.2, r * 0.2, (0, mix(meat, "#ffffff", 0.2)), (1, meat)))
    p.save()
    p.setClipPath(heart, Qt.ClipOperation.IntersectClip)
    for off in (-0.12, 0.05):
        layer = band(
            [(-0.3 * r, off * r), (-0.05 * r, (off - 0.06) * r), (0.3 * r, (off + 0.03) * r)],
            r * 0.05,
            r * 0.085,
            r * 0.05,
        )
        p.fillPath(layer, fat)
    p.restore()
    gleam = catmull([(-0.78 * r, -0.36 * r), (-0.52 * r, -0.68 * r), (-0.12 * r, -0.84 * r)], 8)
    p.fillPath(
        ribbon(
            gleam,
            np.concatenate([np.linspace(0.5, 4, len(gleam) // 2), np.linspace(4, 0.5, len(gleam) - len(gleam) // 2)]),
        ),
        rgba("#ffffff", 0.35),
    )
    p.restore()


def _rough(r: float, wobble: float, rng: random.Random) -> QPainterPath:
    return smooth(
        [
            (
                math.cos(a) * r * rng.uniform(1 - wobble, 1 + wobble),
                math.sin(a) * r * rng.uniform(1 - wobble, 1 + wobble),
            )
            for a in (i * math.tau / 26 for i in range(26))
        ]
    )
