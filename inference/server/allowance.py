"""What one key may use: answers at once, and tokens a minute."""

from __future__ import annotations

import time
from collections.abc import Callable


class Limited(Exception):
    """The key has used up what it may: `message` in Vietnamese, `code` for programs, `seconds` until it makes sense to ask again."""

    def __init__(self, message: str, code: str, seconds: float) -> None:
        super().__init__(message)
        self.message, self.code, self.seconds = message, code, seconds


class Allowance:
    """Counts what one key uses; None is no limit. Lives on the event loop.

    Tokens are a bucket of `tokens_per_minute` that fills again at that rate. A prompt is paid for when it is taken, what was
    written for it when it ends: nobody knows before how long an answer gets, and to set aside the longest that it may get would
    refuse nearly everything. The bucket may so sink below nothing, and who emptied it waits until it has filled up again.
    """

    def __init__(
        self,
        name: str,
        streams: int | None = None,
        tokens_per_minute: int | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.name, self._clock = name, clock
        self.streams, self.tokens_per_minute = streams, tokens_per_minute
        self._running = 0
        self._left = float(tokens_per_minute or 0)
        self._at = clock()

    def allow(self, streams: int | None, tokens_per_minute: int | None) -> None:
        """Other limits from now on; what runs and what was used still counts."""
        used = (self.tokens_per_minute or 0) - self._filled()
        self._left = (tokens_per_minute or 0) - used
        self.streams, self.tokens_per_minute = streams, tokens_per_minute

    def check(self, streams: int = 0, tokens: int = 1) -> None:
        """Raises Limited where `streams` answers to `tokens` of prompts are too many now."""
        if self.streams is not None and self._running + streams > self.streams:
            raise Limited(f"Khóa này đang viết đủ {self.streams} câu cùng lúc.", "too_many_streams", 1.0)
        if self.tokens_per_minute is None:
            return
        missing = min(tokens, self.tokens_per_minute) - self._filled()
        if missing > 0:
            seconds = missing * 60.0 / self.tokens_per_minute
            raise Limited(f"Khóa này đã dùng hết {self.tokens_per_minute} từ tố mỗi phút.", "tokens_per_minute", seconds)

    def begin(self, streams: int, tokens: int) -> None:
        """Takes the place of `streams` answers and pays for `tokens` of prompts. Raises Limited."""
        self.check(streams, tokens)
        self._running += streams
        self._pay(tokens)

    def end(self, streams: int, tokens: int) -> None:
        """Gives the places back and pays for `tokens` that were written (fewer than none: gives back)."""
        self._running -= streams
        self._pay(tokens)

    def _pay(self, tokens: int) -> None:
        if self.tokens_per_minute is not None:
            self._left = self._filled() - tokens

    def _filled(self) -> float:
        """The bucket as it is now."""
        now = self._clock()
        limit = self.tokens_per_minute or 0
        left = min(float(limit), self._left + (now - self._at) * limit / 60.0)
        self._left, self._at = left, now
        return left
