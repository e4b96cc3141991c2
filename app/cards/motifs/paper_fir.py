"""A fir in cut paper: folded tiers under snow, with bulbs if it is lit."""

import random

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import ellipse, fill_ellipse, lin, mix, rad, rgba, shadow
from app.cards.papercut import sheet

FIR = QRectF(0, 0, 320, 500)  # foot at y = 470


def draw_fir(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    tones: str = "@fir",
    snow: str = "@snow",
    bark: str = "@bark",
    shade: str = "@shade",
    lights: str = "",
    salt: int = 1,
) -> None:
    """One fir, fitted to the rectangle's foot: six folded tiers under snow. tones: lit, shaded; lights: a palette of bulbs."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    size = min(rect.width() / FIR.width(), rect.height() / FIR.height())
    p.translate(rect.center().x() - FIR.center().x() * size, rect.bottom() - FIR.bottom() * size)
    p.scale(size, size)
    rng, dark = art.rng(220 + salt), art.color(shade)
    lit, dim = art.color(tones), art.color(tones, 1)
    white, cold = art.color(snow), art.color(snow, 1)
    shadow(p, ellipse(166, 470, 92, 7), 0, 0, 7, rgba(dark, 0.5))
    p.fillRect(QRectF(148, 420, 24, 52), lin(148, 0, 172, 0, (0, art.color(bark)), (1, art.color(bark, 1))))
    tiers = 6
    for i in range(tiers - 1, -1, -1):
        top, foot = 34 + 66 * i - 18 * (i > 0), 34 + 66 * (i + 1) + 16
        half = 34 + 17.5 * i + rng.uniform(-4, 4)
        tier = _tier(160, top, foot, half, 5 + i // 2 * 2, 0.16, rng)
        sheet(
            p,
            tier,
            lin(160 - half, 0, 160 + half, 0, (0, lit), (0.5, lit), (0.505, dim), (1, mix(dim, dark, 0.25))),
            mix(lit, "#ffffff", 0.45),
            dark,
            depth=0.5,
            strength=0.55,
        )
        fall = _tier(160, top, top + (foot - top) * 0.60, half * 0.63, 5 + i // 2 * 2, 0.34, rng)
        sheet(
            p,
            fall,
            lin(160 - half * 0.6, 0, 160 + half * 0.6, 0, (0, white), (0.5, white), (0.505, cold), (1, cold)),
            QColor("#ffffff"),
            dark,
            depth=0.2,
            strength=0.35,
        )
        if lights:
            _bulbs(p, art, lights, foot - 14, half * 0.84, 3 + i, rng)


def _tier(x: float, top: float, foot: float, half: float, teeth: int, sag: float, rng: random.Random) -> QPainterPath:
    """A hollow-sided triangle whose foot hangs in round teeth."""
    path = QPainterPath(QPointF(x, top))
    path.quadTo(QPointF(x + half * 0.34, top + (foot - top) * 0.62), QPointF(x + half, foot))
    for k in range(teeth):
        a, b = x + half - 2 * half * k / teeth, x + half - 2 * half * (k + 1) / teeth
        rise = (foot - top) * sag * (0.5 + 0.5 * abs(2 * (k + 1) / teeth - 1)) * rng.uniform(0.75, 1.1)
        y = foot + (foot - top) * 0.10 * (1 - abs(2 * (k + 1) / teeth - 1))
        path.cubicTo(
            QPointF(a - (a - b) * 0.1, foot + 6),
            QPointF((a + b) / 2, y - rise * 0.9),
            QPointF(b, y if k < teeth - 1 else foot),
        )
    path.quadTo(QPointF(x - half * 0.34, top + (foot - top) * 0.62), QPointF(x, top))
    return path


def _bulbs(p: QPainter, art: Art, lights: str, y: float, half: float, count: int, rng: random.Random) -> None:
    ramp = art.ramp(lights)
    for k in range(count):
        u = (k + 0.5) / count * 2 - 1
        tone = QColor(ramp[rng.randrange(len(ramp))])
        bx, by = 160 + u * half, y - 16 + 14 * (1 - u * u)
        fill_ellipse(p, bx, by, 16, 16, rad(bx, by, 16, (0, rgba(tone, 0.7)), (1, rgba(tone, 0))))
        fill_ellipse(p, bx, by, 4.6, 4.6, mix(tone, "#ffffff", 0.55))


KINDS = {"paper_fir": draw_fir}
