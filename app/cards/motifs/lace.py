"""Paper lace: a doily's quarter for a corner, and double happiness in foil on a scalloped disc."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import ellipse, lin, pen, rad, rgba, shadow, stroke
from app.cards.motifs.song_hy import placed
from app.cards.papercut import figure

CLEAR = QPainter.CompositionMode.CompositionMode_Clear


def leaf(long: float, wide: float, bend: float = 0.0) -> QPainterPath:
    """A pointed leaf from the origin along x, its tip turned by `bend` of its length."""
    path = QPainterPath(QPointF(0, 0))
    path.cubicTo(long * 0.25, -wide, long * 0.75, -wide * 0.8 + bend * long * 0.6, long, bend * long)
    path.cubicTo(long * 0.75, wide * 0.8 + bend * long * 0.6, long * 0.25, wide, 0, 0)
    return path


def put(p: QPainter, path: QPainterPath, x: float, y: float, turn: float, fill: QBrush | QColor) -> None:
    """The path at (x, y), turned by degrees."""
    p.save()
    p.translate(x, y)
    p.rotate(turn)
    p.fillPath(path, fill)
    p.restore()


def _ring(
    p: QPainter, path: QPainterPath, r: float, count: int, fill: QBrush | QColor, turn: float = 0.0, phase: float = 0.0
) -> None:
    """Copies of the path about the origin at radius r, each pointing outwards (plus `turn` degrees)."""
    for i in range(count):
        a = (i + phase) * 360 / count
        p.save()
        p.rotate(a)
        p.translate(r, 0)
        p.rotate(turn)
        p.fillPath(path, fill)
        p.restore()


def _doily(p: QPainter, r: float, fill: QBrush | QColor, core: float = 0.0) -> None:
    """The disc with its scallops, then all its holes. core: the radius that stays whole, in parts of r."""
    p.fillPath(ellipse(0, 0, r * 0.93), fill)
    _ring(p, ellipse(0, 0, r * 0.07), r * 0.93, 40, fill)
    p.save()
    p.setCompositionMode(CLEAR)
    hole = QColor("black")
    _ring(p, ellipse(0, 0, r * 0.026), r * 0.945, 40, hole)
    _ring(p, leaf(r * 0.10, r * 0.030), r * 0.79, 40, hole, 0.0, 0.5)
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.setPen(pen(hole, r * 0.010))
    for part in (0.765, 0.575):
        for i in range(20):
            box = QRectF(-r * part, -r * part, 2 * r * part, 2 * r * part)
            p.drawArc(box, int((i * 18 + 1.6) * 16), int(14.8 * 16))
    for phase in (0.0, 0.5):
        _ring(p, leaf(r * 0.15, r * 0.034, 0.14), r * 0.60, 20, hole, 0.0, phase)
        _ring(p, ellipse(0, 0, r * 0.011), r * 0.72, 20, hole, 0.0, phase + 0.27)
    if core < 0.5:
        for i in range(10):
            p.save()
            p.rotate(i * 36)
            for side in (-1, 1):
                put(p, leaf(r * 0.24, r * 0.035, side * 0.13), r * 0.27, side * r * 0.030, side * 3, hole)
            put(p, leaf(r * 0.13, r * 0.012), r * 0.33, 0, 0, hole)
            p.rotate(18)
            put(p, leaf(r * 0.12, r * 0.04), r * 0.43, 0, 0, hole)
            p.restore()
        _ring(p, ellipse(0, 0, r * 0.016), r * 0.225, 20, hole)
        _ring(p, leaf(r * 0.11, r * 0.03), r * 0.07, 10, hole)
    p.restore()


def draw_corner(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    tones: str = "@lace",
    shade: str = "@shade",
    corner: str = "top_left",
) -> None:
    """A quarter of a doily; its centre lies in the named corner of the rectangle."""
    r = min(rect.width(), rect.height()) * 0.94
    x = rect.left() if "left" in corner else rect.right()
    y = rect.top() if "top" in corner else rect.bottom()
    turn = art.rng(3).uniform(-3, 3)

    def paint(q: QPainter) -> None:
        q.translate(x, y)
        q.rotate(turn)
        _doily(q, r, QBrush(rad(0, 0, r, (0, art.color(tones)), (1, art.color(tones, 1)))))

    p.setClipRect(rect)
    figure(
        p,
        QRectF(x - r * 1.1, y - r * 1.1, r * 2.2, r * 2.2) & rect,
        paint,
        art.color(tones, 2),
        art.color(shade),
        depth=0.7,
    )


def draw_seal(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    tones: str = "@lace",
    disc: str = "@seal",
    metal: str = "@foil",
    shade: str = "@shade",
) -> None:
    """A doily under a smaller disc that bears the double happiness in foil."""
    p.translate(rect.center())
    r, foil, dark = min(rect.width(), rect.height()) / 2 * 0.92, art.foil(metal, 2), art.color(shade)
    box, turn = QRectF(-r * 1.03, -r * 1.03, r * 2.06, r * 2.06), art.rng(4).uniform(0, 9)

    def paint(q: QPainter) -> None:
        q.rotate(turn)
        _doily(q, r, QBrush(lin(0, -r, 0, r, (0, art.color(tones)), (1, art.color(tones, 1)))), 0.55)

    figure(p, box, paint, art.color(tones, 2), dark, depth=0.8)
    inner = ellipse(0, 0, r * 0.55)
    shadow(p, inner, 0, r * 0.02, r * 0.03, rgba(dark, 0.55))
    p.fillPath(inner, rad(0, -r * 0.15, r * 0.62, (0, art.color(disc)), (1, art.color(disc, 1))))
    for part, width in ((0.54, 0.018), (0.505, 0.006)):
        stroke(p, ellipse(0, 0, r * part), pen(foil, r * width))
    sign = placed(0, 0, r * 0.72, 14)
    shadow(p, sign, 0, r * 0.012, r * 0.016, rgba(dark, 0.7))
    p.fillPath(sign.translated(r * 0.004, r * 0.007), rgba(dark, 0.9))
    p.fillPath(sign.translated(-r * 0.003, -r * 0.004), QColor("#fff3c4"))
    p.fillPath(sign, foil)


KINDS = {"lace_corner": draw_corner, "lace_seal": draw_seal}
