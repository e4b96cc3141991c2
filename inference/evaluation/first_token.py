"""What the first word costs at least: one bare `llama_decode` of the prompt, with nothing around it."""

from __future__ import annotations

import statistics
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inference.server.llama_engine import LlamaRunner


def prompt_seconds(model: Path, prompts: Sequence[str]) -> float:
    """Median time to decode each prompt once, from an empty cache to its last token's logits.

    prompts: rendered, with their special tokens written out. Raises InferenceError for a file that can not be opened.
    """
    from inference.server import gguf_file
    from inference.server.llama_engine import LlamaRunner, default_threads
    from inference.server.llama_model import LlamaModel

    threads = default_threads(gguf_file.check(model).parameters)
    loaded = LlamaModel(model)
    runner = LlamaRunner(loaded, 512, 1, threads)
    try:
        rows = [loaded.vocabulary.tokenize(prompt, special=True) for prompt in prompts]
        _seconds(runner, rows[0])  # warm
        return statistics.median(_seconds(runner, row) for row in rows)
    finally:
        runner.close()  # the model with it


def _seconds(runner: LlamaRunner, tokens: list[int]) -> float:
    runner.trim(0, 0)
    count = len(tokens)
    began = time.perf_counter()
    done = runner.decode(tokens, list(range(count)), [0] * count, [False] * (count - 1) + [True])
    assert done
    return time.perf_counter() - began
