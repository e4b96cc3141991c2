"""The importance matrix: how strongly each input of each matrix is driven by real text, for llama.cpp's quantizer.

Rounding errors of a weight are weighed by the mean square of the input it multiplies (llama.cpp's `imatrix` tool
computes the same: squares summed over tokens, divided by their number).
"""

from collections.abc import Iterable, Sequence

import numpy as np
import torch
from torch import Tensor, nn

from inference.nn.model import Llama
from inference.training.gguf_file import tensor_names

Importance = dict[str, np.ndarray]  # llama.cpp's tensor name -> (columns,) float32


@torch.no_grad()
def importance(model: Llama, texts: Iterable[Sequence[int]]) -> Importance:
    """Mean squared inputs of every matrix over all positions of `texts` (ids, each text from its own beginning).

    The embedding counts as the output matrix that it also is.
    """
    names = tensor_names(model.config.layers)
    sums: dict[str, Tensor] = {}

    def add(name: str, inputs: Tensor) -> None:
        sums[name] = sums.get(name, 0) + inputs.double().square().sum(dim=(0, 1))

    hooks = [
        module.register_forward_pre_hook(lambda _, given, name=names[f"{path}.weight"]: add(name, given[0]))
        for path, module in model.named_modules()
        if isinstance(module, nn.Linear)
    ]
    positions = 0
    try:
        for ids in texts:
            add(names["model.embed_tokens.weight"], model.hidden(torch.tensor([list(map(int, ids))])))
            positions += len(ids)
    finally:
        for hook in hooks:
            hook.remove()
    return {name: (total / positions).float().numpy() for name, total in sums.items()}
