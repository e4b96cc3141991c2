"""What this machine has is read, what it can do is measured, and each model gets a verdict with the numbers."""

import dataclasses
import os
import re
from pathlib import Path

import pytest

from inference.errors import InferenceError
from inference.models import machine as machine_module
from inference.models.fit import Build, Machine, Measure, bandwidth, expected_speed, measure, read_machine, verdict
from inference.models.machine import cpuinfo, disk_free, instructions

GB = 1 << 30
MACHINE = Machine(16 * GB, round(9.1 * GB), 50 * 10**9, "Máy thử", 8, ("AVX2",), Build(("AVX2",), False))
MEASURED = Measure(decode=1000.0, prompt=5000.0, bytes=10**7, bandwidth=30e9, threads=6)


def test_this_machine_is_read(tmp_path: Path) -> None:
    found = read_machine(tmp_path / "chưa có" / "mô hình")
    assert found.ram_total and found.ram_free and 0 < found.ram_free <= found.ram_total
    assert found.disk_free > 0 and found.cores == os.cpu_count() and found.cpu
    assert found.build is not None and found.build.instructions and found.vram_free >= 0


def test_llama_is_asked_in_a_child_only() -> None:
    code = "import sys; from inference.models.fit import read_machine; from pathlib import Path; read_machine(Path('.'))"
    from inference.models import child

    said = child.ask(
        ["-c", f"{code}; import json; print(json.dumps({{'llama': 'llama_cpp' in sys.modules}}))"],
        seconds=60,
        fault=InferenceError("Không có trả lời."),
    )
    assert said == {"llama": False}


def test_a_library_for_another_processor_is_no_build(monkeypatch: pytest.MonkeyPatch) -> None:
    def dies(_command: object, *, seconds: float, fault: InferenceError) -> None:
        raise fault

    monkeypatch.setattr(machine_module.child, "ask", dies)
    assert machine_module.read_build() is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("processor\t: 0\nmodel name\t: Intel i5\nflags\t\t: fpu avx avx2 bmi2\n\nprocessor\t: 1\nmodel name\t: B\n", ("Intel i5", ["AVX2"])),
        ("model name : X\nflags : avx2 avx512f avx512bw\n", ("X", ["AVX2", "AVX-512"])),
        ("processor : 0\nFeatures : fp asimd evtstrm\n", ("", ["NEON"])),
        ("", ("", [])),
    ],
)
def test_the_processor_is_read(text: str, found: tuple[str, list[str]]) -> None:
    assert cpuinfo(text) == found


def test_what_llama_says_of_itself_is_read() -> None:
    assert instructions("CPU : SSE3 = 1 | AVX2 = 1 | AVX512 = 0 | REPACK = 1 | ") == ["SSE3", "AVX2", "REPACK"]
    assert instructions("") == []


def test_the_disk_of_a_folder_to_be_is_known(tmp_path: Path) -> None:
    assert disk_free(tmp_path / "a" / "b") == pytest.approx(disk_free(tmp_path), rel=0.1)


# ---- The measurement


def test_a_model_is_measured(tiny: Path, tmp_path: Path) -> None:
    found = measure(tiny, tmp_path / "log")
    assert found.decode > 0 and found.prompt > 0 and found.bandwidth > 0 and found.threads >= 1
    assert found.bytes == tiny.stat().st_size


def test_several_threads_read_together() -> None:
    assert bandwidth(3, 3 << 20) > 0


def test_a_model_twice_as_large_is_half_as_fast() -> None:
    assert expected_speed(8e9, MEASURED) == pytest.approx(expected_speed(4e9, MEASURED) / 2)


def test_both_the_memory_and_the_cores_hold_a_model_back() -> None:
    speed = expected_speed(6e9, MEASURED)
    assert speed == pytest.approx(1 / (6 / 30 + 6 / 60))  # 30 GB/s read; six cores multiply 10 GB/s each
    assert expected_speed(6e9, dataclasses.replace(MEASURED, bandwidth=15e9)) < speed
    assert expected_speed(6e9, dataclasses.replace(MEASURED, threads=2)) < speed


# ---- The verdict


def told(file: float = 4.7, need: float = 5.6, machine: Machine = MACHINE, measured: Measure | None = MEASURED, **more: float) -> tuple[str, str]:
    fit = verdict(round(file * 1e9), round(need * GB), machine, measured, **more)
    return fit.kind, fit.sentence


def test_what_fits_and_is_quick_runs_well() -> None:
    assert told(file=1.0, need=1.5) == ("tot", "cần 1,5 GB, máy còn 9,1 GB; khoảng 13 chữ mỗi giây")


def test_what_is_slower_than_reading_is_slow() -> None:
    assert told() == ("cham", "cần 5,6 GB, máy còn 9,1 GB; khoảng 3 chữ mỗi giây")


def test_what_is_very_slow_is_told_in_seconds() -> None:
    slow = dataclasses.replace(MEASURED, bandwidth=2e9)
    assert told(measured=slow)[1].endswith("khoảng 1 chữ mỗi 4 giây")


def test_a_mixture_of_experts_reads_a_part_of_itself() -> None:
    assert told(active=0.1)[0] == "tot"


def test_what_needs_more_than_is_free_does_not_fit() -> None:
    assert told(need=9.2) == ("khong_vua", "cần 9,2 GB, máy còn 9,1 GB; hãy đóng bớt chương trình")
    assert told(need=20) == ("khong_vua", "cần 20,0 GB, cả máy chỉ có 16,0 GB")


def test_what_the_disk_has_no_room_for_does_not_fit_unless_it_is_there() -> None:
    full = dataclasses.replace(MACHINE, disk_free=10**9)
    assert told(machine=full) == ("khong_vua", "tệp 4,7 GB, ổ đĩa còn 1,0 GB")
    assert told(machine=full, kept=True)[0] == "cham"


def test_without_a_measurement_nothing_is_told_of_speed() -> None:
    assert told(measured=None) == ("tot", "cần 5,6 GB, máy còn 9,1 GB")


def test_unknown_memory_is_not_told() -> None:
    unknown = dataclasses.replace(MACHINE, ram_free=None, ram_total=None)
    assert re.fullmatch(r"cần 5,6 GB; khoảng 3 chữ mỗi giây", told(machine=unknown)[1])


def test_without_a_working_llama_nothing_fits() -> None:
    assert told(machine=dataclasses.replace(MACHINE, build=None))[0] == "khong_vua"
