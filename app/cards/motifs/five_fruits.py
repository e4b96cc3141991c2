"""Mâm ngũ quả of the South in cut paper: custard apple, coconut, papaya, mango and figs on a footed tray."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import ellipse, lin, poly, rgba, smooth
from app.cards.motifs.tray_fruits import Paint, draw_coconut, draw_custard, draw_fig, draw_leaf, draw_mango, draw_papaya
from app.cards.papercut import figure

BOX = (600.0, 560.0)


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    custard: str = "@custard",
    coconut: str = "@coconut",
    papaya: str = "@papaya",
    mango: str = "@mango",
    fig: str = "@fig",
    leaf: str = "@leaf",
    tray: str = "@brass",
    rim: str = "@rim",
    shade: str = "@shade",
) -> None:
    """Each fruit has three papers: shaded, its own, lit. The tray stands on the rectangle's foot."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    k = min(rect.width() / BOX[0], rect.height() / BOX[1])
    p.translate(rect.center().x() - BOX[0] * k / 2, rect.bottom() - BOX[1] * k)
    p.scale(k, k)
    rng = art.rng(41)
    edge, dark = art.color(rim), art.color(shade)

    def tones(key: str) -> list[QColor]:
        return [QColor(tone) for tone in art.ramp(key)]

    def put(x: float, y: float, r: float, turn: float, paint: Paint, depth: float = 0.8) -> None:
        p.save()
        p.translate(x + rng.uniform(-5, 5), y + rng.uniform(-4, 4))
        p.rotate(turn + rng.uniform(-5, 5))
        figure(p, QRectF(-r, -r, 2 * r, 2 * r), paint, edge, dark, depth=depth)
        p.restore()

    green = tones(leaf)
    for x, y, turn in ((250, 190, -42), (352, 178, 34), (180, 250, -66), (428, 246, 62), (300, 150, -4)):
        put(x, y, 132, turn, lambda q: draw_leaf(q, green))
    yellow = tones(papaya)
    put(236, 226, 150, -13, lambda q: draw_papaya(q, yellow))
    put(364, 222, 150, 14, lambda q: draw_papaya(q, yellow))
    shell = tones(coconut)
    put(142, 322, 108, -8, lambda q: draw_coconut(q, shell))
    scaly = tones(custard)
    put(462, 324, 104, 6, lambda q: draw_custard(q, scaly))
    ripe = tones(mango)
    put(298, 316, 112, -24, lambda q: draw_mango(q, ripe))
    _tray(p, tones(tray), edge, dark)
    put(216, 372, 104, -8, lambda q: draw_mango(q, ripe))
    put(378, 372, 104, 196, lambda q: draw_mango(q, ripe))
    figs = tones(fig)
    for x, y in ((262, 400), (334, 402), (298, 384), (280, 414), (316, 416)):
        put(x, y, 46, rng.uniform(-30, 30), lambda q: draw_fig(q, figs), 0.5)


def _tray(p: QPainter, tones: list[QColor], edge: QColor, dark: QColor) -> None:
    """A footed brass tray, its bowl shallow, its foot turned."""

    def foot(q: QPainter) -> None:
        left = [(-26, 0), (-22, 26), (-34, 44), (-30, 60), (-74, 92), (-118, 104), (-118, 116)]
        shape = poly([(300 + x, 428 + y) for x, y in left] + [(300 - x, 428 + y) for x, y in reversed(left)])
        q.fillPath(shape, lin(182, 0, 418, 0, (0, tones[0]), (0.3, tones[2]), (0.55, tones[1]), (1, tones[0])))
        q.fillRect(QRectF(266, 470, 68, 6), tones[0])

    def bowl(q: QPainter) -> None:
        shape = QPainterPath(QPointF(66, 384))
        shape.cubicTo(96, 430, 190, 446, 300, 446)
        shape.cubicTo(410, 446, 504, 430, 534, 384)
        shape.closeSubpath()
        q.fillPath(shape, lin(66, 0, 534, 0, (0, tones[0]), (0.28, tones[2]), (0.5, tones[1]), (1, tones[0])))
        for i in range(15):
            x = 300 + (i - 7) * 31 * (1 - abs(i - 7) * 0.012)
            y = 418 - abs(i - 7) ** 2 * 0.42
            q.fillPath(smooth([(x, y - 11), (x + 9, y), (x, y + 11), (x - 9, y)]), rgba(tones[0], 0.65))
        q.fillPath(ellipse(300, 384, 240, 9), tones[2])

    figure(p, QRectF(150, 420, 300, 132), foot, edge, dark, depth=0.8)
    figure(p, QRectF(40, 366, 520, 92), bowl, edge, dark, depth=0.8)


KINDS = {"five_fruits": draw}
