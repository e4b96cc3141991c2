"""Loads llama.cpp and keeps its own words: the log lines that explain a failure."""

from __future__ import annotations

import ctypes
import functools
import os
import sys
from collections import deque
from types import ModuleType

from inference.errors import InferenceError

_last_words: deque[str] = deque(maxlen=40)
_kept: list[object] = []  # callbacks that C holds must outlive this function


@functools.cache
def library() -> ModuleType:
    """The ctypes bindings, initialised once, with the log going to stderr (warnings and errors only)."""
    os.environ.setdefault("GGML_NO_BACKTRACE", "1")  # a crash otherwise starts a debugger that can hang
    try:
        import llama_cpp.llama_cpp as llama
    except (ImportError, RuntimeError, OSError) as error:
        raise InferenceError(
            "Thiếu thư viện llama.cpp nên chưa chạy được mô hình.", f"Hãy chạy lại packaging/start.py ({error})."
        ) from error
    callback = llama.llama_log_callback(_log)
    _kept.append(callback)
    llama.llama_log_set(callback, None)
    llama.llama_backend_init()
    return llama


def _log(level: int, text: bytes, _data: object) -> None:
    line = text.decode("utf-8", "replace").rstrip()
    if level in (3, 4) and line:  # warning, error (5 continues a progress line)
        _last_words.append(line)
        print(line, file=sys.stderr, flush=True)


def last_words() -> str:
    """The last warning or error of llama.cpp, or nothing."""
    return _last_words[-1] if _last_words else ""


_SIGNATURES = {
    "llama_sampler_sample": ([ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int32], ctypes.c_int32),
    "llama_sampler_apply": ([ctypes.c_void_p, ctypes.c_void_p], None),
    "llama_sampler_accept": ([ctypes.c_void_p, ctypes.c_int32], None),
    "llama_get_logits": ([ctypes.c_void_p], ctypes.c_void_p),
}


@functools.cache
def quick(name: str) -> ctypes._CFuncPtr:
    """A function of llama.cpp called without releasing the GIL.

    It takes microseconds; giving the GIL away for that long means waiting for the HTTP thread 32 times a step.
    """
    function = getattr(ctypes.PyDLL(library()._lib._name), name)
    function.argtypes, function.restype = _SIGNATURES[name]
    return function


class AbortFlag:
    """A flag that llama.cpp reads between the nodes of its graph, without Python.

    WORKAROUND: a Python callback would take the GIL hundreds of times a step. `strlen` of a buffer has the right
    signature (pointer in, zero or one in the low byte out): an empty string says go on, a string of length one says stop.
    """

    def __init__(self) -> None:
        c_library = ctypes.cdll.msvcrt if sys.platform == "win32" else ctypes.CDLL(None)
        self._buffer = ctypes.create_string_buffer(2)
        self.callback = ctypes.cast(c_library.strlen, library().ggml_abort_callback)
        self.address = ctypes.addressof(self._buffer)

    def set(self, wanted: bool) -> None:
        self._buffer[0] = b"\x01" if wanted else b"\x00"
