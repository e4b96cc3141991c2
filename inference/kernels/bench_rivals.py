"""The same random weights in Hugging Face's transformers: do we agree, and how fast is each from end to end?

transformers runs as its documentation advises: static cache, and its own torch.compile ("reduce-overhead", CUDA graphs) that
`generate` turns on for such a cache on a GPU.
"""

from __future__ import annotations

import queue
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import torch

from inference.kernels.bench_model import Clock, Model
from inference.nn.architecture import Architecture
from inference.nn.packing import Weights, random_weights, unpacked
from inference.server.engine import Event, Job, Sampling
from inference.server.gpu_runner import GpuRunner, Sizes
from inference.server.paged import PagedScheduler
from inference.server.step import Step

CONTEXT, PROMPT, WRITTEN = 512, 32, 256
FASTER_TARGET = 3.0  # times transformers' tokens a second, at batch 1 up to 1 B
MINUTES_EACH = 1.2  # what compiling and timing one of their models may take


def theirs(a: Architecture, weights: Weights, device: torch.device, dtype: torch.dtype | None = None) -> Any:
    """The model as transformers runs it, over the same tensors (copies where ours lie in another order)."""
    from transformers import AutoConfig, AutoModelForCausalLM

    config = AutoConfig.for_model(
        a.kind, vocab_size=a.vocab, hidden_size=a.width, num_hidden_layers=a.layers, num_attention_heads=a.heads,
        num_key_value_heads=a.kv_heads, head_dim=a.head_width, intermediate_size=a.ffn, max_position_embeddings=a.context,
        rms_norm_eps=a.norm_eps, rope_parameters={"rope_type": "default", "rope_theta": a.rope.theta},
        tie_word_embeddings=a.tied, bos_token_id=None, eos_token_id=None, pad_token_id=0,
    )  # fmt: skip
    with torch.device(device):
        model = AutoModelForCausalLM.from_config(config, dtype=weights.embedding.dtype)
    missing, unexpected = model.load_state_dict(unpacked(weights, a), strict=False)
    assert not unexpected and set(missing) <= {"lm_head.weight"}, (missing, unexpected)
    model.tie_weights()
    return model.to(dtype or weights.embedding.dtype).eval()


def _prompt(a: Architecture, count: int) -> list[int]:
    return torch.randint(0, a.vocab, (count,), generator=torch.Generator().manual_seed(1)).tolist()


@torch.no_grad()
def agreement(sizes: Mapping[str, Architecture], device: torch.device, toy: bool) -> Iterator[tuple[str, float, str]]:
    """Largest difference of a logit from float32's, as a share of the largest logit: ours, and theirs in the same dtype."""
    for name in ("toy",) if toy else ("0.5B", "1B"):
        if name not in sizes:
            continue
        a = sizes[name]
        weights = random_weights(a, device=device)
        text = _prompt(a, 33)
        same = theirs(a, weights, device)(torch.tensor([text], device=device)).logits[0, -1].float()
        exact = theirs(a, weights, device, torch.float32)(torch.tensor([text], device=device)).logits[0, -1]
        model = Model(a, device, seats=1, context=64 if toy else CONTEXT, order="one", weights=weights)
        model.run(model.prompt(0, text[:-1]))
        ours = model.run(_fed(model, text[-1]))[0]
        largest = exact.abs().max()
        yield f"{name}: ours against float32", float((ours - exact).abs().max() / largest), "of the largest logit"
        yield f"{name}: transformers against float32", float((same - exact).abs().max() / largest), "of the largest logit"
        yield f"{name}: the same likeliest token", float(ours.argmax() == exact.argmax()), "(1: yes)"


def _fed(model: Model, token: int) -> Step:
    """A decoding step at position 32 that feeds `token`, whatever was drawn."""
    model.decoder.last_token[0] = token
    return Step(decode=[(0, 32)])


def rivals(
    sizes: Mapping[str, Architecture], device: torch.device, toy: bool, ends_at: float
) -> Iterator[tuple[str, float | str, str, str]]:
    """Tokens a second at batch 1, from the prompt's ids to the last id: ours through the scheduler, theirs through `generate`.

    At toy size, on the CPU, ours are the plain references."""
    for name in ("toy",) if toy else ("50M", "1B", "0.5B"):
        if name not in sizes:
            continue
        if (ends_at - time.monotonic()) / 60 < MINUTES_EACH and not toy:
            yield f"{name}: not run", "too few minutes were left", "", ""
            continue
        a, written = sizes[name], 8 if toy else WRITTEN
        weights = random_weights(a, device=device)
        context = 64 if toy else CONTEXT
        for order in ("one", "free"):
            speed = _ours(a, weights, device, order, context, written)
            yield f"{name}: ours, {order} order", speed, "tokens/s", ""
            if order == "one":
                ours = speed
        torch.compiler.reset()  # else a few models later dynamo gives up compiling, in silence
        model = theirs(a, weights, device)
        speed = _generate(model, device, a, written)
        yield f"{name}: transformers generate(), static cache, compiled", speed, "tokens/s", ""
        yield f"{name}: ours / theirs", ours / speed, "×", f"≥ {FASTER_TARGET:g}"
        bare = _bare_forward(model, device, a, context)
        yield f"{name}: transformers, the bare compiled forward", bare, "ms", ""
        del model


class _Anything:
    """A vocabulary that the engine asks nothing of: no ends, no text."""

    end_tokens: frozenset[int] = frozenset()
    foreign = np.zeros(0, dtype=np.int64)

    def __init__(self, size: int) -> None:
        self.size = size

    def piece(self, _token: int) -> bytes:
        return b""


def _ours(a: Architecture, weights: Weights, device: torch.device, order: str, context: int, written: int) -> float:
    heard: queue.Queue[list[Event]] = queue.Queue()
    a = replace(a, context=context)
    runner = GpuRunner(a, weights, _Anything(a.vocab), Sizes(1, context), device=str(device), order=order)
    scheduler = PagedScheduler(runner)
    scheduler.start(heard.put)
    job = Job(tuple(_prompt(a, PROMPT)), 1, written, Sampling(temperature=0.0, ignore_eos=True))
    speeds = []
    for _ in range(2 if device.type == "cpu" else 4):  # the first one warms
        begun = time.perf_counter()
        scheduler.submit(job)
        while not any(event.finish for event in heard.get(timeout=120)):
            pass
        speeds.append(written / (time.perf_counter() - begun))
    scheduler.close()
    return sorted(speeds[1:])[len(speeds[1:]) // 2]


@torch.no_grad()
def _generate(model: Any, device: torch.device, a: Architecture, written: int) -> float:
    ids = torch.tensor([_prompt(a, PROMPT)], device=device)
    speeds = []
    for _ in range(2 if device.type == "cpu" else 5):
        begun = time.perf_counter()
        out = model.generate(
            ids, attention_mask=torch.ones_like(ids), do_sample=False, max_new_tokens=written, min_new_tokens=written,
            cache_implementation="static",
        )  # fmt: skip
        assert out.shape[1] == PROMPT + written
        if device.type == "cuda":
            torch.cuda.synchronize()
        speeds.append(written / (time.perf_counter() - begun))
    return max(speeds[1:])  # theirs at its best: compiling may reach into the second call


@torch.no_grad()
def _bare_forward(model: Any, device: torch.device, a: Architecture, context: int) -> float:
    """Milliseconds of one compiled forward of one token, without `generate` around it.

    The prompt goes first and is not compiled: there the cache takes its memory and marks it as staying where it is, without
    which the compiled forward is no CUDA graph (`StaticLayer.lazy_initialization`)."""
    from transformers import StaticCache

    cache = StaticCache(config=model.config, max_cache_len=context)
    token = torch.tensor([[3]], device=device)
    position = torch.tensor([[PROMPT]], device=device)
    model(input_ids=torch.tensor([_prompt(a, PROMPT)], device=device), past_key_values=cache, use_cache=True)
    forward = model.forward
    if device.type == "cuda":
        forward = torch.compile(model.forward, mode="reduce-overhead")
    for _ in range(3):
        forward(input_ids=token, position_ids=position, past_key_values=cache, use_cache=True)
    call = lambda: forward(input_ids=token, position_ids=position, past_key_values=cache, use_cache=True)
    return Clock(device).ms(call, 2 if device.type == "cpu" else 20)
