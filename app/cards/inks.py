"""How each text of a design is inked, and how a person's own wishes change that."""

from dataclasses import dataclass, replace

from app.cards.items import Look
from app.cards.schema import TextStyles, TitleStyle

OWN_LARGEST = 800  # px that a text may take in a frame of its own


@dataclass(frozen=True)
class Ink:
    """Face and paint of a text: colours are '@key' of the palette or '#rrggbb'; '' is none."""

    role: str
    color: str
    finish: str = "ink"
    shadow: str = ""
    edge: str = ""


def ink_of(styles: TextStyles, field: str) -> Ink:
    """The design's own ink of a text of its column, or of its kicker."""
    style, edge = getattr(styles, field), reference(styles.title.edge)
    shadow = reference(getattr(style, "shadow", ""))
    return Ink(style.role, reference(style.color), getattr(style, "finish", "ink"), shadow, edge)


def changed(ink: Ink, look: Look) -> Ink:
    """The ink with what the look asks for."""
    ink = replace(ink, role=look.role or ink.role, color=look.color or ink.color)
    if look.finish:
        ink = replace(ink, finish=look.finish, shadow="")
    return ink


def own_title(style: TitleStyle, look: Look) -> TitleStyle:
    """The style of a title in a frame of its own: as large as the frame, or as the look says."""
    style = replace(style, largest=look.px or OWN_LARGEST, color=look.color or style.color, align=look.align or style.align)
    if look.role:
        style = replace(style, role=look.role, first_role="")
    return replace(style, finish=look.finish or style.finish, lead=look.lead or style.lead)


def reference(color: str) -> str:
    """A template's colour, which names a key of its palette, as '@key'; a literal one stays."""
    return color if not color or color[0] in "#@" else f"@{color}"
