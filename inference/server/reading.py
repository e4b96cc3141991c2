"""A request's body: read in time, its JSON parsed, its prompts made tokens that fit."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from inference.server.engine import Engine
from inference.server.wire import Ask, BadRequest

SLOWEST_BODY = 30.0  # seconds until all of it must be there
LONG = 20_000  # letters: longer texts are made tokens beside the loop, that other answers go on


async def read_json(request: web.Request) -> Any:
    """Raises BadRequest."""
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise BadRequest("Máy chủ không nhận nội dung đã nén.", code="compressed", status=415)
    try:
        async with asyncio.timeout(SLOWEST_BODY):
            body = await request.read()
    except TimeoutError as slow:
        raise BadRequest("Nội dung yêu cầu đến quá chậm.", code="timeout", status=408) from slow
    except (web.RequestPayloadError, HttpProcessingError) as bad:
        raise BadRequest("Nội dung yêu cầu không đến trọn vẹn.") from bad
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as bad:
        raise BadRequest("Nội dung yêu cầu không phải JSON hợp lệ.") from bad


async def tokens_of(prompt: Any, ask: Ask, engine: Engine) -> tuple[int, ...]:
    """Raises BadRequest."""
    vocabulary, param = engine.vocabulary, "messages" if ask.chat else "prompt"
    if not all(token < vocabulary.size for token, _ in ask.sampling.logit_bias):
        raise BadRequest("“logit_bias” có số của từ nằm ngoài bộ từ vựng.", "logit_bias")
    text = engine.render(prompt, ask.template) if ask.chat else prompt
    if isinstance(text, str):
        tokens = await _tokenize(text, engine)
    else:
        tokens = text
        if not all(0 <= token < vocabulary.size for token in tokens):
            raise BadRequest("“prompt” có số của từ nằm ngoài bộ từ vựng.", "prompt")
    if not tokens:
        raise BadRequest("Lời nhắc rỗng.", param)
    if len(tokens) >= engine.context:
        message = f"Lời nhắc dài {len(tokens)} từ tố, vượt quá ngữ cảnh {engine.context} của mô hình."
        raise BadRequest(message, param, "context_length_exceeded")
    return tuple(tokens)


async def _tokenize(text: str, engine: Engine) -> list[int]:
    if len(text) < LONG:
        return engine.vocabulary.tokenize(text, special=True)
    return await asyncio.to_thread(engine.vocabulary.tokenize, text, special=True)
