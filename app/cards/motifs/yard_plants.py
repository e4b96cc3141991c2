"""What grows and stands low in a Northern yard in cut paper: a banana clump, a hedge, earthen jars."""

import math
import random

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import catmull, ellipse, fill_ellipse, lin, many, mix, normals, poly, ribbon, smooth
from app.cards.motifs.areca_palm import placed
from app.cards.papercut import figure, sheet

CLUMP = QRectF(0, 0, 420, 440)


def draw_banana(
    p: QPainter, rect: QRectF, art: Art, *, tones: str = "@palm", shade: str = "@shade", salt: int = 1
) -> None:
    """A clump of broad torn leaves. tones as of the palm."""
    rng = art.rng(140 + salt)
    placed(p, rect, CLUMP)
    leaf, lit, _, _, rim = (art.color(tones, i) for i in range(5))
    bends = [-1.0, 1.0, -0.72, 0.76, -0.42, 0.46, -0.16, 0.12]

    def paint(q: QPainter) -> None:
        q.fillPath(poly([(186, 440), (198, 250), (222, 250), (236, 440)]), lin(186, 0, 236, 0, (0, lit), (1, leaf)))
        for n, bend in enumerate(bends):
            _blade(q, rng, bend + rng.uniform(-0.06, 0.06), rng.uniform(236, 268), mix(leaf, lit, n / 11), lit, rim)

    figure(p, CLUMP, paint, rim, art.color(shade), depth=0.6, strength=0.5)


def _blade(q: QPainter, rng: random.Random, bend: float, length: float, tone: QColor, lit: QColor, rim: QColor) -> None:
    """A leaf that rises from the stem and arches to one side, torn between its veins; its far half lies in shade."""
    x0, y0, side = 210 + bend * 10, 300.0, 1 if bend > 0 else -1
    rise = length * (1.0 - 0.45 * abs(bend))
    rib = catmull(
        [
            (x0 + bend * length * 0.72 * t, y0 - rise * (1.55 * t - 0.62 * t * t * (0.6 + abs(bend))))
            for t in np.linspace(0, 1, 5)
        ],
        10,
    )
    t = np.linspace(0, 1, len(rib))
    wide = length * 0.135 * np.clip((t - 0.1) / 0.25, 0, 1) ** 0.7 * np.clip((1 - t) / 0.32, 0, 1) ** 0.6
    across = normals(rib)
    for half, shadeward in ((across, 1), (-across, -1)):
        outer = rib + half * wide[:, None] * 1.05
        blade = poly(np.vstack([rib, outer[::-1]]))
        for k in sorted(rng.sample(range(12, len(rib) - 6), 4)):
            blade = blade.subtracted(
                poly([tuple(rib[k]), tuple(outer[k + 1] + half[k] * 9), tuple(outer[k + 2] + half[k] * 9)])
            )
        upper = (half[len(rib) // 2][1] < 0) == (abs(bend) > 0.3) or (abs(bend) <= 0.3 and shadeward * side > 0)
        q.fillPath(blade, mix(tone, lit, 0.5) if upper else mix(tone, "#000000", 0.14))
    q.fillPath(ribbon(rib, np.linspace(3.6, 0.8, len(rib))), mix(lit, rim, 0.5))


def draw_hedge(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    tones: str = "@hedge",
    bloom: str = "@bloom",
    shade: str = "@shade",
    salt: int = 1,
) -> None:
    """Rounded shrubs side by side along the rectangle's foot, dotted with small flowers."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    rng, high = art.rng(160 + salt), rect.height() - 30
    count = max(2, round(rect.width() / (high * 0.95)))
    for i in sorted(range(count), key=lambda i: i % 2):
        r = high * rng.uniform(0.62, 0.92) * (1.0 if i % 2 else 0.86)
        x = rect.left() + 22 + r * 0.8 + (rect.width() - 44 - 1.6 * r) * i / (count - 1)
        bush = many()
        for k in range(7):
            a = math.pi * k / 6
            bush.addPath(ellipse(x - math.cos(a) * r * 0.62, rect.bottom() - math.sin(a) * r * 0.66, r * 0.30))
        bush.addRect(QRectF(x - r * 0.86, rect.bottom() - r * 0.3, r * 1.72, r * 0.4))
        bush.addPath(ellipse(x, rect.bottom() - r * 0.3, r * 0.62))
        light, dark, rim = (art.color(tones, k) for k in range(3))
        fill = lin(0, rect.bottom() - r, 0, rect.bottom(), (0, light), (1, dark))
        sheet(p, bush.simplified(), fill, rim, art.color(shade), depth=0.55, strength=0.5)
        for _ in range(7):
            a, d = rng.uniform(0.15, 0.85) * math.pi, rng.uniform(0.2, 0.7) * r
            fx, fy = x - math.cos(a) * d, rect.bottom() - math.sin(a) * d - 4
            for k in range(5):
                b = math.tau * k / 5
                fill_ellipse(
                    p, fx + math.cos(b) * r * 0.035, fy + math.sin(b) * r * 0.035, r * 0.03, r * 0.03, art.color(bloom)
                )
            fill_ellipse(p, fx, fy, r * 0.022, r * 0.022, art.color(bloom, 1))


def draw_jars(p: QPainter, rect: QRectF, art: Art, *, tones: str = "@jar", shade: str = "@shade") -> None:
    """Two glazed water jars with wooden lids."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    size = min(rect.width() / 200, rect.height() / 130)
    p.translate(rect.center().x() - 100 * size, rect.bottom() - 130 * size)
    p.scale(size, size)
    light, mid, dark = (art.color(tones, i) for i in range(3))
    for x, k in ((128, 0.82), (66, 1.0)):
        jar = smooth(
            [
                (x - 24 * k, 118 - 88 * k),
                (x - 46 * k, 118 - 56 * k),
                (x - 30 * k, 116),
                (x, 118),
                (x + 30 * k, 116),
                (x + 46 * k, 118 - 56 * k),
                (x + 24 * k, 118 - 88 * k),
            ]
        )
        sheet(
            p,
            jar,
            lin(x - 46 * k, 0, x + 46 * k, 0, (0, mid), (0.3, light), (1, dark)),
            light,
            art.color(shade),
            depth=0.5,
        )
        lid = QPainterPath()
        lid.addRoundedRect(QRectF(x - 31 * k, 118 - 100 * k, 62 * k, 12 * k), 4, 4)
        p.fillPath(lid, lin(0, 118 - 100 * k, 0, 118 - 88 * k, (0, mix(light, "#ffffff", 0.3)), (1, dark)))


KINDS = {"banana_clump": draw_banana, "flower_hedge": draw_hedge, "water_jars": draw_jars}
