"""Rows taken out of the register with a reason: what they were is kept, and can come back.

A removal is the event of the row that goes, with its whole content, and one beside it that
says why. Whoever looks for a row that is gone finds it by the latter.
"""

import json
from collections.abc import Collection, Sequence
from pathlib import PurePath

import pandas as pd
from sqlalchemy import Connection, Table, select

from gis.core.errors import StoreError
from gis.core.language import _
from gis.core.numbers import number
from gis.core.schema import conform
from gis.register.links import detached
from gis.store import tables
from gis.store.changes import REASON, REMOVED, difference
from gis.store.database import read_rows
from gis.store.store import Store
from gis.store.tables import key_of
from gis.store.writing import BOOKKEEPING, Write, writing
from gis.vocabulary.labels import display_names

_TABLES = {table.name: table for table in (tables.camera, tables.equipment)}
ARCHIVE_COLUMNS = ["subject", "subject_id", "name", "commune_code", "at", "who", "source", "reason"]


def remove(
    store: Store,
    ids: Sequence[str],
    *,
    reason: str,
    source: str,
    who: str = "",
    subject: str = "camera",
    detach: bool = False,
) -> int:
    """Take cameras, or equipment, out of the register; return how many rows changed.

    Parameters
    ----------
    store
        The register.
    ids
        Codes of the rows; one that stands twice counts once.
    reason
        Why; it may not be blank.
    source
        The page or file it comes from.
    who
        Who takes them out.
    subject
        The table: ``camera`` or ``equipment``.
    detach
        What hangs on equipment that goes is freed of it; else such equipment stays.

    Returns
    -------
    int
        Those that went, and those that were freed of them.

    Raises
    ------
    StoreError
        No reason is given, one of the rows is not there, or something hangs on it.
    """
    table, wanted = _TABLES[subject], list(dict.fromkeys(ids))
    with writing(store.engine, source=source, who=who) as write:
        rows = read_rows(write.connection, table, wanted)
        if missing := sorted({*wanted} - {*rows[key_of(table)]}):
            raise StoreError(_("There is no “{id}” in the register", id=missing[0]))
        if table is tables.equipment:
            _free(write, wanted, detach=detach)
        remove_rows(write, table, rows, reason)
        return write.rows


def remove_rows(write: Write, table: Table, rows: pd.DataFrame, reason: str) -> None:
    """Take complete rows out within a write under way, and say why.

    Parameters
    ----------
    write
        The write under way.
    table
        The table they are of.
    rows
        Complete rows of it; none: nothing happens.
    reason
        Why; it may not be blank.

    Raises
    ------
    StoreError
        No reason is given.
    """
    if not reason.strip():
        raise StoreError(_("Say why; without a reason nothing is removed"))
    if rows.empty:
        return
    write.drop_rows(table, rows)
    why = {"subject_id": rows[key_of(table)], "field": REASON, "before": "", "after": reason}
    write.record(table, pd.DataFrame(why))


def removed(store: Store) -> pd.DataFrame:
    """Return what was taken out with a reason and is not there now, the last first.

    Parameters
    ----------
    store
        The register.

    Returns
    -------
    DataFrame
        All text: `subject` (the table), `subject_id`, its `name` and `commune_code`, `at` (UTC,
        ISO), `who`, `source` and `reason`. Simulated rows are told of as long as the store is
        simulated.
    """
    given = select(tables.event.c.event_id).where(tables.event.c.field == REASON).limit(1)
    with store.at_one_moment() as now, now.reading() as connection:
        if connection.scalar(given) is None:
            return pd.DataFrame(columns=ARCHIVE_COLUMNS, dtype=str)
        simulated = now.is_simulated()
        parts = [_archived(connection, table) for table in _TABLES.values()]
    found = pd.concat(parts, ignore_index=True)
    contents = pd.DataFrame([json.loads(text) for text in found["content"]], found.index)
    contents = contents.reindex(columns=["name", "address", "commune_code", "simulated"])
    contents = contents.astype(object).fillna("")
    contents = contents.assign(name=display_names(contents))
    listed = found.join(contents)
    listed = listed[(listed["simulated"] != str(True)) | simulated]
    return listed.sort_values("event_id", ascending=False)[ARCHIVE_COLUMNS].reset_index(drop=True)


def removed_rows(store: Store, *, subject: str = "camera") -> pd.DataFrame:
    """Return what `removed` tells of one table as it was then: canonical columns.

    Beside them `at`, `reason`, and `by_list`: a list took it out that held it no longer, and
    no person. The source of such a write is the name of a file.
    """
    table = _TABLES[subject]
    with store.at_one_moment() as now, now.reading() as connection:
        told = removed(now)
        told = told[told["subject"] == subject].set_index("subject_id")
        found = _archived(connection, table).set_index("subject_id").loc[told.index]
    rows = pd.DataFrame([json.loads(text) for text in found["content"]], dtype=object)
    columns = tables.CONTENT[table]
    return conform(rows.where(rows != "", None), columns).assign(
        at=told["at"].to_numpy(),
        reason=told["reason"].to_numpy(),
        by_list=[bool(PurePath(name).suffix) for name in told["source"]],
    )


def restore(
    store: Store, ids: Sequence[str], *, source: str, who: str = "", subject: str = "camera"
) -> int:
    """Bring rows back as they were when they were taken out; return how many.

    Parameters
    ----------
    store
        The register.
    ids
        Codes of rows that were taken out; one that stands twice counts once.
    source
        The page or file it comes from.
    who
        Who brings them back.
    subject
        The table: ``camera`` or ``equipment``.

    Returns
    -------
    int
        Rows brought back.

    Raises
    ------
    StoreError
        One of them was never taken out, or its code is in use now; nothing was changed.
    """
    table, wanted = _TABLES[subject], list(dict.fromkeys(ids))
    with writing(store.engine, source=source, who=who) as write:
        there = read_rows(write.connection, table, wanted, [key_of(table)])[key_of(table)]
        if len(there):
            message = _(
                "The code “{id}” is in use again; nothing was brought back", id=there.iloc[0]
            )
            raise StoreError(message)
        contents = _archived(write.connection, table).set_index("subject_id")["content"]
        if missing := sorted({*wanted} - {*contents.index}):
            raise StoreError(_("Nothing called “{id}” was taken out", id=missing[0]))
        write.bring_back(table, *contents[wanted])
        return write.rows


def _free(write: Write, ids: Collection[str], *, detach: bool) -> None:
    """Free what hangs on equipment that goes, save what goes with it."""
    for table in _TABLES.values():
        key = key_of(table)
        stored = read_rows(write.connection, table).drop(columns=BOOKKEEPING)
        stored = stored[~((table is tables.equipment) & stored[key].isin(ids))]
        freed = detached(stored, ids)
        if len(freed) and not detach:
            shown = ", ".join(freed[key].head(5))
            raise StoreError(
                _(
                    "{count} cameras or devices hang on it ({ids}, …); free them of it first",
                    count=number(len(freed)),
                    ids=shown,
                )
            )
        write.change(table, difference(stored, freed, key))


def _archived(connection: Connection, table: Table) -> pd.DataFrame:
    """Return the last removal of each row of a table that was given a reason and is gone.

    Events, with `reason` and `content`, the row as it was.
    """
    event = tables.event.c
    ours = event.subject == table.name
    reasons = select(event.subject_id, event.after.label("reason")).where(
        ours, event.field == REASON
    )
    given = select(event.subject_id).where(ours, event.field == REASON)
    gone = select(tables.event).where(
        *(ours, event.field == "", event.after == REMOVED),
        event.subject_id.in_(given),
        event.subject_id.not_in(select(table.c[key_of(table)])),
    )
    told = pd.read_sql(reasons.order_by(event.event_id), connection)
    events = pd.read_sql(gone.order_by(event.event_id), connection)
    last = events.drop_duplicates("subject_id", keep="last").rename(columns={"before": "content"})
    why = told.drop_duplicates("subject_id", keep="last").set_index("subject_id")["reason"]
    return last.assign(reason=last["subject_id"].map(why))
