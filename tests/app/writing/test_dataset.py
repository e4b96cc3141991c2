"""The training pairs: the same at every run, split by item and by detail, none said twice, every one right."""

import itertools
import json
import random

import pytest

from app.paths import assets_dir
from app.viet.kinship import Pair
from app.viet.text import fold
from app.writing.brief import Brief
from app.writing.census import holes
from app.writing.check import check, fails
from app.writing.dataset import asks, corpus_path, greetings, main, rare_topics, split
from app.writing.held_out import ITEMS, HeldOut, chosen, held_out
from app.writing.letters import pattern_id, patterns
from app.writing.library import Library
from app.writing.literary import library_pairs, pairs_of
from app.writing.mistyped import bare, mistyped
from app.writing.near import ALIKE, alike, distinct, shingles
from app.writing.note_table import note_table
from app.writing.rewriting import WAYS, rewriting, rewritings
from app.writing.right import invents, right
from app.writing.source import open_source, row

SMALL = ["--count", "40", "--rounds", "1", "--passed-on", "1", "--no-literary", "--processes", "1"]


@pytest.fixture(scope="module")
def source():
    return open_source(assets_dir())


@pytest.fixture(scope="module")
def aside(source):
    return held_out(note_table(), source.world.lists, patterns(assets_dir() / "smallworld"), corpus_path())


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    main([str(folder), *SMALL])
    return folder


def rows_of(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_the_same_seed_writes_the_same_files(written, tmp_path):
    main([str(tmp_path), *SMALL])
    for name in ("train.jsonl", "heldout.jsonl"):
        assert (tmp_path / name).read_bytes() == (written / name).read_bytes()


def test_another_seed_makes_other_greetings(source):
    one, other = (next(greetings(source, random.Random(seed)))["answer"] for seed in (1, 2))
    assert one != other


def test_what_is_held_out_shares_no_item_with_what_is_trained_on(written):
    train, heldout = rows_of(written / "train.jsonl"), rows_of(written / "heldout.jsonl")
    assert train and heldout
    assert not any(chosen(each["item"], ITEMS) for each in train if each["item"])
    assert any(each["item"] for each in heldout)
    assert {each["split"] for each in train} == {"train"} and {each["split"] for each in heldout} == {"heldout"}


def test_no_held_out_detail_is_trained_on(written, aside):
    assert len(aside) > 100
    assert not any(aside.tells(f"{each['prompt']} {each['answer']}") for each in rows_of(written / "train.jsonl"))


def test_a_detail_is_known_again_in_the_midst_of_a_text():
    aside = HeldOut([["trồng", "phong", "lan"]])
    assert aside.tells("Chi tiết: bà thích Trồng phong lan.") and not aside.tells("bà trồng lan, phong lan")
    told, plain = (row(f"Chi tiết: {note}", "", "thiep", "tet", "ong_ba") for note in ("bà trồng phong lan", "bà trồng mai"))
    assert split([told, plain], aside) == ([plain], [told])


def test_every_row_of_an_item_goes_the_same_way(source):
    pattern = next(each for each in patterns(assets_dir() / "smallworld") if chosen(pattern_id(each), ITEMS))
    rows = [row(str(n), "", "email", "", "", pattern_id(pattern)) for n in range(3)]
    assert split(rows, HeldOut([])) == ([], rows)


def test_near_duplicates_are_left_out_and_the_same_words_for_another_request_stay():
    text = "chúc bà năm mới thật nhiều sức khỏe và luôn vui bên con cháu trong nhà, sống lâu trăm tuổi để cháu được chúc Tết"
    ask = "Dịp: Tết\nGọi: {}"
    first, again = row(ask.format("bà"), text, "thiep", "tet", ""), row(ask.format("bà"), text + " ạ", "thiep", "tet", "")
    other = row(ask.format("ông"), text, "thiep", "tet", "")
    apart = row(ask.format("bà"), "cháu mong bà vui khỏe và chờ cháu về", "thiep", "tet", "")
    assert list(distinct([first, again, other, apart])) == [first, other, apart]


def test_the_prefix_filter_misses_no_near_duplicate(source):
    rng = random.Random(5)
    texts = [" ".join(rng.choices(["a", "b", "c", "d"], k=rng.randrange(4, 12))) for _ in range(300)]
    kept = [each["answer"] for each in distinct(row("Gọi: bà", text, "thiep", "tet", "") for text in texts)]
    sets = [shingles(text) for text in kept]
    assert len(kept) < len(texts)
    assert all(alike(a, b) < ALIKE for n, a in enumerate(sets) for b in sets[:n])


def test_a_text_without_a_wish_or_with_flowers_that_nobody_sends_is_not_learnt_from(source):
    brief = Brief(occasion="nam_moi_duong", group="ban_be", pair=Pair("bạn", "mình"), length="ngan")
    assert right("Năm mới, mình chúc bạn thật nhiều niềm vui.", brief, source.knowledge)
    assert not right("Năm mới rồi, mình nhớ bạn lắm đấy nhé.", brief, source.knowledge)
    flowers = "Năm mới, mình gửi bạn một bó hoa và chúc bạn vui."
    assert not right(flowers, brief, source.knowledge)
    assert not invents(flowers, brief.with_(details=("mình gửi bạn bó hoa",)), source.knowledge.checks)


def test_short_greetings_may_tell_two_details_and_some_have_fifteen_syllables_at_most(source):
    rows = [row for row, _ in zip(greetings(source, random.Random(1)), range(400), strict=False)]
    short = [row for row in rows if "Dài: ngắn" in row["prompt"]]
    assert any("; " in row["prompt"] for row in short)
    assert sum(len(row["answer"].split()) <= 15 for row in short) > 2


def test_every_offered_day_and_group_has_clauses(source):
    assert list(holes(source)) == []


def made_by(how, source, count):
    rng = random.Random(3)
    found = (rewriting(how, brief, heard, source, rng) for brief, heard in asks(source, rng))
    right = (each for each in found if each)
    return [each for each, _ in zip(right, range(count), strict=False)]


@pytest.mark.parametrize("how", ["ngan_hon", "dai_hon"])
def test_the_shorter_text_is_some_sentences_of_the_longer_and_keeps_every_fact(how, source):
    for made in made_by(how, source, 6):
        short, long = sorted((made.text, made.answer), key=len)
        assert (short == made.answer) == (how == "ngan_hon")
        assert len(short.split()) <= 0.75 * len(long.split())
        for detail in made.brief.details:
            assert " ".join(detail.split()[-2:]).lower() in short.lower()


@pytest.mark.parametrize("how", ["trang_trong_hon", "am_hon"])
def test_another_tone_tells_the_same_facts_in_other_words(how, source):
    for made in made_by(how, source, 4):
        assert made.text != made.answer
        assert made.brief.tone == ("trang_trong" if how == "trang_trong_hon" else "am_ap")
        for detail in made.brief.details:
            last = detail.split()[-1].lower()
            assert last in made.text.lower() and last in made.answer.lower()


def test_a_text_is_put_right(source):
    for made in made_by("them_dau", source, 5):
        assert fold(made.text) == made.text.lower() and fold(made.answer) == fold(made.text)
    for made in made_by("sua_loi", source, 5):
        assert made.text != made.answer


@pytest.mark.parametrize("how", list(WAYS))
def test_every_rewriting_passes_the_checker(how, source):
    for made in made_by(how, source, 3):
        assert not fails(check(made.answer, made.brief, source.knowledge))


def test_the_prompt_of_a_rewriting_says_how_who_and_what(source):
    rng = random.Random(4)
    for each, _ in zip(rewritings(source, asks(source, rng), rng), range(20), strict=False):
        lines = each["prompt"].splitlines()
        assert lines[0].startswith("Viết lại: ") and lines[-1].startswith("Bài: ")
        assert any(line.startswith("Gọi: ") for line in lines) and any(line.startswith("Xưng: ") for line in lines)


def test_mistyped_text_keeps_its_names_and_most_of_its_words():
    text = "Chúc mừng sinh nhật chị Thảo Uyên, mong chị luôn mạnh khỏe, vui vẻ và gặp thật nhiều may mắn trong tuổi mới."
    for seed in range(30):
        typed = mistyped(text, random.Random(seed))
        assert typed != text and "Thảo Uyên" in typed
        assert len(set(typed.lower().split()) & set(text.lower().split())) > len(text.split()) / 2
    assert bare("Bà Ngoại ơi") == "Ba Ngoai oi"


def test_a_library_text_comes_under_every_pair_that_it_fits_and_passes_the_checker(source):
    library = Library.load(assets_dir() / "library")
    rows = list(library_pairs(Library(library.items[:25]), source, random.Random(1)))
    assert len({each["item"] for each in rows}) > 8 and len(rows) > 60
    for each in rows:
        assert "{" not in each["answer"]
        lines = dict(line.split(": ", 1) for line in each["prompt"].splitlines())
        assert lines["Gọi"] != lines["Xưng"]


def test_a_detail_about_the_grandmother_is_not_told_to_the_grandfather(source):
    library = Library.load(assets_dir() / "library")
    items = [each for each in library.items if each.group == "ong_ba" and "bà" in " ".join(each.details).split()]
    told = [(item, pair) for item in items for pair in pairs_of(item, source)]
    assert told
    for item, pair in told:
        assert "bà" in pair.goi.split() or "bà" in item.text.lower().replace(",", " ").replace(".", " ").split()


def test_verse_says_its_form_and_prose_does_not(source):
    library = Library.load(assets_dir() / "library")
    verse = [each for each in library.items if each.form == "luc_bat"][:5]
    prose = [each for each in library.items if each.form == "loi_chuc"][:5]
    assert all("\nThể: thơ lục bát" in each["prompt"] for each in library_pairs(Library(tuple(verse)), source, random.Random(1)))
    assert not any("Thể:" in each["prompt"] for each in library_pairs(Library(tuple(prose)), source, random.Random(1)))


def test_names_suit_who_bears_them(source):
    rng = random.Random(2)
    men = {name for name in (source.given_name(rng, "chú") for _ in range(400)) if name in source.names}
    assert len(men) > 40
    assert len(men & (set(source.named["nu"]) - set(source.named["nam"]))) < 8  # made-up ones may be anybody's
    assert "Tư" in {source.given_name(rng, "dì") for _ in range(400)}


def test_rare_topics_are_told_of_when_they_are_wanted(source):
    few = list(itertools.islice(greetings(source, random.Random(5)), 60))
    missing = rare_topics(few, 1)
    wanted = frozenset(list(missing)[:12])
    more = list(itertools.islice(greetings(source, random.Random(6), wanted), 60))
    assert sum(id in wanted for id in missing) - sum(id in wanted for id in rare_topics([*few, *more], 1)) >= 4
    assert all(count > 0 for count in rare_topics(few, 3).values())
