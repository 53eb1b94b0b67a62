"""Edits that rest on what was seen earlier, laid over what others have saved meanwhile."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gis.store.changes import FIELDS, REMOVED, as_text
from gis.store.editing import Conflict

# Neither half of a position means anything beside the other half of another one.
TOGETHER = ("lon", "lat")


@dataclass(frozen=True, slots=True)
class Merge:
    """Edits compared with the rows of now, field by field.

    `edits`: those that can be saved. `conflicts`: of fields that somebody else has changed
    too, and of rows that are gone. What is as it was to be already is in neither.
    """

    edits: pd.DataFrame
    conflicts: list[Conflict]


def merge(edits: pd.DataFrame, stored: pd.DataFrame, *, code: str = "camera_id") -> Merge:
    """Lay edits `subject_id field before after` over rows; `code`: the column of their codes.

    Parameters
    ----------
    edits
        All text, as events have it; `before` is the value the editor saw.
    stored
        The rows as they are now.
    code
        The column of their codes.

    Returns
    -------
    Merge
        Both coordinates of a position are saved together, or neither.
    """
    edits = edits[FIELDS].assign(now=_now(edits, stored.set_index(code)))
    edits = edits[edits["now"] != edits["after"]]
    stale = edits["now"] != edits["before"]
    halves = edits["field"].isin(TOGETHER)
    torn = edits["subject_id"].isin(edits.loc[stale & halves, "subject_id"])
    held = stale | (halves & torn)
    conflicts = [
        Conflict(e["subject_id"], e["field"], e["before"], e["now"], e["after"])
        for e in edits[held].to_dict("records")
    ]
    return Merge(edits.loc[~held, FIELDS].reset_index(drop=True), conflicts)


def _now(edits: pd.DataFrame, stored: pd.DataFrame) -> NDArray[np.object_]:
    """Return what stands now in the field of each edit, as text."""
    rows = stored.index.get_indexer(pd.Index(edits["subject_id"])).tolist()
    columns = stored.columns.get_indexer(pd.Index(edits["field"])).tolist()
    values = [
        as_text(stored.iat[row, column]) if row >= 0 else REMOVED
        for row, column in zip(rows, columns, strict=True)
    ]
    return np.array(values, dtype=object)
