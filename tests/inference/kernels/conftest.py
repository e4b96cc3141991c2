"""Kernels run in Triton's interpreter here: on the CPU, one program after the other.

Triton reads TRITON_INTERPRET where a function is decorated with @triton.jit, its own library of functions included: so
when it is imported. tests/conftest.py sets it before any test module is imported: some import transformers, which
imports Triton.
What is compiled ahead of time for a GPU is compiled in a child process without it: see compiled.py.

Limits of the interpreter: tl.dot of bfloat16 gives garbage in silence (its tests use float32, or the order `gemv`); reads
out of bounds give garbage in silence (poison.py surrounds tensors with NaN); races can not be seen.
"""

import pytest
import triton.language as tl
from triton.runtime.interpreter import InterpretedFunction

from inference.kernels.linear import interpreted


@pytest.fixture(scope="session", autouse=True)
def interpreter() -> None:
    """Whatever ran before in this process: our kernels and Triton's own functions are interpreted."""
    early = isinstance(tl.zeros, InterpretedFunction)
    assert interpreted() and early, "Triton was imported before TRITON_INTERPRET was set"
