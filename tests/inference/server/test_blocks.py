"""The pool of cache blocks: nothing is lost, nothing is given twice, what is known is found, the oldest goes first."""

from hypothesis import given, settings
from hypothesis import strategies as st

from inference.server.blocks import SCRATCH, Blocks, chain, common

PAGE = 4


def text(*parts: int) -> list[int]:
    """One full block a part."""
    return [part * 10 + place for part in parts for place in range(PAGE)]


def filled(blocks: Blocks, tokens: list[int]) -> list[int]:
    """Takes and learns a block for each full one of `tokens`."""
    taken = []
    for key in chain(tokens, blocks.page):
        taken.append(blocks.take())
        blocks.learn(taken[-1], key)
    return taken


def test_every_block_but_the_first_is_handed_out_once() -> None:
    blocks = Blocks(10, PAGE)
    taken = [blocks.take() for _ in range(blocks.available)]
    assert sorted(taken) == list(range(1, 10)) and SCRATCH not in taken
    assert (blocks.available, blocks.used, blocks.total) == (0, 9, 9)


def test_a_known_beginning_is_found_up_to_the_first_difference() -> None:
    blocks = Blocks(10, PAGE)
    taken = filled(blocks, text(1, 2, 3))
    assert blocks.find(chain(text(1, 2, 3, 4), PAGE)) == taken
    assert blocks.find(chain(text(1, 5, 3), PAGE)) == taken[:1]
    assert blocks.find(chain(text(2, 3), PAGE)) == []


def test_a_part_of_a_block_has_no_key() -> None:
    assert len(chain([1] * (2 * PAGE + 3), PAGE)) == 2
    assert chain([1] * (PAGE - 1), PAGE) == []


def test_a_chain_goes_on_from_the_keys_that_are_known() -> None:
    whole = chain(text(1, 2, 3), PAGE)
    assert chain(text(1, 2, 3), PAGE, whole[:1]) == whole


def test_what_nobody_holds_is_still_found_until_room_is_needed() -> None:
    blocks = Blocks(4, PAGE)
    taken = filled(blocks, text(1, 2))
    blocks.let_go(taken)
    assert blocks.available == 3 and blocks.find(chain(text(1, 2), PAGE)) == taken
    blocks.take()  # the one that is free
    assert blocks.find(chain(text(1, 2), PAGE)) == taken
    blocks.take()  # the end goes before the beginning
    assert blocks.find(chain(text(1, 2), PAGE)) == taken[:1]
    blocks.take()
    assert blocks.find(chain(text(1, 2), PAGE)) == []


def test_the_longest_unused_goes_first() -> None:
    blocks = Blocks(4, PAGE)
    first, second = filled(blocks, text(1)), filled(blocks, text(2))
    blocks.let_go(first)
    blocks.let_go(second)
    blocks.hold(first)  # used again
    blocks.let_go(first)
    blocks.take()
    assert blocks.take() == second[0]
    assert blocks.find(chain(text(1), PAGE)) == first


def test_held_blocks_are_never_taken_away() -> None:
    blocks = Blocks(4, PAGE)
    taken = filled(blocks, text(1, 2))
    blocks.hold(taken)
    blocks.let_go(taken)
    assert blocks.available == 1 and not blocks.shared(taken[0])
    assert blocks.take() not in taken


def test_spare_counts_what_finding_would_use_up() -> None:
    blocks = Blocks(5, PAGE)
    kept, held = filled(blocks, text(1)), filled(blocks, text(2))
    blocks.let_go(kept)
    assert blocks.available == 3
    assert blocks.spare(kept) == 2 and blocks.spare(held) == 3


def test_the_same_text_computed_twice_is_known_once() -> None:
    blocks = Blocks(5, PAGE)
    first, second = filled(blocks, text(1)), filled(blocks, text(1))
    blocks.let_go(second)
    blocks.let_go(first)
    assert blocks.find(chain(text(1), PAGE)) == first
    assert sorted(blocks.take() for _ in range(4)) == [1, 2, 3, 4]


def test_forgetting_leaves_every_block_free() -> None:
    blocks = Blocks(5, PAGE)
    blocks.let_go(filled(blocks, text(1, 2)))
    held = filled(blocks, text(3))
    blocks.forget()
    assert blocks.find(chain(text(1, 2), PAGE)) == blocks.find(chain(text(3), PAGE)) == []
    blocks.let_go(held)
    assert sorted(blocks.take() for _ in range(4)) == [1, 2, 3, 4]


words = st.lists(st.integers(0, 1), max_size=6)


@given(words, words)
def test_common_counts_equal_blocks_at_the_beginning(one: list[int], other: list[int]) -> None:
    plain = next((place for place, (a, b) in enumerate(zip(one, other)) if a != b), min(len(one), len(other)))
    assert common(chain(text(*one), PAGE), chain(text(*other), PAGE)) == plain


@settings(deadline=None, max_examples=150)
@given(st.integers(2, 9), st.lists(st.tuples(st.integers(0, 3), words), max_size=40))
def test_blocks_hold_what_their_finder_expects(count: int, acts: list[tuple[int, list[int]]]) -> None:
    """Texts come (reusing what is found), go, and fork; a found block always holds the text that it was found by."""
    blocks = Blocks(count, PAGE)
    contents: dict[int, list[int]] = {}  # of each block, as a device would have it: all text up to its end
    texts: list[list[int]] = []  # the blocks of each
    for act, parts in acts:
        if act == 0 and texts:
            blocks.let_go(texts.pop(len(parts) % len(texts)))
        elif act == 1 and texts:
            texts.append(list(texts[len(parts) % len(texts)]))
            blocks.hold(texts[-1])
        elif act >= 2:
            keys = chain(text(*parts), PAGE)
            found = blocks.find(keys)
            assert [contents[block] for block in found] == [parts[: place + 1] for place in range(len(found))]
            if blocks.spare(found) < len(keys) - len(found):
                continue
            blocks.hold(found)
            taken = [blocks.take() for _ in keys[len(found) :]]
            for place, block in enumerate(taken, len(found)):
                contents[block] = parts[: place + 1]
                blocks.learn(block, keys[place])
            texts.append(found + taken)
        held = {block for table in texts for block in table}
        assert blocks.used == len(held)
        assert all(blocks.shared(block) == (sum(block in table for table in texts) > 1) for block in held)
    for table in texts:
        blocks.let_go(table)
    assert sorted(blocks.take() for _ in range(blocks.available)) == list(range(1, count))
