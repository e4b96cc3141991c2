"""Reads a model's words as they stream: no thinking aloud, no JSON around them; what is left is the text itself."""

import re
from collections.abc import Iterator

from inference.thinking import Heard, Thinking

OPENING = re.compile(r'(?:```\w*\s*)?\{\s*"[^"\\]{0,40}"\s*:\s*(?:\[\s*)?"')
MAY_OPEN = re.compile(r'(?:`{1,3}\w*\s*)?(?:\{\s*(?:"[^"\\]{0,40}(?:"\s*(?::\s*(?:\[\s*)?)?)?)?)?')
PIECE = re.compile(r'([^"\\]+)|\\u([0-9a-fA-F]{4})|\\([^u])|(")', re.DOTALL)
SIGNS = {"n": "\n", "t": "\t", "r": "", "b": "", "f": ""}
LONGEST_ESCAPE = 6


class Reader:
    """One answer of an instruction model, bound to JSON or not: {"loi_chuc": "…"} is read as its first text."""

    def __init__(self) -> None:
        self._thinking, self._text = Thinking(), _Text()

    def feed(self, chunk: str) -> Heard:
        text, again = self._thinking.feed(chunk)
        if again:
            self._text = _Text()
        return Heard(self._text.feed(text), again)

    def end(self) -> str:
        return self._text.feed(self._thinking.end()) + self._text.end()


class _Text:
    """The first string of a JSON object, unescaped as it comes; anything else as it is."""

    def __init__(self) -> None:
        self._held = ""
        self._high = 0  # the first half of a character that is written as two
        self._state = "beginning"  # then "plain", or "string" and "over"

    def feed(self, text: str) -> str:
        self._held += text
        if self._state == "beginning":
            self._decide()
        match self._state:
            case "plain":
                return self._all()
            case "string":
                return "".join(self._string())
        return ""

    def end(self) -> str:
        """What was held back, if it was the text after all: of a JSON that never came nobody wants the beginning."""
        return "" if self._held.lstrip("` \n").startswith("{") or self._state in ("string", "over") else self._all()

    def _decide(self) -> None:
        if opening := OPENING.match(self._held):
            self._state, self._held = "string", self._held[opening.end() :]
        elif not MAY_OPEN.fullmatch(self._held):
            self._state = "plain"

    def _all(self) -> str:
        held, self._held = self._held, ""
        return held

    def _string(self) -> Iterator[str]:
        """Up to the closing quote; behind it nothing counts. Half an escape waits for the other half."""
        while piece := PIECE.match(self._held):
            self._held = self._held[piece.end() :]
            plain, code, sign, quote = piece.groups()
            if quote:
                self._state, self._held = "over", ""
                return
            yield self._letter(int(code, 16)) if code else plain or SIGNS.get(sign, sign)
        if len(self._held) >= LONGEST_ESCAPE:  # no escape at all
            self._held, wrong = self._held[1:], self._held[0]
            yield wrong

    def _letter(self, code: int) -> str:
        high, self._high = self._high, code if 0xD800 <= code < 0xDC00 else 0
        if 0xDC00 <= code < 0xE000:
            return chr(0x10000 + ((high - 0xD800) << 10) + code - 0xDC00) if high else ""
        return "" if self._high else chr(code)
