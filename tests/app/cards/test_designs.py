"""The collection as a whole: complete, and no design is another in new clothes."""

import itertools
from collections import Counter

import pytest

from app.cards.formats import AUTHORED
from app.cards.schema import Template
from app.cards.template import color_keys
from tests.app.cards.conftest import IDS

BACKDROPS = {"ground", "grain", "vignette", "glow", "bokeh", "wash", "rays", "frame", "splatter", "petals", "confetti"}


def hero(template: Template) -> tuple[str, ...]:
    """The main motif: what takes most of the portrait card among the layers that are no backdrop, with its own settings."""
    layout = template.formats["doc"].layouts[0]
    art = [m for m in template.motifs if not m.fill and m.name in layout.place and m.kind not in BACKDROPS]
    art = art or [m for m in template.motifs if m.kind not in BACKDROPS] or list(template.motifs)

    def size(motif: object) -> float:
        rect = layout.place[motif.name].rect
        return rect.width() * rect.height()

    main = max(art, key=size)
    looks = [f"{key}={value}" for key, value in sorted(main.params.items()) if key in ("kind", "animal", "subject")]
    return (main.kind, *looks)


def near(one: Template, other: Template) -> bool:
    """Whether the frames of words lie in the same places."""
    a, b = (t.formats["doc"].layouts[0] for t in (one, other))
    pairs = [
        *zip(a.head.getRect(), b.head.getRect(), strict=True),
        *zip(a.text.getRect(), b.text.getRect(), strict=True),
    ]
    return all(abs(x - y) <= 30 for x, y in pairs)


def test_no_two_designs_share_layout_and_main_motif(renderer) -> None:
    shared = [
        (one.id, other.id, hero(one))
        for one, other in itertools.combinations(renderer.templates.values(), 2)
        if hero(one) == hero(other) and near(one, other)
    ]
    assert shared == []


def test_no_design_is_made_of_the_same_layers_as_another(renderer) -> None:
    layers = Counter(tuple(sorted(m.kind for m in t.motifs)) for t in renderer.templates.values())
    assert [kinds for kinds, count in layers.items() if count > 1] == []


@pytest.mark.parametrize("template", IDS)
def test_a_design_is_complete(renderer, template) -> None:
    look = renderer.templates[template]
    assert len(look.palettes) >= 4
    assert {"doc", "vuong"} <= set(look.formats)
    for format in set(AUTHORED) & set(look.formats):
        assert [layout.name for layout in look.formats[format].layouts][:2] == ["thoang", "day"]


@pytest.mark.parametrize("template", IDS)
def test_every_motif_stands_in_some_layout(renderer, template) -> None:
    look = renderer.templates[template]
    placed = {name for shape in look.formats.values() for layout in shape.layouts for name in layout.place}
    assert {motif.name for motif in look.motifs} <= placed


@pytest.mark.parametrize("template", IDS)
def test_palettes_are_no_copies(renderer, template) -> None:
    look = renderer.templates[template]
    for one, other in itertools.combinations(look.palettes.values(), 2):
        keys = color_keys(look)
        assert sum(one.colors[key] != other.colors[key] for key in keys) > len(keys) / 3, (one.id, other.id)


def test_labels_tell_designs_apart(renderer) -> None:
    labels = [header.label for header in renderer.templates.headers.values()]
    assert len(set(labels)) == len(labels)
