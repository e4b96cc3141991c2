"""Words of no list, for learning to copy."""

import random
import re

from hypothesis import given
from hypothesis import strategies as st

from app.writing.unseen import name, phrase, renumber, syllables_of


def test_syllables_are_the_lower_case_runs_of_the_things_once_each():
    assert syllables_of(["cà phê sữa", "cà tím", "Đà Lạt", "3 kg"]) == ("cà", "kg", "phê", "sữa", "tím")


def test_a_phrase_is_made_of_the_syllables_given():
    rng = random.Random(1)
    made = [phrase(("sen", "trà", "gió"), rng) for _ in range(50)]
    assert {word for text in made for word in text.split()} == {"sen", "trà", "gió"}
    assert {len(text.split()) for text in made} == {1, 2, 3}


def test_a_name_is_capitalised_and_often_one_that_nobody_has():
    rng = random.Random(2)
    made = [name(("tôm", "bống"), ("Thu", "Hà", "Lan"), rng) for _ in range(60)]
    assert all(word[0].isupper() for text in made for word in text.split())
    assert any("Tôm" in text or "Bống" in text for text in made)
    assert any(re.fullmatch("(Thu|Hà|Lan) (Thu|Hà|Lan)", text) for text in made)


@given(st.from_regex(r"[0-9]{1,7}( triệu|/[0-9]{1,2}| nghìn)?", fullmatch=True), st.randoms(use_true_random=False))
def test_new_numbers_keep_everything_else_and_the_zeros_of_an_amount(text, rng):
    other = renumber(text, rng)
    assert re.sub(r"\d+", "#", other) == re.sub(r"\d+", "#", text)
    for was, now in zip(re.findall(r"\d+", text), re.findall(r"\d+", other), strict=True):
        if len(was) > 2:
            assert len(now) == len(was) and len(now.rstrip("0")) <= len(was.rstrip("0"))
        else:
            assert 1 <= int(now) <= 31
