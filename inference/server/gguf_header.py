"""Reads the header of a GGUF file, whatever it holds: metadata and the table of tensors, every length checked.

Format: github.com/ggml-org/ggml/blob/master/docs/gguf.md. Weights are not read.
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

# type id -> (name, weights a block, bytes a block); ggml.h and ggml-common.h
KINDS = {
    0: ("F32", 1, 4), 1: ("F16", 1, 2), 2: ("Q4_0", 32, 18), 3: ("Q4_1", 32, 20), 6: ("Q5_0", 32, 22),
    7: ("Q5_1", 32, 24), 8: ("Q8_0", 32, 34), 9: ("Q8_1", 32, 40), 10: ("Q2_K", 256, 84), 11: ("Q3_K", 256, 110),
    12: ("Q4_K", 256, 144), 13: ("Q5_K", 256, 176), 14: ("Q6_K", 256, 210), 15: ("Q8_K", 256, 292),
    16: ("IQ2_XXS", 256, 66), 17: ("IQ2_XS", 256, 74), 18: ("IQ3_XXS", 256, 98), 19: ("IQ1_S", 256, 50),
    20: ("IQ4_NL", 32, 18), 21: ("IQ3_S", 256, 110), 22: ("IQ2_S", 256, 82), 23: ("IQ4_XS", 256, 136),
    24: ("I8", 1, 1), 25: ("I16", 1, 2), 26: ("I32", 1, 4), 27: ("I64", 1, 8), 28: ("F64", 1, 8),
    29: ("IQ1_M", 256, 56), 30: ("BF16", 1, 2), 34: ("TQ1_0", 256, 54), 35: ("TQ2_0", 256, 66), 39: ("MXFP4", 32, 17),
    40: ("NVFP4", 64, 36), 41: ("Q1_0", 128, 18),
}  # fmt: skip
SCALARS = {0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "?", 10: "Q", 11: "q", 12: "d"}
STRING, ARRAY = 8, 9
MOST_BYTES = 64 << 20  # of a header; a vocabulary of 262,144 tokens with its merges takes 16 MB
MOST_ITEMS = 1 << 22  # of an array


class Corrupt(Exception):
    """The file does not hold what its own header says."""


@dataclass(frozen=True)
class Tensor:
    name: str
    dims: tuple[int, ...]
    kind: int
    bytes: int
    offset: int

    @property
    def weights(self) -> int:
        return math.prod(self.dims)


@dataclass(frozen=True)
class Header:
    """data_start, size: bytes from the beginning of the file to its weights, and of the whole file."""

    metadata: dict[str, Any]
    tensors: tuple[Tensor, ...]
    data_start: int
    size: int


def read_header(path: Path) -> Header:
    """The header. Corrupt says what is wrong with it; InferenceError and OSError, why there is none."""
    size = _size(path)
    with path.open("rb") as file:
        return _Reader(file, size).read()


def _inside(folder: Path) -> str:
    """What a person can do who named a folder."""
    if (folder / "config.json").exists():
        return "Thư mục safetensors thì chạy bằng máy chủ: --engine gpu; ở đây hãy chọn một tệp .gguf."
    return "Hãy chọn một tệp .gguf trong đó."


def _size(path: Path) -> int:
    if path.is_dir():
        raise InferenceError(f"“{path}” là một thư mục, không phải tệp mô hình.", _inside(path))
    try:
        size = path.stat().st_size
    except OSError as error:
        raise InferenceError(f"Không tìm thấy tệp mô hình “{path}”.", "Hãy kiểm tra lại đường dẫn.") from error
    if not path.is_file():  # a pipe or a device would be waited for
        raise InferenceError(f"“{path.name}” không phải tệp mô hình GGUF.", "Hãy chọn một tệp .gguf.")
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
        self._size = self._left = size

    def read(self) -> Header:
        self._bytes(4)
        version = self._number("I")
        if version not in (2, 3):
            raise Corrupt(f"phiên bản GGUF {version} chưa được hỗ trợ")
        tensor_count, pair_count = self._number("Q"), self._number("Q")
        if tensor_count > 100_000 or pair_count > 100_000:
            raise Corrupt("số lượng tensor vô lý")
        metadata: dict[str, Any] = {}
        for _ in range(pair_count):
            key = self._string()
            metadata[key] = self._value(self._number("I"))
        tensors = tuple(self._tensor() for _ in range(tensor_count))
        alignment = metadata.get("general.alignment", 32)
        if not isinstance(alignment, int) or not 1 <= alignment <= 1 << 20 or alignment & (alignment - 1):
            raise Corrupt("căn lề vô lý")
        return Header(metadata, tensors, -(-self._file.tell() // alignment) * alignment, self._size)

    def _bytes(self, count: int) -> bytes:
        if count > self._left:
            raise Corrupt("tệp bị cắt cụt")
        if self._size - self._left + count > MOST_BYTES:
            raise Corrupt("phần đầu tệp lớn vô lý")
        data = self._file.read(count)
        if len(data) < count:
            raise Corrupt("tệp bị cắt cụt")
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
            raise Corrupt("siêu dữ liệu có kiểu lạ")
        element, count = self._number("I"), self._number("Q")
        if count > self._left:
            raise Corrupt("tệp bị cắt cụt")
        if count > MOST_ITEMS:
            raise Corrupt("siêu dữ liệu dài vô lý")
        if element in SCALARS:
            form = SCALARS[element]
            data = self._bytes(count * struct.calcsize("<" + form))
            return struct.unpack(f"<{count}{form}", data)
        if count * 8 > self._left:
            raise Corrupt("tệp bị cắt cụt")
        return tuple(self._value(element, depth + 1) for _ in range(count))

    def _tensor(self) -> Tensor:
        name = self._string()
        rank = self._number("I")
        if not 1 <= rank <= 4:
            raise Corrupt(f"tensor {name[:60]} có {rank} chiều")
        dims = tuple(self._number("Q") for _ in range(rank))
        kind, offset = self._number("I"), self._number("Q")
        if kind not in KINDS:
            raise Corrupt(f"tensor {name[:60]} có kiểu số lạ ({kind})")
        _, per_block, block_bytes = KINDS[kind]
        if any(not 0 < dim < 1 << 40 for dim in dims) or dims[0] % per_block:
            raise Corrupt(f"tensor {name[:60]} có kích thước vô lý")
        return Tensor(name, dims, kind, math.prod(dims) // per_block * block_bytes, offset)
