"""The HTTP routes, over any engine."""

from __future__ import annotations

import asyncio
import json
import secrets
import time
from collections.abc import AsyncIterator, Iterable
from typing import Any

from aiohttp import web

from inference.server.bell import Bell
from inference.server.constraints import ABILITIES
from inference.server.engine import Engine, Event, Job, Sampling
from inference.server.grammar_text import BadGrammar
from inference.server.guard import OPEN_ROUTE, Unavailable, answer, error, guard
from inference.server.keys import Keys
from inference.server.log import Write, writer
from inference.server.metrics import Meters
from inference.server.readiness import HUNG_AFTER, Pulse
from inference.server.reading import read_json, tokens_of
from inference.server.reply import Reply
from inference.server.visit import VISIT, Visit, attendant, sign
from inference.server.wire import Ask, BadRequest, Format, parse, require_model

LARGEST_BODY = 4 << 20  # bytes
MOST_UNREAD = 8 << 20  # bytes of one answer that its client has not read
BROKEN = "Mô hình gặp lỗi khi đang viết. Hãy gửi lại yêu cầu."
LOOK = 1.0  # seconds between two looks at the engine and at what is not read


class Routes:
    """Joins an engine to its requests: tokens arrive from the engine's thread, once a step, in one wake of the loop."""

    def __init__(
        self, engine: Engine | None = None, *, write: Write | None = None, hung_after: float = HUNG_AFTER
    ) -> None:
        """Without an engine, `open` brings it later, and until then the routes say that it is being loaded."""
        self._given, self._engine = engine, None
        self._replies: dict[int, Reply] = {}
        self._requests: dict[Reply, web.Request] = {}
        self._draining = False
        self._meters, self._write = Meters(), write or writer(None)
        self._hung_after = hung_after
        self._pulse = Pulse(hung_after)

    def application(self, keys: Keys | str, host: str, names: Iterable[str] = ()) -> web.Application:
        """keys: also one key alone. names: what the server may be called besides `host`."""
        known = Keys(secret=keys) if isinstance(keys, str) else keys
        middlewares = [attendant(self._meters, self._write), guard(known, host, names)]
        application = web.Application(middlewares=middlewares, client_max_size=LARGEST_BODY)
        application.add_routes(
            [
                web.get("/healthz", self._health, name=OPEN_ROUTE),
                web.get("/readyz", self._readiness),
                web.get("/metrics", self._metrics),
                web.get("/v1/models", self._models),
                web.get("/v1/models/{name:.+}", self._one_model),
                web.post("/v1/chat/completions", self._chat),
                web.post("/v1/completions", self._complete),
            ]
        )
        application.on_response_prepare.append(sign)
        application.cleanup_ctx.append(self._live)
        return application

    async def _live(self, _application: web.Application) -> AsyncIterator[None]:
        if self._given is not None:
            self.open(self._given)
        looking = asyncio.create_task(self._look())
        yield
        looking.cancel()

    def open(self, engine: Engine) -> None:
        """Starts the engine, with one token as its first work: what has never stepped is not ready."""
        bell = Bell(asyncio.get_running_loop(), self._dispatch)
        engine.start(lambda events: bell.ring((time.perf_counter(), events)))
        engine.submit(Job((0,), 1, 1, Sampling(temperature=0.0, ignore_eos=True)))
        self._engine = engine

    def drain(self) -> None:
        """Refuses new work; what runs goes on."""
        self._draining = True

    @property
    def busy(self) -> bool:
        return bool(self._requests)

    def abort(self) -> None:
        """Ends what runs, with an error that its client sees."""
        for reply in tuple(self._requests):
            reply.abort()

    async def _look(self) -> None:
        while True:
            await asyncio.sleep(LOOK)
            if self._engine is not None:
                self._pulse.observe(self._engine.stats())
            for reply, request in tuple(self._requests.items()):
                if reply.unread > MOST_UNREAD and request.transport is not None:
                    request.transport.abort()  # which ends the request, and with it the decoding

    def _dispatch(self, step: tuple[float, list[Event]]) -> None:
        at, events = step
        replies = self._replies
        for event in events:
            reply = replies.get(event.job)
            if reply is not None:
                reply.hear(event, at)

    async def _health(self, _request: web.Request) -> web.Response:
        """Whether the process is worth keeping: the one thing that strangers may know."""
        stats = self._engine.stats() if self._engine else None
        if stats and (not stats.alive or stats.step_seconds > self._hung_after):
            return error(503, "Bộ máy của mô hình không còn trả lời.", "server_error", "engine_hung")
        return answer({"status": "draining" if self._draining else "ok" if stats else "loading"})

    async def _readiness(self, _request: web.Request) -> web.Response:
        self._require_open()
        if code := self._pulse.fault(self._open_engine.stats()):
            raise Unavailable("Bộ máy của mô hình chưa chạy được.", code)
        return answer({"status": "ready"})

    def _require_open(self) -> None:
        if self._draining:
            raise Unavailable("Máy chủ đang tắt.", "draining")
        assert self._open_engine

    @property
    def _open_engine(self) -> Engine:
        if self._engine is None:
            raise Unavailable("Mô hình đang được nạp.", "loading")
        return self._engine

    async def _metrics(self, request: web.Request) -> web.Response:
        stats = self._engine.stats() if self._engine else None
        ready = bool(stats) and not self._draining and not self._pulse.fault(stats)
        body, content_type = self._meters.text(stats, ready, request.headers.get("Accept", ""))
        return web.Response(body=body, headers={"Content-Type": content_type})

    async def _models(self, _request: web.Request) -> web.Response:
        return answer({"object": "list", "data": [self._model()]})

    async def _one_model(self, request: web.Request) -> web.Response:
        require_model(request.match_info["name"], self._open_engine.name)
        return answer(self._model())

    def _model(self) -> dict[str, Any]:
        return {
            "id": self._open_engine.name,
            "object": "model",
            "created": 0,
            "owned_by": "local",
            "context": self._open_engine.context,
            "abilities": list(ABILITIES),
        }

    async def _chat(self, request: web.Request) -> web.StreamResponse:
        return await self._serve(request, chat=True)

    async def _complete(self, request: web.Request) -> web.StreamResponse:
        return await self._serve(request, chat=False)

    async def _serve(self, request: web.Request, *, chat: bool) -> web.StreamResponse:
        engine, visit = self._open_engine, request[VISIT]
        self._require_open()
        visit.allowance.check()  # before its body is read
        body = await read_json(request)
        ask = parse(body, chat=chat, sequences=engine.sequences)
        require_model(body.get("model"), engine.name)
        prompts = [await tokens_of(prompt, ask, engine) for prompt in ask.prompts]
        self._require_open()  # much may have happened since
        form = Format(("chatcmpl-" if chat else "cmpl-") + secrets.token_hex(12), int(time.time()), engine.name, chat)
        reply = Reply(ask, form, engine, self._meters, visit.began)
        streams = ask.n * len(prompts)
        if (visit.allowance.streams or streams) < streams:
            raise BadRequest(f"Khóa này được nhiều nhất {visit.allowance.streams} câu cùng lúc.", "n")
        visit.allowance.begin(streams, sum(map(len, prompts)))
        self._requests[reply] = request
        try:
            for prompt in prompts:
                self._submit(reply, ask, prompt, engine)
            return await (self._stream(request, reply, ask, form) if ask.stream else self._whole(reply, form))
        finally:
            self._leave(reply, engine, visit)
            unused = 0 if reply.jobs else sum(map(len, prompts))
            visit.allowance.end(streams, reply.generated - unused)

    def _submit(self, reply: Reply, ask: Ask, prompt: tuple[int, ...], engine: Engine) -> None:
        room = engine.context - len(prompt)
        try:
            job = engine.submit(Job(prompt, ask.n, min(ask.max_tokens or room, room), ask.sampling))
        except BadGrammar as bad:
            raise BadRequest(bad.message, "grammar") from bad
        reply.add(job, len(prompt))
        self._replies[job] = reply

    def _leave(self, reply: Reply, engine: Engine, visit: Visit) -> None:
        del self._requests[reply]
        for job in reply.jobs:
            self._replies.pop(job, None)
            if not reply.ended:
                engine.cancel(job)
        visit.prompt, visit.generated, visit.cached = reply.prompt_tokens, reply.generated, reply.cached
        visit.reason = reply.reason

    async def _whole(self, reply: Reply, form: Format) -> web.Response:
        await reply.finished()
        if reply.aborted:
            raise Unavailable("Máy chủ tắt khi câu trả lời chưa xong.", "draining")
        if reply.failed:
            return error(500, BROKEN, "server_error", "engine_error")
        return answer(form.answer(reply.choices(), reply.usage()))

    async def _stream(self, request: web.Request, reply: Reply, ask: Ask, form: Format) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        await response.prepare(request)
        while not reply.ended:
            await response.write(await reply.take())
        if reply.aborted or reply.failed:  # an error in the stream, as OpenAI's own servers tell of one
            message, code = ("Máy chủ tắt khi câu trả lời chưa xong.", "draining") if reply.aborted else (BROKEN, "engine_error")
            said = {"message": message, "type": "server_error", "param": None, "code": code}
            await response.write(f"data: {json.dumps({'error': said}, ensure_ascii=False)}\n\n".encode())
        else:
            if ask.include_usage:
                await response.write(form.usage(reply.usage()))
            await response.write(b"data: [DONE]\n\n")
        await response.write_eof()
        return response
