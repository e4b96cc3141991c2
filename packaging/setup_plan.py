"""What the set-up has to do, decided from facts alone: no file is written and no command run here."""

import hashlib
import json
import os
import re
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

STAMP = "loihay-stamp.json"
LLAMA = "llama-cpp-python"
LLAMA_VERSION = "0.3.36"  # the same pin as in pyproject.toml; a test compares them

# soname -> Debian package. The offscreen platform loads these; libX11 comes with libgl1.
QT_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libgomp.so.1": "libgomp1",  # llama.cpp's OpenMP
}
XCB_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
}
WAYLAND_LIBRARIES = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}


@dataclass(frozen=True)
class Facts:
    """What was seen of the machine. `missing` holds sonames that could not be loaded."""

    platform: str
    is_root: bool = False
    has_apt: bool = False
    has_ensurepip: bool = True
    has_compiler: bool = True
    missing: tuple[str, ...] = ()
    cached_wheel: str | None = None
    wheel_index: str | None = None


@dataclass(frozen=True)
class Run:
    """The command that follows the set-up. `makes`: the file whose place is told afterwards."""

    module: str
    words: tuple[str, ...]
    cwd: str | None = None
    makes: str | None = None


def has_display(environ: Mapping[str, str], platform: str) -> bool:
    if platform in ("win32", "darwin"):
        return True
    return bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def program(words: Sequence[str], *, has_display: bool, cwd: str, root: str) -> Run:
    if words and words[0] == "test":
        return Run("pytest", tuple(words[1:]), cwd=root)
    if words or has_display:
        return Run("app", tuple(words))
    sample = os.path.join(cwd, "thiep-mau.png")
    brief = ("--occasion", "tet", "--to", "bà ngoại", "--detail", "bà mới mổ mắt xong")
    return Run("app", ("card", *brief, "--out", sample), makes=sample)


def child_environment(environ: Mapping[str, str], *, safe_path: bool) -> dict[str, str]:
    """The environment without another Python's paths, and with a pip that gives up soon and stays in .venv.

    `safe_path`: keep the current folder off sys.path, also in grandchildren, so that a folder named
    "app" where the person happens to stand is not taken for the program.
    """
    kept = {name: value for name, value in environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
    kept = {"PIP_RETRIES": "2", **kept, "PIP_USER": "0"}
    if safe_path:
        kept["PYTHONSAFEPATH"] = "1"
    return kept


def venv_python(venv: str, platform: str) -> str:
    if platform == "win32":
        return os.path.join(venv, "Scripts", "python.exe")
    return os.path.join(venv, "bin", "python")


def fingerprint(root: str, python: tuple[int, int]) -> str:
    """Changes with everything that decides what gets installed: the project file, these scripts, Python, the place."""
    digest = hashlib.sha256(f"{python} {root}".encode())
    scripts = sorted(name for name in os.listdir(os.path.join(root, "packaging")) if name.endswith((".py", ".cmake")))
    for path in ["pyproject.toml", *(os.path.join("packaging", name) for name in scripts)]:
        with open(os.path.join(root, path), "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()


def stamp_text(print_: str, extras: Sequence[str]) -> str:
    return json.dumps({"fingerprint": print_, "extras": sorted(extras)})


def stamp_extras(text: str) -> tuple[str, ...]:
    """The extras an earlier set-up installed; none if the stamp is unreadable."""
    try:
        return tuple(str(extra) for extra in json.loads(text)["extras"])
    except (ValueError, KeyError, TypeError):
        return ()


def stamp_holds(text: str, print_: str, extras: Sequence[str]) -> bool:
    try:
        return json.loads(text)["fingerprint"] == print_ and set(extras) <= set(stamp_extras(text))
    except (ValueError, KeyError, TypeError):
        return False


def wanted_libraries(environ: Mapping[str, str], platform: str) -> dict[str, str]:
    """soname -> Debian package of what Qt needs here; empty where Qt's wheel brings everything."""
    if not platform.startswith("linux"):
        return {}
    wanted = dict(QT_LIBRARIES)
    if environ.get("DISPLAY"):
        wanted |= XCB_LIBRARIES
    elif environ.get("WAYLAND_DISPLAY"):
        wanted |= WAYLAND_LIBRARIES
    return wanted


def lacks_compiler(facts: Facts) -> bool:
    """False while a ready wheel is there or still to be tried."""
    return not facts.has_compiler and not facts.cached_wheel and not facts.wheel_index


def missing_packages(facts: Facts) -> tuple[str, ...]:
    """Debian packages to install first. The compiler is left out while a ready wheel is still possible."""
    if not facts.platform.startswith("linux"):
        return ()
    known = QT_LIBRARIES | XCB_LIBRARIES | WAYLAND_LIBRARIES
    packages = [known[soname] for soname in facts.missing]
    if not facts.has_ensurepip:
        packages.append("python3-venv")
    if lacks_compiler(facts):
        packages.append("g++")
    return tuple(packages)


def advice(facts: Facts, packages: Sequence[str]) -> str | None:
    """The sentence to stop with when a person has to install something; None when we can go on by ourselves."""
    if facts.platform == "win32" and lacks_compiler(facts):
        return (
            "Chưa có trình biên dịch C++ để dựng llama.cpp. Hãy cài Visual Studio Build Tools "
            "(chọn mục “Desktop development with C++”), rồi chạy lại lệnh này."
        )
    if facts.platform == "darwin" and lacks_compiler(facts):
        return "Chưa có trình biên dịch C++ để dựng llama.cpp. Hãy chạy: xcode-select --install\nrồi chạy lại lệnh này."
    if not packages or (facts.is_root and facts.has_apt):
        return None
    if facts.has_apt:
        command = f"sudo apt-get update && sudo apt-get install -y {shlex.join(packages)}"
        return f"Máy còn thiếu vài gói hệ thống. Hãy chạy lệnh sau rồi chạy lại lệnh này:\n    {command}"
    names = ", ".join(sorted({*facts.missing, *(name for name in packages if name in ("python3-venv", "g++"))}))
    return (
        f"Máy còn thiếu: {names}. Hãy cài các gói chứa chúng bằng trình quản lý gói của hệ điều hành "
        f"(trên Debian là: {' '.join(packages)}), rồi chạy lại lệnh này."
    )


def venv_is_ours(config: str, python: tuple[int, int]) -> bool:
    """Whether a pyvenv.cfg belongs to this Python (3.11 and 3.12 do not share site-packages)."""
    found = re.search(r"^version(?:_info)?\s*=\s*(\d+)\.(\d+)", config, re.MULTILINE)
    return found is not None and (int(found[1]), int(found[2])) == python


def percent(line: str) -> int | None:
    """Ninja's and make's progress out of one line of a compiler log: `[12/96] c++ …` or `[ 12%] Building`."""
    found = re.match(r"\s*\[(\d+)/(\d+)\]", line)
    if found and int(found[2]):
        return 100 * int(found[1]) // int(found[2])
    found = re.match(r"\s*\[\s*(\d+)%\]", line)
    return int(found[1]) if found else None


def reason(output: str) -> str:
    """One sentence for a failed command, from its last words."""
    text = output.lower()
    for marks, sentence in REASONS:
        if any(mark in text for mark in marks):
            return sentence
    return "Một lệnh cài đặt không chạy được."


REASONS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("no space left", "disk quota exceeded", "not enough space"), "Ổ đĩa đã đầy. Hãy dọn bớt (cần khoảng 2 GB trống) rồi chạy lại."),
    (("read-only file system", "permission denied", "errno 13", "access is denied"),
     "Không ghi được vào thư mục của chương trình. Hãy chép nó sang thư mục mà bạn có quyền ghi rồi chạy lại."),
    (("name resolution", "failed to establish", "network is unreachable", "connection refused", "timed out", "could not resolve",
      "max retries", "connection reset", "getaddrinfo", "connection aborted", "incompleteread"),
     "Không tải được gói vì mạng không thông. Hãy kiểm tra kết nối Internet rồi chạy lại."),
    (("could not get lock", "unable to acquire the dpkg"), "Một chương trình cài đặt khác đang chạy. Hãy đợi nó xong rồi chạy lại."),
    (("no matching distribution", "could not find a version"), "Kho gói không có bản phù hợp với máy này."),
    (("out of memory", "killed signal", "cannot allocate memory"), "Máy hết bộ nhớ giữa chừng. Hãy đóng bớt chương trình rồi chạy lại."),
)
