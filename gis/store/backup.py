"""The whole register in one file, and back: from any store, into any store."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Table, delete, func, select, text, update

from gis.core.errors import FileError, StoreError
from gis.core.file_errors import unwritable
from gis.core.language import _
from gis.core.scratch import scratch_folder
from gis.store import tables
from gis.store.database import POSTGRESQL, insert_rows, read_rows, transaction
from gis.store.ground import GROUND_LAYERS, read_ground, save_ground
from gis.store.store import Store
from gis.store.upgrade import GROUND_SINCE
from gis.store.writing import write_within

_COPIED: tuple[Table, ...] = (
    *tables.CONTENT,
    tables.event,
    tables.submission,
    tables.ground_layer,
)


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
                with copy.reading() as connection:
                    connection.exec_driver_sql("ROLLBACK")
                    connection.exec_driver_sql("PRAGMA journal_mode=DELETE")
                    connection.exec_driver_sql("BEGIN")
            finally:
                copy.engine.dispose()
            made.replace(path)
    except OSError as error:
        raise unwritable(path, error) from error
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
            has_ground = _version(Path(copy)) >= GROUND_SINCE
        except OSError as error:
            message = _("{file}: the file cannot be opened; check its path", file=path)
            raise FileError(message) from error
        held = Store(f"sqlite:///{copy}")
        try:
            return _copy(held, store, into_empty=False, has_ground=has_ground)
        finally:
            held.engine.dispose()


def _version(path: Path) -> str:
    """Return the version of the tables of a backup; refuse a file that is none."""
    with closing(sqlite3.connect(path)) as file:
        try:
            file.execute("SELECT 1 FROM camera LIMIT 1")
            [[version]] = file.execute("SELECT version_num FROM alembic_version")
        except (sqlite3.DatabaseError, ValueError) as error:
            message = _("{file}: this is no backup of a register", file=path.name)
            raise FileError(message) from error
    return str(version)


def _copy(origin: Store, goal: Store, *, into_empty: bool, has_ground: bool = True) -> int:
    """Replace all content of one store by that of another, in one transaction on each side.

    Where the one is of a time when it had no ground, the ground of the other stays.
    """
    with (
        transaction(origin.engine) as source,
        transaction(goal.engine, writes=True) as connection,
    ):
        ground = {} if has_ground else {n: read_ground(connection, n) for n in GROUND_LAYERS}
        rows = sum(_copy_table(source, connection, table) for table in _COPIED)
        _continue_numbers(source, connection, keep=not into_empty)
        with write_within(connection, source="restored", who="") as write:
            for name, layer in ground.items():
                if len(layer):
                    save_ground(write, name, layer)
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
