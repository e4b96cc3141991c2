"""The sheet a card is painted on: a radial or slanting blend of tones, and the light that falls on it."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QLinearGradient, QPainter, QRadialGradient

from app.cards.art import Art
from app.cards.kit import fill_ellipse, rad, rgba


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    tones: str = "@ground",
    x: float = 0.5,
    y: float = 0.4,
    reach: float = 0.78,
    slant: bool = False,
) -> None:
    """Fills the rectangle. x, y, reach: the bright centre and the radius, in fractions of the rectangle's height."""
    if slant:
        blend = QLinearGradient(rect.topLeft(), rect.topLeft() + (rect.bottomRight() - rect.topLeft()) * 0.999)
        blend.setFinalStop(rect.left() + rect.width() * 0.25, rect.bottom())
    else:
        blend = QRadialGradient(rect.left() + rect.width() * x, rect.top() + rect.height() * y, rect.height() * reach)
    ramp = art.ramp(tones)
    for i, tone in enumerate(ramp):
        blend.setColorAt(i / max(1, len(ramp) - 1), tone)
    p.fillRect(rect, blend)


def draw_glow(p: QPainter, rect: QRectF, art: Art, *, tone: str = "@glow", strength: float = 0.5) -> None:
    """A soft light that dies at the rectangle's inscribed ellipse."""
    p.translate(rect.center())
    p.scale(rect.width() / 2, rect.height() / 2)
    light = art.color(tone)
    stops = ((0, 1.0), (0.3, 0.62), (0.6, 0.24), (0.85, 0.05), (1, 0.0))
    fill_ellipse(p, 0, 0, 1, 1, rad(0, 0, 1, *((t, rgba(light, strength * a)) for t, a in stops)))


def draw_bokeh(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    tone: str = "@bokeh",
    count: int = 34,
    smallest: float = 16.0,
    largest: float = 80.0,
) -> None:
    """Discs of light out of focus."""
    rng, light = art.rng(2), art.color(tone)
    for _ in range(count):
        r = rng.uniform(smallest, largest)
        x, y, a = (
            rng.uniform(rect.left() + r, rect.right() - r),
            rng.uniform(rect.top() + r, rect.bottom() - r),
            rng.uniform(0.08, 0.26),
        )
        disc = rad(
            x,
            y,
            r,
            (0, rgba(light, a * 0.6)),
            (0.86, rgba(light, a)),
            (0.94, rgba(light, a * 0.8)),
            (1, rgba(light, 0)),
        )
        fill_ellipse(p, x, y, r, r, disc)


KINDS = {"bokeh": draw_bokeh, "glow": draw_glow, "ground": draw}
