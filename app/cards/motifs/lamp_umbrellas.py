"""Two people under umbrellas in the light of a street lamp, and all of it again on the wet pavement."""

import itertools
import math
import random

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import (
    blank,
    blurred,
    catmull,
    device_scale,
    ellipse,
    fill_ellipse,
    lin,
    mix,
    pen,
    poly,
    rad,
    rgba,
    ribbon,
    shadow,
    smooth,
    soften,
    stroke,
    to_image,
    to_pixels,
)

BOX = QRectF(-90, -190, 1080, 910)  # with room for the lamp's halo
GROUND, WIDE = 560.0, 900.0
LAMP = (232.0, 118.0)


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    iron: str = "@iron",
    glow: str = "@glow",
    first: str = "@umbrella",
    second: str = "@umbrella_2",
    dress: str = "@dress",
    coat: str = "@coat",
    rain: str = "@rain",
    shade: str = "@shade",
) -> None:
    """Stands at the rectangle's foot. first, second: lit, mid, dark of an umbrella; dress, coat: lit, dark."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    size = min(rect.width() / BOX.width(), rect.height() / BOX.height())
    p.translate(rect.center().x() - BOX.center().x() * size, rect.bottom() - BOX.bottom() * size)
    p.scale(size, size)
    rng, warm, dark = art.rng(15), art.color(glow), art.color(shade)
    ramps = [tuple(QColor(t) for t in art.ramp(ref)) for ref in (iron, first, second, dress, coat)]
    _halo(p, warm)
    scene = _scene(p, ramps, warm, rng)
    box = QRectF(0, 0, WIDE, GROUND + 20)
    p.save()
    p.translate(0, GROUND + 2)
    p.scale(1, -0.30)
    p.drawImage(box.translated(0, -GROUND), _wet(scene, device_scale(p)))
    p.restore()
    for x, w in ((LAMP[0] - 62, 34), (478, 62), (664, 60)):
        shadow(p, ellipse(x + 10, GROUND + 3, w, 5), 0, 0, 5, rgba(dark, 0.6))
    shadow(p, ellipse(LAMP[0], GROUND + 74, 26, 62), 0, 0, 14, rgba(warm, 0.5))
    p.drawImage(box, scene)
    _rain(p, art.color(rain), warm, rng)


def _halo(p: QPainter, warm: QColor) -> None:
    for r, a in ((304, 0.34), (170, 0.40), (76, 0.62)):
        fill_ellipse(
            p,
            *LAMP,
            r,
            r,
            rad(
                *LAMP,
                r,
                (0, rgba(warm, a)),
                (0.35, rgba(warm, a * 0.46)),
                (0.7, rgba(warm, a * 0.12)),
                (1, rgba(warm, 0)),
            ),
        )
    beam = poly(
        [
            (LAMP[0] - 24, LAMP[1] + 24),
            (LAMP[0] + 24, LAMP[1] + 24),
            (LAMP[0] + 400, GROUND + 24),
            (LAMP[0] - 120, GROUND + 24),
        ]
    )
    p.fillPath(
        beam, lin(0, LAMP[1], 0, GROUND + 24, (0, rgba(warm, 0.30)), (0.6, rgba(warm, 0.10)), (1, rgba(warm, 0.03)))
    )
    p.save()
    p.translate(LAMP[0] + 150, GROUND + 16)
    p.scale(1, 0.12)
    fill_ellipse(p, 0, 0, 350, 350, rad(0, 0, 350, (0, rgba(warm, 0.42)), (0.6, rgba(warm, 0.18)), (1, rgba(warm, 0))))
    p.restore()


def _scene(p: QPainter, ramps: list[tuple[QColor, ...]], warm: QColor, rng: random.Random) -> QImage:
    """Lamp and people as one picture, so that the pavement can give it back."""
    k = device_scale(p)
    image = blank(WIDE * k, (GROUND + 20) * k)
    metal, first, second, dress, coat = ramps
    with QPainter(image) as q:
        soften(q)
        q.scale(k, k)
        _lamp(q, metal, warm)
        q.save()
        q.translate(664, GROUND)
        _man(q, coat)
        _umbrella(q, 4, -262, 124, 6 + rng.uniform(-2, 2), second, warm)
        q.restore()
        q.save()
        q.translate(478, GROUND)
        _woman(q, dress, coat[1], rng)
        _umbrella(q, -2, -212, 116, -7 + rng.uniform(-2, 2), first, warm)
        q.restore()
    return image


def _lamp(q: QPainter, metal: tuple[QColor, ...], warm: QColor) -> None:
    """An old street lamp: a fluted post, a scrolled arm, a glass bell."""
    light, dark = metal
    x = LAMP[0] - 62
    side = lin(
        x - 12, 0, x + 14, 0, (0, mix(dark, light, 0.25)), (0.55, dark), (0.86, mix(light, warm, 0.35)), (1, dark)
    )
    q.fillPath(poly([(x - 6, 120), (x + 6, 120), (x + 9, 470), (x - 9, 470)]), side)
    foot = smooth(
        [
            (x - 9, 462),
            (x - 15, 486),
            (x - 14, 530),
            (x - 24, 548),
            (x - 25, GROUND + 2),
            (x, GROUND + 5),
            (x + 25, GROUND + 2),
            (x + 24, 548),
            (x + 14, 530),
            (x + 15, 486),
            (x + 9, 462),
            (x, 458),
        ]
    )
    q.fillPath(
        foot,
        lin(x - 24, 0, x + 26, 0, (0, mix(dark, light, 0.2)), (0.5, dark), (0.84, mix(light, warm, 0.3)), (1, dark)),
    )
    for y, w in ((124, 11), (232, 10), (466, 15), (534, 19)):
        ring = QPainterPath()
        ring.addRoundedRect(QRectF(x - w, y, 2 * w, 8), 4, 4)
        q.fillPath(ring, mix(dark, light, 0.35))
    arm = catmull([(x, 128), (x + 4, 62), (x + 36, 40), (x + 62, 56), (x + 62, 78)], 12)
    stroke(q, poly(arm, close=False), pen(dark, 8))
    stroke(q, poly(arm - 1.4, close=False), pen(mix(dark, light, 0.5), 2.2))
    curl = catmull([(x + 2, 118), (x + 26, 112), (x + 34, 92), (x + 22, 82), (x + 15, 92), (x + 22, 98)], 10)
    stroke(q, poly(curl, close=False), pen(dark, 5))
    fill_ellipse(q, x, 112, 6, 9, mix(dark, light, 0.3))
    cx, y = LAMP[0], 78.0
    cap = smooth(
        [
            (cx, y - 6),
            (cx + 12, y + 6),
            (cx + 36, y + 22),
            (cx + 34, y + 27),
            (cx, y + 29),
            (cx - 34, y + 27),
            (cx - 36, y + 22),
            (cx - 12, y + 6),
        ]
    )
    bell = QPainterPath(QPointF(cx - 29, y + 26))
    bell.cubicTo(cx - 34, y + 52, cx - 20, y + 72, cx, y + 76)
    bell.cubicTo(cx + 20, y + 72, cx + 34, y + 52, cx + 29, y + 26)
    bell.closeSubpath()
    q.fillPath(
        bell, rad(cx, y + 42, 40, (0, "#ffffff"), (0.45, mix(warm, "#ffffff", 0.72)), (1, mix(warm, "#ffffff", 0.18)))
    )
    stroke(q, bell, pen(rgba(mix(warm, "#ffffff", 0.5), 0.8), 1.5))
    q.fillPath(cap, lin(cx - 36, 0, cx + 36, 0, (0, dark), (0.5, mix(dark, light, 0.45)), (1, dark)))


def _umbrella(
    q: QPainter, x: float, y: float, half: float, turn: float, tones: tuple[QColor, ...], warm: QColor
) -> None:
    """An open umbrella from behind, lit from the lamp at its left; six panels and a scalloped hem."""
    light, mid, dark = tones
    q.save()
    q.translate(x, y)
    q.rotate(turn)
    top = -half * 0.78
    ribs = [-half, -half * 0.66, -half * 0.24, half * 0.24, half * 0.66, half]
    dome = QPainterPath(QPointF(-half, 0))
    dome.cubicTo(-half * 0.96, top * 0.62, -half * 0.52, top, 0, top)
    dome.cubicTo(half * 0.52, top, half * 0.96, top * 0.62, half, 0)
    for a, b in itertools.pairwise(ribs[::-1]):
        dome.quadTo((a + b) / 2, -half * 0.13, b, 0)
    stroke(q, poly([(0, top), (0, top - 15)], close=False), pen(dark, 4))
    q.fillPath(dome, lin(-half, top * 0.3, half, 0, (0, light), (0.36, mid), (1, dark)))
    q.save()
    q.setClipPath(dome, Qt.ClipOperation.IntersectClip)
    for i, (a, b) in enumerate(itertools.pairwise(ribs)):
        panel = QPainterPath(QPointF(0, top))
        panel.cubicTo(a * 0.62, top * 0.92, a * 1.02, top * 0.5, a, 4)
        panel.lineTo(b, 4)
        panel.cubicTo(b * 1.02, top * 0.5, b * 0.62, top * 0.92, 0, top)
        if i % 2:
            q.fillPath(panel, rgba(dark, 0.22))
        rib = QPainterPath(QPointF(0, top))
        rib.cubicTo(b * 0.62, top * 0.92, b * 1.02, top * 0.5, b, 4)
        stroke(q, rib, pen(rgba(mix(light, "#ffffff", 0.3), 0.45), 1.4))
    q.fillPath(dome, lin(0, top * 0.2, 0, 4, (0, rgba(dark, 0)), (1, rgba(dark, 0.45))))
    rim = QPainterPath(QPointF(-half, 0))
    rim.cubicTo(-half * 0.96, top * 0.62, -half * 0.52, top, 0, top)
    stroke(q, rim.translated(1.5, 1.5), pen(rgba(mix(warm, "#ffffff", 0.35), 0.9), 3.2))
    q.restore()
    q.restore()


def _woman(q: QPainter, dress: tuple[QColor, ...], hair: QColor, rng: random.Random) -> None:
    """From behind, in áo dài: the panel moves in the wind, long hair below the umbrella."""
    light, dark = dress
    sway = 16 + rng.uniform(-5, 8)
    for s in (-1, 1):
        leg = smooth(
            [(s * 3, -100), (s * 21, -100), (s * 22 + 2, -40), (s * 27 + 3, -3), (s * 4 + 3, -2), (s * 3, -46)]
        )
        q.fillPath(leg, lin(-26, 0, 30, 0, (0, mix(light, dark, 0.25)), (1, mix(light, dark, 0.85))))
        fill_ellipse(q, s * 14 + 2, -1, 9, 3.4, mix(dark, hair, 0.6))
    tunic = QPainterPath(QPointF(-29, -196))
    tunic.quadTo(0, -208, 29, -196)
    tunic.cubicTo(29, -170, 17, -160, 18, -140)
    tunic.cubicTo(20, -122, 30, -114, 32, -92)
    tunic.cubicTo(38, -62, 36 + sway, -38, 32 + 1.7 * sway, -17)
    tunic.cubicTo(18 + sway, -8, -4 + sway, -22, -24 + 0.6 * sway, -13)
    tunic.cubicTo(-26, -40, -33, -66, -32, -92)
    tunic.cubicTo(-30, -114, -20, -122, -18, -140)
    tunic.cubicTo(-17, -160, -29, -170, -29, -196)
    q.fillPath(tunic, lin(-34, 0, 44, 0, (0, mix(light, "#ffffff", 0.35)), (0.42, light), (1, dark)))
    for x, lean in ((-12, 0.35), (2, 0.8), (15, 1.3)):
        fold = smooth([(x * 0.8, -122), (x, -76), (x + sway * lean, -22)], close=False)
        stroke(q, fold, pen(rgba(dark, 0.42), 2.0))
    arm = ribbon(catmull([(25, -190), (37, -164), (21, -148)], 8), np.linspace(8, 5.5, 17))
    q.fillPath(arm, mix(light, dark, 0.6))
    locks = smooth(
        [
            (-17, -214),
            (0, -222),
            (17, -214),
            (17, -178),
            (12, -146),
            (7, -120),
            (1, -108),
            (-5, -122),
            (-12, -148),
            (-16, -178),
        ]
    )
    q.fillPath(locks, lin(-18, 0, 20, 0, (0, mix(hair, light, 0.34)), (0.45, hair), (1, mix(hair, "#000000", 0.4))))
    for x in (-7, 1, 8):
        strand = smooth([(x, -212), (x * 1.1, -170), (x * 0.4, -122)], close=False)
        stroke(q, strand, pen(rgba(mix(hair, light, 0.5), 0.35), 1.1))


def _man(q: QPainter, coat: tuple[QColor, ...]) -> None:
    """From behind, in a long coat with its collar up; his head shows under the umbrella."""
    light, dark = coat
    _head(q, light, dark)
    for s in (-1, 1):
        leg = smooth([(s * 3, -90), (s * 22, -90), (s * 19, -30), (s * 17, -4), (s * 5, -3), (s * 5, -40)])
        q.fillPath(leg, mix(dark, "#000000", 0.25))
        fill_ellipse(q, s * 12, -2, 11, 4.4, mix(dark, "#000000", 0.5))
    body = smooth(
        [
            (-40, -214),
            (-14, -226),
            (14, -226),
            (40, -214),
            (43, -160),
            (39, -110),
            (46, -54),
            (0, -48),
            (-46, -54),
            (-39, -110),
            (-43, -160),
        ]
    )
    q.fillPath(body, lin(-46, 0, 46, 0, (0, mix(light, "#ffffff", 0.12)), (0.3, mix(light, dark, 0.4)), (1, dark)))
    stroke(q, poly([(0, -120), (1, -50)], close=False), pen(rgba("#000000", 0.35), 2.4))
    stroke(q, poly([(-36, -132), (36, -132)], close=False), pen(rgba("#000000", 0.28), 6))
    arm = ribbon(catmull([(-38, -204), (-47, -160), (-24, -150)], 8), np.linspace(11, 8, 17))
    q.fillPath(arm, mix(light, dark, 0.35))
    collar = smooth([(-21, -218), (0, -212), (21, -218), (17, -240), (0, -236), (-17, -240)])
    q.fillPath(collar, mix(light, dark, 0.7))


def _head(q: QPainter, light: QColor, dark: QColor) -> None:
    """Short hair, ears and a nape, seen from behind."""
    skin = mix("#c98f6c", dark, 0.35)
    q.fillPath(poly([(-9, -252), (9, -252), (11, -224), (-11, -224)]), mix(skin, dark, 0.3))
    for s in (-1, 1):
        fill_ellipse(q, s * 19, -263, 4.2, 7, mix(skin, dark, 0.1 if s < 0 else 0.35))
    hair = smooth(
        [
            (-18, -272),
            (-16, -290),
            (0, -299),
            (16, -290),
            (18, -272),
            (15, -256),
            (10, -245),
            (0, -243),
            (-10, -245),
            (-15, -256),
        ]
    )
    tone = mix(dark, "#000000", 0.35)
    q.fillPath(hair, lin(-19, 0, 19, 0, (0, mix(tone, light, 0.42)), (0.4, tone), (1, mix(tone, "#000000", 0.3))))


def _wet(scene: QImage, scale: float) -> QImage:
    """The picture as wet stones give it back: blurred, broken into rows, fading away from the feet."""
    pixels = to_pixels(blurred(scene, 3.2 * scale)).astype(np.float32)
    h = pixels.shape[0]
    depth = np.linspace(1, 0, h)
    for y in range(h):
        pixels[y] = np.roll(pixels[y], round(scale * 5 * math.sin(depth[y] * 75) * min(1, depth[y] * 5)), 0)
    pixels *= np.clip(0.52 - 0.50 * depth, 0, 1)[:, None, None]
    return to_image(np.clip(pixels, 0, 255).astype(np.uint8))


def _rain(p: QPainter, tone: QColor, warm: QColor, rng: random.Random) -> None:
    for _ in range(110):
        x, y, length = rng.uniform(-20, 920), rng.uniform(20, 600), rng.uniform(22, 54)
        near = max(0.0, 1 - math.hypot(x - LAMP[0], (y - LAMP[1]) * 0.7) / 330)
        streak = poly([(x, y), (x - length * 0.16, y + length)], close=False)
        stroke(
            p, streak, pen(rgba(mix(tone, warm, near), rng.uniform(0.10, 0.30) + near * 0.25), rng.uniform(0.9, 1.7))
        )
    for _ in range(26):  # splashes
        x, y, r = rng.uniform(20, 880), rng.uniform(GROUND + 8, BOX.bottom() - 16), rng.uniform(6, 17)
        stroke(p, ellipse(x, y, r, r * 0.22), pen(rgba(tone, rng.uniform(0.12, 0.34)), 1.2))


KINDS = {"lamp_umbrellas": draw}
