"""The tiled roof of a Northern house in cut paper, its ridge and its gable caps."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import lin, mix, pen, poly, rgba, shadow, stroke
from app.cards.papercut import sheet

BOX = QRectF(0, 0, 940, 560)  # ground at y = 520
RIDGE, EAVE, ROWS, TILES = 84.0, 300.0, 9, 46


def _edge(y: float) -> tuple[float, float]:
    """The roof's left and right border at a height: hipped, hollow, its corners swept out."""
    t = (y - RIDGE) / (EAVE - RIDGE)
    out = 26 + 126 * (1 - t) ** 1.25
    return out, BOX.width() - out


def draw_roof(p: QPainter, art: Art, roof: str, dark: QColor) -> None:
    light, mid, deep, cap = (art.color(roof, i) for i in range(4))
    left = [_edge(RIDGE + (EAVE - RIDGE) * i / 16) for i in range(17)]
    ys = [RIDGE + (EAVE - RIDGE) * i / 16 for i in range(17)]
    tips = [(10.0, EAVE - 4), (60.0, EAVE + 13), (470.0, EAVE + 17), (880.0, EAVE + 13), (930.0, EAVE - 4)]
    outline = QPainterPath(QPointF(left[0][0], RIDGE))
    for (_, x), y in zip(left, ys, strict=True):
        outline.lineTo(x, y)
    outline.quadTo(QPointF(928, EAVE - 2), QPointF(*tips[4]))
    outline.quadTo(QPointF(916, EAVE + 14), QPointF(*tips[3]))
    outline.lineTo(*tips[1])
    outline.quadTo(QPointF(24, EAVE + 14), QPointF(*tips[0]))
    for (x, _), y in zip(reversed(left), reversed(ys), strict=True):
        outline.lineTo(x, y)
    outline.closeSubpath()
    sheet(p, outline, lin(0, RIDGE, 0, EAVE + 16, (0, mid), (1, deep)), light, dark, depth=1.0, strength=0.7)
    p.save()
    p.setClipPath(outline, Qt.ClipOperation.IntersectClip)
    rng, step = art.rng(33), (EAVE + 16 - RIDGE) / ROWS
    for row in range(ROWS - 1, -1, -1):
        foot, width = RIDGE + step * (row + 1), BOX.width() / TILES
        strip = QPainterPath(QPointF(-20, RIDGE - 20))
        strip.lineTo(-20, foot - 6)
        start = -width * (1 + row % 2 / 2)
        for i in range(TILES + 3):
            x = start + i * width
            strip.cubicTo(x, foot + 3, x + width * 0.35, foot + 3, x + width / 2, foot + 5)
            strip.cubicTo(x + width * 0.65, foot + 3, x + width, foot + 3, x + width, foot - 6)
        strip.lineTo(BOX.width() + 40, RIDGE - 20)
        shadow(p, strip, 0, 3.2, 3.0, rgba(dark, 0.55))
        t = row / (ROWS - 1)
        tone = mix(light, mid, 0.25 + 0.5 * t)
        p.fillPath(
            strip,
            lin(0, foot - step, 0, foot + 6, (0, mix(tone, deep, 0.45)), (0.75, tone), (1, mix(tone, light, 0.6))),
        )
        for i in range(TILES + 3):
            if rng.random() < 0.34:
                tint = light if rng.random() < 0.55 else deep
                p.fillRect(QRectF(start + i * width, foot - step, width, step - 2), rgba(tint, rng.uniform(0.06, 0.26)))
        stroke(p, _joints(start, width, foot, step), pen(rgba(deep, 0.5), 1.2))
    p.restore()
    _cap(p, cap, mix(cap, "#ffffff", 0.35), dark)


def _joints(start: float, width: float, foot: float, step: float) -> QPainterPath:
    path = QPainterPath()
    for i in range(TILES + 3):
        path.moveTo(start + i * width, foot - step + 4)
        path.lineTo(start + i * width, foot - 7)
    return path


def _cap(p: QPainter, tone: QColor, rim: QColor, dark: QColor) -> None:
    """The ridge: a beam with a row of lozenges between curled ends."""
    x0, x1 = _edge(RIDGE)
    beam = QPainterPath(QPointF(x0 - 6, RIDGE + 12))
    beam.cubicTo(x0 - 22, RIDGE + 4, x0 - 30, RIDGE - 22, x0 - 20, RIDGE - 40)
    beam.cubicTo(x0 - 14, RIDGE - 22, x0, RIDGE - 16, x0 + 26, RIDGE - 16)
    beam.lineTo(x1 - 26, RIDGE - 16)
    beam.cubicTo(x1, RIDGE - 16, x1 + 14, RIDGE - 22, x1 + 20, RIDGE - 40)
    beam.cubicTo(x1 + 30, RIDGE - 22, x1 + 22, RIDGE + 4, x1 + 6, RIDGE + 12)
    beam.closeSubpath()
    sheet(p, beam, lin(0, RIDGE - 20, 0, RIDGE + 12, (0, tone), (1, mix(tone, dark, 0.4))), rim, dark, depth=0.5)
    count = 26
    for i in range(count):
        x, y = x0 + 36 + (x1 - x0 - 72) * i / (count - 1), RIDGE - 2
        p.fillPath(poly([(x - 7, y), (x, y - 6), (x + 7, y), (x, y + 6)]), mix(tone, dark, 0.55))
