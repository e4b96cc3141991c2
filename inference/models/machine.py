"""What this machine has: memory, disk, processor, and what the llama.cpp that is installed here can use of it.

    python -m inference.models.machine      prints what llama.cpp says of itself, as one line of JSON
"""

from __future__ import annotations

import ctypes
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from inference.errors import InferenceError
from inference.models import child
from inference.server import memory

SECONDS = 20.0
# What the systems call the instructions that llama.cpp has kernels for.
LINUX = {"avx2": "AVX2", "avx512f": "AVX-512", "asimd": "NEON", "neon": "NEON"}  # /proc/cpuinfo
MACOS = {"hw.optional.avx2_0": "AVX2", "hw.optional.avx512f": "AVX-512", "hw.optional.neon": "NEON", "hw.optional.arm.AdvSIMD": "NEON"}  # fmt: skip
WINDOWS = {40: "AVX2", 41: "AVX-512", 19: "NEON"}  # winnt.h, PF_…_INSTRUCTIONS_AVAILABLE
FAULT = InferenceError("Thư viện llama.cpp không chạy được trên máy này.", "Hãy chạy lại packaging/start.py.")


@dataclass(frozen=True)
class Device:
    """A graphics card, as llama.cpp sees it. Memory in bytes."""

    name: str
    free: int
    total: int


@dataclass(frozen=True)
class Build:
    """The installed llama.cpp: instructions that it uses, as it names them, and graphics cards that it can use."""

    instructions: tuple[str, ...]
    gpu: bool
    devices: tuple[Device, ...] = ()


@dataclass(frozen=True)
class Machine:
    """Bytes, counts and names. ram_*: None where unknown; build: None if llama.cpp does not even start here."""

    ram_total: int | None
    ram_free: int | None
    disk_free: int
    cpu: str
    cores: int
    features: tuple[str, ...]  # of AVX2, AVX-512, NEON
    build: Build | None

    @property
    def vram_free(self) -> int:
        return sum(device.free for device in self.build.devices) if self.build else 0


def read_machine(folder: Path) -> Machine:
    """Looks at this machine; `folder` (which need not exist yet) is where models are kept. Starts a child: 0.2 s."""
    name, features = _cpu()
    return Machine(memory.total(), memory.available(), disk_free(folder), name, os.cpu_count() or 1, features, read_build())


def disk_free(folder: Path) -> int:
    """Free bytes where the folder is, or will be."""
    there = next((each for each in (folder, *folder.absolute().parents) if each.exists()), Path())
    return shutil.disk_usage(there).free


def read_build() -> Build | None:
    """Asks a child: a library built for another processor ends with an illegal instruction."""
    try:
        said = child.ask(["-m", "inference.models.machine"], seconds=SECONDS, fault=FAULT)
        devices = tuple(Device(str(row["name"]), int(row["free"]), int(row["total"])) for row in said["devices"])
        return Build(tuple(map(str, said["instructions"])), bool(said["gpu"]), devices)
    except (InferenceError, KeyError, TypeError, ValueError):
        return None


def _cpu() -> tuple[str, tuple[str, ...]]:
    name, found = {"win32": _windows, "darwin": _macos}.get(sys.platform, _linux)()
    return name or platform.processor() or platform.machine(), tuple(dict.fromkeys(found))


def _linux() -> tuple[str, list[str]]:
    try:
        return cpuinfo(Path("/proc/cpuinfo").read_text("utf-8", "replace"))
    except OSError:
        return "", []


def cpuinfo(text: str) -> tuple[str, list[str]]:
    """Name and instructions by the first processor of /proc/cpuinfo."""
    rows = {key.strip(): value.strip() for key, _, value in (line.partition(":") for line in reversed(text.splitlines()))}
    flags = (rows.get("flags") or rows.get("Features") or "").split()
    return rows.get("model name", ""), [name for flag, name in LINUX.items() if flag in flags]


def _macos() -> tuple[str, list[str]]:
    return _sysctl("machdep.cpu.brand_string"), [name for key, name in MACOS.items() if _sysctl(key) == "1"]


def _sysctl(key: str) -> str:
    with suppress(OSError, subprocess.SubprocessError):
        return subprocess.run(["sysctl", "-n", key], check=False, capture_output=True, text=True, timeout=5).stdout.strip()
    return ""


def _windows() -> tuple[str, list[str]]:
    present: Callable[[int], int] = ctypes.windll.kernel32.IsProcessorFeaturePresent  # type: ignore[attr-defined]
    found = [name for number, name in WINDOWS.items() if present(number)]
    with suppress(OSError):
        import winreg

        key = r"HARDWARE\DESCRIPTION\System\CentralProcessor\0"
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, key) as opened:  # type: ignore[attr-defined]
            return str(winreg.QueryValueEx(opened, "ProcessorNameString")[0]).strip(), found  # type: ignore[attr-defined]
    return "", found


# ---- In the child ----------------------------------------------------------------------------------------------------


def _describe() -> dict[str, Any]:
    from inference.server.llama_library import library

    llama = library()
    said = llama.llama_print_system_info().decode("utf-8", "replace")
    gpu = bool(llama.llama_supports_gpu_offload())
    return {"instructions": instructions(said), "gpu": gpu, "devices": _devices(llama._lib) if gpu else []}


def instructions(said: str) -> list[str]:
    """["AVX2", …] of "CPU : SSE3 = 1 | AVX2 = 1 | AVX512 = 0 | "."""
    pairs = [part.rpartition(":")[2].partition("=") for part in said.split("|")]
    return [name.strip() for name, _, value in pairs if value.strip() == "1"]


def _devices(ggml: ctypes.CDLL) -> list[dict[str, Any]]:
    """The cards by ggml-backend.h, where the loader finds its functions through llama's library (not on Windows)."""
    found = []
    with suppress(AttributeError):
        ggml.ggml_backend_dev_count.restype = ctypes.c_size_t
        ggml.ggml_backend_dev_get.restype = ctypes.c_void_p
        ggml.ggml_backend_dev_description.restype = ctypes.c_char_p
        for number in range(ggml.ggml_backend_dev_count()):
            device = ctypes.c_void_p(ggml.ggml_backend_dev_get(ctypes.c_size_t(number)))
            if ggml.ggml_backend_dev_type(device) not in (1, 2):  # a card, or one within the processor
                continue
            free, total = ctypes.c_size_t(), ctypes.c_size_t()
            ggml.ggml_backend_dev_memory(device, ctypes.byref(free), ctypes.byref(total))
            name = ggml.ggml_backend_dev_description(device) or b""
            found.append({"name": name.decode("utf-8", "replace"), "free": free.value, "total": total.value})
    return found


if __name__ == "__main__":
    try:
        child.say(_describe())
    except InferenceError as fault:
        child.say({"error": fault.what, "hint": fault.hint})
