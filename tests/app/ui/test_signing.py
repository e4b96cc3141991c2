"""Who writes, by years: a young man is no grandfather."""

import pytest

from app.knowledge import load_knowledge
from app.paths import assets_dir
from app.ui.signing import reader

KNOWLEDGE = load_knowledge(assets_dir())


@pytest.mark.parametrize(
    ("age", "gender", "to", "pair"),
    [
        (31, "nam", "cháu Bin 5 tuổi", "cháu – chú"),
        (31, "nu", "cháu Bin", "cháu – cô"),
        (70, "nu", "cháu Bin", "cháu – bà"),
        (11, "nam", "cháu Bin 5 tuổi", "em – anh"),
        (31, "nam", "cháu nội", "cháu – ông"),
        (0, "", "cháu Bin", "cháu – ông bà"),
    ],
)
def test_the_writers_age_tells_what_he_is_to_a_child(age, gender, to, pair):
    known = {"region": "bac", "name": "", "years": None, "own_age": age}
    assert str(reader(KNOWLEDGE, gender, lambda: "", lambda: known)(to).pair) == pair
