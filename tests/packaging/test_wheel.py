"""setup_wheel: where the wheel is kept and which machines may share it."""

import os
import shlex
import zipfile
from pathlib import Path

import pytest
import setup_wheel as wheel


@pytest.mark.parametrize(
    ("environ", "system", "place"),
    [
        ({}, "linux", "home/.cache/loihay"),
        ({"XDG_CACHE_HOME": "xdg"}, "linux", "xdg/loihay"),
        ({}, "darwin", "home/Library/Caches/loihay"),
        ({"LOCALAPPDATA": "local"}, "win32", "local/loihay/Cache"),
        ({}, "win32", "home/AppData/Local/loihay/Cache"),
    ],
)
def test_the_cache_lies_in_each_systems_own_place(environ: dict[str, str], system: str, place: str) -> None:
    assert Path(wheel.cache_root(environ, system, "home")).as_posix() == place


def test_a_wheel_is_shared_only_by_machines_that_can_run_it() -> None:
    one = ("0.3.36", (3, 11), "linux-x86_64", "avx avx2")
    others = [
        ("0.3.37", *one[1:]), (one[0], (3, 12), *one[2:]), (*one[:2], "macosx-14.0-arm64", one[3]), (*one[:3], "avx"),
    ]  # fmt: skip
    keys = {wheel.wheel_key(*given) for given in [one, *others]}
    assert len(keys) == 5
    assert wheel.wheel_key(*one).startswith("llama-cpp-python-0.3.36-cp311-linux_x86_64-")


def test_the_order_of_processor_flags_does_not_matter() -> None:
    assert wheel.cpu_words("model name\t: X\nflags\t\t: sse avx2 avx\n") == "avx avx2 sse"
    assert wheel.cpu_words("Features\t: fp asimd\n") == "asimd fp"
    assert wheel.cpu_words("nothing here") == ""


def test_a_whole_wheel_is_found(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.whl", "w") as file:
        file.writestr("x", "y")
    assert wheel.cached(str(tmp_path)) == str(tmp_path / "a.whl")


def test_a_damaged_wheel_is_thrown_away(tmp_path: Path) -> None:
    (tmp_path / "a.whl").write_bytes(b"half a wheel")
    assert wheel.cached(str(tmp_path)) is None
    assert not (tmp_path / "a.whl").exists()


def test_a_finished_wheel_moves_into_the_cache(tmp_path: Path) -> None:
    part = tmp_path / "part"
    part.mkdir()
    (part / "a.whl").write_bytes(b"x")
    assert wheel.keep(str(part), str(tmp_path)) == str(tmp_path / "a.whl")
    assert not part.exists()


def test_only_a_whole_source_tree_is_taken_up_again(tmp_path: Path) -> None:
    (tmp_path / "raw" / "llama").mkdir(parents=True)
    assert wheel.unpacked(str(tmp_path)) is None
    os.rename(tmp_path / "raw", tmp_path / "source")
    assert wheel.unpacked(str(tmp_path)) == str(tmp_path / "source" / "llama")


def test_the_build_uses_every_core_and_the_persons_own_flags_last() -> None:
    environment = wheel.build_environment({"CMAKE_ARGS": "-DGGML_BLAS=ON"}, "work", "a folder/llama.cmake", 2)
    words = shlex.split(environment["CMAKE_ARGS"])
    assert environment["CMAKE_BUILD_PARALLEL_LEVEL"] == "2"
    assert "-DLLAVA_BUILD=OFF" in words and words[-1] == "-DGGML_BLAS=ON"
    assert "-DCMAKE_PROJECT_llama_cpp_INCLUDE=a folder/llama.cmake" in words
