"""A university building of the old Indochina style in cut paper: a tower with tiered roofs, wings with arched windows."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath

from app.cards import papercut
from app.cards.kit import ellipse, fill_ellipse, lin, mix, poly, rgba, shadow


def sheet(
    p: QPainter,
    path: QPainterPath,
    tone: QColor,
    rim: QColor,
    dark: QColor,
    depth: float = 0.5,
    end: QColor | None = None,
) -> None:
    box = path.boundingRect()
    fill = lin(0, box.top(), 0, box.bottom(), (0, tone), (1, end or mix(tone, dark, 0.10)))
    papercut.sheet(p, path, QBrush(fill), rim, dark, depth=depth, strength=0.42)


def _roof(half: float, top: float, foot: float, ridge: float) -> QPainterPath:
    """A tiled roof with upturned eaves: ridge half length, eaves half length."""
    path = QPainterPath(QPointF(-ridge, top))
    path.lineTo(ridge, top)
    path.cubicTo(ridge + (half - ridge) * 0.35, top + (foot - top) * 0.55, half - 16, foot - 6, half + 8, foot - 13)
    path.cubicTo(half - 2, foot + 3, half - 20, foot + 4, half - 30, foot + 4)
    path.lineTo(-half + 30, foot + 4)
    path.cubicTo(-half + 20, foot + 4, -half + 2, foot + 3, -half - 8, foot - 13)
    path.cubicTo(-half + 16, foot - 6, -ridge - (half - ridge) * 0.35, top + (foot - top) * 0.55, -ridge, top)
    return path


def _arch(x: float, y: float, w: float, h: float) -> QPainterPath:
    path = QPainterPath(QPointF(x - w / 2, y + h))
    path.lineTo(x - w / 2, y + w / 2)
    path.arcTo(QRectF(x - w / 2, y, w, w), 180, -180)
    path.lineTo(x + w / 2, y + h)
    path.closeSubpath()
    return path


def _opening(p: QPainter, path: QPainterPath, glass: QColor, dark: QColor) -> None:
    """A hole cut in the wall: the wall's shadow falls on what is behind."""
    p.save()
    p.setClipPath(path, Qt.ClipOperation.IntersectClip)
    box = path.boundingRect()
    p.fillPath(path, lin(0, box.top(), 0, box.bottom(), (0, mix(glass, dark, 0.45)), (0.45, glass), (1, glass)))
    outside = QPainterPath()
    outside.addRect(box.adjusted(-20, -20, 20, 20))
    shadow(p, outside.subtracted(path), 2, 4, 3, rgba(dark, 0.55))
    p.restore()


def building(p: QPainter, wall: tuple[QColor, ...], tile: tuple[QColor, ...], glass: QColor, dark: QColor) -> None:
    for side in (-1, 1):  # wings
        p.save()
        p.scale(side, 1)
        body = QPainterPath()
        body.addRect(QRectF(90, 258, 360, 200))
        sheet(p, body, wall[1], wall[0], dark, 0.6)
        for i in range(6):
            _opening(p, _arch(160 + i * 52, 286, 28, 54), glass, dark)
            _opening(p, _arch(160 + i * 52, 366, 28, 60), glass, dark)
        band = QPainterPath()
        band.addRect(QRectF(90, 350, 364, 7))
        sheet(p, band, wall[0], wall[0], dark, 0.25)
        roof = QPainterPath(QPointF(80, 208))
        roof.lineTo(414, 208)
        roof.cubicTo(430, 236, 452, 252, 480, 250)
        roof.cubicTo(470, 268, 452, 268, 440, 268)
        roof.lineTo(80, 268)
        roof.closeSubpath()
        sheet(p, roof, tile[1], tile[0], dark, 0.8, tile[2])
        _ribs(p, roof, QRectF(80, 208, 400, 60), 19, tile[2])
        p.restore()
    block = QPainterPath()
    block.addRect(QRectF(-128, 226, 256, 232))
    sheet(p, block, mix(wall[1], wall[0], 0.35), wall[0], dark, 0.9)
    _opening(p, _arch(0, 330, 78, 130), mix(glass, dark, 0.25), dark)
    for x in (-84, 84):
        _opening(p, _arch(x, 300, 32, 58), glass, dark)
        _opening(p, _arch(x, 386, 32, 66), glass, dark)
    low = _roof(156, 178, 232, 86)
    sheet(p, low, tile[1], tile[0], dark, 0.9, tile[2])
    _ribs(p, low, QRectF(-156, 178, 312, 58), 21, tile[2])
    tower = QPainterPath()
    tower.addRect(QRectF(-66, 104, 132, 80))
    sheet(p, tower, mix(wall[1], wall[0], 0.35), wall[0], dark, 0.7)
    clock = ellipse(0, 144, 27)
    sheet(p, clock, mix(wall[0], "#ffffff", 0.55), QColor("#ffffff"), dark, 0.3)
    for i in range(12):
        a = math.tau * i / 12
        fill_ellipse(p, math.cos(a) * 21, 144 + math.sin(a) * 21, 1.5, 1.5, tile[2])
    p.fillPath(poly([(-1.6, 145), (1.6, 145), (0.8, 126), (-0.8, 126)]), tile[2])
    p.fillPath(poly([(-1, 142.6), (13, 150), (12.4, 152), (-1, 146)]), tile[2])
    for x in (-48, 48):
        _opening(p, _arch(x, 122, 15, 40), glass, dark)
    upper = _roof(88, 56, 108, 34)
    sheet(p, upper, tile[1], tile[0], dark, 0.8, tile[2])
    _ribs(p, upper, QRectF(-88, 56, 176, 56), 13, tile[2])
    cap = QPainterPath(QPointF(-26, 58))
    cap.cubicTo(-26, 34, -10, 30, 0, 14)
    cap.cubicTo(10, 30, 26, 34, 26, 58)
    cap.closeSubpath()
    sheet(p, cap, tile[1], tile[0], dark, 0.5, tile[2])
    spire = QPainterPath()
    spire.addRect(QRectF(-1.8, -4, 3.6, 22))
    p.fillPath(spire, tile[2])
    fill_ellipse(p, 0, 2, 4.4, 4.4, tile[0])


def _ribs(p: QPainter, roof: QPainterPath, box: QRectF, count: int, tone: QColor) -> None:
    """Rows of tiles as fine cuts."""
    p.save()
    p.setClipPath(roof, Qt.ClipOperation.IntersectClip)
    for i in range(count + 1):
        u = i / count
        x = box.left() + box.width() * u
        lean = (u - 0.5) * box.width() * 0.10 if box.left() < 0 else 0
        p.fillPath(
            poly(
                [
                    (x - lean, box.top()),
                    (x - lean + 1.8, box.top()),
                    (x + lean + 2.4, box.bottom() + 6),
                    (x + lean, box.bottom() + 6),
                ]
            ),
            rgba(tone, 0.55),
        )
    p.restore()
