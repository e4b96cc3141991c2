"""An evening sky, and a moon that is a ring of gold with one star set on it."""

import math

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from app.cards.art import Art
from app.cards.kit import ellipse, fill_ellipse, lin, pen, poly, rad, rgba, shadow, stroke


def draw_sky(p: QPainter, rect: QRectF, art: Art, *, tones: str = "@sky", hold: float = 0.55) -> None:
    """Straight down: the first two tones down to `hold` of the height, the others below."""
    ramp = art.ramp(tones)
    stops = [
        (0.0, ramp[0]),
        *((hold + (1 - hold) * i / max(1, len(ramp) - 2), tone) for i, tone in enumerate(ramp[1:])),
    ]
    p.fillRect(rect, lin(0, rect.top(), 0, rect.bottom(), *stops))


def draw_ring(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    metal: str = "@foil",
    light: str = "@moonlight",
    shade: str = "@shade",
    band: float = 0.05,
) -> None:
    """A ring of gold for a moon, its light about it, one star set on it like a stone. band: its width in radii."""
    c, r = rect.center(), min(rect.width(), rect.height()) * 0.42
    glow, foil = art.color(light), art.foil(metal, 7)
    p.setClipRect(rect)
    stops = ((0, 0.26), (0.70, 0.20), (0.82, 0.42), (0.88, 0.26), (1, 0.0))
    fill_ellipse(
        p, c.x(), c.y(), r * 1.19, r * 1.19, rad(c.x(), c.y(), r * 1.19, *((t, rgba(glow, a)) for t, a in stops))
    )
    outer, inner = ellipse(c.x(), c.y(), r), ellipse(c.x() - r * band * 0.16, c.y() - r * band * 0.1, r * (1 - band))
    ring = outer.subtracted(inner)
    shadow(p, ring, 0, r * 0.012, r * 0.02, rgba(art.color(shade), 0.4))
    p.fillPath(ring, foil)
    across = lin(
        c.x() - r,
        c.y() - r,
        c.x() + r,
        c.y() + r,
        (0, rgba("#fffdf0", 0.6)),
        (0.4, rgba("#fffdf0", 0)),
        (1, rgba("#5a3008", 0.4)),
    )
    p.fillPath(ring, across)
    stroke(p, ellipse(c.x(), c.y(), r - 1), pen(rgba("#fffbe6", 0.7), max(1.0, r * 0.006)))
    stroke(p, inner, pen(rgba("#6a400c", 0.45), max(1.0, r * 0.006)))
    a = math.radians(-52 + art.rng(1301).uniform(-5, 5))
    _sparkle(p, c.x() + math.cos(a) * r * 0.98, c.y() + math.sin(a) * r * 0.98, r * 0.135, glow)


def _sparkle(p: QPainter, x: float, y: float, r: float, glow: QColor) -> None:
    fill_ellipse(
        p,
        x,
        y,
        r * 1.1,
        r * 1.1,
        rad(x, y, r * 1.1, (0, rgba("#ffffff", 0.9)), (0.3, rgba(glow, 0.5)), (1, rgba(glow, 0))),
    )
    points = [
        (x + math.sin(i * math.pi / 4) * q, y - math.cos(i * math.pi / 4) * q) for i, q in enumerate((r, r * 0.15) * 4)
    ]
    p.fillPath(poly(points), QColor("#fffdf4"))


KINDS = {"ring_moon": draw_ring, "sky_blend": draw_sky}
