"""A Brief as JSON values and back, so that a kept text remembers what it was written for."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from app.viet.kinship import Pair
from app.writing.brief import Brief


def brief_values(brief: Brief) -> dict[str, Any]:
    """The brief as plain JSON values."""
    lists = {key: list(value) for key, value in asdict(brief).items() if isinstance(value, tuple)}
    return {**asdict(brief), **lists, "pair": [brief.pair.goi, brief.pair.xung]}


def brief_from(values: Mapping[str, Any]) -> Brief:
    """The brief of brief_values(); keys of other versions are passed over, missing ones have their default.

    KeyError, TypeError or ValueError if this is no brief.
    """
    known = {field.name for field in fields(Brief)}
    read = {key: value for key, value in values.items() if key in known}
    if "pair" in read:
        read["pair"] = Pair(*read["pair"])
    read |= {key: tuple(value) for key, value in read.items() if isinstance(value, list)}
    return Brief(**read)
