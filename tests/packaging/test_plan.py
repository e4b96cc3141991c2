"""setup_plan: what is done on which machine."""

import os
import re
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
import setup_plan as plan

ROOT = Path(__file__).resolve().parents[2]
BARE = plan.Facts(
    "linux", is_root=True, has_apt=True, has_ensurepip=False, has_compiler=False, missing=tuple(plan.QT_LIBRARIES)
)


def test_a_bare_debian_gets_every_package_at_once() -> None:
    expected = {*plan.QT_LIBRARIES.values(), "python3-venv", "g++"}
    assert set(plan.missing_packages(BARE)) == expected


def test_root_on_debian_needs_no_advice() -> None:
    assert plan.advice(BARE, plan.missing_packages(BARE)) is None


def test_an_ordinary_user_gets_the_exact_command() -> None:
    facts = replace(BARE, is_root=False, missing=("libEGL.so.1",))
    sentence = plan.advice(facts, plan.missing_packages(facts))
    assert sentence is not None
    assert "sudo apt-get update && sudo apt-get install -y libegl1 python3-venv g++" in sentence


def test_without_apt_the_libraries_are_named() -> None:
    facts = replace(BARE, has_apt=False, missing=("libEGL.so.1",))
    sentence = plan.advice(facts, plan.missing_packages(facts))
    assert sentence is not None
    assert "libEGL.so.1" in sentence and "python3-venv" in sentence and "apt-get" not in sentence


@pytest.mark.parametrize("ready", [{"cached_wheel": "w.whl"}, {"wheel_index": "index"}])
def test_no_compiler_is_asked_for_while_a_ready_wheel_is_possible(ready: dict[str, str]) -> None:
    assert "g++" not in plan.missing_packages(replace(BARE, **ready))


def test_a_complete_linux_needs_nothing() -> None:
    facts = plan.Facts("linux")
    assert plan.missing_packages(facts) == ()
    assert plan.advice(facts, ()) is None


@pytest.mark.parametrize(("platform", "word"), [("win32", "Visual Studio Build Tools"), ("darwin", "xcode-select --install")])
def test_windows_and_macos_say_which_compiler(platform: str, word: str) -> None:
    facts = plan.Facts(platform, has_compiler=False)
    assert plan.missing_packages(facts) == ()
    assert word in (plan.advice(facts, ()) or "")


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_windows_and_macos_need_no_compiler_for_a_cached_wheel(platform: str) -> None:
    assert plan.advice(plan.Facts(platform, has_compiler=False, cached_wheel="w.whl"), ()) is None


@pytest.mark.parametrize(
    ("environ", "platform", "shown"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({}, "win32", True),
        ({}, "darwin", True),
    ],
)
def test_display(environ: dict[str, str], platform: str, shown: bool) -> None:
    assert plan.has_display(environ, platform) is shown


def test_xcb_libraries_only_with_an_x_display() -> None:
    assert "libxcb-cursor.so.0" not in plan.wanted_libraries({}, "linux")
    assert "libxcb-cursor.so.0" in plan.wanted_libraries({"DISPLAY": ":0"}, "linux")
    assert "libwayland-client.so.0" in plan.wanted_libraries({"WAYLAND_DISPLAY": "wayland-0"}, "linux")


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_qt_brings_its_own_libraries_elsewhere(platform: str) -> None:
    assert plan.wanted_libraries({"DISPLAY": ":0"}, platform) == {}


def test_no_words_open_the_window_where_there_is_a_display() -> None:
    assert plan.program([], has_display=True, cwd="here", root="root") == plan.Run("app", ())


def test_no_words_and_no_display_make_a_sample_card_in_the_current_folder() -> None:
    run = plan.program([], has_display=False, cwd="here", root="root")
    assert run.makes == os.path.join("here", "thiep-mau.png")
    assert run.words == (
        "card", "--occasion", "tet", "--to", "bà ngoại", "--detail", "bà mới mổ mắt xong", "--out", run.makes,
    )  # fmt: skip


def test_words_go_to_the_program_as_they_are() -> None:
    run = plan.program(["card", "--to", "bà ngoại"], has_display=False, cwd="here", root="root")
    assert run == plan.Run("app", ("card", "--to", "bà ngoại"))


def test_test_runs_pytest_in_the_repository() -> None:
    run = plan.program(["test", "-k", "thiep"], has_display=False, cwd="here", root="root")
    assert run == plan.Run("pytest", ("-k", "thiep"), cwd="root")


@pytest.mark.parametrize(("platform", "tail"), [("linux", "bin/python"), ("darwin", "bin/python"), ("win32", "Scripts/python.exe")])
def test_the_venvs_python(platform: str, tail: str) -> None:
    assert Path(plan.venv_python("venv", platform)).as_posix() == f"venv/{tail}"


def test_another_pythons_paths_are_not_handed_on() -> None:
    environ = {"PYTHONPATH": "elsewhere", "PYTHONHOME": "elsewhere", "HOME": "h"}
    kept = plan.child_environment(environ, safe_path=False)
    assert kept["HOME"] == "h"
    assert not {"PYTHONPATH", "PYTHONHOME", "PYTHONSAFEPATH"} & kept.keys()
    assert plan.child_environment(environ, safe_path=True)["PYTHONSAFEPATH"] == "1"


def test_pip_stays_in_the_venv_and_gives_up_soon_unless_told_otherwise() -> None:
    assert plan.child_environment({"PIP_USER": "1"}, safe_path=False)["PIP_USER"] == "0"
    assert plan.child_environment({"PIP_RETRIES": "9"}, safe_path=False)["PIP_RETRIES"] == "9"


@pytest.mark.parametrize(
    ("config", "ours"),
    [("home = x\nversion = 3.11.7\n", True), ("version_info = 3.11.2.final.0\n", True), ("version = 3.12.1\n", False), ("", False)],
)
def test_a_venv_of_another_python_is_not_ours(config: str, ours: bool) -> None:
    assert plan.venv_is_ours(config, (3, 11)) is ours


def test_a_stamp_holds_for_the_same_files_and_fewer_extras() -> None:
    stamp = plan.stamp_text("abc", ("test",))
    assert plan.stamp_holds(stamp, "abc", ())
    assert plan.stamp_holds(stamp, "abc", ("test",))


@pytest.mark.parametrize("stamp", [plan.stamp_text("old", ("test",)), plan.stamp_text("abc", ()), "", "{", "[]", '{"extras": 1}'])
def test_a_stamp_of_other_files_fewer_extras_or_rubbish_does_not_hold(stamp: str) -> None:
    assert not plan.stamp_holds(stamp, "abc", ("test",))


def test_the_fingerprint_follows_the_files_and_python(tmp_path: Path) -> None:
    (tmp_path / "packaging").mkdir()
    (tmp_path / "pyproject.toml").write_text("a")
    (tmp_path / "packaging" / "start.py").write_text("b")
    seen = {plan.fingerprint(str(tmp_path), (3, 11)), plan.fingerprint(str(tmp_path), (3, 12))}
    (tmp_path / "pyproject.toml").write_text("c")
    seen.add(plan.fingerprint(str(tmp_path), (3, 11)))
    (tmp_path / "packaging" / "start.py").write_text("d")
    seen.add(plan.fingerprint(str(tmp_path), (3, 11)))
    assert len(seen) == 4


@pytest.mark.parametrize(
    ("line", "value"),
    [("[12/96] /usr/bin/c++ -O3", 12), ("  [96/96] Linking", 100), ("[ 42%] Building CXX object", 42), ("[0/0] x", None), ("Collecting x", None)],
)
def test_percent(line: str, value: int | None) -> None:
    assert plan.percent(line) == value


@pytest.mark.parametrize(
    ("output", "word"),
    [
        ("OSError: [Errno 28] No space left on device", "Ổ đĩa đã đầy"),
        ("OSError: [Errno 30] Read-only file system: '.venv'", "Không ghi được"),
        ("NewConnectionError: Temporary failure in name resolution", "mạng không thông"),
        ("E: Could not get lock /var/lib/dpkg/lock-frontend", "chương trình cài đặt khác"),
        ("ERROR: No matching distribution found for x", "không có bản phù hợp"),
        ("g++: fatal error: Killed signal terminated program cc1plus", "hết bộ nhớ"),
        ("something else", "không chạy được"),
    ],
)
def test_a_failed_command_becomes_a_sentence(output: str, word: str) -> None:
    assert word in plan.reason(output)


def test_no_network_wins_over_the_missing_version_that_follows_from_it() -> None:
    output = "Retrying: Failed to establish a new connection\nERROR: No matching distribution found for numpy"
    assert "mạng không thông" in plan.reason(output)


def test_llama_is_pinned_to_the_same_version_in_both_places() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f"{plan.LLAMA}=={plan.LLAMA_VERSION}" in project["dependencies"]


def test_start_parses_on_a_python_too_old_for_it() -> None:
    source = (ROOT / "packaging" / "start.py").read_text(encoding="utf-8")
    before = source[: source.index("import setup_plan")]
    compile(before, "start.py", "exec", dont_inherit=True)
    assert re.search(r"\bf\"|\bmatch \b|:=", before) is None
