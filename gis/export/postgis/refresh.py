"""Refreshing the tables of a PostgreSQL store: one revision, one transaction, changed rows only."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from sqlalchemy import Connection, Row
from sqlalchemy.exc import DBAPIError

from gis.analysis.result import Analysis
from gis.core.errors import StoreError
from gis.core.findings import Finding
from gis.core.language import _, language, use_language
from gis.export.layers import LAYERS, layer, marked
from gis.export.postgis.definitions import (
    ABOUT,
    ABOUT_STATEMENT,
    DIGEST_COLUMN,
    GEOMETRY_COLUMN,
    RESULTS,
    about_comments,
    comment_statements,
    index_statements,
    reference_statements,
    table_name,
    table_statement,
)
from gis.export.postgis.qgis_styles import write_styles
from gis.export.postgis.rows import prepare_rows
from gis.export.schema import SCHEMAS, LayerSchema
from gis.register.queries import is_confidential
from gis.restoration.plans.ranking import Ranking
from gis.store.database import POSTGRESQL, transaction
from gis.store.store import Store

# Any number will do, as long as it is this program's own.
_REFRESH_LOCK = 120_2026_11_28
# A reader of the tables in the midst of a long transaction holds up a change of their columns.
_LOCK_TIMEOUT = "SET LOCAL lock_timeout = '60s'"
_ROWS_AT_ONCE = 20_000
# What PostgreSQL answers: no right to do so; others rest on it.
_NO_RIGHT, _DEPENDENT = "42501", "2BP01"
# What an analysis does not hold, and comes from the store itself.
KEPT_PLANS = "kept_plans"
_DEFINED = [SCHEMAS[name] for name in (*LAYERS, KEPT_PLANS)]


@dataclass(frozen=True, slots=True)
class Refresh:
    """What a refresh did.

    Attributes
    ----------
    revision
        Of the register that the tables are of now.
    written, removed
        Rows by table, those that changed or came, and those that went; tables without such
        are left out.
    findings
        Values that no column allows.
    is_newer
        The tables were of a later revision already, and stay as they were.
    """

    revision: int
    written: dict[str, int] = field(default_factory=dict)
    removed: dict[str, int] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    is_newer: bool = False


def may_have_tables(store: Store) -> bool:
    """Tell whether tables of results can stand beside a register: in PostgreSQL, with the right.

    Parameters
    ----------
    store
        The register.

    Returns
    -------
    bool
        False for a file, and where the program may only read.
    """
    return store.engine.dialect.name == POSTGRESQL and not store.is_read_only


def check_database(store: Store) -> None:
    """Refuse a store that has no tables of results.

    Parameters
    ----------
    store
        The register.

    Raises
    ------
    StoreError
        It is a file.
    """
    if store.engine.dialect.name != POSTGRESQL:
        raise StoreError(
            _("Tables of results stand in a PostgreSQL store only; a file holds none of them")
        )


def refresh_tables(
    store: Store,
    analysis: Analysis,
    revision: str,
    *,
    program: str,
    ranking: Ranking | None = None,
    plans: pd.DataFrame | None = None,
) -> Refresh:
    """Bring the tables of a PostgreSQL store to a revision of its register.

    Who reads them in one transaction sees the one revision or the other. Cameras marked
    confidential never come in. Words and comments are Vietnamese, whoever runs the program.

    Parameters
    ----------
    store
        Of a PostgreSQL database.
    analysis
        Of the whole register at that revision.
    revision
        As `Store.revision` gave it before the register was read.
    program
        Which version of the program worked it out.
    ranking
        Of the analysis; None: by the prices of the program.
    plans
        Repairs of the plans that are kept, see `scenarios.table.kept_lines`; None: of none.

    Returns
    -------
    Refresh
        What was written; nothing where another machine has been here with a later revision.

    Raises
    ------
    StoreError
        The store is no PostgreSQL database, or it refuses; the tables are as they were.
    """
    check_database(store)
    asked = language()
    use_language("vi")
    try:
        prepared, findings = _prepare(analysis, ranking, plans)
        sums = {name: _sum(rows) for name, rows in prepared.items()}
        about = _about(analysis, revision, program) | {"digests": json.dumps(sums)}
        with transaction(store.engine, writes=True) as connection:
            return _refresh(connection, about, prepared, findings)
    finally:
        use_language(asked)


def _prepare(
    analysis: Analysis, ranking: Ranking | None, plans: pd.DataFrame | None
) -> tuple[dict[str, pd.DataFrame], list[Finding]]:
    """Return the rows of every table before the database is asked: no lock is held meanwhile."""
    prepared: dict[str, pd.DataFrame] = {}
    findings: list[Finding] = []
    keys: dict[str, set[str]] = {}
    first = ["communes", "cameras"]  # which the others refer to
    for name in (*first, *(n for n in LAYERS if n not in first), KEPT_PLANS):
        if name == KEPT_PLANS:
            table = _open_lines(analysis, plans)
        else:
            table = layer(analysis, name, ranking=ranking)
        prepared[name], odd = prepare_rows(table, SCHEMAS[name], keys)
        keys[name] = set(prepared[name][SCHEMAS[name].key])
        findings += odd
    return prepared, findings


def _open_lines(analysis: Analysis, plans: pd.DataFrame | None) -> gpd.GeoDataFrame:
    """Return repairs of kept plans as a layer, without those of cameras marked confidential."""
    lines = pd.DataFrame(columns=["repair", "commune_code"]) if plans is None else plans
    cameras = analysis.cameras
    codes = cameras["camera_id"][is_confidential(cameras)]
    # Plans of before name repairs by codes alone.
    secret = [*codes, *("camera:" + codes)]
    return marked(analysis, lines[~lines["repair"].isin(secret)], KEPT_PLANS)


def _about(analysis: Analysis, revision: str, program: str) -> dict[str, Any]:
    """Return the row that says what the tables are of."""
    store, number = revision.rpartition("-")[::2]
    known = {"store": store, "revision": int(number), "program": program}
    digests = {"definition": _digest(_definition()), "comments": _digest(_comments())}
    return known | analysis.provenance.as_dict() | digests


def _definition() -> Iterator[str]:
    yield from map(table_statement, _DEFINED)
    yield from _after_loading()


def _after_loading() -> Iterator[str]:
    """Give what is cheaper, in a new table, once its rows are there."""
    for make in (index_statements, reference_statements):
        for schema in _DEFINED:
            yield from make(schema)


def _comments() -> Iterator[str]:
    yield from about_comments()
    for schema in _DEFINED:
        yield from comment_statements(schema)


def _sum(rows: pd.DataFrame) -> str:
    """Return what all rows of a table hold in short: a table that is as it was is not read."""
    with np.errstate(over="ignore"):
        total = rows[DIGEST_COLUMN].to_numpy().sum(dtype=np.int64)
    return f"{len(rows)}:{total}"


def _digest(statements: Iterator[str]) -> str:
    return blake2b("\n".join(statements).encode(), digest_size=8).hexdigest()


def _refresh(
    connection: Connection,
    about: dict[str, Any],
    prepared: dict[str, pd.DataFrame],
    findings: list[Finding],
) -> Refresh:
    _run(connection, f"SELECT pg_advisory_xact_lock({_REFRESH_LOCK})", _LOCK_TIMEOUT)
    there = _there(connection, set(about))
    if there is not None and there.store == about["store"] and there.revision > about["revision"]:
        return Refresh(there.revision, is_newer=True)
    anew = there is None or there.definition != about["definition"] or _lacks_tables(connection)
    if anew:
        _make_tables(connection)
    same = {} if anew or there is None else there.digests
    counts = {
        name: _write_rows(connection, SCHEMAS[name], rows)
        for name, rows in prepared.items()
        if same.get(name) != _sum(rows)
    }
    if anew:
        _run(connection, *_after_loading())
    if anew or there is None or there.comments != about["comments"]:
        _run(connection, *_comments())
    write_styles(connection, _DEFINED, RESULTS)
    _write_about(connection, about)
    written = {name: count for name, (count, _gone) in counts.items() if count}
    removed = {name: count for name, (_new, count) in counts.items() if count}
    return Refresh(about["revision"], written, removed, tuple(findings))


def _there(connection: Connection, names: set[str]) -> Row[Any] | None:
    """Return what the tables are of now; None where there are none yet."""
    if connection.exec_driver_sql(f"SELECT to_regnamespace('{RESULTS}')").scalar() is None:
        try:
            _run(connection, f"CREATE SCHEMA {RESULTS}")
        except DBAPIError as error:
            raise _schema_refused(connection, error) from error
    _run(connection, ABOUT_STATEMENT)
    found = connection.exec_driver_sql(f"SELECT * FROM {RESULTS}.{ABOUT}")  # noqa: S608
    if names <= set(found.keys()):
        return found.one_or_none()
    _run(connection, f"DROP TABLE {RESULTS}.{ABOUT}", ABOUT_STATEMENT)  # of another version
    return None


def _schema_refused(connection: Connection, error: DBAPIError) -> Exception:
    if _sqlstate(error) != _NO_RIGHT:
        return error
    return StoreError(
        _(
            "The program may not make the schema {schema} in the database {database}; as an "
            "administrator of PostgreSQL run there: CREATE SCHEMA {schema} AUTHORIZATION {role}; "
            "then try again",
            schema=RESULTS,
            database=connection.engine.url.database,
            role=connection.engine.url.username,
        )
    )


def _sqlstate(error: DBAPIError) -> str | None:
    return getattr(error.orig, "sqlstate", None)


def _lacks_tables(connection: Connection) -> bool:
    return not {schema.name for schema in _DEFINED} <= set(_own_tables(connection))


def _own_tables(connection: Connection) -> list[str]:
    """Return the names of the tables that the program, of this or another version, made.

    What somebody has copied or derived from them has their columns, but not their keys.
    """
    query = (
        "SELECT relname FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid "
        "JOIN pg_constraint ON conrelid = pg_class.oid AND conname = relname || '_pkey' "
        "WHERE relnamespace = %s::regnamespace AND relkind = 'r' "
        "AND attname = %s AND NOT attisdropped"
    )
    return list(connection.exec_driver_sql(query, (RESULTS, DIGEST_COLUMN)).scalars())


def _make_tables(connection: Connection) -> None:
    """Make all tables anew: results are derived, and a change of columns is rare."""
    if old := _own_tables(connection):
        names = ", ".join(f'{RESULTS}."{name}"' for name in old)
        try:
            _run(connection, f"DROP TABLE {names}")
        except DBAPIError as error:
            raise _drop_refused(error) from error
    _run(connection, *map(table_statement, _DEFINED))


def _drop_refused(error: DBAPIError) -> Exception:
    if _sqlstate(error) != _DEPENDENT:
        return error
    diagnostics = getattr(error.orig, "diag", None)
    return StoreError(
        _(
            "The tables of results have other columns now and must be made anew, but something "
            "of your own rests on them ({what}); drop it, refresh the tables, and make it again",
            what=" ".join(str(getattr(diagnostics, "message_detail", "")).split()),
        )
    )


def _write_rows(connection: Connection, schema: LayerSchema, rows: pd.DataFrame) -> tuple[int, int]:
    """Write the rows of a table that changed; return how many came or changed, and how many went.

    A row that changed goes and comes: who reads meanwhile sees the one or the other.
    """
    table, key = table_name(schema), schema.key
    query = f'SELECT "{key}", {DIGEST_COLUMN} FROM {table}'  # noqa: S608
    found = connection.exec_driver_sql(query).all()
    before = pd.Series(dict(map(tuple, found)), dtype="Int64")
    now = rows.set_index(key)[DIGEST_COLUMN].astype("Int64")
    known = before.reindex(now.index)
    changed = (known.isna() | (known != now).fillna(value=True)).to_numpy(dtype=bool)
    gone = before.index.difference(now.index)
    old = [*gone, *now.index[changed & known.notna().to_numpy()]]
    if old:
        delete = f'DELETE FROM {table} WHERE "{key}" = ANY(%s)'  # noqa: S608
        connection.exec_driver_sql(delete, (old,))
    _copy_rows(connection, schema, rows[changed])
    return int(changed.sum()), len(gone)


def _copy_rows(connection: Connection, schema: LayerSchema, rows: pd.DataFrame) -> None:
    if rows.empty:
        return
    names = ", ".join(f'"{name}"' for name in rows.columns)
    form = f'(FORMAT csv, FORCE_NOT_NULL ("{schema.key}"))'
    cursor: Any = connection.connection.cursor()
    with cursor.copy(f"COPY {table_name(schema)} ({names}) FROM STDIN {form}") as copy:
        for start in range(0, len(rows), _ROWS_AT_ONCE):
            part = rows.iloc[start : start + _ROWS_AT_ONCE]
            if schema.geometry:
                shapes = [shape and shape.hex() for shape in part[GEOMETRY_COLUMN]]
                part = part.assign(**{GEOMETRY_COLUMN: shapes})
            copy.write(
                part.to_csv(index=False, header=False, lineterminator="\n", date_format="%Y-%m-%d")
            )


def _write_about(connection: Connection, about: dict[str, Any]) -> None:
    names, places = ", ".join(about), ", ".join(["%s"] * len(about))
    changes = ", ".join(f"{name} = excluded.{name}" for name in about)
    connection.exec_driver_sql(
        f"INSERT INTO {RESULTS}.{ABOUT} ({names}) VALUES ({places}) "  # noqa: S608
        f"ON CONFLICT (single) DO UPDATE SET refreshed_at = now(), {changes}",
        tuple(about.values()),
    )


def _run(connection: Connection, *statements: str) -> None:
    for statement in statements:
        connection.exec_driver_sql(statement.replace("%", "%%"))
