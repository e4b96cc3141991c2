"""An opened envelope of thick paper out of which sprigs grow whose leaves are hearts, cut, folded and layered."""

import math
import random
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import Point, catmull, ellipse, lin, mix, pen, poly, rgba, ribbon, shadow, stroke
from app.cards.papercut import emboss, sheet
from app.cards.sprites import Sprite, shaded, sprite, stamp

SIZE = 60.0  # a heart sprite's own height
# Where sprigs end, over the half width and the height above the mouth: those behind, then those in front
BEHIND: tuple[Point, ...] = ((-0.62, 0.74), (0.60, 0.78), (-0.22, 0.96), (0.26, 0.98), (-0.86, 0.40), (0.88, 0.42))
BEFORE: tuple[Point, ...] = (
    (-0.78, 0.58),
    (0.80, 0.60),
    (-0.42, 0.84),
    (0.44, 0.86),
    (0.02, 0.90),
    (-0.70, 0.14),
    (0.72, 0.16),
    (0.0, 0.46),
)


def heart() -> QPainterPath:
    """One unit tall, its point at the origin, its lobes upwards."""
    path = QPainterPath()
    path.cubicTo(-0.10, -0.16, -0.56, -0.40, -0.56, -0.70)
    path.cubicTo(-0.56, -0.93, -0.40, -1.02, -0.27, -1.0)
    path.cubicTo(-0.13, -0.98, -0.04, -0.90, 0, -0.78)
    path.cubicTo(0.04, -0.90, 0.13, -0.98, 0.27, -1.0)
    path.cubicTo(0.40, -1.02, 0.56, -0.93, 0.56, -0.70)
    path.cubicTo(0.56, -0.40, 0.10, -0.16, 0, 0)
    return path


@lru_cache(maxsize=40)
def _leaf(tone: str, left: bool, shade: str, scale: float) -> Sprite:
    """A heart folded down its middle, one half in the light, with pressed veins."""

    def paint(q: QPainter) -> None:
        q.scale(SIZE, SIZE)
        path = heart()
        q.fillPath(path, mix(tone, "#ffffff", 0.55))
        q.setClipPath(path)
        q.translate(0.012, 0.022)
        q.fillPath(path, lin(-0.5, -1, 0.4, 0, (0, mix(tone, "#ffffff", 0.12)), (1, tone)))
        half = QRectF(0, -1.2, 0.8, 1.4) if left else QRectF(-0.8, -1.2, 0.8, 1.4)
        dark = mix(tone, shade, 0.42)
        near, far = (0.0, 0.5) if left else (0.0, -0.5)
        q.fillRect(half, lin(near, 0, far, 0, (0, rgba(dark, 0.85)), (1, rgba(dark, 0.25))))
        for i in range(1, 5):
            for side in (-1, 1):
                vein = QPainterPath()
                vein.moveTo(0, -0.10 - i * 0.15)
                vein.quadTo(side * 0.18, -0.22 - i * 0.16, side * 0.36, -0.30 - i * 0.155)
                stroke(q, vein.translated(0.008, 0.012), pen(rgba("#ffffff", 0.30), 0.014))
                stroke(q, vein, pen(rgba(dark, 0.55), 0.013))
        crease = QPainterPath()
        crease.lineTo(0, -0.80)
        stroke(q, crease, pen(rgba("#ffffff", 0.45), 0.018))

    made = sprite(SIZE * 1.24, SIZE * 1.12, (SIZE * 0.62, SIZE * 1.06), scale, paint)
    return shaded(made, 3.4, rgba(shade, 0.50))


def _put(p: QPainter, x: float, y: float, size: float, turn: float, tone: str, shade: str, art: Art) -> None:
    wanted = max(0.05, art.scale * size / SIZE)
    scale = math.ceil(wanted * 4) / 4  # a few sizes of sprite serve all
    lit_left = math.cos(math.radians(turn - 35)) > 0
    stamp(p, _leaf(tone, lit_left, shade, scale), x, y, size / SIZE, turn, drop=(2.6, 5.0))


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    hearts: str = "@hearts",
    stems: str = "@stems",
    envelope: str = "@envelope",
    liner: str = "@liner",
    seal: str = "@seal",
    shade: str = "@shade",
    width: float = 0.46,
) -> None:
    """Stands on the rectangle's foot. width: the envelope's, over the rectangle's shorter half. envelope: light, middle, fold."""
    rng, dark = art.rng(17), art.color(shade).name()
    w = width * min(rect.width(), rect.height() * 1.05)
    h = w * 0.62
    box = QRectF(rect.center().x() - w / 2, rect.bottom() - h - w * 0.09, w, h)
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    paper, tones = art.ramp(envelope), art.ramp(hearts)
    _back(p, box, paper, art.color(liner), art.color(shade))
    mouth = (box.center().x(), box.top() + h * 0.16)
    room = rect.adjusted(w * 0.11, w * 0.13, -w * 0.11, 0)
    unit = min(rect.width() * 0.9, rect.height()) * 0.098
    reach = (room.width() / 2 - unit * 0.5, mouth[1] - room.top() - unit * 0.95)
    for ends, dim, size in ((BEHIND, 0.20, 0.86), (BEFORE, 0.0, 1.0)):
        for end in ends:
            _sprig(p, room, mouth, reach, end, unit * size, h * 0.50, tones, art.color(stems), dim, dark, art, rng)
    _front(p, box, paper, art.color(shade))
    _seal(p, box.center().x(), box.top() + h * 0.60, w * 0.078, art.color(seal), art.color(shade))


def _sprig(
    p: QPainter,
    room: QRectF,
    mouth: Point,
    reach: Point,
    end: Point,
    unit: float,
    root: float,
    tones: tuple[str, ...],
    stem: QColor,
    dim: float,
    dark: str,
    art: Art,
    rng: random.Random,
) -> None:
    """One stem from `root` under the mouth to its end, with hearts at both sides and one at the tip."""
    x0, y0 = mouth[0] + end[0] * unit * 0.5, mouth[1] + root
    x1 = mouth[0] + end[0] * reach[0] * rng.uniform(0.95, 1.02)
    y1 = mouth[1] - end[1] * reach[1] * rng.uniform(0.95, 1.02)
    bow = (mouth[0] + end[0] * reach[0] * 0.42, mouth[1] - end[1] * reach[1] * 0.64 - unit * 0.3)
    throat = (mouth[0] + end[0] * unit * 1.1, mouth[1] + root * 0.25)
    line = catmull([(x0, y0), throat, bow, (x1, y1)], 12)
    strip = ribbon(line, np.linspace(unit * 0.045, unit * 0.022, len(line)))
    shadow(p, strip, 2, 4, 3, rgba(dark, 0.45))
    p.fillPath(strip, mix(stem, dark, dim))
    length = float(np.hypot(*np.diff(line, axis=0).T).sum())
    count = max(2, round(length / (unit * 0.92)))
    for i in range(count):
        t = 0.38 + 0.56 * i / count
        j = min(len(line) - 2, int(t * (len(line) - 1)))
        along = math.degrees(math.atan2(*(line[j + 1] - line[j])[::-1])) + 90
        side = 1 if (i + round(end[0] * 10)) % 2 else -1
        size = unit * rng.uniform(0.74, 1.12) * (1.12 - 0.35 * t)
        _heart_at(
            p,
            room,
            float(line[j][0]),
            float(line[j][1]),
            size,
            along + side * rng.uniform(42, 66),
            tones,
            dim,
            dark,
            art,
            rng,
        )
    along = math.degrees(math.atan2(*(line[-1] - line[-2])[::-1])) + 90
    _heart_at(p, room, x1, y1, unit * rng.uniform(0.85, 1.05), along + rng.uniform(-10, 10), tones, dim, dark, art, rng)


def _heart_at(
    p: QPainter,
    room: QRectF,
    x: float,
    y: float,
    size: float,
    turn: float,
    tones: tuple[str, ...],
    dim: float,
    dark: str,
    art: Art,
    rng: random.Random,
) -> None:
    tone = mix(rng.choice(tones), dark, dim).name()
    a = math.radians(turn - 90)
    middle = (x + math.cos(a) * size * 0.55, y + math.sin(a) * size * 0.55)
    calm = any(
        zone.adjusted(-size * 0.75, -size * 0.75, size * 0.75, size * 0.75).contains(*middle) for zone in art.calm
    )
    if not calm and room.adjusted(size * 0.3, size * 0.3, -size * 0.3, 0).contains(*middle):
        _put(p, x, y, size, turn, tone, dark, art)


def _back(p: QPainter, box: QRectF, paper: tuple[str, ...], liner: QColor, shade: QColor) -> None:
    """The open flap with its lining, and the inside of the pocket."""
    x0, x1, y, w, h = box.left(), box.right(), box.top(), box.width(), box.height()
    tip = y - h * 0.60
    flap = _softened(
        [
            (x0, y + 2),
            (box.center().x() - w * 0.06, tip + h * 0.04),
            (box.center().x() + w * 0.06, tip + h * 0.04),
            (x1, y + 2),
        ],
        tip,
    )
    sheet(
        p, flap, lin(0, tip, 0, y, (0, paper[0]), (1, paper[1])), QColor("#ffffff"), shade, depth=w / 420, strength=0.42
    )
    inner = _softened(
        [
            (x0 + w * 0.06, y),
            (box.center().x() - w * 0.05, tip + h * 0.10),
            (box.center().x() + w * 0.05, tip + h * 0.10),
            (x1 - w * 0.06, y),
        ],
        tip + h * 0.06,
    )
    p.fillPath(inner, liner)
    p.save()
    p.setClipPath(inner, Qt.ClipOperation.IntersectClip)

    def pattern(q: QPainter) -> None:
        q.setPen(Qt.PenStyle.NoPen)
        step = w * 0.075
        for row in range(9):
            for column in range(16):
                q.save()
                q.translate(x0 + (column + row % 2 / 2) * step, tip + (row + 0.9) * step)
                q.scale(step * 0.42, step * 0.42)
                q.fillPath(heart(), Qt.GlobalColor.white)
                q.restore()

    emboss(
        p,
        QRectF(x0, tip, w, h * 0.62),
        pattern,
        mix(liner, "#ffffff", 0.7),
        mix(liner, shade, 0.7),
        soft=1.0,
        strength=0.7,
    )
    p.restore()
    p.fillRect(
        QRectF(x0, y, w, h * 0.6), lin(0, y, 0, y + h * 0.4, (0, mix(liner, shade, 0.28)), (1, mix(liner, shade, 0.62)))
    )


def _softened(points: list[Point], tip: float) -> QPainterPath:
    """A flap: straight sides, its point rounded."""
    (x0, y0), (xa, ya), (xb, yb), (x1, y1) = points
    path = QPainterPath()
    path.moveTo(x0, y0)
    path.lineTo(xa, ya)
    path.quadTo((xa + xb) / 2, tip, xb, yb)
    path.lineTo(x1, y1)
    path.closeSubpath()
    return path


def _front(p: QPainter, box: QRectF, paper: tuple[str, ...], shade: QColor) -> None:
    """Side flaps, then the lower flap over them."""
    x0, x1, y0, y1, cx = box.left(), box.right(), box.top(), box.bottom(), box.center().x()
    w, h = box.width(), box.height()
    for side in (-1, 1):
        edge = x0 if side < 0 else x1
        wing = poly([(edge, y0), (cx - side * w * 0.045, y0 + h * 0.60), (edge, y1)])
        sheet(
            p,
            wing,
            lin(edge, 0, cx, 0, (0, paper[0]), (1, paper[1])),
            QColor("#ffffff"),
            shade,
            depth=w / 700,
            strength=0.40,
        )
    lower = QPainterPath()
    lower.moveTo(x0, y1)
    lower.lineTo(cx - w * 0.07, y0 + h * 0.50)
    lower.quadTo(cx, y0 + h * 0.43, cx + w * 0.07, y0 + h * 0.50)
    lower.lineTo(x1, y1)
    lower.closeSubpath()
    sheet(
        p,
        lower,
        lin(0, y0 + h * 0.4, 0, y1, (0, paper[0]), (1, paper[1])),
        QColor("#ffffff"),
        shade,
        depth=w / 460,
        strength=0.46,
    )
    foot = QPainterPath()
    foot.addRoundedRect(QRectF(x0, y1 - 3, w, 5), 2, 2)
    shadow(p, foot, 0, w * 0.022, w * 0.020, rgba(shade, 0.5))


def _seal(p: QPainter, x: float, y: float, r: float, wax: QColor, shade: QColor) -> None:
    """A drop of wax with a heart pressed in it."""
    points = [
        (
            x + math.cos(a) * r * (1 + 0.05 * math.sin(3 * a + 1) + 0.03 * math.sin(7 * a)),
            y + math.sin(a) * r * (1 + 0.05 * math.sin(3 * a + 1) + 0.03 * math.sin(7 * a)),
        )
        for a in (i * math.tau / 40 for i in range(40))
    ]
    rim = poly(points)
    shadow(p, rim, r * 0.06, r * 0.12, r * 0.12, rgba(shade, 0.6))
    p.fillPath(
        rim, lin(x - r, y - r, x + r, y + r, (0, mix(wax, "#ffffff", 0.34)), (0.5, wax), (1, mix(wax, "#000000", 0.30)))
    )
    dish = ellipse(x, y, r * 0.74)
    p.fillPath(
        dish, QBrush(lin(x - r, y - r, x + r, y + r, (0, mix(wax, "#000000", 0.26)), (1, mix(wax, "#ffffff", 0.14))))
    )
    p.save()
    p.translate(x, y + r * 0.46)
    p.scale(r * 0.86, r * 0.86)
    p.fillPath(heart().translated(0.05, 0.06), mix(wax, "#000000", 0.36))
    p.fillPath(heart().translated(-0.03, -0.04), mix(wax, "#ffffff", 0.42))
    p.fillPath(heart(), wax)
    p.restore()


def draw_drift(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    hearts: str = "@hearts",
    shade: str = "@shade",
    count: int = 14,
    largest: float = 46.0,
    salt: int = 1,
) -> None:
    """Paper hearts blown about, clear of the words."""
    rng, dark, placed = art.rng(70 + salt), art.color(shade).name(), []
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    for _ in range(count * 8):
        size = largest * rng.uniform(0.42, 1.0)
        x, y = (
            rng.uniform(rect.left() + size, rect.right() - size),
            rng.uniform(rect.top() + size, rect.bottom() - size),
        )
        apart = all(math.hypot(x - a, y - b) > 1.5 * (size + c) for a, b, c in placed)
        if len(placed) < count and apart and art.free(x, y, size * 0.95, rect):
            placed.append((x, y, size))
            _put(p, x, y + size * 0.5, size, rng.uniform(-48, 48), rng.choice(art.ramp(hearts)), dark, art)


def draw_pressed(
    p: QPainter, rect: QRectF, art: Art, *, light: str = "@press_light", dark: str = "@press_dark", line: float = 5.0
) -> None:
    """A blind-embossed border with a heart in each corner."""

    def height(q: QPainter) -> None:
        frame = QPainterPath()
        frame.addRoundedRect(rect.adjusted(10, 10, -10, -10), 26, 26)
        stroke(q, frame, pen("#ffffff", line))
        thin = QPainterPath()
        thin.addRoundedRect(rect.adjusted(24, 24, -24, -24), 16, 16)
        stroke(q, thin, pen(QColor(150, 150, 150), line * 0.4))
        for fx, fy in ((0, 0), (1, 0), (0, 1), (1, 1)):
            q.save()
            q.translate(rect.left() + 58 + fx * (rect.width() - 116), rect.top() + 58 + fy * (rect.height() - 116))
            q.rotate(-45 if fx == fy else 45)
            q.translate(0, 15)
            q.scale(32, 32)
            q.fillPath(heart(), Qt.GlobalColor.white)
            q.restore()

    emboss(p, rect, height, art.color(light), art.color(dark), soft=1.5, strength=0.8)


KINDS = {"heart_letter": draw, "heart_drift": draw_drift, "pressed_border": draw_pressed}
