"""A card's border of cut paper: a scalloped inner edge, rows of pierced petals, a pierced fan in each corner."""

import math
from collections.abc import Iterator

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import ellipse, lin, mix, rgba
from app.cards.motifs.zodiac_cuts import drop
from app.cards.papercut import figure

CORNERS = ((0, 0), (1, 0), (1, 1), (0, 1))


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    tint: str = "@border",
    shade: str = "@shade",
    width: float = 46.0,
    scallop: float = 30.0,
    fan: float = 132.0,
) -> None:
    """width: of the band; scallop: how wide one is, fitted to the sides; fan: the corners' radius."""
    p.setClipRect(rect)
    ink = art.color(tint)
    fill = lin(0, rect.top(), 0, rect.bottom(), (0, mix(ink, "#ffffff", 0.06)), (1, mix(ink, "#000000", 0.07)))
    corners = [(rect.left() + x * rect.width(), rect.top() + y * rect.height()) for x, y in CORNERS]

    def paint(q: QPainter) -> None:
        q.fillRect(rect.adjusted(-40, -40, 40, 40), fill)
        q.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
        q.fillRect(rect.adjusted(width, width, -width, -width), Qt.GlobalColor.black)
        q.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        for tooth in (*_scallops(rect, width, scallop), *(part for at in corners for part in _rosette(*at, fan))):
            q.fillPath(tooth, fill)
        q.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
        for hole in (*_row(rect, width, fan), *(cut for i, at in enumerate(corners) for cut in _fan(*at, fan, i * 90))):
            q.fillPath(hole, Qt.GlobalColor.black)

    figure(p, rect, paint, mix(ink, "#ffffff", 0.4), rgba(art.color(shade)), depth=0.7, lit=(0.5, 1.3), strength=0.5)


def _scallops(rect: QRectF, width: float, scallop: float) -> Iterator[QPainterPath]:
    """Discs on the band's inner edge, as many as fit each side."""
    inner = rect.adjusted(width, width, -width, -width)
    for across, length in ((True, inner.width()), (False, inner.height())):
        count = max(1, round(length / scallop))
        step = length / count
        for i in range(count):
            t = (i + 0.5) * step
            for far in (False, True):
                x = inner.left() + t if across else (inner.right() if far else inner.left())
                y = inner.top() + t if not across else (inner.bottom() if far else inner.top())
                yield ellipse(x, y, step * 0.46)


def _row(rect: QRectF, width: float, fan: float) -> Iterator[QPainterPath]:
    """Pierced along the band: four petals and a dot by turns."""
    r = width * 0.24
    for across, length in ((True, rect.width() - 2 * fan), (False, rect.height() - 2 * fan)):
        count = max(1, round(length / (width * 0.78)))
        count += 1 - count % 2  # petals at both ends
        for i in range(count):
            t = fan + (i + 0.5) * length / count
            for far in (False, True):
                x = rect.left() + t if across else (rect.right() - width / 2 if far else rect.left() + width / 2)
                y = rect.top() + t if not across else (rect.bottom() - width / 2 if far else rect.top() + width / 2)
                if i % 2:
                    yield ellipse(x, y, r * 0.3)
                    continue
                for c, s in ((1, 0), (0, 1), (-1, 0), (0, -1)):
                    yield drop((x + c * r * 1.3, y + s * r * 1.3), (x + c * r * 0.2, y + s * r * 0.2), r * 0.72)


def _rosette(x: float, y: float, r: float) -> Iterator[QPainterPath]:
    """Scallops around a corner; a quarter shows."""
    yield ellipse(x, y, r * 0.9)
    for i in range(28):
        a = math.tau * (i + 0.5) / 28
        yield ellipse(x + math.cos(a) * r * 0.89, y + math.sin(a) * r * 0.89, r * 0.105)


def _fan(x: float, y: float, r: float, turn: float) -> Iterator[QPainterPath]:
    """Petals that spread from a corner, under an arc of dots."""

    def at(angle: float, reach: float) -> tuple[float, float]:
        a = math.radians(turn + angle)
        return x + math.cos(a) * r * reach, y + math.sin(a) * r * reach

    for i in range(5):
        yield drop(at(9 + 18 * i, 0.76), at(9 + 18 * i, 0.36), r * 0.155)
    for i in range(4):
        yield ellipse(*at(18 + 18 * i, 0.80), r * 0.026)
    for i in range(3):
        yield drop(at(18 + 27 * i, 0.30), at(18 + 27 * i, 0.14), r * 0.09)


KINDS = {"pierced_border": draw}
