"""Taller formats out of a template's portrait one: art keeps to its edges and its proportions, words get the room.

Extra height goes in at seams: a little over the title (unless art holds it), between title and words, most of it into
the words' column, the rest under it. What stands at the top or the foot stays there; the rest moves with what it
stands beside; what covers the card, or holds the words, stretches.
"""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import QRectF

from app.cards.formats import DERIVED, INSIDE, Shape
from app.cards.schema import Format, Layout, Motif, Placement

EDGE = 0.02  # of the height: nearer to an edge than this is at it
NEAR = 0.12  # nearer than this, and wholly in that third of the card, belongs to the edge
COVERS = 0.1  # a thing whose top and foot are both nearer than this to the edges covers the card
ABOVE, HEAD, BETWEEN, TEXT = 0.10, 0.1, 0.08, 0.54  # shares of the extra height; the rest goes under the words
KEPT = 0.3  # where only a title stands: what is left of the words' column
# There too: shares of the extra height over the title and into it, the first pair that keeps it off the art.
LIFTS = (
    (0.42, 0.3),
    (0.34, 0.3),
    (0.26, 0.3),
    (0.18, 0.3),
    (0.18, 0.2),
    (0.1, 0.2),
    (0.1, 0.1),
    (0.0, 0.1),
    (0.0, 0.0),
)
BARE = "bia"  # the layout of a page that shows the title alone
ALONE = 0.1, 0.64  # of the room of title and words together: where a title alone begins, and its height
Seams = Callable[[float], float]


def derived(doc: Format, id: str, motifs: tuple[Motif, ...]) -> Format:
    """The portrait format of a template in another, taller shape."""
    shape = DERIVED[id]
    layouts = tuple(_taller(layout, doc, shape, motifs) for layout in doc.layouts)
    if shape.says in ("title", "short"):
        layouts = (*layouts, _taller(doc.layouts[0], doc, shape, motifs, bare=True))
    inside = _inside(doc, motifs) if shape.says == "title" else None
    return Format(id, shape.label, shape.width, shape.height, layouts, shape.mm, shape.says, shape.zoom, inside)


def _taller(layout: Layout, doc: Format, shape: Shape, motifs: tuple[Motif, ...], *, bare: bool = False) -> Layout:
    extra = shape.height - doc.height
    fills = {motif.name for motif in motifs if motif.fill}
    art = [p for name, p in layout.place.items() if name not in fills]
    held = any(_anchor(p, layout, doc.height) == "top" and _holds(p.rect, layout.head) for p in art)
    if any(p.tall == "middle" and _holds_both(p.rect, layout) for p in art):
        seams = _block(layout, doc.height, extra)
    elif bare and not held:
        seams = _lifted(layout, doc.height, extra, art)
    else:
        grows = 0.0 if held or _carried(layout, doc.height, art) else HEAD
        seams = _seams(layout, doc.height, extra, 0.0 if held else ABOVE, bare=bare, grows=grows)
    place = {
        name: Placement(_moved(p, layout, doc.height, extra, seams), p.params, p.tall)
        for name, p in layout.place.items()
    }
    zones = tuple(_stretched(zone, doc.height, extra, seams, covers=False) for zone in layout.calm)
    if bare and any(_holds_both(p.rect, layout) and _anchor(p, layout, doc.height) != "top" for p in art):
        whole = zones[0].united(zones[1])  # a title alone in what held the words too
        head = QRectF(
            zones[0].left(), whole.top() + ALONE[0] * whole.height(), zones[0].width(), ALONE[1] * whole.height()
        )
        text = QRectF(
            zones[1].left(), head.bottom() + 2, zones[1].width(), max(1.0, whole.bottom() - head.bottom() - 2)
        )
        zones = (head, text, *zones[2:])
    return Layout(BARE if bare else layout.name, zones[0], zones[1], zones, place, bare)


def _lifted(layout: Layout, height: float, extra: float, art: list[Placement]) -> Seams:
    """Seams of a card that shows its title alone: towards the middle and larger, but never onto art it stood clear of."""
    clear = [p for p in art if not p.rect.intersects(layout.head)]
    carried = _carried(layout, height, art)
    for above, grows in LIFTS:
        seams = _seams(layout, height, extra, above, bare=True, grows=0.0 if carried else grows)
        head = _stretched(layout.head, height, extra, seams, covers=False)
        if not any(_moved(p, layout, height, extra, seams).intersects(head) for p in clear):
            break
    return seams


def _carried(layout: Layout, height: float, art: list[Placement]) -> bool:
    """Whether something of fixed size holds the title."""
    return any(_holds(p.rect, layout.head) and _anchor(p, layout, height) == "middle" for p in art)


def _seams(layout: Layout, height: float, extra: float, above: float, *, bare: bool, grows: float = 0.0) -> Seams:
    """Where each line of the portrait card comes to lie: y to y, in pieces of even slope."""
    head, text = layout.head, layout.text
    lost = (1 - KEPT) * text.height() if bare else 0.0  # of the column, to be shared out again
    room, column = extra + lost, -lost if bare else TEXT * extra
    first, last = sorted((head, text), key=lambda rect: rect.top())
    if first.bottom() > last.top():  # side by side: one band
        both = first.united(last)
        bands = [(both.top(), above * extra), (both.bottom(), 0.0 if bare else TEXT * extra)]
    else:
        more = [column if rect is text else grows * room for rect in (first, last)]
        over, between = (above * room, BETWEEN * room) if first is head else (ABOVE * room, above * room)
        bands = [(first.top(), over), (first.bottom(), more[0]), (last.top(), between), (last.bottom(), more[1])]
    knots = [(0.0, 0.0)]
    for y, added in bands:
        knots.append((y, knots[-1][1] + added))

    def moved(y: float) -> float:
        for (y0, shift0), (y1, shift1) in pairwise([*knots, (height, extra)]):
            if y0 <= y <= y1:
                return y + (shift1 if y1 == y0 else shift0 + (shift1 - shift0) * (y - y0) / (y1 - y0))
        return y if y < 0 else y + extra

    return moved


def _block(layout: Layout, height: float, extra: float) -> Seams:
    """Seams of a card whose words stand in something round: all of it moves to the middle, none of it grows."""
    both = layout.head.united(layout.text)
    middle = extra * 0.45

    def moved(y: float) -> float:
        if y <= both.top():
            return y + middle * max(0.0, y) / both.top()
        return y + middle + (extra - middle) * max(0.0, min(1.0, (y - both.bottom()) / (height - both.bottom())))

    return moved


def _anchor(p: Placement, layout: Layout, height: float) -> str:
    """What the placement does in a taller card: 'top', 'bottom', 'middle' or 'stretch'."""
    top, bottom = p.rect.top() / height, p.rect.bottom() / height
    if p.tall:
        return p.tall
    if (top < COVERS and bottom > 1 - COVERS) or _holds(p.rect, layout.text):
        return "stretch"
    if bottom >= 1 - EDGE or (bottom > 1 - NEAR and top > 0.66):
        return "bottom"
    return "top" if top <= EDGE or (top < NEAR and bottom < 0.34) else "middle"


def _moved(p: Placement, layout: Layout, height: float, extra: float, seams: Seams) -> QRectF:
    rect, anchor = p.rect, _anchor(p, layout, height)
    if anchor == "stretch":
        covers = rect.top() < COVERS * height and rect.bottom() > (1 - COVERS) * height
        return _stretched(rect, height, extra, seams, covers=covers or _holds_both(rect, layout))
    if anchor != "middle":
        return rect.translated(0, extra if anchor == "bottom" else 0)
    middle = layout.head.center().y() if _holds(rect, layout.head) else rect.center().y()
    return rect.translated(0, seams(middle) - middle)


def _stretched(rect: QRectF, height: float, extra: float, seams: Seams, *, covers: bool) -> QRectF:
    """Each edge where it belongs: as far from the card's edge as it was, or beside what it stood beside."""
    top = rect.top() if covers or rect.top() <= EDGE * height else seams(rect.top())
    bottom = rect.bottom() + extra if covers or rect.bottom() >= (1 - EDGE) * height else seams(rect.bottom())
    return QRectF(rect.left(), top, rect.width(), bottom - top)


def _holds_both(rect: QRectF, layout: Layout) -> bool:
    return _holds(rect, layout.head) and _holds(rect, layout.text)


def _holds(rect: QRectF, inner: QRectF) -> bool:
    """Whether most of `inner` stands on `rect`."""
    shared = rect.intersected(inner)
    return shared.width() * shared.height() >= 0.8 * inner.width() * inner.height()


MARGIN = 0.14  # of the inside page's height over and under its words
WIDE = 0.72  # of its width: the words of a page that has nothing beside them


def _inside(doc: Format, motifs: tuple[Motif, ...]) -> Format:
    """The page with the words: the grounds of the roomiest layout and what holds its words, nothing else."""
    shape, layout = INSIDE, doc.layouts[-1]
    canvas = QRectF(0, 0, shape.width, shape.height)
    text = QRectF(layout.text.left(), MARGIN * shape.height, layout.text.width(), (1 - 2 * MARGIN) * shape.height)
    head = QRectF(text.left(), text.top() - 2, text.width(), 1)
    fills = {motif.name for motif in motifs if motif.fill}
    place = {}
    for motif in motifs:
        if motif.name not in layout.place:
            continue
        p = layout.place[motif.name]
        if motif.fill:
            place[motif.name] = Placement(canvas, p.params)
        elif _holds(p.rect, layout.text) and p.tall not in ("top", "bottom"):
            over, under = layout.text.top() - p.rect.top(), p.rect.bottom() - layout.text.bottom()
            if p.rect.top() < COVERS * doc.height:
                over = text.top() - p.rect.top()
            if p.rect.bottom() > (1 - COVERS) * doc.height:
                under = p.rect.bottom() - doc.height + canvas.bottom() - text.bottom()
            held = text.adjusted(p.rect.left() - text.left(), -over, p.rect.right() - text.right(), under)
            place[motif.name] = Placement(held, p.params)
    if all(name in fills for name in place):
        width = max(text.width(), WIDE * canvas.width())
        text = QRectF((canvas.width() - width) / 2, text.top(), width, text.height())
        head = QRectF(text.left(), head.top(), width, head.height())
    inner = Layout("trong", head, text, (text,), place)
    return Format("trong", shape.label, shape.width, shape.height, (inner,), shape.mm, shape.says, shape.zoom)


def with_own(made: Format, own: Format) -> Format:
    """A derived format in which a design's own layouts take the place of those of the same name."""
    layouts = {layout.name: layout for layout in made.layouts}
    layouts |= {layout.name: replace(layout, bare=layout.name == BARE) for layout in own.layouts}
    return replace(made, layouts=tuple(layouts.values()))
