"""How much memory there is, and whether a model fits into what is free now."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

from inference.errors import InferenceError
from inference.server.gguf_file import Facts

OVERHEAD = 32 << 20  # bytes: the interpreter and llama.cpp's small buffers


def estimate(facts: Facts, context: int, sequences: int, batch: int) -> int:
    """Bytes the model will take: weights, caches, and the largest activations (measured: within 20 %)."""
    activations = 4 * batch * (facts.width * 12) + 4 * sequences * facts.vocabulary * 2
    return facts.size + sequences * facts.cache_bytes(context) + activations + OVERHEAD


def require(path: Path, facts: Facts, context: int, sequences: int, batch: int) -> None:
    """Raises InferenceError if the estimate passes what is free."""
    needed = estimate(facts, context, sequences, batch)
    free = available()
    if free is not None and needed > free:
        raise InferenceError(
            f"Không đủ bộ nhớ cho mô hình “{path.name}”: cần khoảng {gigabytes(needed)}, còn trống {gigabytes(free)}.",
            "Hãy đóng bớt chương trình, giảm ngữ cảnh hoặc chọn mô hình nhỏ hơn.",
        )


def available() -> int | None:
    """Free bytes, counting what the system would give back; None where unknown. A container's limit counts."""
    if sys.platform == "win32":
        return _windows("free")
    try:
        with open("/proc/meminfo", encoding="ascii") as file:
            fields = dict(line.split(":", 1) for line in file)
        free = int(fields["MemAvailable"].split()[0]) * 1024
    except (OSError, KeyError, ValueError):
        try:
            return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
        except (ValueError, OSError):
            return None
    limit = _container_room()
    return free if limit is None else min(free, limit)


def total() -> int | None:
    """All bytes that this machine (or container) has; None where unknown."""
    if sys.platform == "win32":
        return _windows("total")
    try:
        size = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (ValueError, OSError):
        return None
    try:
        return min(size, int(Path("/sys/fs/cgroup/memory.max").read_text()))
    except (OSError, ValueError):
        return size


def _container_room() -> int | None:
    try:
        folder = Path("/sys/fs/cgroup")
        limit = (folder / "memory.max").read_text().strip()
        used = int((folder / "memory.current").read_text())
        cached = sum(
            int(line.split()[1])
            for line in (folder / "memory.stat").read_text().splitlines()
            if line.startswith("inactive_file ")
        )
        return None if limit == "max" else int(limit) - used + cached
    except (OSError, ValueError):
        return None


def _windows(wanted: str) -> int | None:
    class Status(ctypes.Structure):
        _fields_ = [("length", ctypes.c_ulong), ("load", ctypes.c_ulong)] + [
            (name, ctypes.c_ulonglong)
            for name in ("total", "free", "page_total", "page_free", "virtual", "virtual_free", "extended")
        ]

    status = Status()
    status.length = ctypes.sizeof(Status)
    ok = ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status))  # type: ignore[attr-defined]
    return getattr(status, wanted) if ok else None


def gigabytes(size: int) -> str:
    """"5,6 GB": of 2^30 bytes, as memory is sold and systems count it; what would round to next to nothing in MB."""
    if size < 2**30 // 10:
        return f"{size / 2**20:.1f} MB".replace(".", ",")
    return f"{size / 2**30:.1f} GB".replace(".", ",")
