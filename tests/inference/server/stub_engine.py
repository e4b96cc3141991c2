"""An engine that computes nothing: a test says when it steps, hangs, dies, and what it writes."""

from collections.abc import Sequence
from dataclasses import replace

from inference.server.engine import Deliver, Event, Finish, Job, QueueFull, Stats

IDLE = Stats(0, 0, 0, 0, 0, 0, 0, 0, 4, 0.0, True)


class Letters:
    size = 256

    def tokenize(self, text: str, *, special: bool) -> list[int]:
        return list(text.encode())

    def piece(self, token: int) -> bytes:
        return bytes([token])


class StubEngine:
    """Implements `engine.Engine`; every letter is a token."""

    name, context, sequences = "giả", 4096, 4

    def __init__(self) -> None:
        self.vocabulary = Letters()
        self.state = IDLE
        self.jobs: dict[int, Job] = {}
        self.cancelled: list[int] = []
        self.full = False
        self.deliver: Deliver | None = None

    def render(self, messages: Sequence[dict[str, str]], options: object = None) -> str:
        return "\n".join(message["content"] for message in messages)

    def start(self, deliver: Deliver) -> None:
        self.deliver = deliver

    def submit(self, job: Job) -> int:
        if self.full:
            raise QueueFull
        self.jobs[len(self.jobs)] = job
        return len(self.jobs) - 1

    def cancel(self, job: int, index: int | None = None) -> None:
        self.cancelled.append(job)

    def stats(self) -> Stats:
        return self.state

    def close(self) -> None:
        pass

    # ---- what a test says

    def becomes(self, **facts: object) -> None:
        self.state = replace(self.state, **facts)

    def write(self, job: int, text: str, *, last: bool = False) -> None:
        """All candidates of a job write the letters of `text`, one step each."""
        count = self.jobs[job].n
        for place, token in enumerate(text.encode()):
            end = Finish("length", len(text), 10.0, 0.1, 0) if last and place == len(text) - 1 else None
            self.deliver([Event(job, index, token, None, end) for index in range(count)])
