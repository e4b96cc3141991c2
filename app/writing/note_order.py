"""In what order several notes are told."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from app.writing.notes import Note

SAID_IN_ORDER: tuple[tuple[str, ...], ...] = (
    ("loi", "giup"),
    ("ky_niem", "ben_nhau", "doi_lua"),
    ("mat", "om", "kho", "nguoi_than_lo", "chung_buon", "bau", "quen_lo", "vang"),
    (),  # all others
    ("tin_minh", "tin_vui", "nguoi_than_vui", "chung_vui"),
    ("qua", "hen", "loi_nhan", "dan"),
)
OTHERS = 3  # the place of all other kinds
T = TypeVar("T")


def in_order(notes: Iterable[T], of: Callable[[T], Note]) -> list[T]:
    """What is said first and last: thanks and apologies, memories, troubles, then joys, and requests and promises at the end."""
    return sorted(notes, key=lambda each: next((place for place, kinds in enumerate(SAID_IN_ORDER) if of(each).kind in kinds), OTHERS))
