"""Work runs on other threads; what it brings arrives on the window's, in order, and never after a cancel."""

import threading
from collections.abc import Callable, Iterator

from pytestqt.qtbot import QtBot

from app.ui.bridge import Bridge


def test_a_result_arrives_on_the_windows_thread(qtbot: QtBot, bridge: Bridge) -> None:
    got: list[tuple[int, threading.Thread]] = []
    threads: list[threading.Thread] = []

    def work() -> int:
        threads.append(threading.current_thread())
        return 7

    bridge.run(work, lambda result: got.append((result, threading.current_thread())), lambda fault: None)
    qtbot.waitUntil(lambda: bool(got))
    assert got == [(7, threading.main_thread())]
    assert threads[0] is not threading.main_thread()


def test_a_fault_arrives_too(qtbot: QtBot, bridge: Bridge) -> None:
    faults: list[Exception] = []
    bridge.run(lambda: 1 // 0, lambda _result: None, faults.append)
    qtbot.waitUntil(lambda: bool(faults))
    assert isinstance(faults[0], ZeroDivisionError)


def test_everything_streamed_arrives_once_and_in_order(qtbot: QtBot, bridge: Bridge) -> None:
    got: list[int] = []
    ended: list[bool] = []
    bridge.stream(lambda _cancel: range(5000), got.extend, lambda: ended.append(True), lambda fault: None)
    qtbot.waitUntil(lambda: bool(ended))
    assert got == list(range(5000))


def test_nothing_arrives_after_a_cancel(qtbot: QtBot, bridge: Bridge) -> None:
    got: list[int] = []
    over = threading.Event()

    def endless(cancel: threading.Event) -> Iterator[int]:
        number = 0
        try:  # it may be left at the yield, when the bridge sees the cancel first
            while not cancel.is_set():
                yield number
                number += 1
        finally:
            over.set()

    stream = bridge.stream(endless, got.extend, lambda: got.append(-1), lambda fault: got.append(-2))
    qtbot.waitUntil(lambda: len(got) > 10)
    stream.cancel()
    before = list(got)
    assert over.wait(5)
    done: list[int] = []
    bridge.run(lambda: 1, done.append, lambda fault: None)
    qtbot.waitUntil(lambda: bool(done))
    assert got == before


def test_a_closed_bridge_delivers_nothing(qtbot: QtBot) -> None:
    bridge = Bridge()
    got: list[int] = []
    begun, go = threading.Event(), threading.Event()

    def work() -> int:
        begun.set()
        go.wait(5)
        return 1

    bridge.run(work, got.append, lambda fault: None)
    assert begun.wait(5)
    go.set()
    bridge.close()
    other = Bridge()
    done: list[int] = []
    other.run(lambda: 2, done.append, lambda fault: None)
    qtbot.waitUntil(lambda: bool(done))
    other.close()
    assert got == []


def test_work_that_tells_how_far_it_is_gives_its_result_last(qtbot: QtBot, bridge: Bridge) -> None:
    got: list[object] = []

    def work(_cancelled: threading.Event, tell: Callable[[object], None]) -> str:
        for share in (0.25, 0.5, 1.0):
            tell(share)
        return "done"

    bridge.follow(work, got.extend, got.append, got.append)
    qtbot.waitUntil(lambda: "done" in got)
    assert got == [0.25, 0.5, 1.0, "done"]


def test_work_that_is_cancelled_is_heard_of_no_more(qtbot: QtBot, bridge: Bridge) -> None:
    got: list[object] = []
    over = threading.Event()

    def work(cancelled: threading.Event, tell: Callable[[object], None]) -> None:
        tell(1)
        assert cancelled.wait(5)
        tell(2)
        over.set()

    stream = bridge.follow(work, got.extend, got.append, got.append)
    qtbot.waitUntil(lambda: got == [1])
    stream.cancel()
    assert over.wait(5)
    done: list[int] = []
    bridge.run(lambda: 1, done.append, lambda fault: None)
    qtbot.waitUntil(lambda: bool(done))
    assert got == [1]
