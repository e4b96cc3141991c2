"""What a template is, as frozen dataclasses; template.py reads them from TOML."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QRectF

Param = str | int | float | bool | list[Any]
Tones = tuple[str, ...]


@dataclass(frozen=True)
class TitleStyle:
    """finish: 'foil', 'sticker' (gradient letters on a pale outline) or 'ink'. Colours are palette keys."""

    role: str
    largest: int
    finish: str
    color: str = "title"
    edge: str = "title_edge"
    first_role: str = ""  # another face for the first of several lines
    first_color: str = "title"
    first_ratio: float = 0.7
    swell: float = 1.0  # how much larger than the others a short line may be set
    lead: float = 0.9  # least distance of baselines, in em
    word_spacing: float = 0.0  # in em
    align: str = "center"
    ornament: str = ""  # '' or 'diamond': a rule under the title


@dataclass(frozen=True)
class KickerStyle:
    role: str
    px: int
    spacing: float = 0.0  # in em
    caps: bool = True
    color: str = "kicker"
    place: str = "above"  # or 'below' the title
    reach: float = 1.0  # of the head's width that it may take


@dataclass(frozen=True)
class BodyStyle:
    """Below `comfort` px the next, roomier layout of the format is tried; `min` is the least one reads."""

    role: str
    min: int
    comfort: int
    max: int
    lead: float
    color: str = "ink"
    shadow: str = ""
    align: str = "center"


@dataclass(frozen=True)
class AccentStyle:
    """The salutation or the signature; its size follows the body's by `ratio`, inside min…max."""

    role: str
    ratio: float
    min: int
    max: int
    color: str = "accent"
    finish: str = "ink"  # or 'foil', or 'pill' (dark letters on a foil label)
    gap: float = 0.8  # distance to the body, in body px
    align: str = ""  # the body's when empty
    shadow: str = ""


@dataclass(frozen=True)
class TextStyles:
    title: TitleStyle
    kicker: KickerStyle
    body: BodyStyle
    opening: AccentStyle
    signature: AccentStyle


@dataclass(frozen=True)
class Motif:
    """One layer of art. fill: it covers the whole card; otherwise a layout gives its rectangle."""

    name: str
    kind: str
    params: Mapping[str, Param] = field(default_factory=dict)
    fill: bool = False


@dataclass(frozen=True)
class Placement:
    """tall: what becomes of it in a taller format: '' (found out), 'top', 'bottom', 'middle' or 'stretch'."""

    rect: QRectF
    params: Mapping[str, Param] = field(default_factory=dict)
    tall: str = ""


@dataclass(frozen=True)
class Layout:
    """Where things go. head holds kicker and title; text holds salutation, body and signature as one column.

    Scattered art keeps out of `calm` (which includes head and text). bare: for a page that shows the title alone.
    """

    name: str
    head: QRectF
    text: QRectF
    calm: tuple[QRectF, ...]
    place: Mapping[str, Placement]
    bare: bool = False


@dataclass(frozen=True)
class Format:
    """One page, or the first of two. mm, says, zoom: as in formats.Shape."""

    id: str
    label: str
    width: int
    height: int
    layouts: tuple[Layout, ...]  # airy first
    mm: tuple[float, float] | None = None
    says: str = "all"
    zoom: float = 1.0
    inside: "Format | None" = None

    @property
    def pages(self) -> "tuple[Format, ...]":
        return (self, self.inside) if self.inside else (self,)


@dataclass(frozen=True)
class Palette:
    id: str
    label: str
    swatch: Tones  # the few colours a chooser shows
    colors: Mapping[str, Tones]


@dataclass(frozen=True)
class Template:
    id: str
    label: str
    occasions: tuple[str, ...]
    style: str
    seed: int
    motifs: tuple[Motif, ...]
    styles: TextStyles
    palettes: Mapping[str, Palette]
    formats: Mapping[str, Format]
