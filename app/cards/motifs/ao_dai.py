"""A linocut: a woman in áo dài and nón lá, seen from behind under a flame tree, the wind in her skirt."""

import math
import random

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPainterPath, QTransform

from app.cards.art import Art
from app.cards.kit import catmull, ellipse, poly
from app.cards.motifs.ao_dai_dress import skirt, torso, trousers
from app.cards.motifs.ao_dai_hat import draw_arm, draw_hair, hat, raised_arm
from app.cards.motifs.flame_tree import bough, petal
from app.cards.woodcut import Block, print_block

FIGURE = 1000.0  # the figure's own height; its origin is the tip of the hat


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    block: str = "@block",
    sun: str = "@sun",
    flower: str = "@flower",
    dress: str = "@dress",
    straw: str = "@straw",
    paper: str = "@paper",
    key: str = "@key",
) -> None:
    """A printed panel as large as the rectangle; the figure takes three quarters of its height."""
    rng, panel = art.rng(3), rect.adjusted(6, 6, -6, -6)
    inks = [block, sun, flower, dress, straw, paper, key]

    def scene(b: Block) -> None:
        b.cut(_ragged(panel, rng), block)
        size = min(panel.height() * 0.77, panel.width() * 1.84)
        cx, top = panel.left() + panel.width() * 0.565, panel.bottom() - panel.height() * 0.045 - size
        b.p.setClipRect(panel)
        r = min(panel.width() * 0.41, size * 0.30)
        disc = (panel.center().x(), top + size * 0.22, r)
        _gouges(b, panel, disc, size, paper, rng)
        b.cut(ellipse(*disc), sun)
        _ground(b, panel, paper, key, rng)
        bough(b, panel, flower, sun, paper, key, rng)
        b.p.save()
        b.p.translate(cx, top)
        b.p.scale(size / FIGURE, size / FIGURE)
        _figure(b, dress, straw, flower, paper, key)
        b.p.restore()
        _falling(b, panel, flower, key, rng)

    print_block(p, rect, art, inks, scene, salt=5, wear=0.9, knock=paper)


def _ragged(panel: QRectF, rng: random.Random) -> QPainterPath:
    """A hand-cut block is never quite straight."""
    edge, step = [], 60.0
    sides = ((panel.topLeft(), panel.topRight()), (panel.topRight(), panel.bottomRight()))
    for a, b in (*sides, (panel.bottomRight(), panel.bottomLeft()), (panel.bottomLeft(), panel.topLeft())):
        count = max(2, round(math.hypot((b - a).x(), (b - a).y()) / step))
        for i in range(count):
            q = a + (b - a) * (i / count)
            edge.append((q.x() + rng.uniform(-2.5, 2.5), q.y() + rng.uniform(-2.5, 2.5)))
    return poly(edge)


def _gouges(
    b: Block, panel: QRectF, disc: tuple[float, float, float], size: float, paper: str, rng: random.Random
) -> None:
    """Marks that the gouge left round the sun, thinning outwards."""
    x0, y0, r = disc
    reach = math.hypot(panel.width(), panel.height())
    for ring in range(1, 40):
        near = r * 1.07 + ring * size * 0.030
        if near > reach:
            break
        count = round(math.tau * near / (size * 0.030))
        for i in range(count):
            a = (i + rng.uniform(-0.25, 0.25) + ring % 2 / 2) * math.tau / count
            if rng.random() > 0.92 - ring * 0.045:
                continue
            x, y = x0 + math.cos(a) * near, y0 + math.sin(a) * near
            length = size * rng.uniform(0.009, 0.019)
            b.line([(x, y), (x + math.cos(a) * length, y + math.sin(a) * length)], size * 0.0042, paper, (0.2, 0.7))


def _ground(b: Block, panel: QRectF, paper: str, key: str, rng: random.Random) -> None:
    """A path in broad carved strokes."""
    w, foot, rise = panel.width(), panel.bottom(), panel.height() * 0.085
    hill = catmull(
        [(panel.left(), foot - rise * 0.8), (panel.left() + w * 0.4, foot - rise), (panel.right(), foot - rise * 0.72)],
        12,
    )
    b.cut(poly([*map(tuple, hill), (panel.right(), foot), (panel.left(), foot)]), key)
    for row in range(5):
        y = foot - rise * (0.72 - row * 0.155)
        x = panel.left() + rng.uniform(8, w * 0.1)
        while x < panel.right() - w * 0.06:
            length = w * rng.uniform(0.05, 0.16)
            end = min(x + length, panel.right() - 6)
            b.line([(x, y), ((x + end) / 2, y + rng.uniform(-3, 3)), (end, y)], 3.4, paper, (0.1, 0.1))
            x = end + w * rng.uniform(0.03, 0.10)


def _falling(b: Block, panel: QRectF, flower: str, key: str, rng: random.Random) -> None:
    for i in range(10):
        y = panel.top() + panel.height() * (0.36 + 0.055 * i + rng.uniform(-0.02, 0.02))
        left = i % 2 and i < 6
        x = panel.left() + panel.width() * (rng.uniform(0.05, 0.16) if left else rng.uniform(0.86, 0.94))
        at = QTransform.fromTranslate(x, y).rotate(rng.uniform(0, 360))
        size = panel.width() * rng.uniform(0.042, 0.058)
        at.scale(size, size * rng.uniform(0.6, 1))
        b.cut(at.map(petal()), flower, key, 1.6)


# The figure, in its own units
def _figure(b: Block, dress: str, straw: str, flower: str, paper: str, key: str) -> None:
    trousers(b, paper, key)
    draw_arm(b, dress, straw, key)
    torso(b, dress, key)
    skirt(b, dress, key)
    raised_arm(b, dress, straw, key)
    draw_hair(b, paper, key)
    hat(b, straw, flower, key)


KINDS = {"ao_dai": draw}
