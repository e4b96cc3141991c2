"""Reads and checks a GGUF file before llama.cpp sees it: a bad one would abort the process instead of raising.

Format: github.com/ggml-org/ggml/blob/master/docs/gguf.md. Weights are not read; flipped bits in them need a checksum.
"""

from __future__ import annotations

import math
import os
import struct
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import Any

from inference.errors import InferenceError

# type id -> (weights a block, bytes a block); ggml.h and ggml-common.h
BLOCKS = {
    0: (1, 4), 1: (1, 2), 2: (32, 18), 3: (32, 20), 6: (32, 22), 7: (32, 24), 8: (32, 34), 9: (32, 40), 10: (256, 84),
    11: (256, 110), 12: (256, 144), 13: (256, 176), 14: (256, 210), 15: (256, 292), 16: (256, 66), 17: (256, 74),
    18: (256, 98), 19: (256, 50), 20: (32, 18), 21: (256, 110), 22: (256, 82), 23: (256, 136), 24: (1, 1), 25: (1, 2),
    26: (1, 4), 27: (1, 8), 28: (1, 8), 29: (256, 56), 30: (1, 2), 34: (256, 54), 35: (256, 66), 39: (32, 17), 40: (64, 36),
    41: (128, 18),
}  # fmt: skip
SCALARS = {0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "?", 10: "Q", 11: "q", 12: "d"}
STRING, ARRAY = 8, 9
MOST_LAYERS = 512  # llama.cpp's LLAMA_MAX_LAYERS
BYTE_LETTERS = frozenset(
    chr(code) for code in (*range(33, 127), *range(161, 173), *range(174, 256), *range(256, 324))
)  # how byte-level BPE spells the 256 bytes


class _Corrupt(Exception):
    """The file does not hold what its own header says."""


@dataclass(frozen=True)
class Tensor:
    name: str
    dims: tuple[int, ...]
    bytes: int
    offset: int


@dataclass(frozen=True)
class Facts:
    """What the header says of the model."""

    architecture: str
    name: str
    layers: int
    width: int
    context: int
    vocabulary: int
    parameters: int
    heads: int
    cache_width: int  # numbers that one token keeps in one layer's cache, keys and values together
    has_chat_template: bool
    size: int  # bytes of the file

    def cache_bytes(self, context: int) -> int:
        """Bytes of the 16-bit cache of one sequence of `context` tokens."""
        return -(-context // 256) * 256 * self.layers * self.cache_width * 2


def check(path: Path) -> Facts:
    """The model's facts. Raises InferenceError, in one sentence, if llama.cpp could not load the file."""
    size = _size(path)
    try:
        with path.open("rb") as file:
            metadata, tensors, data_start = _Reader(file, size).read()
        _check_tensors(metadata, tensors, data_start, size)
        return _facts(metadata, tensors, size)
    except _Corrupt as error:
        raise InferenceError(
            f"Tệp mô hình “{path.name}” bị hỏng: {error}.", "Hãy tải lại hoặc chọn tệp khác."
        ) from error
    except OSError as error:
        raise InferenceError(f"Không đọc được tệp mô hình “{path.name}”.", error.strerror or str(error)) from error


def _size(path: Path) -> int:
    if path.is_dir():
        raise InferenceError(f"“{path}” là một thư mục, không phải tệp mô hình.", "Hãy chọn một tệp .gguf trong đó.")
    try:
        size = path.stat().st_size
    except OSError as error:
        raise InferenceError(f"Không tìm thấy tệp mô hình “{path}”.", "Hãy kiểm tra lại đường dẫn.") from error
    if size == 0:
        raise InferenceError(f"Tệp mô hình “{path.name}” rỗng.", "Hãy tải lại tệp.")
    if not os.access(path, os.R_OK):
        raise InferenceError(f"Không có quyền đọc tệp mô hình “{path.name}”.")
    with path.open("rb") as file:
        magic = file.read(4)
    if magic != b"GGUF":
        raise InferenceError(f"“{path.name}” không phải tệp mô hình GGUF.", "Hãy chọn một tệp .gguf.")
    return size


class _Reader:
    """Reads the header in order; every length is checked against what is left of the file."""

    def __init__(self, file: BufferedReader, size: int) -> None:
        self._file = file
        self._left = size

    def read(self) -> tuple[dict[str, Any], list[Tensor], int]:
        self._bytes(4)
        version = self._number("I")
        if version not in (2, 3):
            raise _Corrupt(f"phiên bản GGUF {version} chưa được hỗ trợ")
        tensor_count, pair_count = self._number("Q"), self._number("Q")
        if not 1 <= tensor_count <= 100_000 or pair_count > 100_000:
            raise _Corrupt("số lượng tensor vô lý")
        metadata: dict[str, Any] = {}
        for _ in range(pair_count):
            key = self._string()
            metadata[key] = self._value(self._number("I"))
        tensors = [self._tensor() for _ in range(tensor_count)]
        alignment = metadata.get("general.alignment", 32)
        if not isinstance(alignment, int) or not 1 <= alignment <= 1 << 20 or alignment & (alignment - 1):
            raise _Corrupt("căn lề vô lý")
        return metadata, tensors, -(-self._file.tell() // alignment) * alignment

    def _bytes(self, count: int) -> bytes:
        if count > self._left:
            raise _Corrupt("tệp bị cắt cụt")
        data = self._file.read(count)
        if len(data) < count:
            raise _Corrupt("tệp bị cắt cụt")
        self._left -= count
        return data

    def _number(self, form: str) -> Any:
        return struct.unpack("<" + form, self._bytes(struct.calcsize("<" + form)))[0]

    def _string(self) -> str:
        return self._bytes(self._number("Q")).decode("utf-8", "replace")

    def _value(self, kind: int, depth: int = 0) -> Any:
        if kind in SCALARS:
            return self._number(SCALARS[kind])
        if kind == STRING:
            return self._string()
        if kind != ARRAY or depth > 1:
            raise _Corrupt("siêu dữ liệu có kiểu lạ")
        element, count = self._number("I"), self._number("Q")
        if element in SCALARS:
            form = SCALARS[element]
            data = self._bytes(count * struct.calcsize("<" + form))
            return struct.unpack(f"<{count}{form}", data)
        if count * 8 > self._left:
            raise _Corrupt("tệp bị cắt cụt")
        return tuple(self._value(element, depth + 1) for _ in range(count))

    def _tensor(self) -> Tensor:
        name = self._string()
        rank = self._number("I")
        if not 1 <= rank <= 4:
            raise _Corrupt(f"tensor {name[:60]} có {rank} chiều")
        dims = tuple(self._number("Q") for _ in range(rank))
        kind, offset = self._number("I"), self._number("Q")
        if kind not in BLOCKS:
            raise _Corrupt(f"tensor {name[:60]} có kiểu số lạ ({kind})")
        per_block, block_bytes = BLOCKS[kind]
        if any(not 0 < dim < 1 << 40 for dim in dims) or dims[0] % per_block:
            raise _Corrupt(f"tensor {name[:60]} có kích thước vô lý")
        return Tensor(name, dims, math.prod(dims) // per_block * block_bytes, offset)


def _check_tensors(metadata: dict[str, Any], tensors: list[Tensor], data_start: int, size: int) -> None:
    alignment = metadata.get("general.alignment", 32)
    if len({tensor.name for tensor in tensors}) != len(tensors):
        raise _Corrupt("có tensor trùng tên")
    for tensor in tensors:
        if tensor.offset % alignment:
            raise _Corrupt(f"tensor {tensor.name[:60]} đặt sai chỗ")
        if data_start + tensor.offset + tensor.bytes > size:
            raise _Corrupt("tệp bị cắt cụt")


def _facts(metadata: dict[str, Any], tensors: list[Tensor], size: int) -> Facts:
    architecture = metadata.get("general.architecture")
    if not isinstance(architecture, str) or not architecture:
        raise _Corrupt("không ghi kiến trúc mô hình")

    def number(key: str, low: int, high: int, default: int | None = None) -> int:
        value = metadata.get(f"{architecture}.{key}", default)
        if isinstance(value, tuple) and value:  # one number a layer
            value = max(value)
        if not isinstance(value, int) or not low <= value <= high:
            raise _Corrupt(f"{key} vô lý ({str(value)[:20]})")
        return value

    layers = number("block_count", 1, MOST_LAYERS)
    width = number("embedding_length", 1, 1 << 20)
    heads = number("attention.head_count", 1, 1 << 16)
    shared_heads = number("attention.head_count_kv", 0, heads, heads)
    key = number("attention.key_length", 1, 1 << 16, max(1, width // heads))
    value = number("attention.value_length", 1, 1 << 16, key)
    _check_layers(tensors, layers)
    vocabulary = _check_vocabulary(metadata)
    embedding = next((tensor for tensor in tensors if tensor.name == "token_embd.weight"), None)
    if embedding is None or embedding.dims != (width, vocabulary):
        raise _Corrupt("bảng từ không khớp với bộ từ vựng")
    return Facts(
        architecture=architecture,
        name=str(metadata.get("general.name", "")),
        layers=layers,
        width=width,
        context=number("context_length", 1, 1 << 30),
        vocabulary=vocabulary,
        parameters=sum(math.prod(tensor.dims) for tensor in tensors),
        heads=heads,
        cache_width=shared_heads * (key + value),
        has_chat_template=isinstance(metadata.get("tokenizer.chat_template"), str),
        size=size,
    )


def _check_layers(tensors: list[Tensor], layers: int) -> None:
    present = {part[1] for tensor in tensors if len(part := tensor.name.split(".")) > 2 and part[0] == "blk"}
    missing = [number for number in range(layers) if str(number) not in present]
    if missing:
        raise _Corrupt(f"thiếu {len(missing)} trên {layers} lớp")


def _check_vocabulary(metadata: dict[str, Any]) -> int:
    """The number of tokens. llama.cpp aborts on duplicates and on vocabularies that can not spell every byte."""
    tokens = metadata.get("tokenizer.ggml.tokens")
    if not isinstance(tokens, tuple) or not tokens or not all(isinstance(token, str) for token in tokens):
        raise _Corrupt("không có bộ từ vựng")
    known = set(tokens)
    if len(known) != len(tokens):
        raise _Corrupt("bộ từ vựng có từ trùng nhau")
    kind = metadata.get("tokenizer.ggml.model")
    if kind == "gpt2" and not BYTE_LETTERS <= known:
        raise _Corrupt("bộ từ vựng thiếu ký tự")
    if kind == "llama" and not all(f"<0x{byte:02X}>" in known for byte in range(256)):
        raise _Corrupt("bộ từ vựng thiếu ký tự")
    for role in ("bos", "eos", "unknown", "padding"):
        token = metadata.get(f"tokenizer.ggml.{role}_token_id")
        if token is not None and not (isinstance(token, int) and 0 <= token < len(tokens) or token in (-1, 2**32 - 1)):
            raise _Corrupt(f"số của từ {role} nằm ngoài bộ từ vựng")
    return len(tokens)
