"""The set-up itself: system packages, .venv, llama.cpp, the project, and a last look that it all loads."""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile

import setup_plan as plan
import setup_wheel as wheel
from setup_progress import Failed, Progress, Stop, open_log

PROBES = ("import llama_cpp; llama_cpp.llama_backend_init()", "import PySide6.QtWidgets, numpy, PIL, msgspec, aiohttp")


def set_up(root: str, extras: tuple[str, ...]) -> int:
    """Bring .venv to the state that pyproject.toml asks for; 0 if it is now, else an exit code after a clear sentence."""
    cache = wheel.cache_root(os.environ, sys.platform, os.path.expanduser("~"))
    log = open_log(cache)
    print("Lần đầu chạy (hoặc vừa cập nhật): đang chuẩn bị. Lần sau sẽ mở ngay.")
    progress = Progress(5, log)
    try:
        steps(root, extras, cache, progress)
        return 0
    except KeyboardInterrupt:
        return complain("Đã dừng theo ý bạn. Chạy lại lệnh này thì việc cài đặt tiếp tục từ chỗ dở.", 130)
    except Failed as failure:
        if failure.output:
            print("\n".join(failure.output.splitlines()[-12:]), file=sys.stderr)
        return complain(f"{failure} (bản ghi đầy đủ: {log.name})", 1)
    except Stop as stop:
        return complain(str(stop), 1)
    except OSError as error:
        return complain(plan.reason(str(error)) + f" ({error})", 1)
    finally:
        log.close()


def complain(sentence: str, code: int) -> int:
    print(f"\n{sentence}", file=sys.stderr)
    return code


def steps(root: str, extras: tuple[str, ...], cache: str, progress: Progress) -> None:
    venv = os.path.join(root, ".venv")
    python = plan.venv_python(venv, sys.platform)
    folder = wheel_folder(cache, venv)
    extras = tuple(sorted({*extras, *earlier_extras(venv)}))

    progress.step("Xem hệ thống có đủ thư viện chưa")
    install_packages(facts(folder, index=os.environ.get("LOIHAY_WHEEL_INDEX")), progress)
    progress.done()

    progress.step("Tạo môi trường Python riêng (.venv)")
    reused = make_venv(venv, python, progress)
    progress.done("dùng lại môi trường có sẵn" if reused else "xong")

    progress.step("Chuẩn bị llama.cpp, bộ máy chạy mô hình")
    path, origin = engine(python, folder, root, progress)
    progress.done(origin)

    progress.step("Cài chương trình và các thư viện" + (" cho việc thử nghiệm" if "test" in extras else ""))
    install(python, path, root, extras, progress)
    progress.done()

    progress.step("Kiểm tra lần cuối")
    probe(python, path, venv, progress)
    progress.done()
    write_stamp(venv, root, extras)


def wheel_folder(cache: str, venv: str) -> str:
    """Where the wheel of this machine is kept; inside .venv if the cache can not be written."""
    folder = os.path.join(cache, "wheels", wheel.this_key())
    try:
        os.makedirs(folder, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError:
        return os.path.join(venv, "wheels")


def earlier_extras(venv: str) -> tuple[str, ...]:
    try:
        with open(os.path.join(venv, plan.STAMP), encoding="utf-8") as file:
            return plan.stamp_extras(file.read())
    except OSError:
        return ()


def facts(folder: str, *, index: str | None = None) -> plan.Facts:
    """What is there and what is not. `index`: the index of ready wheels still to be tried, if any."""
    compilers = ("cl", "clang-cl", "clang++", "g++") if sys.platform == "win32" else ("c++", "g++", "clang++")
    return plan.Facts(
        platform=sys.platform,
        is_root=hasattr(os, "geteuid") and os.geteuid() == 0,
        has_apt=shutil.which("apt-get") is not None,
        has_ensurepip=importlib.util.find_spec("ensurepip") is not None,
        has_compiler=any(shutil.which(name) for name in compilers) or visual_studio(),
        missing=tuple(name for name in plan.wanted_libraries(os.environ, sys.platform) if not loads(name)),
        cached_wheel=wheel.cached(folder),
        wheel_index=index,
    )


def visual_studio() -> bool:
    """CMake finds Visual Studio by itself, without a compiler on PATH."""
    base = os.environ.get("ProgramFiles(x86)", "")
    return sys.platform == "win32" and os.path.exists(
        os.path.join(base, "Microsoft Visual Studio", "Installer", "vswhere.exe")
    )


def loads(soname: str) -> bool:
    try:
        ctypes.CDLL(soname)
        return True
    except OSError:
        return False


def install_packages(found: plan.Facts, progress: Progress) -> None:
    """Install the missing Debian packages as root; otherwise stop with the exact command."""
    packages = plan.missing_packages(found)
    sentence = plan.advice(found, packages)
    if sentence:
        raise Stop(sentence)
    if not packages:
        return
    progress.say("cài thêm: " + " ".join(packages))
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "install", "-y", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=60", *packages]
    if any(name.endswith("Packages") or "Packages." in name for name in os.listdir("/var/lib/apt/lists")):
        try:
            return progress.run(command, environment)
        except Failed:
            progress.say("danh sách gói đã cũ, đang cập nhật")
    progress.run(["apt-get", "update"], environment)
    progress.run(command, environment)


def make_venv(venv: str, python: str, progress: Progress) -> bool:
    """Make .venv unless a working one of this Python is there; True if it was."""
    if works(venv, python):
        return True
    if os.path.lexists(venv):
        progress.say("môi trường cũ dở dang hoặc thuộc bản Python khác, đang làm lại")
        shutil.rmtree(venv)
    base = getattr(sys, "_base_executable", None) or sys.executable
    progress.run([base, "-m", "venv", venv], plan.child_environment(os.environ, safe_path=False))
    return False


def works(venv: str, python: str) -> bool:
    try:
        with open(os.path.join(venv, "pyvenv.cfg"), encoding="utf-8") as file:
            if not plan.venv_is_ours(file.read(), sys.version_info[:2]):
                return False
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "stdin": subprocess.DEVNULL}
        return subprocess.run([python, "-c", "import pip"], **quiet).returncode == 0
    except OSError:
        return False


def engine(python: str, folder: str, root: str, progress: Progress) -> tuple[str, str]:
    """The wheel's path and a word on where it came from."""
    os.makedirs(folder, exist_ok=True)
    ready = wheel.cached(folder)
    if ready:
        return ready, "đã dựng sẵn từ trước"
    index = os.environ.get("LOIHAY_WHEEL_INDEX")
    ready = wheel.fetch_ready(python, folder, index, progress)
    if ready:
        return ready, "tải được bản dựng sẵn"
    install_packages(facts(folder), progress)
    progress.say("dựng từ mã nguồn, chỉ một lần cho máy này; mất vài phút")
    return wheel.build(python, folder, os.path.join(root, "packaging", "llama.cmake"), progress), "đã dựng xong"


def install(python: str, path: str, root: str, extras: tuple[str, ...], progress: Progress) -> None:
    project = root + (f"[{','.join(extras)}]" if extras else "")
    command = [python, "-m", "pip", "install", "--no-input", "--disable-pip-version-check", "--prefer-binary",
               path, "--editable", project]  # fmt: skip
    progress.run(command, plan.child_environment(os.environ, safe_path=False))


def probe(python: str, path: str, venv: str, progress: Progress) -> None:
    """Load the compiled parts once. What does not load is thrown away, so that the next start makes it anew."""
    environment = {**plan.child_environment(os.environ, safe_path=True), "QT_QPA_PLATFORM": "offscreen"}
    for code in PROBES:
        try:
            progress.run([python, "-c", code], environment)
        except Failed as failure:
            shutil.rmtree(venv, ignore_errors=True)
            if "llama_cpp" in code:
                os.unlink(path)
            raise Failed(f"{failure.output}\nPhần vừa cài không nạp được; lần chạy tới sẽ cài lại từ đầu.") from failure


def write_stamp(venv: str, root: str, extras: tuple[str, ...]) -> None:
    """Written last and in one step: its presence means that everything before it is done."""
    target = os.path.join(venv, plan.STAMP)
    with open(target + ".part", "w", encoding="utf-8") as file:
        file.write(plan.stamp_text(plan.fingerprint(root, sys.version_info[:2]), extras))
    os.replace(target + ".part", target)
