"""setup_progress and setup_steps: what a person sees, and how an interrupted set-up goes on."""

import io
import os
import sys
from pathlib import Path

import pytest
import setup_plan as plan
import setup_progress
import setup_steps
from setup_progress import CUDA_HINT, Failed, Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def run(code: str, screen: io.StringIO | None = None) -> tuple[str, str]:
    """Run Python code as a step; what the screen and the log got."""
    screen, log = screen or io.StringIO(), io.StringIO()
    progress = Progress(1, log, screen)
    progress.step("Cài")
    progress.run([sys.executable, "-c", code], os.environ)
    return screen.getvalue(), log.getvalue()


def test_steps_are_numbered_and_timed() -> None:
    screen = io.StringIO()
    progress = Progress(5, io.StringIO(), screen)
    progress.step("Tạo môi trường")
    progress.done()
    assert screen.getvalue() == "[1/5] Tạo môi trường …\n      xong (0 giây)\n"


def test_output_goes_to_the_log_and_not_all_to_the_screen() -> None:
    screen, log = run("for i in range(500): print('dòng', i)")
    assert "dòng 499" in log
    assert "dòng" not in screen


def test_a_terminal_shows_percent_on_one_moving_line() -> None:
    screen, _ = run("print('[48/96] c++ x')", Terminal())
    assert "50 %" in screen and "c++" not in screen
    assert screen.endswith("\r\x1b[K")


def test_without_a_terminal_a_line_comes_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup_progress, "QUIET_SECONDS", 0.0)
    screen, _ = run("print('[48/96] c++ x')")
    assert "50 %\n" in screen and "\r" not in screen


def test_a_failed_command_keeps_its_last_words() -> None:
    with pytest.raises(Failed, match="Ổ đĩa đã đầy") as caught:
        run("raise SystemExit('No space left on device')")
    assert "No space left" in caught.value.output


def test_a_cuda_download_is_remarked_on_once() -> None:
    screen, _ = run("print('Collecting nvidia-cublas\\nCollecting nvidia-cudnn')")
    assert screen.count(CUDA_HINT) == 1


def test_a_log_that_can_not_be_written_is_no_reason_to_stop(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with setup_progress.open_log(str(tmp_path / "file" / "folder")) as log:
        assert log.name == os.devnull


def test_the_wheel_goes_into_the_venv_when_the_cache_can_not_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    folder = setup_steps.wheel_folder(str(tmp_path / "file"), str(tmp_path / "venv"))
    assert folder == str(tmp_path / "venv" / "wheels")


def test_the_stamp_is_written_in_one_step_and_holds(tmp_path: Path) -> None:
    (tmp_path / "packaging").mkdir()
    (tmp_path / "pyproject.toml").write_text("")
    setup_steps.write_stamp(str(tmp_path), str(tmp_path), ("test",))
    print_ = plan.fingerprint(str(tmp_path), sys.version_info[:2])
    assert plan.stamp_holds((tmp_path / plan.STAMP).read_text(), print_, ("test",))
    assert not list(tmp_path.glob("*.part"))
    assert setup_steps.earlier_extras(str(tmp_path)) == ("test",)


def test_a_venv_without_a_working_python_is_made_anew(tmp_path: Path) -> None:
    venv = tmp_path / ".venv"
    (venv / "bin").mkdir(parents=True)
    (venv / "pyvenv.cfg").write_text("version = %d.%d.0\n" % sys.version_info[:2])
    (venv / "bin" / "python").symlink_to(tmp_path / "gone")
    assert not setup_steps.works(str(venv), str(venv / "bin" / "python"))


def test_an_interrupted_setup_says_that_it_can_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(setup_steps, "steps", interrupted)
    assert setup_steps.set_up(str(tmp_path), ()) == 130
    assert "tiếp tục từ chỗ dở" in capsys.readouterr().err


def test_a_folder_that_can_not_be_written_gets_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(setup_steps, "steps", refused)
    assert setup_steps.set_up(str(tmp_path), ()) == 1
    assert "Không ghi được" in capsys.readouterr().err
