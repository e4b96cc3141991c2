"""Reads and writes a model as a Hugging Face folder: config.json, model.safetensors and the tokenizer's files."""

import os
from pathlib import Path

from inference.nn.config import read_hf_config, write_hf_config
from inference.nn.model import Llama
from inference.nn.tokenizer import Tokenizer


def save_model(model: Llama, tokenizer: Tokenizer, folder: Path) -> None:
    """Writes the folder that `LlamaForCausalLM.from_pretrained` reads: float32, the weights replaced at once."""
    from safetensors.torch import save_file  # not there on every machine that trains

    folder.mkdir(parents=True, exist_ok=True)
    write_hf_config(model.config, folder / "config.json")
    tokenizer.save(folder, context=model.config.context)
    part = folder / "model.safetensors.part"
    weights = {name: value.detach().cpu().float().contiguous() for name, value in model.state_dict().items()}
    save_file(weights, part, metadata={"format": "pt"})
    part.chmod((folder / "config.json").stat().st_mode)  # safetensors leaves its files to their owner alone
    os.replace(part, folder / "model.safetensors")


def load_model(folder: Path) -> tuple[Llama, Tokenizer]:
    from safetensors.torch import load_file

    model = Llama(read_hf_config(folder / "config.json"))
    model.load_state_dict(load_file(folder / "model.safetensors"))
    return model, Tokenizer.load(folder)
