"""A mouse on two legs in the manner of Đông Hồ prints, feet at 50; the pole that one may carry."""

from app.cards.kit import Point, smooth
from app.cards.motifs.zodiac_cuts import limb
from app.cards.woodcut import Block

LINE = 0.95
Inks = dict[str, str]


def mouse(
    b: Block,
    c: Inks,
    x: float,
    robe: str,
    hands: tuple[Point, ...] = (),
    *,
    coat: str = "W",
    hat: str = "",
    lean: float = 0.0,
) -> None:
    """One mouse upright, facing right, its feet at x; hands: what its arms reach for, from its own middle."""
    key = c["K"]
    b.p.save()
    b.p.translate(x, 0)
    b.stroke(smooth([(-5, 43), (-11, 46), (-14, 41), (-12, 36)], False), LINE * 1.15, key)
    for dx, foot in ((-2.6, -3.6), (2.8, 4.6)):
        b.cut(limb([(dx, 41), (foot, 47.6)], [2.2, 1.6]), c["W"], key, LINE * 0.8)
        b.line([(foot - 2, 49.2), (foot + 3.6, 49.2)], 2.2, key, (0.8, 0.7))
    b.p.translate(0, 43)
    b.p.rotate(lean)
    b.p.translate(0, -43)
    trim = c["Y"] if robe != "Y" else c["R"]
    b.cut(
        smooth([(-3.4, 26), (3.4, 26), (5.8, 34), (7.2, 43.6), (0, 44.6), (-7.2, 43.6), (-6, 34)]), c[robe], key, LINE
    )
    b.line([(-6.8, 41), (0, 42.2), (6.8, 41)], 1.5, trim, (0.9, 0.9))
    b.line([(-5.4, 34.4), (0, 35.6), (5.4, 34.4)], LINE * 1.3, key, (0.9, 0.9))
    b.line([(1, 27), (2.4, 34)], LINE * 0.7, key, (0.5, 0.2))
    face = [
        (-5, 21.6),
        (-2.4, 16.6),
        (3.4, 16),
        (7.6, 19),
        (13.4, 23.2),
        (12.6, 24.8),
        (7, 26),
        (0, 27.4),
        (-4.2, 25.6),
    ]
    b.cut(smooth(face), c[coat], key, LINE)
    b.dot(13, 23.8, 1.1, 1.1, key)
    dark = key if coat != "I" else c["W"]
    for dy in (-1.2, 1.6):
        b.line([(9.6, 23.8), (14.4, 25.4 + dy)], LINE * 0.45, key, (0.9, 0.3))
    b.dot(5.2, 20.2, 1.5, 1.35, c["W"], key, LINE * 0.55)
    b.dot(5.6, 20.3, 0.75, 0.75, key)
    b.line([(11, 25), (8.2, 24.6), (7, 23.4)], LINE * 0.55, dark, (0.4, 0.1))
    b.dot(-2.4, 16.6, 3.7, 3.9, c["O"], key, LINE)
    b.dot(-2, 17, 1.7, 1.9, c["R"])
    if hat:
        b.cut(smooth([(-1.4, 15.6), (0.4, 10.6), (4, 9.4), (7.2, 12), (8, 16.6), (3, 15.6)]), c[hat], key, LINE * 0.9)
        b.line([(-1.6, 16), (3.4, 15.4), (8.6, 17)], 1.6, key, (0.7, 0.7))
    for hx, hy in hands:
        elbow = (hx * 0.45 + 0.8, max(31.0, hy * 0.5 + 17))
        b.cut(limb([(0.6, 29), elbow, (hx, hy)], [2.5, 2.1, 1.5]), c[robe], key, LINE * 0.8)
        b.dot(hx, hy, 1.5, 1.5, c[coat], key, LINE * 0.7)
    b.p.restore()


def pole(b: Block, c: Inks, x0: float, y0: float, x1: float, y1: float, width: float = 1.7) -> None:
    b.line([(x0, y0), (x1, y1)], width, c["K"], (0.95, 0.95))
