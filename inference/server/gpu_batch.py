"""A step of the scheduler as arrays: which token of which seat each row holds, where its keys go, and who draws from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from inference.server.step import Fill, Step

FED_BACK = -1  # in `tokens`: the token that the device itself drew last for the row's seat
SECTIONS = (
    "positions", "out_positions", "draw_position",  # together: from one decoding step to the next these grow by one
    "slots", "tokens", "seats", "tile_first", "tile_rows", "out_rows", "out_seats", "draw_row", "draw_seat",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows, attention tiles, rows with logits and draws a batch holds, and the greatest position in it."""

    rows: int
    tiles: int
    outputs: int
    draws: int
    longest: int

    def of(self, section: str) -> int:
        """How many numbers a section holds."""
        if section.startswith("tile_"):
            return self.tiles
        return self.outputs if section.startswith("out_") else self.draws if section.startswith("draw_") else self.rows


class Batch:
    """Arrays of int32, `capacity` numbers a section, in one buffer: it travels to the device in one copy.

    A decode-only step is padded to its bucket with rows of the dummy seat, whose keys go to the scratch block 0; so a
    recorded graph finds every number where it was. Whole arrays are written at once, and where the same seats decode again
    only what grew: a small model's step leaves the host 100 µs.
    """

    def __init__(self, table: np.ndarray, capacity: int, page: int) -> None:
        """table: (S + 1, M) blocks of each seat, row S all 0; read anew at every step."""
        self._table, self._page = table, page
        self._dummy = len(table) - 1
        self.numbers = np.zeros((len(SECTIONS), capacity), dtype=np.int32)
        self.arrays = dict(zip(SECTIONS, self.numbers, strict=True))
        self._decoding: list[int] = []  # the seats of a decode-only step that the arrays still hold
        self._padded = 0

    def fill(self, step: Step, *, bucket: int, tile: int) -> Counts:
        """Lays the step out: decoding rows first, then prompts. bucket: decoding rows to pad to; tile: most rows of a tile."""
        count = max(bucket, len(step.decode))
        seats = [seat for seat, _ in step.decode]
        again = not step.fills and seats and seats == self._decoding and count == self._padded
        if again and (longest := self._advance(step.decode)) >= 0:
            return Counts(count, count, count, count, longest)
        self._decoding, self._padded = ([] if step.fills else seats), count
        rows, longest = self._decode(step.decode, count)
        tiles = outputs = draws = rows
        for fill in step.fills:
            tiles = self._prompt(fill, rows, tiles, tile)
            rows += len(fill.tokens)
            longest = max(longest, fill.start + len(fill.tokens) - 1)
            if fill.draws:
                self._last_row(fill, rows - 1, outputs, draws)
                outputs, draws = outputs + 1, draws + len(fill.draws)
        return Counts(rows, tiles, outputs, draws, longest)

    def _advance(self, decode: Sequence[tuple[int, int]]) -> int:
        """The greatest position, if each seat stands one further than before; else -1, and nothing is changed."""
        count = len(decode)
        positions = self.arrays["positions"][:count]
        if [position for _, position in decode] != (positions + 1).tolist():
            return -1
        self.numbers[:3, :count] += 1
        self.arrays["slots"][:count] = self._slots(self.arrays["seats"][:count], positions)
        return int(positions.max())

    def _decode(self, decode: Sequence[tuple[int, int]], count: int) -> tuple[int, int]:
        """`count` rows, each its own tile, output and draw; returns the count and the greatest position."""
        padding = count - len(decode)
        seats = np.array([seat for seat, _ in decode] + [self._dummy] * padding, dtype=np.int32)
        positions = np.array([position for _, position in decode] + [0] * padding, dtype=np.int32)
        self._write(
            slice(count),
            tokens=FED_BACK,
            positions=positions,
            seats=seats,
            slots=self._slots(seats, positions),
            tile_first=np.arange(count),
            tile_rows=1,
            out_rows=np.arange(count),
            out_seats=seats,
            out_positions=positions + 1,
            draw_row=np.arange(count),
            draw_seat=seats,
            draw_position=positions + 1,
        )
        return count, int(positions.max(initial=0))

    def _prompt(self, fill: Fill, first: int, tiles: int, tile: int) -> int:
        """The rows of one chunk from row `first` on; returns how many tiles there are now."""
        count = len(fill.tokens)
        positions = np.arange(fill.start, fill.start + count, dtype=np.int32)
        rows = slice(first, first + count)
        slots = self._slots(fill.seat, positions)
        self._write(rows, tokens=fill.tokens, positions=positions, seats=fill.seat, slots=slots)
        begins = np.arange(0, count, tile, dtype=np.int32)
        sizes = np.minimum(tile, count - begins)
        self._write(slice(tiles, tiles + len(begins)), tile_first=first + begins, tile_rows=sizes)
        return tiles + len(begins)

    def _last_row(self, fill: Fill, row: int, output: int, draw: int) -> None:
        """The candidates of one prompt all draw from its last row; for one alone the head may draw."""
        alone = fill.draws[0] if len(fill.draws) == 1 else self._dummy
        position = fill.start + len(fill.tokens)
        self._write(slice(output, output + 1), out_rows=row, out_seats=alone, out_positions=position)
        draws = slice(draw, draw + len(fill.draws))
        self._write(draws, draw_row=output, draw_seat=fill.draws, draw_position=position)

    def _slots(self, seats: np.ndarray | int, positions: np.ndarray) -> np.ndarray:
        return self._table[seats, positions // self._page] * self._page + positions % self._page

    def _write(self, where: slice, **values: object) -> None:
        for name, value in values.items():
            self.arrays[name][where] = value
