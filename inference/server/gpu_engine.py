"""The full-precision engine: a Hugging Face folder decoded by our own kernels, on one GPU; on a CPU by their plain references."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

import torch
from triton.errors import TritonError

from inference.errors import InferenceError
from inference.nn.architecture import Architecture, read_architecture
from inference.nn.checkpoint import load_weights
from inference.server.chat import ChatTemplate
from inference.server.gpu_runner import GpuRunner, Sizes
from inference.server.hf_vocabulary import HfVocabulary
from inference.server.paged import PagedScheduler
from inference.server.scheduled import ScheduledEngine

DEFAULT_CONTEXT = 4096
DEFAULT_SEQUENCES = {"cuda": 64, "cpu": 8}
QUEUE_LIMIT = 256

Progress = Callable[[str, int, int], None]


class GpuEngine(ScheduledEngine):
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
        _require_head(architecture, device)
        self.vocabulary = HfVocabulary(path)
        self.name = path.resolve().name
        if context and context > architecture.context:
            raise InferenceError(
                f"Mô hình “{self.name}” chỉ nhớ được {architecture.context} từ tố, ít hơn --context {context}.",
                "Hãy bỏ --context hoặc đặt nhỏ hơn.",
            )
        self.context = context or min(DEFAULT_CONTEXT, architecture.context)
        self.sequences = parallel or DEFAULT_SEQUENCES[torch.device(device).type]
        weights = load_weights(path, architecture, device=device, progress=partial(progress, "weights"))
        sizes = Sizes(seats=self.sequences, context=self.context, cache_bytes=cache_bytes)
        recorded = partial(progress, "graphs")
        try:
            runner = GpuRunner(architecture, weights, self.vocabulary, sizes, device=device, order=order, progress=recorded)
        except (TritonError, RuntimeError) as refused:
            raise InferenceError(
                f"Thiết bị {device} không chạy được mô hình “{self.name}”: {str(refused).splitlines()[0][:200]}",
                "Hãy giảm --context hoặc --parallel, dừng chương trình khác đang dùng GPU, hoặc cập nhật PyTorch và Triton.",
            ) from refused
        template = ChatTemplate(self.vocabulary.chat_template, self.vocabulary)
        scheduler = PagedScheduler(runner, queue_limit=queue_limit)
        super().__init__(template, scheduler, lambda grammar: runner.grammars.compile(grammar))


def _require(device: str) -> None:
    if not re.fullmatch(r"cpu|cuda(:[0-9]{1,2})?", device):
        raise InferenceError(f"Không biết thiết bị “{device}”.", "Hãy dùng --device cuda, cuda:0 hoặc cpu.")
    if device == "cpu":
        return
    if not torch.cuda.is_available():
        raise InferenceError(
            "Máy này không có GPU NVIDIA dùng được, hoặc PyTorch chưa kèm CUDA.",
            "Hãy xem nvidia-smi, cài PyTorch bản CUDA, hoặc thử bằng --device cpu (chậm).",
        )
    count = torch.cuda.device_count()
    if (torch.device(device).index or 0) >= count:
        raise InferenceError(f"Máy này không có {device}, chỉ có {count} GPU.", f"Hãy dùng cuda:0 đến cuda:{count - 1}.")


def _require_head(architecture: Architecture, device: str) -> None:
    """Triton's blocks are powers of two, a tensor core takes 16 columns at least, and there are only so many registers."""
    width, widest = architecture.head_width, 128 if architecture.qk_norm or architecture.dtype == "float32" else 256
    if device != "cpu" and (width & (width - 1) or not 16 <= width <= widest):
        raise InferenceError(
            f"Chưa chạy được trên GPU mô hình có đầu chú ý rộng {width}.",
            f"Hiện chỉ nhận lũy thừa của 2 từ 16 đến {widest}; --device cpu nhận mọi cỡ.",
        )
