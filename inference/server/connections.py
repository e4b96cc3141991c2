"""The server's open connections: how many there may be, and which ones are cut for reading too slowly."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from aiohttp import web

STALLED = 30.0  # seconds in which a client takes less than its 48 KB of the buffer: it is gone, or means harm
LOOK = 1.0  # seconds between two looks
FULL = (
    b"HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/json\r\nRetry-After: 5\r\nConnection: close\r\n\r\n"
    b'{"error": {"message": "Too many connections.", "type": "server_error", "param": null, "code": "too_many_connections"}}'
)


class Connections:
    """Makes a protocol for each connection, as asyncio's servers ask for it."""

    def __init__(self, server: web.Server, most: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._server, self._most, self._clock = server, most, clock
        self._paused: dict[asyncio.BaseProtocol, float] = {}  # those whose client does not read, since when

    def __call__(self) -> asyncio.BaseProtocol:
        return self._server() if len(self._server.connections) < self._most else _Refusal()

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


class _Refusal(asyncio.Protocol):
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        transport.write(FULL)
        transport.close()
