"""Keys and the log of connections: kept where they can be, never lost in a sentence."""

from pathlib import Path

import pytest

from app.connections import Connections
from app.keys import Keys
from inference.network import Connection


class Ring:
    """A keyring in memory; `locked` refuses as a locked desktop's does."""

    priority = 5

    def __init__(self, *, locked: bool = False) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = locked

    def _check(self) -> None:
        if self.locked:
            raise RuntimeError("locked")

    def get_password(self, service: str, name: str) -> str | None:
        self._check()
        return self.kept.get((service, name))

    def set_password(self, service: str, name: str, key: str) -> None:
        self._check()
        self.kept[service, name] = key

    def delete_password(self, service: str, name: str) -> None:
        self._check()
        del self.kept[service, name]


def test_a_key_lasts_in_the_keyring() -> None:
    ring = Ring()
    assert Keys(ring).put("https://may", "bí mật")
    assert Keys(ring).get("https://may") == "bí mật" and Keys(ring).get("https://khac") == ""
    assert Keys(ring).put("https://may", "") and Keys(ring).get("https://may") == ""


def test_a_locked_keyring_keeps_it_for_this_session_only(caplog: pytest.LogCaptureFixture) -> None:
    keys = Keys(Ring(locked=True))
    assert not keys.put("https://may", "bí mật")
    assert keys.get("https://may") == "bí mật"
    assert "bí mật" not in caplog.text


def test_without_a_desktop_there_is_no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    import keyring

    class Failing:
        priority = 0

    monkeypatch.setattr(keyring, "get_keyring", Failing)
    keys = Keys()
    assert not keys.put("https://may", "x") and keys.get("https://may") == "x"


def one(number: int) -> Connection:
    return Connection("2026-11-26T05:00:00+07:00", "may", f"việc {number}", 1, 2, "200")


def test_connections_are_written_down_newest_first(tmp_path: Path) -> None:
    log = Connections(tmp_path / "log" / "connections.jsonl")
    assert log.latest() == ()
    for number in range(3):
        log.add(one(number))
    with (tmp_path / "log" / "connections.jsonl").open("a") as file:
        file.write("half a li")
    assert list(log.latest(2)) == [one(2), one(1)]


def test_a_log_that_grew_large_loses_its_older_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.connections.LARGEST", 2000)
    log = Connections(tmp_path / "connections.jsonl")
    for number in range(60):
        log.add(one(number))
    found = log.latest()
    assert found[0] == one(59) and 5 < len(found) < 60


def test_a_log_that_can_not_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "tep").write_text("x")
    Connections(tmp_path / "tep" / "connections.jsonl").add(one(1))
