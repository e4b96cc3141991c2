"""One sheet printed on both sides that shows which edge a printer turns paper about, and by how much its sides miss each other.

Held against the light, a letter of the back appears in the ring of the front: A if the sheet was turned about its long
edge, B if about its short one. (Both read the same mirrored the way they are seen then.) Crosses of the front should
lie on those of the back; their ticks are millimetres.
"""

from collections.abc import Mapping

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPagedPaintDevice, QPainter, QPainterPath, QPen

from app.cards.export import MM_PER_INCH
from app.cards.fonts import Fonts
from app.cards.imposition import PAPERS, Sheet, Side
from app.cards.print_sheets import Sides, begun, layout_of

RING = 11.0  # mm: its radius
EDGE = 18.0  # from the paper's edges to the crosses
TICKS = 5  # millimetres on each arm of a cross
INK, BLUE = QColor("black"), QColor("#1b5fa8")
Words = Mapping[str, str]  # front, back (headings), top, and the lines of what to do: look, long, short, shift


def print_duplex_test(device: QPagedPaintDevice, paper: str, fonts: Fonts, words: Words, sides: Sides = "both") -> None:
    """Both sides of the test, or one of them for a printer that does not turn paper over itself."""
    width, height = PAPERS.get(paper, PAPERS["a4"])
    device.setPageLayout(layout_of(Sheet(width, height, Side()), paper if paper in PAPERS else "a4"))
    with begun(device) as p:
        for number, side in enumerate(("front", "back") if sides == "both" else (sides,)):
            if number:
                device.newPage()
            p.save()
            p.scale(device.logicalDpiX() / MM_PER_INCH, device.logicalDpiY() / MM_PER_INCH)
            paint_test(p, side == "front", width, height, fonts, words)
            p.restore()


def paint_test(p: QPainter, front: bool, width: float, height: float, fonts: Fonts, words: Words) -> None:
    """One side on a painter in millimetres."""
    p.setRenderHint(QPainter.RenderHint.Antialiasing)
    tint = INK if front else BLUE
    for x in (EDGE, width / 2, width - EDGE):
        for y in (EDGE, height - EDGE):
            _cross(p, QPointF(x, y), tint)
    ring = QPointF(width * 0.28, height * 0.36)
    _text(p, words["front" if front else "back"], QPointF(width / 2, EDGE + 16), 6, tint, fonts)
    if front:
        _arrow(p, QPointF(width / 2, EDGE + 24))
        _text(p, words["top"], QPointF(width / 2, EDGE + 33), 3.5, tint, fonts)
        p.setPen(QPen(INK, 0.5))
        p.drawEllipse(ring, RING, RING)
        _lines(p, [words[key] for key in ("look", "long", "short", "shift")], width, height * 0.68, fonts)
    else:
        _text(p, "A", QPointF(width - ring.x(), ring.y() + 4.3), 12, tint, fonts)
        _text(p, "B", QPointF(ring.x(), height - ring.y() + 4.3), 12, tint, fonts)


def _cross(p: QPainter, at: QPointF, tint: QColor) -> None:
    p.setPen(QPen(tint, 0.15))
    p.drawLine(QLineF(at.x() - TICKS, at.y(), at.x() + TICKS, at.y()))
    p.drawLine(QLineF(at.x(), at.y() - TICKS, at.x(), at.y() + TICKS))
    for step in range(-TICKS, TICKS + 1):
        p.drawLine(QLineF(at.x() + step, at.y() - 0.6, at.x() + step, at.y() + 0.6))
        p.drawLine(QLineF(at.x() - 0.6, at.y() + step, at.x() + 0.6, at.y() + step))


def _arrow(p: QPainter, tip: QPointF) -> None:
    """Towards the upper edge."""
    path = QPainterPath(tip)
    for x, y in ((-3, 4), (3, 4)):
        path.lineTo(tip + QPointF(x, y))
    p.fillPath(path, INK)


def _lines(p: QPainter, lines: list[str], width: float, y: float, fonts: Fonts) -> None:
    for number, line in enumerate(lines):
        _text(p, line, QPointF(width / 2, y + 8 * number), 4, INK, fonts, widest=width - 2 * EDGE)


def _text(
    p: QPainter, text: str, middle: QPointF, size: float, tint: QColor, fonts: Fonts, widest: float = 0.0
) -> None:
    """As outlines, its baseline's middle given; letters a few millimetres high can not be asked of a font in pixels."""
    path = QPainterPath()
    path.addText(0, 0, fonts.font("ui", 100), text)
    box: QRectF = path.boundingRect()
    factor = min(size / 100, widest / box.width()) if widest else size / 100
    p.save()
    p.translate(middle.x() - box.center().x() * factor, middle.y())
    p.scale(factor, factor)
    p.setPen(Qt.PenStyle.NoPen)
    p.fillPath(path, tint)
    p.restore()
