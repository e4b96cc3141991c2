"""An iron bridge of trusses on stone piers, dark against the night."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import fill_ellipse, lin, mix, pen, poly, rad, rgba, stroke


def draw_bridge(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    steel: str = "@steel",
    stone: str = "@pier",
    light: str = "@lit",
    span: float = 300.0,
    start: float = 0.5,
) -> None:
    """An iron cantilever bridge on stone piers across the whole rectangle; `start`: where the first pier stands, in spans."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    h = rect.height()
    deck, k = rect.top() + h * 0.62, h / 200
    metal, shine = art.color(steel), art.color(steel, 1)
    first = rect.left() - span * (1 - start)
    piers = [first + span * i for i in range(int(rect.width() / span) + 4)]
    for x in piers:
        body = poly(
            [
                (x - 15 * k, deck + 6 * k),
                (x + 15 * k, deck + 6 * k),
                (x + 21 * k, rect.bottom() + 4),
                (x - 21 * k, rect.bottom() + 4),
            ]
        )
        lit, dim = art.color(stone), art.color(stone, 1)
        p.fillPath(body, lin(0, deck, 0, rect.bottom(), (0, lit), (0.55, dim), (1, rgba(dim, 0))))
        p.fillRect(
            QRectF(x - 15 * k, deck + 8 * k, 7 * k, 40 * k),
            lin(0, deck, 0, deck + 48 * k, (0, rgba(lit, 0.8)), (1, rgba(lit, 0))),
        )
        p.fillRect(QRectF(x - 20 * k, deck + 5 * k, 40 * k, 8 * k), art.color(stone))
    chords, web, panels = QPainterPath(), QPainterPath(), 16

    def top(i: int) -> float:
        u = abs(((i / panels) + 0.5) % 1.0 - 0.5) * 2  # 0 over a pier, 1 in mid-span
        return deck - k * (26 + 88 * max(0.0, 1 - u / 0.62) ** 1.15)

    count = panels * (len(piers) - 1)
    xs = [piers[0] + span * i / panels for i in range(count + 1)]
    for i in range(count):
        ax, bx, ay, by = xs[i], xs[i + 1], top(i), top(i + 1)
        chords.moveTo(ax, ay)
        chords.lineTo(bx, by)
        for line in (((ax, ay), (ax, deck)), ((ax, deck), (bx, by)), ((ax, ay), (bx, deck))):
            web.moveTo(*line[0])
            web.lineTo(*line[1])
    stroke(p, web, pen(metal, 2.0 * k))
    stroke(p, chords, pen(metal, 5.2 * k))
    stroke(p, chords.translated(-0.4 * k, -1.4 * k), pen(rgba(shine, 0.8), 1.3 * k))
    p.setPen(Qt.PenStyle.NoPen)
    p.fillRect(QRectF(rect.left(), deck - 3 * k, rect.width(), 12 * k), metal)
    p.fillRect(QRectF(rect.left(), deck - 3 * k, rect.width(), 1.8 * k), rgba(shine, 0.9))
    warm = art.color(light)
    for i in range(0, count, 2):
        x = xs[i]
        fill_ellipse(
            p,
            x,
            deck - 10 * k,
            17 * k,
            17 * k,
            rad(x, deck - 10 * k, 17 * k, (0, rgba(warm, 0.75)), (0.25, rgba(warm, 0.25)), (1, rgba(warm, 0))),
        )
        fill_ellipse(p, x, deck - 10 * k, 2.6 * k, 2.6 * k, mix(warm, "#ffffff", 0.6))


KINDS = {"iron_bridge": draw_bridge}
