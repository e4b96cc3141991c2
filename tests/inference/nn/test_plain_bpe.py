"""Plain Python gives the ids that `tokenizers` gives."""

import random

import pytest

from inference.nn.plain_bpe import PlainBpe
from inference.nn.tokenizer import SPLIT, Tokenizer
from inference.training.data import CHUNK, encode_all
from inference.training.tokenizer import train_tokenizer

TEXTS = [
    "Chúc bà ngoại luôn mạnh khỏe, ăn ngon, ngủ ngon.\n\nNăm mới 2027…",
    "“Trăm năm trong cõi người ta,\nchữ tài chữ mệnh khéo là ghét nhau.”  I'LL don't",
    " \t mở đầu và kết thúc \r\n  </s><|hoi|>  ",
    "🎉 １２３４ ²½ Ⅻ ͡ \u2028 \x1c\x85 한국어 ßſ 'ſ",
]


@pytest.fixture(scope="module")
def both(tmp_path_factory) -> tuple[Tokenizer, Tokenizer]:
    tokenizer = train_tokenizer(TEXTS * 4, 400)
    folder = tmp_path_factory.mktemp("tokenizer")
    tokenizer.save(folder, context=64)
    return tokenizer, Tokenizer(PlainBpe.from_file(folder / "tokenizer.json", SPLIT))


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_has_the_same_ids_and_comes_back(both, text):
    library, plain = both
    assert plain.encode(text) == library.encode(text)
    assert plain.decode(plain.encode(text)) == text


def test_any_characters_have_the_same_ids(both):
    library, plain = both
    draw = random.Random(0)
    pools = (range(32, 0x250), range(0x300, 0x370), range(0x1E00, 0x2100), range(0x3000, 0xD7FF), (9, 10, 13, 32))
    texts = ["".join(chr(draw.choice(draw.choice(pools))) for _ in range(60)) for _ in range(300)]
    assert plain.encode_batch(texts) == library.encode_batch(texts)


def test_specials_sizes_and_merges_are_the_same(both):
    library, plain = both
    for name in ("pad", "bos", "eos", "ask", "write", "size"):
        assert getattr(plain, name) == getattr(library, name)
    assert plain.merges() == library.merges()
    assert plain.decode([plain.bos, *plain.encode("Chúc bà"), plain.eos]) == "Chúc bà"


def test_what_is_saved_is_what_was_read(both, tmp_path):
    library, plain = both
    plain.save(tmp_path, context=64)
    assert Tokenizer.load(tmp_path).merges() == library.merges()


def test_processes_keep_the_order_and_the_marks(both):
    library, plain = both
    marked = [(f"{TEXTS[n % 4]} {n}", n % 3 == 0) for n in range(2 * CHUNK + 5)]
    expected = [(mark, library.encode(text)) for text, mark in marked]
    assert list(encode_all(marked, plain, processes=2)) == expected
    assert list(encode_all(marked, library)) == expected
