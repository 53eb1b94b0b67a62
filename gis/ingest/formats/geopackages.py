"""The tables of a GeoPackage, asked of SQLite before GDAL opens it.

GDAL counts and measures whatever a GeoPackage holds, and a view may count for ever. Views are
no layers: only what `gpkg_contents` lists and is a table is read, and what would run by itself
is taken out of the copy first.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from gis.core.errors import FileError
from gis.core.language import _

# Steps of SQLite's machine: what a sound file needs is answered within some thousand.
_MAX_STEPS = 2_000_000
_LISTED = "SELECT table_name FROM gpkg_contents WHERE data_type IN ('features', 'attributes')"
_KINDS = "SELECT type, name, sql FROM sqlite_master WHERE type IN ('table', 'view', 'trigger')"


def layer_names(path: Path, name: str) -> list[str]:
    """Return the layers and tables of a GeoPackage, rid of its views.

    Parameters
    ----------
    path
        A copy of our own: its views are dropped in it.
    name
        The file's name, for messages.

    Returns
    -------
    list of str
        What `gpkg_contents` lists and is a plain table; empty where there is none.

    Raises
    ------
    FileError
        The file is damaged, or asks for too much work.
    """
    try:
        with _opened(path, "ro") as base:
            kinds = base.execute(_KINDS).fetchall()
            tables = {table for kind, table, sql in kinds if kind == "table" and _is_plain(sql)}
            if "gpkg_contents" not in tables:
                raise sqlite3.DatabaseError("gpkg_contents")
            listed = [table for (table,) in base.execute(_LISTED) if table in tables]
        _remove(path, [(kind, thing) for kind, thing, _sql in kinds if kind != "table"])
    except (sqlite3.Error, UnicodeError) as error:
        message = _("{file}: the layer is damaged or incomplete; export it again", file=name)
        raise FileError(message) from error
    return listed


@contextmanager
def _opened(path: Path, mode: str) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode={mode}", uri=True)) as base:
        base.execute("PRAGMA trusted_schema=OFF")
        base.set_progress_handler(lambda: 1, _MAX_STEPS)  # ends what still runs then
        yield base


def _is_plain(sql: str | None) -> bool:
    return not (sql or "").lstrip().upper().startswith("CREATE VIRTUAL")


def _remove(path: Path, things: list[tuple[str, str]]) -> None:
    if not things:
        return
    with _opened(path, "rw") as base:
        # Triggers first: they would run.
        for kind, thing in sorted(things):
            quoted = thing.replace('"', '""')
            base.execute(f'DROP {"TRIGGER" if kind == "trigger" else "VIEW"} IF EXISTS "{quoted}"')
        base.commit()
