"""The real window in fresh processes: start to first key, repaint after a key, memory at rest; a bare Qt window beside it."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from app.bench.cards import BODY
from app.errors import UserError
from app.settings import Profile, Settings, save_settings
from app.store import open_store

STARTS = 5
LONGEST = 60.0  # seconds for one process
BARE = """
import json, time
from PySide6.QtCore import QCoreApplication, QEvent, QTimer, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
app = QApplication([])
window = QWidget()
field = QLineEdit()
QVBoxLayout(window).addWidget(field)
def accepted(_):
    try:
        pss = next(int(line.split()[1]) for line in open("/proc/self/smaps_rollup") if line.startswith("Pss:"))
    except OSError:
        pss = None
    print(json.dumps({"at": time.monotonic(), "pss_kb": pss}), flush=True)
    app.quit()
field.textChanged.connect(accepted)
window.show()
QTimer.singleShot(0, lambda: QCoreApplication.postEvent(field, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a")))
app.exec()
"""


def measure(model: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """window_ms, repaint_ms and pss_mb (None where /proc does not exist), with their raw figures."""
    with tempfile.TemporaryDirectory(prefix="loihay-bench-") as folder:
        home = Path(folder)
        _furnish(home)
        starts, bare = _starts(model, home)
        with _app("repaint", model, home) as (_, said):
            pass
        pss = _resting(model, home)
    figures = {
        "window_ms": _ms(starts),
        "repaint_ms": _ms(said["keys"]),
        "pss_mb": pss,
    }
    raw = {
        "starts_ms": [round(each * 1000) for each in starts],
        "bare_ms": _ms(row["seconds"] for row in bare),
        "bare_pss_mb": round(bare[0]["pss_kb"] / 1024, 1) if bare[0]["pss_kb"] else None,
        "keys_ms": [round(each * 1000, 1) for each in said["keys"]],
        "still_ms": _ms(said["still"]),
        "preview": said["preview"],
    }
    return figures, raw


def _furnish(home: Path) -> None:
    """A data folder as it is on the second day: known person, a card in hand."""
    save_settings(Settings(profile=Profile(name="Nam", gender="nam", asked=True)), home / "settings.toml")
    store = open_store(home / "loihay.db")
    values = {"occasion": "tet", "to": "bà ngoại", "pair": ["bà", "cháu"], "sender": "Cháu Nam", "details": []}
    text = {"slot": 0, "text": BODY, "chosen": True, "source": "model", "model": "mam"}
    store.save_draft("thiep", {"values": values, "texts": [text]})
    store.close()


def _starts(model: Path, home: Path) -> tuple[list[float], list[dict[str, Any]]]:
    """Seconds from process start to the first accepted key: the window and the bare one by turns, after one of each."""
    ours, bare = [], []
    for number in range(STARTS + 1):
        began = time.monotonic()
        with _app("window", model, home) as (_, said):
            ours.append(said["at"] - began)
        began = time.monotonic()
        done = subprocess.run([sys.executable, "-c", BARE], env=_environment(home), capture_output=True, timeout=LONGEST)
        said = json.loads(done.stdout)
        bare.append({**said, "seconds": said["at"] - began})
    return ours[1:], bare[1:]


def _resting(model: Path, home: Path) -> float | None:
    if not Path("/proc/self/smaps_rollup").exists():
        print("Bộ nhớ: hệ điều hành này không có /proc, không đo.", flush=True)
        return None
    with _app("rest", model, home) as (process, _):
        return round(sum(map(_pss_kb, family(process.pid))) / 1024, 1)


def _pss_kb(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def family(pid: int) -> list[int]:
    """A process and all its descendants, from /proc."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            except OSError:  # it ended meanwhile
                continue
            parents[int(entry.name)] = int(fields[1])
    found = [pid]
    for each in found:
        found += [child for child, parent in parents.items() if parent == each]
    return found


@contextmanager
def _app(what: str, model: Path, home: Path) -> Iterator[tuple[subprocess.Popen[str], dict[str, Any]]]:
    """The program with --measure, and what it said; it stays until the block is left."""
    words = [sys.executable, "-m", "app", "--measure", what, "--model", str(model.absolute())]
    process = subprocess.Popen(
        words, env=_environment(home), stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    )
    timer = threading.Timer(LONGEST, process.kill)
    timer.start()
    try:
        line = process.stdout.readline()  # type: ignore[union-attr]
        if not line:
            raise UserError(f"Không đo được cửa sổ ({what}).", f"Hãy xem nhật ký ở {home / 'logs'}.")
        yield process, json.loads(line)
    finally:
        timer.cancel()
        process.communicate(timeout=LONGEST)  # closes its stdin, which ends it


def _environment(home: Path) -> dict[str, str]:
    path = os.pathsep.join(filter(None, [str(Path(__file__).resolve().parents[2]), os.environ.get("PYTHONPATH", "")]))
    return {**os.environ, "LOIHAY_HOME": str(home), "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": path}


def _ms(seconds: Any) -> float:
    return round(statistics.median(seconds) * 1000, 1)
