"""The suite's own guards: no network, the test's own data folder, Qt without a screen."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.mark.parametrize(
    ("family", "address", "here"),
    [
        (socket.AF_INET, ("127.0.0.1", 80), True),
        (socket.AF_INET, ("127.8.8.8", 80), True),
        (socket.AF_INET, ("localhost", 80), True),
        (socket.AF_INET6, ("::1", 80, 0, 0), True),
        (socket.AF_INET, ("192.0.2.1", 80), False),
        (socket.AF_INET, ("10.0.0.1", 80), False),
        (socket.AF_INET6, ("2001:db8::1", 80, 0, 0), False),
        (socket.AF_INET, ("example.invalid", 80), False),
    ],
)
def test_only_loopback_stays_here(
    network_guard: Callable[[int, object], bool], family: int, address: object, here: bool
) -> None:
    assert network_guard(family, address) is here


def test_a_local_socket_file_stays_here(network_guard: Callable[[int, object], bool]) -> None:
    assert network_guard(getattr(socket, "AF_UNIX", -1), "a/socket/file")


def test_resolving_a_foreign_name_is_refused() -> None:
    with pytest.raises(AssertionError, match="reach the network"):
        socket.create_connection(("example.invalid", 80))


def test_connecting_goes_through_the_guard() -> None:
    assert "guarded" in socket.socket.connect.__name__
    assert "guarded" in socket.socket.connect_ex.__name__


def test_the_data_folder_is_the_tests_own(loihay_home: Path, tmp_path: Path) -> None:
    assert os.environ["LOIHAY_HOME"] == str(loihay_home)
    assert loihay_home.parent == tmp_path


def test_qt_draws_without_a_screen() -> None:
    assert os.environ["QT_QPA_PLATFORM"]
