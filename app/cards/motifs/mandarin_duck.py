"""A mandarin duck in gold line, the drake in his colours or the hen."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath

from app.cards.goldline import line
from app.cards.kit import Point, fill_ellipse, lin, rgba, smooth


def _curve(start: Point, *parts: tuple[Point, Point, Point], close: bool = False) -> QPainterPath:
    path = QPainterPath(QPointF(*start))
    for a, b, c in parts:
        path.cubicTo(*a, *b, *c)
    if close:
        path.closeSubpath()
    return path


def draw_duck(p: QPainter, foil: QBrush, shade: QColor, tones: list[QColor], male: bool) -> None:
    """Facing right, in a box of 250 by 168; afloat at y = 154."""
    pale, middle, deep, crest, sail, breast = tones
    if not male:
        crest, breast = middle, deep

    def part(
        path: QPainterPath, a: QColor, b: QColor, x0: float, y0: float, x1: float, y1: float, width: float = 1.7
    ) -> None:
        p.fillPath(path, lin(x0, y0, x1, y1, (0, a), (1, b)))
        line(p, path, foil, width, press=shade)

    def hair(path: QPainterPath, width: float = 0.9, opacity: float = 0.75) -> None:
        line(p, path, foil, width, opacity=opacity)

    tail = _curve((46, 104), ((26, 96), (8, 84), (-4, 64)), ((-8, 92), (8, 120), (44, 130)), close=True)
    part(tail, pale, deep if male else middle, 46, 110, 0, 70, 1.5)
    for k in (0.3, 0.6):
        hair(_curve((44 - 4 * k, 106 + 20 * k), ((26, 104 + 14 * k), (10, 92 + 10 * k), (0, 74 + 12 * k))))
    body = _curve(
        (166, 72), ((150, 88), (132, 90), (110, 90)), ((76, 88), (50, 94), (28, 112)), ((34, 138), (70, 153), (118, 153)),
        ((170, 153), (212, 140), (214, 104)), ((214, 88), (210, 78), (204, 70)), close=True,
    )  # fmt: skip
    part(body, pale, breast, 90, 100, 212, 128)
    if not male:  # the hen's spotted flank
        p.save()
        p.setClipPath(body, Qt.ClipOperation.IntersectClip)
        for i in range(34):
            x, y = 96 + (i % 9) * 13 + (i // 9) * 5, 128 + (i // 9) * 7 - (i % 9) * 2.2
            fill_ellipse(p, x, y, 3.1, 1.9, rgba(pale, 0.75))
        p.restore()
    wing = _curve((158, 100), ((138, 86), (84, 86), (24, 98)), ((52, 134), (126, 144), (158, 100)))
    part(wing, pale, middle, 150, 92, 40, 122, 1.5)
    p.save()
    p.setClipPath(wing, Qt.ClipOperation.IntersectClip)
    for row in range(3):
        for i in range(7):
            x, y = 144 - row * 30 - i * 8, 94 + i * 7 + row
            hair(_curve((x + 10, y - 6), ((x - 6, y - 6), (x - 16, y + 2), (x - 13, y + 9))), 0.9, 0.8)
    for i in range(5):
        hair(_curve((84 - 6 * i, 103 + 6 * i), ((66, 101 + 6 * i), (48, 99 + 5 * i), (24, 98 + 2 * i))))
    p.restore()
    if male:
        fan = _curve((86, 95), ((56, 82), (48, 48), (70, 20)), ((84, 46), (110, 60), (126, 94)), close=True)
        part(fan, sail, pale, 74, 22, 112, 96, 1.6)
        for k in (0.24, 0.5, 0.76):
            hair(_curve((86 + 38 * k, 94), ((76 + 22 * k, 76), (66 + 14 * k, 52), (70 + 3 * k, 24))))
        for k in (0, 7):
            hair(_curve((196 - k, 90 + k * 0.4), ((186 - k, 104), (184 - k, 122), (192 - k, 140))), 1.4, 0.95)
    head = _curve(
        (166, 78), ((154, 62), (157, 36), (179, 30)), ((200, 24), (218, 37), (217, 54)), ((216, 66), (206, 73), (206, 82)),
        ((196, 96), (174, 93), (166, 78)),
    )  # fmt: skip
    p.fillPath(head, lin(210, 36, 165, 90, (0, pale), (1, middle)))
    bill = _curve((215, 47), ((225, 47), (236, 52), (243, 57)), ((235, 63), (222, 62), (215, 59)), close=True)
    part(head, pale, middle, 210, 40, 165, 92)
    part(bill, sail if male else deep, sail if male else deep, 0, 0, 1, 1, 1.4)
    hair(_curve((217, 55), ((226, 55), (235, 56), (242, 57))))
    if male:
        top = _curve(
            (213, 40), ((203, 21), (175, 18), (158, 33)), ((144, 44), (136, 62), (116, 70)), ((140, 75), (160, 68), (170, 54)),
            ((180, 44), (197, 39), (213, 40)),
        )  # fmt: skip
        part(top, crest, deep, 205, 24, 120, 72, 1.5)
        hair(_curve((203, 33), ((184, 27), (162, 42), (132, 68))))
        hair(_curve((196, 36), ((178, 33), (164, 50), (146, 68))))
        for k in range(6):  # the ruff on its cheek
            quill = _curve((202 - 4 * k, 62 + k), ((190 - 3 * k, 72), (178 - 3 * k, 84), (184 - 6 * k, 100 - 4 * k)))
            line(p, quill, foil, 1.1, opacity=0.95)
    else:
        top = _curve((190, 28), ((172, 23), (152, 36), (136, 58)), ((150, 62), (160, 56), (168, 50)))
        part(top, middle, deep, 190, 30, 138, 60, 1.4)
        hair(_curve((178, 31), ((164, 35), (154, 46), (148, 55))), 1.2)
        line(p, _curve((200, 49), ((190, 52), (180, 62), (172, 76))), foil, 1.2, opacity=0.9)
    fill_ellipse(p, 203, 50, 3.3, 3.3, rgba(shade, 1))
    fill_ellipse(p, 204, 49, 1, 1, "#ffffff")
    hair(_curve((195, 51), ((199, 44), (207, 44), (211, 50)), ((206, 55), (199, 56), (195, 51))), 1.1, 0.9)
    for k in range(3):
        ring = smooth(
            [(40 - 12 * k, 156 + 5 * k), (90, 162 + 6 * k), (160, 162 + 6 * k), (212 + 8 * k, 155 + 5 * k)], False
        )
        hair(ring, 1.2, 0.8 - 0.2 * k)
