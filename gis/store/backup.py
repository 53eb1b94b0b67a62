"""The whole register in one file, and back: from any store, into any store."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Table, delete, func, select, text, update

from gis.core.errors import FileError, StoreError
from gis.core.language import _
from gis.core.scratch import scratch_folder
from gis.store import tables
from gis.store.database import POSTGRESQL, insert_rows, read_rows, transaction
from gis.store.store import Store

_COPIED: tuple[Table, ...] = (*tables.CONTENT, tables.event, tables.submission)


def backup(store: Store, path: Path) -> int:
    """Copy everything, history too, into one SQLite file; return the number of rows.

    The file holds one moment of the store, whoever writes meanwhile. At any moment `path`
    is the old file or the whole new one.

    Parameters
    ----------
    store
        What is copied.
    path
        The file; its folder must be there.

    Returns
    -------
    int
        Rows of all tables, events among them.

    Raises
    ------
    FileError
        The file cannot be written.
    StoreError
        The store cannot be read.
    """
    try:
        with scratch_folder(path.parent) as folder:
            made = folder / "backup.sqlite"
            copy = Store(f"sqlite:///{made}")
            try:
                rows = _copy(store, copy, into_empty=True)
                with copy.engine.connect() as connection:
                    connection.exec_driver_sql("ROLLBACK")
                    connection.exec_driver_sql("PRAGMA journal_mode=DELETE")
                    connection.exec_driver_sql("BEGIN")
            finally:
                copy.engine.dispose()
            made.replace(path)
    except OSError as error:
        message = _("{path}: cannot be written ({error})", path=path, error=error.strerror)
        raise FileError(message) from error
    return rows


def restore_backup(path: Path, store: Store, *, replace: bool = False) -> int:
    """Bring a backup of this or an earlier version back; return the number of rows.

    Parameters
    ----------
    path
        The file `backup` wrote.
    store
        Where it goes; all it holds is replaced.
    replace
        Go on though the store holds cameras.

    Returns
    -------
    int
        Rows of all tables, events among them.

    Raises
    ------
    FileError
        The file is missing or no backup.
    StoreError
        The store holds cameras and `replace` is false, or it refuses; it is as it was.
    """
    if not store.is_empty() and not replace:
        raise StoreError(_("The store holds cameras; restoring over them must be asked for"))
    with scratch_folder() as folder:
        try:
            copy = shutil.copy(path, folder)
            _check(Path(copy))
        except OSError as error:
            message = _("{file}: the file cannot be opened; check its path", file=path)
            raise FileError(message) from error
        held = Store(f"sqlite:///{copy}")
        try:
            return _copy(held, store, into_empty=False)
        finally:
            held.engine.dispose()


def _check(path: Path) -> None:
    with closing(sqlite3.connect(path)) as file:
        try:
            found = file.execute("SELECT name FROM sqlite_master").fetchall()
        except sqlite3.DatabaseError:
            found = []
    if not {(tables.camera.name,), ("alembic_version",)} <= set(found):
        raise FileError(_("{file}: this is no backup of a register", file=path.name))


def _copy(origin: Store, goal: Store, *, into_empty: bool) -> int:
    """Replace all content of one store by that of another, in one transaction on each side."""
    with (
        transaction(origin.engine) as source,
        transaction(goal.engine, writes=True) as connection,
    ):
        rows = sum(_copy_table(source, connection, table) for table in _COPIED)
        _continue_numbers(source, connection, keep=not into_empty)
        return rows


def _copy_table(source: Connection, connection: Connection, table: Table) -> int:
    rows = read_rows(source, table)
    connection.execute(delete(table))
    insert_rows(connection, table, rows)
    return len(rows)


def _continue_numbers(source: Connection, connection: Connection, *, keep: bool) -> None:
    """Go on counting events and revisions; a store restored into gets a revision of its own."""
    theirs = source.execute(select(tables.state_table)).one()
    ours = connection.execute(select(tables.state_table)).one()
    state: dict[str, object] = {"revision": max(theirs.revision, ours.revision) + 1}
    if not keep:
        state = {"revision": theirs.revision, "store_id": theirs.store_id}
    connection.execute(update(tables.state_table).values(**state))
    last = connection.scalar(select(func.max(tables.event.c.event_id)))
    if connection.dialect.name == POSTGRESQL and last:
        sequence = "SELECT setval(pg_get_serial_sequence('event', 'event_id'), :last)"
        connection.execute(text(sequence), {"last": last})
