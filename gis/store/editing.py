"""Changing single fields by hand, taking a change back, and what happened before."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
from sqlalchemy import Table, func, select

from gis import schema
from gis.errors import StoreError
from gis.labels import column_words
from gis.language import _
from gis.store import tables
from gis.store.changes import CREATED, FIELDS, REMOVED, as_text, difference, swapped
from gis.store.database import read, transaction
from gis.store.store import Store
from gis.store.tables import key_of
from gis.store.writing import KEPT, Write, writing

_TABLES = {table.name: table for table in tables.CONTENT}
_UNDO = "undo "


@dataclass(frozen=True, slots=True)
class Conflict:
    """One field that somebody else has changed meanwhile: what is there, what was to be."""

    subject_id: str
    field: str
    expected: str
    stored: str
    wanted: str

    def __str__(self) -> str:
        """Say it with all the values."""
        return _(
            "“{id}”, {field}: you saw “{expected}” and write “{wanted}”, but it is now “{stored}”",
            id=self.subject_id,
            field=column_words().get(self.field, self.field),
            expected=self.expected,
            wanted=self.wanted,
            stored=self.stored,
        )


class StaleEditError(StoreError):
    """An edit rests on values that are no longer there; `conflicts` shows both."""

    def __init__(self, conflicts: list[Conflict]) -> None:
        shown = "; ".join(map(str, conflicts[:5]))
        super().__init__(
            _("Nothing was changed: {conflicts}. Look again, then edit", conflicts=shown)
        )
        self.conflicts = tuple(conflicts)


def edit(
    store: Store, edits: pd.DataFrame, *, subject: str = "camera", source: str, who: str = ""
) -> int:
    """Change single fields, all or none; return how many rows changed.

    Parameters
    ----------
    edits
        `subject_id field before after`, all text, as events have it. `before` is the value
        the editor saw: another value there now refuses the whole edit.
    subject
        The table: ``camera``, ``equipment``, ``demand``, ``survey_round`` or ``setting``.

    Raises
    ------
    StaleEditError
        A value is no longer the one the editor saw, or its row is gone.
    StoreError
        A value is not what its column holds, or the database refuses.
    """
    with writing(store.engine, source=source, who=who) as write:
        _apply(write, _TABLES[subject], edits)
        return write.rows


def changes(store: Store, *, limit: int = 50) -> pd.DataFrame:
    """Return the last writes, newest first: `revision at who source subject events`."""
    event = tables.event.c
    query = (
        select(event.revision, func.min(event.at).label("at"), func.min(event.who).label("who"),
               func.min(event.source).label("source"), func.min(event.subject).label("subject"),
               func.count().label("events"))
        .group_by(event.revision)
        .order_by(event.revision.desc())
        .limit(limit)
    )  # fmt: skip
    with transaction(store.engine) as connection:
        return pd.read_sql(query, connection)


def history(store: Store, subject_id: str) -> pd.DataFrame:
    """Return what happened to one camera or piece of equipment, oldest first."""
    query = select(tables.event).where(tables.event.c.subject_id == subject_id)
    with transaction(store.engine) as connection:
        return pd.read_sql(query.order_by(tables.event.c.event_id), connection)


def undoable(store: Store) -> int | None:
    """Return the revision of the last write that can be taken back, None when there is none.

    A write taken back does not count again: repeated undoing goes further into the past.
    """
    past = changes(store, limit=1000)
    skipped = set()
    for revision, source in zip(past["revision"].tolist(), past["source"], strict=True):
        if source.startswith(_UNDO):
            skipped.add(int(source.removeprefix(_UNDO)))
        elif revision not in skipped:
            return revision or None
    return None


def undo(store: Store, revision: int, *, who: str = "") -> int:
    """Take back all that a write changed, as a new write; return how many rows changed.

    Raises
    ------
    StaleEditError
        A later write has changed the same values.
    StoreError
        The write cannot be taken back (simulated data was removed).
    """
    query = select(tables.event).where(tables.event.c.revision == revision)
    with writing(store.engine, source=f"{_UNDO}{revision}", who=who) as write:
        ordered = query.order_by(tables.event.c.event_id)
        events = pd.read_sql(ordered, write.connection)
        if (events["field"] == "simulated").any():
            raise StoreError(_("Removing the simulated data cannot be undone; simulate it again"))
        for subject, told in events.groupby("subject"):
            _apply(write, _TABLES[str(subject)], swapped(told))
        return write.rows


def _apply(write: Write, table: Table, edits: pd.DataFrame) -> None:
    whole = edits["field"] == ""
    fields, rows = edits[~whole], edits[whole]
    key = key_of(table)
    ids = edits["subject_id"].unique().tolist()
    stored = read(write.connection, table, ids).set_index(key, drop=False)
    if conflicts := _conflicts(stored, edits):
        raise StaleEditError(conflicts)
    if len(fields):
        now = _edited(stored.loc[fields["subject_id"].unique()], fields, table)
        plain = [c for c in stored.columns if c not in KEPT]
        write.change(table, difference(stored[plain], now[plain], key))
    for subject_id, after in zip(rows["subject_id"], rows["after"], strict=True):
        if after:
            write.bring_back(table, after)
        else:
            write.drop_row(table, stored.loc[subject_id])


def _conflicts(stored: pd.DataFrame, edits: pd.DataFrame) -> list[Conflict]:
    found = []
    # A loop over the edits of one write: a handful by hand, some thousands in bulk.
    for subject_id, field, before, after in edits[FIELDS].itertuples(index=False):
        if subject_id in stored.index:
            row = stored.loc[subject_id]
            now = as_text(row[field]) if field else CREATED if row["version"] == 1 else _("changed")
        else:
            now = REMOVED
        if now != before and (field or before != ""):
            found.append(Conflict(subject_id, field, before, now, after))
    return found


def _edited(stored: pd.DataFrame, edits: pd.DataFrame, table: Table) -> pd.DataFrame:
    columns = {c.name: c for c in tables.CONTENT[table]}
    now = stored.astype(object)
    for subject_id, field, _before, after in edits[FIELDS].itertuples(index=False):
        now.loc[subject_id, field] = _value(columns[field], after) if columns else after
    return now.astype(stored.dtypes)


def _value(column: schema.Column, text: str) -> Any:
    try:
        return schema.parse(column, text)
    except ValueError as error:
        label = column_words().get(column.name, column.name)
        message = _("{field}: “{value}” cannot be right here", field=label, value=text)
        raise StoreError(message) from error
