"""A diary page: gingham, a note with tape, small die-cut stickers."""

import math
from functools import partial

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import pen, poly, rgba, shadow
from app.cards.motifs.sticker_pictures import PICTURES
from app.cards.stickers import sticker

UNIT = QRectF(-64, -74, 128, 148)  # a small sticker's own space


def draw_gingham(
    p: QPainter, rect: QRectF, art: Art, *, tone: str = "@check", square: float = 54.0, strength: float = 0.5
) -> None:
    """Woven checks over what is there."""
    p.setClipRect(rect)
    tint = rgba(art.color(tone), strength)
    shift = art.rng(131).uniform(0, square)
    for i in range(-1, math.ceil(rect.width() / square / 2) + 1):
        p.fillRect(QRectF(rect.left() + i * 2 * square - shift, rect.top(), square, rect.height()), tint)
    for i in range(-1, math.ceil(rect.height() / square / 2) + 1):
        p.fillRect(QRectF(rect.left(), rect.top() + i * 2 * square - shift, rect.width(), square), tint)


def draw_note(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    paper: str = "@note",
    tape: str = "@party",
    shade: str = "@shade",
    tapes: int = 2,
) -> None:
    """A sheet of squared paper with round corners, held by washi tape."""
    p.setClipRect(rect)
    page, path = rect.adjusted(20, 42, -20, -26), QPainterPath()
    path.addRoundedRect(page, 30, 30)
    dark = art.color(shade)
    shadow(p, path, 0, 8, 8, rgba(dark, 0.26))
    p.fillPath(path, art.color(paper))
    p.save()
    p.setClipPath(path, Qt.ClipOperation.IntersectClip)
    grid = pen(rgba(art.color(paper, 1), 0.55), 1.2)
    for i in range(1, int(page.width() / 34) + 1):
        p.setPen(grid)
        p.drawLine(QPointF(page.left() + i * 34, page.top()), QPointF(page.left() + i * 34, page.bottom()))
    for i in range(1, int(page.height() / 34) + 1):
        p.drawLine(QPointF(page.left(), page.top() + i * 34), QPointF(page.right(), page.top() + i * 34))
    p.restore()
    rng = art.rng(133)
    spots = [(page.left() + 96, page.top() - 2, -12.0), (page.right() - 96, page.top() - 2, 10.0)][:tapes]
    for i, (x, y, turn) in enumerate(spots):
        _tape(p, x, y, turn + rng.uniform(-4, 4), art.color(tape, i * 2 + 1), dark)


def _tape(p: QPainter, x: float, y: float, turn: float, tint: QColor, dark: QColor) -> None:
    p.save()
    p.translate(x, y)
    p.rotate(turn)
    ends = [(-66 + (4 if i % 2 else 0), -17 + i * 5.67) for i in range(7)]
    band = poly([*ends, *((-a, b) for a, b in reversed(ends))])
    shadow(p, band, 0, 2, 2.2, rgba(dark, 0.25))
    p.fillPath(band, rgba(tint, 0.86))
    p.setClipPath(band, Qt.ClipOperation.IntersectClip)
    for i in range(-5, 6):
        p.fillPath(
            poly([(i * 24 - 4, -20), (i * 24 + 5, -20), (i * 24 - 9, 20), (i * 24 - 18, 20)]), rgba("#ffffff", 0.42)
        )
    p.restore()


def draw_stickers(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    spots: tuple[object, ...] = (("star", 0.5, 0.5, 120.0, 0.0),),
    tones: str = "@party",
    line: str = "@line",
    shade: str = "@shade",
) -> None:
    """spots: [kind, x, y, size, turn]; x and y in fractions of the rectangle, size the height in units."""
    p.setClipRect(rect)
    colors, rng = [art.color(tones, i) for i in range(len(art.ramp(tones)))], art.rng(137)
    for i, (kind, u, v, size, turn) in enumerate(spots):  # type: ignore[misc]
        p.save()
        p.translate(rect.left() + u * rect.width(), rect.top() + v * rect.height())
        p.rotate(turn + rng.uniform(-7, 7))
        p.scale(size / UNIT.height(), size / UNIT.height())
        own = colors[i % len(colors) :] + colors[: i % len(colors)]
        sticker(p, UNIT, partial(PICTURES[kind], colors=own, ink=art.color(line)), art.color(shade), border=8)
        p.restore()


KINDS = {"gingham": draw_gingham, "sticker_note": draw_note, "stickers": draw_stickers}
