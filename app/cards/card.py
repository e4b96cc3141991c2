"""A card: what a person chose and wrote, nothing of how it is drawn."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Card:
    """The title comes from the occasion ('\\n' where a line may turn); any text may be empty.

    seed 0 is the template's own arrangement; other seeds vary the art.
    """

    template: str
    format: str = "doc"
    palette: str = ""  # the template's first when empty
    title: str = ""
    kicker: str = ""
    opening: str = ""
    body: str = ""
    signature: str = ""
    seed: int = 0
