"""Ray on this machine alone: over loopback, behind a token, in a folder of its own; nothing of it outlives us."""

from __future__ import annotations

import ctypes
import os
import secrets
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path

from inference.errors import InferenceError

OBJECT_STORE = 80 << 20  # bytes, the least that Ray takes: our messages are small and pass it by
FOLDER = "loihay-ray-"
PR_SET_CHILD_SUBREAPER = 36


@contextmanager
def cluster() -> Iterator[None]:
    """With Serve started in it, whose own HTTP proxy is off. Raises InferenceError where Ray is not installed."""
    if find_spec("ray") is None:
        raise InferenceError("Thiếu Ray để chạy nhiều bản sao.", "Hãy cài: pip install 'loihay[cluster]'")
    _sweep()
    folder = tempfile.mkdtemp(prefix=f"{FOLDER}{os.getpid()}-")  # logs and sockets
    os.environ |= {
        "RAY_USAGE_STATS_ENABLED": "0",
        "RAY_AUTH_MODE": "token",
        "RAY_AUTH_TOKEN": secrets.token_hex(32),
        # WORKAROUND: Ray 2.60 turns 127.0.0.1 into the outer address, but where it believes to be on Windows or macOS.
        "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0",
    }
    _adopt_orphans()
    import logging

    import ray
    from ray import serve

    for name in ("ray", "ray.serve"):
        logging.getLogger(name).setLevel(logging.ERROR)
    try:
        ray.init(
            address="local",
            include_dashboard=False,
            object_store_memory=OBJECT_STORE,
            log_to_driver=False,
            logging_level=logging.ERROR,
            _temp_dir=folder,
        )
        serve.start(proxy_location="Disabled", logging_config={"log_level": "ERROR", "enable_access_log": False})
        yield
    finally:
        ray.shutdown()
        _end_children()
        shutil.rmtree(folder, ignore_errors=True)


def _sweep() -> None:
    """Removes what others left that were killed; Ray's own processes end within a minute of that."""
    for old in Path(tempfile.gettempdir()).glob(f"{FOLDER}*"):
        pid = old.name.removeprefix(FOLDER).partition("-")[0]
        if sys.platform == "linux" and not Path(f"/proc/{pid}").exists():
            shutil.rmtree(old, ignore_errors=True)


def _adopt_orphans() -> None:
    """Ray's processes start others; those whose parent ends become ours, so that they can be waited for."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _end_children() -> None:
    """Kills and waits for every process that is left, and for those that they leave."""
    while sys.platform == "linux":
        for task in Path("/proc/self/task").iterdir():
            for child in (task / "children").read_text().split():
                with suppress(ProcessLookupError):
                    os.kill(int(child), signal.SIGKILL)
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return
