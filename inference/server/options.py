"""The server's command line."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from inference.arguments import Parser
from inference.server.readiness import HUNG_AFTER


def read_options(arguments: list[str] | None) -> argparse.Namespace:
    parser = Parser(prog="inference.server", description="Máy chủ mô hình của Lời Hay (API kiểu OpenAI).")
    add = parser.add_argument
    add("--model", type=Path, required=True, help="tệp GGUF; với --engine gpu là thư mục safetensors")
    add("--host", default="127.0.0.1", help="địa chỉ nghe (mặc định: chỉ máy này)")
    add("--port", type=between(0, 65535), default=0, help="cổng (0: tự chọn)")
    add_serving(parser)
    return parser.parse_args(arguments)


def add_serving(parser: argparse.ArgumentParser) -> None:
    """All but which model, and where; `loihay serve` has ways of its own with these."""
    add = parser.add_argument
    add("--lora", type=Path, help="tệp GGUF loại LoRA, dùng kèm mô hình")
    add("--context", type=between(64, 1 << 20), help="từ tố mỗi câu trả lời, kể cả lời nhắc")
    add("--threads", type=between(1, 1024), help="luồng tính toán")
    add("--parallel", type=between(1, 256), help="số câu trả lời viết cùng lúc")
    gpu = parser.add_argument_group("bộ máy GPU")
    gpu.add_argument("--engine", choices=("llama", "gpu"), default="llama", help="llama.cpp, hoặc trọng số gốc trên GPU")
    gpu.add_argument("--device", default="cuda", help="nơi tính của --engine gpu: cuda, cuda:1, cpu")
    gpu.add_argument("--order", choices=("one", "free"), default="one", help="one: kết quả không đổi theo câu bên cạnh; free: nhanh hơn")
    gpu.add_argument("--cache-gb", type=gigabytes, help="GB bộ nhớ đệm từ tố (mặc định: phần còn trống)")
    gpu.add_argument("--replicas", type=between(1, 64), default=1, metavar="N", help="số bản sao, mỗi GPU một bản (cần loihay[cluster])")
    add = parser.add_argument_group("phục vụ nhiều người").add_argument
    add("--tls-cert", type=Path, metavar="PEM", help="chứng chỉ TLS và chuỗi của nó; ngoài máy này thì bắt buộc")
    add("--tls-key", type=Path, metavar="PEM", help="khóa của chứng chỉ TLS")
    add("--keys", type=Path, metavar="TỆP", help="tệp khóa (python -m inference.server.keys add TỆP TÊN)")
    add("--name", action="append", default=[], metavar="TÊN", help="tên miền của máy chủ; dùng được nhiều lần")
    add("--max-queue", type=between(1, 4096), default=64, metavar="N", help="số yêu cầu được chờ (mặc định 64)")
    add("--max-connections", type=between(1, 65536), default=512, metavar="N", help="số kết nối cùng lúc (mặc định 512)")
    add("--drain", type=between(0, 3600), default=10, metavar="GIÂY", help="khi tắt, chờ các câu đang viết (mặc định 10)")
    add("--hung-after", type=between(1, 3600), default=int(HUNG_AFTER), metavar="GIÂY", help="bước tính lâu hơn là bị treo (mặc định 120)")
    add("--log", metavar="TỆP", help="nhật ký yêu cầu, mỗi dòng một JSON không có lời văn; “-” là ra stderr")


def between(low: int, high: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        if not text.isascii() or not text.lstrip("-").isdigit() or not low <= int(text) <= high:
            raise argparse.ArgumentTypeError(f"cần một số từ {low} đến {high}")
        return int(text)

    return number


def gigabytes(text: str) -> int:
    """Bytes."""
    try:
        size = float(text)
    except ValueError:
        size = 0.0
    if not 0.01 <= size <= 10_000:
        raise argparse.ArgumentTypeError("cần một số GB từ 0.01 đến 10000")
    return int(size * 1e9)
