"""What is in the air of a moving card: petals, snow, slips of paper, hearts, leaves, motes of light."""

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.kit import lin, pen, rad, rgba, stroke
from app.cards.motifs import buds_and_leaves, flowers, paper_heart
from app.cards.motion import Fall, progress
from app.cards.sprites import Sprite, shaded, sprite, stamp

OUT = 70.0  # units beyond the page where a thing's way begins and ends
AREA = 1080 * 1350  # of the page that Fall.streams is meant for
FADE = 70.0  # units over which a thing fades as it gets behind words
BEHIND = 0.24  # of its strength that it keeps there
SHADE = QColor("#3a1420")
Drawer = Callable[[QPainter, tuple[str, ...]], None]


@dataclass(frozen=True)
class Path:
    """One way through the air, shared by alike things."""

    sprite: Sprite
    x: float
    size: float
    turn: float
    phase: float
    swings: float
    tumbles: float


class Air:
    """The things of a page. words: rectangles behind which they fade."""

    def __init__(self, fall: Fall, page: QRectF, words: Sequence[QRectF], seed: int, scale: float) -> None:
        rng = random.Random(seed * 1009 + 4099)
        self._fall, self._page, self._words = fall, page, words
        kinds = [_sprite(fall.shape, tones, i, scale) for i, tones in enumerate(fall.tones)]
        count = max(1, round(fall.streams * page.width() * page.height() / AREA))
        self.paths = [self._path(rng, kinds, i, count) for i in range(count)]

    def _path(self, rng: random.Random, kinds: list[Sprite], i: int, count: int) -> Path:
        """Ways spread over the width, each at chance in its own part of it."""
        x = self._page.left() + self._page.width() * (i + rng.uniform(0.1, 0.9)) / count
        small, large = self._fall.size
        size = small + (large - small) * rng.random() ** 1.4
        return Path(
            kinds[i % len(kinds)], x, size, rng.uniform(0, 360), rng.random(), rng.uniform(1.1, 2.1), rng.uniform(0.7, 1.6)
        )

    def paint(self, p: QPainter, t: float, density: float) -> None:
        """On a painter in device pixels."""
        p.save()
        p.scale(density, density)
        for i, path in enumerate(self.paths):
            for slot in range(self._fall.slots):
                # Ways are begun at different times, or all things would stand in rows.
                begun = (progress(t, slot, self._fall) + path.phase / self._fall.slots) % 1.0
                self._one(p, path, begun, -1 if i % 3 == 1 else 1)
        p.restore()

    def _one(self, p: QPainter, path: Path, u: float, side: int) -> None:
        fall, page = self._fall, self._page
        way = 1 - u if fall.up else u
        y = page.top() - OUT + way * (page.height() + 2 * OUT)
        x = path.x + side * fall.drift * (u - 0.5) + fall.sway * math.sin(2 * math.pi * (path.swings * u + path.phase))
        lit = fall.opacity * self._seen(x, y) * min(1.0, u * 8, (1 - u) * 8)
        flat = 1.0
        if fall.shape in ("petal", "slip", "leaf"):
            flat = 0.42 + 0.58 * abs(math.cos(math.pi * (path.tumbles * 2 * u + path.phase)))
        if fall.shape == "mote":
            lit *= 0.55 + 0.45 * math.sin(2 * math.pi * (path.swings * 2 * u + path.phase))
        turn = 0.0 if fall.shape in ("drop", "flake", "mote") else path.turn % (40 if fall.shape == "heart" else 360)
        turn += side * 360 * fall.spin * u
        stamp(p, path.sprite, x, y, path.size, turn - (20 if fall.shape == "heart" else 0), flat, lit, (2, 5))

    def _seen(self, x: float, y: float) -> float:
        """1 in the open, less behind words."""
        near = max((_nearness(rect, x, y) for rect in self._words), default=0.0)
        return 1 - (1 - BEHIND) * near


def _nearness(rect: QRectF, x: float, y: float) -> float:
    """1 inside the rectangle, 0 farther than FADE from it."""
    dx = max(rect.left() - x, 0, x - rect.right())
    dy = max(rect.top() - y, 0, y - rect.bottom())
    share = max(0.0, 1 - math.hypot(dx, dy) / FADE)
    return share * share * (3 - 2 * share)


def _sprite(shape: str, tones: tuple[str, ...], seed: int, scale: float) -> Sprite:
    if shape == "leaf":
        made = buds_and_leaves.leaf(58, 30, (tones[0], tones[-1]), seed, max(1.0, scale))
        return shaded(made, 4, rgba(SHADE, 0.22))
    drawers: dict[str, Drawer] = {
        "petal": lambda q, ramp: _petal(q, ramp, seed), "flake": _flake, "slip": lambda q, ramp: _slip(q, ramp, seed),
        "heart": _heart, "mote": _mote, "drop": _drop,
    }  # fmt: skip
    # Drawn at no less than a pixel a unit: turned and small, they stay smooth.
    made = sprite(72, 72, (36, 36), max(1.0, scale), lambda q: drawers[shape](q, tones))
    soft = shape in ("flake", "mote", "drop")
    return made if soft else shaded(made, 4, rgba(SHADE, 0.26))


def _petal(p: QPainter, tones: tuple[str, ...], seed: int) -> None:
    shape = flowers.petal(46, 40, random.Random(100 + seed), 0.07, 0.07).translated(0, 22)
    p.fillPath(shape, rad(0, 22, 50, (0, tones[0]), (0.5, tones[1]), (1, tones[2])))
    rib = QPainterPath(QPointF(0, 18))
    rib.quadTo(3, 0, 0, -18)
    stroke(p, rib, pen(rgba("#ffffff", 0.25), 1.4))


def _heart(p: QPainter, tones: tuple[str, ...]) -> None:
    p.translate(0, 26)
    p.scale(52, 52)
    shape = paper_heart.heart()
    p.fillPath(shape, lin(-0.5, -1, 0.5, 0, (0, QColor(tones[0]).lighter(118)), (1, tones[0])))
    p.setClipPath(shape)
    p.fillRect(QRectF(0, -1.2, 0.8, 1.4), rgba(SHADE, 0.10))


def _slip(p: QPainter, tones: tuple[str, ...], seed: int) -> None:
    color = QColor(tones[0])
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(lin(-12, 0, 12, 0, (0, color.lighter(125)), (1, color)))
    if seed % 3 == 1:
        p.drawEllipse(QPointF(0, 0), 8.5, 8.5)
    else:
        p.drawRoundedRect(QRectF(-11, -6, 22, 12), 2, 2)


def _flake(p: QPainter, tones: tuple[str, ...]) -> None:
    p.fillRect(QRectF(-16, -16, 32, 32), rad(0, 0, 10, (0, tones[0]), (0.55, rgba(tones[0], 0.85)), (1, rgba(tones[0], 0))))


def _mote(p: QPainter, tones: tuple[str, ...]) -> None:
    tone = tones[0]
    p.fillRect(
        QRectF(-30, -30, 60, 60),
        rad(0, 0, 28, (0, "#fffdf4"), (0.10, rgba(tone, 0.95)), (0.26, rgba(tone, 0.34)), (1, rgba(tone, 0))),
    )


def _drop(p: QPainter, tones: tuple[str, ...]) -> None:
    line = QPainterPath(QPointF(2, -34))
    line.lineTo(-2, 34)
    stroke(p, line, pen(lin(0, -34, 0, 34, (0, rgba(tones[0], 0)), (1, rgba(tones[0], 0.9))), 2.2))
