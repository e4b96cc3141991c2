"""A lotus pond in gold thread on silk: great blooms, buds and pods on tall stems, leaves afloat, dragonflies, a moon ring."""

import math
import random

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QTransform

from app.cards.art import Art
from app.cards.kit import catmull, ellipse, fill_ellipse, lin, mix, pen, poly, rad, rgba, ribbon, shadow, smooth, stroke

# Rows of a bloom, back to front: turns in degrees, length, width, how far the base is down
ROWS = (
    ((-46, 46, -24, 24, 0), 1.0, 0.40, 0.00),
    ((-72, 72, -35, 35, -12, 12), 0.96, 0.40, 0.02),
    ((-92, 92, -56, 56), 0.88, 0.40, 0.04),
    ((-26, 26), 0.74, 0.44, 0.05),
    ((0,), 0.62, 0.48, 0.07),
    ((-108, 108, -76, 76), 0.52, 0.24, 0.06),
)
Path = QPainterPath


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    form: str = "bloom",
    tones: str = "@petal",
    green: str = "@pad",
    metal: str = "@thread",
    shade: str = "@shade",
    foot: float = 0.5,
    tilt: float = 0.0,
    salt: int = 1,
) -> None:
    """form: 'bloom', 'bud' or 'pod' at the rectangle's top, as wide as it; its stem ends at `foot` of the lower edge."""
    p.setClipRect(rect)
    rng, foil, dark = art.rng(salt + 500), art.foil(metal, 3, 0.7), art.color(shade)
    wide = {"bloom": 2.16, "bud": 0.86, "pod": 1.56}[form]
    high = {"bloom": 1.42, "bud": 1.30, "pod": 0.92}[form]
    r = min(rect.width() / wide, rect.height() / high)
    top = QPointF(rect.center().x(), rect.top() + r * {"bloom": 1.06, "bud": 1.12, "pod": 0.84}[form])
    _stem(p, top, QPointF(rect.left() + foot * rect.width(), rect.bottom() + 4), r, art, green, foil, rng)
    p.translate(top)
    p.rotate(tilt + rng.uniform(-3, 3))
    p.scale(r, r)
    ramp = [art.color(tones, i) for i in range(3)]
    if form == "bloom":
        for turns, length, width, down in ROWS:
            for turn in turns:
                _petal(
                    p, turn + rng.uniform(-2.5, 2.5), length * rng.uniform(0.96, 1.03), width, down, ramp, foil, dark
                )
    elif form == "bud":
        for turn, length, width in (
            (-13, 1.0, 0.36),
            (13, 1.02, 0.36),
            (0, 1.1, 0.46),
            (-25, 0.62, 0.30),
            (24, 0.56, 0.28),
        ):
            _petal(p, turn, length, width, 0.02, ramp, foil, dark)
    else:
        _pod(p, art, green, foil, dark)


def _stem(
    p: QPainter, a: QPointF, b: QPointF, r: float, art: Art, green: str, foil: QBrush, rng: random.Random
) -> None:
    if b.y() - a.y() < 8:
        return
    sway = rng.uniform(-0.06, 0.06) * (b.y() - a.y())
    line = catmull([a.toTuple(), ((a.x() * 2 + b.x()) / 3 + sway, (a.y() * 2 + b.y()) / 3), b.toTuple()], 20)
    width = max(2.2, r * 0.030)
    body = ribbon(line, np.linspace(width, width * 1.25, len(line)))
    p.fillPath(body, art.color(green, 1))
    stroke(p, body, pen(foil, max(1.2, r * 0.010)))
    for _ in range(round((b.y() - a.y()) / 16)):
        x, y = line[rng.randrange(len(line))]
        fill_ellipse(
            p, float(x) + rng.uniform(-0.6, 0.6) * width, float(y) + rng.uniform(-4, 4), 1.1, 1.1, QBrush(foil)
        )


def _outline(length: float, width: float, lean: float) -> Path:
    path = Path(QPointF(-width * 0.10, 0))
    path.cubicTo(
        -width * 0.62, -length * 0.22, -width * 0.66 + lean, -length * 0.70, lean - width * 0.06, -length * 0.95
    )
    path.quadTo(lean * 1.15 - width * 0.01, -length * 0.985, lean * 1.3, -length * 1.02)
    path.quadTo(lean * 1.12 + width * 0.04, -length * 0.98, lean + width * 0.08, -length * 0.94)
    path.cubicTo(width * 0.66 + lean, -length * 0.68, width * 0.62, -length * 0.22, width * 0.10, 0)
    path.closeSubpath()
    return path


def _petal(
    p: QPainter, turn: float, length: float, width: float, down: float, ramp: list[QColor], foil: QBrush, dark: QColor
) -> None:
    """Dark silk lit towards its tip, a fan of fine threads, a couched outline."""
    p.save()
    p.translate(0, down)
    p.rotate(turn)
    lean = math.copysign(0.05, turn) * min(1.0, abs(turn) / 50) if turn else 0.0
    path = _outline(length, width, lean)
    p.fillPath(path.translated(0.008, 0.018), rgba(dark, 0.35))
    p.fillPath(path, lin(0, 0, lean, -length, (0, ramp[2]), (0.5, ramp[1]), (1, ramp[0])))
    p.save()
    p.setClipPath(path, Qt.ClipOperation.IntersectClip)
    p.fillPath(
        path, lin(-width / 2, 0, width / 2, 0, (0, rgba(ramp[0], 0.45)), (0.5, rgba(ramp[0], 0)), (1, rgba(dark, 0.35)))
    )
    n = 11 if width > 0.3 else 7
    for i in range(n):
        t = 2 * i / (n - 1) - 1
        vein = Path(QPointF(t * width * 0.06, -length * 0.03))
        tip = (t * width * 0.05 + lean, -length * (0.95 - 0.16 * t * t))
        vein.cubicTo(t * width * 0.44, -length * 0.26, t * width * 0.50 + lean, -length * 0.66, *tip)
        p.setOpacity(0.50)
        stroke(p, vein, pen(foil, 0.0045))
    p.setOpacity(0.8)
    inner = QTransform().translate(lean * 0.1, -length * 0.05).scale(0.86, 0.90).map(path)
    stroke(p, inner, pen(foil, 0.0050))
    p.restore()
    stroke(p, path, pen(foil, 0.0135))
    p.restore()


def _pod(p: QPainter, art: Art, green: str, foil: QBrush, dark: QColor) -> None:
    cup = smooth(
        [
            (-0.06, 0.0),
            (-0.20, -0.22),
            (-0.50, -0.46),
            (-0.56, -0.54),
            (0.0, -0.40),
            (0.56, -0.54),
            (0.50, -0.46),
            (0.20, -0.22),
            (0.06, 0.0),
        ]
    )
    p.fillPath(cup.translated(0.01, 0.02), rgba(dark, 0.4))
    p.fillPath(cup, lin(-0.5, 0, 0.5, 0, (0, art.color(green)), (1, art.color(green, 2))))
    for t in (-0.8, -0.5, -0.2, 0.1, 0.4, 0.7):
        rib = Path(QPointF(t * 0.07, -0.02))
        rib.quadTo(t * 0.28, -0.26, t * 0.56, -0.46)
        stroke(p, rib, pen(foil, 0.006))
    stroke(p, cup, pen(foil, 0.014))
    top = ellipse(0, -0.52, 0.57, 0.155)
    p.fillPath(top, lin(0, -0.68, 0, -0.36, (0, art.color(green, 1)), (1, art.color(green))))
    stroke(p, top, pen(foil, 0.014))
    for x, y in (
        (-0.36, -0.52),
        (-0.18, -0.59),
        (-0.14, -0.47),
        (0.05, -0.53),
        (0.22, -0.60),
        (0.24, -0.46),
        (0.41, -0.53),
    ):
        fill_ellipse(p, x, y, 0.062, 0.036, art.color(green, 2))
        stroke(p, ellipse(x, y, 0.062, 0.036), pen(foil, 0.010))


def draw_pad(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    green: str = "@pad",
    metal: str = "@thread",
    shade: str = "@shade",
    salt: int = 1,
) -> None:
    """A leaf afloat, seen aslant, with forking veins and ripples about it."""
    p.setClipRect(rect)
    rng, foil, dark = art.rng(salt + 550), art.foil(metal, 4, 0.7), art.color(shade)
    a, b = rect.width() / 2.5, rect.height() / 2.6
    p.translate(rect.center())
    for k in (1.10, 1.20):
        start = rng.uniform(0, 360)
        for span in (110, 70):
            arc, box = Path(), QRectF(-a * k, -b * k, 2 * a * k, 2 * b * k)
            arc.arcMoveTo(box, start)
            arc.arcTo(box, start, span)
            p.setOpacity(0.45)
            stroke(p, arc, pen(foil, 1.2))
            start += span + 50
    p.setOpacity(1)
    f = [rng.uniform(0, math.tau) for _ in range(2)]
    notch, edge = rng.uniform(-0.6, 0.6) - math.pi / 2, []
    for i in range(48):
        t = notch + 0.10 + (math.tau - 0.20) * i / 47
        k = 1 + 0.030 * math.sin(5 * t + f[0]) + 0.018 * math.sin(11 * t + f[1])
        edge.append((math.cos(t) * a * k, math.sin(t) * b * k))
    hub = (math.cos(notch) * a * 0.14, math.sin(notch) * b * 0.14)
    rim = smooth([hub, *edge])
    shadow(p, rim, 4, 9, 9, rgba(dark, 0.5))
    tones = [art.color(green, i) for i in range(3)]
    p.fillPath(rim, rad(*hub, a * 1.15, (0, tones[2]), (0.5, tones[1]), (1, tones[0])))
    for i in range(1, 47, 3):
        (ex, ey), bend = edge[i], rng.uniform(-0.05, 0.05)
        dx, dy = ex - hub[0], ey - hub[1]
        vein = Path(QPointF(hub[0] + dx * 0.06, hub[1] + dy * 0.06))
        mid = (hub[0] + dx * 0.6 - dy * bend, hub[1] + dy * 0.6 + dx * bend)
        vein.quadTo(*mid, hub[0] + dx * 0.95, hub[1] + dy * 0.95)
        p.setOpacity(0.8)
        stroke(p, vein, pen(foil, 1.3))
        p.setOpacity(0.5)
        for side in (-1, 1):
            fork, end = Path(QPointF(hub[0] + dx * 0.62, hub[1] + dy * 0.62)), edge[max(0, min(47, i + side))]
            fork.quadTo(
                hub[0] + dx * 0.8,
                hub[1] + dy * 0.8,
                hub[0] + (end[0] - hub[0]) * 0.95,
                hub[1] + (end[1] - hub[1]) * 0.95,
            )
            stroke(p, fork, pen(foil, 0.9))
    p.setOpacity(1)
    stroke(p, rim, pen(foil, 2.4))
    p.setOpacity(0.6)
    stroke(p, QTransform.fromScale(0.965, 0.955).map(rim), pen(foil, 0.9))


def draw_ring(p: QPainter, rect: QRectF, art: Art, *, metal: str = "@thread", glow: str = "@glow") -> None:
    """The moon: a pale disc in two thin rings of thread with beads between; in a long rectangle its sides run straight."""
    foil, light, (x, y) = art.foil(metal, 5, 0.7), art.color(glow), rect.center().toTuple()

    def ring(inset: float) -> Path:
        box, path = rect.adjusted(inset, inset, -inset, -inset), Path()
        r = min(box.width(), box.height()) / 2
        path.addRoundedRect(box, r, r)
        return path

    reach = max(rect.width(), rect.height()) * 0.6
    halo = ((0, rgba(light, 0.10)), (0.7, rgba(light, 0.06)), (1, rgba(light, 0.03)))
    p.fillPath(ring(5), rad(x, y - reach * 0.2, reach, *halo))
    stroke(p, ring(5), pen(foil, 3.0))
    stroke(p, ring(27), pen(foil, 1.4))
    beads = ring(16)
    count, turn = round(beads.length() / 27), art.rng(560).random()
    for i in range(count):
        at = beads.pointAtPercent((i + turn) / count % 1.0)
        fill_ellipse(p, at.x(), at.y(), 2.4, 2.4, QBrush(foil))


def draw_dragonfly(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    metal: str = "@thread",
    wing: str = "@glow",
    turn: float = -30.0,
    salt: int = 1,
) -> None:
    """Chuồn chuồn: four veined wings and a jointed tail."""
    size, rng = min(rect.width(), rect.height()) / 2.3, art.rng(salt + 570)
    foil = art.foil(metal, 6, 0.7)
    p.setClipRect(rect)
    p.translate(rect.center())
    p.rotate(turn + rng.uniform(-6, 6))
    p.scale(size, size)
    for side in (-1, 1):
        for angle, length in ((74, 0.98), (104, 0.92)):
            p.save()
            p.rotate(side * angle)
            path = Path(QPointF(0, -0.04))
            path.cubicTo(-0.14, -0.3, -0.15, -0.8, -0.02, -length)
            path.cubicTo(0.10, -length * 0.98, 0.12, -0.4, 0, -0.04)
            p.fillPath(path, rgba(art.color(wing), 0.35))
            for t in (-0.6, -0.1, 0.5):
                vein = Path(QPointF(0, -0.08))
                vein.quadTo(t * 0.14, -0.5, t * 0.09, -length * 0.92)
                p.setOpacity(0.6)
                stroke(p, vein, pen(foil, 0.010))
            p.setOpacity(1)
            stroke(p, path, pen(foil, 0.022))
            p.restore()
    tail = catmull([(0, 0.05), (0.02, 0.45), (-0.03, 0.98)], 14)
    p.fillPath(ribbon(tail, np.linspace(0.045, 0.022, len(tail))), QBrush(foil))
    for x, y, r in ((0, -0.06, 0.085), (0, 0.05, 0.06), (0, -0.19, 0.065)):
        fill_ellipse(p, x, y, r, r * 1.15, QBrush(foil))


def draw_weave(p: QPainter, rect: QRectF, art: Art, *, sheen: str = "@glow", strength: float = 0.09) -> None:
    """Silk's light: broad soft bands aslant, and slubs along the weft."""
    rng, light = art.rng(580), art.color(sheen)
    p.setClipRect(rect)
    for _ in range(4):
        x, w = rng.uniform(-0.2, 1.1) * rect.width() + rect.left(), rng.uniform(0.16, 0.34) * rect.width()
        lean = rect.height() * 0.30
        band = poly([(x, rect.top()), (x + w, rect.top()), (x + w - lean, rect.bottom()), (x - lean, rect.bottom())])
        run = (x - lean * 0.5, rect.center().y(), x - lean * 0.5 + w, rect.center().y() + w * lean / rect.height())
        a = rng.uniform(0.4, 1.0) * strength
        p.fillPath(band, lin(*run, (0, rgba(light, 0)), (0.5, rgba(light, a)), (1, rgba(light, 0))))
    for _ in range(round(rect.height() * rect.width() / 5200)):
        x, y, length = (
            rng.uniform(rect.left(), rect.right()),
            rng.uniform(rect.top(), rect.bottom()),
            rng.uniform(30, 190),
        )
        slub = Path(QPointF(x, y))
        slub.lineTo(x + length, y)
        tint = mix(light, "#000000", rng.choice((0.0, 0.85)))
        stroke(p, slub, pen(rgba(tint, rng.uniform(0.03, 0.10)), rng.uniform(0.6, 1.5)))


KINDS = {
    "dragonfly": draw_dragonfly,
    "jade_lotus": draw,
    "jade_pad": draw_pad,
    "moon_ring": draw_ring,
    "silk_weave": draw_weave,
}
