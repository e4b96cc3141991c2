"""Red paper flecked with gold, unrolled and written on with a brush that runs dry; its ends curl up."""

import math
import random

import numpy as np
from PIL import Image
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QTransform

from app.cards import materials
from app.cards.art import Art
from app.cards.kit import coverage, fill_ellipse, lin, many, mix, pen, poly, rgba, shadow, stroke, tinted
from app.cards.title import outline

SLANT = 0.22  # of the dry streaks
PAD = 34.0  # room for the shadow


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    paper: str = "@scroll",
    fleck: str = "@fleck",
    ink: str = "@word",
    shade: str = "@shade",
    wood: str = "@roller",
    words: tuple[str, ...] = ("Phúc Lộc Thọ",),
    turn: float = 0.0,
) -> None:
    """words: ornamental sets, one of which the seed chooses; its words stand under each other. turn: degrees."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    rng = art.rng(31)
    p.translate(rect.center())
    p.rotate(turn)
    lean = abs(math.sin(math.radians(turn)))
    w = (rect.width() - 2 * PAD - lean * rect.height() * 0.96) / (1 - 0.06 * lean)
    h = rect.height() - 2 * PAD - lean * rect.width() * 0.96
    sheet = QRectF(-w / 2 + 10, -h / 2, w - 20, h)
    _sheet(p, sheet, art, paper, shade)
    _flecks(p, sheet, art, fleck, rng)
    _border(p, sheet, art, fleck)
    chosen = art.rng(30).choice(words).split()
    _words(p, sheet.adjusted(w * 0.125, h * 0.075, -w * 0.125, -h * 0.105), chosen, art, ink)
    for y, r in ((sheet.top(), 13.0), (sheet.bottom() - 4, 19.0)):
        _roll(p, QRectF(-w / 2 + 10, y - r, w - 20, 2 * r), art, paper, shade, wood)


def _sheet(p: QPainter, sheet: QRectF, art: Art, paper: str, shade: str) -> None:
    path = QPainterPath()
    path.addRect(sheet)
    shadow(p, path, 5, 10, 11, rgba(art.color(shade), 0.30))
    shadow(p, path, 1.5, 3, 3, rgba(art.color(shade), 0.32))
    lit, middle, dark = (art.color(paper, i) for i in range(3))
    p.fillPath(path, lin(sheet.left(), 0, sheet.right(), 0, (0, middle), (0.35, lit), (1, mix(middle, dark, 0.35))))
    for y0, y1 in ((sheet.top(), sheet.top() + 90), (sheet.bottom(), sheet.bottom() - 130)):
        p.fillRect(
            QRectF(sheet.left(), min(y0, y1), sheet.width(), abs(y1 - y0)),
            lin(0, y0, 0, y1, (0, rgba(dark, 0.75)), (0.4, rgba(dark, 0.22)), (1, rgba(dark, 0))),
        )


def _flecks(p: QPainter, sheet: QRectF, art: Art, fleck: str, rng: random.Random) -> None:
    """Scraps of gold leaf, more towards the ends."""
    for _ in range(int(sheet.width() * sheet.height() / 1100)):
        x, y = rng.uniform(sheet.left() + 6, sheet.right() - 6), rng.uniform(sheet.top(), sheet.bottom())
        away = abs(y - sheet.center().y()) / sheet.height() * 2
        if rng.random() > 0.22 + 0.7 * away:
            continue
        r, a = rng.uniform(0.8, 3.0), rng.uniform(0, math.tau)
        corners = [a + i * math.tau / 5 + rng.uniform(-0.5, 0.5) for i in range(5)]
        scrap = poly([(x + math.cos(t) * r * rng.uniform(0.5, 1.2), y + math.sin(t) * r) for t in corners])
        p.fillPath(scrap, rgba(art.color(fleck, rng.randrange(2)), rng.uniform(0.25, 0.8)))


def _border(p: QPainter, sheet: QRectF, art: Art, fleck: str) -> None:
    """Two gold lines with stepped corners."""
    gold = art.color(fleck)
    for inset, width, step in ((14.0, 2.2, 14.0), (21.0, 1.0, 11.0)):
        r = sheet.adjusted(inset, inset + 16, -inset, -inset - 22)
        x0, y0, x1, y1 = r.left(), r.top(), r.right(), r.bottom()
        path = [(x0 + step, y0), (x1 - step, y0), (x1 - step, y0 + step), (x1, y0 + step), (x1, y1 - step)]
        path += [(x1 - step, y1 - step), (x1 - step, y1), (x0 + step, y1), (x0 + step, y1 - step), (x0, y1 - step)]
        stroke(p, poly([*path, (x0, y0 + step), (x0 + step, y0 + step)]), pen(rgba(gold, 0.85), width))


def _words(p: QPainter, box: QRectF, words: list[str], art: Art, ink: str) -> None:
    paths = [outline(word, art.fonts, "brush") for word in words]
    slot = box.height() / len(words)
    size = min(min(box.width() / q.boundingRect().width(), slot * 0.84 / q.boundingRect().height()) for q in paths)
    size *= 1.04
    written = many()
    for i, path in enumerate(paths):
        at = path.boundingRect().center()
        place = QTransform.fromTranslate(box.center().x(), box.top() + slot * (i + 0.5)).scale(size, size)
        written.addPath(place.translate(-at.x(), -at.y()).map(path))
    _dry(p, written, art, art.color(ink))


def _dry(p: QPainter, path: QPainterPath, art: Art, tone: QColor) -> None:
    """The path in ink, streaked where the brush runs dry (phi bạch)."""
    k, area = art.scale, path.boundingRect().adjusted(-4, -4, 4, 4)
    w, h = math.ceil(area.width() * k), math.ceil(area.height() * k)

    def paint(q: QPainter) -> None:
        q.scale(k, k)
        q.translate(-area.topLeft())
        q.fillPath(path, Qt.GlobalColor.white)

    size = round(materials.TILE * k)
    fine = materials.noise(size, 210, art.seed % 11 + 4, 2)
    tall = h + math.ceil(w * SLANT)
    rows, columns = np.arange(tall) % size, np.arange(max(2, w // 26)) * 5 % size
    long = np.asarray(Image.fromarray(fine[np.ix_(rows, columns)]).resize((w, tall), Image.Resampling.BICUBIC))
    streaks = long[np.arange(h)[:, None] + (np.arange(w) * SLANT).astype(int)[None, :], np.arange(w)[None, :]]
    clouds = materials.noise(size, 6, art.seed % 11 + 6, 2)[np.ix_(np.arange(h) % size, np.arange(w) % size)]
    dry = np.clip((streaks * 0.6 + clouds * 0.75 - 0.85) * 8, 0, 0.6)
    alpha = (coverage(w, h, paint).astype(np.float32) * (1 - dry)).astype(np.uint8)
    p.drawImage(QRectF(area.left(), area.top(), w / k, h / k), tinted(alpha, tone))


def _roll(p: QPainter, box: QRectF, art: Art, paper: str, shade: str, wood: str) -> None:
    """The curled end round its wooden roller, light from above."""
    lit, middle, dark = (art.color(paper, i) for i in range(3))
    path, rod = QPainterPath(), QPainterPath()
    path.addRoundedRect(box, 3, 3)
    rod.addRoundedRect(box.adjusted(-12, box.height() * 0.2, 12, -box.height() * 0.2), 5, 5)
    shadow(p, path, 3, 9, 8, rgba(art.color(shade), 0.42))
    stops = ((0, art.color(wood, 0)), (0.45, art.color(wood, 1)), (1, art.color(wood, 2)))
    p.fillPath(rod, lin(0, box.top(), 0, box.bottom(), *stops))
    p.fillPath(
        path,
        lin(0, box.top(), 0, box.bottom(), (0, middle), (0.28, mix(lit, "#ffffff", 0.18)), (0.6, middle), (1, dark)),
    )
    for x in (box.left() - 11, box.right() + 11):
        fill_ellipse(p, x, box.center().y(), 2.4, box.height() * 0.29, art.color(wood, 2))


KINDS = {"calligraphy_scroll": draw}
