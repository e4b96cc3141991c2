"""Whether a model suits this machine: whether it fits, and how fast it would write, by a measurement made here.

A text is written token by token, and every token needs every weight once: each is read from memory and multiplied. Within
one core the two overlap little, so their times add up:

    seconds a token = bytes / bandwidth of the memory + bytes / bytes that the cores multiply a second

Both rates are measured. Mầm (9 MB) stays in the processor's cache, so its speed says how fast one core multiplies and
nothing of the memory; a buffer that no cache holds says how fast the memory gives. Cores multiply independently: their
rates add up, as many as llama.cpp would be given. Multiplying is counted in bytes, not in weights: a Q4_K_M takes about as
long as a Q8_0 with as many bytes, not as one with as many weights.

Checked with one thread on a busy two-core machine with AVX-512, against random Llamas served there, five times each; what
was told to what was measured, medians: 40 M Q8_0 0.98, 100 M Q8_0 0.81 and Q4_K_M 0.91, 400 M Q8_0 0.73 and Q4_K_M 0.78.
Single tellings were off by more (0.67 to 1.49). The formula was chosen on these same files, among three: where the machine was
least disturbed, the slower of the two times alone (a roofline) told 1.3 to 1.6 times too much and this one 0.7 to 0.9; under
load, with medians for rates, the roofline was the nearer (0.95 to 1.32 against 0.60 to 0.72). A person is better told too
little. By weights instead of bytes the roofline told 0.56 of what a Q4_K_M of 400 M did. Not checked: an idle machine, files
held back, several threads, other processors, models of billions. Left out: the cache of a long text.
"""

from __future__ import annotations

import os
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inference.errors import InferenceError
from inference.models.download import gigabytes as on_disk
from inference.models.machine import Build, Device, Machine, disk_free, read_machine
from inference.server.memory import gigabytes

if TYPE_CHECKING:
    import httpx2

__all__ = ["Build", "Device", "Fit", "Machine", "Measure", "disk_free", "expected_speed", "measure", "read_machine", "verdict"]

BUFFER = 256 << 20  # bytes, four times the largest common cache
PROMPT, ANSWER = 384, 96  # tokens
SECONDS = 1.2  # of decoding
PASSES = 9  # over the buffer
TOKENS_A_WORD = 1.5  # a Vietnamese syllable's in a vocabulary for many languages: assumed. Mầm's own takes 1.2 (measured)
READING = 4.0  # words a second that people read; slower writing is waited for


@dataclass(frozen=True)
class Measure:
    """Rates of this machine, the best of several runs each: what it can do when nothing else disturbs.

    decode, prompt: tokens a second of a model of `bytes` on one core; bandwidth: bytes a second that `threads` cores
    read together.
    """

    decode: float
    prompt: float
    bytes: int
    bandwidth: float
    threads: int

    @property
    def multiplied(self) -> float:
        """Bytes of weights that `threads` cores multiply a second, once they are in the cache."""
        return self.decode * self.bytes * self.threads


@dataclass(frozen=True)
class Fit:
    """kind: "tot", "cham" or "khong_vua"; sentence: why, with the numbers; words: expected a second, if measured."""

    kind: str
    sentence: str
    words: float | None = None


def big_model_threads() -> int:
    """Threads that llama.cpp is given for a model that is not tiny (llama_engine.default_threads)."""
    return max(1, (os.cpu_count() or 2) - 1)


def measure(model: Path, log: Path) -> Measure:
    """Runs Mầm (`model`) and reads memory for about two seconds. InferenceError if the model can not be served."""
    from inference.local import LocalServer

    with LocalServer(model, log=log, context=512, threads=1, parallel=1) as server:
        import httpx2

        base, headers = server.address
        with httpx2.Client(base_url=base, headers=headers, timeout=30, trust_env=False) as client:
            prompt, decode = _speeds(client)
    threads = big_model_threads()
    return Measure(decode, prompt, model.stat().st_size, bandwidth(threads), threads)


def _speeds(client: httpx2.Client) -> tuple[float, float]:
    """Prompt and decode tokens a second, by the server's own clock."""
    until = time.monotonic() + SECONDS
    firsts = [_ask(client, salt, PROMPT, 1)["first_token_seconds"] for salt in (1, 2)]
    decodes = [_ask(client, 3, 8, ANSWER)["tokens_per_second"]]
    while time.monotonic() < until:
        decodes.append(_ask(client, 3 + len(decodes), 8, ANSWER)["tokens_per_second"])
    return PROMPT / max(1e-4, min(firsts)), max(decodes)


def _ask(client: httpx2.Client, salt: int, prompt: int, answer: int) -> dict[str, Any]:
    """The timings of one answer to a prompt that begins like no other."""
    import httpx2

    tokens = [(salt * 13 + place * 11) % 256 for place in range(prompt)]
    body = {"prompt": tokens, "max_tokens": answer, "temperature": 0, "ignore_eos": True}
    try:
        response = client.post("/v1/completions", json=body)
        response.raise_for_status()
        return response.json()["choices"][0]["timings"]
    except (httpx2.HTTPError, ValueError, KeyError, TypeError, IndexError) as fault:
        raise InferenceError("Không đo được tốc độ của máy.", "Hãy thử lại khi máy rảnh hơn.") from fault


def bandwidth(threads: int, size: int = BUFFER) -> float:
    """Bytes a second that `threads` threads read together from a buffer larger than any cache, the best of several passes.

    The largest value is looked for, not the sum: as numpy adds floats, it is the adding that would be measured (21 GB/s
    where the memory gives 36).
    """
    import numpy as np

    share = size // 4 // threads
    buffers = [np.ones(share, np.float32) for _ in range(threads)]
    return 4 * share * threads / min(_pass(buffers) for _ in range(PASSES))


def _pass(buffers: list[Any]) -> float:
    """Seconds of one pass, all threads starting together (numpy lets the others run meanwhile)."""
    ready = threading.Barrier(len(buffers) + 1)

    def read(buffer: Any) -> None:
        ready.wait()
        buffer.max()

    threads = [threading.Thread(target=read, args=(buffer,)) for buffer in buffers]
    for thread in threads:
        thread.start()
    ready.wait()
    began = time.perf_counter()
    for thread in threads:
        thread.join()
    return time.perf_counter() - began


def expected_speed(weights_bytes: float, measured: Measure) -> float:
    """Tokens a second of a model, one text at a time, by the formula above. Of a mixture of experts count what one token uses."""
    return 1 / (weights_bytes / measured.bandwidth + weights_bytes / measured.multiplied)


def verdict(
    file_bytes: int,
    memory_need: int,
    machine: Machine,
    measured: Measure | None,
    *,
    active: float = 1.0,
    kept: bool = False,
) -> Fit:
    """What to tell a person of a model of `file_bytes` that needs so many bytes of memory while it writes.

    active: the share of the weights that one token uses (a mixture of experts); kept: the file is on the disk already.
    The engine computes on the processor, so a graphics card's memory does not count.
    """
    if machine.build is None:
        return Fit("khong_vua", "llama.cpp không chạy được trên máy này")
    words = None
    if measured:
        words = expected_speed(file_bytes * active, measured) / TOKENS_A_WORD
    free = machine.ram_free
    memory = f"cần {gigabytes(memory_need)}" + (f", máy còn {gigabytes(free)}" if free is not None else "")
    if machine.ram_total is not None and memory_need > machine.ram_total:
        return Fit("khong_vua", f"cần {gigabytes(memory_need)}, cả máy chỉ có {gigabytes(machine.ram_total)}", words)
    if free is not None and memory_need > free:
        return Fit("khong_vua", f"{memory}; hãy đóng bớt chương trình", words)
    if not kept and file_bytes > machine.disk_free:
        return Fit("khong_vua", f"tệp {on_disk(file_bytes)}, ổ đĩa còn {on_disk(machine.disk_free)}", words)
    if words is None:
        return Fit("tot", memory)
    return Fit("cham" if words < READING else "tot", f"{memory}; khoảng {_rate(words)}", words)


def _rate(words: float) -> str:
    """"8 chữ mỗi giây", "1 chữ mỗi 3 giây": two digits at most, for it is an estimate."""
    if words < 0.75:
        return f"1 chữ mỗi {round(1 / words)} giây"
    step = 10 ** max(0, len(str(int(words))) - 2)
    return f"{max(1, round(words / step) * step)} chữ mỗi giây"
