"""Tokens a second through the real server: `python -m inference.server --engine gpu` over a folder of random weights, asked over HTTP."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import torch

from inference.nn.architecture import Architecture
from inference.nn.packing import random_weights, unpacked

KEY = "bench"
STREAMS = (1, 8, 64)
LONGEST = 200.0  # seconds that the server may take to start and answer: a lease has other things to do than wait for it


def write_folder(folder: Path, a: Architecture, device: torch.device) -> None:
    """config.json, model.safetensors and a vocabulary of 256 bytes (the other rows stand for nothing)."""
    from safetensors.torch import save_file
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers

    classes = {"llama": "LlamaForCausalLM", "qwen2": "Qwen2ForCausalLM", "qwen3": "Qwen3ForCausalLM"}
    config = {
        "architectures": [classes[a.kind]], "model_type": a.kind, "vocab_size": a.vocab, "hidden_size": a.width,
        "num_hidden_layers": a.layers, "num_attention_heads": a.heads, "num_key_value_heads": a.kv_heads,
        "head_dim": a.head_width, "intermediate_size": a.ffn, "max_position_embeddings": a.context,
        "rms_norm_eps": a.norm_eps, "rope_theta": a.rope.theta, "tie_word_embeddings": a.tied, "dtype": a.dtype,
    }  # fmt: skip
    (folder / "config.json").write_text(json.dumps(config))
    letters = {letter: number for number, letter in enumerate(sorted(pre_tokenizers.ByteLevel.alphabet()))}
    letters = {letter: number for letter, number in letters.items() if number < a.vocab}
    tokenizer = Tokenizer(models.BPE(vocab=letters, merges=[]))
    tokenizer.pre_tokenizer, tokenizer.decoder = pre_tokenizers.ByteLevel(add_prefix_space=False), decoders.ByteLevel()
    tokenizer.save(str(folder / "tokenizer.json"))
    (folder / "tokenizer_config.json").write_text("{}")
    weights = unpacked(random_weights(a, device=device), a)
    save_file({name: value.contiguous().cpu() for name, value in weights.items()}, folder / "model.safetensors")


def through_the_server(a: Architecture, device: torch.device, toy: bool) -> Iterator[tuple[str, float, str]]:
    """(what, value, unit): start-up, then all streams' tokens a second, for 1, 8 and 64 streams; and the first token's wait."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "random"
        folder.mkdir()
        write_folder(folder, a, device)
        command = [sys.executable, "-m", "inference.server", "--engine", "gpu", "--device", device.type, "--model", str(folder)]
        sizes = ["--context", "64" if toy else "1024", "--parallel", "4" if toy else "64"]
        begun = time.perf_counter()
        with subprocess.Popen([*command, *sizes], stdout=subprocess.PIPE, env={**os.environ, "LOIHAY_KEY": KEY}) as child:
            patience = threading.Timer(LONGEST, child.kill)
            patience.start()
            try:
                assert child.stdout is not None
                said = json.loads(child.stdout.readline() or b"{}")
                if "port" not in said:
                    raise RuntimeError(f"the server did not start: {said}")
                yield "started in", time.perf_counter() - begun, "s"
                for streams in (1, 2) if toy else STREAMS:
                    yield from asyncio.run(_ask(said["port"], streams, 8 if toy else 256, 8 if toy else 64))
            finally:
                child.terminate()
                with suppress(subprocess.TimeoutExpired):
                    child.wait(20)
                child.kill()
                patience.cancel()


async def _ask(port: int, streams: int, written: int, prompt: int) -> list[tuple[str, float, str]]:
    import aiohttp

    url = f"http://127.0.0.1:{port}/v1/completions"
    headers = {"Authorization": f"Bearer {KEY}"}
    limits = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(headers=headers, connector=limits, timeout=aiohttp.ClientTimeout(total=120)) as session:
        await asyncio.gather(*(_stream(session, url, written, f"{i} " * 4) for i in range(min(streams, 8))))  # warms
        begun = time.perf_counter()
        firsts = await asyncio.gather(*(_stream(session, url, written, (f"{i} " * prompt)[:prompt]) for i in range(streams)))
        seconds = time.perf_counter() - begun
    return [
        (f"{streams} streams", streams * written / seconds, "tokens/s"),
        (f"{streams} streams: first token after (median)", 1000 * sorted(firsts)[len(firsts) // 2], "ms"),
    ]


async def _stream(session: Any, url: str, written: int, prompt: str) -> float:
    """Seconds until the first event; the whole stream is read, and must have been as long as asked."""
    body = {"prompt": prompt, "max_tokens": written, "temperature": 0, "ignore_eos": True, "stream": True}
    body["stream_options"] = {"include_usage": True}
    begun, first, last = time.perf_counter(), 0.0, b""
    async with session.post(url, json=body) as answer:
        answer.raise_for_status()
        async for line in answer.content:
            first = first or time.perf_counter() - begun
            last = line if line.startswith(b"data: {") else last
    usage = json.loads(last.removeprefix(b"data: "))["usage"]
    assert usage["completion_tokens"] == written, usage
    return first
