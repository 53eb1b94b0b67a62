"""Opening a register that may only be looked at: a file or a role without the right to write."""

import os
import sqlite3
from pathlib import Path

from sqlalchemy import Engine, NullPool, create_engine, text
from sqlalchemy.engine import URL

from gis.core.language import _

# An engine with this option refuses every write.
OPTION = "camera_read_only"
_MAY_WRITE = text(
    "SELECT NOT pg_is_in_recovery() AND current_setting('transaction_read_only') = 'off' "
    "AND (to_regclass('event') IS NULL OR has_table_privilege('event', 'INSERT'))"
)


def may_write_file(path: Path) -> bool:
    """Tell whether a SQLite file can be written: it, and its journal in the same folder."""
    return not path.exists() or (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def reading_engine(address: URL) -> Engine:
    """Return an engine that only reads a SQLite file.

    Each question opens the file anew, so a copy that is put in its place is seen.
    """
    path = Path(str(address.database)).resolve()
    engine = create_engine(address, creator=lambda: _open(path), poolclass=NullPool)
    return engine.execution_options(**{OPTION: True})


def _open(path: Path) -> sqlite3.Connection:
    """Open a file for reading; one that nobody writes needs no files beside it."""
    journal = path.with_name(f"{path.name}-wal")
    written = journal.exists() and journal.stat().st_size > 0
    how = "mode=ro" if written or os.access(path.parent, os.W_OK) else "mode=ro&immutable=1"
    return sqlite3.connect(f"{path.as_uri()}?{how}", uri=True, check_same_thread=False)


def may_write(engine: Engine) -> bool:
    """Tell whether the role that is signed in to PostgreSQL may write the register."""
    with engine.connect() as connection:
        return bool(connection.scalar(_MAY_WRITE))


def is_read_only(engine: Engine) -> bool:
    """Tell whether an engine refuses every write."""
    return bool(engine.get_execution_options().get(OPTION))


def refusal() -> str:
    """Say why nothing can be written, and who can change that."""
    return _(
        "The register is open for reading only: the program has no right to write it here. "
        "Whoever runs it can give that right and start it again."
    )
