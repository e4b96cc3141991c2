"""A card: what a person chose, wrote and put on it, nothing of how it is drawn; and its values as JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from app.cards.formats import SHAPES
from app.cards.items import Color, Items, bounded
from app.errors import UserError

MOST_WORDS = 20_000  # letters of each of a card's texts
Words = Annotated[str, Meta(max_length=MOST_WORDS)]


@dataclass(frozen=True)
class Card:
    """The title comes from the occasion ('\\n' where a line may turn); any text may be empty.

    seed 0 is the template's own arrangement; other seeds vary the art. items: bottom first, all over the card's own
    words but those that are items themselves. ground: a plain colour in place of the design's background.
    """

    template: Words
    format: Words = "doc"
    palette: Words = ""  # the template's first when empty
    title: Words = ""
    kicker: Words = ""
    opening: Words = ""
    body: Words = ""
    signature: Words = ""
    seed: Annotated[int, Meta(ge=0, le=2**31)] = 0
    items: Items = ()
    ground: Color = ""


KEYS = tuple(field.name for field in fields(Card))


def keepable(changes: Mapping[str, Any]) -> dict[str, Any]:
    """Fields of a card as one that is kept may hold them: what could not be read again is never made."""
    cut = {key: value[:MOST_WORDS] if isinstance(value, str) else value for key, value in changes.items()}
    return {**cut, "items": bounded(cut["items"])} if "items" in cut else cut


def at_hand(card: Card, templates: Mapping[str, Any], instead: str) -> Card:
    """The card in a design that is here: one that is not gives way to `instead`, an unknown palette or shape to the first."""
    template = card.template if card.template in templates else instead
    palette = card.palette if card.palette in templates[template].palettes else ""
    return replace(card, template=template, palette=palette, format=card.format if card.format in SHAPES else "doc")


def card_values(card: Card) -> dict[str, Any]:
    """The card as JSON values."""
    return msgspec.to_builtins(card)


def card_from(values: Mapping[str, Any]) -> Card:
    """The card of card_values(); keys of other versions are passed over. UserError if this is no card."""
    try:
        return msgspec.convert({key: values[key] for key in KEYS if key in values}, Card)
    except (msgspec.ValidationError, TypeError) as fault:
        raise UserError("Tấm thiệp này có chỗ không đọc được.", str(fault)) from fault
