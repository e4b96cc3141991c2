"""Stand-ins for vLLM and SGLang, which no test machine can run: their wire shapes, field by field, around a scripted text.

vLLM: vllm/entrypoints/openai (ModelCard, ErrorInfo, the chat serving's stream: a chunk with the role alone, `[DONE]` after errors too).
SGLang: sglang/srt/entrypoints/openai (protocol, utils.create_error_response: an error is flat; null for what a delta lacks).
"""

import asyncio
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from aiohttp import web

KEY = "khoa-thu"
MODEL = "Qwen/Qwen3-8B"
CONTEXT = 512  # of words
SCRIPT = "Chúc bà ngoại một năm mới thật nhiều sức khỏe, an vui bên con cháu, lúc nào cũng cười tươi."
BREAKS = "hỏng giữa chừng"  # asked for so, a stream breaks after its first words
CARD = {"id": MODEL, "object": "model", "created": 1764000000, "root": MODEL, "parent": None, "max_model_len": CONTEXT}
BASE = {"id": "chatcmpl-41c5e2d7", "object": "chat.completion.chunk", "created": 1764000000, "model": MODEL}


class VllmWire:
    """As of vLLM 0.11–0.13."""

    def card(self) -> dict[str, Any]:
        may = {"id": "modelperm-1", "object": "model_permission", "allow_sampling": True, "organization": "*", "is_blocking": False}
        return {**CARD, "owned_by": "vllm", "permission": [may]}

    def role(self, index: int) -> dict[str, Any]:
        return {**self._chunk(index, {"role": "assistant", "content": ""}), "prompt_token_ids": None}

    def text(self, index: int, piece: str) -> dict[str, Any]:
        return self._chunk(index, {"content": piece, "reasoning_content": None})

    def end(self, index: int, reason: str, stop: str | None) -> dict[str, Any]:
        return self._chunk(index, {"content": ""}, finish_reason=reason, stop_reason=stop)

    def usage(self, prompt: int, written: int) -> dict[str, Any]:
        return {**BASE, "choices": [], "usage": {"prompt_tokens": prompt, "total_tokens": prompt + written, "completion_tokens": written}}

    def error(self, status: int, kind: str, message: str) -> dict[str, Any]:
        return {"error": {"message": message, "type": kind, "param": None, "code": status}}

    def broken(self) -> dict[str, Any]:
        return self.error(500, "InternalServerError", "EngineCore encountered an issue. See stack trace (above) for the root cause.")

    def _chunk(self, index: int, delta: dict[str, Any], **more: Any) -> dict[str, Any]:
        choice = {"index": index, "delta": delta, "logprobs": None, "finish_reason": None, "token_ids": None, **more}
        return {**BASE, "choices": [choice]}


class SglangWire:
    """As of SGLang 0.5."""

    def card(self) -> dict[str, Any]:
        return {**CARD, "owned_by": "sglang"}

    def role(self, index: int) -> dict[str, Any]:
        return self._chunk(index, {"role": "assistant", "content": ""})

    def text(self, index: int, piece: str) -> dict[str, Any]:
        return self._chunk(index, {"content": piece})

    def end(self, index: int, reason: str, stop: str | None) -> dict[str, Any]:
        return self._chunk(index, {}, finish_reason=reason, matched_stop=stop)

    def usage(self, prompt: int, written: int) -> dict[str, Any]:
        counts = {"prompt_tokens": prompt, "total_tokens": prompt + written, "completion_tokens": written}
        return {**BASE, "choices": [], "usage": {**counts, "prompt_tokens_details": None, "reasoning_tokens": 0}}

    def error(self, status: int, kind: str, message: str) -> dict[str, Any]:
        return {"object": "error", "message": message, "type": kind, "param": None, "code": status}

    def broken(self) -> dict[str, Any]:
        return {"error": self.error(500, "InternalServerError", "Abort: scheduler died")}

    def _chunk(self, index: int, delta: dict[str, Any], **more: Any) -> dict[str, Any]:
        whole = {"role": None, "content": None, "reasoning_content": None, "tool_calls": None, **delta}
        choice = {"index": index, "delta": whole, "logprobs": None, "finish_reason": None, "matched_stop": None, **more}
        return {**BASE, "choices": [choice], "usage": None}


class Scripted:
    """One of them at work. `left`: a client went before the end."""

    def __init__(self, wire: VllmWire | SglangWire) -> None:
        self._wire = wire
        self.left = threading.Event()

    def application(self) -> web.Application:
        application = web.Application(middlewares=[self._guard])
        application.router.add_get("/v1/models", self._models)
        application.router.add_post("/v1/chat/completions", self._chat)
        return application

    @web.middleware
    async def _guard(self, request: web.Request, handler: Any) -> web.StreamResponse:
        if request.headers.get("Authorization") != f"Bearer {KEY}":
            return web.json_response({"error": "Unauthorized"}, status=401)
        try:
            return await handler(request)
        except web.HTTPNotFound:
            return web.json_response({"detail": "Not Found"}, status=404)

    async def _models(self, _request: web.Request) -> web.Response:
        return web.json_response({"object": "list", "data": [self._wire.card()]})

    async def _chat(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        words = len(" ".join(message["content"] for message in body["messages"]).split())
        if body["model"] != MODEL:
            return self._refuse(404, "NotFoundError", f"The model `{body['model']}` does not exist.")
        if not isinstance(body.get("top_p", 1.0), (int, float)):
            return self._refuse(400, "BadRequestError", "1 validation error for ChatCompletionRequest: top_p")
        if words >= CONTEXT:
            return self._refuse(400, "BadRequestError", f"This model's maximum context length is {CONTEXT} tokens. Your request has {words}.")
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream; charset=utf-8"})
        await response.prepare(request)
        try:
            for event in self._events(body, words):
                await response.write(f"data: {json.dumps(event)}\n\n".encode())
                await asyncio.sleep(0)
            await response.write(b"data: [DONE]\n\n")
        except (asyncio.CancelledError, ConnectionError):
            self.left.set()
            raise
        return response

    def _refuse(self, status: int, kind: str, message: str) -> web.Response:
        return web.json_response(self._wire.error(status, kind, message), status=status)

    def _events(self, body: dict[str, Any], prompt: int) -> Iterator[dict[str, Any]]:
        wire, count = self._wire, body.get("n", 1)
        answers = [_answer(index, body) for index in range(count)]
        for index in range(count):
            yield wire.role(index)
        for place in range(max(len(pieces) for pieces, _, _ in answers)):
            if place == 2 and BREAKS in body["messages"][-1]["content"]:
                yield wire.broken()
                return
            for index, (pieces, _, _) in enumerate(answers):
                if place < len(pieces):
                    yield wire.text(index, pieces[place])
        for index, (_, reason, stop) in enumerate(answers):
            yield wire.end(index, reason, stop)
        if body.get("stream_options", {}).get("include_usage"):
            yield wire.usage(prompt, sum(len(pieces) for pieces, _, _ in answers))


def _answer(index: int, body: dict[str, Any]) -> tuple[list[str], str, str | None]:
    """Pieces of text, why they end, and at which stop string."""
    words = [f"{number} " for number in range(index)] + [f"{word} " for word in SCRIPT.split()]
    pieces = (words * (1 + body["max_tokens"] // len(words)))[: body["max_tokens"]]
    text = "".join(pieces)
    found = [(text.find(stop), stop) for stop in body.get("stop", []) if stop in text]
    if not found:
        return pieces, "length", None
    at, stop = min(found)
    kept = text[:at].split(" ")
    return [f"{word} " for word in kept[:-1]] + kept[-1:], "stop", stop


@contextmanager
def scripted(wire: VllmWire | SglangWire) -> Iterator[tuple[str, Scripted]]:
    """Its address, on a loop of its own in a thread."""
    loop, server = asyncio.new_event_loop(), Scripted(wire)
    runner = web.AppRunner(server.application(), handler_cancellation=True, shutdown_timeout=1.0)

    async def begin() -> int:
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        return runner.addresses[0][1]

    thread = threading.Thread(target=loop.run_forever, name="scripted")
    thread.start()
    try:
        yield f"http://127.0.0.1:{asyncio.run_coroutine_threadsafe(begin(), loop).result(10)}", server
    finally:
        asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
