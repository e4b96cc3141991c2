"""A bridal bicycle in line and wash: flowers in its basket, a bow and ribbons streaming from the seat."""

import math

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import Point, device_scale, ellipse, fill_ellipse, lin, pen, poly, rgba, smooth, stroke
from app.cards.motifs.bow_and_veil import bow, draw_veil
from app.cards.watercolour import Wet

BOX = QRectF(-150, -330, 640, 350)  # ground at y = 0; wheels at x = 0 and 250
R = 78.0
FRONT, BACK, CRANK, SEAT, BARS = (0.0, -R), (250.0, -R), (132.0, -66.0), (196.0, -186.0), (34.0, -214.0)


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    frame: str = "@bike",
    flower: str = "@bouquet",
    green: str = "@green",
    line: str = "@line",
    veil: str = "@veil",
) -> None:
    """On the rectangle's foot, facing left. frame: light, deep; flower: pairs of light and deep tones."""
    k = min(rect.width() / BOX.width(), rect.height() / BOX.height())
    p.setClipRect(rect)
    p.translate(rect.center().x() - BOX.center().x() * k, rect.bottom() - BOX.bottom() * k)
    p.scale(k, k)
    ink, rng = art.color(line), art.rng(921)
    for rx, a in ((230, 0.06), (190, 0.08), (140, 0.08)):
        fill_ellipse(p, 126, 4, rx, 9, rgba(ink, a))
    draw_veil(p, art, veil, ink)
    for x, y in (FRONT, BACK):
        for i in range(18):
            a = math.tau * i / 18 + 0.1
            stroke(
                p,
                poly([(x, y), (x + math.cos(a) * R * 0.93, y + math.sin(a) * R * 0.93)], False),
                pen(rgba(ink, 0.35), 0.9),
            )
        stroke(p, ellipse(x, y, R), pen(rgba(ink, 0.85), 5.5))
        stroke(p, ellipse(x, y, R * 0.91), pen(rgba(art.color(frame), 0.9), 2.2))
        fill_ellipse(p, x, y, 7, 7, ink)
    tubes: tuple[list[Point], ...] = (
        [FRONT, (14, -150), (28, -196), BARS], [(24, -180), (60, -116), CRANK], [(30, -150), (70, -92), (128, -60)],
        [CRANK, (168, -130), SEAT], [CRANK, BACK], [BACK, (222, -132), (186, -166)],
    )  # fmt: skip
    for tube in tubes:
        stroke(p, smooth(tube, False), pen(ink, 8.6))
        stroke(p, smooth(tube, False), pen(art.color(frame, 1), 6.2))
        stroke(p, smooth(tube, False).translated(-0.8, -1), pen(art.color(frame), 3))
    for x in (FRONT[0], BACK[0]):
        guard = QPainterPath()
        box = QRectF(x - R - 8, -2 * R - 8, 2 * R + 16, 2 * R + 16)
        guard.arcMoveTo(box, 20)
        guard.arcTo(box, 20, 135)
        stroke(p, guard, pen(ink, 6.4))
        stroke(p, guard, pen(art.color(frame, 1), 4.4))
    p.fillPath(ellipse(*CRANK, 17), rgba(ink, 0.85))
    stroke(p, ellipse(*CRANK, 10), pen(art.color(frame), 2))
    stroke(p, poly([CRANK, (146, -32), (158, -32)], False), pen(ink, 4))
    stroke(p, poly([(CRANK[0], -52), (BACK[0], -70)], False), pen(rgba(ink, 0.6), 2))
    seat = smooth([(170, -194), (184, -202), (214, -204), (234, -198), (230, -188), (200, -186)])
    p.fillPath(seat, lin(0, -204, 0, -186, (0, rgba("#a06a44", 1)), (1, rgba("#6a3c22", 1))))
    stroke(p, seat, pen(ink, 1.6))
    bars = smooth([(84, -226), (62, -232), (34, -222), (18, -228), (14, -240)], False)
    stroke(p, bars, pen(ink, 6))
    stroke(p, poly([(84, -226), (66, -231)], False), pen(rgba("#7a4a2c", 1), 8))
    rack = poly([(228, -164), (304, -164), (BACK[0] + 10, -86)], False)
    stroke(p, rack, pen(ink, 3.4))
    _basket(p, ink)
    _flowers(p, art, flower, green, (-34, -232), 62, rng.randrange(99), ink)
    bow(p, art, veil, ink)


def _basket(p: QPainter, ink: QColor) -> None:
    body = poly([(-82, -226), (14, -226), (2, -152), (-68, -152)])
    p.fillPath(body, lin(0, -226, 0, -152, (0, rgba("#dcb06a", 1)), (1, rgba("#b07c3c", 1))))
    for i in range(1, 7):
        y = -226 + i * 10.6
        inset = 13 * i / 7
        stroke(p, poly([(-82 + inset, y), (14 - inset, y)], False), pen(rgba(ink, 0.45), 1.1))
    for i in range(9):
        t = i / 8
        stroke(p, poly([(-82 + 96 * t, -226), (-68 + 70 * t, -152)], False), pen(rgba(ink, 0.4), 1))
    stroke(p, body, pen(ink, 1.7))


def _flowers(p: QPainter, art: Art, flower: str, green: str, at: Point, spread: float, salt: int, ink: QColor) -> None:
    """A dome of roses over leaves, spilling over the rim."""
    rng = art.rng(930 + salt)
    cx, cy = at
    box = QRectF(BOX.left(), BOX.top(), 250, 190)
    wet = Wet(box, device_scale(p), art.seed + 31)
    for _ in range(26):
        a, d = rng.uniform(math.pi * 0.95, math.pi * 2.05), spread * rng.uniform(0.7, 1.18)
        x, y, turn = cx + math.cos(a) * d, cy + math.sin(a) * d * 0.72, a + rng.uniform(-0.6, 0.6)
        tip, nx, ny = (x + math.cos(turn) * 24, y + math.sin(turn) * 22), -math.sin(turn) * 6, math.cos(turn) * 6
        leaf = smooth(
            [
                (x, y),
                ((x + tip[0]) / 2 + nx, (y + tip[1]) / 2 + ny),
                tip,
                ((x + tip[0]) / 2 - nx, (y + tip[1]) / 2 - ny),
            ]
        )
        wet.paint(
            leaf, art.color(green), art.color(green, 1), ((x, y), tip), alpha=0.85, knock=0.85, edge=0.4, rough=0.15
        )
    roses = []
    for i in range(15):
        a, d = rng.uniform(math.pi, 2 * math.pi), spread * math.sqrt(rng.uniform(0.0, 0.85))
        roses.append((cx + math.cos(a) * d, cy + math.sin(a) * d * 0.66 + 4, rng.uniform(15, 23), i))
    n = len(art.ramp(flower)) // 2
    for x, y, r, i in sorted(roses, key=lambda rose: rose[1]):
        light, deep = art.color(flower, 2 * (i % n)), art.color(flower, 2 * (i % n) + 1)
        for part, inner, outer in ((1.0, light, deep), (0.68, deep, light), (0.36, light, deep)):
            turns = [math.tau * j / 7 for j in range(7)]
            blob = smooth(
                [
                    (
                        x + math.cos(t) * r * part * rng.uniform(0.86, 1.1),
                        y + math.sin(t) * r * part * rng.uniform(0.8, 1.0),
                    )
                    for t in turns
                ]
            )
            wet.paint(blob, inner, outer, ((x - r, y - r), (x + r, y + r)), alpha=0.72, knock=0.8, edge=0.5, rough=0.15)
    wet.commit(p)
    for x, y, r, _ in roses:
        curl = smooth(
            [
                (x - r * 0.3, y),
                (x - r * 0.05, y - r * 0.3),
                (x + r * 0.28, y - r * 0.08),
                (x + r * 0.1, y + r * 0.22),
                (x - r * 0.12, y + r * 0.08),
            ],
            False,
        )
        stroke(p, curl, pen(rgba(ink, 0.4), 1))


KINDS = {"bridal_bicycle": draw}
