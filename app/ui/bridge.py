"""The one place where threads meet the window: work runs on threads, its results arrive on the window's thread."""

import logging
import threading
from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

log = logging.getLogger(__name__)
Failed = Callable[[Exception], None]


class Stream:
    """A running iteration; cancel() asks it to end, and nothing of it arrives afterwards."""

    def __init__(self) -> None:
        self.cancelled = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop; safe from any thread, and more than once."""
        self.cancelled.set()


class Bridge(QObject):
    """Runs callables and iterations on daemon threads and brings everything back through one signal."""

    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._closed = False
        self._streams: set[Stream] = set()
        self._threads: set[threading.Thread] = set()

    def run(self, work: Callable[[], Any], done: Callable[[Any], None], failed: Failed) -> None:
        """Call work() on a thread; done(result) or failed(exception) follows here."""

        def body() -> None:
            try:
                result = work()
            except Exception as fault:  # thread boundary: every fault must reach the window
                self._send(lambda fault=fault: failed(fault))
            else:
                self._send(lambda: done(result))

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
        waiting: list[Any] = []
        lock = threading.Lock()

        def drain() -> None:
            with lock:
                items, waiting[:] = waiting[:], []
            if items and not stream.cancelled.is_set():
                each(items)

        def body() -> None:
            fault: Exception | None = None
            try:
                for item in iterate(stream.cancelled):
                    if stream.cancelled.is_set():
                        break
                    with lock:
                        waiting.append(item)
                        first = len(waiting) == 1
                    if first:
                        self._send(drain)
            except Exception as caught:  # thread boundary, as above
                fault = caught
            self._send(lambda: end(fault))

        def end(fault: Exception | None) -> None:
            self._streams.discard(stream)
            if stream.cancelled.is_set():
                if fault:
                    log.info("after cancelling: %r", fault)
                return
            failed(fault) if fault else done()

        self._streams.add(stream)
        self._begin(body)
        return stream

    def post(self, call: Callable[[], None]) -> None:
        """Have call() called here; for other people's threads."""
        self._send(call)

    def close(self, wait_s: float = 2.0) -> None:
        """Cancel every stream, deliver nothing more, and give the threads a moment to end."""
        self._closed = True
        for stream in self._streams:
            stream.cancel()
        for thread in list(self._threads):
            thread.join(wait_s)

    def _begin(self, body: Callable[[], None]) -> None:
        def outer() -> None:
            try:
                body()
            finally:
                self._threads.discard(threading.current_thread())

        thread = threading.Thread(target=outer, daemon=True)
        self._threads.add(thread)
        thread.start()

    def _send(self, call: Callable[[], None]) -> None:
        if not self._closed:
            self._arrived.emit(call)

    @Slot(object)
    def _deliver(self, call: Callable[[], None]) -> None:
        if not self._closed:
            call()
