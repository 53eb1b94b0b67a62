"""Changing single fields by hand, and what happened before."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import pandas as pd
from sqlalchemy import Table, bindparam, func, select, update

from gis.core import schema
from gis.core.choices import YesNo
from gis.core.errors import StoreError
from gis.core.language import _
from gis.ingest.entries import Entries
from gis.register.transitions import REPAIRED_ON, TODAY, repair_transitions, undated_repairs
from gis.store import tables
from gis.store.changes import CREATED, FIELDS, REMOVED, as_text
from gis.store.database import batched, read_rows
from gis.store.store import Store
from gis.store.tables import key_of
from gis.store.writing import Write, writing
from gis.vocabulary.labels import cannot_be, column_words

_TABLES = {table.name: table for table in tables.CONTENT}
# What stands in the field and bears a code of its own.
ASSETS = (tables.camera.name, tables.equipment.name)
Edit = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Conflict:
    """One field that somebody else has changed meanwhile: what is there, what was to be.

    `subject_id`: the code of the row. `expected`: the value its editor saw, `stored`: what is there
    now, `wanted`: what was to be; all text.
    """

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


def edits_of(entries: Entries, stored: pd.DataFrame, *, code: str = "camera_id") -> pd.DataFrame:
    """Return the edits that entries make of stored rows, a row an entry's row number.

    Parameters
    ----------
    entries
        What was typed, by row number.
    stored
        The rows that are edited, on these numbers.
    code
        The column of their codes.

    Returns
    -------
    DataFrame
        `subject_id field before after`, all text; what says what is stored already is no edit.
    """
    edits = [
        (stored.at[row, code], field, as_text(stored.at[row, field]), after)
        for row in entries.texts.index
        for field, value in entries.of(row).items()
        if (after := as_text(value) or str(schema.UNSTATED.get(field, "")))
        != as_text(stored.at[row, field])
    ]
    return pd.DataFrame(edits, columns=FIELDS)


def edit(
    store: Store,
    edits: pd.DataFrame,
    *,
    subject: str = "camera",
    source: str,
    who: str = "",
    repaired_on: str | None = TODAY,
) -> int:
    """Change single fields, all or none; return how many rows changed.

    Parameters
    ----------
    store
        The register.
    edits
        `subject_id field before after`, all text, as events have it. `before` is the value
        the editor saw: another value there now refuses the whole edit.
    subject
        The table: ``camera``, ``equipment``, ``demand``, ``survey_round`` or ``setting``.
    source
        The page or file the edits come from.
    who
        Who edits.
    repaired_on
        The day on which cameras that turn from failed to working were repaired, ISO, where
        the edits do not say it; None: they never had failed, that was a mistake.

    Returns
    -------
    int
        Rows of which any field changed.

    Raises
    ------
    StaleEditError
        A value is no longer the one the editor saw, or its row is gone.
    StoreError
        A value is not what its column holds, or the database refuses.
    """
    with writing(store.engine, source=source, who=who) as write:
        table = _TABLES[subject]
        apply(write, table, _with_repairs(write, table, edits, repaired_on))
        return write.rows


def recent_changes(store: Store, *, limit: int = 50) -> pd.DataFrame:
    """Return the last writes, newest first: `revision at who source subject events`.

    Parameters
    ----------
    store
        The register.
    limit
        How many writes at most.

    Returns
    -------
    DataFrame
        A row a write: `at` is UTC, ISO; `events` how many there were, `subject` the first of its
        tables by name.
    """
    event = tables.event.c
    query = (
        select(
            event.revision,
            func.min(event.at).label("at"),
            func.min(event.who).label("who"),
            func.min(event.source).label("source"),
            func.min(event.subject).label("subject"),
            func.count().label("events"),
        )
        .group_by(event.revision)
        .order_by(event.revision.desc())
        .limit(limit)
    )
    with store.reading() as connection:
        return pd.read_sql(query, connection)


def history(
    store: Store, subject_id: str, *, subjects: Collection[str] = tuple(_TABLES)
) -> pd.DataFrame:
    """Return what happened to all that bears a code, oldest first.

    Parameters
    ----------
    store
        The register.
    subject_id
        The code: of a camera, a piece of equipment, a commune's round.
    subjects
        The tables it is looked for in; the events say which each is of.

    Returns
    -------
    DataFrame
        Events: `revision at who source subject subject_id field before after`; `at` is UTC, ISO.
    """
    event = tables.event.c
    ours = event.subject_id == subject_id, event.subject.in_(list(subjects))
    query = select(tables.event).where(*ours)
    with store.reading() as connection:
        return pd.read_sql(query.order_by(tables.event.c.event_id), connection)


def apply(write: Write, table: Table, edits: pd.DataFrame) -> None:
    """Make edits of one table within a write under way, and nothing else.

    One with an empty field brings a row back, from its content, or removes it.

    Raises
    ------
    StaleEditError
        A value is no longer what the edits say it was.
    """
    wanted = list(edits[FIELDS].itertuples(index=False, name=None))
    stored = _stored(write, table, wanted)
    columns = {c.name: c for c in tables.CONTENT[table]}
    if conflicts := _conflicts(stored, wanted, columns):
        raise StaleEditError(conflicts)
    renamed = {edit[0]: edit[3] for edit in wanted if edit[1] == key_of(table)}
    single = [edit for edit in wanted if edit[1] and edit[1] != key_of(table)]
    if single:
        _write_fields(write, table, single)
    if back := [after for _id, field, _before, after in wanted if not field and after]:
        write.bring_back(table, *back)
    if gone := [stored[edit[0]] for edit in wanted if not (edit[1] or edit[3])]:
        write.drop_rows(table, pd.DataFrame(gone))
    write.rename(renamed)


def _with_repairs(
    write: Write, table: Table, edits: pd.DataFrame, repaired_on: str | None
) -> pd.DataFrame:
    """Return edits of cameras with the day of each repair that follows from them."""
    ids = undated_repairs(edits).tolist()
    if table is not tables.camera or not ids:
        return edits
    held = read_rows(write.connection, table, ids, ["camera_id", REPAIRED_ON])
    days = repair_transitions(held.set_index("camera_id")[REPAIRED_ON], repaired_on)
    return pd.concat([edits[FIELDS], days])


def _stored(write: Write, table: Table, wanted: list[Edit]) -> dict[str, dict[str, Any]]:
    """Return the rows the edits speak of, by their ids: only the fields they need."""
    key, fields = table.c[key_of(table)], {field for _id, field, *_rest in wanted}
    needed = table.c if "" in fields else [c for c in table.c if c.name in fields]
    rows: dict[str, dict[str, Any]] = {}
    for ids in batched({subject_id for subject_id, *_rest in wanted}):
        query = select(key.label("known"), *needed).where(key.in_(ids))
        found = write.connection.execute(query).mappings()
        rows |= {row["known"]: {k: v for k, v in row.items() if k != "known"} for row in found}
    return rows


def _conflicts(
    stored: dict[str, dict[str, Any]], wanted: list[Edit], columns: dict[str, schema.Column]
) -> list[Conflict]:
    found = []
    for subject_id, field, before, after in wanted:
        row = stored.get(subject_id)
        if row is None:
            now = REMOVED
        elif field:
            now = as_text(row[field])
        else:
            now = CREATED
        column = columns.get(field)
        answer = column is not None and column.choices is YesNo
        if now != (schema.yes_or_no(before) if answer else before):
            found.append(Conflict(subject_id, field, before, now, after))
    return found


def _write_fields(write: Write, table: Table, edits: list[Edit]) -> None:
    """Write single fields and their events: one statement a field, one version up a row."""
    columns = {c.name: c for c in tables.CONTENT[table]}
    key = table.c[key_of(table)]
    by_field: dict[str, list[dict[str, Any]]] = {}
    for subject_id, field, _before, after in edits:
        plain = after if after or table.c[field].type.python_type is str else None
        value = _value(columns[field], after) if columns else plain
        by_field.setdefault(field, []).append({"known": subject_id, "value": value})
    for field, values in by_field.items():
        changed = update(table).where(key == bindparam("known"))
        write.connection.execute(changed.values({field: bindparam("value")}), values)
    ids = [{"known": subject_id} for subject_id in dict.fromkeys(edit[0] for edit in edits)]
    newer = update(table).where(key == bindparam("known")).values(version=table.c.version + 1)
    write.connection.execute(newer, ids)
    write.record(table, pd.DataFrame(edits, columns=FIELDS))
    write.rows += len(ids)


def _value(column: schema.Column, text: str) -> Any:
    try:
        value = schema.parse_value(column, text)
        return None if value != value else value  # noqa: PLR0124 - NaN
    except ValueError as error:
        raise StoreError(cannot_be(column, text)) from error
