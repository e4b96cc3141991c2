"""A server of two replicas in a process of its own, and looks at its whole family of processes."""

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import httpx2

KEY = "khoa-thu"
SEATS = 10  # of each replica
CONTEXT = 1536
LONGEST_WAIT = 60  # seconds
LISTENING = "0A"  # in /proc/net/tcp


@dataclass(frozen=True)
class Front:
    """The server's process, and its address."""

    child: subprocess.Popen[str]
    url: str

    @property
    def family(self) -> dict[int, str]:
        """Every process that it started, directly or not, with its name."""
        found, waiting = {}, [self.child.pid]
        while waiting:
            for pid in children(waiting.pop()):
                found[pid] = name(pid)
                waiting.append(pid)
        return found

    @property
    def replicas(self) -> set[int]:
        return {pid for pid, called in self.family.items() if called.startswith("ray::ServeReplica")}

    def count(self, name: str) -> float:
        """One of the numbers for Prometheus."""
        lines = httpx2.get(f"{self.url}/metrics", headers={"Authorization": f"Bearer {KEY}"}).text.splitlines()
        return next(float(line.split()[-1]) for line in lines if line.startswith(f"loihay_{name} "))


# Processes come and go while one looks: what is gone has no children, no name, no sockets.


def children(pid: int) -> list[int]:
    with suppress(OSError):
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        return [int(child) for task in tasks for child in (task / "children").read_text().split()]
    return []


def name(pid: int) -> str:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_text().split("\0")[0]
    return ""


def sockets(pid: int) -> set[str]:
    """As the kernel names them: "socket:[123]"."""
    found = set()
    with suppress(OSError):
        for file in Path(f"/proc/{pid}/fd").iterdir():
            with suppress(OSError):
                found.add(os.readlink(file))
    return found


def listening(names: set[str]) -> set[str]:
    """The addresses that these sockets listen on."""
    addresses = set()
    for table, family in (("tcp", socket.AF_INET), ("tcp6", socket.AF_INET6)):
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            _, local, _, state, *rest = line.split()
            if state == LISTENING and f"socket:[{rest[5]}]" in names:
                words = bytes.fromhex(local.split(":")[0])  # of four bytes, each in the machine's order
                addresses.add(socket.inet_ntop(family, b"".join(words[at : at + 4][::-1] for at in range(0, len(words), 4))))
    return addresses


def until(happened: Callable[[], bool]) -> None:
    """Asks again and again, for things that nobody reports."""
    pause, tries = threading.Event(), LONGEST_WAIT * 20
    assert any(happened() or pause.wait(0.05) for _ in range(tries)), "it never happened"


def start(model: Path, log: Path, *options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "inference.server", "--model", str(model), "--replicas", "2", *options]
    with log.open("wb") as words:
        return subprocess.Popen(
            command, env={**os.environ, "LOIHAY_KEY": KEY}, stdout=subprocess.PIPE, stderr=words, encoding="utf-8"
        )


@contextmanager
def running(model: Path, log: Path, *options: str) -> Iterator[Front]:
    child = start(model, log, *options)
    try:
        yield Front(child, f"http://127.0.0.1:{json.loads(child.stdout.readline())['port']}")
    finally:
        child.terminate()
        child.communicate()
