"""The store keeps work through crashes, refuses what it does not know, and never deletes a broken file."""

import sqlite3
from pathlib import Path

import pytest

from app.errors import UserError
from app.store import open_store
from app.store.migrations import MIGRATIONS


def test_a_draft_comes_back_as_it_was(tmp_path: Path) -> None:
    store = open_store(tmp_path / "loihay.db")
    store.save_draft("thiep", {"to": "bà ngoại", "details": ["mổ mắt"], "pair": None})
    store.close()
    again = open_store(tmp_path / "loihay.db")
    assert again.draft("thiep") == {"to": "bà ngoại", "details": ["mổ mắt"], "pair": None}
    assert again.draft("viet") is None
    again.close()


def test_the_latest_draft_wins(tmp_path: Path) -> None:
    store = open_store(tmp_path / "loihay.db")
    for text in ("một", "hai"):
        store.save_draft("thiep", {"text": text})
    assert store.draft("thiep") == {"text": "hai"}
    store.close()


def test_a_draft_is_there_without_closing(tmp_path: Path) -> None:
    """As after a crash: another connection reads what was written."""
    store = open_store(tmp_path / "loihay.db")
    store.save_draft("thiep", {"text": "còn đây"})
    other = open_store(tmp_path / "loihay.db")
    assert other.draft("thiep") == {"text": "còn đây"}
    other.close()
    store.close()


def test_a_newer_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "loihay.db"
    db = sqlite3.connect(path)
    db.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    db.close()
    before = path.read_bytes()
    with pytest.raises(UserError, match="mới hơn"):
        open_store(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("wreck", [b"not a database at all " * 100, b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_broken_database_is_set_aside_and_a_new_one_begun(tmp_path: Path, wreck: bytes) -> None:
    path = tmp_path / "loihay.db"
    path.write_bytes(wreck)
    store = open_store(path)
    assert store.set_aside is not None and store.set_aside.read_bytes() == wreck
    store.save_draft("thiep", {"text": "mới"})
    assert store.draft("thiep") == {"text": "mới"}
    store.close()


def test_a_folder_in_the_way_is_explained(tmp_path: Path) -> None:
    (tmp_path / "loihay.db").mkdir()
    with pytest.raises(UserError, match="Không mở được tệp dữ liệu"):
        open_store(tmp_path / "loihay.db")


def test_a_failed_migration_leaves_the_version_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(db: sqlite3.Connection) -> None:
        db.execute("CREATE TABLE half (id)")
        raise RuntimeError

    open_store(tmp_path / "loihay.db").close()
    monkeypatch.setattr("app.store.migrations.MIGRATIONS", (*MIGRATIONS, breaks))
    monkeypatch.setattr("app.store.store.MIGRATIONS", (*MIGRATIONS, breaks))
    with pytest.raises(RuntimeError):
        open_store(tmp_path / "loihay.db")
    db = sqlite3.connect(tmp_path / "loihay.db")
    assert db.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
    assert db.execute("SELECT count(*) FROM sqlite_master WHERE name = 'half'").fetchone() == (0,)
    db.close()


def test_a_folder_that_is_a_file_is_said_in_vietnamese(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("x")
    with pytest.raises(UserError, match="Không mở được tệp dữ liệu"):
        open_store(tmp_path / "home" / "loihay.db")
