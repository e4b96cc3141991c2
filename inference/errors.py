"""The error for faults of the world (files, networks, memory), worded for the person who reads it."""

from __future__ import annotations


class InferenceError(Exception):
    """`what` is one clear Vietnamese sentence; `hint` says what the person can do (may be empty)."""

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(what if not hint else f"{what} {hint}")
        self.what = what
        self.hint = hint


class Refused(InferenceError):
    """A server does not take this one request (too long, or with a parameter that it does not know); others it may."""
