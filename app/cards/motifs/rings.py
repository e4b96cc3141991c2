"""Two wedding bands, one through the other, a satin ribbon threaded through both."""

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import Point, catmull, ellipse, mix, normals, pen, poly, rgba, shadow, stroke
from app.cards.motifs.wedding_band import band, metal_of

WIDE, HIGH = 640.0, 420.0  # the pair with its shadow, origin in the middle
RIBBON = (
    (-1.06, 0.26),
    (-0.80, 0.02),
    (-0.52, 0.10),
    (-0.26, 0.16),
    (-0.02, 0.08),
    (0.24, 0.20),
    (0.50, 0.14),
    (0.78, -0.06),
    (1.06, 0.06),
)


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    gold: str = "@gold",
    silk: str = "@ribbon",
    shade: str = "@shade",
    stone: str = "@stone",
    reach: float = 1.0,
) -> None:
    """The rings in the middle, the ribbon out to both sides. gold, silk: dark, middle, light. reach: of the ribbon's ends."""
    k = min(rect.width() / WIDE, rect.height() / HIGH)
    tones, cloth, dark = (
        [art.color(gold, i) for i in range(3)],
        [art.color(silk, i) for i in range(3)],
        art.color(shade),
    )
    half, rng = rect.width() / 2 / k, art.rng(907)
    wave = rng.uniform(-0.03, 0.03)
    points = [(x * half * reach, (y + wave * (i % 3)) * 250 + 26) for i, (x, y) in enumerate(RIBBON)]
    p.setClipRect(rect)
    p.translate(rect.center())
    p.scale(k, k)
    _satin(p, points, cloth, dark)
    left, right = (-92.0, 26.0, 168.0, 0.66, -6.0), (92.0, -14.0, 150.0, 0.80, 12.0)
    _contact(p, left, dark)
    _contact(p, right, dark)
    band(p, left, tones, dark, stone=None)
    band(p, right, tones, dark, stone=art.color(stone))
    p.save()  # the near side of the left ring passes over the right one
    over = QPainterPath()
    over.addRect(QRectF(-40, 40, 120, 170))
    p.setClipPath(over, Qt.ClipOperation.IntersectClip)
    band(p, left, tones, dark, stone=None)
    p.restore()
    entry = QPainterPath()
    entry.addRect(QRectF(-half, -210, half - 172, 420))
    for clip, strength in ((entry.intersected(metal_of(left)), 0.6), (entry, 0.0)):
        p.save()  # and the ribbon comes in over the left ring's far end, its shadow on the metal alone
        p.setClipPath(clip, Qt.ClipOperation.IntersectClip)
        _satin(p, points, cloth, dark, strength)
        p.restore()


def _satin(p: QPainter, points: list[Point], tones: list[QColor], dark: QColor, strength: float = 1.0) -> None:
    """A ribbon that rolls as it runs: its breadth and its light follow the roll."""
    center = catmull(points, 26)
    t = np.linspace(0, 1, len(center))
    roll = np.sin(t * 15.5 + 0.9)
    half = 15 + 9 * np.abs(roll)
    side = normals(center)
    lean = np.stack([np.full(len(t), 0.25), np.ones(len(t))], 1)
    off = (side * 0.75 + lean * 0.35) * half[:, None]
    upper, lower = center - off, center + off
    outline = poly(np.vstack([upper, lower[::-1]]))
    shadow(p, outline, 5, 10, 9, rgba(dark, 0.42 * strength))
    shadow(p, outline, 2, 3, 3, rgba(dark, 0.36 * strength))
    slope = np.gradient(center[:, 1]) / np.maximum(1e-6, np.hypot(*np.gradient(center, axis=0).T))
    light = 0.52 - 0.42 * roll - 0.35 * slope
    p.save()
    p.setClipPath(outline, Qt.ClipOperation.IntersectClip)
    for i in range(len(t) - 1):
        level = float(np.clip(light[i], 0, 1))
        tone = mix(tones[0], tones[1], level * 2) if level < 0.5 else mix(tones[1], tones[2], level * 2 - 1)
        along = center[i + 1] - center[i]
        quad = poly(
            [upper[i] - along * 0.1, upper[i + 1] + along * 0.6, lower[i + 1] + along * 0.6, lower[i] - along * 0.1]
        )
        p.fillPath(quad, tone)
    p.restore()
    for part, alpha, width in ((0.86, 0.5, 1.0), (-0.86, 0.5, 1.0)):
        stroke(p, poly(center + off * part, False), pen(rgba(tones[2], alpha), width))
    for edge in (upper, lower):
        stroke(p, poly(edge, False), pen(rgba(tones[0], 0.45), 0.9))


def _contact(p: QPainter, ring: tuple[float, ...], dark: QColor) -> None:
    x, y, r, ratio, turn = ring
    p.save()
    p.translate(x, y)
    p.rotate(turn)
    path = ellipse(0, 34, r, r * ratio) - ellipse(0, 22, r - 12, r * ratio - 12)
    shadow(p, path, 10, 12, 12, rgba(dark, 0.46))
    shadow(p, path, 3, 4, 3.5, rgba(dark, 0.5))
    p.restore()


KINDS = {"rings": draw}
