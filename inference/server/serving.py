"""The life of a serving process: listening, loading, answering, reading its keys again, draining."""

from __future__ import annotations

import argparse
import asyncio
import errno
import gc
import ipaddress
import json
import os
import signal
import socket
import ssl
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from aiohttp import web

from inference.errors import InferenceError, reason
from inference.server import keys, log, tls
from inference.server.connections import Connections
from inference.server.engine import Engine
from inference.server.http import Routes

IDLE = 60.0  # seconds that a connection may stay without a whole request's headers
HANDSHAKE = 10.0  # seconds for TLS
FLUSH = 2.0  # seconds for the last words to go out
RELOAD = 1.0  # seconds between two looks at the key file


class Serving:
    """One server over one engine, which `load` makes in a thread while the first questions ("are you ready?") are answered."""

    def __init__(self, options: argparse.Namespace, secret: str, load: Callable[[], Engine]) -> None:
        """secret: the key of the environment, or none. Raises InferenceError for what can not be served so."""
        self._options, self._load = options, load
        self._keys = keys.Keys(_read_keys(options.keys), secret=secret)
        if not len(self._keys):
            raise InferenceError("Thiếu khóa truy cập.", "Hãy đặt biến môi trường LOIHAY_KEY, hoặc dùng --keys.")
        family, address = _resolve(options.host, options.port)
        self._tls = _tls(options, address)
        self._write = log.writer(options.log)
        self._listener = _listen(family, address)
        self._stamp = _stamp(options.keys)
        self._stop = asyncio.Event()
        self._loaded = False

    async def run(self) -> None:
        """Returns when it was asked to end. Raises InferenceError if the model can not be loaded."""
        options, loop = self._options, asyncio.get_running_loop()
        loop.set_exception_handler(log.on_loop_fault)
        routes = Routes(write=self._write, hung_after=options.hung_after)
        # handler_cancellation: a client that goes ends its request, and with it the decoding
        runner = web.AppRunner(
            routes.application(self._keys, options.host, options.name), handler_cancellation=True, shutdown_timeout=FLUSH
        )
        await runner.setup()
        settings = {"access_log": None, "logger": log.library_logger(), "auto_decompress": False}
        settings |= {"keepalive_timeout": IDLE, "lingering_time": FLUSH}
        connections = Connections(runner.server, options.max_connections, settings)
        handshake = HANDSHAKE if self._tls else None
        door = await loop.create_server(connections, sock=self._listener, ssl=self._tls, ssl_handshake_timeout=handshake)
        watches = [asyncio.create_task(task) for task in (connections.watch(), self._watch_keys())]
        self._obey_signals()
        try:
            await self._answer(routes, door)
        finally:
            door.close()
            for watch in watches:
                watch.cancel()
            await runner.cleanup()

    async def _answer(self, routes: Routes, door: asyncio.Server) -> None:
        """From the model's loading to the last answer."""
        engine = await asyncio.to_thread(self._load)
        try:
            self._loaded = True
            routes.open(engine)
            gc.collect()
            gc.freeze()  # what is loaded stays: collections between two tokens need not walk through it
            print(json.dumps({"port": self._listener.getsockname()[1], "model": engine.name}), flush=True)
            await self._stop.wait()
            await _drain(routes, door, self._options.drain)
        finally:
            engine.close()
            gc.unfreeze()  # else what native modules hold counts as leaked at the end

    def _obey_signals(self) -> None:
        for name in (signal.SIGTERM, signal.SIGINT):
            _on_signal(name, self._end)
        if hasattr(signal, "SIGHUP") and (self._options.keys or self._tls):
            _on_signal(signal.SIGHUP, self._reload)

    def _end(self) -> None:
        """The first time when the answers that run are done, the second time at once; a model that is being loaded is not waited for."""
        if self._stop.is_set():
            os._exit(128 + signal.SIGTERM)
        if not self._loaded:
            os._exit(0)
        self._stop.set()

    async def _watch_keys(self) -> None:
        """A file that was written anew is read, on systems without SIGHUP too."""
        while self._options.keys:
            await asyncio.sleep(RELOAD)
            if _stamp(self._options.keys) != self._stamp:
                self._reload()

    def _reload(self) -> None:
        """Keys and certificate as they now are; where they are no good, those that are in force stay, and a line says so."""
        options = self._options
        self._stamp = _stamp(options.keys)
        if options.keys:
            _or_keep("khóa", lambda: self._keys.replace(_read_keys(options.keys)))
        if self._tls:
            _or_keep("chứng chỉ", lambda: tls.load(self._tls, options.tls_cert, options.tls_key))


def _or_keep(what: str, renew: Callable[[], None]) -> None:
    """The one that is no good does not keep the other from being renewed."""
    try:
        renew()
    except InferenceError as fault:
        print(f"Giữ {what} cũ: {fault}", file=sys.stderr, flush=True)


async def _drain(routes: Routes, door: asyncio.Server, seconds: float) -> None:
    """Nobody new comes in; what runs may end, and is ended when its time is over."""
    routes.drain()
    door.close()
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await _until_idle(routes)
    routes.abort()
    with suppress(TimeoutError):
        async with asyncio.timeout(FLUSH):
            await _until_idle(routes)


async def _until_idle(routes: Routes) -> None:
    while routes.busy:
        await asyncio.sleep(0.02)


def _on_signal(name: signal.Signals, act: Callable[[], None]) -> None:
    loop = asyncio.get_running_loop()
    try:
        loop.add_signal_handler(name, act)
    except NotImplementedError:  # Windows
        signal.signal(name, lambda *_: loop.call_soon_threadsafe(act))


def _read_keys(path: Path | None) -> tuple[keys.Key, ...]:
    if path is None:
        return ()
    found = keys.read(path)
    if keys.too_open(path):
        print(f"Cảnh báo: người khác cũng đọc được {path.name}; hãy chạy: chmod 600 {path.name}", file=sys.stderr, flush=True)
    return found


def _stamp(path: Path | None) -> tuple[int, int]:
    """Changes when the file does."""
    try:
        status = path.stat() if path else None
    except OSError:
        status = None
    return (status.st_mtime_ns, status.st_ino) if status else (0, 0)


def _tls(options: argparse.Namespace, address: tuple) -> ssl.SSLContext | None:
    """Nothing goes off this machine unencrypted."""
    if bool(options.tls_cert) != bool(options.tls_key):
        raise InferenceError("--tls-cert và --tls-key phải đi cùng nhau.")
    if options.tls_cert:
        context = tls.server_context(options.tls_cert, options.tls_key)
        name = options.tls_key.name
        if tls.is_everyones(options.tls_key):
            print(f"Cảnh báo: ai trên máy này cũng đọc được {name}; hãy chạy: chmod o= {name}", file=sys.stderr, flush=True)
        return context
    if not ipaddress.ip_address(address[0]).is_loopback:
        raise InferenceError(
            f"Ngoài máy này ({options.host}) máy chủ chỉ chạy với TLS.",
            "Hãy thêm --tls-cert và --tls-key, hoặc bỏ --host để chỉ nghe trên máy này.",
        )
    return None


def _resolve(host: str, port: int) -> tuple[socket.AddressFamily, tuple]:
    """The one address to listen on: what is looked at is what is opened."""
    try:
        found = socket.getaddrinfo(host or "0.0.0.0", port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    except (OSError, UnicodeError) as error:
        raise _closed(host, port, error) from error
    return found[0], found[4]


def _listen(family: socket.AddressFamily, address: tuple) -> socket.socket:
    try:
        return socket.create_server(address, family=family, backlog=256)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise InferenceError(
                f"Cổng {address[1]} đã có chương trình khác dùng.", "Hãy chọn cổng khác bằng --port."
            ) from error
        raise _closed(address[0], address[1], error) from error


def _closed(host: str, port: int, error: OSError | UnicodeError) -> InferenceError:
    if isinstance(error, socket.gaierror | UnicodeError):
        return InferenceError(f"Không tìm thấy địa chỉ “{host}”.", "Hãy kiểm tra lại --host.")
    hint = "Cổng dưới 1024 cần quyền quản trị: hãy chọn cổng khác bằng --port." if error.errno == errno.EACCES and port < 1024 else ""
    return InferenceError(f"Không mở được cổng {port} trên {host}: {reason(error)}.", hint)
