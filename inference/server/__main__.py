"""`python -m inference.server --model PATH`: serves one GGUF file; the key comes in the environment (LOIHAY_KEY)."""

from __future__ import annotations

import argparse
import asyncio
import errno
import gc
import json
import os
import signal
import socket
import sys
from pathlib import Path

from inference.errors import InferenceError

DRAIN_SECONDS = 10.0


def main(arguments: list[str] | None = None) -> int:
    """Prints {"port", "model"} as its first line once it listens, or {"error", "hint"}; returns the exit status."""
    options = _options(arguments)
    key = os.environ.pop("LOIHAY_KEY", "")
    if os.environ.pop("LOIHAY_CHILD", ""):
        from inference.server.parent import die_with_parent

        die_with_parent()
    try:
        if not key:
            raise InferenceError("Thiếu khóa truy cập.", "Hãy đặt biến môi trường LOIHAY_KEY.")
        _serve(options, key)
    except InferenceError as fault:
        print(json.dumps({"error": fault.what, "hint": fault.hint}, ensure_ascii=False), flush=True)
        print(fault, file=sys.stderr)
        return 1
    return 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="inference.server", description="Máy chủ mô hình của Lời Hay (API kiểu OpenAI)."
    )
    parser.add_argument("--model", type=Path, required=True, help="tệp GGUF")
    parser.add_argument("--lora", type=Path, help="tệp GGUF loại LoRA, dùng kèm mô hình")
    parser.add_argument("--host", default="127.0.0.1", help="địa chỉ nghe (mặc định: chỉ máy này)")
    parser.add_argument("--port", type=_between(0, 65535), default=0, help="cổng (0: tự chọn)")
    parser.add_argument("--context", type=_between(64, 1 << 20), help="từ tố mỗi câu trả lời, kể cả lời nhắc")
    parser.add_argument("--threads", type=_between(1, 1024), help="luồng tính toán")
    parser.add_argument("--parallel", type=_between(1, 256), help="số câu trả lời viết cùng lúc")
    return parser.parse_args(arguments)


def _between(low: int, high: int):
    def number(text: str) -> int:
        if not text.isascii() or not text.lstrip("-").isdigit() or not low <= int(text) <= high:
            raise argparse.ArgumentTypeError(f"cần một số từ {low} đến {high}")
        return int(text)

    return number


def _serve(options: argparse.Namespace, key: str) -> None:
    from inference.server.llama_engine import LlamaEngine

    listener = _listen(options.host, options.port)
    sizes = {"context": options.context, "threads": options.threads, "parallel": options.parallel}
    engine = LlamaEngine(options.model, lora=options.lora, **sizes)
    try:
        asyncio.run(_run(engine, listener, key, options.host))
    finally:
        engine.close()


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=256)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise InferenceError(
                f"Cổng {port} đã có chương trình khác dùng.", "Hãy chọn cổng khác bằng --port."
            ) from error
        raise InferenceError(f"Không mở được cổng {port} trên {host}.", error.strerror or str(error)) from error


async def _run(engine, listener: socket.socket, key: str, host: str) -> None:
    from aiohttp import web

    from inference.server.http import Routes

    routes = Routes(engine)
    # handler_cancellation: a client that goes ends its request, and with it the decoding
    runner = web.AppRunner(
        routes.application(key, host), handler_cancellation=True, access_log=None, shutdown_timeout=DRAIN_SECONDS
    )
    await runner.setup()
    await web.SockSite(runner, listener).start()
    gc.collect()
    gc.freeze()  # what is loaded stays: collections between two tokens need not walk through it
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        _on_signal(name, stop)
    print(json.dumps({"port": listener.getsockname()[1], "model": engine.name}), flush=True)
    await stop.wait()
    routes.drain()
    await runner.cleanup()


def _on_signal(name: signal.Signals, stop: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    try:
        loop.add_signal_handler(name, stop.set)
    except NotImplementedError:  # Windows
        signal.signal(name, lambda *_: loop.call_soon_threadsafe(stop.set))


if __name__ == "__main__":
    sys.exit(main())
