"""What every test stands on: no display, no person's data, no network but this machine."""

import ipaddress
import os
import socket
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

# Before anything imports Triton, as transformers does: kernels run in its interpreter (tests/inference/kernels).
os.environ["TRITON_INTERPRET"] = "1"
# Before anything imports Qt, and before any session fixture starts a child process.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
_session_home = tempfile.TemporaryDirectory(prefix="loihay-tests-")
os.environ["LOIHAY_HOME"] = _session_home.name


@pytest.fixture(autouse=True)
def loihay_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder of the test's own."""
    home = tmp_path / "loihay-home"
    monkeypatch.setenv("LOIHAY_HOME", str(home))
    return home


def stays_here(family: int, address: object) -> bool:
    """Whether connecting to `address` keeps the bytes on this machine."""
    if family not in (socket.AF_INET, socket.AF_INET6):
        return True
    host = str(address[0]) if isinstance(address, tuple) else str(address)
    if host in ("", "localhost"):
        return True
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False


@pytest.fixture(scope="session", autouse=True)
def network_guard() -> Iterator[Callable[[int, object], bool]]:
    """Connecting or resolving beyond loopback fails at once, also in threads and in session fixtures."""
    connect, connect_ex, getaddrinfo = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def check(family: int, address: object) -> None:
        if not stays_here(family, address):
            raise AssertionError(f"a test tried to reach the network: {address!r}")

    def guarded_connect(self: socket.socket, address: object) -> None:
        check(self.family, address)
        connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: object) -> int:
        check(self.family, address)
        return connect_ex(self, address)

    def guarded_getaddrinfo(host: object, *rest: object, **named: object) -> object:
        if host is not None:
            check(socket.AF_INET, (host.decode() if isinstance(host, bytes) else host,))
        return getaddrinfo(host, *rest, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded_connect)
        patch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
        patch.setattr(socket, "getaddrinfo", guarded_getaddrinfo)
        yield stays_here
