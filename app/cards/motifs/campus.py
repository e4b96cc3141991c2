"""A university of the old Indochina style in cut paper: a tower with tiered roofs, wings with arched windows, phượng trees."""

import math
import random

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath

from app.cards import papercut
from app.cards.art import Art
from app.cards.kit import ellipse, fill_ellipse, lin, mix, poly, rgba, shadow, smooth

HEIGHT, HALF = 440.0, 470.0  # the building: its height, and half its width with both wings


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    walls: str = "@walls",
    roofs: str = "@roofs",
    leaves: str = "@leaves",
    blossom: str = "@blossom",
    glass: str = "@glass",
    shade: str = "@shade",
    x: float = 0.5,
) -> None:
    """Stands at the rectangle's foot and fills its width with trees. walls: lit edge, wall, dim; roofs: lit edge, tiles, dim."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    size, dark = rect.height() / HEIGHT, art.color(shade)
    p.translate(rect.left(), rect.top())
    p.scale(size, size)
    width = rect.width() / size
    rng, middle = art.rng(14), width * x
    wall, tile, green = (tuple(QColor(t) for t in art.ramp(ref)) for ref in (walls, roofs, leaves))
    petals = tuple(QColor(t) for t in art.ramp(blossom))
    _grove(p, width, 236, 0.78, mix(green[2], wall[1], 0.45), green[0], dark, rng)
    p.save()
    p.translate(middle, 0)
    _building(p, wall, tile, art.color(glass), dark)
    p.restore()
    for at, s in _tree_spots(width, middle, rng):
        _flame_tree(p, at, s, green, petals, dark, rng)
    _hedge(p, width, green, petals, dark, rng)


def _sheet(
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


def _crown(x: float, y: float, rx: float, ry: float, rng: random.Random) -> QPainterPath:
    """A tree's crown: a flat heap of rounds as one outline."""
    path = ellipse(x, y, rx * 0.8, ry * 0.7)
    for i in range(11):
        a = math.tau * i / 11 + rng.uniform(-0.15, 0.15)
        r = ry * rng.uniform(0.36, 0.52)
        path = path.united(ellipse(x + math.cos(a) * (rx - r * 0.7), y + math.sin(a) * (ry - r * 0.8), r * 1.12, r))
    return path


def _grove(
    p: QPainter, width: float, y: float, k: float, tone: QColor, rim: QColor, dark: QColor, rng: random.Random
) -> None:
    """Far crowns over the whole width, in one sheet."""
    points = [(-40.0, 470.0), (-40.0, y + 30)]
    step = 46 * k
    for i in range(int(width / step) + 2):
        points.append((i * step, y + rng.uniform(-34, 22) * k - 20 * math.sin(i * 0.7)))
    points += [(width + 40, y + 20), (width + 40, 470)]
    path = smooth(points[1:-1], close=False)
    path.lineTo(width + 60, 480)
    path.lineTo(-60, 480)
    path.closeSubpath()
    _sheet(p, path, tone, mix(tone, rim, 0.5), dark, 0.6)


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


def _building(p: QPainter, wall: tuple[QColor, ...], tile: tuple[QColor, ...], glass: QColor, dark: QColor) -> None:
    for side in (-1, 1):  # wings
        p.save()
        p.scale(side, 1)
        body = QPainterPath()
        body.addRect(QRectF(90, 258, 360, 200))
        _sheet(p, body, wall[1], wall[0], dark, 0.6)
        for i in range(6):
            _opening(p, _arch(160 + i * 52, 286, 28, 54), glass, dark)
            _opening(p, _arch(160 + i * 52, 366, 28, 60), glass, dark)
        band = QPainterPath()
        band.addRect(QRectF(90, 350, 364, 7))
        _sheet(p, band, wall[0], wall[0], dark, 0.25)
        roof = QPainterPath(QPointF(80, 208))
        roof.lineTo(414, 208)
        roof.cubicTo(430, 236, 452, 252, 480, 250)
        roof.cubicTo(470, 268, 452, 268, 440, 268)
        roof.lineTo(80, 268)
        roof.closeSubpath()
        _sheet(p, roof, tile[1], tile[0], dark, 0.8, tile[2])
        _ribs(p, roof, QRectF(80, 208, 400, 60), 19, tile[2])
        p.restore()
    block = QPainterPath()
    block.addRect(QRectF(-128, 226, 256, 232))
    _sheet(p, block, mix(wall[1], wall[0], 0.35), wall[0], dark, 0.9)
    _opening(p, _arch(0, 330, 78, 130), mix(glass, dark, 0.25), dark)
    for x in (-84, 84):
        _opening(p, _arch(x, 300, 32, 58), glass, dark)
        _opening(p, _arch(x, 386, 32, 66), glass, dark)
    low = _roof(156, 178, 232, 86)
    _sheet(p, low, tile[1], tile[0], dark, 0.9, tile[2])
    _ribs(p, low, QRectF(-156, 178, 312, 58), 21, tile[2])
    tower = QPainterPath()
    tower.addRect(QRectF(-66, 104, 132, 80))
    _sheet(p, tower, mix(wall[1], wall[0], 0.35), wall[0], dark, 0.7)
    clock = ellipse(0, 144, 27)
    _sheet(p, clock, mix(wall[0], "#ffffff", 0.55), QColor("#ffffff"), dark, 0.3)
    for i in range(12):
        a = math.tau * i / 12
        fill_ellipse(p, math.cos(a) * 21, 144 + math.sin(a) * 21, 1.5, 1.5, tile[2])
    p.fillPath(poly([(-1.6, 145), (1.6, 145), (0.8, 126), (-0.8, 126)]), tile[2])
    p.fillPath(poly([(-1, 142.6), (13, 150), (12.4, 152), (-1, 146)]), tile[2])
    for x in (-48, 48):
        _opening(p, _arch(x, 122, 15, 40), glass, dark)
    upper = _roof(88, 56, 108, 34)
    _sheet(p, upper, tile[1], tile[0], dark, 0.8, tile[2])
    _ribs(p, upper, QRectF(-88, 56, 176, 56), 13, tile[2])
    cap = QPainterPath(QPointF(-26, 58))
    cap.cubicTo(-26, 34, -10, 30, 0, 14)
    cap.cubicTo(10, 30, 26, 34, 26, 58)
    cap.closeSubpath()
    _sheet(p, cap, tile[1], tile[0], dark, 0.5, tile[2])
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


def _tree_spots(width: float, middle: float, rng: random.Random) -> list[tuple[float, float]]:
    """Where trees stand: beside the building's ends and out to both edges, farthest first."""
    spots = []
    for side in (-1, 1):
        at = middle + side * (HALF - 62)
        while -60 < at < width + 60:
            spots.append((at + rng.uniform(-14, 14), rng.uniform(0.92, 1.12)))
            at += side * rng.uniform(190, 240)
    return sorted(spots, key=lambda spot: -abs(spot[0] - middle))


def _flame_tree(
    p: QPainter,
    x: float,
    size: float,
    green: tuple[QColor, ...],
    petals: tuple[QColor, ...],
    dark: QColor,
    rng: random.Random,
) -> None:
    """Phượng: a wide flat crown over a forked trunk, red where it flowers."""
    p.save()
    p.translate(x, 452)
    p.scale(size, size)
    trunk = smooth(
        [
            (-11, 4),
            (-7, -70),
            (-16, -118),
            (-58, -160),
            (-50, -166),
            (-8, -128),
            (-2, -150),
            (4, -150),
            (4, -124),
            (48, -164),
            (56, -158),
            (12, -112),
            (7, -66),
            (13, 4),
        ]
    )
    _sheet(p, trunk, mix(dark, green[2], 0.25), mix(green[2], green[0], 0.3), dark, 0.4)
    for dx, dy, rx, ry, t in ((-46, -168, 76, 34, 1), (52, -166, 74, 32, 1), (2, -204, 86, 40, 0)):
        crown = _crown(dx, dy, rx, ry, rng)
        tone = mix(green[1], green[2], 0.45 * t)
        _sheet(p, crown, tone, green[0], dark, 0.6, mix(tone, green[2], 0.5))
        for _ in range(12):  # flowers crowd together at the top of a crown
            a, q = rng.uniform(math.pi, math.tau), rng.uniform(0.35, 0.95)
            u, v = dx + math.cos(a) * q * rx * 0.9, dy + 2 + math.sin(a) * q * ry * 0.82
            for _ in range(9):
                r, fx, fy = rng.uniform(2.6, 4.8), u + rng.gauss(0, 8), v + rng.gauss(0, 4.2)
                fill_ellipse(p, fx + 0.8, fy + 1.8, r, r, rgba(dark, 0.2))
                fill_ellipse(p, fx, fy, r, r * 0.92, petals[rng.randrange(len(petals))])
    p.restore()


def _hedge(
    p: QPainter, width: float, green: tuple[QColor, ...], petals: tuple[QColor, ...], dark: QColor, rng: random.Random
) -> None:
    """Bushes along the foot, in two sheets."""
    for y, t in ((404, 0.25), (424, 0.9)):
        xs = np.arange(-30, width + 60, 38)
        path = smooth([(-60.0, y)] + [(float(u), y + rng.uniform(-13, 9)) for u in xs] + [(width + 80, y)], close=False)
        path.lineTo(width + 80, 480)
        path.lineTo(-60, 480)
        path.closeSubpath()
        tone = mix(green[1], green[2], t)
        _sheet(p, path, tone, mix(tone, green[0], 0.6), dark, 0.7, mix(tone, dark, 0.25))


KINDS = {"campus": draw}
