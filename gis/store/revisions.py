"""Which rows came, went or were changed from one revision of the register to another."""

import datetime as dt

import pandas as pd
from sqlalchemy import Table, func, select

from gis.core.choices import Operation
from gis.core.clock import now
from gis.core.errors import StoreError
from gis.core.language import _
from gis.core.schema import conform
from gis.register.time_travel import as_they_were
from gis.store import tables
from gis.store.changes import as_text
from gis.store.database import read_rows
from gis.store.store import Store

_EVENT = ("revision", "at", "subject_id", "field", "before")
# Earlier than any event.
_BEGIN = pd.Timestamp(0, tz="UTC")


def revision_number(store: Store, text: str) -> int:
    """Return the number of a revision that is named by it, or by its key.

    Parameters
    ----------
    store
        The register.
    text
        Digits; or as `Store.revision` and the files that leave name it: ``ab12cd34-57``.

    Returns
    -------
    int
        At most that of the newest one.

    Raises
    ------
    StoreError
        It is of another store, or there is none of that number yet.
    """
    ours, _dash, newest = store.revision().rpartition("-")
    theirs, _dash, told = text.rpartition("-")
    if theirs and theirs != ours:
        raise StoreError(_("Revision {name} is of another register, not of this one", name=text))
    if int(told) > int(newest):
        message = _(
            "There is no revision {name} yet; the newest is {newest}. A day is written 04/11/2025",
            name=told,
            newest=newest,
        )
        raise StoreError(message)
    return int(told)


def revision_before(store: Store, day: dt.date) -> int:
    """Return the last revision before a day began, in the time zone of this place.

    Parameters
    ----------
    store
        The register.
    day
        Any.

    Returns
    -------
    int
        The newest one where nothing was written since; below the first where all was.
    """
    begin = dt.datetime.combine(day, dt.time(), now().tzinfo).astimezone(dt.UTC)
    event = tables.event.c
    later = select(func.min(event.revision)).where(event.at >= begin.isoformat(timespec="seconds"))
    with store.reading() as connection:
        first = connection.execute(later).scalar()
    return int(store.revision().rpartition("-")[2]) if first is None else int(first) - 1


def changed_rows(
    store: Store, since: int, until: int | None = None, *, table: Table = tables.camera
) -> pd.DataFrame:
    """Return the rows of a table that differ between two revisions, whatever happened between.

    Parameters
    ----------
    store
        The register.
    since
        The revision that is compared with.
    until
        The later one; None: the newest.
    table
        Of cameras or equipment.

    Returns
    -------
    DataFrame
        A row each, under the code of today: `operation` (see `Operation`), `fields` (names of
        the columns that differ, parted by ``;``), `former_id` (its code in the earlier revision,
        where that was another), `simulated`, and the canonical columns as they are in the later
        revision, of a removed one as they were. Simulated rows that are gone are not told.

    Raises
    ------
    StoreError
        The database cannot be reached.
    """
    key = tables.key_of(table)
    events, rows = _read(store, table, since)
    today = _as_texts(rows, key)
    later = events if until is None else events[events["revision"] <= until]
    before = _before(today, events)
    after = today if until is None else _before(today, events[events["revision"] > until])
    edited = _edited(before, after, _renamed(later, key), key)
    came, gone = (a.index.difference(b.index) for a, b in ((after, before), (before, after)))
    parts = [
        after.loc[came].assign(operation=str(Operation.ADDED)),
        after.loc[edited.index].assign(operation=str(Operation.CHANGED)).join(edited),
        before.loc[gone].assign(operation=str(Operation.REMOVED)),
    ]
    found = pd.concat(parts).rename_axis(key).sort_index().reset_index()
    told = found[["operation"]].assign(**{n: found.get(n) for n in ("fields", "former_id")})
    return (
        conform(found.replace("", None), tables.CONTENT[table])
        .join(told.fillna(""))
        .assign(simulated=found["simulated"] == str(True))
    )


def _read(store: Store, table: Table, since: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the events after a revision, and the rows of today that they are about."""
    event = tables.event.c
    ours = event.subject == table.name, event.revision > since, event.subject_id != ""
    query = select(*(event[name] for name in _EVENT)).where(*ours).order_by(event.event_id)
    with store.reading() as connection:
        events = pd.read_sql(query, connection)
        rows = read_rows(connection, table, [*events["subject_id"].unique()])
    at = pd.to_datetime(events["at"], utc=True, format="ISO8601").dt.as_unit("us")
    return events.assign(at=at), rows


def _as_texts(rows: pd.DataFrame, key: str) -> pd.DataFrame:
    """Return stored rows by their codes, as events have their values."""
    texts = {name: rows[name].map(as_text).astype(object) for name in rows.columns}
    return pd.DataFrame(texts, dtype=object).set_index(key).drop(columns="version")


def _before(rows: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Return rows as they were before all these events."""
    [table] = as_they_were(rows, events, [_BEGIN])
    return table


def _renamed(events: pd.DataFrame, key: str) -> pd.Series:
    """Return the first code of each row that bears another one now."""
    codes = events[events["field"] == key].drop_duplicates("subject_id")
    former = codes.set_index("subject_id")["before"]
    return former[former != former.index]


def _edited(before: pd.DataFrame, after: pd.DataFrame, former: pd.Series, key: str) -> pd.DataFrame:
    """Return `fields former_id` of the rows that are in both tables and differ."""
    both = before.index.intersection(after.index)
    fields = before.columns.drop("simulated")
    row, column = (before.loc[both, fields] != after.loc[both, fields]).to_numpy().nonzero()
    named = pd.Series(fields[column], both[row], dtype=object)
    renamed = former[former.index.isin(both)]
    named = pd.concat([pd.Series(key, renamed.index, dtype=object), named])
    told = named.groupby(level=0).agg(";".join).rename("fields").to_frame()
    return told.assign(former_id=renamed.reindex(told.index).fillna(""))
