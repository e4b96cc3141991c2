"""Mother's yard in watercolour: a tiled gate left ajar under bougainvillea, and the washing drying in the sun."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPainterPath

from app.cards.art import Art
from app.cards.motifs.bougainvillea import spill
from app.cards.motifs.clothes_line import line
from app.cards.motifs.gate_doors import Gate, doors, opening
from app.cards.motifs.gate_roof import pillars, roof
from app.cards.motifs.gate_yard import cast, draw_pot, draw_wall, earth, fallen
from app.cards.pigment import Sheet, pencil


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    gate: float = 0.77,
    bloom: str = "@bloom",
    green: str = "@green",
    wall: str = "@wall",
    wood: str = "@wood",
    tile: str = "@tile",
    cloth: str = "@cloth",
    sun: str = "@sun",
    shade: str = "@cool",
    line_tone: str = "@pencil",
) -> None:
    """gate: where it stands in the rectangle's width. Ramps run from light to deep; cloth holds pairs; sun: light, earth."""
    height = min(rect.height() * 0.80, rect.width() * 0.60)
    place = Gate(rect.left() + rect.width() * gate, rect.bottom() - height * 0.085, height)
    rng, sheet = art.rng(13), Sheet(rect, art.scale, art.seed + 3)
    cool, tones = art.color(shade).name(), art.ramp(cloth)
    earth(sheet, rect, place, art.ramp(sun), cool)
    draw_wall(sheet, rect, place, art.ramp(wall), cool)
    opening(sheet, place, art.ramp(green), art.ramp(sun), rng)
    doors(sheet, place, art.ramp(wood), cool)
    pillars(sheet, place, art.ramp(wall), cool)
    roof(sheet, place, art.ramp(tile), cool, rng)
    draw_pot(sheet, place, art.ramp(tile), art.ramp(green), rng)
    end, start = place.at(-0.235, 0.555), (rect.left() - 0.02 * rect.width(), place.ground - 0.535 * height)
    pairs = [(tones[i], tones[i + 1]) for i in range(0, len(tones), 2)]
    boxes = line(sheet, start, end, height, pairs, cool, art.color(line_tone).name(), rng)
    cast(sheet, place, boxes, cool)
    spine = [
        place.at(*q)
        for q in (
            (0.56, 0.40),
            (0.42, 0.65),
            (0.20, 0.79),
            (-0.06, 0.855),
            (-0.26, 0.785),
            (-0.36, 0.64),
            (-0.385, 0.49),
        )
    ]
    widths = [height * v for v in (0.10, 0.14, 0.16, 0.145, 0.13, 0.095, 0.05)]
    spill(sheet, spine, widths, height * 0.036, art.ramp(bloom), art.ramp(green), rng, 168)
    fallen(sheet, rect, place, art.ramp(bloom), cool, rng)
    sheet.commit(p)
    p.setClipRect(rect)
    outline = QPainterPath()
    for part in (place.box(-0.27, 0.0, -0.18, 0.60), place.box(0.18, 0.0, 0.27, 0.60)):
        outline.addPath(part)
    pencil(p, outline, art.color(line_tone), height * 0.0022, rng, 0.35)


KINDS = {"garden_gate": draw}
