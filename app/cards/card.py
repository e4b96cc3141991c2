"""A card: what a person chose, wrote and put on it, nothing of how it is drawn; and its values as JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from app.cards.items import Color, Items
from app.errors import UserError

Words = Annotated[str, Meta(max_length=20_000)]


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


def card_values(card: Card) -> dict[str, Any]:
    """The card as JSON values."""
    return msgspec.to_builtins(card)


def card_from(values: Mapping[str, Any]) -> Card:
    """The card of card_values(); keys of other versions are passed over. UserError if this is no card."""
    try:
        return msgspec.convert({key: values[key] for key in KEYS if key in values}, Card)
    except (msgspec.ValidationError, TypeError) as fault:
        raise UserError("Tấm thiệp này có chỗ không đọc được.", str(fault)) from fault
