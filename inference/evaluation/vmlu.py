"""Asks a model the questions of VMLU, several at a time, keeps every answer at once, and goes on where it was cut off."""

from __future__ import annotations

import json
import math
import os
import re
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any, Self

from inference.client import Client, Stream
from inference.errors import InferenceError, Refused
from inference.evaluation.vmlu_files import PROMPT_VERSION, Paper, Question

TOKENS = 5  # in which a letter must come where there are no logprobs
TOP = 20  # likeliest tokens: what the protocol allows
PAUSES = (1.0, 5.0, 20.0)  # seconds before each further try
LOGPROBS = {"logprobs": True, "top_logprobs": TOP}
QUIET = {"chat_template_kwargs": {"enable_thinking": False, "thinking": False}}
MANNERS: tuple[dict[str, Any], ...] = ({**LOGPROBS, **QUIET}, LOGPROBS, QUIET, {})  # the first that the server takes
REFUSALS = 8  # questions that no manner gets an answer to, before the server is given up
AROUND = " .):"  # what a letter's token may carry


@dataclass(frozen=True)
class Answer:
    """letter: "" if none. way: how it was read: "logprobs", "text", "none" (no letter came) or "refused" (too long)."""

    id: str
    letter: str
    way: str
    logprobs: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Progress:
    """seconds: that the rest will take at the speed so far; None before the first answer."""

    done: int
    total: int
    seconds: float | None


@dataclass(frozen=True)
class Taken:
    """All answers so far. complete: to every question; fresh: how many of them were asked now."""

    answers: Mapping[str, Answer]
    complete: bool
    fresh: int

    @property
    def letters(self) -> dict[str, str]:
        return {id: answer.letter for id, answer in self.answers.items()}

    @property
    def ways(self) -> dict[str, str]:
        return {id: answer.way for id, answer in self.answers.items()}


def take(
    paper: Paper,
    client: Client,
    file: Path,
    model: Mapping[str, Any],
    *,
    parallel: int = 4,
    cancel: threading.Event | None = None,
    tell: Callable[[Progress], None] = lambda _progress: None,
    pauses: tuple[float, ...] = PAUSES,
) -> Taken:
    """Ask what `file` (JSONL, a header and an answer a line) has no answer to yet.

    model: what tells this model from others ({"name", "sha256"} or {"name", "server"}); with another one, another prompt
    or other questions the file begins anew. InferenceError when the server fails for good: what was answered stays.
    """
    record = Record(file, {"vmlu": 1, "prompt": PROMPT_VERSION, "questions": paper.hash, "model": dict(model)})
    with record:
        asking = _Asking(client, parallel, cancel or threading.Event(), pauses, given_up=REFUSALS if not record.answers else None)
        left = [question for question in paper.questions if question.id not in record.answers]
        begun, before = time.monotonic(), len(paper.questions) - len(left)

        def heard(answer: Answer) -> None:
            record.add(answer)
            done = len(record.answers)
            pace = (time.monotonic() - begun) / (done - before)
            tell(Progress(done, len(paper.questions), pace * (len(paper.questions) - done)))

        tell(Progress(before, len(paper.questions), None))
        asking.all(left, heard)
    fresh = len(record.answers) - before
    return Taken(record.answers, len(record.answers) == len(paper.questions), fresh)


class Record:
    """The file of answers: what a killed run wrote is read, a line torn off by it is dropped."""

    def __init__(self, path: Path, header: dict[str, Any]) -> None:
        self._path, self._header = path, header
        self._file: IO[str] | None = None
        self.answers: dict[str, Answer] = {}

    def __enter__(self) -> Self:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            good = self._kept()
            part = self._path.with_name(f"{self._path.name}.part")
            part.write_text("".join(f"{line}\n" for line in good or [_line(self._header)]), encoding="utf-8")
            os.replace(part, self._path)
            self._file = self._path.open("a", encoding="utf-8", newline="\n")
        except OSError as error:
            raise InferenceError(f"Không ghi được tệp trả lời “{self._path.name}”.") from error
        return self

    def __exit__(self, *_: object) -> None:
        assert self._file is not None
        self._file.close()

    def _kept(self) -> list[str]:
        """The lines that stay; none if the file is of another run."""
        try:
            lines = self._path.read_text(encoding="utf-8", errors="replace").split("\n")[:-1]  # behind the last end: torn off
        except FileNotFoundError:
            return []
        if not lines or lines[0] != _line(self._header):
            return []
        good = lines[:1]
        for line in lines[1:]:
            with suppress(ValueError, TypeError):
                answer = Answer(**json.loads(line))
                if answer.way != "refused":  # another server, or the same with more room, may take it
                    self.answers[answer.id] = answer
                    good.append(line)
        return good

    def add(self, answer: Answer) -> None:
        """At once in the file: the next moment may be the last."""
        assert self._file is not None
        try:
            self._file.write(_line(asdict(answer)) + "\n")
            self._file.flush()
        except OSError as error:
            raise InferenceError(f"Không ghi được tệp trả lời “{self._path.name}”.") from error
        self.answers[answer.id] = answer


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


class _Asking:
    """Several questions in flight; the first goes alone, to find out what the server understands."""

    def __init__(
        self, client: Client, parallel: int, cancel: threading.Event, pauses: tuple[float, ...], given_up: int | None
    ) -> None:
        """given_up: refusals of the first questions after which no other is asked (None: the model has answered before)."""
        self._client, self._parallel, self._cancel, self._pauses, self._given_up = client, parallel, cancel, pauses, given_up
        self._manner: dict[str, Any] | None = None
        self._refusals = 0
        self._stopped = threading.Event()
        self._streams: set[Stream] = set()

    def all(self, questions: list[Question], heard: Callable[[Answer], None]) -> None:
        """Calls `heard` in this thread. Returns early when cancelled; what was in flight then is lost."""
        left, running = deque(questions), set[Future[Answer]]()
        with ThreadPoolExecutor(self._parallel, "vmlu") as pool:
            try:
                while (left or running) and not self._cancel.is_set():
                    while left and len(running) < (self._parallel if self._manner is not None else 1):
                        running.add(pool.submit(self._one, left.popleft()))
                    done, running = wait(running, timeout=0.1, return_when=FIRST_COMPLETED)
                    for future in done:
                        heard(future.result())
            finally:
                self._stopped.set()
                for stream in tuple(self._streams):
                    stream.cancel()

    def _one(self, question: Question) -> Answer:
        """Tries again after faults that may pass, once there was an answer; one that the server does not take is one, too."""
        for pause in (*self._pauses, None):
            try:
                return self._understood(question)
            except Refused:
                self._refusals += 1
                if self._manner is None and self._refusals == self._given_up:
                    raise
                return Answer(question.id, "", "refused")
            except InferenceError:
                if pause is None or self._manner is None or self._stopped.wait(pause):
                    raise
        raise AssertionError("unreachable")

    def _understood(self, question: Question) -> Answer:
        manners = MANNERS if self._manner is None else (self._manner,)
        for manner in manners:
            try:
                answer = self._ask(question, manner)
            except Refused:
                if manner is manners[-1]:
                    raise
            else:
                self._manner = manner
                return answer
        raise AssertionError("unreachable")

    def _ask(self, question: Question, manner: Mapping[str, Any]) -> Answer:
        messages = [{"role": "user", "content": question.prompt}]
        with self._client.chat(messages, max_tokens=TOKENS, temperature=0, top_p=1, **manner) as stream:
            self._streams.add(stream)
            try:
                if self._stopped.is_set():
                    stream.cancel()
                return _read(question, stream)
            finally:
                self._streams.discard(stream)


def _read(question: Question, stream: Stream) -> Answer:
    """By the first token's likeliest ones if a letter is among them (the rest is not waited for), else by the text."""
    text, seen = "", False
    for chunk in stream:
        if chunk.top and not seen:
            seen = True
            if logs := letter_logprobs(chunk.top[0], question.letters):
                return Answer(question.id, max(logs, key=logs.__getitem__), "logprobs", logs)
        text += chunk.text
    letter = letter_in(text, question.letters)
    return Answer(question.id, letter, "text" if letter else "none")


def letter_logprobs(top: Mapping[str, float], letters: str) -> dict[str, float]:
    """Of each letter that is among the tokens: "A", " A", "▁A" and "A." add up."""
    found: dict[str, list[float]] = {}
    for token, value in top.items():
        name = token.translate(str.maketrans("▁Ġ", "  ")).strip(AROUND)
        if len(name) == 1 and name in letters:
            found.setdefault(name, []).append(value)
    return {name: round(math.log(sum(map(math.exp, values)) or 1e-300), 4) for name, values in found.items()}


def letter_in(text: str, letters: str) -> str:
    """The first capital that stands alone ("B", "**B.**", "Đáp án: B"), else a small one at the beginning; "" if neither."""
    found = re.search(rf"(?<!\w)[{letters}](?!\w)", text) or re.match(rf"\W*([{letters.lower()}])(?!\w)", text)
    return found[0].strip().strip("*().:").upper()[-1:] if found else ""
