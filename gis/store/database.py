"""The database under the store: how to connect, read whole tables, and write rows."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd
from sqlalchemy import (
    Connection,
    Engine,
    Table,
    bindparam,
    create_engine,
    delete,
    event,
    insert,
    select,
)
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from gis.errors import StoreError
from gis.language import _


def connect(url: str) -> Engine:
    """Return an engine for the URL; the folder of an SQLite file is made when missing.

    Raises
    ------
    StoreError
        The URL is no database address, or its folder cannot be made.
    """
    try:
        address = make_url(url)
        if address.get_backend_name() == "sqlite" and address.database:
            Path(address.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(address)
    except (ArgumentError, ImportError, OSError) as error:
        raise StoreError(
            _(
                "Store {url}: not a usable database address ({error})",
                url=url.rpartition("@")[2],
                error=error,
            )
        ) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _make_durable)
    return engine


def _make_durable(connection: sqlite3.Connection, _record: object) -> None:
    """Readers never wait for a writer, a writer waits for its turn, a crash loses nothing."""
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA busy_timeout=30000")


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """Run a block as one transaction: all of it is written, or nothing.

    Raises
    ------
    StoreError
        The database refuses or cannot be reached.
    """
    try:
        with engine.begin() as connection:
            yield connection
    except SQLAlchemyError as error:
        cause = str(getattr(error, "orig", None) or error).splitlines()[0]
        raise StoreError(
            _(
                "Store {url}: the database refuses ({cause}); nothing was changed",
                url=engine.url.render_as_string(),
                cause=cause,
            )
        ) from error


def read(connection: Connection, table: Table) -> pd.DataFrame:
    """Return a whole table, in the order of its key."""
    return pd.read_sql(select(table).order_by(*table.primary_key), connection)


def replace(connection: Connection, table: Table, rows: pd.DataFrame, key: str) -> None:
    """Write complete rows by their key: known ones are replaced, new ones added."""
    keys = [{"known": value} for value in rows[key]]
    from_key = delete(table).where(table.c[key] == bindparam("known"))
    connection.execute(from_key, keys)
    connection.execute(insert(table), records(rows))


def records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows as plain values; a missing number is None."""
    plain = rows.astype(object).where(rows.notna(), None)
    return [dict(zip(plain.columns, row, strict=True)) for row in plain.itertuples(index=False)]
