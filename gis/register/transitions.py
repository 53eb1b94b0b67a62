"""What follows when a camera's state changes.

A state may turn into any other: a survey finds what it finds. Two changes set more than the
state. A camera that had failed and works has been repaired on some day, unless it never failed
and somebody had put it down wrongly; that repair waits for acceptance (`availability.accepted`).
One that is proposed for disposal bears the reason and the day in its note.

A list that is written says the day, or it is today's. Who edits is asked for it wherever
`undated_repairs` names a camera. Taking a write back asks nothing here: it sets back what was,
and nothing follows from that.
"""

import pandas as pd

from gis.core.choices import Status
from gis.core.clock import today
from gis.core.dates import date
from gis.core.language import _
from gis.register.availability import DOWN, UP

REPAIRED_ON = "repaired_on"
# The day of a repair that nobody has said.
TODAY = "today"


def works_again(before: pd.Series, after: pd.Series) -> pd.Series:
    """Tell which states turn from failed to working."""
    return before.isin(DOWN) & after.isin(UP)


def with_repairs(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Return rows as they are to be, each repair dated today that has no day of its own.

    Parameters
    ----------
    before, after
        The same cameras on the same index: `status`, and `repaired_on` (ISO, "" for never). The day
        of an earlier repair does not count.

    Returns
    -------
    DataFrame
        `after` itself where it has no `repaired_on`.
    """
    if REPAIRED_ON not in after:
        return after
    undated = works_again(before["status"], after["status"])
    undated &= after[REPAIRED_ON] == before[REPAIRED_ON]
    return after.assign(**{REPAIRED_ON: after[REPAIRED_ON].mask(undated, today())})


def undated_repairs(edits: pd.DataFrame) -> pd.Series:
    """Return the ids of the cameras that edits turn from failed to working, giving no day.

    Of them it must be asked whether they were repaired or never had failed.

    Parameters
    ----------
    edits
        `subject_id field before after`, texts.

    Returns
    -------
    Series
        Of `subject_id`, on the edits' index.
    """
    states = edits[edits["field"] == "status"]
    ids = states.loc[works_again(states["before"], states["after"]), "subject_id"]
    dated = edits.loc[edits["field"] == REPAIRED_ON, "subject_id"]
    undated: pd.Series = ids[~ids.isin(dated)]
    return undated


def repair_transitions(before: pd.Series, repaired_on: str | None) -> pd.DataFrame:
    """Return the edits that date repairs; none of those that were no repairs.

    Parameters
    ----------
    before
        The day of the repair before, by the ids of `undated_repairs`.
    repaired_on
        The day, ISO, or `TODAY`; None: they never had failed.

    Returns
    -------
    DataFrame
        `subject_id field before after`, of `repaired_on`.
    """
    day = today() if repaired_on == TODAY else repaired_on
    return _edits(REPAIRED_ON, before, before if day is None else day)


def disposal(cameras: pd.DataFrame, reason: str) -> pd.DataFrame:
    """Return the edits that propose cameras (`status note`, by their ids) for disposal.

    Parameters
    ----------
    cameras
        `status note`, by their ids.
    reason
        As somebody states it; it stands in the note with today's date.

    Returns
    -------
    DataFrame
        `subject_id field before after`: only what changes, states before notes.
    """
    said = _("Disposal proposed on {date}: {reason}", date=date(today()), reason=reason.strip())
    notes = cameras["note"].map(lambda note: f"{note}; {said}" if note else said)
    states = _edits("status", cameras["status"], str(Status.DISPOSAL))
    return pd.concat([states, _edits("note", cameras["note"], notes)], ignore_index=True)


def _edits(field: str, before: pd.Series, after: pd.Series | str) -> pd.DataFrame:
    """Return the edits of one field: `subject_id field before after`."""
    ids = before.index
    edits = {"subject_id": ids, "field": field, "before": before, "after": after}
    return pd.DataFrame(edits, index=ids)[before != after].reset_index(drop=True)
