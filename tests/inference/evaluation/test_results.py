"""Results kept as files, put side by side, and beside what others have published."""

from dataclasses import replace
from pathlib import Path

import pytest

from inference.errors import InferenceError
from inference.evaluation.results import Result, entry_of, file_hash, listed, published, rows, save
from inference.models.catalogue import load

ROOT = Path(__file__).resolve().parents[3]
ENTRIES = load(ROOT / "assets" / "models.toml").entries
VMLU = Result(
    "Vistral-7B-Chat", "ab" * 32, 5_000, "máy của Lan", "2026-11-26T09:00:00+07:00", "vmlu",
    {"average": 50.5, "groups": {"STEM": 44.0}, "count": 744}, {"split": "valid"},
)  # fmt: skip
SPEED = replace(VMLU, kind="speed", when="2026-11-26T10:00:00+07:00", numbers={"decode_speed": 12.5, "peak_memory": 9}, how={})


def test_a_result_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    save(tmp_path / "đo", VMLU)
    save(tmp_path / "đo", SPEED)
    assert listed(tmp_path / "đo") == [SPEED, VMLU]
    assert not list((tmp_path / "đo").glob("*.part"))


def test_two_results_of_one_moment_are_both_kept(tmp_path: Path) -> None:
    assert save(tmp_path, VMLU) != save(tmp_path, VMLU)
    assert len(listed(tmp_path)) == 2


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"model": 1}', "\ufeff?"])
def test_a_file_that_is_no_result_is_passed_over(text: str, tmp_path: Path) -> None:
    save(tmp_path, VMLU)
    (tmp_path / "x.measure.json").write_text(text, encoding="utf-8")
    assert listed(tmp_path) == [VMLU]


def test_a_folder_that_can_not_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "tệp").write_text("")
    with pytest.raises(InferenceError, match="Không ghi được kết quả đo"):
        save(tmp_path / "tệp", VMLU)


def test_a_model_has_one_row_with_the_newest_of_each_kind() -> None:
    old = replace(VMLU, when="2026-11-20T09:00:00+07:00", numbers={"average": 1.0})
    (row,) = rows([SPEED, VMLU, old])
    assert (row.vmlu, row.groups, row.vmlu_of, row.vmlu_count) == (50.5, {"STEM": 44.0}, "valid", 744)
    assert (row.decode_speed, row.peak_memory, row.greetings, row.when) == (12.5, 9, None, SPEED.when)


def test_another_machine_or_file_is_another_row_and_the_best_stands_first() -> None:
    better = replace(VMLU, sha256="cd" * 32, numbers={"average": 60.0})
    elsewhere = replace(SPEED, machine="máy khác")
    assert [(row.vmlu, row.machine) for row in rows([VMLU, better, elsewhere])] == [
        (60.0, "máy của Lan"), (50.5, "máy của Lan"), (None, "máy khác"),
    ]  # fmt: skip


def test_the_published_score_stands_beside_the_measured() -> None:
    scored = next(entry for entry in ENTRIES if entry.vmlu)
    for name in (scored.files[0].file, scored.label, scored.repository.upper()):
        assert published(replace(VMLU, model=name), ENTRIES) == scored.vmlu
    assert rows([replace(VMLU, model=scored.files[0].file)], ENTRIES)[0].published == scored.vmlu
    assert published(replace(VMLU, model="mô hình lạ"), ENTRIES) is None


def test_a_known_hash_tells_the_model_whatever_its_name() -> None:
    entry = next(entry for entry in ENTRIES if any(file.sha256 for file in entry.files))
    hashed = next(file.sha256 for file in entry.files if file.sha256)
    assert entry_of(replace(VMLU, model="x", sha256=hashed), ENTRIES) == entry


def test_the_hash_of_a_file_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(InferenceError, match="Không đọc được tệp mô hình"):
        file_hash(tmp_path / "không.gguf")
