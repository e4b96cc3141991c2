"""Turns a trained model into a GGUF file, or a GGUF file back into a Hugging Face folder.

    python -m inference.training.export RUN/finetune/model --gguf RUN/mam-f32.gguf [--half]
    python -m inference.training.export --to-hf assets/model/mam.gguf FOLDER

The folder loads with transformers' `LlamaForCausalLM` and continues training here (`finetune --init FOLDER`).
"""

import argparse
from pathlib import Path

from inference.nn.weights import load_model, save_model
from inference.training.gguf_file import About, read_gguf, write_gguf


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("model", type=Path, nargs="?", help="Hugging Face folder of a trained model")
    parser.add_argument("--gguf", type=Path, help="GGUF file to write")
    parser.add_argument("--half", action="store_true", help="matrices in float16 instead of float32")
    parser.add_argument("--name", default=About.name)
    parser.add_argument("--author", default=About.author)
    parser.add_argument("--license", default=About.license)
    parser.add_argument("--to-hf", type=Path, nargs=2, metavar=("GGUF", "FOLDER"), help="rebuild a Hugging Face folder")
    args = parser.parse_args()
    if args.to_hf:
        source, folder = args.to_hf
        save_model(*read_gguf(source), folder)
        print(folder)
    elif args.model and args.gguf:
        about = About(args.name, args.author, args.license)
        write_gguf(*load_model(args.model), args.gguf, half=args.half, about=about)
        print(f"{args.gguf}: {args.gguf.stat().st_size / 1e6:.1f} MB")
    else:
        parser.error("give MODEL and --gguf, or --to-hf GGUF FOLDER")


if __name__ == "__main__":
    main()
