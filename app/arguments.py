"""The parser of the command line in Vietnamese: its help, its complaints, and what counts as a value."""

import argparse
import difflib
import re
from collections.abc import Callable, Iterable
from typing import Any, NoReturn

from app.errors import UserError
from app.viet.text import fold, nfc

COMPLAINTS: tuple[tuple[str, str], ...] = (
    (r"the following arguments are required: (.+)", "Còn thiếu {0}."),
    (r"unrecognized arguments: (.+)", "Không hiểu “{0}”."),
    (r"argument ([^:]+): expected .*", "Sau {0} phải có một giá trị."),
    (r"argument ([^:]+): invalid \w+ value: '(.*)'", "Giá trị “{1}” của {0} không phải là số hợp lệ."),
    (r"ambiguous option: (\S+) could match (.+)", "“{0}” có thể là {1}."),
    (r"argument ([^:]+): ignored explicit argument '(.*)'", "{0} không nhận giá trị “{1}”."),
)
CHOICE = re.compile(r"argument ([^:]*): invalid choice: '?(.*?)'? \(choose from (.*)\)", re.DOTALL)
LONGEST = 20_000  # characters of a text of several lines


class Parser(argparse.ArgumentParser):
    """Raises UserError instead of leaving the process; help and usage are Vietnamese."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"formatter_class": _Help, "add_help": False, **options})
        self.add_argument("-h", "--help", action="help", help="xem hướng dẫn này")
        self._positionals.title = "lệnh"
        self._optionals.title = "tùy chọn"

    def error(self, message: str) -> NoReturn:
        """Every fault of the words typed ends here."""
        raise UserError(self._complaint(message), f"Xem: {self.prog} --help")

    def _complaint(self, message: str) -> str:
        if found := CHOICE.fullmatch(message):
            names = re.findall(r"[\w-]+", found[3])
            return f"Không có {found[1] if found[1].startswith('-') else 'lệnh'} “{found[2]}”. {_nearest(found[2], names)}"
        for pattern, said in COMPLAINTS:
            if found := re.fullmatch(pattern, message, re.DOTALL):
                return said.format(*found.groups()) + self._meant(found[1])
        return message

    def _meant(self, typed: str) -> str:
        word = typed.split()[0].partition("=")[0]
        options = [option for option in self._all_options() if option.startswith("--")]
        return f" {_nearest(word, options)}" if word.startswith("-") and word not in options else ""

    def _all_options(self) -> Iterable[str]:
        yield from self._option_string_actions
        for action in self._actions:
            if isinstance(action, argparse._SubParsersAction):
                for parser in action.choices.values():
                    yield from parser._option_string_actions


class _Help(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "cách dùng: " if prefix is None else prefix)


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
