"""Bold geometry in two inks: a fading disc, rings in a corner, a panel with a checked edge, small signs in the air."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import ellipse, poly
from app.cards.riso import DARK, PAPER, A, B, fade, over, printed

INKS = {"a": A, "b": B, "dark": DARK}


def draw_disc(p: QPainter, rect: QRectF, art: Art, *, solid: bool = False, plate: str = "a") -> None:
    """A disc in the rectangle, overprinted: solid, or a screen of dots that thins out downwards."""
    r = min(rect.width(), rect.height()) / 2 - 4

    def paint(q: QPainter) -> None:
        x, y = rect.center().toTuple()
        steps = [
            (t, *((d, 0.0) if plate == "a" else (0.0, d))) for t, d in ((0, 0.74), (0.4, 0.46), (0.8, 0.20), (1, 0.12))
        ]
        shade = INKS[plate] if solid else fade(0, y - r, 0, y + r, *steps, grain=False)
        over(q, ellipse(x, y, r), shade)

    printed(p, rect, art, paint, knock=False)


def draw_rings(
    p: QPainter, rect: QRectF, art: Art, *, corner: str = "top_right", rings: int = 4, plate: str = "b"
) -> None:
    """Quarter rings about a corner of the rectangle."""
    x = rect.right() if corner.endswith("right") else rect.left()
    y = rect.top() if corner.startswith("top") else rect.bottom()
    reach = min(rect.width(), rect.height()) - 5

    def paint(q: QPainter) -> None:
        for i in range(rings):
            q.fillPath(ellipse(x, y, reach * (1 - i / rings)), PAPER if i % 2 else INKS[plate])

    printed(p, rect, art, paint, knock=False)


def draw_panel(
    p: QPainter, rect: QRectF, art: Art, *, plate: str = "b", side: str = "top", square: float = 22.0
) -> None:
    """A solid panel with a row of paper squares along one side ('top' or 'left')."""

    def paint(q: QPainter) -> None:
        q.fillRect(rect, INKS[plate])
        length = rect.width() if side == "top" else rect.height()
        count = max(1, round(length / (square * 2)))
        for i in range(count):
            at = (i + 0.5) * length / count - square / 2
            x, y = (at, square * 0.62) if side == "top" else (square * 0.62, at)
            q.fillRect(QRectF(rect.left() + x, rect.top() + y, square, square), PAPER)

    printed(p, rect, art, paint)


def draw_signs(p: QPainter, rect: QRectF, art: Art, *, count: int = 8, size: float = 34.0, salt: int = 1) -> None:
    """Crosses, rings, zigzags and the like on a loose grid, clear of the calm zones."""
    rng = art.rng(60 + salt)
    columns = max(1, round(math.sqrt(count * rect.width() / rect.height())))
    rows = math.ceil(count / columns)
    cells = [(i, j) for i in range(columns) for j in range(rows)]
    rng.shuffle(cells)

    def paint(q: QPainter) -> None:
        for n, (i, j) in enumerate(cells[:count]):
            x = rect.left() + (i + rng.uniform(0.25, 0.75)) * rect.width() / columns
            y = rect.top() + (j + rng.uniform(0.25, 0.75)) * rect.height() / rows
            sign, turn = _sign(n % 6, size), rng.uniform(-40, 40)
            if art.free(x, y, size * 1.6, rect):
                q.save()
                q.translate(x, y)
                q.rotate(turn)
                over(q, sign, (B, DARK)[n % 2])
                q.restore()

    printed(p, rect, art, paint, knock=False)


def _sign(kind: int, s: float) -> QPainterPath:
    path = QPainterPath()
    if kind == 0:
        path.addRect(QRectF(-s * 0.6, -s * 0.17, s * 1.2, s * 0.34))
        path.addRect(QRectF(-s * 0.17, -s * 0.6, s * 0.34, s * 1.2))
        path.setFillRule(Qt.FillRule.WindingFill)
    elif kind == 1:
        path.addEllipse(QPointF(0, 0), s * 0.55, s * 0.55)
        path.addEllipse(QPointF(0, 0), s * 0.26, s * 0.26)
    elif kind == 2:
        return poly([(-s * 0.6, s / 2), (s * 0.6, s / 2), (0, -s * 0.6)])
    elif kind == 3:
        top = [(-s * 1.3 + i * s * 0.43, -s * 0.42 if i % 2 else s * 0.12) for i in range(7)]
        return poly([*top, *((x, y + s * 0.30) for x, y in reversed(top))])
    elif kind == 4:
        path.arcTo(QRectF(-s * 0.65, -s * 0.65, s * 1.3, s * 1.3), 0, 180)
        path.closeSubpath()
    else:
        path.addEllipse(QPointF(0, 0), s * 0.36, s * 0.36)
    return path


KINDS = {"riso_disc": draw_disc, "riso_panel": draw_panel, "riso_rings": draw_rings, "riso_signs": draw_signs}
