"""The rates of a real tiny model: that every one of them is there and can be."""

import os
from pathlib import Path

import pytest

from inference.errors import InferenceError
from inference.evaluation.random_gguf import TINY, write_random_gguf
from inference.evaluation.rates import measure_rates, peak_memory


def test_all_rates_of_a_file_come_out(tmp_path: Path) -> None:
    rates = measure_rates(write_random_gguf(tmp_path / "nhỏ.gguf", TINY), log=tmp_path / "log", threads=1)
    assert min(rates.prompt_speed, rates.decode_speed, rates.first_token_ms) > 0
    assert rates.peak_memory is None or rates.peak_memory > 10 << 20
    assert (rates.prompt_tokens, rates.threads) == (512, 1)


def test_what_is_no_model_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "x.gguf").write_bytes(b"GGUF?")
    with pytest.raises(InferenceError):
        measure_rates(tmp_path / "x.gguf", log=tmp_path / "log")


def test_memory_of_a_process_that_is_not_there_is_unknown() -> None:
    assert peak_memory(1 << 22) is None
    assert (peak_memory(os.getpid()) or 0) > 1 << 20
