"""Who writes: the server elsewhere first, the model here when it fails, and that is said."""

from collections.abc import Iterator
from typing import Any

import pytest

from app.writing.compose import Beyond, Delta, Restarted, Started
from app.writing.writers import with_fallback
from inference.errors import InferenceError


class Remote:
    closed = False

    def close(self) -> None:
        self.closed = True


def compose(client: Any) -> Iterator[Any]:
    yield Started(0)
    yield Delta(0, "Chúc ")
    if isinstance(client, Remote):
        raise InferenceError("Máy chủ ngắt kết nối giữa chừng.")
    yield Delta(0, "bà vui.")


def test_without_a_server_the_local_model_writes() -> None:
    assert list(with_fallback(compose, None, "local", "")) == [Started(0), Delta(0, "Chúc "), Delta(0, "bà vui.")]


def test_a_server_that_breaks_off_is_replaced_and_said() -> None:
    remote = Remote()
    events = list(with_fallback(compose, lambda: remote, "local", "may"))
    assert events[:2] == [Started(0), Delta(0, "Chúc ")]
    assert isinstance(events[2], Beyond) and "viết thay" in events[2].reason
    assert events[3] == Restarted(0, "may không trả lời")
    assert events[4:] == [Started(0), Delta(0, "Chúc "), Delta(0, "bà vui.")]
    assert remote.closed


def test_a_server_that_writes_is_the_only_one_asked() -> None:
    asked: list[Any] = []

    def well(client: Any) -> Iterator[Any]:
        asked.append(client)
        yield Delta(0, "Chúc bà vui.")

    remote = Remote()
    assert list(with_fallback(well, lambda: remote, "local", "may")) == [Delta(0, "Chúc bà vui.")]
    assert asked == [remote] and remote.closed


def test_an_address_that_is_none_falls_back_too() -> None:
    def refuses() -> Any:
        raise InferenceError("Địa chỉ máy chủ không hợp lệ.")

    events = list(with_fallback(compose, refuses, "local", "may"))
    assert isinstance(events[0], Beyond) and len(events) == 4


def test_with_no_model_here_the_fault_is_told() -> None:
    with pytest.raises(InferenceError, match="ngắt kết nối"):
        list(with_fallback(compose, Remote, None, "may"))
