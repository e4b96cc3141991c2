"""One model, three programs: ours, Hugging Face's and llama.cpp must compute the same logits from the same weights."""

import pytest

from inference.nn.weights import save_model
from inference.training import gguf_file
from inference.training.agreement import differences
from inference.training.data import make_example
from inference.training.gguf_file import write_gguf
from inference.training.quantize import quantize


@pytest.fixture
def examples(tokenizer, lines):
    pairs = [(lines[7], lines[1]), (lines[0], lines[5])]
    return [make_example(tokenizer, *tokenizer.encode_batch(pair)) for pair in pairs]


@pytest.fixture
def folder(model, tokenizer, tmp_path):
    save_model(model, tokenizer, tmp_path / "folder")
    return tmp_path / "folder"


def test_the_three_agree(model, tokenizer, folder, examples, tmp_path):
    write_gguf(model, tokenizer, tmp_path / "exact.gguf")
    quantize(tmp_path / "exact.gguf", tmp_path / "small.gguf", "Q8_0", threads=1)
    found = differences(folder, [tmp_path / "exact.gguf", tmp_path / "small.gguf"], examples)
    assert found["deviation"] > 0.3, "logits near zero would prove nothing"
    assert found["Hugging Face"] < 1e-3
    assert found["exact.gguf"] < 1e-3
    assert 1e-3 < found["small.gguf"] < 0.2 * found["deviation"]


def test_weights_in_another_order_are_noticed(model, tokenizer, folder, examples, tmp_path, monkeypatch):
    monkeypatch.setattr(gguf_file, "interleave", lambda weight, heads: weight)
    write_gguf(model, tokenizer, tmp_path / "wrong.gguf")
    assert differences(folder, [tmp_path / "wrong.gguf"], examples)["wrong.gguf"] > 0.1
