"""Rebuilds a Hugging Face folder from the parts of a model: `python -m inference.training.runs.join FILES FOLDER`.

FILES holds model.json and model.00, model.01 …, or a checkpoint's; INPUTS/tokenizer is what the run had. Afterwards:

    python -m inference.training.export   FOLDER --gguf mam-f32.gguf
    python -m inference.training.quantize mam-f32.gguf mam.gguf --type Q8_0
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from inference.errors import InferenceError
from inference.nn.config import Config
from inference.nn.model import Llama
from inference.nn.tokenizer import Tokenizer
from inference.nn.weights import save_model
from inference.training.runs import parts


def rebuild(files: Path, tokenizer: Path, folder: Path) -> None:
    """Writes FOLDER from the finished model, or from a checkpoint if there is none."""
    found = [files / name for name in ("model.json", "checkpoint.json") if (files / name).exists()]
    if not found:
        raise InferenceError(f"Không có mô hình nào trong {files}.", "Cần model.json hoặc checkpoint.json.")
    manifest = found[0]
    content = parts.take(manifest)
    weights = parts.unsqueezed(content["weights"]) if "weights" in content else content
    model = Llama(Config(**parts.about(manifest)["config"]))
    model.load_state_dict({name: value.float() for name, value in weights.items()})
    save_model(model, Tokenizer.load(tokenizer), folder)


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--tokenizer", type=Path, required=True, help="INPUTS/tokenizer")
    args = parser.parse_args(argv)
    rebuild(args.files, args.tokenizer, args.folder)
    print(args.folder)


if __name__ == "__main__":
    main()
