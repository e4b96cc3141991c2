"""The HTTP routes, over any engine."""

from __future__ import annotations

import asyncio
import json
import secrets
import time
from typing import Any

from aiohttp import web

from inference.server.bell import Bell
from inference.server.constraints import ABILITIES
from inference.server.engine import Engine, Event, Job
from inference.server.grammar_text import BadGrammar
from inference.server.guard import error, guard
from inference.server.metrics import prometheus
from inference.server.reply import Reply
from inference.server.wire import Ask, BadRequest, Format, parse, require_model

LARGEST_BODY = 4 << 20  # bytes
HUNG_AFTER = 120.0  # seconds in one step: 512 prompt tokens of an 8 B model take about 30


class Routes:
    """Joins an engine to its requests: tokens arrive from the engine's thread, once a step, in one wake of the loop."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._replies: dict[int, Reply] = {}
        self._draining = False

    def application(self, key: str, host: str) -> web.Application:
        application = web.Application(middlewares=[guard(key, host)], client_max_size=LARGEST_BODY)
        application.add_routes(
            [
                web.get("/healthz", self._health),
                web.get("/metrics", self._metrics),
                web.get("/v1/models", self._models),
                web.get("/v1/models/{name:.+}", self._one_model),
                web.post("/v1/chat/completions", self._chat),
                web.post("/v1/completions", self._complete),
            ]
        )
        application.on_startup.append(self._begin)
        return application

    async def _begin(self, _application: web.Application) -> None:
        self._engine.start(Bell(asyncio.get_running_loop(), self._dispatch).ring)

    def drain(self) -> None:
        """Refuses new work; what runs goes on."""
        self._draining = True

    def _dispatch(self, events: list[Event]) -> None:
        replies = self._replies
        for event in events:
            reply = replies.get(event.job)
            if reply is not None:
                reply.hear(event)

    async def _health(self, _request: web.Request) -> web.Response:
        stats = self._engine.stats()
        if not stats.alive or stats.step_seconds > HUNG_AFTER:
            return error(503, "Bộ máy của mô hình không còn trả lời.", "server_error", "engine_hung")
        return web.json_response({"status": "draining" if self._draining else "ok"})

    async def _metrics(self, _request: web.Request) -> web.Response:
        return web.Response(text=prometheus(self._engine.stats()), content_type="text/plain")

    async def _models(self, _request: web.Request) -> web.Response:
        return web.json_response({"object": "list", "data": [self._model()]})

    async def _one_model(self, request: web.Request) -> web.Response:
        require_model(request.match_info["name"], self._engine.name)
        return web.json_response(self._model())

    def _model(self) -> dict[str, Any]:
        return {
            "id": self._engine.name,
            "object": "model",
            "created": 0,
            "owned_by": "local",
            "context": self._engine.context,
            "abilities": list(ABILITIES),
        }

    async def _chat(self, request: web.Request) -> web.StreamResponse:
        return await self._serve(request, chat=True)

    async def _complete(self, request: web.Request) -> web.StreamResponse:
        return await self._serve(request, chat=False)

    async def _serve(self, request: web.Request, *, chat: bool) -> web.StreamResponse:
        if self._draining:
            return error(503, "Máy chủ đang tắt.", "server_error", "draining")
        body = await _json(request)
        ask = parse(body, chat=chat, sequences=self._engine.sequences)
        require_model(body.get("model"), self._engine.name)
        prompts = [self._tokens(ask, prompt) for prompt in ask.prompts]
        form = Format(
            ("chatcmpl-" if chat else "cmpl-") + secrets.token_hex(12), int(time.time()), self._engine.name, chat
        )
        reply = Reply(ask, form, self._engine)
        try:
            for prompt in prompts:
                self._submit(reply, ask, prompt)
            return await (self._stream(request, reply, ask, form) if ask.stream else self._whole(reply, form))
        finally:
            for job in reply.jobs:
                self._replies.pop(job, None)
                if not reply.ended:
                    self._engine.cancel(job)

    def _submit(self, reply: Reply, ask: Ask, prompt: tuple[int, ...]) -> None:
        room = self._engine.context - len(prompt)
        try:
            job = self._engine.submit(Job(prompt, ask.n, min(ask.max_tokens or room, room), ask.sampling))
        except BadGrammar as bad:
            raise BadRequest(bad.message, "grammar") from bad
        reply.add(job, len(prompt))
        self._replies[job] = reply

    def _tokens(self, ask: Ask, prompt: Any) -> tuple[int, ...]:
        vocabulary = self._engine.vocabulary
        if not all(token < vocabulary.size for token, _ in ask.sampling.logit_bias):
            raise BadRequest("“logit_bias” có số của từ nằm ngoài bộ từ vựng.", "logit_bias")
        if ask.chat:
            tokens = vocabulary.tokenize(self._engine.render(prompt, ask.template), special=True)
        elif isinstance(prompt, str):
            tokens = vocabulary.tokenize(prompt, special=True)
        else:
            tokens = prompt
            if not all(0 <= token < vocabulary.size for token in tokens):
                raise BadRequest("“prompt” có số của từ nằm ngoài bộ từ vựng.", "prompt")
        if not tokens:
            raise BadRequest("Lời nhắc rỗng.", "messages" if ask.chat else "prompt")
        if len(tokens) >= self._engine.context:
            message = f"Lời nhắc dài {len(tokens)} từ tố, vượt quá ngữ cảnh {self._engine.context} của mô hình."
            raise BadRequest(message, "messages" if ask.chat else "prompt", "context_length_exceeded")
        return tuple(tokens)

    async def _whole(self, reply: Reply, form: Format) -> web.Response:
        await reply.finished()
        if reply.failed:
            return error(500, "Mô hình gặp lỗi khi đang viết.", "server_error", "engine_error")
        return web.json_response(form.answer(reply.choices(), reply.usage()))

    async def _stream(self, request: web.Request, reply: Reply, ask: Ask, form: Format) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        await response.prepare(request)
        while not reply.ended:
            await response.write(await reply.take())
        if ask.include_usage:
            await response.write(form.usage(reply.usage()))
        await response.write(b"data: [DONE]\n\n")
        await response.write_eof()
        return response


async def _json(request: web.Request) -> Any:
    try:
        return json.loads(await request.read())
    except (ValueError, RecursionError) as bad:
        raise BadRequest("Nội dung yêu cầu không phải JSON hợp lệ.") from bad
