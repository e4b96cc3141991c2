"""Steps laid out as arrays: slots through the block table, tiles, who draws from which row, padding."""

import numpy as np

from inference.server.gpu_batch import FED_BACK, Batch, Counts
from inference.server.step import Fill, Step

PAGE, SEATS, CAPACITY = 4, 3, 24


def batch() -> Batch:
    table = np.zeros((SEATS + 1, 4), dtype=np.int32)
    table[0, :2] = 7, 3
    table[1, :3] = 9, 2, 5
    table[2, :1] = 4
    return Batch(table, CAPACITY, PAGE)


def test_a_decoding_row_is_fed_back_and_draws_for_itself() -> None:
    one = batch()
    assert one.fill(Step(decode=[(0, 5), (1, 8)]), bucket=2, tile=4) == Counts(2, 2, 2, 2, 8)
    got = {name: array[:2].tolist() for name, array in one.arrays.items()}
    assert got["tokens"] == [FED_BACK, FED_BACK] and got["seats"] == [0, 1] and got["positions"] == [5, 8]
    assert got["slots"] == [3 * PAGE + 1, 5 * PAGE + 0]
    assert got["out_rows"] == got["draw_row"] == got["tile_first"] == [0, 1] and got["tile_rows"] == [1, 1]
    assert got["out_seats"] == got["draw_seat"] == [0, 1] and got["out_positions"] == got["draw_position"] == [6, 9]


def test_padding_belongs_to_the_dummy_seat_and_writes_to_block_0() -> None:
    one = batch()
    assert one.fill(Step(decode=[(1, 3)]), bucket=4, tile=4).rows == 4
    assert one.arrays["seats"][:4].tolist() == [1, SEATS, SEATS, SEATS]
    assert one.arrays["slots"][1:4].tolist() == [0, 0, 0]
    assert one.arrays["draw_seat"][:4].tolist() == [1, SEATS, SEATS, SEATS]


def test_a_chunk_is_cut_into_tiles_and_its_last_row_is_drawn_from_by_all_candidates() -> None:
    one = batch()
    step = Step(decode=[(0, 4)], fills=[Fill(1, (11, 12, 13, 14, 15), 6, (1, 2))])
    assert one.fill(step, bucket=1, tile=2) == Counts(6, 4, 2, 3, 10)
    got = {name: array.tolist() for name, array in one.arrays.items()}
    assert got["tokens"][:6] == [FED_BACK, 11, 12, 13, 14, 15] and got["positions"][1:6] == [6, 7, 8, 9, 10]
    assert got["slots"][1:6] == [2 * PAGE + 2, 2 * PAGE + 3, 5 * PAGE, 5 * PAGE + 1, 5 * PAGE + 2]
    assert got["tile_first"][:4] == [0, 1, 3, 5] and got["tile_rows"][:4] == [1, 2, 2, 1]
    assert got["out_rows"][:2] == [0, 5] and got["out_seats"][:2] == [0, SEATS], "no one seat owns the row's bests"
    assert got["draw_row"][:3] == [0, 1, 1] and got["draw_seat"][:3] == [0, 1, 2] and got["draw_position"][:3] == [5, 11, 11]


def test_a_chunk_that_goes_on_draws_nothing_and_a_lone_candidate_owns_its_row() -> None:
    one = batch()
    step = Step(fills=[Fill(0, (5, 6), 0, ()), Fill(2, (8,), 2, (2,))])
    assert one.fill(step, bucket=0, tile=8) == Counts(3, 2, 1, 1, 2)
    assert one.arrays["out_rows"][0] == 2 and one.arrays["out_seats"][0] == 2 and one.arrays["draw_seat"][0] == 2
    assert one.arrays["slots"][:3].tolist() == [7 * PAGE, 7 * PAGE + 1, 4 * PAGE + 2]


def test_the_same_seats_again_are_laid_out_as_if_anew() -> None:
    steps = [Step(decode=[(0, p), (1, 1 + p)]) for p in (2, 3, 4, 6)] + [Step(decode=[(1, 8), (0, 7)])]
    kept = batch()
    for step in steps:
        anew = batch()
        assert kept.fill(step, bucket=4, tile=1) == anew.fill(step, bucket=4, tile=1)
        assert np.array_equal(kept.numbers[:, :4], anew.numbers[:, :4])


def test_a_block_that_came_meanwhile_is_seen() -> None:
    table = np.zeros((2, 2), dtype=np.int32)
    table[0, 0] = 5
    one = Batch(table, 4, PAGE)
    one.fill(Step(decode=[(0, 3)]), bucket=1, tile=1)
    table[0, 1] = 8
    one.fill(Step(decode=[(0, 4)]), bucket=1, tile=1)
    assert one.arrays["slots"][0] == 8 * PAGE
