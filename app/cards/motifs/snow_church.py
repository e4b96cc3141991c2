"""A country church under snow in cut paper: a tower with its spire and cross, a nave of lit lancets, drifts at its foot."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from app.cards.art import Art
from app.cards.kit import fill_ellipse, lin, mix, poly, rad, rgba
from app.cards.motifs.church_snow import draw_blanket, draw_drifts
from app.cards.motifs.church_windows import cross, lancet, rose
from app.cards.papercut import sheet

BOX = QRectF(0, 0, 400, 560)  # ground at y = 520


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    wall: str = "@church",
    roof: str = "@church_roof",
    light: str = "@window",
    snow: str = "@snow",
    metal: str = "@cross",
    shade: str = "@shade",
) -> None:
    """Fitted to the rectangle's foot. wall: lit, shaded; light: heart, middle, edge."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    size = min(rect.width() / BOX.width(), rect.height() / BOX.height())
    p.translate(rect.center().x() - BOX.center().x() * size, rect.bottom() - BOX.bottom() * size)
    p.scale(size, size)
    dark, lit, dim = art.color(shade), art.color(wall), art.color(wall, 1)
    white, cold = art.color(snow), art.color(snow, 1)
    rim = mix(lit, "#ffffff", 0.6)
    glow = [art.color(light, i) for i in range(3)]
    fill_ellipse(p, 200, 400, 200, 150, rad(200, 400, 200, (0, rgba(glow[1], 0.42)), (1, rgba(glow[1], 0))))
    sheet(
        p,
        poly([(160, 356), (366, 356), (366, 522), (160, 522)]),
        lin(160, 0, 366, 0, (0, mix(lit, dim, 0.5)), (1, dim)),
        rim,
        dark,
        depth=0.6,
    )
    for x in (214, 264, 314):
        lancet(p, QRectF(x - 13, 396, 26, 84), glow, dim)
    for x in (190, 239, 289, 340):
        buttress = poly([(x - 6, 522), (x - 6, 396), (x, 380), (x + 6, 396), (x + 6, 522)])
        p.fillPath(buttress, lin(x - 6, 0, x + 6, 0, (0, lit), (1, dim)))
    slope = poly([(146, 366), (384, 366), (352, 256), (166, 256)])
    sheet(
        p,
        slope,
        lin(0, 256, 0, 366, (0, art.color(roof)), (1, art.color(roof, 1))),
        mix(art.color(roof), "#ffffff", 0.4),
        dark,
        depth=0.7,
    )
    draw_blanket(
        p,
        [(158, 256), (356, 256), (381, 352)],
        [(356, 344), (330, 356), (306, 338), (280, 352), (252, 336), (226, 354), (200, 340), (176, 356), (152, 346)],
        white,
        cold,
        dark,
    )
    sheet(
        p,
        poly([(62, 236), (172, 236), (172, 524), (62, 524)]),
        lin(62, 0, 172, 0, (0, lit), (0.6, lit), (1, dim)),
        rim,
        dark,
        depth=0.8,
    )
    for y in (296, 388):
        band = QRectF(56, y, 122, 9)
        p.fillRect(band, lin(0, y, 0, y + 9, (0, rim), (1, dim)))
        p.fillRect(band.translated(0, -5).adjusted(2, 0, -2, -4), white)
    for x in (96, 138):
        lancet(p, QRectF(x - 12, 246, 24, 46), glow, dim)
    rose(p, 117, 346, 30, glow, dim)
    lancet(p, QRectF(88, 420, 58, 104), glow, dim, door=True)
    spire = poly([(48, 244), (186, 244), (117, 58)])
    sheet(
        p,
        spire,
        lin(
            48,
            0,
            186,
            0,
            (0, art.color(roof)),
            (0.5, art.color(roof)),
            (0.505, art.color(roof, 1)),
            (1, art.color(roof, 1)),
        ),
        mix(art.color(roof), "#ffffff", 0.45),
        dark,
        depth=0.8,
    )
    draw_blanket(
        p,
        [(117, 58), (186, 244)],
        [(172, 228), (158, 240), (142, 218), (126, 236), (110, 212), (92, 236), (74, 222), (60, 242), (48, 244)],
        white,
        cold,
        dark,
        fold=117,
    )
    cross(p, 117, 22, art.color(metal), dark)
    draw_drifts(p, white, cold, dark, glow[1])


KINDS = {"snow_church": draw}
