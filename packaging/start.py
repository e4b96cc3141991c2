# -*- coding: utf-8 -*-
"""Sets the program up the first time, and starts it every time: `python3 packaging/start.py [words...]`.

Standard library only. This file must still parse on old Pythons, so that they get a clear sentence.
"""

import os
import sys

OLDEST = (3, 11)

if sys.version_info < OLDEST:
    sys.stderr.write(
        u"Lời Hay cần Python 3.11 trở lên, máy đang dùng Python %d.%d. "
        u"Hãy cài bản mới rồi chạy lại bằng bản đó.\n" % sys.version_info[:2]
    )
    raise SystemExit(1)

import setup_plan as plan  # noqa: E402  (after the version check, which this module would fail)

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def main(words: list[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.reconfigure(encoding="utf-8", errors="replace", line_buffering=True)
    extras = ("test",) if words[:1] == ["test"] else ()
    venv = os.path.join(ROOT, ".venv")
    python = plan.venv_python(venv, sys.platform)
    if not ready(venv, python, extras):
        import setup_steps  # the slow way only: every later start skips these imports

        code = setup_steps.set_up(ROOT, extras)
        if code:
            return code
    run = plan.program(words, has_display=plan.has_display(os.environ, sys.platform), cwd=os.getcwd(), root=ROOT)
    return launch(python, run)


def ready(venv: str, python: str, extras: tuple[str, ...]) -> bool:
    """True if the last set-up finished for these very files, this Python and at least these extras."""
    try:
        with open(os.path.join(venv, plan.STAMP), encoding="utf-8") as file:
            stamp = file.read()
    except OSError:
        return False
    return os.path.exists(python) and plan.stamp_holds(stamp, plan.fingerprint(ROOT, sys.version_info[:2]), extras)


def launch(python: str, run: plan.Run) -> int:
    """Hand the process over to the program; come back only where something is left to say."""
    environment = plan.child_environment(os.environ, safe_path=run.module == "app")
    command = [python, "-m", run.module, *run.words]
    if run.cwd:
        os.chdir(run.cwd)
    if sys.platform != "win32" and run.makes is None:
        os.execve(python, command, environment)
    import subprocess

    try:
        code = subprocess.call(command, env=environment)
    except KeyboardInterrupt:
        return 130
    if code == 0 and run.makes is not None:
        print(f"\nMáy không có màn hình nên đã làm một tấm thiệp mẫu: {run.makes}")
        print("Các lệnh khác: python3 packaging/start.py --help")
    return code


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
