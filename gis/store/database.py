"""The database under the store: how to connect, read tables, and write rows in bulk."""

import csv
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd
from pandas.errors import DatabaseError as PandasError
from sqlalchemy import Connection, Engine, Table, create_engine, event, insert, select, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from gis.core.errors import StoreError
from gis.core.language import _
from gis.store import read_only
from gis.store.database_errors import database_error, note_cause
from gis.store.sql_writes import PROGRAM, WRITER_SETTING

POSTGRESQL = "postgresql"
# The program records its writes itself, until the transaction ends.
_AS_PROGRAM = text(f"SELECT set_config('{WRITER_SETTING}', '{PROGRAM}', true)")
# As many ids go into one question: every database takes so many.
_IDS_AT_ONCE = 10_000
# A server that does not answer by then cannot be reached; else a page waits for minutes.
_CONNECT_S = 10
_ROWS_AT_ONCE = 20_000


def connect(url: str) -> Engine:
    """Return an engine for the URL; the folder of an SQLite file is made when missing.

    What may not be written is opened for reading, see `read_only`.

    Raises
    ------
    StoreError
        The URL is no database address, or its folder cannot be made.
    """
    try:
        address = make_url(url)
        engine = _sqlite(address) if address.get_backend_name() == "sqlite" else _server(address)
    except ValueError as error:  # it repeats what stands for the port: it may be a password
        raise _unusable(url, ValueError("the port is no number")) from error
    except (ArgumentError, ImportError, OSError) as error:
        raise _unusable(url, error) from error
    return engine


def _unusable(url: str, cause: Exception) -> StoreError:
    return StoreError(
        _(
            "The address of the store cannot be used. Tell who runs the server: code {code}",
            code=note_cause(_without_secrets(url), cause),
        )
    )


def _without_secrets(url: str) -> str:
    """Return what may be told of an address that may be none: no user, no password."""
    kind, _colon, rest = url.rpartition("://")
    return f"{kind}://{rest.rpartition('@')[2]}" if "@" in rest or not kind else f"{kind}://…"


def _sqlite(address: URL) -> Engine:
    if address.database:
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    if address.database and not read_only.may_write_file(Path(address.database)):
        engine = read_only.reading_engine(address)
    else:
        engine = create_engine(address, pool_pre_ping=True)
        event.listen(engine, "connect", _make_durable)
    event.listen(engine, "connect", _wait_in_turn, insert=True)
    event.listen(engine, "begin", _begin)
    return engine


def _server(address: URL) -> Engine:
    waits = {} if "connect_timeout" in address.query else {"connect_timeout": _CONNECT_S}
    engine = create_engine(address, pool_pre_ping=True, connect_args=waits)
    try:
        may_write = read_only.may_write(engine)
    except SQLAlchemyError as error:
        raise _refusal(engine, error) from error
    return engine if may_write else engine.execution_options(**{read_only.OPTION: True})


def _wait_in_turn(connection: sqlite3.Connection, _record: object) -> None:
    """Let a writer wait for its turn."""
    connection.isolation_level = None  # transactions begin as `_begin` says
    connection.execute("PRAGMA busy_timeout=30000")


def _make_durable(connection: sqlite3.Connection, _record: object) -> None:
    """Readers never wait for a writer, and a crash loses nothing."""
    connection.execute("PRAGMA journal_mode=WAL")


def _begin(connection: Connection) -> None:
    """Take the writer's turn at once: a reader that turns writer late would be refused."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def transaction(engine: Engine, *, writes: bool = False) -> Iterator[Connection]:
    """Run a block as one transaction: all of it is written, or nothing.

    One that reads sees the store as it was at its first question, whoever writes meanwhile.

    Parameters
    ----------
    engine
        Of the store.
    writes
        Take the writer's turn at once: others who write wait, readers do not.

    Yields
    ------
    Connection
        Closed with the block.

    Raises
    ------
    StoreError
        The database refuses or cannot be reached, or is open for reading only.
    """
    if writes and read_only.is_read_only(engine):
        raise StoreError(read_only.refusal())
    try:
        with engine.execution_options(**_options(engine, writes=writes)).begin() as connection:
            if writes and engine.dialect.name == POSTGRESQL:
                connection.execute(_AS_PROGRAM)
            yield connection
    except (SQLAlchemyError, PandasError, _driver(engine).Error) as error:
        raise _refusal(engine, error) from error


def _options(engine: Engine, *, writes: bool) -> dict[str, Any]:
    """Return how a transaction begins, see `_begin`; a writer sees what others wrote before."""
    steady = engine.dialect.name == POSTGRESQL and not writes
    return {"writes": writes} | ({"isolation_level": "REPEATABLE READ"} if steady else {})


def _driver(engine: Engine) -> Any:
    """Return the driver's module: what streams rows past SQLAlchemy raises its errors."""
    return engine.dialect.loaded_dbapi


def _refusal(engine: Engine, error: Exception) -> StoreError:
    return database_error(engine.url.render_as_string(), error)


def read_rows(
    connection: Connection,
    table: Table,
    ids: Sequence[str] | None = None,
    columns: Sequence[str] = (),
) -> pd.DataFrame:
    """Return a table, or some of its columns, whole or the rows of some ids, in their order.

    Parameters
    ----------
    connection
        Of a transaction that is open.
    table
        A table with a key of one column.
    ids
        Keys of the rows, however many; None: all rows.
    columns
        Which columns; empty: all.

    Returns
    -------
    DataFrame
        Rows by their key; an id that is not there has none.
    """
    [key] = table.primary_key
    query = select(*(table.c[name] for name in columns or list(table.c.keys()))).order_by(key)
    if ids is None:
        return pd.read_sql(query, connection)
    parts = list(batched(ids)) or [[]]
    return pd.concat([pd.read_sql(query.where(key.in_(part)), connection) for part in parts])


def batched(ids: Iterable[str]) -> Iterator[list[str]]:
    """Give ids in lists short enough for one question.

    Parameters
    ----------
    ids
        Any number of ids.

    Yields
    ------
    list of str
        At most `_IDS_AT_ONCE`, in their order.
    """
    all_ids = list(ids)
    for start in range(0, len(all_ids), _IDS_AT_ONCE):
        yield all_ids[start : start + _IDS_AT_ONCE]


def insert_rows(
    connection: Connection,
    table: Table,
    rows: pd.DataFrame,
    progress: Callable[[int], object] = lambda _count: None,
) -> None:
    """Add rows, in bulk; columns the rows lack take the table's default.

    `progress` is told of each part of the rows how many they are.
    """
    if any(column.type.python_type is bytes for column in table.c):
        records: list[Any] = rows.to_dict("records")
        if records:
            connection.execute(insert(table), records)
        return
    if connection.dialect.name == POSTGRESQL:
        _copy(connection, table, rows, progress)
        return
    places = ", ".join("?" * len(rows.columns))
    # Names come from `tables`, never from data.
    statement = f'INSERT INTO "{table.name}" ({_named(rows)}) VALUES ({places})'  # noqa: S608
    for part in _parts(rows):
        plain = part.astype(object).where(part.notna(), None)
        connection.exec_driver_sql(statement, list(map(tuple, plain.to_numpy().tolist())))
        progress(len(part))


def _parts(rows: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Give the rows in parts: what they are written as never lies in memory as a whole."""
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        yield rows.iloc[start : start + _ROWS_AT_ONCE]


def _copy(
    connection: Connection, table: Table, rows: pd.DataFrame, progress: Callable[[int], object]
) -> None:
    """Stream rows as CSV into PostgreSQL; columns that hold nothing are left to their default."""
    spared = {c.name for c in table.c if c.nullable or c.server_default is not None}
    rows = rows[[c for c in rows if c not in spared or not _is_blank(rows[c])]]
    # Every text is quoted, so an empty one is no NULL; a missing number is.
    numbers = [f'"{c.name}"' for c in table.c if c.name in rows and c.type.python_type is float]
    nulls = f", FORCE_NULL ({', '.join(numbers)})" if numbers else ""
    cursor: Any = connection.connection.cursor()
    form = f"(FORMAT csv{nulls})"
    with cursor.copy(f'COPY "{table.name}" ({_named(rows)}) FROM STDIN {form}') as copy:
        for part in _parts(rows):
            copy.write(part.to_csv(index=False, header=False, quoting=csv.QUOTE_NONNUMERIC))
            progress(len(part))


def _is_blank(column: pd.Series) -> bool:
    return bool((column.isna() | (column == "")).all())


def _named(rows: pd.DataFrame) -> str:
    return ", ".join(f'"{column}"' for column in rows.columns)
