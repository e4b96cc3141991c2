"""The weakest stretch of a text by its tokens' logprobs."""

import pytest

from app.writing.confidence import weakest


def pieces(text: str, logprobs: dict[str, float]) -> list[tuple[str, tuple[float, ...]]]:
    """One token a word; the words named have their logprob, the rest are certain."""
    words = text.split(" ")
    return [(word if i == 0 else f" {word}", (logprobs.get(word, 0.0),)) for i, word in enumerate(words)]


def test_the_stretch_that_lost_the_thread_is_found_and_placed():
    text = "Em chúc chị Lan luôn vui khỏe an lành và bình yên nhé."
    found = weakest(pieces(text, {"an": -2.0, "lành": -4.0}))
    assert found.logprob == pytest.approx(-1.5)
    assert "an lành" in text[found.start : found.end]


def test_a_free_choice_at_a_sentences_head_is_no_doubt():
    text = "Chúc mừng sinh nhật chị Lan của em. Mong ngày nào cũng vui như hôm nay nhé."
    assert weakest(pieces(text, {"Chúc": -5.0, "mừng": -3.0, "Mong": -6.0, "ngày": -2.0})).logprob == 0.0


def test_a_new_line_begins_a_sentence():
    lines = [("Kính", (0.0,)), (" gửi", (0.0,)), (" chị,\n\n", (0.0,)), ("Em", (-5.0,)), (" xin", (-5.0,)), (" phép", (-5.0,))]
    certain = [(f" từ{i}", (0.0,)) for i in range(6)]
    assert weakest([*lines, *certain]).logprob == 0.0


def test_a_text_shorter_than_the_window_is_not_doubted():
    assert weakest(pieces("Chúc vui nhé.", {"nhé.": -9.0})).logprob == 0.0


def test_a_server_without_logprobs_says_nothing_about_doubt():
    assert weakest([("Chúc vui", ()), (" nhé.", ())]) is None


def test_a_piece_of_several_tokens_counts_each():
    found = weakest([("Một hai ba", (0.0, 0.0, 0.0)), (" bốn năm sáu bảy", (-1.0, -1.0, -1.0, -1.0))])
    assert found.logprob == -1.0
