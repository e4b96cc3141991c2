"""What a person made: kept in one SQLite file, saved as they go."""

from app.store.store import Store, open_store

__all__ = ["Store", "open_store"]
