"""How the children of a lantern procession wear their hair: pigtails, a bob, a tuft, a cap, a bun."""

from PySide6.QtGui import QPainter

from app.cards.kit import ellipse, smooth


def oval(p: QPainter, x: float, y: float, rx: float, ry: float, turn: float = 0.0) -> None:
    """An ellipse turned about its middle, in the painter's brush."""
    p.save()
    p.translate(x, y)
    p.rotate(turn)
    p.drawPath(ellipse(0, 0, rx, ry))
    p.restore()


def draw_hair(p: QPainter, kind: str) -> None:
    """Round a head at (2, -84)."""
    if kind == "pigtails":
        oval(p, 0.5, -88, 14.2, 10.5, -8)
        for x, y, turn, dy in ((-13, -92, 38, 8), (-2, -100.5, 8, -1)):
            oval(p, x, y, 3.6, 3.4)
            oval(p, x - 5, y + dy, 4.6, 9.5, turn)
    elif kind == "bob":
        p.drawPath(
            smooth(
                [
                    (13, -90),
                    (6, -98),
                    (-5, -97),
                    (-13, -90),
                    (-14, -80),
                    (-13, -70),
                    (-6, -69),
                    (-2, -76),
                    (3, -86),
                    (10, -88),
                ]
            )
        )
        oval(p, -8, -98, 4.2, 2.8, -30)
        oval(p, -1, -100, 4.2, 2.8, 20)
    elif kind == "tuft":
        oval(p, 1, -88, 13, 9.4)
        p.drawPath(smooth([(-3, -95), (-6, -103), (-2, -108), (2, -104), (7, -107), (6, -100), (4, -95)]))
    elif kind == "drummer":
        oval(p, 0, -88.5, 14, 9, -6)
        p.drawPath(smooth([(10, -94), (22, -92), (21, -89), (10, -89)]))
    elif kind == "bun":
        oval(p, 0.5, -88.5, 13.8, 10)
        oval(p, -9, -98, 6.2, 6)
    else:
        for x, y in ((-7, -97), (8, -98)):
            oval(p, x, y, 5.6, 5.4)
        oval(p, 0.5, -88, 13.4, 9.6)
