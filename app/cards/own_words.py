"""Sets texts that stand in frames of their own: the card's words once they were moved or restyled, and added texts."""

from dataclasses import dataclass, replace
from functools import lru_cache

from PySide6.QtCore import QRectF

from app.cards.inks import OWN_LARGEST, Ink, changed, ink_of, own_title
from app.cards.items import Look
from app.cards.layout import FLOOR_PX, Block, Setting, compose, height_at, largest_px, polish
from app.cards.schema import TextStyles, TitleStyle
from app.cards.title import SetTitle, set_title
from app.cards.typeset import Run, Typesetter

LEAST_PX = 18  # of a text on a card of 1080 units; smaller ones are told to the person
KICKER_LEAD, ACCENT_LEAD = 1.3, 1.12
MOST_DECORATED = 600  # letters; foil on thousands of them takes a minute, and nobody reads it
HAIR = 0.5  # units that rounding may take


@dataclass(frozen=True)
class OwnText:
    """A text set in a frame whose corner is the origin. Either a title or a run; tight: it is cut short or hard to read."""

    title: SetTitle | None
    title_style: TitleStyle | None
    run: Run | None
    ink: Ink | None
    tight: bool

    @property
    def px(self) -> int:
        """The size it came out at."""
        return round(self.title.px) if self.title else self.run.block.px if self.run else 0


def designed_look(styles: TextStyles, field: str) -> Look:
    """How the design sets one of its texts ('' for an added one): what stands where a look says nothing."""
    if field == "title":
        return Look(align=styles.title.align, lead=styles.title.lead)
    kind = field or "body"
    style, kicker = getattr(styles, kind), kind == "kicker"
    lead = style.lead if kind == "body" else KICKER_LEAD if kicker else ACCENT_LEAD
    align = (styles.title.align if kicker else style.align) or styles.body.align
    return Look(align=align, lead=lead, spacing=style.spacing if kicker else 0.0)


class OwnSetter:
    """Remembers what it has set: dragging a frame sets nothing anew."""

    def __init__(self, typesetter: Typesetter) -> None:
        self._typesetter = typesetter
        self.set = lru_cache(maxsize=256)(self._set)

    def _set(self, field: str, text: str, look: Look, size: tuple[float, float], styles: TextStyles) -> OwnText:
        """field: '' for an added text; size: the frame's width and height."""
        if field == "title":
            return self._titled(text, own_title(styles.title, look), look, size)
        kind = field or "body"
        ink = changed(ink_of(styles, kind), look)
        if len(text) > MOST_DECORATED:
            ink = replace(ink, finish="ink", shadow="")
        run, tight = self._run(kind, text, look, size, styles, ink)
        return OwnText(None, None, run, ink, tight)

    def _titled(self, text: str, style: TitleStyle, look: Look, size: tuple[float, float]) -> OwnText:
        box, fonts = QRectF(0, 0, *size), self._typesetter.fonts
        title = set_title(text, box, style, fonts, self._typesetter.compounds)
        tight = bool(title.lines) and (title.px < LEAST_PX or 0 < look.px > title.px + 1)
        return OwnText(title, style, None, None, tight)

    def _run(
        self, kind: str, text: str, look: Look, size: tuple[float, float], styles: TextStyles, ink: Ink
    ) -> tuple[Run, bool]:
        given, (width, height) = designed_look(styles, kind), size
        spacing = (given.spacing or 0.0) if look.spacing is None else look.spacing
        lead, align = look.lead or given.lead, look.align or given.align
        text = polish(text.upper() if kind == "kicker" and styles.kicker.caps else text)
        setting = Setting(self._typesetter.measure(ink.role, spacing), lead, align, look.px or FLOOR_PX, OWN_LARGEST)
        px = look.px or self._largest(text, width, height, setting)
        block = compose(text, px, width, setting, self._typesetter.compounds) if text else Block(px, (), width, 0.0)
        assert block is not None  # at its smallest size a text is never refused
        top = (height - block.height) / 2 if block.height <= height else 0.0
        tight = bool(text) and (block.height > height + HAIR if look.px else px < LEAST_PX)
        return Run(kind, block, QRectF(0, top, width, block.height), spacing), tight

    def _largest(self, text: str, width: float, height: float, setting: Setting) -> int:
        def fits(px: int) -> bool:
            needed = height_at(text, px, width, setting, self._typesetter.compounds)
            return needed is not None and needed <= height + HAIR

        return largest_px(fits, FLOOR_PX, OWN_LARGEST)
