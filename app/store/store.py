"""Opens loihay.db, sets a broken one aside, and keeps drafts and finished cards as JSON."""

import json
import logging
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from app.errors import UserError
from app.store.migrations import MIGRATIONS, migrate, version

log = logging.getLogger(__name__)
REASONS = {
    sqlite3.SQLITE_FULL: "đĩa đã đầy",
    sqlite3.SQLITE_READONLY: "thư mục dữ liệu chỉ cho đọc",
    sqlite3.SQLITE_IOERR: "ổ đĩa không ghi được",
    sqlite3.SQLITE_BUSY: "một chương trình khác đang giữ tệp",
    sqlite3.SQLITE_LOCKED: "một chương trình khác đang giữ tệp",
}


@dataclass(frozen=True)
class UsedText:
    """One text that a person was given; see app.writing.used."""

    person: str
    mark: str
    occasion: str
    sent: bool  # on a card that left the program, or copied; else it was only chosen
    on: str  # the day, "2026-11-26"


class Store:
    """The person's work. Bodies are plain dicts of JSON values; one thread uses one Store."""

    def __init__(self, db: sqlite3.Connection, set_aside: Path | None = None) -> None:
        self._db = db
        self.set_aside = set_aside  # where a broken file was moved, to tell the person

    def save_draft(self, room: str, body: Mapping[str, Any]) -> None:
        """Keep the work in hand of one room, in place of what was kept before."""
        text = json.dumps(body, ensure_ascii=False)
        self.write(
            "INSERT INTO drafts VALUES (?, ?, ?) ON CONFLICT (room)"
            " DO UPDATE SET body = excluded.body, saved_at = excluded.saved_at",
            (room, text, now()),
        )

    def draft(self, room: str) -> dict[str, Any] | None:
        """The work in hand of one room, or None."""
        row = self._db.execute("SELECT body FROM drafts WHERE room = ?", (room,)).fetchone()
        return body_of(row[0]) if row else None

    def bodies(self) -> list[str]:
        """Every draft and every card as they are written, thrown away ones too."""
        return [text for (text,) in self.read("SELECT body FROM drafts UNION ALL SELECT body FROM cards")]

    def keep_used(self, person: str, texts: Iterable[UsedText]) -> None:
        """What a person was given, in place of what was known of it before."""
        rows = [[text.person, text.mark, text.occasion, int(text.sent), text.on] for text in texts]
        self.write("BEGIN IMMEDIATE", ())
        try:
            self.write("DELETE FROM used WHERE person = ?", (person,))
            for row in rows:
                self.write("INSERT INTO used VALUES (?, ?, ?, ?, ?)", tuple(row))
        except UserError:
            self._db.execute("ROLLBACK")
            raise
        self.write("COMMIT", ())

    def used(self) -> list[UsedText]:
        """Every text given to anybody."""
        rows = self._db.execute("SELECT person, mark, occasion, sent, used_on FROM used")
        return [UsedText(person, mark, occasion, bool(sent), on) for person, mark, occasion, sent, on in rows]

    def close(self) -> None:
        """Write everything to the file itself and let go of it."""
        self._db.close()

    def read(self, sql: str, values: tuple[object, ...] = ()) -> Iterator[tuple[Any, ...]]:
        """Rows, for the modules that own a table."""
        yield from self._db.execute(sql, values)

    def write(self, sql: str, values: tuple[object, ...]) -> int:
        """One change, whole or not at all; returns the last row's number. UserError says why it could not be made."""
        try:
            return self._db.execute(sql, values).lastrowid or 0
        except sqlite3.Error as fault:
            raise UserError(
                f"Chưa lưu được bài đang làm: {_reason(fault)}.",
                "Hãy kiểm tra dung lượng đĩa và quyền ghi của thư mục dữ liệu.",
            ) from fault


def open_store(path: Path) -> Store:
    """Open or make the database at `path`.

    A file from a newer version raises UserError; a broken one is moved aside and a new one begun.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return Store(_open(path))
    except OSError as fault:
        raise _closed(path) from fault
    except sqlite3.DatabaseError as fault:
        if isinstance(fault, sqlite3.OperationalError) and "unable to open" in str(fault):
            raise _closed(path) from fault
        if _is_busy(fault):
            raise UserError("Dữ liệu đang được một cửa sổ khác dùng.", "Hãy đóng cửa sổ kia rồi mở lại.") from fault
        log.warning("broken database %s: %s", path, fault)
    aside = move_aside(path)
    return Store(_open(path), set_aside=aside)


def _closed(path: Path) -> UserError:
    return UserError(
        f"Không mở được tệp dữ liệu {path}; việc làm lúc này sẽ không được giữ.",
        "Hãy kiểm tra quyền ghi của thư mục này.",
    )


def move_aside(path: Path) -> Path:
    """Rename a broken file (and SQLite's companions) with the date; returns the new name."""
    stamp = datetime.now().strftime("%Y%m%d-%H%M%S-%f")
    target = path.with_name(f"{path.stem}.hong-{stamp}{path.suffix}")
    os.replace(path, target)
    for tail in ("-wal", "-shm"):
        companion = path.with_name(path.name + tail)
        if companion.exists():
            os.replace(companion, target.with_name(target.name + tail))
    return target


def _open(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, isolation_level=None, timeout=5)
    try:
        if version(db) > len(MIGRATIONS):
            raise UserError(
                "Dữ liệu của bạn do một bản Lời Hay mới hơn lưu lại.",
                "Hãy cập nhật chương trình; tệp được giữ nguyên.",
            )
        db.execute("PRAGMA journal_mode = WAL")
        # WAL + NORMAL keeps the file whole after a crash; only a power cut may cost the last second.
        db.execute("PRAGMA synchronous = NORMAL")
        if db.execute("PRAGMA quick_check").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError("quick_check failed")
        migrate(db)
    except BaseException:
        db.close()
        raise
    return db


def _is_busy(fault: sqlite3.Error) -> bool:
    return fault.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def _reason(fault: sqlite3.Error) -> str:
    return REASONS.get(fault.sqlite_errorcode & 0xFF, str(fault))


def body_of(text: str) -> dict[str, Any] | None:
    try:
        body = json.loads(text)
    except ValueError:
        return None
    return body if isinstance(body, dict) else None


def now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")
