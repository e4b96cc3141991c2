"""Do three programs compute the same model? Ours, Hugging Face's and llama.cpp's logits over whole held-out texts.

    python -m inference.training.agreement RUN/finetune/model RUN/mam-f32.gguf assets/model/mam.gguf --heldout heldout.jsonl

Prints the greatest difference of one logit from ours, a line a program and file; an F32 file stays within 1e-3.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from inference.evaluation.fidelity import Reader
from inference.nn.weights import load_model
from inference.training.data import Example, read_examples

LONGEST = 512


@torch.no_grad()
def differences(folder: Path, files: Sequence[Path], examples: Sequence[Example]) -> dict[str, float]:
    """Greatest differences from our logits of FOLDER over the answers, and, as "deviation", how much our logits vary."""
    from transformers import LlamaForCausalLM

    ours = load_model(folder)[0].eval()
    theirs = LlamaForCausalLM.from_pretrained(folder).eval()
    readers = {path.name: Reader(path, max(len(example.ids) for example in examples)) for path in files}
    found: dict[str, list[float]] = {name: [] for name in ("deviation", "Hugging Face", *readers)}
    for example in examples:
        ids, answer = torch.tensor([example.ids[:-1].tolist()]), slice(example.asked - 1, None)
        exact = ours(ids)[0, answer].numpy()
        others = {"Hugging Face": theirs(ids).logits[0, answer].numpy()}
        others |= {name: reader.answer(example) for name, reader in readers.items()}
        found["deviation"].append(float(exact.std()))
        for name, logits in others.items():
            found[name].append(float(np.abs(exact - logits).max()))
    for reader in readers.values():
        reader.close()
    return {name: max(values) for name, values in found.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="Hugging Face folder of the model")
    parser.add_argument("files", type=Path, nargs="+", help="GGUF files made from it")
    parser.add_argument("--heldout", type=Path, required=True, help='JSONL of {"prompt", "answer"}')
    parser.add_argument("--examples", type=int, default=50)
    args = parser.parse_args()
    examples = read_examples(args.heldout, load_model(args.folder)[1], LONGEST)[: args.examples]
    for name, value in differences(args.folder, args.files, examples).items():
        print(f"{name}: {value:.2g}")


if __name__ == "__main__":
    main()
