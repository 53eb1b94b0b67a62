"""Shared equipment that is surveyed, repaired and accepted: each step in one write.

A repair waits to be accepted, as one of a camera does: until then the state is not known, and
what hangs on the equipment counts as unconfirmed.
"""

import json
from typing import Any

import pandas as pd

from gis.core.choices import Status
from gis.core.errors import StoreError
from gis.core.language import _
from gis.core.schema import EQUIPMENT_COLUMNS
from gis.store import tables
from gis.store.changes import FIELDS, as_text
from gis.store.editing import apply
from gis.store.store import Store

PREFIX = "equipment_work:"
STEP_DAYS = ("surveyed_on", "repaired_on", "accepted_on")


def equipment_work(store: Store, equipment: pd.DataFrame) -> pd.DataFrame:
    """Return how far the work on each piece of equipment is.

    Parameters
    ----------
    store
        The register.
    equipment
        `equipment_id status`.

    Returns
    -------
    DataFrame
        `surveyed_on surveyed_by repaired_on repaired_by accepted_on accepted_by`, ISO dates and
        names, "" where nothing is known; `waiting`, whether it is repaired and not accepted. On
        the index of the equipment.
    """
    known = {k.removeprefix(PREFIX): v for k, v in store.settings(PREFIX).items()}
    columns = [part for day in STEP_DAYS for part in (day, day.replace("_on", "_by"))]
    steps = [known.get(code) or {} for code in equipment["equipment_id"]]
    rows = [[str(step.get(column, "")) for column in columns] for step in steps]
    work = pd.DataFrame(rows, equipment.index, columns=columns, dtype=str)
    waiting = (work["repaired_on"] != "") & (work["accepted_on"] < work["repaired_on"])
    return work.assign(waiting=waiting & (equipment["status"] == Status.UNKNOWN))


def survey_equipment(
    store: Store, row: pd.Series, found: dict[str, str], *, day: str, who: str
) -> int:
    """Note in which state somebody has seen equipment.

    Parameters
    ----------
    store
        The register.
    row
        The equipment as it is shown; a field somebody has changed since is not overwritten.
    found
        `status fault_part cause`.
    day
        ISO date.
    who
        Under which name it is written.

    Returns
    -------
    int
        How many rows changed.
    """
    return _write(store, row, found, "surveyed", day, who)


def repair_equipment(store: Store, row: pd.Series, *, day: str, who: str) -> int:
    """Note that equipment was repaired; it waits to be accepted.

    Parameters
    ----------
    store
        The register.
    row
        The equipment as it is shown; a field somebody has changed since is not overwritten.
    day
        ISO date.
    who
        Under which name it is written.

    Returns
    -------
    int
        How many rows changed.
    """
    return _write(store, row, {"status": str(Status.UNKNOWN)}, "repaired", day, who)


def accept_equipment(store: Store, row: pd.Series, *, day: str, who: str) -> int:
    """Note that a repair is accepted: the equipment works, and was looked after on that day.

    Parameters
    ----------
    store
        The register.
    row
        The equipment as it is shown; a field somebody has changed since is not overwritten.
    day
        ISO date.
    who
        Under which name it is written.

    Returns
    -------
    int
        How many rows changed.
    """
    sound = {"status": str(Status.WORKING), "fault_part": "", "cause": "", "maintained_on": day}
    return _write(store, row, sound, "accepted", day, who)


def _write(
    store: Store, row: pd.Series, after: dict[str, str], step: str, day: str, who: str
) -> int:
    """Write fields and the step they follow from.

    Raises
    ------
    StaleEditError
        Somebody else has changed one of these fields meanwhile.
    StoreError
        Nobody says who, or the step comes before the one it follows.
    """
    if not who.strip():
        raise StoreError(_("Write your name in the side bar first."))
    code = str(row["equipment_id"])
    held: dict[str, Any] = store.setting(PREFIX + code) or {}
    if step == "accepted" and day < str(held.get("repaired_on", "")):
        raise StoreError(_("A repair is not accepted before the day it was made"))
    held |= {f"{step}_on": day, f"{step}_by": who}
    known = {column.name for column in EQUIPMENT_COLUMNS}
    edits = [
        (code, field, as_text(row[field]), value)
        for field, value in after.items()
        if field in known and as_text(row[field]) != value
    ]
    setting = {"name": PREFIX + code, "value": json.dumps(held, sort_keys=True)}
    return store.save(
        settings=pd.DataFrame([setting]),
        source=PREFIX + step,
        who=who,
        simulated=store.is_simulated(),
        also=lambda write: apply(write, tables.equipment, pd.DataFrame(edits, columns=FIELDS)),
    )
