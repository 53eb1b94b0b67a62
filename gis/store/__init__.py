"""Where the register lives: one SQLAlchemy store, two URLs (SQLite embedded, PostgreSQL)."""

__all__ = [
    "archive",
    "backup",
    "by_hand",
    "changes",
    "database",
    "editing",
    "effective_history",
    "merging",
    "replacement",
    "returns",
    "rounds",
    "store",
    "submissions",
    "tables",
    "undoing",
    "writes",
    "writing",
]
