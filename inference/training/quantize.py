"""Quantizes a GGUF file through llama.cpp.

    python -m inference.training.quantize RUN/mam-f32.gguf assets/model/mam.gguf --type Q8_0
"""

import argparse
import ctypes
import os
from pathlib import Path

TYPES = ("F16", "BF16", "Q8_0", "Q6_K", "Q5_K_M", "Q4_K_M", "Q4_0")


def quantize(source: Path, target: Path, kind: str = "Q8_0", threads: int = 2) -> None:
    """Writes `target` in the given type (one of TYPES), whole or not at all."""
    import llama_cpp

    params = llama_cpp.llama_model_quantize_default_params()
    params.ftype = getattr(llama_cpp, f"LLAMA_FTYPE_MOSTLY_{kind}")
    params.nthread = threads
    part = target.with_name(target.name + ".part")
    failed = llama_cpp.llama_model_quantize(str(source).encode(), str(part).encode(), ctypes.byref(params))
    if failed:
        part.unlink(missing_ok=True)
        raise ValueError(f"llama.cpp could not quantize {source} to {kind}")
    os.replace(part, target)


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
