"""The server's open connections: how many there may be, what is said to bytes that are no request, and who is cut for not reading."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from inference.server.guard import error
from inference.server.visit import NAME

STALLED = 30.0  # seconds in which a client takes less than its 48 KB of the buffer: it is gone, or means harm
LOOK = 1.0  # seconds between two looks
FULL = (
    b"HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/json\r\nRetry-After: 5\r\nConnection: close\r\n\r\n"
    + '{"error": {"message": "Máy chủ đang giữ đủ số kết nối, hãy thử lại sau.", "type": "server_error", "param": null, '.encode()
    + b'"code": "too_many_connections"}}'
)


class Connections:
    """Makes a protocol for each connection, as asyncio's servers ask for it."""

    def __init__(
        self, server: web.Server, most: int, settings: dict[str, Any], clock: Callable[[], float] = time.monotonic
    ) -> None:
        """settings: aiohttp's for each connection, of time and size."""
        self._server, self._most, self._settings, self._clock = server, most, settings, clock
        self._paused: dict[asyncio.BaseProtocol, float] = {}  # those whose client does not read, since when

    def __call__(self) -> asyncio.BaseProtocol:
        if len(self._server.connections) >= self._most:
            return _Refusal()
        return _Speaker(self._server, loop=asyncio.get_running_loop(), **self._settings)

    async def watch(self) -> None:
        """Runs until it is cancelled."""
        while True:
            await asyncio.sleep(LOOK)
            self.look()

    def look(self) -> None:
        """Cuts what has been stalled for too long: its buffers, its answer and its seat come free."""
        now = self._clock()
        paused = {one: self._paused.get(one, now) for one in self._server.connections if one.writing_paused}
        self._paused = paused
        for one, since in paused.items():
            if now - since > STALLED and one.transport is not None:
                one.transport.abort()


class _Speaker(web.RequestHandler):
    """aiohttp's side of a connection, but that it does not say the bytes back, in the answer and on standard error, that it could
    not read."""

    __slots__ = ()

    def handle_error(
        self, request: web.BaseRequest, status: int = 500, exc: BaseException | None = None, message: str | None = None
    ) -> web.StreamResponse:
        if not isinstance(exc, HttpProcessingError) or request.writer.output_size > 0:
            return super().handle_error(request, status, exc, message)
        answer = error(status, "Đây không phải một yêu cầu HTTP hợp lệ.", "invalid_request_error", "bad_http")
        answer.headers["Server"] = NAME
        answer.force_close()
        return answer


class _Refusal(asyncio.Protocol):
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        transport.write(FULL)
        transport.close()
