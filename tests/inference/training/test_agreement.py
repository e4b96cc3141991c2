"""One model, three programs: ours, Hugging Face's and llama.cpp must compute the same logits from the same weights."""

import llama_cpp
import numpy as np
import pytest
import torch
from transformers import LlamaForCausalLM

from inference.evaluation.fidelity import Reader
from inference.nn.weights import save_model
from inference.training.data import make_example
from inference.training.gguf_file import write_gguf


@pytest.fixture
def example(tokenizer, lines):
    return make_example(tokenizer, tokenizer.encode(lines[7]), tokenizer.encode(lines[1]))


def test_the_three_agree_on_a_whole_answer(model, tokenizer, example, tmp_path):
    write_gguf(model, tokenizer, tmp_path / "tiny.gguf")
    save_model(model, tokenizer, tmp_path / "folder")
    ids, answer = torch.tensor([example.ids[:-1].tolist()]), slice(example.asked - 1, None)
    with torch.no_grad():
        ours = model(ids)[0, answer].numpy()
        theirs = LlamaForCausalLM.from_pretrained(tmp_path / "folder").eval()(ids).logits[0, answer].numpy()
    reader = Reader(tmp_path / "tiny.gguf", longest=len(example.ids))
    llamas = reader.answer(example)
    reader.close()
    assert ours.shape == (len(example.ids) - example.asked, tokenizer.size)
    assert ours.std() > 0.3, "logits near zero would prove nothing"
    for one, other in ((ours, theirs), (ours, llamas), (theirs, llamas)):
        assert np.abs(one - other).max() < 1e-3


def test_the_bindings_know_the_importance_matrix():
    """Fails, rather than skips, when a new release of the bindings moves the field."""
    assert "imatrix" in dict(llama_cpp.llama_model_quantize_params._fields_)
