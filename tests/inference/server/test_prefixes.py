"""Where a prompt goes, by what each replica was sent before."""

from inference.server import prefixes
from inference.server.prefixes import BLOCK, LEAN, Prefixes, blocks

LONG = tuple(range(10 * BLOCK))
OTHER = tuple(range(1000, 1000 + 10 * BLOCK))


def first(known: Prefixes, prompt: tuple[int, ...], replicas: str = "ab") -> object:
    return known.choose(replicas, prompt)[0]


def test_only_whole_blocks_count_and_each_stands_for_all_before_it() -> None:
    assert len(blocks(LONG[: 2 * BLOCK - 1])) == 1 and blocks(LONG)[:3] == blocks(LONG[: 3 * BLOCK])
    changed = (7, *LONG[1:])
    assert not set(blocks(changed)) & set(blocks(LONG))


def test_a_known_beginning_goes_where_it_is_known() -> None:
    known = Prefixes()
    known.sent("a", LONG, 1)
    known.sent("b", OTHER, 1)
    assert first(known, LONG) == "a" and first(known, OTHER) == "b"
    assert first(known, LONG[: 5 * BLOCK] + OTHER) == "a"


def test_a_new_beginning_goes_where_there_is_least_to_do() -> None:
    known = Prefixes()
    known.sent("a", LONG, 2)
    assert first(known, OTHER) == "b" and known.choose("ab", OTHER) == ["b", "a"]
    known.sent("b", OTHER, 3)
    assert first(known, (5,) * 99) == "a"


def test_among_idle_ones_the_one_that_was_sent_less_is_taken() -> None:
    known = Prefixes()
    known.sent("a", LONG, 1)
    known.done("a", 1)
    assert first(known, OTHER) == "b"


def test_a_beginning_that_is_a_small_part_counts_for_nothing() -> None:
    known = Prefixes()
    known.sent("a", LONG[:BLOCK], 1)
    assert first(known, LONG[:BLOCK] + OTHER) == "b"


def test_no_beginning_is_worth_a_long_queue() -> None:
    known = Prefixes()
    known.sent("a", LONG, LEAN)
    assert first(known, LONG) == "a"
    known.sent("a", LONG, 1)
    assert first(known, LONG) == "b"
    known.done("a", 1)
    assert first(known, LONG) == "a"


def test_a_replica_that_is_gone_is_forgotten() -> None:
    known = Prefixes()
    known.sent("a", LONG, 3)
    known.keep("b")
    known.done("a", 3)
    assert known.shared("a", blocks(LONG)) == 0 and known.choose("ba", OTHER) == ["b", "a"]
    assert known.choose("", LONG) == []


def test_the_oldest_blocks_make_room(monkeypatch) -> None:
    monkeypatch.setattr(prefixes, "REMEMBERED", 10)
    known = Prefixes()
    known.sent("a", LONG, 1)
    known.sent("a", OTHER[: 4 * BLOCK], 1)
    assert known.shared("a", blocks(OTHER)) == 4 and known.shared("a", blocks(LONG)) == 6
