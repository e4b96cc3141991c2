"""A landscape of cut paper: a sky, rings of a low sun, ridges that rise from the foot, long drifts of cloud."""

import math

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from app.cards.art import Art
from app.cards.kit import ellipse, fill_ellipse, lin, many, mix, poly, rad, rgba
from app.cards.papercut import sheet


def draw_sky(p: QPainter, rect: QRectF, art: Art, *, tones: str = "@sky") -> None:
    """Tones from top to foot, evenly spread."""
    ramp = art.ramp(tones)
    stops = [(i / max(1, len(ramp) - 1), tone) for i, tone in enumerate(ramp)]
    p.fillRect(rect, lin(0, rect.top(), 0, rect.bottom(), *stops))


def draw_rings(
    p: QPainter, rect: QRectF, art: Art, *, tones: str = "@rings", shade: str = "@shade", strength: float = 0.30
) -> None:
    """A disc of as many rings as there are tones, the innermost last; each lies on the one around it."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    ramp, reach = art.ramp(tones), min(rect.width(), rect.height()) / 2 - 26
    for i, tone in enumerate(ramp):
        r = reach * (1 - 0.62 * i / max(1, len(ramp) - 0.4))
        light = lin(0, rect.center().y() - r, 0, rect.center().y() + r, (0, tone), (1, mix(tone, "#ffffff", 0.10)))
        disc = ellipse(*rect.center().toTuple(), r)
        sheet(p, disc, light, mix(tone, "#ffffff", 0.45), art.color(shade), depth=0.6, strength=strength)


def draw_ridge(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    tones: str = "@ridge",
    index: int = 0,
    shade: str = "@shade",
    waves: float = 1.6,
    relief: float = 0.3,
    tilt: float = 0.0,
    salt: int = 1,
    depth: float = 1.0,
    strength: float = 0.5,
) -> None:
    """A sheet with a rolling edge. tones: crest, foot and rim of ridge 0, then of ridge 1 …; relief, tilt: of its height."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    rng = art.rng(70 + salt)
    phases = [(waves * k, rng.uniform(0, math.tau), 1 / k**1.2) for k in (1.0, 1.9, 3.1)]
    total, high = sum(a for _, _, a in phases), rect.height() * relief

    def y(t: float) -> float:
        roll = sum(a * math.sin(math.tau * f * t + ph) for f, ph, a in phases) / total
        return (
            rect.top() + 34 * depth + high * (0.5 + 0.5 * roll) + rect.height() * abs(tilt) * (t if tilt > 0 else 1 - t)
        )

    crest = [(rect.left() - 20 + (rect.width() + 40) * t / 60, y(t / 60)) for t in range(61)]
    path = poly([*crest, (rect.right() + 60, rect.bottom() + 60), (rect.left() - 60, rect.bottom() + 60)])
    top, foot, rim = (art.color(tones, 3 * index + k) for k in range(3))
    fill = lin(0, min(v for _, v in crest), 0, rect.bottom(), (0, top), (1, foot))
    sheet(p, path, fill, rim, art.color(shade), depth=depth, strength=strength)


def draw_drifts(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    tones: str = "@drift",
    shade: str = "@shade",
    count: int = 3,
    salt: int = 1,
    opacity: float = 1.0,
) -> None:
    """Long clouds with round ends, stepped like stacked boats; clear of the calm zones' middle by placement."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    p.setOpacity(opacity)
    rng = art.rng(90 + salt)
    bar = min(rect.height() / (count + 2.2), 46.0)
    for i in range(count):
        wide = rect.width() * rng.uniform(0.42, 0.62)
        x = rect.left() + bar + (rect.width() - wide - 2 * bar) * ((i * 0.61 + rng.uniform(0, 0.25)) % 1.0)
        y = rect.top() + bar * 0.8 + (rect.height() - 3 * bar) * i / max(1, count - 1) * 0.9
        cloud = many()
        for dx, dy, w in ((0.0, 0.62, 1.0), (rng.uniform(0.16, 0.30), 0.0, rng.uniform(0.40, 0.55))):
            cloud.addRoundedRect(QRectF(x + wide * dx, y + bar * dy, wide * w, bar), bar / 2, bar / 2)
        light, dark = art.color(tones, 0), art.color(tones, 1)
        sheet(
            p,
            cloud.simplified(),
            lin(0, y, 0, y + bar * 1.6, (0, light), (1, dark)),
            mix(light, "#ffffff", 0.5),
            art.color(shade),
            depth=0.55,
            strength=0.35,
        )


def draw_stars(
    p: QPainter, rect: QRectF, art: Art, *, tone: str = "@star", count: int = 40, size: float = 2.6, salt: int = 1
) -> None:
    """Pin-pricks in the sky, a few of them with a halo; none in a calm zone."""
    rng, light = art.rng(110 + salt), art.color(tone)
    for i in range(count):
        x, y = rng.uniform(rect.left(), rect.right()), rng.uniform(rect.top(), rect.bottom())
        r, a = size * rng.uniform(0.45, 1.0), rng.uniform(0.45, 0.95)
        if not art.free(x, y, 14, rect):
            continue
        if i % 6 == 0:
            fill_ellipse(p, x, y, r * 5, r * 5, rad(x, y, r * 5, (0, rgba(light, 0.4)), (1, rgba(light, 0))))
        fill_ellipse(p, x, y, r, r, rgba(light, a))


KINDS = {
    "paper_drifts": draw_drifts,
    "paper_ridge": draw_ridge,
    "paper_rings": draw_rings,
    "paper_sky": draw_sky,
    "pin_stars": draw_stars,
}
