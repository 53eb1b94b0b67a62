"""Where the register lives: one SQLAlchemy store, two URLs (SQLite embedded, PostgreSQL)."""

__all__ = [
    "archive",
    "backup",
    "by_hand",
    "changes",
    "database",
    "doubts",
    "editing",
    "effective_history",
    "equipment_work",
    "merging",
    "read_only",
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
