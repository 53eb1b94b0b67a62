"""Rows of a table as they were, worked out from those of now and what has happened since.

One goes backwards: what a field was before the first event after a moment is what it was then.
"""

import json
from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

# Whether the row is there: a column beside those of the table.
_THERE, _YES = "", "1"


def as_they_were(
    now: pd.DataFrame, events: pd.DataFrame, moments: Sequence[pd.Timestamp]
) -> list[pd.DataFrame]:
    """Return the rows that were there at each moment; the same table where nothing happened.

    Parameters
    ----------
    now
        The rows of now by their ids; all columns are text.
    events
        `at subject_id field before after` in their order, `at` with its time zone. A row that
        appears or goes has an empty field; one that goes has its content, JSON, in `before`.
    moments
        In their order, none later than now.

    Returns
    -------
    list
        A table for each moment: the columns of `now`, text, by the ids. What a moment's own events
        have changed is in it.
    """
    ids = now.index.union(pd.Index(events["subject_id"].unique()), sort=False)
    fields = [_THERE, *now.columns]
    state = np.full((len(ids), len(fields)), "", dtype=object)
    state[: len(now), 0], state[: len(now), 1:] = _YES, now.to_numpy(dtype=object)
    steps = _steps(events, list(now.columns))
    place = ids.get_indexer(pd.Index(steps["subject_id"])) * len(fields)
    place += pd.Index(fields).get_indexer(steps["field"])
    before = steps["before"].to_numpy(dtype=object)
    # A clock that was set back does not change the order.
    at = steps["at"].cummax()
    ends = [*at.searchsorted(pd.Series(moments).to_numpy(), side="right"), len(steps)]
    found: list[pd.DataFrame] = []
    for begin, end in zip(ends[-2::-1], ends[:0:-1], strict=True):
        if not found or end > begin:
            _go_back(state, place[begin:end], before[begin:end])
            there = state[:, 0] == _YES
            found.append(pd.DataFrame(state[there, 1:], ids[there], now.columns, dtype=object))
        else:
            found.append(found[-1])
    return found[::-1]


def _go_back(state: NDArray[np.object_], place: NDArray[np.intp], before: NDArray) -> None:  # type: ignore[type-arg]
    """Set each place to what it was before the first event there."""
    places, first = np.unique(place, return_index=True)
    state.ravel()[places] = before[first]


def _steps(events: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """Return events of single fields in their order, whether the row is there among them."""
    whole = events["field"] == _THERE
    gone = events[whole & (events["before"] != "")]
    lost = pd.DataFrame(
        [
            (place, name, content.get(name, _YES if name == _THERE else ""))
            for place, content in zip(gone.index, map(json.loads, gone["before"]), strict=True)
            for name in [_THERE, *columns]
        ],
        columns=["place", "field", "before"],
    ).set_index("place")
    fields = events[(whole & (events["before"] == "")) | events["field"].isin(columns)]
    told = ["at", "subject_id", "field", "before"]
    steps = pd.concat([fields[told], lost.join(events[["at", "subject_id"]])[told]])
    return steps.sort_index(kind="stable")
