"""The patterns of thổ cẩm bands as grids of threads: teeth, keys, ferns, lozenges, stars."""

import random

import numpy as np

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


def pattern(columns: int, rows: int, hero: bool, rng: random.Random) -> np.ndarray:
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
