"""New Year's fireworks: shells that burst over the city as peonies, willows and rings."""

import math
import random

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from app.cards.art import Art
from app.cards.kit import fill_ellipse, mix, rad, rgba, ribbon

PLUS, OVER = QPainter.CompositionMode.CompositionMode_Plus, QPainter.CompositionMode.CompositionMode_SourceOver


def draw(
    p: QPainter,
    rect: QRectF,
    art: Art,
    *,
    tones: str = "@spark",
    index: int = 0,
    form: str = "peony",
    rays: int = 64,
    salt: int = 1,
    strength: float = 1.0,
) -> None:
    """One burst, filling the rectangle. tones: heart and tip of burst 0, then of 1 …; form: 'peony', 'willow' or 'ring'."""
    p.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    rng = art.rng(400 + salt)
    heart, tip = art.color(tones, 2 * index), art.color(tones, 2 * index + 1)
    reach = min(rect.width(), rect.height()) / 2 - 8
    x, y = rect.center().x(), rect.center().y() - (reach * 0.16 if form == "willow" else 0)
    p.setOpacity(strength)
    glow = rad(x, y, reach, (0, rgba(heart, 0.30)), (0.35, rgba(heart, 0.13)), (1, rgba(heart, 0)))
    fill_ellipse(p, x, y, reach, reach, glow)
    p.setCompositionMode(PLUS)
    shells = {
        "peony": ((1.0, 0.55), (0.70, 0.40), (0.40, 0.22)),
        "willow": ((0.96, 0.62), (0.62, 0.35)),
        "ring": ((0.96, 0.5), (0.42, 0.3)),
    }
    for size, share in shells[form]:
        _shell(p, (x, y), reach * size, round(rays * share), heart, tip, form, rng)
    core = rad(x, y, reach * 0.20, (0, rgba("#ffffff", 0.85)), (0.25, rgba(heart, 0.5)), (1, rgba(heart, 0)))
    fill_ellipse(p, x, y, reach * 0.20, reach * 0.20, core)
    p.setCompositionMode(OVER)


def _shell(
    p: QPainter,
    at: tuple[float, float],
    reach: float,
    rays: int,
    heart: QColor,
    tip: QColor,
    form: str,
    rng: random.Random,
) -> None:
    """Streaks of one radius: thin and dim at the heart, bright at the tip, where a spark sits; gravity bends them."""
    t = np.linspace(0.12 if form != "ring" else 0.62, 1, 14)
    sag = 0.62 if form == "willow" else 0.10
    streaks, sparks, halos = QPainterPath(), QPainterPath(), QPainterPath()
    for path in (streaks, sparks, halos):
        path.setFillRule(Qt.FillRule.WindingFill)
    turn = rng.uniform(0, math.tau)
    for i in range(rays):
        a = turn + math.tau * (i + rng.uniform(-0.22, 0.22)) / rays
        far = reach * rng.uniform(0.84, 1.0) * (0.80 if form == "willow" else 1.0)
        out = 1 - (1 - t) ** 1.6
        line = np.stack(
            [at[0] + math.cos(a) * far * out, at[1] + math.sin(a) * far * out + reach * sag * t**2.4 * 0.55], 1
        )
        width = max(1.0, reach / 185)
        streaks.addPath(ribbon(line, np.linspace(0.25, 1.0, len(t)) ** 1.3 * width))
        ex, ey = map(float, line[-1])
        r = width * rng.uniform(1.5, 2.3)
        sparks.addEllipse(QPointF(ex, ey), r, r)
        halos.addEllipse(QPointF(ex, ey), r * 2.2, r * 2.2)
        if form != "willow":  # a broken trail beyond the tip
            for k in (1.06, 1.12):
                gx, gy = at[0] + (ex - at[0]) * k, at[1] + (ey - at[1]) * k + reach * 0.012
                sparks.addEllipse(QPointF(gx, gy), r * 0.38, r * 0.38)
    fade = rad(
        *at,
        reach,
        (0, rgba(heart, 0.0)),
        (0.22, rgba(heart, 0.55)),
        (0.7, rgba(mix(heart, tip, 0.25), 0.95)),
        (1, rgba(tip, 0.95)),
    )
    p.fillPath(streaks, fade)
    p.fillPath(halos, rgba(tip, 0.11))
    p.fillPath(sparks, mix(tip, "#ffffff", 0.3))


KINDS = {"fireworks": draw}
