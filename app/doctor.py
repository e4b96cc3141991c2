"""`loihay doctor`: looks at everything the program stands on and says, line by line, what works and what to do."""

import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from app.errors import UserError
from app.faults import reason
from app.knowledge import load_knowledge
from app.paths import assets_dir
from app.viet.kinship import Pair
from app.writing.brief import Brief
from app.writing.desk import Desk
from app.writing.instructions import instruct
from app.writing.library import Library
from app.writing.manners import is_mam
from app.writing.prompt import load_prompts, mam_messages
from inference.client import Client
from inference.errors import InferenceError
from inference.local import LocalServer

GIB = 2**30
NEED_DISK = GIB // 4
NEED_MEMORY = GIB // 2
GREETING = Brief(to="bà ngoại", group="ong_ba", pair=Pair("bà", "cháu"), length="ngan")


@dataclass(frozen=True)
class Sign:
    """One thing looked at. advice: what to do when it is not ok; essential: the program does not work without it."""

    ok: bool
    what: str
    advice: str = ""
    essential: bool = True


def run(model: Path, home: Path) -> int:
    """Print the report; 1 if something essential is broken."""
    broken = remarks = 0
    for sign in examine(model, home):
        mark = "✓" if sign.ok else "✗" if sign.essential else "!"
        print(f"{mark} {sign.what}", flush=True)
        if not sign.ok:
            print(f"    → {sign.advice}", flush=True)
            broken += sign.essential
            remarks += not sign.essential
    print(f"\n{_verdict(broken, remarks)}")
    return 1 if broken else 0


def _verdict(broken: int, remarks: int) -> str:
    if broken:
        return f"Có {broken} điều cần sửa trước khi dùng."
    return f"Dùng được, có {remarks} điều nên để ý." if remarks else "Mọi thứ đều ổn."


def examine(model: Path, home: Path) -> Iterator[Sign]:
    """All signs, in the order in which the parts build on each other."""
    yield _python()
    yield from _graphics()
    yield _tables()
    yield from _model_file(model)
    yield _engine(model, home)
    yield _data_folder(home)
    yield _disk(home)
    yield _memory()
    yield _display()
    yield _input_method()


def _python() -> Sign:
    major, minor, micro = sys.version_info[:3]
    ok = (major, minor) >= (3, 11)
    return Sign(ok, f"Python {major}.{minor}.{micro}", "Cần Python 3.11 trở lên.")


def _graphics() -> Iterator[Sign]:
    """Qt, the fonts and the templates, under one application object."""
    again = "Hãy cài lại chương trình để có bản đầy đủ."
    try:
        from app.cards.fonts import Fonts
        from app.cards.making import with_application
        from app.cards.template import load_templates

        application = with_application()
        yield Sign(True, f"Qt {version('PySide6-Essentials')}")
    except (ImportError, PackageNotFoundError) as fault:
        advice = "Hãy chạy lại: python3 packaging/start.py (lệnh này cài Qt và các thư viện hệ thống còn thiếu)."
        yield Sign(False, f"Qt không nạp được: {fault}", advice)
        return
    assets = assets_dir()
    try:
        yield Sign(True, f"Phông chữ: {len(Fonts(assets / 'fonts').roles)} kiểu dùng được")
    except UserError as fault:
        yield Sign(False, f"Phông chữ: {fault.what}", fault.hint or again)
    try:
        names = ", ".join(template.label for template in load_templates(assets).values())
        yield Sign(True, f"Mẫu thiệp: {names}")
    except UserError as fault:
        yield Sign(False, f"Mẫu thiệp: {fault.what}", fault.hint or again)
    del application


def _tables() -> Sign:
    try:
        knowledge = load_knowledge(assets_dir())
    except UserError as fault:
        return Sign(False, fault.what, fault.hint)
    return Sign(True, f"Dữ liệu: {len(knowledge.occasions)} dịp, {len(knowledge.kinship.rows)} cách xưng hô")


def _model_file(model: Path) -> Iterator[Sign]:
    try:
        with model.open("rb") as file:
            magic = file.read(4)
    except OSError as fault:
        yield Sign(False, f"Mô hình {model}: {reason(fault)}", "Hãy chọn một tệp GGUF bằng --model, hoặc cài lại.")
        return
    size = f"{model.stat().st_size / 2**20:.1f} MB"
    yield Sign(magic == b"GGUF", f"Mô hình {model.name} ({size})", "Tệp này không phải GGUF: hãy chọn tệp khác.")
    wanted = _wanted_sum(model)
    if wanted:
        right = _sha256(model) == wanted
        yield Sign(right, "Mã SHA-256 của mô hình", "Tệp đã hỏng hoặc bị sửa: hãy cài lại để có bản nguyên vẹn.")


def _wanted_sum(model: Path) -> str:
    """The sum beside the model in SHA256SUMS, or "" when none is given."""
    try:
        lines = (model.parent / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return ""
    sums = {parts[1].lstrip("*"): parts[0].lower() for line in lines if len(parts := line.split(maxsplit=1)) == 2}
    return sums.get(model.name, "")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _engine(model: Path, home: Path) -> Sign:
    server = LocalServer(model, log=home / "logs" / "engine.log")
    try:
        text, speed = _one_sentence(server.start())
    except (InferenceError, OSError) as fault:
        what = fault.what if isinstance(fault, InferenceError) else reason(fault)
        hint = fault.hint if isinstance(fault, InferenceError) else ""
        return Sign(False, f"Máy viết: {what}", hint or f"Nhật ký nằm ở {home / 'logs' / 'engine.log'}.")
    finally:
        server.stop()
    pace = f"{speed:,.0f}".replace(",", ".")
    return Sign(bool(text), f"Máy viết: {pace} token/giây, “{text}”", "Mô hình không viết được chữ nào.")


def _one_sentence(client: Client) -> tuple[str, float]:
    """What the model greets a grandmother with, and how fast."""
    desk = Desk(load_knowledge(assets_dir()), load_prompts(), Library(()))
    mam = is_mam(client.models()[0])
    messages = mam_messages(GREETING, desk.knowledge, desk.prompts) if mam else instruct(GREETING, desk).messages
    text, speed = "", 0.0
    with client.chat(messages, n=1, max_tokens=60, temperature=0.0, seed=1) as stream:
        for chunk in stream:
            text += chunk.text
            speed = chunk.tokens_per_second or speed
    return " ".join(text.split()), speed


def _data_folder(home: Path) -> Sign:
    try:
        home.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=home):
            pass
    except OSError as fault:
        return Sign(False, f"Thư mục dữ liệu {home}: {reason(fault)}", "Hãy đặt LOIHAY_HOME vào một thư mục ghi được.")
    return Sign(True, f"Thư mục dữ liệu {home} ghi được")


def _disk(home: Path) -> Sign:
    place = next((folder for folder in (home, *home.parents) if folder.is_dir()), Path.cwd())
    free = shutil.disk_usage(place).free
    return Sign(free >= NEED_DISK, f"Ổ đĩa còn trống {_gib(free)} GB", "Hãy dọn bớt để còn ít nhất 0,25 GB.")


def _memory() -> Sign:
    free = free_memory()
    if free is None:
        return Sign(True, "Bộ nhớ: hệ điều hành này không cho biết")
    return Sign(free >= NEED_MEMORY, f"Bộ nhớ còn trống {_gib(free)} GB", "Hãy đóng bớt chương trình khác.", False)


def free_memory() -> int | None:
    """Bytes that can be had without swapping, or None where /proc does not exist."""
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:")), None)


def _gib(count: int) -> str:
    return f"{count / GIB:.1f}".replace(".", ",")


def _display() -> Sign:
    if sys.platform != "linux":
        return Sign(True, "Màn hình: của hệ điều hành")
    found = next((f"{name}={os.environ[name]}" for name in ("WAYLAND_DISPLAY", "DISPLAY") if os.environ.get(name)), "")
    advice = "Không mở được cửa sổ ở đây; các lệnh card và write vẫn dùng được."
    return Sign(bool(found), f"Màn hình: {found or 'không có'}", advice, essential=False)


def _input_method() -> Sign:
    if sys.platform != "linux":
        return Sign(True, "Bộ gõ: của hệ điều hành")
    module = os.environ.get("QT_IM_MODULE", "")
    modifiers = os.environ.get("XMODIFIERS", "")
    fcitx = "fcitx" in (module or modifiers)
    said = module or modifiers or "chưa đặt QT_IM_MODULE"
    advice = "Qt của chương trình không kèm bộ nối fcitx: hãy đặt QT_IM_MODULE=ibus (fcitx5 hiểu giao thức này)."
    return Sign(not fcitx, f"Bộ gõ tiếng Việt: {said}", advice, essential=False)
