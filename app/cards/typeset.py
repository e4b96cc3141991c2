"""Places a card's words in a layout: the head (kicker, title), and one column of salutation, body and signature."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF

from app.cards.card import Card
from app.cards.fonts import Fonts
from app.cards.layout import FLOOR_PX, Block, Setting, compose, largest_px, polish
from app.cards.measure import FaceMeasure
from app.cards.template import AccentStyle, Format, KickerStyle, Layout, TextStyles
from app.cards.title import SetTitle, set_title

KICKER_GAP, ORNAMENT_ROOM = 0.95, 44.0  # in kicker px; in design units
LEAST_KICKER = 0.78  # of its size, before it turns to a second line
PILL = 0.62, 0.34  # a pill's padding beside and over its text, in em
OPTICAL_MIDDLE = 0.44  # where a short text sits in its column: a little over the middle looks central
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
class _Part:
    """A text of the column before it is placed: the gap over it, a pill's padding over and beside it."""

    field: str
    block: Block
    gap: float
    pad: float
    side: float

    @property
    def height(self) -> float:
        return self.gap + self.block.height + 2 * self.pad


class Typesetter:
    """Holds the measures of the faces; one per process, safe to share between threads."""

    def __init__(self, fonts: Fonts, compounds: frozenset[str]) -> None:
        self.fonts, self.compounds = fonts, compounds
        self._measures: dict[tuple[str, float], FaceMeasure] = {}

    def measure(self, role: str, spacing: float = 0.0) -> FaceMeasure:
        key = (role, spacing)
        if key not in self._measures:
            self._measures[key] = FaceMeasure(self.fonts, role, spacing)
        return self._measures[key]

    def place(self, card: Card, shape: Format, styles: TextStyles) -> Placed:
        """The first layout of the format in which the body keeps a comfortable size, else the last."""
        for layout in shape.layouts:
            runs, px = self._column(card, layout.text, styles)
            if px >= styles.body.comfort or layout is shape.layouts[-1]:
                title, kicker, ornament = self._head(card, layout.head, styles)
                return Placed(layout, title, ornament, (*kicker, *runs), bool(runs) and px < styles.body.min)
        raise AssertionError("a format has at least one layout")

    def _head(self, card: Card, box: QRectF, styles: TextStyles) -> tuple[SetTitle, tuple[Run, ...], float | None]:
        style, width = styles.kicker, box.width() * styles.kicker.reach
        text = polish(card.kicker).replace("\n", " ")
        block, spacing = self._kicker(text.upper() if style.caps else text, width, style) if text else (None, 0.0)
        room = block.height + style.px * KICKER_GAP if block else 0.0
        foot = ORNAMENT_ROOM if styles.title.ornament and card.title else 0.0
        above = style.place == "above"
        inner = box.adjusted(0, room if above else 0, 0, -foot - (0 if above else room))
        title = set_title(card.title, inner, styles.title, self.fonts, self.compounds)
        top = title.rect.top() if title.lines else box.center().y()
        bottom = title.rect.bottom() if title.lines else box.center().y()
        ornament = bottom + foot * 0.72 if foot else None
        if block is None:
            return title, (), ornament
        y = top - room if above else bottom + foot + style.px * KICKER_GAP
        return title, (Run("kicker", block, QRectF(box.center().x() - width / 2, y, width, block.height), spacing),), ornament

    def _kicker(self, text: str, width: float, style: KickerStyle) -> tuple[Block, float]:
        """One line, letter-spaced as the style asks or, if long, closer; two lines rather than tiny letters."""
        smallest = round(style.px * LEAST_KICKER)
        for spacing in (style.spacing, style.spacing * 0.4):
            setting = Setting(self.measure(style.role, spacing), 1.3, "center", FLOOR_PX, style.px)
            for px in range(style.px, smallest - 1, -1):
                block = compose(text, px, width, setting, self.compounds)
                if block is not None and len(block.lines) == 1:
                    return block, spacing
        block = compose(text, smallest, width, setting, self.compounds)
        assert block is not None
        return block, spacing

    def _column(self, card: Card, box: QRectF, styles: TextStyles) -> tuple[tuple[Run, ...], int]:
        """Salutation, body and signature at the largest common size, centred in the box; the body's px."""
        body, texts = styles.body, {f: polish(getattr(card, f)) for f in ("opening", "body", "signature")}
        if not any(texts.values()):
            return (), body.max
        room = box.height() * SHARE
        px = largest_px(lambda size: self._stack(texts, size, box, styles, room) is not None, FLOOR_PX, body.max)
        parts = self._stack(texts, px, box, styles, room) or self._stack(texts, px, box, styles, float("inf"))
        assert parts is not None
        y, runs = box.top() + (box.height() - sum(part.height for part in parts)) * OPTICAL_MIDDLE, []
        for part in parts:
            y += part.gap + part.pad
            runs.append(Run(part.field, part.block, QRectF(box.left() + part.side, y, part.block.width, part.block.height)))
            y += part.block.height + part.pad
        return tuple(runs), px

    def _stack(self, texts: dict[str, str], px: int, box: QRectF, styles: TextStyles, room: float) -> list[_Part] | None:
        """Each text at body size px, or None where they do not fit."""
        body, parts = styles.body, []
        for name in ("opening", "body", "signature"):
            if not texts[name]:
                continue
            if name == "body":
                setting, size, gap, pad = Setting(self.measure(body.role), body.lead, body.align, body.min, body.max), px, 0.0, 0.0
            else:
                style: AccentStyle = getattr(styles, name)
                size = _accent_px(style, px, body.min)
                setting = Setting(self.measure(style.role), 1.12, style.align or body.align, min(size, style.min), style.max)
                gap, pad = style.gap * px, (PILL[1] * size if style.finish == "pill" else 0.0)
            side = PILL[0] * size if pad else 0.0
            block = compose(texts[name], size, box.width() - 2 * side, setting, self.compounds)
            if block is None:
                return None
            if parts and name == "body":
                gap = styles.opening.gap * px
            parts.append(_Part(name, block, gap if parts else 0.0, pad, side))
        if sum(part.height for part in parts) > room:
            return None
        return parts


def _accent_px(style: AccentStyle, body_px: int, body_min: int) -> int:
    """Follows the body by the style's ratio inside min…max; below the body's least size it shrinks with it."""
    size = round(min(style.max, max(style.min, body_px * style.ratio)))
    return size if body_px >= body_min else max(FLOOR_PX, min(size, round(style.min * body_px / body_min)))
