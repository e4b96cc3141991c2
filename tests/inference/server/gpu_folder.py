"""A tiny Hugging Face folder that can talk: random weights, a byte-level vocabulary, a chat template."""

from pathlib import Path

import torch

from tests.inference.nn.folders import write_random_folder
from tests.inference.server.tokenizer_folders import TEMPLATE, byte_level, write

NAME = "nhỏ xíu"


def write_talking_folder(parent: Path, kind: str = "llama", *, context: int = 512) -> Path:
    """Weights large enough that its words differ from one another."""
    tokenizer = byte_level()
    ends = tokenizer.token_to_id("<|im_end|>")
    folder = parent / NAME
    write(folder, tokenizer, eos_token="<|im_end|>", chat_template=TEMPLATE)
    model = write_random_folder(
        folder, kind, vocab_size=tokenizer.get_vocab_size(), max_position_embeddings=context, eos_token_id=ends, bos_token_id=None
    )
    with torch.no_grad():
        for value in model.parameters():
            value.mul_(4.0 if value.dim() > 1 else 1.0)
    model.save_pretrained(folder)
    return folder
