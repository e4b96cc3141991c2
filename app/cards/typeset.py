"""Places a card's words in a layout: the head (kicker, title), and one column of salutation, body and signature."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from PySide6.QtCore import QRectF

from app.cards.card import Card
from app.cards.fonts import Fonts
from app.cards.formats import FEW_WORDS
from app.cards.layout import FLOOR_PX, Block, Setting, compose, height_at, largest_px, polish
from app.cards.measure import FaceMeasure
from app.cards.schema import AccentStyle, Format, KickerStyle, Layout, TextStyles
from app.cards.title import SetTitle, set_title

Head = tuple[SetTitle, tuple["Run", ...], float | None]
KICKER_GAP, ORNAMENT_ROOM = 0.95, 44.0  # in kicker px; in design units
LEAST_KICKER = 0.78  # of its size, before it turns to a second line
PILL = 0.62, 0.34  # a pill's padding beside and over its text, in em
OPTICAL_MIDDLE = 0.44  # where a short text sits in its column: a little over the middle looks central
SWASHED = frozenset({"brush", "calligraphy", "handwriting", "lettering"})  # faces whose capitals only begin a word
SHARE = 0.94  # of the column that a text may fill, so that it breathes


@dataclass(frozen=True)
class Run:
    """One field set in place. origin: the block's top left; px and lines in the block."""

    field: str  # 'kicker', 'opening', 'body' or 'signature'
    block: Block
    rect: QRectF
    spacing: float = 0.0  # extra em a letter


@dataclass(frozen=True)
class Placed:
    """Everything a card says, set. too_small: a text is under its least readable size (warn the person)."""

    layout: Layout
    title: SetTitle
    ornament_y: float | None
    runs: tuple[Run, ...]
    too_small: bool


@dataclass(frozen=True)
class _Slot:
    """A text of the column at one size, not yet placed. gap: over it; pad: a pill's padding over and under it."""

    field: str
    text: str
    px: int
    width: float
    setting: Setting
    gap: float
    pad: float


class Typesetter:
    """Holds the measures of the faces; one per process, safe to share between threads."""

    def __init__(self, fonts: Fonts, compounds: frozenset[str]) -> None:
        self.fonts, self.compounds = fonts, compounds
        self._measures: dict[tuple[str, float], FaceMeasure] = {}
        self._head = lru_cache(maxsize=64)(self._set_head)  # typing in the body leaves the title as it is

    def measure(self, role: str, spacing: float = 0.0) -> FaceMeasure:
        key = (role, spacing)
        if key not in self._measures:
            self._measures[key] = FaceMeasure(self.fonts, role, spacing)
        return self._measures[key]

    def place(self, card: Card, shape: Format, styles: TextStyles) -> Placed:
        """The first layout of the format in which the body keeps a comfortable size, else the last."""
        card, styles = cased(said(card, shape.says), styles), enlarged(styles, shape.zoom)
        bare = not (card.opening or card.body or card.signature)
        layouts = [each for each in shape.layouts if each.bare == bare] or shape.layouts
        for layout in layouts:
            runs, px = self._column(card, layout.text, styles)
            if px >= styles.body.comfort or layout is layouts[-1]:
                title, kicker, ornament = self._head(card.title, card.kicker, layout.head.getRect(), styles)
                return Placed(layout, title, ornament, (*kicker, *runs), bool(runs) and px < styles.body.min)
        raise AssertionError("a format has at least one layout")

    def _set_head(self, words: str, line: str, rect: tuple[float, float, float, float], styles: TextStyles) -> Head:
        box = QRectF(*rect)
        style, width = styles.kicker, box.width() * styles.kicker.reach
        text = polish(line).replace("\n", " ")
        block, spacing = self._kicker(text.upper() if style.caps else text, width, style, styles.title.align) if text else (None, 0.0)
        room = block.height + style.px * KICKER_GAP if block else 0.0
        foot = ORNAMENT_ROOM if styles.title.ornament and words else 0.0
        above = style.place == "above"
        inner = box.adjusted(0, room if above else 0, 0, -foot - (0 if above else room))
        title = set_title(words, inner, styles.title, self.fonts, self.compounds)
        top = title.rect.top() if title.lines else box.center().y()
        bottom = title.rect.bottom() if title.lines else box.center().y()
        ornament = bottom + foot * 0.72 if foot else None
        if block is None:
            return title, (), ornament
        y = top - room if above else bottom + foot + style.px * KICKER_GAP
        left = box.left() if styles.title.align == "left" else box.center().x() - width / 2
        return title, (Run("kicker", block, QRectF(left, y, width, block.height), spacing),), ornament

    def _kicker(self, text: str, width: float, style: KickerStyle, align: str) -> tuple[Block, float]:
        """One line beside the title, letter-spaced as the style asks or, if long, closer; two lines rather than tiny letters."""
        smallest = round(style.px * LEAST_KICKER)
        for spacing in (style.spacing, style.spacing * 0.4):
            setting = Setting(self.measure(style.role, spacing), 1.3, align, FLOOR_PX, style.px)
            for px in range(style.px, smallest - 1, -1):
                block = compose(text, px, width, setting, self.compounds)
                if block is not None and len(block.lines) == 1:
                    return block, spacing
        sizes = range(smallest, FLOOR_PX - 1, -1)  # a word of its own that is wider than the card goes on shrinking
        block = next(found for px in sizes if (found := compose(text, px, width, setting, self.compounds)))
        return block, spacing

    def _column(self, card: Card, box: QRectF, styles: TextStyles) -> tuple[tuple[Run, ...], int]:
        """Salutation, body and signature at the largest common size, centred in the box; the body's px."""
        body, texts = styles.body, {f: polish(getattr(card, f)) for f in ("opening", "body", "signature")}
        if not any(texts.values()):
            return (), body.max
        room = box.height() * SHARE

        def fits(px: int) -> bool:
            total = 0.0
            for slot in self._slots(texts, px, box, styles):
                height = height_at(slot.text, slot.px, slot.width, slot.setting, self.compounds)
                if height is None:
                    return False
                total += slot.gap + height + 2 * slot.pad
            return total <= room

        px = largest_px(fits, FLOOR_PX, body.max)
        parts = []
        for slot in self._slots(texts, px, box, styles):
            block = compose(slot.text, slot.px, slot.width, slot.setting, self.compounds)
            assert block is not None
            parts.append((slot, block))
        height = sum(slot.gap + block.height + 2 * slot.pad for slot, block in parts)
        y, runs = box.top() + (box.height() - height) * OPTICAL_MIDDLE, []
        for slot, block in parts:
            y += slot.gap + slot.pad
            runs.append(Run(slot.field, block, QRectF(box.center().x() - slot.width / 2, y, slot.width, block.height)))
            y += block.height + slot.pad
        return tuple(runs), px

    def _slots(self, texts: dict[str, str], px: int, box: QRectF, styles: TextStyles) -> list[_Slot]:
        """How each text of the column is set at body size px."""
        body, slots = styles.body, []
        for field, text in texts.items():
            if not text:
                continue
            if field == "body":
                gap = styles.opening.gap * px if slots else 0.0
                setting = Setting(self.measure(body.role), body.lead, body.align, body.min, body.max)
                slots.append(_Slot(field, text, px, box.width(), setting, gap, 0.0))
                continue
            style: AccentStyle = getattr(styles, field)
            size = _accent_px(style, px, body.min)
            measure, pill = self.measure(style.role), style.finish == "pill"
            while (
                size > style.min and measure.advance(text) > box.width() / size - 2 * measure.side - 2 * PILL[0] * pill
            ):
                size -= 1  # on one line rather than at its largest
            beside, over = (PILL[0] * size, PILL[1] * size) if pill else (0.0, 0.0)
            setting = Setting(measure, 1.12, style.align or body.align, min(size, style.min), style.max)
            slots.append(
                _Slot(field, text, size, box.width() - 2 * beside, setting, style.gap * px if slots else 0.0, over)
            )
        return slots


def said(card: Card, says: str) -> Card:
    """What of a card's words a page shows; says: as in formats.Shape."""
    if says == "words":
        return replace(card, title="", kicker="")
    if says == "title" or (says == "short" and len(card.body.split()) > FEW_WORDS):
        return replace(card, opening="", body="", signature="")
    return card


def cased(card: Card, styles: TextStyles) -> Card:
    """All capitals become Capitalised Words where the face's capitals are swashes: a row of those cannot be read."""
    changed = {}
    for field in ("title", "opening", "body", "signature"):
        style, text = getattr(styles, field), getattr(card, field)
        if SWASHED & {style.role, getattr(style, "first_role", "")} and text.isupper() and len(text.split()) > 1:
            changed[field] = re.sub(r"[^\W\d_]+", lambda word: word[0][0] + word[0][1:].lower(), text)
    return replace(card, **changed) if changed else card


@lru_cache(maxsize=64)
def enlarged(styles: TextStyles, zoom: float) -> TextStyles:
    """Larger greatest sizes, and half as much of what is comfortable; the least readable ones stay what they are."""
    if zoom == 1.0:
        return styles

    def big(px: int) -> int:
        return round(px * zoom)

    return TextStyles(
        replace(styles.title, largest=big(styles.title.largest)),
        replace(styles.kicker, px=big(styles.kicker.px)),
        replace(styles.body, max=big(styles.body.max), comfort=round(styles.body.comfort * (1 + zoom) / 2)),
        replace(styles.opening, max=big(styles.opening.max)),
        replace(styles.signature, max=big(styles.signature.max)),
    )


def _accent_px(style: AccentStyle, body_px: int, body_min: int) -> int:
    """Follows the body by the style's ratio inside min…max; below the body's least size it shrinks with it."""
    size = round(min(style.max, max(style.min, body_px * style.ratio)))
    return size if body_px >= body_min else max(FLOOR_PX, min(size, round(style.min * body_px / body_min)))
