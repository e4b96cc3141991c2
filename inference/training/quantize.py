"""Quantizes a GGUF file through llama.cpp.

    python -m inference.training.quantize RUN/mam-f32.gguf assets/model/mam.gguf --type Q8_0

Which type to ship, and whether an importance matrix helps, is measured by `inference.evaluation.quantizations`.
"""

from __future__ import annotations

import argparse
import ctypes
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from inference.training.importance import Importance

TYPES = ("F16", "BF16", "Q8_0", "Q6_K", "Q5_K_M", "Q4_K_M", "Q4_0")


def quantize(
    source: Path, target: Path, kind: str = "Q8_0", threads: int = 2, importance: Importance | None = None
) -> None:
    """Writes `target` in the given type (one of TYPES), whole or not at all; Q8_0 makes no use of `importance`."""
    from inference.server.llama_library import library

    llama = library()  # its log holds warnings alone, such as a row that no block fits
    params = llama.llama_model_quantize_default_params()
    params.ftype = getattr(llama, f"LLAMA_FTYPE_MOSTLY_{kind}")
    params.nthread = threads
    if importance:
        params.imatrix = _as_c(importance)
    part = target.with_name(target.name + ".part")
    failed = llama.llama_model_quantize(str(source).encode(), str(part).encode(), ctypes.byref(params))
    if failed:
        part.unlink(missing_ok=True)
        raise ValueError(f"llama.cpp could not quantize {source} to {kind}")
    os.replace(part, target)


def _as_c(importance: Importance) -> ctypes.Array[Any]:
    """The array that llama.cpp reads up to an entry without a name; it holds what it points to."""
    from llama_cpp import llama_model_imatrix_data as Entry

    entries = (Entry * (len(importance) + 1))()
    for entry, (name, values) in zip(entries, importance.items(), strict=False):
        numbers = (ctypes.c_float * len(values))(*values.tolist())
        entry.name, entry.data, entry.size = name.encode(), numbers, len(values)
    return entries


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--type", choices=TYPES, default="Q8_0")
    args = parser.parse_args()
    quantize(args.source, args.target, args.type)
    print(f"{args.target}: {args.target.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
