"""From tokens to text: characters split over tokens, and strings that end the answer."""

from __future__ import annotations

import codecs
from collections.abc import Sequence


class TextStream:
    """Text of one candidate as its bytes arrive. Never holds back more than an unfinished character or stop string."""

    def __init__(self, stops: Sequence[str]) -> None:
        self._decode = codecs.getincrementaldecoder("utf-8")(errors="replace").decode
        self._stops = tuple(stops)
        self._held = ""
        self.stopped = False

    def feed(self, data: bytes) -> str:
        """The new text that may be shown now; sets `stopped` when a stop string has come (it is not shown)."""
        text = self._decode(data)
        if not self._stops:
            return text
        return self._scan(text)

    def end(self) -> str:
        """What was held back, at the end."""
        if self.stopped:
            return ""
        text = self._held + self._decode(b"", final=True)
        self._held = ""
        return text

    def _scan(self, text: str) -> str:
        text = self._held + text
        found = [at for stop in self._stops if (at := text.find(stop)) >= 0]
        if found:
            self.stopped, self._held = True, ""
            return text[: min(found)]
        keep = max(_overlap(text, stop) for stop in self._stops)
        self._held = text[len(text) - keep :]
        return text[: len(text) - keep]


def _overlap(text: str, stop: str) -> int:
    """How many characters at the end of `text` could begin `stop`."""
    for size in range(min(len(text), len(stop) - 1), 0, -1):
        if text.endswith(stop[:size]):
            return size
    return 0
