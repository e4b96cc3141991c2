"""A mobile of painted wooden toys on threads: ngựa gỗ, voi, cá, trống bỏi, chong chóng, star and moon, with beads."""

import math

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from app.cards.art import Art
from app.cards.kit import ellipse, lin, mix, rgba, shadow
from app.cards.motifs.painted_wood import Wood
from app.cards.motifs.wooden_toys import SHAPES, draw_thread

BOX = QRectF(-16, 0, 432, 916)
# x and y of each toy, its name, the beads over it
TOYS = (
    (56, 352, "elephant", 3),
    (112, 592, "fish", 4),
    (200, 420, "star", 2),
    (278, 668, "horse", 4),
    (344, 352, "moon", 3),
    (200, 800, "drum", 3),
    (356, 524, "pinwheel", 2),
)


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    paint: str = "@paint",
    timber: str = "@timber",
    thread: str = "@string",
    shade: str = "@shade",
) -> None:
    """Fitted to the rectangle, hanging from its top."""
    p.setClipRect(rect)
    size = min(rect.width() / BOX.width(), rect.height() / BOX.height())
    p.translate(rect.center().x() - BOX.center().x() * size, rect.top())
    p.scale(size, size)
    rng, tones = art.rng(161), [art.color(paint, i) for i in range(len(art.ramp(paint)))]
    wood = Wood(p, art.color(shade), art.color(timber), rng)
    cord = art.color(thread)
    for x in (40, 200, 360):
        draw_thread(p, 200, 0, x, 118 + (14 if x == 200 else 0), cord)
    _hoop(wood, art, timber)
    for i, (x, y, name, beads) in enumerate(TOYS):
        swing = rng.uniform(-9, 9)
        top = 126 + 22 * math.sqrt(max(0.0, 1 - ((x - 200) / 176) ** 2))
        start = 470 if name == "drum" else 404 if name == "pinwheel" else top
        draw_thread(p, x, start, x + swing, y - 40, cord)
        for b in range(beads):
            t = 0.86 - b * 22 / max(60.0, y - 40 - start)
            wood.bead(x + swing * t, start + (y - 40 - start) * t, 10.5 - b, tones[(i + b + 1) % len(tones)])
    for i, (x, y, name, _) in enumerate(TOYS):
        p.save()
        p.translate(x, y)
        p.rotate(rng.uniform(-7, 7))
        SHAPES[name](wood, tones[i % len(tones) :] + tones[: i % len(tones)])
        p.restore()


def _hoop(wood: Wood, art: Art, timber: str) -> None:
    light, deep = art.color(timber), art.color(timber, 1)
    ring = ellipse(200, 126, 180, 30).subtracted(ellipse(200, 124, 162, 19))
    shadow(wood.p, ring, 4, 12, 8, rgba(wood.dark, 0.28))
    wood.p.fillPath(ring.translated(0, 7), mix(deep, wood.dark, 0.35))
    wood.p.fillPath(ring, lin(20, 0, 380, 0, (0, deep), (0.3, mix(light, "#ffffff", 0.25)), (0.7, light), (1, deep)))
    wood.bead(200, 26, 15, art.color("@paint"))
    wood.bead(200, 52, 11, art.color("@paint", 1))


KINDS = {"wooden_mobile": draw}
