"""The one place where threads meet the window: work runs on threads, its results arrive on the window's thread.

Callbacks (and through them widgets) are held here, never by a thread: the last reference to a widget must not
be dropped on another thread, which would destroy it there. So work() must not hold widgets either.
"""

import itertools
import logging
import threading
from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

log = logging.getLogger(__name__)
Failed = Callable[[Exception], None]


class Stream:
    """A running iteration; after cancel() nothing of it arrives any more."""

    def __init__(self) -> None:
        self.cancelled = threading.Event()
        self.waiting: list[Any] = []
        self.lock = threading.Lock()

    def cancel(self) -> None:
        """Ask the work to stop; safe from any thread, and more than once."""
        self.cancelled.set()

    def put(self, item: Any) -> bool:
        """Add an item; True if the window must be told that there is something."""
        with self.lock:
            self.waiting.append(item)
            return len(self.waiting) == 1

    def take(self) -> list[Any]:
        """Everything that has gathered."""
        with self.lock:
            items, self.waiting = self.waiting, []
        return [] if self.cancelled.is_set() else items


class Bridge(QObject):
    """Runs callables and iterations on daemon threads and brings everything back through one signal."""

    _arrived = Signal(int, str, object)  # number of the job; "done", "failed", "some" or "call"; what came

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._closed = False
        self._numbers = itertools.count()
        self._jobs: dict[int, dict[str, Callable[..., None]]] = {}
        self._streams: dict[int, Stream] = {}
        self._threads: set[threading.Thread] = set()

    def run(self, work: Callable[[], Any], done: Callable[[Any], None], failed: Failed) -> None:
        """Call work() on a thread; done(result) or failed(exception) follows here."""
        number = self._job(done=done, failed=failed)

        def body() -> None:
            try:
                self._send(number, "done", work())
            except Exception as fault:  # thread boundary: every fault must reach the window
                self._send(number, "failed", fault)

        self._begin(body)

    def stream(
        self,
        iterate: Callable[[threading.Event], Iterable[Any]],
        each: Callable[[list[Any]], None],
        done: Callable[[], None],
        failed: Failed,
    ) -> Stream:
        """Iterate on a thread; each(items) gets what has gathered since the window last looked.

        Gathering keeps a fast model (1,000 pieces a second) from flooding the event loop.
        """
        stream = Stream()
        number = self._job(done=lambda _none: done(), failed=failed, some=each)
        self._streams[number] = stream

        def body() -> None:
            try:
                for item in iterate(stream.cancelled):
                    if stream.cancelled.is_set():
                        break
                    if stream.put(item):
                        self._send(number, "some")
                self._send(number, "done")
            except Exception as fault:  # thread boundary, as above
                self._send(number, "failed", fault)

        self._begin(body)
        return stream

    def follow(
        self,
        work: Callable[[threading.Event, Callable[[Any], None]], Any],
        each: Callable[[list[Any]], None],
        done: Callable[[Any], None],
        failed: Failed,
    ) -> Stream:
        """Call work(cancelled, tell) on a thread; each(items) gets what it told, then done(result) or failed(exception).

        After cancel() of the stream nothing of it arrives any more, whatever the work still does.
        """
        stream = Stream()
        number = self._job(done=done, failed=failed, some=each)
        self._streams[number] = stream

        def tell(item: Any) -> None:
            if stream.put(item):
                self._send(number, "some")

        def body() -> None:
            try:
                self._send(number, "done", work(stream.cancelled, tell))
            except Exception as fault:  # thread boundary, as above
                self._send(number, "failed", fault)

        self._begin(body)
        return stream

    def post(self, call: Callable[[], None]) -> None:
        """Have call() called here; for other people's threads, which must not hold widgets through it."""
        self._send(-1, "call", call)

    def close(self, wait_s: float = 2.0) -> None:
        """Cancel every stream, deliver nothing more, and give the threads a moment to end."""
        self._closed = True
        for stream in self._streams.values():
            stream.cancel()
        for thread in list(self._threads):
            thread.join(wait_s)
        self._jobs.clear()

    def _job(self, **callbacks: Callable[..., None]) -> int:
        number = next(self._numbers)
        self._jobs[number] = callbacks
        return number

    def _begin(self, body: Callable[[], None]) -> None:
        def outer() -> None:
            try:
                body()
            finally:
                self._threads.discard(threading.current_thread())

        thread = threading.Thread(target=outer, daemon=True)
        self._threads.add(thread)
        thread.start()

    def _send(self, number: int, what: str, came: Any = None) -> None:
        if not self._closed:
            self._arrived.emit(number, what, came)

    @Slot(int, str, object)
    def _deliver(self, number: int, what: str, came: Any) -> None:
        if self._closed:
            return
        if what == "call":
            came()
            return
        stream = self._streams.get(number)
        if what == "some":
            if items := stream.take():
                self._jobs[number]["some"](items)
            return
        callbacks = self._jobs.pop(number)
        self._streams.pop(number, None)
        if stream and stream.cancelled.is_set():
            if what == "failed":
                log.info("after cancelling: %r", came)
            return
        callbacks[what](came)
