"""Kernels compiled ahead of time for an H100, in a child process: the tests' own process interprets them.

A launch is a function that launches kernels over tensors on the device "meta"; the child compiles what reaches Triton,
with the types, constants and options that a GPU would get. No GPU is needed, nothing runs.
"""

from __future__ import annotations

import importlib
import json
import math
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
SHARED_BYTES = 227 * 1024  # the most that a program may have on an H100


@dataclass(frozen=True)
class Launch:
    """`function` of `module` called with `arguments`, which JSON can hold."""

    module: str
    function: str
    arguments: dict[str, int | str | bool]

    def __str__(self) -> str:
        return "-".join([self.function, *(str(value) for value in self.arguments.values())])


@dataclass(frozen=True)
class Copy:
    """A tile that is copied into shared memory while others are worked on."""

    shape: list[int]
    type: str  # "bf16", "fp32"
    contiguous: int  # elements of one instruction


@dataclass(frozen=True)
class Compiled:
    kernel: str
    programs: int
    constants: dict[str, int | float | bool | None]
    registers: int  # of a thread
    stack: int  # bytes of a thread: what did not fit into registers
    shared: int  # bytes of a program
    instructions: dict[str, int]  # of the machine: "LDGSTS.E.BYPASS.128": 64
    products: list[str]  # tensor core instructions in PTX: "mma.sync.aligned.m16n8k16…"
    copies: list[Copy]


def compile_launches(launches: Sequence[Launch], cache: Path) -> list[list[Compiled]]:
    """What each launch compiles to, in the order of its kernels. cache: Triton finds there what it compiled before."""
    environment = {**os.environ, "TRITON_CACHE_DIR": str(cache), "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    environment.pop("TRITON_INTERPRET", None)
    child = subprocess.run(
        [sys.executable, "-m", "tests.inference.kernels.compiled"], check=False, cwd=ROOT, env=environment,
        input=json.dumps([asdict(launch) for launch in launches]), capture_output=True, text=True,
    )  # fmt: skip
    assert child.returncode == 0, child.stderr[-4000:]
    return [
        [Compiled(**{**kernel, "copies": [Copy(**copy) for copy in kernel["copies"]]}) for kernel in kernels]
        for kernels in json.loads(child.stdout)
    ]


# The child.

TYPES = {
    "float64": "fp64", "float32": "fp32", "bfloat16": "bf16", "float16": "fp16",
    "int64": "i64", "int32": "i32", "int16": "i16", "int8": "i8", "uint8": "u8", "bool": "i1",
}  # fmt: skip


def main() -> None:
    from triton.runtime.jit import JITFunction

    seen: list[Compiled] = []
    def run(kernel, *args, grid, warmup, **named) -> None:
        seen.append(compile_kernel(kernel, grid, args, named))

    JITFunction.run = run
    answers = []
    for launch in json.load(sys.stdin):
        seen.clear()
        getattr(importlib.import_module(launch["module"]), launch["function"])(**launch["arguments"])
        answers.append([asdict(kernel) for kernel in seen])
    json.dump(answers, sys.stdout)


def compile_kernel(kernel, grid: tuple[int, ...], args: tuple, named: dict) -> Compiled:
    import triton
    from triton.backends.compiler import GPUTarget
    from triton.compiler import ASTSource

    given = dict(zip(kernel.arg_names, args, strict=False)) | {n: v for n, v in named.items() if n in kernel.arg_names}
    options = {name: value for name, value in named.items() if name not in kernel.arg_names}
    signature, constants, attributes = {}, {}, {}
    for place, parameter in enumerate(kernel.params):
        value = given[parameter.name]
        plain = parameter.do_not_specialize
        kind = "constexpr" if parameter.is_constexpr else "i32" if plain else kind_of(value)
        signature[parameter.name] = kind
        if kind == "constexpr":
            constants[parameter.name] = value
        elif kind.startswith("*") or (isinstance(value, int) and value % 16 == 0 and not plain):
            attributes[(place,)] = [["tt.divisibility", 16]]
    source = ASTSource(kernel, signature, constants, attributes)
    built = triton.compile(source, target=GPUTarget("cuda", 90, 32), options=options)
    kept = {name: value for name, value in constants.items() if isinstance(value, (int, float, bool, type(None)))}
    return Compiled(
        kernel.fn.__name__, math.prod(grid), kept, *usage(built.asm["cubin"]), built.metadata.shared,
        dict(instructions(built.asm["cubin"])), sorted(set(re.findall(r"\bw?g?mma[._]\S+", built.asm["ptx"]))),
        list(copies(built.asm["ttgir"])),
    )  # fmt: skip


def kind_of(value: object) -> str:
    """The type that Triton's launcher gives an argument; None and 1 become constants."""
    if hasattr(value, "data_ptr"):
        return "*" + TYPES[str(value.dtype).removeprefix("torch.")]
    if value is None or (isinstance(value, int) and value == 1):
        return "constexpr"
    if isinstance(value, bool):
        return "i1"
    return "fp32" if isinstance(value, float) else "i32" if abs(value) < 2**31 else "i64"


def _tool(name: str, cubin: bytes, *options: str) -> str:
    import triton

    with tempfile.NamedTemporaryFile(suffix=".cubin") as file:
        file.write(cubin)
        file.flush()
        command = [getattr(triton.knobs.nvidia, name).path, *options, file.name]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def usage(cubin: bytes) -> tuple[int, int]:
    """Registers, stack."""
    found = re.search(r"REG:(\d+) STACK:(\d+)", _tool("cuobjdump", cubin, "-res-usage"))
    assert found is not None
    return int(found[1]), int(found[2])


def instructions(cubin: bytes) -> Counter[str]:
    listing = _tool("nvdisasm", cubin, "-c")
    return Counter(re.findall(r"^\s*/\*[0-9a-f]{4,}\*/\s+(?:@!?U?P\w+\s+)?([A-Z][\w.]*)", listing, re.MULTILINE))


def copies(ttgir: str) -> Iterator[Copy]:
    for line in ttgir.splitlines():
        if "async_copy_global_to_local" in line:
            tile = re.search(r"tensor<([\dx]+)x!tt\.ptr<(\w+)>", line)
            contiguous = re.search(r"contiguity = (\d+)", line)
            assert tile is not None
            kind = {"f32": "fp32"}.get(tile[2], tile[2])
            yield Copy([int(size) for size in tile[1].split("x")], kind, int(contiguous[1]) if contiguous else 1)


if __name__ == "__main__":
    main()
