"""The parser of our programs' command lines, in Vietnamese: its headings, its usage, its complaints."""

from __future__ import annotations

import argparse
import io
import re
import sys
from typing import Any, NoReturn

COMPLAINTS: tuple[tuple[str, str], ...] = (
    (r"the following arguments are required: (.+)", "Còn thiếu {0}."),
    (r"unrecognized arguments: (.+)", "Không hiểu “{0}”."),
    (r"argument ([^:]+): expected .*", "Sau {0} phải có một giá trị."),
    (r"argument ([^:]+): invalid \w+ value: '(.*)'", "Giá trị “{1}” của {0} không phải là số hợp lệ."),
    (r"argument ([^:]+): (cần .+)", "{0} {1}."),
    (r"ambiguous option: (\S+) could match (.+)", "“{0}” có thể là {1}."),
    (r"argument ([^:]+): ignored explicit argument '(.*)'", "{0} không nhận giá trị “{1}”."),
)
CHOICE = re.compile(r"argument ([^:]*): invalid choice: '?(.*?)'? \(choose from (.*)\)", re.DOTALL)


def speak_vietnamese() -> None:
    """What a program prints comes out under any locale: letters that its encoding lacks would end it with a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


class Help(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "cách dùng: " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """Ends the process with status 2 and one sentence on standard error for words that it does not understand."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"formatter_class": Help, "add_help": False, **options})
        self.add_argument("-h", "--help", action="help", help="xem hướng dẫn này")
        self._positionals.title = "lệnh"
        self._optionals.title = "tùy chọn"

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.complaint(message)} Xem: {self.prog} --help\n")

    def complaint(self, message: str) -> str:
        """What argparse found wrong, as a Vietnamese sentence."""
        if found := CHOICE.fullmatch(message):
            names = re.findall(r"[\w-]+", found[3])
            return f"Không có {found[1] if found[1].startswith('-') else 'lệnh'} “{found[2]}”. {self.nearest(found[2], names)}"
        for pattern, said in COMPLAINTS:
            if found := re.fullmatch(pattern, message, re.DOTALL):
                return said.format(*found.groups()) + self.meant(found[1])
        return message

    def nearest(self, typed: str, names: list[str]) -> str:
        """What may have been meant by a word that is none of `names`."""
        return f"Có thể dùng: {', '.join(names)}."

    def meant(self, typed: str) -> str:
        """More about the option that a complaint is about; with a space before it."""
        return ""
