"""How fast any model file is on this machine as the app runs it: tokens read and written a second, first token, memory."""

from __future__ import annotations

import asyncio
import ctypes
import re
import statistics
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from inference.evaluation.speed import _body, _first_word, serve_speed

PROMPT, CONTEXT = 512, 1024  # tokens
WARM, LEAST, MOST = 8, 16, 256  # tokens written
SECONDS = 4.0  # of writing, a run
RUNS = 3
FIRST = re.compile(rb'"first_token_seconds": ([\d.]+)')


@dataclass(frozen=True)
class Rates:
    """Tokens a second over prompts of `prompt_tokens` and over one text (medians); first token of a new prompt of 120
    tokens, in ms; the most memory that the engine's process had, in bytes (None: the system does not tell)."""

    prompt_speed: float
    decode_speed: float
    first_token_ms: float
    peak_memory: int | None
    prompt_tokens: int
    threads: int

    def numbers(self) -> dict[str, Any]:
        """As a result file has it."""
        return asdict(self)


def measure_rates(model: Path, *, log: Path, threads: int | None = None) -> Rates:
    """Serves the file in a child process and asks it for about half a minute at most. InferenceError if it can not be served."""
    from inference.local import LocalServer
    from inference.server import gguf_file
    from inference.server.llama_engine import default_threads

    facts = gguf_file.check(model)
    used = threads or default_threads(facts.parameters)
    context = min(CONTEXT, facts.context)
    prompt = min(PROMPT, context // 2)
    with LocalServer(model, log=log, context=context, threads=used, parallel=1) as server:
        where = server.address
        pace = asyncio.run(serve_speed(*where, 1, WARM, 0))
        tokens = int(min(MOST, context // 2, max(LEAST, pace * SECONDS)))
        decode = [asyncio.run(serve_speed(*where, 1, tokens, salt)) for salt in range(1, RUNS + 1)]
        read = [prompt / asyncio.run(_reading(*where, salt, prompt)) for salt in range(RUNS)]
        firsts = [asyncio.run(_first_word(*where, salt)) for salt in range(RUNS)]
        peak = peak_memory(server.pid) if server.pid else None
    return Rates(
        round(statistics.median(read), 1), round(statistics.median(decode), 1),
        round(statistics.median(firsts) * 1000, 1), peak, prompt, used,
    )  # fmt: skip


async def _reading(address: str, headers: dict[str, str], salt: int, tokens: int) -> float:
    """Seconds from a prompt's submission to the token behind it, by the server's own clock."""
    import aiohttp

    body = _body(20_000 + salt, tokens, 1)
    async with (
        aiohttp.ClientSession(headers=headers) as session,
        session.post(f"{address}/v1/completions", data=body) as response,
    ):
        response.raise_for_status()
        said = FIRST.search(await response.read())
    assert said, "our server says how long the first token took"
    return float(said[1])


def peak_memory(pid: int) -> int | None:
    """Most bytes of a process that were in memory at once; on macOS those of this moment."""
    with suppress(OSError, ValueError, KeyError, subprocess.SubprocessError):
        if sys.platform == "win32":
            return _windows(pid)
        if sys.platform == "darwin":
            command = ["ps", "-o", "rss=", "-p", str(pid)]
            return int(subprocess.check_output(command, timeout=5)) * 1024
        rows = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text("ascii", "replace").splitlines())
        return int(rows["VmHWM"].split()[0]) * 1024
    return None


def _windows(pid: int) -> int | None:
    """PeakWorkingSetSize of psapi's PROCESS_MEMORY_COUNTERS."""

    class Counters(ctypes.Structure):
        _fields_ = [("size", ctypes.c_ulong), ("faults", ctypes.c_ulong), ("peak", ctypes.c_size_t)] + [
            (f"rest{number}", ctypes.c_size_t) for number in range(7)
        ]

    kernel: Any = ctypes.windll.kernel32  # type: ignore[attr-defined]
    kernel.OpenProcess.restype = ctypes.c_void_p
    process = ctypes.c_void_p(kernel.OpenProcess(0x1010, False, pid))  # PROCESS_QUERY_LIMITED_INFORMATION | PROCESS_VM_READ
    counters = Counters()
    counters.size = ctypes.sizeof(Counters)
    try:
        ok = kernel.K32GetProcessMemoryInfo(process, ctypes.byref(counters), counters.size)
        return int(counters.peak) if ok else None
    finally:
        kernel.CloseHandle(process)
