"""A tall watercolour cake on a stand, with peonies, cúc họa mi and leaves that fall over its tiers."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import Point, fill_ellipse, mix, pen, rad, rgba, stroke
from app.cards.motifs.cake_flowers import draw_daisy, petals
from app.cards.motifs.cake_tiers import CANDLES, TIERS, candles, draw_stand, draw_tier
from app.cards.motifs.peony import peony
from app.cards.motifs.spray import spray
from app.cards.watercolour import Wet, cloud

BOX = QRectF(-306, -850, 612, 960)  # origin: the middle of the plate
SPRAYS: tuple[tuple[str, tuple[Point, ...]], ...] = (
    ("eucalyptus", ((-40, -610), (-100, -660), (-150, -700), (-176, -770))),
    ("olive", ((30, -610), (90, -660), (130, -720), (136, -800))),
    ("fern", ((-20, -600), (-110, -620), (-160, -610), (-200, -560))),
    ("dark", ((40, -600), (120, -610), (160, -580), (176, -520))),
    ("olive", ((120, -260), (190, -300), (226, -360), (240, -430))),
    ("eucalyptus", ((130, -230), (200, -190), (236, -130), (240, -60))),
    ("dark", ((110, -260), (60, -220), (30, -170), (20, -110))),
    ("fern", ((-150, -50), (-206, -100), (-236, -160), (-242, -226))),
    ("eucalyptus", ((-140, -40), (-190, -16), (-220, 8), (-238, 30))),
    ("dark", ((-140, -50), (-90, -90), (-70, -130), (-66, -180))),
)
# (x, y, radius, tone, tilt, turn), far to near
PEONIES = (
    (52, -602, 66, 1, 0.80, 24), (-58, -606, 70, 0, 0.82, -20), (0, -574, 84, 0, 0.88, 6),
    (172, -284, 62, 1, 0.84, 30), (122, -226, 84, 0, 0.90, -12),
    (-196, -86, 62, 1, 0.84, -26), (-134, -34, 88, 0, 0.88, 12),
)  # fmt: skip
DAISIES = (
    (-98, -650, 27, -30), (96, -640, 26, 30), (14, -668, 29, 4), (78, -556, 28, 24), (-76, -540, 25, -20),
    (-104, -576, 21, -40), (196, -220, 29, 30), (60, -196, 26, -14), (188, -344, 23, 20), (96, -316, 25, 0), (36, -244, 20, -30),
    (-222, -30, 28, -24), (-70, -92, 27, 10), (-142, -122, 25, -6), (-52, -30, 24, 22), (-238, -120, 20, -40),
)  # fmt: skip


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    cake: str = "@cake",
    stand: str = "@stand",
    flower: str = "@peony",
    second: str = "@peony_2",
    daisy: str = "@daisy",
    leaf: str = "@leaf",
    berry: str = "@berry",
    flame: str = "@flame",
    wash: str = "@wash",
) -> None:
    """Fitted to the rectangle, standing on its foot. cake and peonies: light, middle, deep; daisy: white, shade, eye, heart."""
    p.setClipRect(rect)
    size = min(rect.width() / BOX.width(), rect.height() / BOX.height())
    p.translate(rect.center().x(), rect.bottom() - BOX.bottom() * size)
    p.scale(size, size)
    rng, seed = art.rng(91), art.seed * 13
    cloud(p, QRectF(-306, -800, 612, 720), art.color(wash), 0.85, seed + 1)
    cloud(p, QRectF(-306, -360, 612, 440), art.color(wash, 1), 0.85, seed + 2)
    fill_ellipse(
        p, 10, 40, 280, 20, rad(10, 40, 280, (0, rgba(art.color(cake, 2), 0.5)), (1, rgba(art.color(cake, 2), 0)))
    )
    for x, top in CANDLES:
        glow = art.color(flame)
        fill_ellipse(
            p,
            x,
            top - 28,
            46,
            46,
            rad(x, top - 28, 46, (0, rgba(glow, 0.8)), (0.4, rgba(glow, 0.35)), (1, rgba(glow, 0))),
        )
    wet = Wet(BOX, art.scale * size, art.seed + 5)
    draw_stand(wet, art.ramp(stand))
    for tier in TIERS:
        draw_tier(wet, tier, art.ramp(cake), rng)
    candles(wet, art.ramp(flame), art.ramp(cake))
    for kind, points in SPRAYS:
        bent = [(x + rng.uniform(-9, 9), y + rng.uniform(-9, 9)) for x, y in points]
        spray(wet, kind, bent, art.ramp(leaf), art.ramp(berry), rng)
    for x, y, r, tone, tilt, turn in PEONIES:
        peony(wet, x, y, r, art.ramp(second if tone else flower), tilt, turn + rng.uniform(-20, 20), rng)
    outline = QPainterPath()
    for x, y, r, face in DAISIES:
        outline.addPath(draw_daisy(wet, x, y, r * 1.28, face, art.ramp(daisy), rng))
    petals(wet, art.ramp(flower), rng)
    wet.commit(p)
    stroke(p, outline, pen(rgba(mix(art.color(daisy, 1), "#40384a", 0.45), 0.34), 0.8))


KINDS = {"floral_cake": draw}
