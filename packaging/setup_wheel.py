"""Where the llama-cpp-python wheel comes from: the person's cache, an index of ready wheels, or one build here."""

import glob
import hashlib
import os
import platform
import shlex
import shutil
import sys
import sysconfig
import tarfile
import zipfile
from collections.abc import Mapping

import setup_plan as plan
from setup_progress import Failed, Progress

BUILD_FLAGS = "-DLLAVA_BUILD=OFF -DGGML_NATIVE=ON"


def cache_root(environ: Mapping[str, str], system: str, home: str) -> str:
    """The folder that outlives a checkout, in each system's own place."""
    if environ.get("XDG_CACHE_HOME"):
        return os.path.join(environ["XDG_CACHE_HOME"], "loihay")
    if system == "win32":
        return os.path.join(environ.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local"), "loihay", "Cache")
    if system == "darwin":
        return os.path.join(home, "Library", "Caches", "loihay")
    return os.path.join(home, ".cache", "loihay")


def wheel_key(version: str, python: tuple[int, int], system: str, cpu: str) -> str:
    """Names the machines that may share a wheel: it is compiled for this very processor (-march=native)."""
    short = hashlib.sha256(cpu.encode()).hexdigest()[:8]
    return f"{plan.LLAMA}-{version}-cp{python[0]}{python[1]}-{system.replace('-', '_').replace('.', '_')}-{short}"


def cpu_words(cpuinfo: str) -> str:
    """The instruction sets out of /proc/cpuinfo (`flags` on x86, `Features` on ARM), sorted; "" if it has none."""
    for line in cpuinfo.splitlines():
        name, _, value = line.partition(":")
        if name.strip() in ("flags", "Features"):
            return " ".join(sorted(value.split()))
    return ""


def this_key() -> str:
    words = ""
    if sys.platform.startswith("linux"):
        try:
            with open("/proc/cpuinfo", encoding="utf-8", errors="replace") as file:
                words = cpu_words(file.read())
        except OSError:
            pass
    words = words or f"{platform.machine()} {platform.processor()}"
    return wheel_key(plan.LLAMA_VERSION, sys.version_info[:2], sysconfig.get_platform(), words)


def cached(folder: str) -> str | None:
    """The whole wheel in `folder`, if there is one; a damaged one is thrown away."""
    for path in sorted(glob.glob(os.path.join(glob.escape(folder), "*.whl"))):
        try:
            with zipfile.ZipFile(path) as wheel:
                if wheel.testzip() is None:
                    return path
        except (OSError, zipfile.BadZipFile):
            pass
        os.unlink(path)
    return None


def build_environment(environ: Mapping[str, str], work: str, include: str, cores: int) -> dict[str, str]:
    """The compiler's orders; `include` is read by llama-cpp-python's CMakeLists, `work` keeps the object files."""
    hook = shlex.quote("-DCMAKE_PROJECT_llama_cpp_INCLUDE=" + include.replace("\\", "/"))
    return {
        **environ,
        "CMAKE_ARGS": f"{BUILD_FLAGS} {hook} {environ.get('CMAKE_ARGS', '')}".strip(),
        "CMAKE_BUILD_PARALLEL_LEVEL": str(cores),
        "SKBUILD_BUILD_DIR": os.path.join(work, "build"),  # an interrupted build goes on from its finished files
    }


def fetch_ready(python: str, folder: str, index: str | None, progress: Progress) -> str | None:
    """One short try for a prebuilt wheel. The package index that pip knows has none today; the person may name one."""
    more = ["--extra-index-url", index] if index else []
    part = os.path.join(folder, "part")
    command = [python, "-m", "pip", "download", "--no-deps", "--only-binary", ":all:", "--retries", "0", "--timeout", "3",
               "--dest", part, *more, f"{plan.LLAMA}=={plan.LLAMA_VERSION}"]  # fmt: skip
    try:
        progress.run(command, plan.child_environment(os.environ, safe_path=False))
    except Failed:
        return None
    return keep(part, folder)


def build(python: str, folder: str, include: str, progress: Progress) -> str:
    """Compile the wheel once and keep it. Source and object files stay in `folder` until it is done."""
    work = os.path.join(folder, "build")
    os.makedirs(work, exist_ok=True)
    environment = build_environment(
        plan.child_environment(os.environ, safe_path=False), work, include, os.cpu_count() or 1
    )
    source = unpacked(work) or download(python, work, environment, progress)
    part = os.path.join(folder, "part")
    command = [python, "-m", "pip", "wheel", "--verbose", "--no-deps", "--no-cache-dir", "--wheel-dir", part, source]
    progress.run(command, environment)
    wheel = keep(part, folder)
    assert wheel is not None, "pip wheel ended well and left no wheel"
    shutil.rmtree(work, ignore_errors=True)
    return wheel


def download(python: str, work: str, environment: Mapping[str, str], progress: Progress) -> str:
    progress.say("tải mã nguồn llama.cpp (77 MB)")
    command = [python, "-m", "pip", "download", "--no-deps", "--no-binary", plan.LLAMA, "--dest", work,
               f"{plan.LLAMA}=={plan.LLAMA_VERSION}"]  # fmt: skip
    progress.run(command, environment)
    archive = glob.glob(os.path.join(glob.escape(work), "*.tar.gz"))[0]
    raw = os.path.join(work, "raw")
    shutil.rmtree(raw, ignore_errors=True)
    with tarfile.open(archive) as tar:
        if hasattr(tarfile, "data_filter"):  # 3.11.4 and later
            tar.extractall(raw, filter="data")
        else:
            tar.extractall(raw)
    os.replace(raw, os.path.join(work, "source"))  # only a whole tree ever gets this name
    source = unpacked(work)
    assert source is not None, "the source archive was empty"
    return source


def unpacked(work: str) -> str | None:
    return next(iter(glob.glob(os.path.join(glob.escape(work), "source", "*"))), None)


def keep(part: str, folder: str) -> str | None:
    """Move the finished wheel from `part` into `folder` in one step."""
    wheels = glob.glob(os.path.join(glob.escape(part), "*.whl"))
    if not wheels:
        return None
    target = os.path.join(folder, os.path.basename(wheels[0]))
    os.replace(wheels[0], target)
    shutil.rmtree(part, ignore_errors=True)
    return target
