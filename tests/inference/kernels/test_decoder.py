"""The whole step of fused kernels, in Triton's interpreter: the logits and tokens of the plain references, and transformers'."""

from pathlib import Path
from typing import Any

import pytest
import torch

from inference.nn.architecture import read_architecture
from inference.nn.checkpoint import load_weights
from inference.server.engine import Sampling
from inference.server.gpu_runner import GpuRunner, Sizes
from inference.server.step import Fill, Step
from tests.inference.nn.folders import MODEL_TYPES, write_random_folder
from tests.inference.server.test_gpu_runner import Letters

SMALL = {"hidden_size": 32, "num_hidden_layers": 2, "max_position_embeddings": 48}
PROMPTS = {0: (5, 9, 33, 71, 8, 64, 17, 40, 41, 3, 90, 11, 12, 13, 6, 77, 54), 1: (7, 7, 30)}
WARM = Sampling(temperature=3.0)
PICKY = Sampling(temperature=2.0, top_k=20, top_p=0.9, min_p=0.01, repetition_penalty=1.3, logprobs=2)


def opened(folder: Path, kind: str, *, fused: bool, order: str) -> tuple[GpuRunner, Any]:
    model = write_random_folder(folder, kind, **SMALL)
    architecture = read_architecture(folder)
    runner = GpuRunner(
        architecture, load_weights(folder, architecture), Letters(), Sizes(2, 48), device="cpu", order=order, fused=fused
    )
    runner.sit(0, WARM, 0, 5, ())
    runner.sit(1, PICKY, 0, 6, (9, 9))
    return runner, model


def written(runner: GpuRunner) -> tuple[list[list[int]], torch.Tensor]:
    """Tokens of three steps (a mixed one among them), and the logits of the last."""
    tables = {0: [4, 2, 6], 1: [1, 5, 3]}
    first = Step(tables=tables, fills=[Fill(0, PROMPTS[0], 0, (0,))])
    second = Step(decode=[(0, 17)], fills=[Fill(1, PROMPTS[1], 0, (1,))])
    third = Step(decode=[(0, 18), (1, 3)])
    tokens = [[token for _, token, _ in runner.collect(runner.launch(step))] for step in (first, second, third)]
    return tokens, runner.decoder.logits[:2].clone()


@pytest.mark.parametrize(("kind", "order"), [*((kind, "one") for kind in MODEL_TYPES), ("qwen2", "free")])
def test_fused_steps_are_the_plain_ones_and_those_of_transformers(kind: str, order: str, tmp_path: Path) -> None:
    plain, model = opened(tmp_path / "plain", kind, fused=False, order=order)
    fused, _ = opened(tmp_path / "fused", kind, fused=True, order=order)
    expected, exact = written(plain)
    tokens, logits = written(fused)
    assert tokens == expected
    largest = exact.abs().max()
    assert float((logits - exact).abs().max() / largest) < 1e-5
    text = torch.tensor([[*PROMPTS[0], tokens[0][0], tokens[1][0]]])
    with torch.no_grad():
        theirs = model(text).logits[0, -1]
    assert float((logits[0] - theirs).abs().max() / largest) < 1e-5
    assert not torch.equal(logits[0], logits[1])
