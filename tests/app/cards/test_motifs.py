"""Motifs: inside their rectangles, seeded, the same at every scale."""

import importlib
import pkgutil
from contextlib import suppress
from functools import lru_cache

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

import app.cards.motifs
from app.cards.art import Art
from app.cards.kit import blank, soften, to_pixels
from app.cards.motifs import MOTIFS, Motifs
from app.cards.render import Renderer, draw_motif
from app.cards.schema import Motif, Template
from app.errors import UserError

CANVAS = QRectF(0, 0, 1080, 1350)


WIDE, TALL = (300, 400, 480, 360), (380, 300, 320, 620)


@lru_cache(maxsize=1)
def users(renderer: Renderer) -> dict[str, tuple[Template, Motif]]:
    """The first template that uses each kind, and how; a broken one is told of by the templates' own tests."""
    found: dict[str, tuple[Template, Motif]] = {}
    for id in renderer.templates:
        with suppress(UserError):
            template = renderer.templates[id]
            for motif in template.motifs:
                found.setdefault(motif.kind, (template, motif))
    return found


def art_for(renderer: Renderer, kind: str, scale: float = 0.5, seed: int = 0) -> tuple[Art, dict[str, object]]:
    """Colours and parameters of the first template that uses the motif."""
    assert kind in users(renderer), f"no template uses {kind}"
    template, motif = users(renderer)[kind]
    return art_of(renderer, template, scale, seed), dict(motif.params)


def art_of(renderer: Renderer, template: Template, scale: float, seed: int) -> Art:
    palette = next(iter(template.palettes.values()))
    return Art(palette.colors, scale, template.seed + seed, renderer.fonts, CANVAS)


@lru_cache(maxsize=4)
def painted(renderer: Renderer, kind: str, at: tuple[int, ...], scale: float = 0.5, seed: int = 0) -> np.ndarray:
    """The last few pictures are kept: the tests of a kind look at the same ones."""
    rect = QRectF(*at)
    art, params = art_for(renderer, kind, scale, seed)
    image = blank(CANVAS.width() * scale, CANVAS.height() * scale)
    with QPainter(image) as p:  # a motif may fail: an image that dies while painted on takes the process with it
        soften(p)
        p.scale(scale, scale)
        draw_motif(p, kind, rect, art, params)
    return to_pixels(image)


@pytest.mark.parametrize("kind", sorted(MOTIFS))
def test_a_motif_stays_in_its_rectangle_and_is_the_same_at_every_scale(renderer, kind) -> None:
    """Ink inside, chance by the seed alone, and (shrunk to the same size) both scales agree: one painting for all three."""
    wide, tall = painted(renderer, kind, WIDE, 0.2), painted(renderer, kind, TALL, 0.4)
    assert wide[..., 3].any(), "the motif painted nothing"
    assert outside(wide, WIDE, 0.2) <= 2
    assert outside(tall, TALL, 0.4) <= 2
    small = painted(renderer, kind, TALL, 0.2)
    assert np.array_equal(small, painted.__wrapped__(renderer, kind, TALL, 0.2)), "another painting of the same seed"
    if kind != "grain":
        h, w = small.shape[0] // 3 * 3, small.shape[1] // 3 * 3
        coarse = tall[: 2 * h, : 2 * w].reshape(h // 3, 6, w // 3, 6, 4).mean((1, 3))
        fine = small[:h, :w].reshape(h // 3, 3, w // 3, 3, 4).mean((1, 3))
        assert np.abs(coarse - fine).mean() < 3.0


def outside(picture: np.ndarray, at: tuple[int, ...], scale: float) -> int:
    """The strongest ink off the rectangle and the device pixel that it shares with its neighbours."""
    alpha = picture[..., 3].copy()
    x, y, width, height = at
    alpha[int(y * scale) - 1 : int((y + height) * scale) + 2, int(x * scale) - 1 : int((x + width) * scale) + 2] = 0
    return int(alpha.max())


@pytest.mark.parametrize("kind", ["drum", "cloud", "envelopes", "cake", "gift", "coins", "frame", "lantern"])
def test_a_motif_is_not_cut_by_its_rectangle(renderer, kind) -> None:
    """Solid things end by themselves: only faint shadow reaches the rectangle's edge."""
    scale = 0.5
    alpha = painted(renderer, kind, (240, 300, 600, 640), scale)[..., 3]
    x0, y0, x1, y1 = (int(v * scale) for v in (240, 300, 840, 940))
    edges = [alpha[y1 - 1, x0:x1], alpha[y0:y1, x0], alpha[y0:y1, x1 - 1]]
    if kind != "lantern":  # it hangs from its rectangle's top
        edges.append(alpha[y0, x0:x1])
    assert max(int(edge.max()) for edge in edges) < 60


@pytest.mark.parametrize(
    "kind", ["branch", "balloons", "confetti", "petals", "coins", "splatter", "waves", "bokeh", "bouquet", "wash"]
)
def test_another_seed_paints_another(renderer, kind) -> None:
    assert not np.array_equal(painted(renderer, kind, TALL, 0.4), painted(renderer, kind, TALL, 0.4, seed=3))


@pytest.mark.parametrize("kind", ["branch", "confetti", "petals", "splatter"])
def test_scattered_art_keeps_out_of_calm_zones(renderer, kind) -> None:
    art, params = art_for(renderer, kind)
    zone = QRectF(440, 500, 200, 220)
    quiet = Art(art.colors, art.scale, art.seed, art.fonts, art.canvas, (zone,))
    params.pop("line", None)
    image = blank(540, 675)
    params |= {"line": [0.0, 0.1, 0.06, 0.5, 0.1, 0.95]} if kind == "branch" else {}
    with QPainter(image) as p:
        soften(p)
        p.scale(0.5, 0.5)
        draw_motif(p, kind, QRectF(300, 300, 480, 700), quiet, params)
    assert to_pixels(image)[250:360, 220:320, 3].max() < 40


def test_kinds_are_read_from_the_sources_as_the_modules_have_them() -> None:
    found = {name: set(getattr(importlib.import_module(f"app.cards.motifs.{name}"), "KINDS", {})) for name in names()}
    assert {kind: name for name, kinds in found.items() for kind in kinds} == Motifs().modules


def names() -> list[str]:
    return [module.name for module in pkgutil.iter_modules(app.cards.motifs.__path__)]
