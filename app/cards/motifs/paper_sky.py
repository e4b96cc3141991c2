"""Paper clouds, stars and hearts in the sky, some hung on threads, and a paper sun with rays or, by night, a moon."""

import math
import random
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import Tint, ellipse, mix, poly, rgba
from app.cards.motifs.zoo_animals import Paper


def draw_charms(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    spots: tuple[object, ...] = (("cloud", 0.3, 0.4, 90.0),),
    cloud_tone: str = "@cloud",
    star_tone: str = "@star",
    shade: str = "@shade",
    thread: bool = False,
    sky: str = "@sky",
    sway: float = 8.0,
) -> None:
    """spots: [kind, x, y, size in units]; kind 'cloud', 'star', 'heart' or 'night_star' (in a dark sky only).

    x and y are fractions of the rectangle.

    thread: each hangs from the rectangle's top.
    """
    p.setClipRect(rect)
    rng = art.rng(81)
    for kind, u, v, size in spots:  # type: ignore[misc]
        if kind == "night_star" and not _dark(art, sky):
            continue
        x = rect.left() + u * rect.width() + rng.uniform(-sway, sway)
        y = rect.top() + v * rect.height() + rng.uniform(-sway, sway)
        tones = cloud_tone if kind == "cloud" else star_tone
        tint = art.color(tones, rng.randrange(len(art.ramp(tones))))
        cut = Paper(p, art.color(shade), max(0.25, size / 110))
        if thread:
            line = QPainterPath(QPointF(x, rect.top()))
            line.lineTo(x, y - size * 0.3)
            cut.line(line, rgba(mix(tint, art.color(shade), 0.45), 0.75), 1.8)
        if kind == "cloud":
            cloud(cut, x, y, size, tint, rng)
        else:
            shape = star(x, y, size / 2, rng.uniform(-0.25, 0.25)) if kind.endswith("star") else _heart(x, y, size / 2)
            cut.cut(shape, tint)


def cloud(cut: Paper, x: float, y: float, size: float, tint: Tint, rng: random.Random) -> None:
    """`size` is the cloud's height, it is twice as wide; a smaller sheet lies behind."""
    lean = rng.uniform(-0.18, 0.18)
    back = [(-0.55, 0.02, 0.26), (lean - 0.2, -0.24, 0.34), (0.5 + lean, -0.04, 0.28)]
    front = [
        (-0.72, 0.24, 0.22),
        (-0.36, 0.06, 0.32),
        (0.10 + lean, -0.02, 0.38),
        (0.52, 0.14, 0.29),
        (0.82, 0.28, 0.18),
    ]
    for puffs, shade in ((back, 0.10), (front, 0.0)):
        body = QPainterPath()
        for dx, dy, r in puffs:
            body = body.united(ellipse(x + dx * size, y + dy * size, r * size))
        base = QPainterPath()
        if puffs is front:
            base.addRoundedRect(
                QRectF(x - 0.92 * size, y + 0.18 * size, 1.9 * size, 0.28 * size), 0.14 * size, 0.14 * size
            )
        cut.cut(body.united(base), mix(tint, cut.shade, shade))


def star(x: float, y: float, r: float, turn: float) -> QPainterPath:
    points = []
    for k in range(10):
        a, d = turn + math.pi * k / 5, r if k % 2 == 0 else r * 0.56
        points.append((x + math.sin(a) * d, y - math.cos(a) * d))
    return poly(points)


def _heart(x: float, y: float, r: float) -> QPainterPath:
    path = QPainterPath(QPointF(x, y + r * 0.9))
    path.cubicTo(x - r * 1.5, y - r * 0.1, x - r * 0.8, y - r * 1.2, x, y - r * 0.45)
    path.cubicTo(x + r * 0.8, y - r * 1.2, x + r * 1.5, y - r * 0.1, x, y + r * 0.9)
    return path


def draw_sun(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    tones: str = "@sun",
    shade: str = "@shade",
    sky: str = "@sky",
    rays: int = 18,
) -> None:
    """A disc in rings of paper over a collar of rays, in a dark sky a full moon; it may run off the card."""
    p.setClipRect(rect)
    r, (x, y) = min(rect.width(), rect.height()) / 2 * 0.90, rect.center().toTuple()
    ramp, turn = art.ramp(tones), art.rng(83).uniform(0, 0.3)
    cut = Paper(p, art.color(shade), max(0.3, r / 200))
    if _dark(art, sky):
        _moon(cut, x, y, r, ramp, art.color(sky, -1))
        return
    for ring, (reach, tint) in enumerate(((1.0, ramp[0]), (0.86, ramp[1]))):
        points = []
        for k in range(rays * 2):
            a = turn + math.pi * (k + ring) / rays
            d = r * (reach if k % 2 == 0 else reach * 0.78)
            points.append((x + math.cos(a) * d, y + math.sin(a) * d))
        cut.cut(poly(points), tint)
    cut.cut(ellipse(x, y, r * 0.60), ramp[2])
    cut.cut(ellipse(x, y, r * 0.44), mix(ramp[2], "#ffffff", 0.35), 0.6)


# Craters of the moon: x, y and radius, in its own radius; more of them below, where a corner shows it.
CRATERS = ((0.42, 0.30, 0.17), (0.14, 0.62, 0.12), (0.66, 0.62, 0.09), (-0.34, 0.34, 0.20), (-0.1, -0.3, 0.14), (0.5, -0.34, 0.1), (-0.58, -0.28, 0.12))  # fmt: skip


def _moon(cut: Paper, x: float, y: float, r: float, ramp: Sequence[Tint], sky: Tint) -> None:
    """A pale disc with craters on two sheets of lighter sky."""
    for reach, light in ((1.0, 0.10), (0.84, 0.24)):
        cut.cut(ellipse(x, y, r * reach), mix(sky, ramp[0], light), 0.6)
    disc = r * 0.66
    cut.cut(ellipse(x, y, disc), ramp[1])
    for dx, dy, size in CRATERS:
        cut.cut(ellipse(x + dx * disc, y + dy * disc, size * disc), mix(ramp[0], cut.shade, 0.14), 0.3)


def _dark(art: Art, sky: str) -> bool:
    return QColor(art.color(sky)).lightnessF() < 0.4


KINDS = {"paper_charms": draw_charms, "paper_sun": draw_sun}
