"""A cradle (nôi) cut from a paper moon, hung from a cloud, with a sleeping baby and a plush rabbit in it."""

import random

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QTransform

from app.cards.art import Art
from app.cards.kit import Tint, ellipse, mix, pen, poly, rgba, smooth, stroke
from app.cards.motifs.cradle_sleepers import draw_baby, draw_rabbit
from app.cards.motifs.paper_sky import cloud, star
from app.cards.motifs.zoo_animals import Paper

BOX = QRectF(-262, -384, 524, 644)


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    moon: str = "@moon",
    skin: str = "@skin",
    cloth: str = "@cloth",
    cloud_tone: str = "@cloud",
    shade: str = "@shade",
) -> None:
    """Fitted to the rectangle, hanging from its top. moon: light, middle, deep; cloth: blanket, pattern, cap, rabbit."""
    p.setClipRect(rect)
    size = min(rect.width() / BOX.width(), rect.height() / BOX.height())
    p.translate(rect.center().x(), rect.top() - BOX.top() * size)
    p.scale(size, size)
    rng, dark = art.rng(141), art.color(shade)
    cut = Paper(p, dark, 0.75)
    light, middle, deep = (art.color(moon, i) for i in range(3))
    rope = mix(deep, dark, 0.25)
    for x0, y0, x1 in ((-186, -66, -62), (198, -96, 70)):
        line = QPainterPath(QPointF(x1, -296))
        line.lineTo(x0, y0)
        stroke(p, line.translated(2, 4), pen(rgba(dark, 0.22), 6))
        stroke(p, line, pen(rope, 5))
        stroke(p, line, pen(rgba("#ffffff", 0.35), 1.6))
    p.save()
    p.rotate(rng.uniform(-5, 3))
    cut.cut(_crescent(-142, 200), mix(middle, deep, 0.55))
    draw_rabbit(cut, art.color(cloth, 3), art.color(cloth, 2))
    draw_baby(cut, art, skin, cloth)
    front = _crescent(-112, 196)
    cut.cut(front, middle)
    _quilt(cut, front, light, deep, rng)
    for x, y in ((-186, -66), (198, -70)):
        _bow(cut, x, y, art.color(cloth, 2))
    p.restore()
    cloud(cut, -34, -306, 150, art.color(cloud_tone), rng)
    cloud(cut, 112, -292, 96, art.color(cloud_tone, 1), rng)


def _crescent(y: float, r: float) -> QPainterPath:
    """A bowl: the disc less another one that is higher up."""
    return ellipse(0, 0, 216).subtracted(ellipse(8, y, r))


def _quilt(cut: Paper, front: QPainterPath, light: QColor, deep: QColor, rng: random.Random) -> None:
    p = cut.p
    p.save()
    p.setClipPath(front, Qt.ClipOperation.IntersectClip)
    seam = QTransform.fromScale(0.93, 0.93).translate(0, 8).map(_crescent(-96, 208))
    thread = pen(rgba(mix(light, "#ffffff", 0.5), 0.9), 3)
    thread.setDashPattern([3.2, 3.2])
    stroke(p, seam, thread)
    p.restore()
    for x, y, r in ((-96, 136, 17), (0, 168, 24), (98, 134, 17), (-150, 74, 11), (152, 70, 11)):
        cut.cut(star(x, y + rng.uniform(-3, 3), r, rng.uniform(-0.3, 0.3)), mix(light, "#ffffff", 0.45), 0.35)


def _bow(cut: Paper, x: float, y: float, tint: Tint) -> None:
    for side in (-1, 1):
        cut.cut(smooth([(x, y), (x + side * 22, y - 17), (x + side * 30, y), (x + side * 22, y + 14)]), tint, 0.4)
        cut.cut(poly([(x, y), (x + side * 7, y + 36), (x + side * 20, y + 32)]), tint, 0.3)
    cut.cut(ellipse(x, y, 8), mix(tint, "#ffffff", 0.25), 0.3)


def draw_bank(
    p: QPainter, rect: QRectF, art: Art, *, tones: str = "@bank", shade: str = "@shade", layers: int = 3, salt: int = 1
) -> None:
    """Banks of paper cloud along the rectangle's foot, the nearest lightest."""
    p.setClipRect(rect)
    rng, ramp = art.rng(150 + salt), art.ramp(tones)
    unit = min(1.3, max(0.35, rect.height() / 260))
    for i in range(layers):
        t = i / max(1, layers - 1)
        top = rect.top() + rect.height() * (0.30 + 0.42 * t)
        bank, x = QPainterPath(), rect.left() - 60.0
        bank.addRect(QRectF(rect.left() - 80, top + 30 * unit, rect.width() + 160, rect.height()))
        while x < rect.right() + 80:
            r = rng.uniform(46, 92) * unit * (1 - 0.15 * t)
            bank = bank.united(ellipse(x, top + rng.uniform(14, 40) * unit, r, r * 0.92))
            x += r * rng.uniform(0.95, 1.3)
        clip = QPainterPath()
        clip.addRect(rect.adjusted(-90, 0, 90, 90))
        tint = mix(ramp[0], ramp[-1], t)
        Paper(p, art.color(shade), 0.9 * unit).cut(bank.intersected(clip), tint)


KINDS = {"cloud_bank": draw_bank, "moon_cradle": draw}
