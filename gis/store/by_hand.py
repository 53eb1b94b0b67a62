"""Single rows that come in by hand, and cameras proposed for disposal."""

from collections.abc import Sequence

import pandas as pd
from sqlalchemy import exists, select

from gis.core.errors import StoreError
from gis.core.language import _
from gis.register.transitions import disposal
from gis.store import tables
from gis.store.changes import CREATED, Changes
from gis.store.database import read_rows
from gis.store.editing import edit
from gis.store.store import Store, check_numbers
from gis.store.tables import key_of
from gis.store.writing import writing

_TABLES = {table.name: table for table in (tables.camera, tables.equipment)}


def add_camera(
    store: Store, rows: pd.DataFrame, *, source: str, who: str = "", subject: str = "camera"
) -> int:
    """Add new rows, in canonical columns; return how many.

    In a simulated register they are simulated too: nothing real stands beside what is not.

    Parameters
    ----------
    store
        The register.
    rows
        Canonical columns; codes that are not in use.
    source
        The page or file they come from.
    who
        Who adds them.
    subject
        The table: ``camera`` or ``equipment``.

    Returns
    -------
    int
        Rows written.

    Raises
    ------
    StoreError
        A code is missing or in use, or a number cannot be right; nothing was changed.
    """
    table = _TABLES[subject]
    key = key_of(table)
    check_numbers(table, rows)
    with writing(store.engine, source=source, who=who) as write:
        there = read_rows(write.connection, table, rows[key].tolist(), [key])[key]
        if (rows[key] == "").any():
            raise StoreError(_("Every row needs a code"))
        if len(there):
            raise StoreError(_("The code “{id}” is in use; give another one", id=there.iloc[0]))
        simulated = write.connection.scalar(select(exists().where(tables.camera.c.simulated)))
        new = {"subject_id": rows[key], "field": "", "before": "", "after": CREATED}
        write.change(table, Changes(rows, pd.DataFrame(new)), simulated=bool(simulated))
        return write.rows


def propose_disposal(
    store: Store, ids: Sequence[str], *, reason: str, source: str, who: str = ""
) -> int:
    """Put cameras up for disposal, the reason and the day into their notes; return how many.

    Parameters
    ----------
    store
        The register.
    ids
        Codes of cameras; one that stands twice counts once.
    reason
        Why; it may not be blank.
    source
        The page or file it comes from.
    who
        Who proposes it.

    Returns
    -------
    int
        Cameras that changed.

    Raises
    ------
    StoreError
        No reason is given, or one of them is not there.
    """
    if not reason.strip():
        raise StoreError(_("Say why; without a reason nothing is proposed for disposal"))
    cameras = store.cameras().set_index("camera_id")
    if missing := sorted({*ids} - {*cameras.index}):
        raise StoreError(_("There is no “{id}” in the register", id=missing[0]))
    chosen = cameras.loc[list(dict.fromkeys(ids)), ["status", "note"]]
    return edit(store, disposal(chosen, reason), source=source, who=who)
