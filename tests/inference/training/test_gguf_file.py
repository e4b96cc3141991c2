import unicodedata

import llama_cpp
import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from inference.nn.weights import load_model
from inference.training import export
from inference.training.gguf_file import deinterleave, interleave, read_gguf, write_gguf
from inference.training.quantize import quantize

F32 = 0  # ggml's number of the type
VIETNAMESE = "aăâeêioôơuưyáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵđbcghklmnpqrstvx"


def llama_logits(path, ids: list[int]) -> torch.Tensor:
    """Logits (T, V) of llama.cpp with an exact cache."""
    engine = llama_cpp.Llama(str(path), n_ctx=128, n_threads=1, logits_all=True, type_k=F32, type_v=F32, verbose=False)
    engine.eval(ids)
    logits = torch.from_numpy(engine.scores[: len(ids)].copy())
    engine.close()
    return logits


@pytest.fixture
def gguf_file(model, tokenizer, tmp_path):
    write_gguf(model, tokenizer, tmp_path / "tiny.gguf")
    return tmp_path / "tiny.gguf"


def test_llama_cpp_computes_our_logits(model, tokenizer, gguf_file, lines):
    ids = tokenizer.frame(tokenizer.encode(lines[0]))
    with torch.no_grad():
        ours = model(torch.tensor([ids]))[0]
    assert ours.std() > 0.3, "logits near zero would prove nothing"
    assert (ours - llama_logits(gguf_file, ids)).abs().max() < 1e-3


@pytest.fixture(scope="module")
def vocabulary(tokenizer, tmp_path_factory):
    from inference.nn.config import Config
    from inference.nn.model import Llama

    path = tmp_path_factory.mktemp("vocabulary") / "tiny.gguf"
    write_gguf(Llama(Config(vocab=tokenizer.size, width=256, layers=1, ffn=256, context=1024)), tokenizer, path)
    engine = llama_cpp.Llama(str(path), vocab_only=True, verbose=False)
    yield engine
    engine.close()


def test_llama_cpp_cuts_the_same_tokens(vocabulary, tokenizer, lines):
    for line in lines:
        assert vocabulary.tokenize(line.encode(), add_bos=False, special=False) == tokenizer.encode(line)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=VIETNAMESE + VIETNAMESE.upper() + " \n.,!?:;…“”\"'()-–/%0123456789🎉"))
def test_llama_cpp_cuts_the_same_tokens_of_any_vietnamese_text(vocabulary, tokenizer, text):
    text = unicodedata.normalize("NFC", text)
    assert vocabulary.tokenize(text.encode(), add_bos=False, special=False) == tokenizer.encode(text)


def test_llama_cpp_reads_the_special_tokens_and_what_the_file_says_of_itself(vocabulary, tokenizer):
    framed = vocabulary.tokenize("<s><|hoi|>Dịp<|viet|>".encode(), add_bos=False, special=True)
    assert framed == tokenizer.frame(tokenizer.encode("Dịp"))
    assert vocabulary.metadata["general.name"] == "Mầm"
    assert "<|viet|>" in vocabulary.metadata["tokenizer.chat_template"]
    assert vocabulary.token_eos() == tokenizer.eos


def test_reading_a_file_undoes_writing_it(model, tokenizer, gguf_file, lines):
    again, its_tokenizer = read_gguf(gguf_file)
    assert again.config == model.config
    assert all(torch.equal(a, b) for a, b in zip(model.parameters(), again.parameters(), strict=True))
    assert all(its_tokenizer.encode(line) == tokenizer.encode(line) for line in lines)


@pytest.mark.parametrize(("kind", "error"), [("Q8_0", 0.05), ("Q4_K_M", 0.3)])
def test_a_quantized_file_becomes_a_hugging_face_folder_of_nearly_the_same_model(
    model, tokenizer, gguf_file, tmp_path, monkeypatch, kind, error
):
    quantize(gguf_file, tmp_path / "small.gguf", kind, threads=1)
    assert (tmp_path / "small.gguf").stat().st_size < gguf_file.stat().st_size / 2
    monkeypatch.setattr("sys.argv", ["export", "--to-hf", str(tmp_path / "small.gguf"), str(tmp_path / "hf")])
    export.main()
    again, _ = load_model(tmp_path / "hf")
    ids = torch.tensor([tokenizer.frame(tokenizer.encode("Chúc bà ngoại mạnh khỏe"))])
    with torch.no_grad():
        exact, rounded = model(ids), again(ids)
    assert 0 < (exact - rounded).std() / exact.std() < error


def test_quantizing_a_foreign_file_fails_and_leaves_nothing(tmp_path):
    (tmp_path / "foreign.gguf").write_text("no model")
    with pytest.raises(ValueError, match="could not quantize"):
        quantize(tmp_path / "foreign.gguf", tmp_path / "out.gguf")
    assert [path.name for path in tmp_path.iterdir()] == ["foreign.gguf"]


def test_interleaving_pairs_the_halves_of_each_head():
    rows = np.arange(8.0)[:, None]  # two heads of width 4
    assert interleave(rows, 2)[:, 0].tolist() == [0, 2, 1, 3, 4, 6, 5, 7]
    assert np.array_equal(deinterleave(interleave(rows, 2), 2), rows)
