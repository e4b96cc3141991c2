"""Children on their round with lanterns: a drummer, a tall one, small ones; cut from one paper, on a paper hill."""

import math

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from app.cards.art import Art
from app.cards.kit import lin, smooth
from app.cards.motifs.procession_child import draw_child
from app.cards.papercut import sheet

# Each child: what kind, height against the tallest, lantern and its tones (index of @lantern_a, @lantern_b)
CREW = (
    ("small", 0.74, "star", 1), ("bob", 0.92, "carp", 0), ("tuft", 1.0, "star", 0), ("bun", 0.86, "round", 1),
    ("pigtails", 0.96, "carp", 1), ("tuft", 0.82, "round", 0), ("small", 0.70, "star", 0),
)  # fmt: skip


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    hill: str = "@hill",
    child: str = "@child",
    lantern_a: str = "@lantern",
    lantern_b: str = "@lantern_2",
    shade: str = "@shade",
    height: float = 0.4,
    start: float = 0.06,
    end: float = 0.94,
    ground: float = 0.72,
) -> None:
    """The hill fills the rectangle under `ground`; children walk from `start` to `end` of its width, the drummer first."""
    p.setClipRect(rect)
    rng, w, h = art.rng(41), rect.width(), rect.height()
    phase = rng.uniform(0.3, 0.9)

    def floor(x: float) -> float:
        return rect.top() + h * (ground + 0.03 * math.sin((x - rect.left()) / w * 4.4 + phase))

    edge = [(rect.left() - 40 + i * (w + 80) / 16, floor(rect.left() - 40 + i * (w + 80) / 16)) for i in range(17)]
    earth = smooth(edge, False)
    earth.lineTo(rect.right() + 40, rect.bottom() + 60)
    earth.lineTo(rect.left() - 40, rect.bottom() + 60)
    earth.closeSubpath()
    top, foot, _ = art.ramp(hill)
    fill = lin(0, rect.top() + h * ground, 0, rect.bottom(), (0, top), (1, foot))
    sheet(p, earth, fill, art.color(hill, 2), art.color(shade), depth=0.8)
    size = h * height
    reach = (end - start) * w
    count = max(2, min(len(CREW), int(reach / (size * 0.66)) - 1))
    for i in range(count + 1):
        kind, part, lamp, tone = CREW[i % len(CREW)] if i < count else ("drummer", 0.98, "", 0)
        x = rect.left() + start * w + reach * (i + 0.42 + rng.uniform(-0.05, 0.05)) / (count + 1)
        k = size * part / 108
        p.save()
        p.translate(x, floor(x) + 5 * k)
        p.scale(k, k)
        ramp = art.ramp((lantern_a, lantern_b)[tone])
        draw_child(p, kind, art.color(child), art.color(child, 1), art.color(shade), rng, ramp, lamp)
        p.restore()


KINDS = {"lantern_procession": draw}
