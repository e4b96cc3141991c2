"""The full-precision engine: a Hugging Face folder decoded by our own kernels, on one GPU; on a CPU by their plain references."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import torch

from inference.errors import InferenceError
from inference.nn.architecture import read_architecture
from inference.nn.checkpoint import load_weights
from inference.server.chat import ChatTemplate
from inference.server.engine import Deliver, Job, Stats
from inference.server.gpu_runner import GpuRunner, Sizes
from inference.server.hf_vocabulary import HfVocabulary
from inference.server.paged import PagedScheduler

DEFAULT_CONTEXT = 4096
DEFAULT_SEQUENCES = {"cuda": 64, "cpu": 8}
QUEUE_LIMIT = 256

Progress = Callable[[str, int, int], None]


class GpuEngine:
    """Implements `engine.Engine`. Raises InferenceError for a bad folder, a missing GPU or too little memory."""

    def __init__(
        self,
        path: Path,
        *,
        context: int | None = None,
        parallel: int | None = None,
        device: str = "cuda",
        order: str = "one",
        cache_bytes: int | None = None,
        queue_limit: int = QUEUE_LIMIT,
        progress: Progress = lambda stage, done, total: None,
    ) -> None:
        """order: "one" makes a text independent of its neighbours, "free" is faster. cache_bytes: None takes what is free.

        progress("weights", bytes read, all) and then, on a GPU, progress("graphs", steps recorded, all)."""
        _require(device)
        architecture = read_architecture(path)
        self.vocabulary = HfVocabulary(path)
        self.name = path.resolve().name
        self.context = min(context or DEFAULT_CONTEXT, architecture.context)
        self.sequences = parallel or DEFAULT_SEQUENCES[torch.device(device).type]
        self._template = ChatTemplate(self.vocabulary.chat_template, self.vocabulary)
        weights = load_weights(path, architecture, device=device, progress=partial(progress, "weights"))
        sizes = Sizes(seats=self.sequences, context=self.context, cache_bytes=cache_bytes)
        self._runner = GpuRunner(
            architecture, weights, self.vocabulary, sizes, device=device, order=order, progress=partial(progress, "graphs")
        )
        self._scheduler = PagedScheduler(self._runner, queue_limit=queue_limit)

    def render(self, messages: Sequence[dict[str, str]], options: Mapping[str, Any] | None = None) -> str:
        return self._template.render(messages, options)

    def start(self, deliver: Deliver) -> None:
        self._scheduler.start(deliver)

    def submit(self, job: Job) -> int:
        if job.sampling.grammar:  # here it can still be refused
            self._runner.grammars.compile(job.sampling.grammar)
        return self._scheduler.submit(job)

    def cancel(self, job: int, index: int | None = None) -> None:
        self._scheduler.cancel(job, index)

    def stats(self) -> Stats:
        return self._scheduler.stats()

    def close(self) -> None:
        self._scheduler.close()


def _require(device: str) -> None:
    kind = device.partition(":")[0]
    if kind not in DEFAULT_SEQUENCES:
        raise InferenceError(f"Không biết thiết bị “{device}”.", "Hãy dùng --device cuda, cuda:0 hoặc cpu.")
    if kind == "cuda" and not torch.cuda.is_available():
        raise InferenceError(
            "Máy này không có GPU NVIDIA dùng được, hoặc PyTorch chưa kèm CUDA.",
            "Hãy xem nvidia-smi, cài PyTorch bản CUDA, hoặc thử bằng --device cpu (chậm).",
        )
