"""How letters are made: foil, gradient letters on a pale outline, plain ink; and the small ornaments of type."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPainterPath, QPainterPathStroker

from app.cards.art import Art
from app.cards.kit import lin, pen, rgba, shadow, stroke


def foil_letters(p: QPainter, path: QPainterPath, metal: QBrush, halo: QColor, px: float) -> None:
    """Embossed foil: a soft halo that sets it off the ground, a dark foot, a lit shoulder, the metal."""
    u = max(0.35, min(1.3, px / 120))
    shadow(p, path, 0, 3 * u, 9 * u, rgba(halo, 0.62))
    shadow(p, path, 0, 2 * u, 2.4 * u, rgba(halo, 0.62))
    p.fillPath(path.translated(1.0 * u, 1.5 * u), QColor(halo).darker(115))
    p.fillPath(path.translated(-0.6 * u, -0.9 * u), QColor("#fff6d2"))
    p.fillPath(path, metal)


def fine_foil_letters(p: QPainter, path: QPainterPath, metal: QBrush, edge: QColor, px: float) -> None:
    """Foil on pale paper: pressed, not raised; a hair of light under it and a thin dark edge."""
    u = max(0.35, min(1.3, px / 150))
    shadow(p, path, 0, 3 * u, 4 * u, rgba(edge, 0.28))
    p.fillPath(path.translated(-0.7 * u, -0.9 * u), rgba("#ffffff", 0.9))
    p.fillPath(path.translated(0.8 * u, 1.1 * u), edge)
    p.fillPath(path, metal)


def sticker_letters(
    p: QPainter, path: QPainterPath, tones: tuple[str, ...], edge: QColor, shade: QColor, px: float
) -> None:
    """Gradient letters on a thick pale outline with a soft shadow."""
    u, box = px / 118, path.boundingRect()
    pen_ = QPainterPathStroker()
    pen_.setWidth(20 * u)
    pen_.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    plate = pen_.createStroke(path)
    plate.addPath(path)
    plate.setFillRule(Qt.FillRule.WindingFill)
    shadow(p, plate, 0, 8 * u, 10 * u, rgba(shade, 0.40))
    p.fillPath(plate, edge)
    blend = QLinearGradient(box.left(), box.top(), box.right(), box.top() + box.height() * 0.35)
    for i, tone in enumerate(tones):
        blend.setColorAt(i / max(1, len(tones) - 1), tone)
    p.fillPath(path, QBrush(blend))


def ornament(p: QPainter, x: float, y: float, metal: QBrush) -> None:
    """A rule broken by a diamond, 340 units wide."""
    for side in (-1, 1):
        rule = QPainterPath(QPointF(x + side * 26, y))
        rule.lineTo(x + side * 170, y)
        stroke(p, rule, pen(metal, 2))
    diamond = QPainterPath(QPointF(x, y - 9))
    for dx, dy in ((9, 0), (0, 9), (-9, 0)):
        diamond.lineTo(x + dx, y + dy)
    diamond.closeSubpath()
    p.fillPath(diamond, metal)


def pill(p: QPainter, rect: QRectF, metal: QBrush, shade: QColor) -> None:
    """A foil label with round ends."""
    label, r = QPainterPath(), min(rect.height() / 2, 36)
    label.addRoundedRect(rect, r, r)
    shadow(p, label, 0, 5, 7, rgba(shade, 0.30))
    p.fillPath(label, metal)
    p.fillPath(
        label,
        lin(
            0,
            rect.top(),
            0,
            rect.bottom(),
            (0, rgba("#ffffff", 0.30)),
            (0.5, rgba("#ffffff", 0.12)),
            (1, rgba("#ffffff", 0)),
        ),
    )
    stroke(p, label, pen(rgba("#ffffff", 0.75), 2))


def draw_title(
    p: QPainter,
    first: QPainterPath,
    rest: QPainterPath,
    px: float,
    art: Art,
    *,
    finish: str,
    color: str,
    edge: str,
    first_color: str,
) -> None:
    """Both parts of a title in its style's finish; `first` is set apart in plain ink."""
    if not first.isEmpty():
        p.fillPath(first.translated(0, 3), rgba(art.color(edge), 0.9))
        p.fillPath(first, art.color(first_color))
    if finish == "sticker":
        sticker_letters(p, rest, art.ramp(color), art.color(edge), art.color("@shade"), px)
    else:
        draw_letters(p, rest, px, art, finish=finish, color=color, edge=edge)


def draw_letters(
    p: QPainter, path: QPainterPath, px: float, art: Art, *, finish: str, color: str, edge: str
) -> None:
    """A text in one of the finishes that any text may take; colours are '@key' or '#rrggbb'."""
    ink = art.color(color)
    if finish == "foil":
        foil_letters(p, path, art.foil(color, 5), art.color(edge), px)
    elif finish == "fine_foil":
        fine_foil_letters(p, path, art.foil(color, 5), art.color(edge), px)
    elif finish == "shadow":
        shadow(p, path, 0, px * 0.045, max(1.0, px * 0.07), rgba("#000000" if _pale(ink) else "#ffffff", 0.55))
        p.fillPath(path, ink)
    elif finish == "outline":
        stroke(p, path, pen("#241a12" if _pale(ink) else "#ffffff", px * 0.13))
        p.fillPath(path, ink)
    else:
        p.fillPath(path, ink)


def _pale(color: QColor) -> bool:
    """Whether a colour is light to the eye."""
    return 0.2126 * color.redF() + 0.7152 * color.greenF() + 0.0722 * color.blueF() > 0.5
