"""`python -m inference.server --model PATH`: serves one model; the key comes in the environment (LOIHAY_KEY) or from --keys."""

from __future__ import annotations

import argparse
import json
import os
import stat
import sys
from typing import TYPE_CHECKING

from inference.arguments import speak_vietnamese
from inference.errors import InferenceError, reason
from inference.server.options import read_options

if TYPE_CHECKING:
    from inference.server.engine import Engine


def main(arguments: list[str] | None = None) -> int:
    speak_vietnamese()
    return run(read_options(arguments))


def run(options: argparse.Namespace) -> int:
    """Prints {"port", "model"} as its first line once it listens, or {"error", "hint"}; returns the exit status."""
    key = os.environ.pop("LOIHAY_KEY", "")
    if os.environ.pop("LOIHAY_CHILD", ""):
        from inference.server.parent import die_with_parent

        die_with_parent()
    try:
        _serve(options, key)
    except InferenceError as fault:
        print(json.dumps({"error": fault.what, "hint": fault.hint}, ensure_ascii=False), flush=True)
        print(fault, file=sys.stderr)
        return 1
    return 0


def _serve(options: argparse.Namespace, key: str) -> None:
    import asyncio

    from inference.server.serving import Serving

    if options.engine == "gpu":
        _require_folder(options)
    if options.replicas > 1:
        from inference.server.ray_app import serve

        return serve(options, key)
    asyncio.run(Serving(options, key, lambda: engine_of(options)).run())


def _require_folder(options: argparse.Namespace) -> None:
    """What can be seen before torch is loaded. Raises InferenceError."""
    if options.lora:
        raise InferenceError("--lora chỉ dùng được với --engine llama.", "Hãy nhập LoRA vào trọng số trước, hoặc bỏ --lora.")
    try:
        found = options.model.stat()
    except OSError as error:
        raise InferenceError(
            f"Không mở được thư mục mô hình “{options.model}”: {reason(error)}.", "Hãy kiểm tra lại --model."
        ) from error
    if not stat.S_ISDIR(found.st_mode):
        raise InferenceError(
            f"“{options.model.name}” là một tệp, --engine gpu cần một thư mục safetensors.",
            "Tệp .gguf thì chạy bằng --engine llama.",
        )


def engine_of(options: argparse.Namespace) -> Engine:
    """Raises InferenceError."""
    return {"llama": _llama, "gpu": _gpu}[options.engine](options)


def _llama(options: argparse.Namespace) -> Engine:
    from inference.server.llama_engine import LlamaEngine

    sizes = {"context": options.context, "threads": options.threads, "parallel": options.parallel}
    return LlamaEngine(options.model, lora=options.lora, queue_limit=options.max_queue, **sizes)


def _gpu(options: argparse.Namespace) -> Engine:
    try:
        from inference.server.gpu_engine import GpuEngine
    except ModuleNotFoundError as missing:
        if str(missing.name).startswith("inference"):
            raise
        raise InferenceError(
            f"Thiếu {missing.name} để chạy mô hình trên GPU.", "Hãy cài: pip install 'loihay[gpu]'"
        ) from missing
    from inference.server.progress import Bars

    with Bars() as bars:
        return GpuEngine(
            options.model, context=options.context, parallel=options.parallel, device=options.device, order=options.order,
            cache_bytes=options.cache_gb, queue_limit=options.max_queue, progress=bars,
        )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
