"""What a person put on a card or changed about its words: plain values, checked whenever they are read from outside."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

FIELDS = ("kicker", "title", "opening", "body", "signature")  # a card's own words, in the order they are painted
MOST_ITEMS = 200  # on a card
LONGEST_TEXT = 4000  # letters of a text or of what a QR code holds

FARTHEST = 20_000.0  # units from a page's corner, and of a frame's side
LEAST_SIDE, LEAST_CROP = 4.0, 0.0011  # units of a frame; share of a picture

Unit = Annotated[float, Meta(ge=-FARTHEST, le=FARTHEST)]
Length = Annotated[float, Meta(ge=LEAST_SIDE, le=FARTHEST)]
Share = Annotated[float, Meta(ge=0, le=1)]
Color = Annotated[str, Meta(pattern=r"^(#[0-9a-fA-F]{6}|@[a-z_]{1,40})?$")]  # '' the design's, '@key' its palette's
Name = Annotated[str, Meta(pattern=r"^[a-z0-9_:-]{0,60}$")]
Align = Literal["", "left", "center", "right"]
Finish = Literal["", "ink", "foil", "shadow", "outline"]
Mask = Literal["rect", "round", "oval", "arch", "heart", "star", "petal", "stamp"]
Border = Literal["", "line", "white", "polaroid", "gold", "tape"]
Filter = Literal["", "bw", "sepia", "warm", "cool", "faded", "vivid", "soft"]


class Frame(msgspec.Struct, frozen=True):
    """Where an item stands on its page, in design units; turned clockwise by degrees about its centre."""

    x: Unit
    y: Unit
    width: Length
    height: Length
    turn: Annotated[float, Meta(ge=-360, le=360)] = 0.0


class Look(msgspec.Struct, frozen=True, omit_defaults=True):
    """How letters look; what is left empty is as the design has it."""

    role: Name = ""  # a face of assets/fonts
    px: Annotated[int, Meta(ge=0, le=800)] = 0  # 0: as large as the frame allows
    color: Color = ""
    finish: Finish = ""
    align: Align = ""
    lead: Annotated[float, Meta(ge=0, le=4)] = 0.0  # distance of baselines in em
    spacing: Annotated[float, Meta(ge=-0.2, le=2)] | None = None  # extra em a letter


class Crop(msgspec.Struct, frozen=True):
    """The part of a photo that is shown, as shares of its width and height."""

    x: Share = 0.0
    y: Share = 0.0
    width: Annotated[float, Meta(gt=0.001, le=1)] = 1.0
    height: Annotated[float, Meta(gt=0.001, le=1)] = 1.0


class Item(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind"):
    """What every item has. The id is unique on its card; only Words may have no frame: then the design places them."""

    id: Annotated[int, Meta(ge=0, le=1_000_000)]
    page: Annotated[int, Meta(ge=0, le=1)] = 0
    frame: Frame | None = None
    opacity: Share = 1.0
    locked: bool = False
    hidden: bool = False


class Words(Item, frozen=True, tag="words", omit_defaults=True):
    """One of the card's own texts, moved, restyled, locked or hidden. What it says stays in the card."""

    field: Literal["kicker", "title", "opening", "body", "signature"]
    look: Look = Look()


class Text(Item, frozen=True, tag="text", omit_defaults=True):
    """Words that were added to the card."""

    text: Annotated[str, Meta(max_length=LONGEST_TEXT)] = ""
    look: Look = Look()


class Photo(Item, frozen=True, tag="photo", omit_defaults=True):
    """A picture of the person's own; `picture` names it in app.cards.pictures."""

    picture: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
    crop: Crop = Crop()
    mask: Mask = "rect"
    border: Border = ""
    filter: Filter = ""
    flip: bool = False


class Sticker(Item, frozen=True, tag="sticker", omit_defaults=True):
    """A picture of the collection in assets/stickers."""

    sticker: Name
    flip: bool = False


class Code(Item, frozen=True, tag="code", omit_defaults=True):
    """A QR code."""

    content: Annotated[str, Meta(max_length=LONGEST_TEXT)]
    color: Annotated[str, Meta(pattern=r"^#[0-9a-fA-F]{6}$")] = "#1c1917"


AnyItem = Words | Text | Photo | Sticker | Code
Items = Annotated[tuple[AnyItem, ...], Meta(max_length=MOST_ITEMS)]


def next_id(items: tuple[AnyItem, ...]) -> int:
    """A number that no item of the card bears."""
    return max((item.id for item in items), default=0) + 1


def without_words(items: tuple[AnyItem, ...]) -> tuple[AnyItem, ...]:
    """What was added to a card: its own words are where and how a (new) design has them."""
    return tuple(item for item in items if not isinstance(item, Words))


def words_of(items: tuple[AnyItem, ...], field: str) -> Words | None:
    """What was changed about one of the card's own texts."""
    return next((item for item in items if isinstance(item, Words) and item.field == field), None)


def bounded(items: tuple[AnyItem, ...]) -> tuple[AnyItem, ...]:
    """The items as a card that is kept may hold them: what could not be read again is never made."""
    return tuple(_bounded(item) for item in items[:MOST_ITEMS])


def _bounded(item: AnyItem) -> AnyItem:
    changes: dict[str, object] = {}
    if item.frame:
        x, y = (min(FARTHEST, max(-FARTHEST, value)) for value in (item.frame.x, item.frame.y))
        width, height = (min(FARTHEST, max(LEAST_SIDE, value)) for value in (item.frame.width, item.frame.height))
        changes["frame"] = Frame(x, y, width, height, item.frame.turn)
    if isinstance(item, Photo):
        crop = item.crop
        changes["crop"] = Crop(crop.x, crop.y, max(LEAST_CROP, crop.width), max(LEAST_CROP, crop.height))
    for name in ("text", "content"):
        if len(getattr(item, name, "")) > LONGEST_TEXT:
            changes[name] = getattr(item, name)[:LONGEST_TEXT]
    return msgspec.structs.replace(item, **changes) if changes else item
