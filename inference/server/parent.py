"""Ends this process when the one that started it is gone."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import threading

PR_SET_PDEATHSIG = 1


def die_with_parent() -> None:
    """Watches standard input, whose other end the parent holds: its end is the parent's, however that came."""
    threading.Thread(target=_wait_for_end, name="parent", daemon=True).start()
    if sys.platform == "linux":
        parent = os.getppid()
        # The signal also comes when only the parent's starting *thread* ends, so it is a question, not an order.
        signal.signal(signal.SIGUSR2, lambda *_: None if os.getppid() == parent else os._exit(0))
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGUSR2)


def _wait_for_end() -> None:
    try:
        while os.read(0, 1024):
            pass
    except OSError:
        pass
    os._exit(0)
