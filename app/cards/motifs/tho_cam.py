"""Thổ cẩm, the brocade of the highlands: woven bands, hand-spun cloth, and a fringe of wool balls and silver beads."""

import math
import random
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QTransform

from app.cards.art import Art
from app.cards.kit import fill_ellipse, lin, mix, pen, rad, rgba, shadow, stroke, to_image
from app.cards.materials import TILE, noise
from app.cards.sprites import Sprite, shaded, sprite, stamp

STITCH = 8  # texels of one stitch
FERN = (".....#", "#...##", ".#.#.#", "..#..#", "#..#.#", ".#..##", "..#..#", "...#.#", "....##")  # left half
KEY = (
    "########..",
    "#......#..",
    "#.####.#..",
    "#.#..#.#..",
    "#.#.##.#..",
    "#.#....#.#",
    "#.######.#",
    "#........#",
    "##########",
)


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    threads: str = "@thread",
    shade: str = "@shade",
    stitch: float = 7.5,
    hero: bool = True,
    upright: bool = False,
    salt: int = 1,
) -> None:
    """A band woven across the rectangle, mirrored about its middle; `hero` gives it a row of eight-pointed stars.

    threads: ground, red, white, yellow, accent, dark.
    """
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    length, depth = (rect.height(), rect.width()) if upright else (rect.width(), rect.height())
    columns, rows = max(8, round(length / stitch)), max(6, round(depth / stitch))
    cells = _pattern(columns, rows, hero, art.rng(500 + salt))
    if upright:
        cells = cells.T
    colors = np.array([QColor(tone).getRgb()[:3] for tone in art.ramp(threads)], np.float32)
    image = to_image(_woven(cells, colors))
    w, h = max(1, round(rect.width() * art.scale)), max(1, round(rect.height() * art.scale))
    small = image.scaled(w, h, mode=Qt.TransformationMode.SmoothTransformation)
    p.drawImage(rect, small)
    dark = art.color(shade)
    edge = lin(
        *((rect.left(), 0, rect.right(), 0) if upright else (0, rect.top(), 0, rect.bottom())),
        (0, rgba(dark, 0.34)),
        (0.10, rgba(dark, 0)),
        (0.90, rgba(dark, 0)),
        (1, rgba(dark, 0.34)),
    )
    p.fillRect(rect, edge)


def _pattern(columns: int, rows: int, hero: bool, rng: random.Random) -> np.ndarray:
    """Thread numbers, one a stitch: strips stacked symmetrically about the middle one. (rows, columns)"""
    x = np.arange(columns) - columns // 2
    middle = _stars if hero else _lozenges
    core_rows = max(5, ((rows * 46 // 100) if hero else (rows - 6)) // 2 * 2 + 1)
    core = middle(x, core_rows)
    side, left = [], (rows - core_rows) // 2
    order = [_key, _teeth, _fern] if rng.random() < 0.5 else [_fern, _key, _teeth]
    for strip in [_lines, *order, _lines]:
        part = strip(x, left)
        if part is not None and part.shape[0] <= left:
            side.append(part)
            left -= part.shape[0]
    side.append(np.resize(np.array([0, 1, 3, 0, 5, 1]), left)[:, None] * np.ones((1, columns), int))
    upper = np.vstack(side[::-1])
    lower = upper[::-1]
    whole = np.vstack([upper, core, lower])
    return np.pad(whole, ((0, max(0, rows - whole.shape[0])), (0, 0)), mode="edge")[:rows]


def _lines(x: np.ndarray, room: int) -> np.ndarray | None:
    if room < 5:
        return None
    strip = np.zeros((5, x.size), int)
    strip[0], strip[1], strip[2], strip[3], strip[4] = 5, 3, 1, np.where(x % 2 == 0, 2, 1), 5
    return strip


def _teeth(x: np.ndarray, room: int) -> np.ndarray | None:
    """Mountains in two colours."""
    if room < 8:
        return None
    y, tri = np.arange(7)[:, None], np.abs((x % 14) - 7)[None, :]
    strip = np.where(tri <= y, 1, 0)
    strip = np.where(tri <= y - 3, 3, strip)
    return np.where((tri == y + 1) | (tri == y), 2, strip)


def _key(x: np.ndarray, room: int) -> np.ndarray | None:
    if room < 12:
        return None
    tile = np.array([[c == "#" for c in row] for row in KEY])
    strip = np.where(tile[:, np.abs(x) % tile.shape[1]], 3, 1)
    return np.vstack([np.full((1, x.size), 1), strip, np.full((1, x.size), 1)])


def _fern(x: np.ndarray, room: int) -> np.ndarray | None:
    if room < 11:
        return None
    half = np.array([[c == "#" for c in row] for row in FERN])
    tile = np.hstack([half, half[:, -2::-1], np.zeros((len(FERN), 3), bool)])
    strip = np.where(tile[:, (x + half.shape[1] - 1) % tile.shape[1]], 2, 5)
    tint = np.where(((x + half.shape[1] - 1) // tile.shape[1]) % 2 == 0, 2, 4)[None, :]
    strip = np.where(strip == 2, tint, 5)
    return np.vstack([np.full((1, x.size), 5), strip, np.full((1, x.size), 5)])


def _lozenges(x: np.ndarray, rows: int) -> np.ndarray:
    """Nested lozenges, side by side."""
    period = rows + 1
    u = np.abs((x + period // 2) % period - period // 2)[None, :]
    d = u + np.abs(np.arange(rows) - rows // 2)[:, None]
    order = np.array([3, 1, 1, 2, 5, 4, 4, 2, 1, 1, 3, 5, 0, 0, 2, 2])
    core = order[np.minimum(d * 12 // max(1, rows), 15)] if rows > 12 else order[np.minimum(d, 15)]
    return np.where(d > rows // 2, np.where(d % 3 == 0, 3, 0), core)


def _stars(x: np.ndarray, rows: int) -> np.ndarray:
    """Eight-pointed stars in lozenges; their petals are split by the ground, small lozenges fill the gaps."""
    period = rows + 5
    u = np.abs((x + period // 2) % period - period // 2)[None, :] * np.ones((rows, 1), int)
    v = np.abs(np.arange(rows) - rows // 2)[:, None] * np.ones((1, x.size), int)
    r, d = rows // 2, u + v
    turn = ((x + period // 2) // period % 2)[None, :]
    out = np.where(d % 4 == 0, 5, 0)
    out = np.where(d <= r + 2, 1, out)
    out = np.where((d == r + 2) | (d == r + 1), 2, out)
    out = np.where(d == r - 1, 3, out)
    s = max(3, int(r * 0.62))
    low, high = np.minimum(u, v), np.maximum(u, v)
    petal = (high <= s) & (d <= s + s // 2) & ((low * 2 >= high - 1) | (high <= s * 0.5))
    petal |= (high <= s) & (low <= (s - high) * 0.9 + 0.5)
    out = np.where(petal, np.where(turn == 0, 2, 3), out)
    out = np.where(petal & ((u == v) | (low == 0)) & (high > 1), 5, out)
    out = np.where(d <= 1, 4, out)
    gap = period // 2 - u + v
    out = np.where((gap <= 2) & (d > r + 2), 4, out)
    return np.where((gap == 3) & (d > r + 2), 2, out)


def _woven(cells: np.ndarray, colors: np.ndarray) -> np.ndarray:
    """Stitches as threads: rounded across, slanted, uneven. (rows × STITCH, columns × STITCH, 4) premultiplied BGRA"""
    rows, columns = cells.shape
    rng = np.random.default_rng(7)
    t = (np.arange(STITCH) + 0.5) / STITCH
    across = 0.70 + 0.36 * np.sin(math.pi * ((t[:, None] + 0.34 * t[None, :]) * 2 % 1)) ** 0.8
    across *= (0.86 + 0.14 * np.sin(math.pi * t) ** 0.6)[None, :]
    light = np.tile(across.astype(np.float32), (rows, columns))
    uneven = 1 + rng.normal(0, 0.045, (rows, columns)).astype(np.float32)
    base = colors[cells] * uneven[..., None]
    body = np.repeat(np.repeat(base, STITCH, 0), STITCH, 1) * light[..., None]
    out = np.full((*body.shape[:2], 4), 255, np.uint8)
    out[..., :3] = np.clip(body[..., ::-1], 0, 255)
    return out


def draw_cloth(p: QPainter, rect: QRectF, art: Art, *, tones: str = "@cloth", strength: float = 1.0) -> None:
    """Hand-spun cloth: threads of uneven thickness both ways, a little lighter in the middle. tones: middle, edge."""
    c = rect.center()
    reach = math.hypot(rect.width(), rect.height()) / 2
    p.fillRect(rect, rad(c.x(), c.y(), reach, (0, art.color(tones)), (1, art.color(tones, 1))))
    p.setCompositionMode(QPainter.CompositionMode.CompositionMode_Overlay)
    p.setOpacity(strength)
    p.fillRect(rect, _linen(art.scale, art.seed))


@lru_cache(maxsize=3)
def _linen(scale: float, seed: int) -> QBrush:
    size = max(8, round(TILE * scale))
    fine, broad = noise(size, 200, seed + 1), noise(size, 5, seed + 2, 3)
    warp = noise(size, 150, seed + 3)[0][None, :] - 0.5
    weft = noise(size, 150, seed + 4)[:, 0][:, None] - 0.5
    level = 0.5 + 0.11 * warp + 0.13 * weft + 0.15 * (fine - 0.5) + 0.10 * (broad - 0.5)
    grey = np.clip(level * 255, 0, 255).astype(np.uint32)
    brush = QBrush(to_image(255 << 24 | grey << 16 | grey << 8 | grey))
    brush.setTransform(QTransform.fromScale(TILE / size, TILE / size))
    return brush


def draw_fringe(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    wool: str = "@wool",
    silver: str = "@silver",
    shade: str = "@shade",
    gap: float = 60.0,
    salt: int = 1,
) -> None:
    """Wool balls on cords from the rectangle's top, with a silver bead over each; every other one hangs lower."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    rng = art.rng(520 + salt)
    r = min(rect.height() * 0.21, gap * 0.36)
    count = max(1, int((rect.width() - 2 * r - 8) // gap))
    balls = [
        shaded(_ball(r, QColor(tone), art, rng), r * 0.28, rgba(art.color(shade), 0.55)) for tone in art.ramp(wool)
    ]
    bright, dim = art.color(silver), art.color(silver, 1)
    for i in range(count + 1):
        x = rect.center().x() + (i - count / 2) * gap
        foot = rect.top() + rect.height() * (0.66 if (i + count) % 2 else 0.40)
        sway = rng.uniform(-2.0, 2.0)
        cord = QPainterPath(QPointF(x, rect.top() - 2))
        cord.quadTo(QPointF(x + sway, (rect.top() + foot) / 2), QPointF(x + sway * 0.6, foot))
        shadow(p, cord, 2, 3, 2, rgba(art.color(shade), 0.4))
        stroke(p, cord, pen(mix(QColor(art.ramp(wool)[0]), "#000000", 0.25), max(1.6, r * 0.16)))
        p.setPen(Qt.PenStyle.NoPen)
        bead = rect.top() + (foot - rect.top()) * 0.42
        b = r * 0.36
        fill_ellipse(
            p,
            x + sway * 0.5,
            bead,
            b,
            b,
            rad(x - b * 0.35, bead - b * 0.4, b * 1.5, (0, "#ffffff"), (0.4, bright), (1, dim)),
        )
        stamp(
            p,
            balls[min(i, count - i) % len(balls)],
            x + sway * 0.6,
            foot + r * 0.7,
            turn=rng.uniform(0, 360),
            drop=(r * 0.12, r * 0.30),
        )


def _ball(r: float, tone: QColor, art: Art, rng: random.Random) -> Sprite:
    def paint(q: QPainter) -> None:
        fill_ellipse(q, 0, 0, r * 0.9, r * 0.9, mix(tone, "#000000", 0.35))
        for k in range(230):
            a, d = rng.uniform(0, math.tau), r * 0.86 * math.sqrt(k / 230)
            x, y = math.cos(a) * (r * 0.86 - d), math.sin(a) * (r * 0.86 - d)
            b, length = math.atan2(y, x) + rng.uniform(-0.5, 0.5), r * rng.uniform(0.12, 0.22)
            hair = QPainterPath(QPointF(x, y))
            hair.lineTo(x + math.cos(b) * length, y + math.sin(b) * length)
            light = 0.5 + 0.5 * (1 - math.hypot(x, y) / r) * rng.uniform(0.6, 1.2)
            q.strokePath(
                hair, pen(mix(mix(tone, "#000000", 0.3), mix(tone, "#ffffff", 0.25), min(1.0, light)), r * 0.075)
            )

    return sprite(r * 2.4, r * 2.4, (r * 1.2, r * 1.2), art.scale, paint)


KINDS = {"tho_cam_band": draw, "tho_cam_cloth": draw_cloth, "wool_fringe": draw_fringe}
