import gguf
import numpy as np
import pytest
import torch

from inference.training.gguf_file import tensor_names, write_gguf
from inference.training.importance import importance
from inference.training.quantize import quantize


@pytest.fixture
def texts(tokenizer, lines):
    return [tokenizer.frame(tokenizer.encode(line)) for line in lines]


def matrices(path) -> dict[str, bytes]:
    return {tensor.name: tensor.data.tobytes() for tensor in gguf.GGUFReader(path).tensors if len(tensor.shape) > 1}


def test_every_matrix_is_known_by_the_width_of_its_input(model, texts):
    found = importance(model, texts)
    names = tensor_names(model.config.layers)
    assert {name: len(values) for name, values in found.items()} == {
        names[hf]: weight.shape[1] for hf, weight in model.state_dict().items() if weight.ndim == 2
    }


def test_it_is_the_mean_square_of_what_the_first_matrix_multiplies(model, texts):
    first = model.model.layers[0]
    with torch.no_grad():
        inputs = torch.cat([first.input_layernorm(model.model.embed_tokens(torch.tensor(ids))) for ids in texts])
    found = importance(model, texts)
    for name in ("attn_q", "attn_k", "attn_v"):
        assert np.allclose(found[f"blk.0.{name}.weight"], inputs.square().mean(dim=0), rtol=1e-5)


def test_the_model_keeps_no_hooks(model, texts):
    importance(model, texts[:1])
    assert not any(module._forward_pre_hooks for module in model.modules())


def test_llama_cpp_rounds_every_matrix_by_it_but_in_q8_0(model, tokenizer, texts, tmp_path):
    write_gguf(model, tokenizer, tmp_path / "exact.gguf")
    matrix = importance(model, texts)
    for kind in ("Q8_0", "Q4_K_M"):
        quantize(tmp_path / "exact.gguf", tmp_path / f"plain-{kind}", kind, threads=1)
        quantize(tmp_path / "exact.gguf", tmp_path / f"weighed-{kind}", kind, threads=1, importance=matrix)
    assert matrices(tmp_path / "plain-Q8_0") == matrices(tmp_path / "weighed-Q8_0")
    plain, weighed = matrices(tmp_path / "plain-Q4_K_M"), matrices(tmp_path / "weighed-Q4_K_M")
    assert [name for name in plain if plain[name] == weighed[name]] == []


def test_what_matters_is_rounded_better(model, tokenizer, texts, tmp_path):
    """The error of a matrix, weighed by its inputs, shrinks in sum over the model."""
    write_gguf(model, tokenizer, tmp_path / "exact.gguf")
    matrix = importance(model, texts)
    errors = []
    for used in (None, matrix):
        quantize(tmp_path / "exact.gguf", tmp_path / "small.gguf", "Q4_K_M", threads=1, importance=used)
        errors.append(weighed_error(tmp_path / "exact.gguf", tmp_path / "small.gguf", matrix))
    assert errors[1] < errors[0]


def weighed_error(exact, small, matrix) -> float:
    def arrays(path):
        return {t.name: gguf.dequantize(t.data, t.tensor_type) for t in gguf.GGUFReader(path).tensors}

    before, after = arrays(exact), arrays(small)
    return sum(float((((before[name] - after[name]) ** 2) * values).sum()) for name, values in matrix.items())
