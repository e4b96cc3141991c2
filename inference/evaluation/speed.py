"""How much of llama.cpp's raw decoding speed reaches a client of our server, through HTTP and streaming.

Raw: a bare `llama_decode` loop that feeds every sequence its own likeliest token, and does nothing else. Server: the child
process that the app starts, server-sent events read to the last byte; once greedy, the same work as the raw loop (the
ratios), and once with temperature and top-p as the app asks for (the sampled ratios: they include the price of drawing).
Same threads, same flash attention, same cache layout; the runs are interleaved, so that a busy machine slows all; the
medians of the runs' ratios count.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import time
from pathlib import Path
from typing import Any

PROMPT_TOKENS = 40
CONTEXT = 512
SEQUENCES = 32


def measure(model: Path, *, log: Path, pairs: int = 5, tokens: int = 200, threads: int | None = None) -> dict[str, Any]:
    """Ratios and raw figures of one GGUF: {"single_ratio", "batch32_ratio", "single_raw", "single_server", …} (tokens/s).

    `first_word_ms` is the median time from a request (a new prompt of 120 tokens) to its first text.
    Raises InferenceError if the model can not be served.
    """
    from inference.local import LocalServer
    from inference.server import gguf_file
    from inference.server.llama_engine import default_threads

    threads = threads or default_threads(gguf_file.check(model).parameters)
    server = LocalServer(model, log=log, context=CONTEXT, threads=threads, parallel=SEQUENCES)
    with server:
        address, headers = server.address
        raw = RawLoop(model, threads)
        try:
            result: dict[str, Any] = {"model": model.name, "threads": threads, "pairs": pairs}
            for name, streams in (("single", 1), ("batch32", SEQUENCES)):
                result |= _pairs(name, streams, pairs, tokens if streams == 1 else tokens // 2, raw, address, headers)
        finally:
            raw.close()
        firsts = [asyncio.run(_first_word(address, headers, number)) for number in range(pairs + 1)][1:]
        result["first_word_ms"] = round(statistics.median(firsts) * 1000, 1)
    return result


def _pairs(
    name: str, streams: int, pairs: int, tokens: int, raw: RawLoop, address: str, headers: dict[str, str]
) -> dict[str, Any]:
    asyncio.run(serve_speed(address, headers, streams, 20, 0))  # warm both
    raw.speed(streams, 20)
    rows = []
    for number in range(pairs):
        bare = raw.speed(streams, tokens)
        greedy = asyncio.run(serve_speed(address, headers, streams, tokens, 2 * number + 1))
        sampled = asyncio.run(serve_speed(address, headers, streams, tokens, 2 * number + 2, temperature=0.8))
        rows.append((bare, greedy, sampled))
    return {
        f"{name}_ratio": round(statistics.median(greedy / bare for bare, greedy, _ in rows), 3),
        f"{name}_sampled_ratio": round(statistics.median(sampled / bare for bare, _, sampled in rows), 3),
        f"{name}_raw": round(statistics.median(row[0] for row in rows), 1),
        f"{name}_server": round(statistics.median(row[1] for row in rows), 1),
        f"{name}_sampled": round(statistics.median(row[2] for row in rows), 1),
        f"{name}_runs": [[round(speed, 1) for speed in row] for row in rows],
    }


class RawLoop:
    """The bare loop, through the same ctypes bindings."""

    def __init__(self, model: Path, threads: int) -> None:
        from inference.server.llama_engine import LlamaRunner
        from inference.server.llama_model import LlamaModel

        self._model = LlamaModel(model)
        self._vocabulary = self._model.vocabulary.size
        self._runner = LlamaRunner(self._model, CONTEXT, SEQUENCES, threads)

    def speed(self, streams: int, count: int) -> float:
        """Tokens a second of `streams` sequences over `count` steps, prompts not counted."""
        llama, runner = self._runner._llama, self._runner
        llama.llama_memory_clear(runner._memory, False)
        for slot in range(streams):
            prompt = [(slot * 31 + place * 7) % 256 for place in range(PROMPT_TOKENS)]
            runner.decode(
                prompt, list(range(PROMPT_TOKENS)), [slot] * PROMPT_TOKENS, [False] * (PROMPT_TOKENS - 1) + [True]
            )
        batch, context = runner._batch, runner._context
        batch.n_tokens = streams
        runner._last_slots = None
        runner._outputs[:streams] = [1] * streams
        runner._slot_pointers[:streams] = runner._slot_addresses[:streams]
        tokens, positions, decode = runner._tokens, runner._positions, llama.llama_decode
        tokens[:streams] = list(range(streams))
        logits: Any = None
        began = time.perf_counter()
        for step in range(PROMPT_TOKENS, PROMPT_TOKENS + count):
            positions[:streams] = [step] * streams
            assert decode(context, batch) == 0
            if logits is None:
                runner._logits()
                logits = runner._logits_view[:streams]
            tokens[:streams] = logits.argmax(axis=1).tolist()
        return streams * count / (time.perf_counter() - began)

    def close(self) -> None:
        self._runner.close()


async def serve_speed(
    address: str, headers: dict[str, str], streams: int, tokens: int, salt: int, *, temperature: float = 0.0
) -> float:
    """Tokens a second over all streams, between the moment all have begun and the moment the first ends."""
    import aiohttp

    spans: list[tuple[float, float, int]] = []  # first text, end, tokens between them
    async with aiohttp.ClientSession(headers=headers, connector=aiohttp.TCPConnector(limit=0)) as session:
        bodies = [_body(salt * SEQUENCES + number, PROMPT_TOKENS, tokens, temperature) for number in range(streams)]
        await asyncio.gather(*(_read(session, address, body, spans) for body in bodies))
    begin, end = max(span[0] for span in spans), min(span[1] for span in spans)
    assert begin < end, "the streams did not run side by side"
    return sum(count / (last - first) for first, last, count in spans)


def _body(salt: int, prompt_tokens: int, tokens: int, temperature: float = 0.0) -> bytes:
    """A request whose prompt no earlier one began alike, so that nothing comes from the cache."""
    prompt = [salt % 256, salt // 256 % 256, *((salt * 13 + place * 11) % 256 for place in range(prompt_tokens - 2))]
    body = {
        "prompt": prompt,
        "max_tokens": tokens,
        "temperature": temperature,
        "top_p": 0.95,
        "seed": salt,
        "stream": True,
    }
    return json.dumps({**body, "ignore_eos": True}).encode()


async def _read(session: Any, address: str, body: bytes, spans: list[tuple[float, float, int]]) -> None:
    """Notes when the first text and when the last token came, and how many tokens lay between.

    Tokens are the server's own count: one without text of its own (half a letter, a control token) sends nothing.
    """
    first = last = 0.0
    total = 0
    async with session.post(f"{address}/v1/completions", data=body) as response:
        response.raise_for_status()
        async for block in response.content.iter_any():
            first = first or time.perf_counter()
            if b'"timings": {"tokens": ' in block:
                last = time.perf_counter()
                total = int(block.split(b'"timings": {"tokens": ')[1].split(b",")[0])
    spans.append((first, last, total - 1))


async def _first_word(address: str, headers: dict[str, str], salt: int) -> float:
    import aiohttp

    async with aiohttp.ClientSession(headers=headers) as session:
        began = time.perf_counter()
        async with session.post(f"{address}/v1/completions", data=_body(30_000 + salt, 120, 8)) as response:
            await response.content.readany()
            return time.perf_counter() - began
