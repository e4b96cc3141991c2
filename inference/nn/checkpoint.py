"""Loads a Hugging Face folder's safetensors straight into packed weights, tensor by tensor.

One rule for numbers: every tensor becomes the dtype that config.json names, as in transformers. bfloat16 widens exactly;
float32 beside bfloat16 (often the norms) is rounded to the nearest; float16, integers and 8-bit floats are refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from inference.errors import InferenceError, reason
from inference.nn.architecture import DTYPE_BYTES, Architecture
from inference.nn.json_file import read_object, short
from inference.nn.packing import LayerWeights, Weights, empty_weights, places, random_weights, unpacked
from inference.server.memory import available, gigabytes

__all__ = [
    "LayerWeights", "Weights", "free_memory", "load_weights", "needed", "random_weights", "require_memory", "unpacked",
]  # fmt: skip

SINGLE, INDEX = "model.safetensors", "model.safetensors.index.json"
DTYPES = {"BF16": torch.bfloat16, "F32": torch.float32}
HARMLESS = re.compile(r"model\.layers\.\d+\.self_attn\.rotary_emb\.inv_freq")  # a buffer that old files carry
READERS = 4  # threads: one alone waits for the disk page by page
OVERHEAD = 64 << 20  # bytes: small buffers, fragments
AGAIN = "Hãy tải lại mô hình."


def load_weights(
    folder: Path,
    architecture: Architecture,
    *,
    device: torch.device | str = "cpu",
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Weights:
    """The model's weights on `device`. `progress(done, total)` counts bytes of the files, after each tensor.

    All names, shapes and dtypes are checked before memory is taken. Raises InferenceError, in one line.
    """
    device = torch.device(device)
    files = weight_files(folder)
    opened = [_open(file) for file in files]
    found = _located(files, opened)
    _check_index(folder, files, found)
    wanted = places(empty_weights(architecture, "meta", torch.float32), architecture)
    _check(found, {name: place.shape for name, place in wanted.items()}, architecture)
    require_memory(folder.name, needed(architecture), device)
    weights = _allocated(architecture, device, folder.name)
    _read(found, {name: place.target for name, place in places(weights, architecture).items()}, progress)
    if architecture.tied and "lm_head.weight" in found:
        _check_head(_tensor(found["lm_head.weight"], "lm_head.weight", device), weights.embedding)
    return weights


def weight_files(folder: Path) -> list[Path]:
    """The one file, or the shards that the index names: plain names in the folder only (links may lead out of it)."""
    if (folder / SINGLE).exists():
        return [folder / SINGLE]
    if not (folder / INDEX).exists():
        raise InferenceError(
            f"Thư mục “{folder.name}” không có tệp trọng số {SINGLE}.", "Máy chủ GPU chỉ đọc trọng số safetensors."
        )
    names = sorted(set(_weight_map(folder).values()))
    missing = [name for name in names if not (folder / name).is_file()]
    if missing:
        raise InferenceError(
            f"Mô hình thiếu {len(missing)} trên {len(names)} tệp trọng số: {short(missing[0])}.", AGAIN
        )
    return [folder / name for name in names]


def needed(architecture: Architecture, *, context: int = 0, cache_tokens: int = 0) -> int:
    """Bytes on the device: weights, some tensors once more on their way, rotary tables, the cache of so many tokens."""
    moving = (
        (2 * architecture.vocab + READERS * architecture.ffn) * architecture.width * DTYPE_BYTES[architecture.dtype]
    )
    tables = 4 * context * architecture.head_width
    return architecture.weight_bytes + moving + tables + cache_tokens * architecture.cache_bytes + OVERHEAD


def free_memory(device: torch.device | str) -> int | None:
    """Free bytes of the device; None where unknown."""
    device = torch.device(device)
    return torch.cuda.mem_get_info(device)[0] if device.type == "cuda" else available()


def require_memory(name: str, wanted: int, device: torch.device | str) -> None:
    """Raises InferenceError if the device has less than `wanted` bytes free."""
    free = free_memory(device)
    if free is not None and wanted > free:
        where = "card GPU" if torch.device(device).type == "cuda" else "máy"
        raise InferenceError(
            f"Không đủ bộ nhớ {where} cho mô hình “{name}”: cần khoảng {gigabytes(wanted)}, còn trống {gigabytes(free)}.",
            "Hãy chọn mô hình nhỏ hơn hoặc dừng chương trình khác đang dùng bộ nhớ.",
        )


def _weight_map(folder: Path) -> dict[str, str]:
    names = read_object(folder / INDEX).get("weight_map")
    if not isinstance(names, dict) or not names or not all(isinstance(file, str) for file in names.values()):
        raise InferenceError(f"Tệp {INDEX} bị hỏng, không có weight_map.", AGAIN)
    for file in names.values():
        if not file.endswith(".safetensors") or re.search(r"[/\\:\0]", file):
            raise InferenceError(f"Tệp {INDEX} chỉ ra ngoài thư mục mô hình: {short(file)}.", AGAIN)
    return names


def _open(path: Path) -> Any:
    """Maps the file; its header is checked against its size."""
    from safetensors import SafetensorError, safe_open

    try:
        path.open("rb").close()  # safetensors says of a file that is not ours to read that there is none
    except OSError as error:
        raise InferenceError(f"Không đọc được tệp trọng số “{path.name}”: {reason(error)}.") from error
    try:
        return safe_open(path, "pt", device="cpu")
    except (SafetensorError, OSError, ValueError) as error:
        raise InferenceError(
            f"Tệp trọng số “{path.name}” bị hỏng hoặc tải dở.", f"{AGAIN} ({short(str(error))})"
        ) from error


def _located(files: list[Path], opened: list[Any]) -> dict[str, Any]:
    """The file of every tensor."""
    found: dict[str, Any] = {}
    for path, file in zip(files, opened, strict=True):
        for name in file.offset_keys():
            if name in found:
                raise InferenceError(f"Hai tệp trọng số cùng có {short(name)}, tệp sau là {path.name}.", AGAIN)
            found[name] = file
    return found


def _check_index(folder: Path, files: list[Path], found: dict[str, Any]) -> None:
    if files == [folder / SINGLE]:
        return
    lost = sorted(set(_weight_map(folder)) - set(found))
    if lost:
        raise InferenceError(f"Tệp {INDEX} kể {short(lost[0])}, nhưng không tệp trọng số nào có.", AGAIN)


def _check(found: dict[str, Any], shapes: dict[str, tuple[int, ...]], architecture: Architecture) -> None:
    missing = [name for name in shapes if name not in found]
    if missing:
        raise InferenceError(f"Trọng số thiếu {len(missing)} trên {len(shapes)} phần: {missing[0]}.", AGAIN)
    harmless = {"lm_head.weight"} if architecture.tied else set()
    strange = sorted(name for name in set(found) - set(shapes) - harmless if not HARMLESS.fullmatch(name))
    if strange:
        raise InferenceError(
            f"Trọng số có phần lạ: {short(strange[0])}.", "Kiến trúc này không có phần ấy, chạy tiếp sẽ ra kết quả sai."
        )
    for name in (*shapes, *(harmless & set(found))):
        part = found[name].get_slice(name)
        shape = shapes.get(name, (architecture.vocab, architecture.width))
        if tuple(part.get_shape()) != shape:
            raise InferenceError(
                f"{name} có cỡ {short(part.get_shape())}, theo config.json phải là {list(shape)}.", AGAIN
            )
        if part.get_dtype() not in DTYPES:
            raise InferenceError(
                f"{name} ở kiểu số {short(part.get_dtype())} chưa chạy được.", "Hãy dùng bản bfloat16 hoặc float32."
            )


def _allocated(architecture: Architecture, device: torch.device, name: str) -> Weights:
    try:
        return empty_weights(architecture, device, getattr(torch, architecture.dtype))
    except RuntimeError as error:  # torch.OutOfMemoryError is one
        raise InferenceError(f"Không đủ bộ nhớ cho mô hình “{name}”.", short(str(error))) from error


def _read(found: dict[str, Any], targets: dict[str, Tensor], progress: Callable[[int, int], None]) -> None:
    """Fills the targets, in the order of the files."""
    sizes = {name: _size(file.get_slice(name)) for name, file in found.items() if name in targets}

    def fill(name: str) -> None:
        target = targets[name]
        target.copy_(_tensor(found[name], name, target.device).view(target.shape))

    done = 0
    with ThreadPoolExecutor(READERS) as pool:
        for name, _ in zip(sizes, pool.map(fill, sizes), strict=True):
            done += sizes[name]
            progress(done, sum(sizes.values()))


def _size(part: Any) -> int:
    """Bytes in the file."""
    count = DTYPES[part.get_dtype()].itemsize
    for side in part.get_shape():
        count *= side
    return count


def _tensor(file: Any, name: str, device: torch.device) -> Tensor:
    """The tensor on the device, seen to hold numbers only: one infinity would spoil every answer."""
    from safetensors import SafetensorError

    try:
        tensor = file.get_tensor(name).to(device)
    except (SafetensorError, RuntimeError, ValueError, OSError) as error:
        raise InferenceError(f"Không đọc được {name} trong tệp trọng số.", short(str(error))) from error
    low, high = torch.aminmax(tensor)
    if not bool(torch.isfinite(low) & torch.isfinite(high)):
        raise InferenceError(f"Trọng số {name} bị hỏng: có số vô hạn hoặc không phải số.", AGAIN)
    return tensor


def _check_head(head: Tensor, embedding: Tensor) -> None:
    if not torch.equal(head.to(embedding.dtype), embedding):
        raise InferenceError("Trọng số có lm_head.weight riêng, nhưng config.json nói dùng chung với bảng từ.", AGAIN)
