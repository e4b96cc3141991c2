"""Checks a GGUF file before llama.cpp sees it: a bad one would abort the process instead of raising.

A model may be split into parts (`-00001-of-00003.gguf`), of which the first is named and all are needed; an adapter
(LoRA) is checked against its base. Weights are not read; flipped bits in them need a checksum.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from inference.errors import InferenceError, reason
from inference.server.gguf_header import Corrupt, Header, Tensor, read_header

MOST_LAYERS = 512  # llama.cpp's LLAMA_MAX_LAYERS
PART = re.compile(r"^(?P<stem>.*)-(?P<number>\d{5})-of-(?P<count>\d{5})\.gguf$", re.DOTALL)  # llama_split_path
BYTE_LETTERS = frozenset(
    chr(code) for code in (*range(33, 127), *range(161, 173), *range(174, 256), *range(256, 324))
)  # how byte-level BPE spells the 256 bytes
LORA = (".lora_a", ".lora_b")


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
    size: int  # bytes of the file, or of all parts together

    def cache_bytes(self, context: int) -> int:
        """Bytes of the 16-bit cache of one sequence of `context` tokens."""
        return -(-context // 256) * 256 * self.layers * self.cache_width * 2


def parts(path: Path) -> tuple[Path, ...]:
    """All files of the model that `path` is, or is a part of, by their names; the first is the one to open."""
    name = PART.match(path.name)
    if not name or not 1 <= int(name["count"]) <= 999:
        return (path,)
    count = int(name["count"])
    return tuple(path.with_name(f"{name['stem']}-{number:05}-of-{count:05}.gguf") for number in range(1, count + 1))


def name_of(path: Path) -> str:
    """The model's name by its file, parts left out."""
    name = PART.match(path.name)
    return name["stem"] if name else path.stem


def check(path: Path) -> Facts:
    """The model's facts. Raises InferenceError, in one sentence, if llama.cpp could not load the file."""
    return facts_of(path, headers(path))


def headers(path: Path) -> tuple[Header, ...]:
    """The header of every part, checked by itself and to be one of the others. Raises InferenceError as `check` does."""
    files = parts(path)
    if path != files[0]:
        raise InferenceError(f"“{path.name}” chỉ là một phần của mô hình.", f"Hãy chọn phần đầu: {files[0].name}.")
    missing = [file.name for file in files if not file.exists()] if len(files) > 1 else []
    if missing:
        raise InferenceError(
            f"Mô hình “{path.name}” thiếu {len(missing)} trên {len(files)} phần.", f"Hãy để chung một thư mục: {missing[0]}."
        )
    read = tuple(_header(file) for file in files)
    with _Blamed(path):
        _check_parts(read)
    return read


def facts_of(path: Path, read: tuple[Header, ...]) -> Facts:
    """The facts of a model whose headers were read."""
    with _Blamed(path):
        if is_adapter(read[0]):
            raise InferenceError(
                f"“{path.name}” là bộ tinh chỉnh LoRA, không phải mô hình đầy đủ.", "Hãy dùng nó kèm mô hình gốc của nó."
            )
        tensors = [tensor for header in read for tensor in header.tensors]
        return _facts(read[0].metadata, tensors, sum(header.size for header in read))


def is_adapter(header: Header) -> bool:
    return header.metadata.get("general.type") == "adapter" or "adapter.type" in header.metadata


def check_adapter(path: Path, base: Path) -> None:
    """Raises InferenceError if llama.cpp could not lay this LoRA over that base: it would crash on a wrong one."""
    header = _header(path)
    with _Blamed(path):
        if not is_adapter(header):
            raise InferenceError(f"“{path.name}” không phải bộ tinh chỉnh LoRA.", "Hãy chọn một tệp .gguf loại LoRA.")
        below = headers(base)
        if below[0].metadata.get("general.architecture") != architecture_of(header.metadata):
            raise _strange(path, base)
        known = {tensor.name: tensor.dims for part in below for tensor in part.tensors}
        if not all(_lies_over(pair, known.get(name)) for name, pair in _pairs(header).items()):
            raise _strange(path, base)


def architecture_of(metadata: dict[str, Any]) -> str:
    architecture = metadata.get("general.architecture")
    if not isinstance(architecture, str) or not architecture:
        raise Corrupt("không ghi kiến trúc mô hình")
    return architecture


def _strange(path: Path, base: Path) -> InferenceError:
    return InferenceError(f"Bộ tinh chỉnh “{path.name}” không khớp với mô hình “{base.name}”.", "Hãy chọn đúng mô hình gốc của nó.")


def _pairs(header: Header) -> dict[str, dict[str, tuple[int, ...]]]:
    """Name of the base's tensor to the shapes of its two matrices: {"blk.0.attn_q.weight": {".lora_a": …, ".lora_b": …}}."""
    if header.metadata.get("adapter.type") != "lora" or not isinstance(header.metadata.get("adapter.lora.alpha"), float):
        raise Corrupt("không phải LoRA")
    found: dict[str, dict[str, tuple[int, ...]]] = {}
    for tensor in header.tensors:
        name, ending = tensor.name[:-7], tensor.name[-7:]
        if ending not in LORA:
            raise Corrupt(f"có tensor lạ {tensor.name[:60]}")
        found.setdefault(name, {})[ending] = tensor.dims
    if not found or any(len(pair) != 2 for pair in found.values()):
        raise Corrupt("thiếu tensor")
    return found


def _lies_over(pair: dict[str, tuple[int, ...]], base: tuple[int, ...] | None) -> bool:
    """llama-adapter.cpp: base (in, out) = a (in, rank) x b (rank, out); the embedding's pair is the other way round."""
    a, b = pair[".lora_a"], pair[".lora_b"]
    if base is None or not len(a) == len(b) == len(base) == 2:
        return False
    straight = (a[0], b[1]) == base and a[1] == b[0]
    return straight or ((b[1], a[1]) == base and a[0] == b[0])


class _Blamed:
    """What is wrong with a file, told as one sentence with its name."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        name = self._path.name
        if isinstance(error, Corrupt):
            raise InferenceError(f"Tệp mô hình “{name}” bị hỏng: {error}.", "Hãy tải lại hoặc chọn tệp khác.") from error
        if isinstance(error, OSError):
            raise InferenceError(f"Không đọc được tệp mô hình “{name}”: {reason(error)}.") from error


def _header(path: Path) -> Header:
    with _Blamed(path):
        header = read_header(path)
        _check_tensors(header)
        return header


def _check_parts(read: tuple[Header, ...]) -> None:
    """llama-model-loader.cpp asks the same of split.count, split.no and split.tensors.count."""
    names = [tensor.name for header in read for tensor in header.tensors]
    if not names:
        raise Corrupt("số lượng tensor vô lý")
    if len(set(names)) != len(names):
        raise Corrupt("có tensor trùng tên")
    count = read[0].metadata.get("split.count", 1)
    if count not in ((0, 1) if len(read) == 1 else (len(read),)):
        raise Corrupt("số phần không khớp với tên tệp")
    if len(read) == 1:
        return
    for number, header in enumerate(read):
        if (header.metadata.get("split.no"), header.metadata.get("split.count")) != (number, count):
            raise Corrupt(f"phần {number + 1} không thuộc mô hình này")
    if read[0].metadata.get("split.tensors.count", len(names)) != len(names):
        raise Corrupt("các phần không thuộc cùng một mô hình")


def _check_tensors(header: Header) -> None:
    alignment = header.metadata.get("general.alignment", 32)
    for tensor in header.tensors:
        if tensor.offset % alignment:
            raise Corrupt(f"tensor {tensor.name[:60]} đặt sai chỗ")
        if header.data_start + tensor.offset + tensor.bytes > header.size:
            raise Corrupt("tệp bị cắt cụt")


def _facts(metadata: dict[str, Any], tensors: list[Tensor], size: int) -> Facts:
    architecture = architecture_of(metadata)

    def number(key: str, low: int, high: int, default: int | None = None) -> int:
        value = metadata.get(f"{architecture}.{key}", default)
        if isinstance(value, tuple) and value:  # one number a layer
            value = max(value)
        if not isinstance(value, int) or not low <= value <= high:
            raise Corrupt(f"{key} vô lý ({str(value)[:20]})")
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
        raise Corrupt("bảng từ không khớp với bộ từ vựng")
    return Facts(
        architecture=architecture,
        name=str(metadata.get("general.name", "")),
        layers=layers,
        width=width,
        context=number("context_length", 1, 1 << 30),
        vocabulary=vocabulary,
        parameters=sum(tensor.weights for tensor in tensors),
        heads=heads,
        cache_width=shared_heads * (key + value),
        has_chat_template=isinstance(metadata.get("tokenizer.chat_template"), str),
        size=size,
    )


def _check_layers(tensors: list[Tensor], layers: int) -> None:
    present = {part[1] for tensor in tensors if len(part := tensor.name.split(".")) > 2 and part[0] == "blk"}
    missing = [number for number in range(layers) if str(number) not in present]
    if missing:
        raise Corrupt(f"thiếu {len(missing)} trên {layers} lớp")


def _check_vocabulary(metadata: dict[str, Any]) -> int:
    """The number of tokens. llama.cpp aborts on duplicates and on vocabularies that can not spell every byte."""
    tokens = metadata.get("tokenizer.ggml.tokens")
    if not isinstance(tokens, tuple) or not tokens or not all(isinstance(token, str) for token in tokens):
        raise Corrupt("không có bộ từ vựng")
    known = set(tokens)
    if len(known) != len(tokens):
        raise Corrupt("bộ từ vựng có từ trùng nhau")
    kind = metadata.get("tokenizer.ggml.model")
    if kind == "gpt2" and not BYTE_LETTERS <= known:
        raise Corrupt("bộ từ vựng thiếu ký tự")
    if kind == "llama" and not all(f"<0x{byte:02X}>" in known for byte in range(256)):
        raise Corrupt("bộ từ vựng thiếu ký tự")
    for role in ("bos", "eos", "unknown", "padding"):
        token = metadata.get(f"tokenizer.ggml.{role}_token_id")
        if token is not None and not (isinstance(token, int) and 0 <= token < len(tokens) or token in (-1, 2**32 - 1)):
            raise Corrupt(f"số của từ {role} nằm ngoài bộ từ vựng")
    return len(tokens)
