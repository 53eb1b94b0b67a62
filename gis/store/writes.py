"""What writes changed, summed up: how many rows of which table, and which of their fields."""

from collections.abc import Collection

import pandas as pd
from sqlalchemy import case, func, select

from gis.store import tables
from gis.store.changes import CREATED, REASON, REMOVED
from gis.store.store import Store

# What is done to rows; what was done to a field is the field.
RENAMED, SIMULATED = "renamed", "simulated"
DEEDS = (CREATED, REMOVED, RENAMED, SIMULATED)


def summed_up_writes(store: Store, revisions: Collection[int]) -> pd.DataFrame:
    """Return what each write did, a row for each thing it did to the rows of one table.

    Parameters
    ----------
    store
        The register.
    revisions
        Of the writes that are told.

    Returns
    -------
    revision, at, who, source, subject
        Of the write, and the table.
    deed
        One of `DEEDS`, else the field that was changed.
    rows, changed
        How many rows it was done to; how many rows of this table had any field changed.
    first, before, after
        The row and its values where it was only one; else of some of them.
    """
    event = tables.event.c
    deed = case(
        (event.field == "", case((event.after == CREATED, CREATED), else_=REMOVED)),
        (event.field == "camera_id", RENAMED),
        else_=event.field,
    ).label("deed")
    ours = event.revision.in_(list(revisions)), event.field != REASON
    whole = event.field.in_(["", "camera_id", SIMULATED])
    value = case((event.field == "", ""), else_=event.before)  # a removed row's is long
    deeds = (
        select(
            event.revision,
            event.subject,
            deed,
            *(
                func.min(column).label(column.name)
                for column in (event.at, event.who, event.source)
            ),
            func.count(event.subject_id.distinct()).label("rows"),
            func.min(event.subject_id).label("first"),
            func.min(value).label("before"),
            func.max(event.after).label("after"),
        )
        .where(*ours)
        .group_by(event.revision, event.subject, deed)
    )
    fields = (
        select(
            event.revision, event.subject, func.count(event.subject_id.distinct()).label("changed")
        )
        .where(*ours, ~whole)
        .group_by(event.revision, event.subject)
    )
    with store.reading() as connection:
        told, changed = pd.read_sql(deeds, connection), pd.read_sql(fields, connection)
    told = told.merge(changed, on=["revision", "subject"], how="left").fillna({"changed": 0})
    return told.astype({"changed": int}).sort_values(
        ["revision", "rows", "deed"], ascending=[False, False, True], ignore_index=True
    )


def settings_changed(store: Store, revisions: Collection[int]) -> pd.DataFrame:
    """Return the settings that writes changed: `revision subject_id before after`.

    Parameters
    ----------
    store
        The register.
    revisions
        Of the writes that are told.

    Returns
    -------
    DataFrame
        All text but `revision`, in the order of the events; `subject_id` is the name of the
        setting.
    """
    event = tables.event.c
    query = select(event.revision, event.subject_id, event.before, event.after).where(
        event.revision.in_(list(revisions)), event.subject == tables.setting.name
    )
    with store.reading() as connection:
        return pd.read_sql(query.order_by(event.event_id), connection)
