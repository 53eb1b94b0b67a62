"""What follows when a camera's state changes: one that had failed and works has been repaired.

Unless it never failed and somebody had put it down wrongly. Imports and edits ask here; taking
a write back does not: it sets back what was, and nothing follows from that.
"""

import datetime as dt

import pandas as pd

from gis.register.availability import DOWN, UP

REPAIRED_ON = "repaired_on"
# The day of a repair that nobody has said.
TODAY = "today"


def works_again(before: pd.Series, after: pd.Series) -> pd.Series:
    """Tell which states turn from failed to working."""
    return before.isin(DOWN) & after.isin(UP)


def with_repairs(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Return rows as they are to be, each repair dated today that has no day of its own.

    `before` and `after`: the same cameras. The day of an earlier repair does not count.
    """
    if REPAIRED_ON not in after:
        return after
    undated = works_again(before["status"], after["status"])
    undated &= after[REPAIRED_ON] == before[REPAIRED_ON]
    return after.assign(**{REPAIRED_ON: after[REPAIRED_ON].mask(undated, today())})


def undated_repairs(edits: pd.DataFrame) -> pd.Series:
    """Return the ids of the cameras that edits turn from failed to working, giving no day.

    Of them it must be asked whether they were repaired or never had failed.
    """
    states = edits[edits["field"] == "status"]
    ids = states.loc[works_again(states["before"], states["after"]), "subject_id"]
    dated = edits.loc[edits["field"] == REPAIRED_ON, "subject_id"]
    undated: pd.Series = ids[~ids.isin(dated)]
    return undated


def today() -> str:
    """Return today's date here, ISO."""
    return dt.datetime.now(dt.UTC).astimezone().date().isoformat()
