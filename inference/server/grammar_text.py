"""The letters of GBNF: names, quotes, classes, repetitions, spaces and comments, read one after the other."""

from __future__ import annotations

import re

_SPACE = re.compile(r"(?:[ \t]|#[^\r\n]*)*")
_LINES = re.compile(r"(?:[ \t\r\n]|#[^\r\n]*)*")
_NAME = re.compile(r"[a-zA-Z0-9-]+")
_END = re.compile(r"\r\n|\n|\Z")
_BOUNDS = re.compile(r"\{\s*(\d{1,9})\s*(?:(,)\s*(\d{1,9})?\s*)?\}", re.ASCII)
_HEX = {"x": 2, "u": 4, "U": 8}
_ESCAPES = {"t": "\t", "r": "\r", "n": "\n", "\\": "\\", '"': '"', "[": "[", "]": "]"}


class BadGrammar(Exception):
    """The grammar is refused; one Vietnamese sentence says why."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Reader:
    """A place in the text."""

    def __init__(self, text: str) -> None:
        self._text, self._at = text, 0

    @property
    def ended(self) -> bool:
        return self._at >= len(self._text)

    @property
    def at_name(self) -> bool:
        return _NAME.match(self._text, self._at) is not None

    def skip(self, *, lines: bool = False) -> None:
        """Spaces and comments, and with `lines` the ends of lines."""
        found = (_LINES if lines else _SPACE).match(self._text, self._at)
        assert found is not None
        self._at = found.end()

    def take(self, sign: str) -> bool:
        """Whether the text goes on with `sign`, which is then behind us."""
        found = self._text.startswith(sign, self._at)
        self._at += len(sign) * found
        return found

    def expect(self, sign: str) -> None:
        if not self.take(sign):
            raise self._fault(f"cần “{sign}”")

    def name(self) -> str:
        found = _NAME.match(self._text, self._at)
        if found is None:
            raise self._fault("cần tên luật")
        self._at = found.end()
        return found[0]

    def end_of_rule(self) -> None:
        self.skip()
        found = _END.match(self._text, self._at)
        if found is None:
            raise self._fault("cần hết dòng")
        self._at = found.end()

    def literal(self) -> list[int]:
        """The code points up to the closing quote."""
        codes = []
        while not self.take('"'):
            codes.append(self._letter())
        return codes

    def letters(self) -> tuple[tuple[tuple[int, int], ...], bool]:
        """The ranges of a class up to its bracket, and whether it is what is not in them."""
        excluded = self.take("^")
        ranges = []
        while not self.take("]"):
            low = high = self._letter()
            if self._text[self._at : self._at + 1] == "-" and self._text[self._at + 1 : self._at + 2] != "]":
                self._at += 1
                high = self._letter()
            if high < low:
                raise self._fault("có khoảng ký tự ngược")
            ranges.append((low, high))
        if not ranges:
            raise self._fault("có lớp ký tự rỗng")
        return tuple(ranges), excluded

    def repetition(self, largest: int) -> tuple[int, int | None] | None:
        """The bounds of a repetition that stands here, the upper one None without end; None if none does."""
        for sign, bounds in (("*", (0, None)), ("+", (1, None)), ("?", (0, 1))):
            if self.take(sign):
                return bounds
        if not self._text.startswith("{", self._at):
            return None
        found = _BOUNDS.match(self._text, self._at)
        if found is None:
            raise self._fault("có số lần lặp viết sai")
        least, most = int(found[1]), int(found[3]) if found[3] else None if found[2] else int(found[1])
        if least > largest or (most is not None and not least <= most <= largest) or most == 0:
            raise self._fault(f"có số lần lặp ngoài khoảng từ 1 đến {largest}")
        self._at = found.end()
        return least, most

    def _letter(self) -> int:
        sign = self._text[self._at : self._at + 1]
        if not sign or sign in "\r\n":
            raise self._fault("thiếu dấu đóng")
        self._at += 1
        code = self._escape() if sign == "\\" else ord(sign)
        if code == 0 or code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
            raise self._fault("có ký tự không tồn tại")
        return code

    def _escape(self) -> int:
        sign = self._text[self._at : self._at + 1]
        self._at += 1
        if sign in _ESCAPES:
            return ord(_ESCAPES[sign])
        size = _HEX.get(sign, 0)
        digits = self._text[self._at : self._at + size]
        if not size or not re.fullmatch(rf"[0-9a-fA-F]{{{size}}}", digits):
            raise self._fault("có dấu \\ viết sai")
        self._at += size
        return int(digits, 16)

    def _fault(self, what: str) -> BadGrammar:
        line = self._text.count("\n", 0, self._at) + 1
        return BadGrammar(f"Văn phạm sai ở dòng {line}: {what}.")
