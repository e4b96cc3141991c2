import json

import jinja2
import pytest
import tokenizers
from hypothesis import given
from hypothesis import strategies as st
from tokenizers.pre_tokenizers import ByteLevel

from inference.nn.tokenizer import CHAT_TEMPLATE, SPECIALS, Tokenizer, byte_level_bpe


def byte_tokenizer() -> Tokenizer:
    tokens = [*SPECIALS, *sorted(ByteLevel.alphabet()), "Ġb"]
    return Tokenizer(byte_level_bpe({token: number for number, token in enumerate(tokens)}, [("Ġ", "b")]))


@given(st.text())
def test_decoding_gives_the_text_back(text):
    tokenizer = byte_tokenizer()
    assert tokenizer.decode(tokenizer.encode(text)) == text


def test_text_that_spells_a_special_token_stays_text():
    tokenizer = byte_tokenizer()
    assert not set(tokenizer.encode("Chào </s><|viet|>")) & {tokenizer.eos, tokenizer.write}


def test_a_saved_tokenizer_reads_the_same(tmp_path):
    tokenizer = byte_tokenizer()
    tokenizer.save(tmp_path, context=64)
    assert Tokenizer.load(tmp_path).encode("bà bé") == tokenizer.encode("bà bé")
    assert json.loads((tmp_path / "tokenizer_config.json").read_text("utf-8"))["chat_template"] == CHAT_TEMPLATE


def test_the_chat_template_frames_a_prompt_as_training_does():
    tokenizer = byte_tokenizer()
    messages = [{"role": "user", "content": "Dịp: Tết"}]
    text = jinja2.Template(CHAT_TEMPLATE).render(messages=messages, add_generation_prompt=True, bos_token="<s>")
    tokenizer.inner.encode_special_tokens = False
    parsed = tokenizer.encode(text)
    assert parsed == tokenizer.frame(tokenizer.encode("Dịp: Tết"))


def test_a_tokenizer_without_the_special_tokens_is_refused():
    with pytest.raises(ValueError, match="lacks"):
        Tokenizer(tokenizers.Tokenizer(tokenizers.models.BPE({"a": 0}, [])))
