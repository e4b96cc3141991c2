"""A round white vase of roses, gerberas and baby's breath, in soft light from the left."""

from functools import partial

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import device_scale, ellipse, fill_ellipse, lin, mix, pen, rad, rgba, shadow
from app.cards.motifs.vase_blooms import draw_gerbera, draw_rose, flower_sprite
from app.cards.motifs.vase_leaves import breath, foliage, leaves_over_rim
from app.cards.sprites import stamp

BOX = QRectF(0, 0, 400, 604)  # the vase's foot at y = 532
# Where flowers stand, back to front: kind, x, y, size, turn
SPOTS = (
    ("gerbera", 108, 122, 0.80, -24), ("rose", 288, 116, 0.86, 20), ("rose", 198, 84, 0.84, 0), ("gerbera", 330, 194, 0.76, 34),
    ("rose", 76, 214, 0.86, -30), ("gerbera", 236, 168, 0.98, 8), ("rose", 148, 196, 1.06, -10), ("rose", 292, 246, 0.98, 24),
    ("gerbera", 104, 286, 0.78, -34), ("rose", 204, 264, 1.12, 2),
)  # fmt: skip


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    rose: str = "@rose",
    gerbera: str = "@gerbera",
    small: str = "@small",
    leaf: str = "@leaf",
    vase: str = "@vase",
    shade: str = "@shade",
) -> None:
    """Stands at the rectangle's foot. rose, gerbera: light, mid, dark; leaf: light, mid, dark; vase: light, mid, dark."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    size = min(rect.width() / BOX.width(), rect.height() / BOX.height())
    p.translate(rect.center().x() - BOX.width() / 2 * size, rect.bottom() - BOX.height() * size)
    p.scale(size, size)
    rng, dark = art.rng(17), art.color(shade)
    roses, stars, greens, clay = (tuple(QColor(tone) for tone in art.ramp(ref)) for ref in (rose, gerbera, leaf, vase))
    scale = device_scale(p) * 1.1
    heads = {
        "rose": [flower_sprite(partial(draw_rose, tones=roses, rng=rng), scale, dark) for _ in range(4)],
        "gerbera": [flower_sprite(partial(draw_gerbera, tones=stars, rng=rng), scale, dark) for _ in range(3)],
    }
    foliage(p, greens, rng)
    breath(p, art.color(small), greens, rng)
    _vase(p, clay, dark)
    leaves_over_rim(p, greens, rng)
    for i, (kind, x, y, k, turn) in enumerate(SPOTS):
        look = heads[kind][i % len(heads[kind])]
        stamp(p, look, x + rng.uniform(-6, 6), y + rng.uniform(-6, 6), k, turn + rng.uniform(-8, 8), 0.94, drop=(4, 9))


def _vase(p: QPainter, clay: tuple[QColor, ...], dark: QColor) -> None:
    light, mid, deep = clay
    body = QPainterPath(QPointF(158, 322))
    body.cubicTo(158, 352, 122, 366, 112, 420)
    body.cubicTo(104, 478, 138, 528, 160, 532)
    body.lineTo(240, 532)
    body.cubicTo(262, 528, 296, 478, 288, 420)
    body.cubicTo(278, 366, 242, 352, 242, 322)
    body.closeSubpath()
    shadow(p, ellipse(232, 530, 120, 12), 0, 0, 11, rgba(dark, 0.55))
    shadow(p, ellipse(204, 532, 60, 6), 0, 0, 4, rgba(dark, 0.7))
    p.fillPath(
        body,
        lin(
            108,
            0,
            292,
            0,
            (0, mix(mid, deep, 0.25)),
            (0.22, light),
            (0.48, mix(light, mid, 0.6)),
            (0.82, deep),
            (1, mix(deep, mid, 0.45)),
        ),
    )
    p.save()
    p.setClipPath(body, Qt.ClipOperation.IntersectClip)
    p.fillRect(QRectF(100, 310, 200, 90), lin(0, 318, 0, 400, (0, rgba(dark, 0.5)), (1, rgba(dark, 0))))
    p.fillRect(QRectF(100, 492, 200, 44), lin(0, 492, 0, 534, (0, rgba(dark, 0)), (1, rgba(dark, 0.34))))
    for y, width in ((438, 3.0), (446, 1.4)):
        band = QPainterPath(QPointF(100, y - 14))
        band.quadTo(200, y + 18, 300, y - 14)
        p.strokePath(band, pen(rgba(deep, 0.75), width))
    fill_ellipse(p, 146, 424, 11, 34, rad(146, 424, 34, (0, rgba("#ffffff", 0.75)), (1, rgba("#ffffff", 0))))
    p.restore()


KINDS = {"rose_vase": draw}
