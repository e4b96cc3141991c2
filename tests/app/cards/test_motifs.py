"""Motifs: inside their rectangles, seeded, the same at every scale."""

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from app.cards.art import Art
from app.cards.kit import blank, soften, to_pixels
from app.cards.motifs import MOTIFS
from app.cards.render import Renderer, draw_motif
from app.cards.template import Template

CANVAS = QRectF(0, 0, 1080, 1350)


def cases() -> list[tuple[str, str]]:
    return [(kind, shape) for kind in sorted(MOTIFS) for shape in ("wide", "tall")]


RECTS = {"wide": QRectF(300, 400, 480, 360), "tall": QRectF(380, 300, 320, 620)}


def art_for(renderer: Renderer, kind: str, scale: float = 0.5, seed: int = 0) -> tuple[Art, dict[str, object]]:
    """Colours and parameters of the first template that uses the motif."""
    for template in renderer.templates.values():
        for motif in template.motifs:
            if motif.kind == kind:
                return art_of(renderer, template, scale, seed), dict(motif.params)
    raise AssertionError(f"no template uses {kind}")


def art_of(renderer: Renderer, template: Template, scale: float, seed: int) -> Art:
    palette = next(iter(template.palettes.values()))
    return Art(palette.colors, scale, template.seed + seed, renderer.fonts, CANVAS)


def painted(renderer: Renderer, kind: str, rect: QRectF, scale: float = 0.5, seed: int = 0) -> np.ndarray:
    art, params = art_for(renderer, kind, scale, seed)
    image = blank(CANVAS.width() * scale, CANVAS.height() * scale)
    p = QPainter(image)
    soften(p)
    p.scale(scale, scale)
    draw_motif(p, kind, rect, art, params)
    p.end()
    return to_pixels(image)


@pytest.mark.parametrize(("kind", "shape"), cases())
def test_ink_stays_inside_the_rectangle(renderer, kind, shape) -> None:
    rect, scale = RECTS[shape], 0.5
    alpha = painted(renderer, kind, rect, scale)[..., 3]
    assert alpha.any(), "the motif painted nothing"
    inside = rect.toRect()
    outside = alpha.copy()
    edge = 1  # a device pixel that the rectangle shares with its neighbour
    outside[
        int(inside.top() * scale) - edge : int(inside.bottom() * scale) + 1 + edge,
        int(inside.left() * scale) - edge : int(inside.right() * scale) + 1 + edge,
    ] = 0
    assert outside.max() <= 2


@pytest.mark.parametrize("kind", ["drum", "cloud", "envelopes", "cake", "gift", "coins", "frame", "lantern"])
def test_a_motif_is_not_cut_by_its_rectangle(renderer, kind) -> None:
    """Solid things end by themselves: only faint shadow reaches the rectangle's edge."""
    rect, scale = QRectF(240, 300, 600, 640), 0.5
    alpha = painted(renderer, kind, rect, scale)[..., 3]
    x0, y0, x1, y1 = (int(v * scale) for v in (rect.left(), rect.top(), rect.right(), rect.bottom()))
    edges = [alpha[y1 - 1, x0:x1], alpha[y0:y1, x0], alpha[y0:y1, x1 - 1]]
    if kind != "lantern":  # it hangs from its rectangle's top
        edges.append(alpha[y0, x0:x1])
    assert max(int(edge.max()) for edge in edges) < 60


@pytest.mark.parametrize("kind", sorted(MOTIFS))
def test_the_same_seed_paints_the_same(renderer, kind) -> None:
    first, second = (painted(renderer, kind, RECTS["tall"]) for _ in range(2))
    assert np.array_equal(first, second)


@pytest.mark.parametrize(
    "kind", ["branch", "balloons", "confetti", "petals", "coins", "splatter", "waves", "bokeh", "bouquet", "wash"]
)
def test_another_seed_paints_another(renderer, kind) -> None:
    assert not np.array_equal(painted(renderer, kind, RECTS["tall"]), painted(renderer, kind, RECTS["tall"], seed=3))


@pytest.mark.parametrize("kind", sorted(set(MOTIFS) - {"grain"}))
def test_another_scale_paints_the_same_picture(renderer, kind) -> None:
    """Shrunk to the same size, both scales agree: seeds and sizes live in design units."""
    small, large = painted(renderer, kind, RECTS["tall"], 0.25), painted(renderer, kind, RECTS["tall"], 0.5)
    h, w = small.shape[0] // 3 * 3, small.shape[1] // 3 * 3
    coarse = large[: 2 * h, : 2 * w].reshape(h // 3, 6, w // 3, 6, 4).mean((1, 3))
    fine = small[:h, :w].reshape(h // 3, 3, w // 3, 3, 4).mean((1, 3))
    assert np.abs(coarse - fine).mean() < 3.0


@pytest.mark.parametrize("kind", ["branch", "confetti", "petals", "splatter"])
def test_scattered_art_keeps_out_of_calm_zones(renderer, kind) -> None:
    art, params = art_for(renderer, kind)
    zone = QRectF(440, 500, 200, 220)
    quiet = Art(art.colors, art.scale, art.seed, art.fonts, art.canvas, (zone,))
    params.pop("line", None)
    image = blank(540, 675)
    p = QPainter(image)
    soften(p)
    p.scale(0.5, 0.5)
    draw_motif(
        p,
        kind,
        QRectF(300, 300, 480, 700),
        quiet,
        params | ({"line": [0.0, 0.1, 0.06, 0.5, 0.1, 0.95]} if kind == "branch" else {}),
    )
    p.end()
    assert to_pixels(image)[250:360, 220:320, 3].max() < 40
