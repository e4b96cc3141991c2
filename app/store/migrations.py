"""The database's shape, one function a version; a file is brought up to date when it is opened."""

import sqlite3
from collections.abc import Callable


def m001_drafts_and_cards(db: sqlite3.Connection) -> None:
    """The work in hand, one draft a room, and every card that left the program."""
    db.execute("CREATE TABLE drafts (room TEXT PRIMARY KEY, body TEXT NOT NULL, saved_at TEXT NOT NULL) STRICT")
    db.execute(
        "CREATE TABLE cards (id INTEGER PRIMARY KEY, occasion TEXT NOT NULL, recipient TEXT NOT NULL,"
        " body TEXT NOT NULL, saved_at TEXT NOT NULL) STRICT"
    )


def m002_used_texts(db: sqlite3.Connection) -> None:
    """Which texts a person was given: sent for good, or only chosen (then a later choice for the day takes its place)."""
    db.execute(
        "CREATE TABLE used (person TEXT NOT NULL, mark TEXT NOT NULL, occasion TEXT NOT NULL, sent INTEGER NOT NULL,"
        " used_on TEXT NOT NULL, PRIMARY KEY (person, mark)) STRICT"
    )


def m003_my_cards(db: sqlite3.Connection) -> None:
    """Cards get a name, a picture, words to be found by, and can be thrown away and taken back."""
    for column in ("name TEXT NOT NULL DEFAULT ''", "found_by TEXT NOT NULL DEFAULT ''", "picture BLOB", "gone_at TEXT NOT NULL DEFAULT ''"):
        db.execute(f"ALTER TABLE cards ADD COLUMN {column}")


MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (m001_drafts_and_cards, m002_used_texts, m003_my_cards)


def version(db: sqlite3.Connection) -> int:
    """How many migrations this file has had."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def migrate(db: sqlite3.Connection) -> None:
    """Bring the file up to date, each step in its own transaction."""
    for number, step in enumerate(MIGRATIONS[version(db) :], start=version(db) + 1):
        db.execute("BEGIN IMMEDIATE")
        try:
            step(db)
            db.execute(f"PRAGMA user_version = {number}")
        except BaseException:
            db.execute("ROLLBACK")
            raise
        db.execute("COMMIT")
