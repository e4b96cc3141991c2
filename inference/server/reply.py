"""One request's answer as it grows: gathers its candidates' tokens, makes text of them, ends them at stop strings."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

from inference.server.engine import Engine, Event, Finish, Logprobs
from inference.server.metrics import Meters
from inference.server.text import TextStream
from inference.server.wire import Ask, Format, chat_logprobs, text_logprobs, usage


@dataclass(slots=True, eq=False)
class _Voice:
    """One candidate."""

    number: int  # among all of the request
    text: TextStream
    said: list[str] = field(default_factory=list)
    length: int = 0
    logs: list[tuple[int, Logprobs]] = field(default_factory=list)
    reason: str | None = None
    finish: Finish | None = None
    heard: int = 0  # tokens
    last: float = 0.0  # when the last one came


class Reply:
    """Lives on the event loop. `take` waits for news and returns it as server-sent events."""

    def __init__(self, ask: Ask, form: Format, engine: Engine, meters: Meters, began: float) -> None:
        """began: when the request came, by time.perf_counter; times go to `meters`."""
        self._ask, self._form, self._engine = ask, form, engine
        self._meters, self._began, self._between = meters, began, meters.between_tokens.add
        self._voices: dict[tuple[int, int], _Voice] = {}
        self._news: list[bytes] = []
        self._waiter: asyncio.Future[None] | None = None
        self._open = 0
        self.jobs: list[int] = []
        self.failed = False
        self.aborted = False
        self.prompt_tokens = 0

    def add(self, job: int, prompt_tokens: int) -> None:
        """Expects the candidates of `job`."""
        self.jobs.append(job)
        self.prompt_tokens += prompt_tokens
        for index in range(self._ask.n):
            self._voices[job, index] = _Voice(len(self._voices), TextStream(self._ask.stop))
            self._open += 1

    def hear(self, event: Event, at: float) -> None:
        """`at`: when the engine drew the token, by time.perf_counter."""
        voice = self._voices[event.job, event.index]
        if voice.finish is not None:  # aborted: the engine's own end comes later
            return
        if event.token is not None:
            if voice.heard:
                self._between(at - voice.last)
            elif self._began:
                self._meters.first_token.add(at - self._began)
                self._began = 0.0  # the first of all candidates counts
            voice.heard += 1
            voice.last = at
            if voice.reason is None:
                self._say(voice, event)
        if event.finish is not None:
            self._close(voice, event.finish)
        self._wake()

    def _wake(self) -> None:
        if (self._news or not self._open) and self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    def _say(self, voice: _Voice, event: Event) -> None:
        assert event.token is not None
        text = voice.text.feed(self._engine.vocabulary.piece(event.token))
        logs = None
        if event.logprobs is not None:
            voice.logs.append((event.token, event.logprobs))
            logs = self._logprobs(voice.logs[-1:], voice.length)
        self._speak(voice, text, logs)
        if voice.text.stopped:
            voice.reason = "stop"
            self._engine.cancel(event.job, event.index)

    def _speak(self, voice: _Voice, text: str, logs: Any = None) -> None:
        if self._ask.stream:
            if text or logs or self._ask.sampling.ignore_eos:  # behind an end there may be no text, and tokens still come
                self._news.append(self._form.chunk(voice.number, text, logs))
        else:
            voice.said.append(text)
        voice.length += len(text)

    def _close(self, voice: _Voice, finish: Finish) -> None:
        voice.finish = finish
        if rest := voice.text.end():
            self._speak(voice, rest)
        voice.reason = voice.reason or finish.reason
        self._open -= 1
        self.failed |= voice.reason == "error"
        if self._ask.stream:
            self._news.append(self._form.end(voice.number, voice.reason, finish))

    def _logprobs(self, tokens: list[tuple[int, Logprobs]], offset: int) -> dict[str, Any]:
        vocabulary = self._engine.vocabulary
        return chat_logprobs(tokens, vocabulary) if self._ask.chat else text_logprobs(tokens, vocabulary, offset)

    def abort(self) -> None:
        """Ends every candidate with the reason "error", whatever the engine still does or no longer does."""
        self.aborted = True
        for voice in self._voices.values():
            if voice.finish is None:
                self._close(voice, Finish("error", voice.heard, 0.0, 0.0, 0))
        for job in self.jobs:
            self._engine.cancel(job)
        self._wake()

    async def take(self) -> bytes:
        """All events since the last call, at least one; nothing once every candidate has ended."""
        while not self._news and self._open:
            self._waiter = asyncio.get_running_loop().create_future()
            await self._waiter
        news, self._news = b"".join(self._news), []
        return news

    async def finished(self) -> None:
        while self._open:
            await self.take()

    @property
    def unread(self) -> int:
        """Bytes that nobody has taken yet."""
        return sum(map(len, self._news))

    @property
    def reason(self) -> str:
        """Why the candidates ended, each word once."""
        return ",".join(sorted({voice.reason for voice in self._voices.values() if voice.reason}))

    @property
    def generated(self) -> int:
        return sum(voice.finish.tokens if voice.finish else voice.heard for voice in self._voices.values())

    @property
    def cached(self) -> int:
        """Prompt tokens that were not computed: every candidate of a job tells of the same ones."""
        return sum({job: voice.finish.cached_tokens for (job, _), voice in self._voices.items() if voice.finish}.values())

    @property
    def ended(self) -> bool:
        return not self._open and not self._news

    def usage(self) -> dict[str, Any]:
        return usage(self.prompt_tokens, self.generated, self.cached)

    def choices(self) -> list[dict[str, Any]]:
        """The candidates of a finished answer, in order."""
        choices = []
        for voice in self._voices.values():
            assert voice.finish is not None and voice.reason is not None
            logs = self._logprobs(voice.logs, 0) if voice.logs else None
            choices.append(self._form.choice(voice.number, "".join(voice.said), logs, voice.reason, voice.finish))
        return choices
