"""A model that says prepared texts, for tests of widgets; the real engine has its own tests."""

from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

from inference.client import Chunk
from inference.errors import InferenceError

TEXTS = (
    "Cháu chúc bà năm mới dồi dào sức khỏe, ăn ngon, ngủ yên và lúc nào cũng vui vẻ bên con cháu.",
    "Năm mới, cháu kính chúc bà luôn mạnh khỏe, bình an. Cháu mong mắt bà sáng rõ để bà chăm vườn lan mỗi sớm. "
    "Cả nhà mình rồi sẽ quây quần bên mâm cơm ngày Tết.",
    "Cháu chúc bà một cái Tết ấm áp. Cháu cảm ơn bà đã luôn thương cháu. Chúc bà sống lâu trăm tuổi.",
)


class FakeStream:
    """Chunks of several candidates in turn, as the server sends them."""

    def __init__(self, texts: list[str]) -> None:
        self._texts = texts
        self.cancelled = False

    def __enter__(self) -> "FakeStream":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.cancelled = True

    def __iter__(self) -> Iterator[Chunk]:
        pieces = [text.split(" ") for text in self._texts]
        for step in range(max(map(len, pieces))):
            for index, words in enumerate(pieces):
                if step < len(words) and not self.cancelled:
                    yield Chunk(index, words[step] + " " * (step + 1 < len(words)))
        yield Chunk(-1, tokens_per_second=1234.5)

    def cancel(self) -> None:
        self.cancelled = True


class FakeClient:
    """texts: what the candidates say; asked: every request's messages. A fault, if set, is raised when asked."""

    def __init__(self, texts: tuple[str, ...] = TEXTS) -> None:
        self.texts = texts
        self.asked: list[Any] = []
        self.fault: InferenceError | None = None

    def models(self) -> list[str]:
        return ["Mầm 10M"]

    def chat(self, messages: Any, *, n: int = 1, **_: Any) -> FakeStream:
        self.asked.append(messages)
        if self.fault:
            raise self.fault
        return FakeStream([self.texts[index % len(self.texts)] for index in range(n)])


class FakeServer:
    """A server that is there at once."""

    def __init__(self, client: FakeClient, model: Path, on_exit: Callable[[InferenceError], None]) -> None:
        self.client, self.model, self.on_exit = client, model, on_exit
        self.pid: int | None = 1
        self.stopped = False

    def start(self) -> FakeClient:
        return self.client

    def stop(self) -> None:
        self.stopped = True
