"""A floating lotus leaf in gold line over a blush of colour."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from app.cards.art import Art
from app.cards.goldline import line
from app.cards.kit import ellipse, lin, mix, rad, rgba, smooth


def draw_leaf(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    green: str = "@leaf",
    metal: str = "@foil",
    press: str = "@shade",
    tilt: float = 0.0,
    salt: int = 1,
) -> None:
    """A leaf afloat, seen aslant: waved rim, forked veins from its navel, the near lip turned up."""
    a, b, rng, foil = rect.width() / 2.42, rect.height() / 2.42, art.rng(salt + 450), art.foil(metal)
    light, mid = art.color(green), art.color(green, 1)
    phase = [rng.uniform(0, math.tau) for _ in range(3)]
    turns = [math.tau * i / 40 for i in range(40)]
    waves = [
        1 + 0.045 * sum(k * math.sin(n * t + f) for k, n, f in zip((1, 0.8, 0.5), (3, 5, 9), phase, strict=True))
        for t in turns
    ]
    edge = [(math.cos(t) * a * k, math.sin(t) * b * k) for t, k in zip(turns, waves, strict=True)]
    rim, (nx, ny) = smooth(edge), (a * 0.06, -b * 0.16)
    p.setClipRect(rect)
    p.translate(rect.center())
    p.rotate(tilt)
    p.fillPath(rim.translated(0, 3), rgba(art.color(press), 0.12))
    p.fillPath(rim, rad(nx, ny, a * 1.1, (0, mid), (0.55, light), (1, mix(light, mid, 0.6))))
    p.save()
    p.setClipPath(rim, Qt.ClipOperation.IntersectClip)
    for i in range(0, 40, 2):
        dx, dy, m = edge[i][0] - nx, edge[i][1] - ny, rng.uniform(-0.06, 0.06)
        vein = QPainterPath(QPointF(nx + dx * 0.05, ny + dy * 0.05))
        near = (nx + dx * 0.35 - dy * m, ny + dy * 0.35 + dx * m * 0.3)
        far = (nx + dx * 0.62 - dy * m, ny + dy * 0.62 + dx * m * 0.3)
        vein.cubicTo(*near, *far, nx + dx * 0.93, ny + dy * 0.93)
        line(p, vein, foil, 0.95, opacity=0.75)
        for side in (-1, 1):
            fork, (ex, ey) = QPainterPath(QPointF(nx + dx * 0.66, ny + dy * 0.66)), edge[(i + side) % 40]
            fork.quadTo(nx + dx * 0.8, ny + dy * 0.8, nx + (ex - nx) * 0.94, ny + (ey - ny) * 0.94)
            line(p, fork, foil, 0.6, opacity=0.55)
    p.restore()
    lip = edge[5:17]
    turned = [(x * 0.98, y - b * 0.3 * math.sin(math.pi * i / 11)) for i, (x, y) in enumerate(lip)]
    fold = smooth(lip + turned[::-1][1:-1])
    p.fillPath(fold, lin(0, 0, 0, b, (0, mix(light, "#ffffff", 0.35)), (1, mid)))
    line(p, fold, foil, 1.3, press=art.color(press))
    line(p, rim, foil, 1.7, press=art.color(press))
    line(p, ellipse(nx, ny, a * 0.035, a * 0.018), foil, 1.1)


KINDS = {"gold_lotus_leaf": draw_leaf}
