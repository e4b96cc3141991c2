"""The benchmark's report: the promised keys, the marks, and one part measured for real."""

import json
import os

from app.bench import run
from app.bench.cards import cores
from app.bench.report import KEYS, TARGETS, figure, met, table
from app.bench.window import family

RAW = {
    "engine": {name: {"single_raw": 100.0, "single_server": 96.0, "batch32_raw": 9.0, "batch32_server": 8.0} for name in ("mam", "40m")},
    "words": {"prompt_decode_ms": 5.0, "three_unchecked_ms": 70.0, "rewrites": 2},
    "cards": {
        "encode_ms": 80.0, "switch_median_ms": 200.0, "thumbnail_painted_ms": 90.0,
        "exports": {"one_s": 9.7, "two_s": 5.0},
    },
    "window": {"still_ms": 0.2, "bare_ms": 100.0, "bare_pss_mb": 30.0},
}
GOOD = {
    "single_ratio": {"mam": 0.96, "40m": 0.97}, "batch32_ratio": {"mam": 0.91, "40m": 0.92}, "first_word_ms": 12.0,
    "three_ms": 110.0, "repaint_ms": 2.0, "png_ms": 83.0, "thumbnail_ms": 3.0, "switch_ms": 320.0, "export_ratio": 1.94,
    "window_ms": 620.0, "pss_mb": 250.0,
}  # fmt: skip


def test_the_keys_are_the_promised_ones() -> None:
    writing = ("single_ratio", "batch32_ratio", "first_word_ms", "three_ms")
    cards = ("repaint_ms", "png_ms", "thumbnail_ms", "switch_ms", "export_ratio")
    promised = (*writing, *cards, "window_ms", "pss_mb")
    assert KEYS == promised


def test_every_figure_has_a_line_with_its_comparison() -> None:
    lines = table({**GOOD, "raw": RAW}).splitlines()
    assert len(lines) == len(TARGETS) and all(line.startswith("✓") and "mục tiêu" in line for line in lines)
    assert "96, llama.cpp trần 100" in lines[0]


def test_a_missed_target_is_marked() -> None:
    missed = {**GOOD, "repaint_ms": 16.1, "single_ratio": {"mam": 0.94, "40m": 0.97}, "raw": RAW}
    assert [line[0] for line in table(missed).splitlines()].count("✗") == 2


def test_a_target_itself_is_met() -> None:
    assert all(met(target, target.limit) for target in TARGETS)


def test_what_was_not_measured_is_left_out() -> None:
    assert table({key: None for key in KEYS} | {"raw": {}}) == ""
    assert figure({"single_ratio": {"mam": 1.0}}, "single_ratio.40m") is None


def test_the_run_ends_with_one_json_object(capsys, monkeypatch) -> None:
    monkeypatch.setattr("app.bench.cards.EXPORTS", 2)
    assert run(as_json=True, only="cards") == 0
    said = capsys.readouterr().out.splitlines()
    result = json.loads(said[-1])
    assert list(result) == [*KEYS, "raw"]
    assert result["png_ms"] > 0 and set(result["raw"]["cards"]["templates"]) >= {"tet", "sinh_nhat", "nha_giao"}
    told = [key for key in KEYS if result[key] is not None]
    assert told == ["png_ms", "thumbnail_ms", "switch_ms"] + ["export_ratio"] * (cores() > 1)
    assert any(line[0] in "✓✗" for line in said[:-1])


def test_a_process_belongs_to_its_family() -> None:
    assert os.getpid() in family(os.getppid()) and family(os.getpid())[0] == os.getpid()
