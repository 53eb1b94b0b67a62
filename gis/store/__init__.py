"""Where the register lives: one SQLAlchemy store, two URLs (SQLite embedded, PostgreSQL)."""
