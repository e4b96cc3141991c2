"""Weights as files that travel: bfloat16 or 8-bit rows, cut into parts of limited size, checked by SHA-256."""

import hashlib
import io
import json
import os
import zlib
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from inference.errors import InferenceError

Weights = dict[str, Tensor]


def leave(name: str, content: dict[str, Any], folder: Path, part_bytes: int, about: dict[str, Any]) -> Path:
    """Writes `content` (tensors and plain values) as NAME.00, NAME.01 … and NAME.json, which is written last."""
    folder.mkdir(parents=True, exist_ok=True)
    buffer = io.BytesIO()
    torch.save(content, buffer)
    payload = buffer.getvalue()
    pieces = [payload[at : at + part_bytes] for at in range(0, len(payload), part_bytes)]
    names = [f"{name}.{number:02d}" for number in range(len(pieces))]
    for file, piece in zip(names, pieces, strict=True):
        _write(folder / file, piece)
    for old in folder.glob(f"{name}.[0-9][0-9]"):
        if old.name not in names:
            old.unlink()
    parts = [
        {"file": f, "bytes": len(p), "sha256": hashlib.sha256(p).hexdigest()}
        for f, p in zip(names, pieces, strict=True)
    ]
    manifest = {"bytes": len(payload), "sha256": hashlib.sha256(payload).hexdigest(), "parts": parts, "about": about}
    _write(folder / f"{name}.json", json.dumps(manifest, ensure_ascii=False, indent=1).encode())
    return folder / f"{name}.json"


def join(manifest: Path) -> bytes:
    """The bytes that were cut, every part and the whole compared with the manifest."""
    listed = json.loads(manifest.read_text(encoding="utf-8"))
    pieces = []
    for part in listed["parts"]:
        path = manifest.parent / part["file"]
        if not path.exists():
            raise InferenceError(f"Thiếu mảnh {part['file']} của mô hình.", f"Chép nó vào {manifest.parent}.")
        piece = path.read_bytes()
        if len(piece) != part["bytes"] or hashlib.sha256(piece).hexdigest() != part["sha256"]:
            raise InferenceError(f"Mảnh {part['file']} của mô hình bị hỏng.", "Chép lại mảnh này.")
        pieces.append(piece)
    payload = b"".join(pieces)
    assert hashlib.sha256(payload).hexdigest() == listed["sha256"]
    return payload


def take(manifest: Path) -> dict[str, Any]:
    """What `leave` was given."""
    return torch.load(io.BytesIO(join(manifest)), weights_only=True)


def about(manifest: Path) -> dict[str, Any]:
    return json.loads(manifest.read_text(encoding="utf-8"))["about"]


def halved(weights: Weights) -> Weights:
    """Two bytes a weight."""
    return {name: value.detach().to("cpu", torch.bfloat16) for name, value in weights.items()}


def squeezed(weights: Weights) -> dict[str, dict[str, Any]]:
    """A byte a weight or less: matrices as 8-bit rows with a scale each, Huffman-coded; vectors stay float32."""
    out = {}
    for name, value in weights.items():
        value = value.detach().float().cpu()
        if value.ndim == 1:
            out[name] = {"plain": value}
            continue
        scale = value.abs().amax(dim=1, keepdim=True).clamp_min(1e-12) / 127
        rounded = (value / scale).round().to(torch.int8)
        coder = zlib.compressobj(1, zlib.DEFLATED, -15, 9, zlib.Z_HUFFMAN_ONLY)
        coded = coder.compress(rounded.numpy().tobytes()) + coder.flush()
        out[name] = {"rows": torch.frombuffer(bytearray(coded), dtype=torch.uint8), "scale": scale}
    return out


def unsqueezed(coded: dict[str, dict[str, Any]]) -> Weights:
    """float32 weights from `squeezed`."""
    out = {}
    for name, value in coded.items():
        if "plain" in value:
            out[name] = value["plain"]
            continue
        rows = torch.frombuffer(bytearray(zlib.decompress(value["rows"].numpy().tobytes(), -15)), dtype=torch.int8)
        out[name] = rows.view(len(value["scale"]), -1).float() * value["scale"]
    return out


def _write(path: Path, content: bytes) -> None:
    part = path.with_name(path.name + ".part")
    part.write_bytes(content)
    os.replace(part, path)
