"""The only way out of this machine: every connection is refused while there shall be none, and written down when it is made."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from inference.errors import InferenceError

if TYPE_CHECKING:
    import httpx2

CONNECT_SECONDS = 8.0
SILENCE_SECONDS = 30.0  # longest wait for the next byte
OFFLINE = InferenceError("Đang bật “Không dùng mạng” nên không nối ra ngoài.", "Hãy tắt mục ấy trong Cài đặt rồi thử lại.")


@dataclass(frozen=True)
class Connection:
    """One request that left this machine. sent, received: bytes of its bodies; outcome: status code, or what went wrong."""

    at: str  # ISO 8601, local time
    host: str
    why: str
    sent: int
    received: int
    outcome: str


class Network:
    """offline() is asked before every request; log hears of each one when it is over. Safe to share between threads."""

    def __init__(
        self,
        offline: Callable[[], bool] = lambda: False,
        log: Callable[[Connection], None] = lambda _connection: None,
        authority: Path | None = None,
    ) -> None:
        """authority: a PEM file of a certificate authority of one's own, trusted beside the usual ones."""
        self.offline, self._log, self._authority = offline, log, authority
        self._lock = threading.Lock()

    def client(self, why: str, *, silence: float = SILENCE_SECONDS) -> httpx2.Client:
        """An HTTP client whose requests are all for one purpose; certificates are checked, the system's proxies used."""
        import httpx2

        made = httpx2.Client(
            follow_redirects=True,
            timeout=httpx2.Timeout(silence, connect=CONNECT_SECONDS),
            verify=self._trust(),
            event_hooks={"request": [self._allow]},
        )
        counted = _counted()
        made._transport = counted(made._transport, self, why)
        made._mounts = {
            pattern: counted(transport, self, why) if transport else None for pattern, transport in made._mounts.items()
        }
        return made

    def note(self, connection: Connection) -> None:
        """Write one down; one at a time."""
        with self._lock:
            self._log(connection)

    def _allow(self, _request: httpx2.Request) -> None:
        if self.offline():
            raise OFFLINE

    def _trust(self) -> ssl.SSLContext:
        try:
            context = ssl.create_default_context()
            if self._authority:
                context.load_verify_locations(self._authority)
        except (OSError, ssl.SSLError) as fault:
            raise InferenceError("Không đọc được tệp chứng chỉ CA đã chọn.", "Hãy chọn lại tệp .pem.") from fault
        return context


@cache
def _counted() -> type[httpx2.BaseTransport]:
    """The transport, made on first use: httpx2 takes 40 ms to import, and most starts need no network."""
    import httpx2

    class Counted(httpx2.BaseTransport):
        """Passes requests on and tells the network of each when its answer has been read or given up."""

        def __init__(self, inner: httpx2.BaseTransport, network: Network, why: str) -> None:
            self._inner, self._network, self._why = inner, network, why

        def handle_request(self, request: httpx2.Request) -> httpx2.Response:
            begun = datetime.now().astimezone().isoformat(timespec="seconds")
            sent = int(request.headers.get("content-length", 0))

            def note(received: int, outcome: str) -> None:
                self._network.note(Connection(begun, request.url.host, self._why, sent, received, outcome))

            try:
                response = self._inner.handle_request(request)
            except Exception as fault:
                note(0, type(fault).__name__)
                raise
            response.stream = Tallied(response.stream, self._network, lambda received: note(received, str(response.status_code)))
            return response

        def close(self) -> None:
            self._inner.close()

    class Tallied(httpx2.SyncByteStream):
        """Counts the bytes of an answer's body; done(bytes) follows when it is closed. Ends when the network is switched off."""

        def __init__(self, inner: httpx2.SyncByteStream, network: Network, done: Callable[[int], None]) -> None:
            self._inner, self._network, self._done, self._bytes, self._closed = inner, network, done, 0, False

        def __iter__(self) -> Iterator[bytes]:
            for piece in self._inner:
                if self._network.offline():
                    raise OFFLINE
                self._bytes += len(piece)
                yield piece

        def close(self) -> None:
            self._inner.close()
            if not self._closed:
                self._closed = True
                self._done(self._bytes)

    return Counted


@contextmanager
def faults(host: str) -> Iterator[None]:
    """What goes wrong on the way, in one sentence; InferenceError passes through."""
    import httpx2

    try:
        yield
    except httpx2.ConnectTimeout as fault:
        raise InferenceError(f"Máy chủ {host} không trả lời.", "Hãy kiểm tra mạng, địa chỉ hoặc proxy rồi thử lại.") from fault
    except httpx2.TimeoutException as fault:
        raise InferenceError(f"Máy chủ {host} im lặng quá lâu.", "Hãy thử lại sau.") from fault
    except httpx2.ConnectError as fault:
        if "certificate" in str(fault).lower():
            raise InferenceError(
                f"Chứng chỉ của {host} không đáng tin nên không nối.", "Nếu là máy chủ của bạn, hãy chọn tệp CA của nó."
            ) from fault
        raise InferenceError(f"Không nối được tới {host}.", "Hãy kiểm tra mạng, địa chỉ hoặc proxy.") from fault
    except (httpx2.HTTPError, httpx2.InvalidURL, OSError) as fault:
        raise InferenceError(f"Kết nối tới {host} bị ngắt.", "Hãy thử lại.") from fault
