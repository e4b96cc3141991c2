"""The mice's wedding procession as a frieze in the manner of Đông Hồ prints: horn, banner, drum, groom, bride's palanquin."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from app.cards.art import Art
from app.cards.kit import poly
from app.cards.motifs.wedding_mice import MORE, TROOP, Figure
from app.cards.woodcut import Block, print_block

HEIGHT = 52.0  # units of a figure, its feet at 50
ENDS = 14.0  # units left free before and behind them


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    key: str = "@key",
    yellow: str = "@yellow",
    orange: str = "@orange",
    red: str = "@red",
    blue: str = "@indigo",
    white: str = "@white",
    band: str = "@band",
    edge: float = 0.15,
    flip: bool = False,
) -> None:
    """They walk to the right on a printed band. edge: its ornamental borders, each in heights of the rectangle."""
    border = edge * min(rect.height(), rect.width() * 0.2)
    k = min((rect.height() - 2.3 * border) / HEIGHT, rect.width() / (_length(TROOP) + ENDS))
    troop = _longer(rect.width() / k - ENDS)
    whole = _length(troop)
    gap = min(16.0, max(0.0, (rect.width() / k - whole - ENDS) / len(troop)))
    rng = art.rng(47)

    def paint(b: Block) -> None:
        _band(b, rect, border, (band, red, yellow, key))
        spare = rect.height() - 2 * border - HEIGHT * k
        b.p.translate(rect.center().x(), rect.bottom() - border - spare / 2 - HEIGHT * k + border * 0.1)
        b.p.scale(-k if flip else k, k)
        c = {"K": key, "Y": yellow, "O": orange, "R": red, "I": blue, "W": white}
        x = -(whole + gap * (len(troop) - 1)) / 2
        for figure, width in troop:
            b.p.save()
            b.p.translate(x, rng.uniform(-0.8, 0.8))
            figure(b, c, rng)
            b.p.restore()
            x += width + gap

    print_block(p, rect, art, (band, yellow, orange, red, blue, white, key), paint, salt=24, wear=0.75)


def _band(b: Block, rect: QRectF, border: float, inks: tuple[str, str, str, str]) -> None:
    """The strip they walk on, a row of pointed leaves along either side."""
    band, leaf, dot, key = inks
    b.p.fillRect(rect, b.tone(band))
    count = max(6, round(rect.width() / border / 0.95))
    step = rect.width() / count
    for y, up in ((rect.top(), 1), (rect.bottom(), -1)):
        strip = QRectF(rect.left(), min(y, y + up * border), rect.width(), border)
        b.p.fillRect(strip, b.tone(leaf))
        for i in range(count):
            x = rect.left() + (i + 0.5) * step
            tooth = [(x - step / 2, y + up * border), (x, y + up * border * 0.3), (x + step / 2, y + up * border)]
            b.cut(poly(tooth), band)
            b.dot(x, y + up * border * 0.7, border * 0.1, border * 0.1, key)
            if i < count - 1:
                b.dot(x + step / 2, y + up * border * 0.36, border * 0.11, border * 0.11, dot)
        b.line(
            [(rect.left(), y + up * border * 1.02), (rect.right(), y + up * border * 1.02)], border * 0.12, key, (1, 1)
        )


def _length(troop: tuple[Figure, ...]) -> float:
    return sum(width for _, width in troop)


def _longer(room: float) -> tuple[Figure, ...]:
    troop = TROOP
    for rear, front in MORE:
        if _length((rear, *troop, front)) > room - 6.0 * len(troop):
            break
        troop = (rear, *troop, front)
    return troop


KINDS = {"mouse_wedding": draw}
