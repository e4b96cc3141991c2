"""The parser of the command line in Vietnamese: its help, its complaints, and what counts as a value."""

import argparse
import difflib
from collections.abc import Callable, Iterable
from typing import NoReturn

from app.errors import UserError
from app.viet.text import fold, nfc
from inference import arguments

LONGEST = 20_000  # characters of a text of several lines


class Parser(arguments.Parser):
    """Raises UserError instead of leaving the process, and says which option may have been meant."""

    def error(self, message: str) -> NoReturn:
        """Every fault of the words typed ends here."""
        raise UserError(self.complaint(message), f"Xem: {self.prog} --help")

    def nearest(self, typed: str, names: list[str]) -> str:
        return _nearest(typed, names)

    def meant(self, typed: str) -> str:
        word = typed.split()[0].partition("=")[0]
        options = [option for option in self._all_options() if option.startswith("--")]
        return f" {_nearest(word, options)}" if word.startswith("-") and word not in options else ""

    def _all_options(self) -> Iterable[str]:
        yield from self._option_string_actions
        for action in self._actions:
            if isinstance(action, argparse._SubParsersAction):
                for parser in action.choices.values():
                    yield from parser._option_string_actions


def _nearest(typed: str, names: list[str]) -> str:
    folded = {fold(name): name for name in names}
    near = difflib.get_close_matches(fold(typed), folded, n=1, cutoff=0.4)
    return f"Ý bạn là “{folded[near[0]]}”?" if near else f"Có thể dùng: {', '.join(names)}."


def one_line(longest: int) -> Callable[[str], str]:
    """A value as one line of text: NFC, control characters and broken bytes turned into spaces; UserError if too long."""
    return lambda value: " ".join(_printable(value, "", longest).split())


def lines(value: str) -> str:
    """A value that may have several lines."""
    return _printable(value, "\n", LONGEST).strip()


def _printable(value: str, kept: str, longest: int) -> str:
    if len(value) > longest:
        raise UserError(f"“{value[:20]}…” dài {len(value)} chữ cái, nhiều nhất là {longest}.", "Hãy rút gọn lại.")
    # Emoji joiners (category Cf) are not "printable" but hold families and flags together.
    return "".join(c if c.isprintable() or c in kept or c in "\u200d\ufe0f" else " " for c in nfc(value))


def whole(low: int, high: int, name: str) -> Callable[[str], int]:
    """A parser of whole numbers in low…high; UserError names the bounds."""

    def read(value: str) -> int:
        number = int(value)
        if not low <= number <= high:
            raise UserError(f"{name} phải từ {low} đến {high}.", f"Bạn đã cho {number}.")
        return number

    read.__name__ = "int"
    return read
