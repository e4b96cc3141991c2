"""How cards move: what assets/cards/motion.toml says of motifs, designs and occasions, and the maths of a loop.

Every motion is a function of t in 0…1, the share of the loop that has passed, with a whole number of turns: the end meets
the beginning.
"""

import math
import tomllib
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec

from app.cards.card import Card
from app.cards.schema import Template
from app.errors import UserError
from app.viet.text import nfc

LOOP_MS = 4000  # no loop is longer


class Lights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Bright places of a motif that glow: those at least `lo` bright and `warm` redder than blue (0…1).

    spot: only what is brighter than what lies this many units around. part: shares of what was drawn (left, top, right,
    bottom) in which to look. reach: units that the light spreads. cycles: of its two waves in a loop.
    """

    lo: float = 0.62
    warm: float = 0.16
    spot: float = 0.0
    part: tuple[float, float, float, float] = (0.0, 0.0, 1.0, 1.0)
    reach: float = 20.0
    strength: float = 0.5
    cycles: tuple[int, int] = (1, 3)


class Effect(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a kind of motif does. swing: turns about its pivot (shares of its rectangle) by `turn` degrees; bob: shifts by
    `amount` units along `axis`, and turns; bend: shifts by more the farther from `anchor` ('edges': from the card's edges
    that it touches); ripple: its rows shift to and fro. length: units after which a bend or ripple repeats.
    """

    how: Literal["", "swing", "bob", "bend", "ripple"] = ""
    turn: float = 0.0
    pivot: tuple[float, float] = (0.5, 0.0)
    amount: float = 0.0
    axis: Literal["x", "y"] = "y"
    anchor: Literal["top", "bottom", "edges"] = "top"
    length: float = 0.0
    cycles: int = 1
    lights: Lights | None = None
    glint: float = 0.0  # how strongly light sweeps across it


class Fall(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Small things in the air. `streams` paths on a portrait card, on each `slots` alike things one behind the other, each
    of which gets `passes` places on in a loop: a thing needs slots / passes loops for its whole way.
    """

    shape: Literal["petal", "flake", "slip", "heart", "leaf", "mote", "drop"]
    tones: tuple[tuple[str, ...], ...]
    streams: int = 5
    slots: int = 3
    passes: int = 1
    size: tuple[float, float] = (0.5, 1.0)
    sway: float = 46.0
    drift: float = 90.0
    spin: float = 0.8
    up: bool = False
    opacity: float = 0.95


class Motion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """live: kinds that mix with what lies under them, painted anew in each frame; gone: kinds that hang in the air of a still
    card and give way to what falls; design: the fall of a template, "" for none; words: falls by what a title says.
    """

    live: tuple[str, ...]
    gone: tuple[str, ...]
    mourning: tuple[str, ...]
    motif: dict[str, Effect]
    fall: dict[str, Fall]
    design: dict[str, str]
    words: dict[str, str]
    occasion: dict[str, str]


@dataclass(frozen=True)
class Plan:
    """What moves on one card. quiet: nothing but a slow glow."""

    quiet: bool
    fall: Fall | None


def load_motion(assets: Path) -> Motion:
    """assets/cards/motion.toml. UserError when it can not be read."""
    file = assets / "cards" / "motion.toml"
    try:
        return msgspec.convert(tomllib.loads(file.read_text("utf-8")), Motion)
    except (OSError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise UserError("Không đọc được bảng chuyển động của thiệp.", str(error)) from error


def plan_for(card: Card, template: Template, motion: Motion) -> Plan:
    """A card of mourning, by its design or its words, is quiet; else its design, its title, its occasion say what falls."""
    said = nfc(" ".join((card.title, card.kicker, card.opening, card.body)).replace("\n", " ").lower())
    if template.occasions[0] == "chia_buon" or any(word in said for word in motion.mourning):
        return Plan(True, None)
    title = nfc(card.title.replace("\n", " ").lower())
    by_title = next((fall for word, fall in motion.words.items() if word in title), "")
    by_day = next((motion.occasion[day] for day in template.occasions if day in motion.occasion), "")
    name = motion.design.get(template.id, by_title or by_day)
    return Plan(False, motion.fall[name] if name else None)


def chance(*salt: object) -> float:
    """A number in 0…1 that is always the same for the same salt."""
    return zlib.crc32(repr(salt).encode()) / 2**32


def wave(t: float, cycles: int, phase: float) -> float:
    """-1…1; the same at t = 0 and t = 1."""
    return math.sin(2 * math.pi * (cycles * t + phase))


def pulse(t: float, cycles: tuple[int, int], phase: float) -> float:
    """A light's strength, 0…1: a slow wave with a quicker, smaller one upon it."""
    return 0.5 + 0.34 * wave(t, cycles[0], phase) + 0.16 * wave(t, cycles[1], phase * 2.7)


def progress(t: float, slot: int, fall: Fall) -> float:
    """How far on its way, 0…1, the thing in a slot is: at the end of the loop where the next ones were at its beginning."""
    return ((slot + fall.passes * t) / fall.slots) % 1.0


def sweep(t: float) -> float:
    """Where the band of light is, 0 before and 1 behind everything; it waits out of sight for the rest of the loop."""
    return min(1.0, max(0.0, (t - 0.12) / 0.56))
