"""A Brief as JSON values and back, so that a kept text remembers what it was written for."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from app.viet.kinship import Pair
from app.writing.brief import Brief


def brief_values(brief: Brief) -> dict[str, Any]:
    """The brief as plain JSON values."""
    return {**asdict(brief), "pair": [brief.pair.goi, brief.pair.xung], "details": list(brief.details)}


def brief_from(values: Mapping[str, Any]) -> Brief:
    """The brief of brief_values(); keys of other versions are passed over, missing ones have their default.

    KeyError, TypeError or ValueError if this is no brief.
    """
    known = {field.name for field in fields(Brief)}
    read = {key: value for key, value in values.items() if key in known}
    if "pair" in read:
        read["pair"] = Pair(*read["pair"])
    if "details" in read:
        read["details"] = tuple(read["details"])
    return Brief(**read)
