"""The algebra of pairs: who calls whom what is answered by the matching words; one and several; signatures."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.knowledge import load_knowledge
from app.paths import assets_dir
from app.viet.kinship import Pair, expand, mirror, relate
from app.viet.kinship_pairs import answers, plural
from app.viet.text import fold

KNOWLEDGE = load_knowledge(assets_dir())
TABLE = KNOWLEDGE.kinship
PAIRS = sorted({pair for group in KNOWLEDGE.groups for pair, _ in expand(TABLE, group)} | TABLE.fits, key=str)
SAYINGS = sorted({saying.text for same in TABLE.sayings.values() for saying in same if "*" not in saying.text})
REGIONS = st.sampled_from(["bac", "trung", "nam"])


@given(st.sampled_from(PAIRS))
def test_a_pair_is_answered_by_its_mirror_and_the_mirror_by_it(pair):
    assert answers(pair, mirror(pair, TABLE), TABLE)
    assert answers(mirror(pair, TABLE), pair, TABLE)


@pytest.mark.parametrize(
    ("pair", "answer"),
    [
        ("bà – cháu", "cháu – bà"),
        ("mẹ – con", "con – mẹ"),
        ("anh – em", "em – anh"),
        ("cậu – cháu", "cháu – cậu"),
        ("cậu – tớ", "cậu – tớ"),
        ("mày – tao", "mày – tao"),
        ("bạn – mình", "bạn – mình"),
        ("ông bà – chúng cháu", "các cháu – ông bà"),
        ("sếp – em", "em – anh"),
        ("thầy cô – chúng em", "các em – thầy cô"),
    ],
)
def test_the_usual_answer(pair, answer):
    assert str(mirror(Pair(*pair.split(" – ")), TABLE)) == answer


@settings(max_examples=400)
@given(st.sampled_from(SAYINGS), REGIONS, st.sampled_from(["", "nam", "nu"]))
def test_if_a_calls_b_so_b_calls_a_by_the_matching_word(say, region, gender):
    """A writes to `say`; B writes back to whom A called himself, and calls himself what A called him."""
    there = relate(say, table=TABLE, region=region, sender_gender=gender).pair
    answer = mirror(there, TABLE)
    back = relate(answer.goi, answer.xung, table=TABLE, region=region).pair
    assert answers(there, back, TABLE), (str(there), str(back))


MUTUAL = [  # each is how the other is called
    ("bà ngoại", "cháu gái"), ("ông nội", "cháu trai"), ("mẹ", "con gái"), ("mẹ vợ", "con rể"), ("bố chồng", "con dâu"),
    ("ba nuôi", "con nuôi"), ("mẹ đỡ đầu", "con đỡ đầu"), ("dì Ba", "cháu gái"), ("cậu út", "cháu"), ("mợ", "cháu"),
    ("thím", "cháu trai"), ("anh rể", "em vợ"), ("chị dâu", "em chồng"), ("anh trai", "em gái"), ("chị chồng", "em dâu"),
    ("thầy", "học trò cũ"), ("sếp nữ", "nhân viên"), ("vợ", "chồng"), ("bạn gái", "bạn trai"), ("cậu bạn", "cô bạn"),
    ("cụ", "chắt"), ("bác", "cháu họ"), ("ông bà", "các cháu"), ("bố mẹ", "các con"), ("bạn thân", "bạn"),
]  # fmt: skip


@pytest.mark.parametrize(("elder", "younger"), MUTUAL)
@pytest.mark.parametrize("region", ["bac", "trung", "nam"])
def test_two_relatives_call_each_other_by_matching_words(elder, younger, region):
    up, down = relate(elder, younger, table=TABLE, region=region), relate(younger, elder, table=TABLE, region=region)
    assert up.agreed and down.agreed
    assert answers(up.pair, down.pair, TABLE), (str(up.pair), str(down.pair))


@given(st.sampled_from(PAIRS))
def test_the_plural_of_a_plural_is_itself_and_answers_like_one(pair):
    several = plural(pair, TABLE)
    assert several.goi and several.xung
    assert plural(several, TABLE) == several


@pytest.mark.parametrize(
    ("to", "sender", "several"),
    [
        ("bà ngoại", "", "các bà – chúng cháu"),
        ("anh Nam", "", "các anh – chúng em"),
        ("bạn", "tớ", "các cậu – bọn tớ"),
        ("ông bà nội", "", "ông bà – chúng cháu"),
    ],
)
def test_both_sides_may_be_several(to, sender, several):
    assert str(relate(to, sender, table=TABLE).plural) == several


@given(st.sampled_from(SAYINGS), st.sampled_from(["", *TABLE.senders]), REGIONS, st.sampled_from(["", "nam", "nu"]))
def test_no_pair_is_empty_and_every_slot_is_filled(to, sender, region, gender):
    relation = relate(to, sender, table=TABLE, region=region, sender_gender=gender)
    for pair in (relation.pair, relation.plural, *relation.alternatives):
        assert pair.goi and pair.xung and not set("{}|") & set(f"{pair}"), pair
    assert relation.known and relation.understood and "{" not in relation.opening


@given(st.sampled_from(SAYINGS), REGIONS)
def test_a_saying_without_diacritics_means_the_same_unless_two_are_spelt_so(say, region):
    key = " ".join(word for word in fold(say).split() if word != "cua")
    if len({each.text for each in TABLE.sayings.get(key, ())}) == 1 and fold(say) not in ("quan", "tiem"):
        whole, folded = relate(say, table=TABLE, region=region), relate(fold(say), table=TABLE, region=region)
        assert (folded.pair, folded.opening) == (whole.pair, whole.opening)


@pytest.mark.parametrize(
    ("to", "sender", "signature"),
    [("bà ngoại", "", "Cháu"), ("cô giáo", "chúng em", "Chúng em"), ("bạn", "", ""), ("quý khách", "", "")],
)
def test_the_signature_names_the_sender(to, sender, signature):
    assert relate(to, sender, table=TABLE).signature == signature


AGES = [  # recipient, their gender, years older, pair
    ("đồng nghiệp", "nu", 25, "cô – cháu"),
    ("đồng nghiệp", "nam", 5, "anh – em"),
    ("đồng nghiệp", "", 0, "bạn – mình"),
    ("đồng nghiệp", "", -6, "em – anh"),
    ("chị đồng nghiệp", "nu", -6, "em – anh"),
    ("đồng nghiệp", "", None, "bạn – mình"),
    ("sếp nữ", "nu", 5, "chị – em"),
    ("sếp nữ", "nu", 25, "cô – cháu"),
    ("sếp", "nu", None, "chị – em"),
    ("Hương", "nu", 45, "bà – cháu"),
    ("bà ngoại", "nu", 5, "bà – cháu"),
]


@pytest.mark.parametrize(("to", "gender", "years", "pair"), AGES)
def test_people_at_work_and_strangers_are_called_by_age(to, gender, years, pair):
    assert str(relate(to, table=TABLE, gender=gender, years=years).pair) == pair


def test_a_self_word_that_nobody_says_to_this_person_is_not_taken():
    relation = relate("chị Lan", "anh", table=TABLE)
    assert (str(relation.pair), relation.agreed) == ("chị – em", False)
