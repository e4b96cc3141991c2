from inference.nn.tokenizer import SPECIALS
from inference.training.tokenizer import tokens_per_syllable, train_tokenizer


def test_special_tokens_come_first_and_the_size_is_as_told(tokenizer):
    assert tokenizer.size == 512
    assert [tokenizer.inner.id_to_token(n) for n in range(5)] == list(SPECIALS)


def test_numbers_are_cut_into_digits(tokenizer):
    assert [tokenizer.decode([n]) for n in tokenizer.encode("2026")] == ["2", "0", "2", "6"]


def test_a_full_stop_and_the_line_end_are_one_token():
    tokenizer = train_tokenizer(["Chúc bà khỏe.\nChúc ông vui.\n"] * 9, 300)
    assert len(tokenizer.encode(".\n")) == 1


def test_tokens_a_syllable_counts_punctuation(tokenizer):
    assert tokens_per_syllable(train_tokenizer(["bà bà bà, bà"] * 9, 270), [" bà bà, bà"]) == 4 / 3
