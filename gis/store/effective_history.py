"""What has happened to cameras and equipment, less what was taken back or only simulated."""

import pandas as pd
from sqlalchemy import select

from gis.store import tables
from gis.store.store import Store
from gis.store.undoing import standing


def happened(store: Store) -> pd.DataFrame:
    """Return the events that stand: `at subject subject_id field before after`, in their order.

    Parameters
    ----------
    store
        The register.

    Returns
    -------
    DataFrame
        Of cameras and equipment: `at` (UTC), all else text; rows that were only simulated and are
        gone have none.

    Raises
    ------
    StoreError
        The database cannot be reached.
    """
    event = tables.event.c
    query = select(
        event.revision,
        event.at,
        event.subject,
        event.subject_id,
        event.field,
        event.before,
        event.after,
    ).where(event.subject.in_([tables.camera.name, tables.equipment.name]))
    with store.at_one_moment() as now, now.reading() as connection:
        told = pd.read_sql(query.order_by(event.event_id), connection)
        told = what_stands(now, told).drop(columns="revision").reset_index(drop=True)
    at = pd.to_datetime(told["at"], utc=True, format="ISO8601")
    return told.assign(at=at.dt.as_unit("us"))  # of no event pandas would take seconds


def what_stands(store: Store, events: pd.DataFrame) -> pd.DataFrame:
    """Return events (with their `revision`) without what was taken back, and the taking back.

    Parameters
    ----------
    store
        The register.
    events
        With the column `revision`.

    Returns
    -------
    DataFrame
        Some of the rows, on their index.
    """
    found = standing(store)
    stands = {0, *(found.origins[revision] for revision in found.undo)}
    return events[events["revision"].isin(stands)]
