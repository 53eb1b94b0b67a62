"""What a write changes: rows, and the events that tell of them.

An event and an edit have one shape, `subject_id field before after`, all text; a missing
value is the empty text. A row that appears or goes is one event with the field empty.
"""

import re
from dataclasses import dataclass
from typing import Any

import pandas as pd

from gis.core.schema import UNSTATED
from gis.register.transitions import with_repairs


def row_differences(before: pd.DataFrame, now: pd.DataFrame, key: str) -> pd.DataFrame:
    """Return what makes the one table the other, by `key`: `subject_id field before after`.

    A row that came or went is one event with the field empty; see `gis.store.changes`.

    Parameters
    ----------
    before
        The rows as they were.
    now
        The rows as they are: the same columns, maybe more, in any order.
    key
        The column of their codes, each once.

    Returns
    -------
    DataFrame
        All text: rows that came, rows that went, then fields.
    """
    old, new = before.set_index(key), now.set_index(key)[before.columns.drop(key)]
    came, gone = new.index.difference(old.index), old.index.difference(new.index)
    both = old.index.intersection(new.index, sort=False)
    one, other = old.loc[both], new.loc[both]
    row, column = (~((one == other) | (one.isna() & other.isna()))).to_numpy().nonzero()
    edits = pd.DataFrame(
        {
            "subject_id": both[row],
            "field": one.columns[column],
            "before": [as_text(value) for value in one.to_numpy(dtype=object)[row, column]],
            "after": [as_text(value) for value in other.to_numpy(dtype=object)[row, column]],
        },
        columns=FIELDS,
    )
    whole = [_whole(came, "", CREATED), _whole(gone, CREATED, REMOVED)]
    return pd.concat([*whole, edits], ignore_index=True)


def _whole(ids: pd.Index, before: str, after: str) -> pd.DataFrame:
    return pd.DataFrame({"subject_id": ids, "field": "", "before": before, "after": after})


CREATED, REMOVED = "created", "removed"
# The field of the event that says, beside a removal, why; it is no value of the row.
REASON = "reason"
# How the source of a write begins that takes another one back; its number follows. To take
# back an undoing is to do again.
UNDO, REDO = "undo ", "redo "


def undone(source: str) -> int | None:
    """Return the revision that a write took back, None of one that brought something new.

    Parameters
    ----------
    source
        Where a write came from, as its events say.

    Returns
    -------
    int or None
        A revision of the same store.
    """
    match = re.fullmatch(rf"(?:{UNDO}|{REDO})(\d{{1,18}})", source)
    return int(match[1]) if match else None


FIELDS = ["subject_id", "field", "before", "after"]


@dataclass(frozen=True, slots=True)
class Changes:
    """Rows to write and the events that tell of them.

    `rows`: complete rows, new and changed. `events`: see the module.
    """

    rows: pd.DataFrame
    events: pd.DataFrame

    def __bool__(self) -> bool:
        """Whether there is anything to write."""
        return len(self.rows) > 0


def merged(stored: pd.DataFrame, given: pd.DataFrame, key: str) -> pd.DataFrame:
    """Lay given rows over the stored ones by `key`; return them complete.

    A blank given value, or one that says nothing is known, leaves the stored one: a file
    that says less loses nothing.
    """
    fields = [c for c in given.columns if c != key]
    before, now = stored.set_index(key)[fields], given.set_index(key)[fields]
    known = now[now.index.isin(before.index)]
    blank = known.isna() | (known == "") | (known == pd.Series(UNSTATED).reindex(known.columns))
    laid = known.mask(blank, before.loc[known.index])
    return pd.concat([now[~now.index.isin(before.index)], laid]).reset_index()


def difference(stored: pd.DataFrame, now: pd.DataFrame, key: str) -> Changes:
    """Compare complete rows with the stored ones by `key`.

    Rows equal to what is stored do not appear, so the same write twice changes nothing the
    second time. What follows from a state that changes: see `transitions`.
    """
    fields = [c for c in now.columns if c != key]
    before, after = stored.set_index(key)[fields], now.set_index(key)[fields]
    new = after[~after.index.isin(before.index)]
    known = after[after.index.isin(before.index)]
    before = before.loc[known.index]
    known = with_repairs(before, known)
    differs = ~((known == before) | (known.isna() & before.isna()))
    rows = pd.concat([new, known[differs.any(axis=1)]]).reset_index()
    return Changes(rows, pd.concat([_created(new), _edited(before, known, differs)]))


def swapped(events: pd.DataFrame) -> pd.DataFrame:
    """Return the edits that undo events, the last first; why something was done stays said."""
    back = events.loc[events["field"] != REASON, FIELDS].iloc[::-1]
    return back.assign(before=back["after"], after=back["before"])


def as_text(value: Any) -> str:
    """Return a stored value as events and edits write it; a missing one is empty.

    Parameters
    ----------
    value
        Text, number, flag or None; NaN counts as missing.

    Returns
    -------
    str
        Whole numbers without a decimal point.
    """
    if value is None or value != value:  # noqa: PLR0124 - NaN
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _created(new: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({"subject_id": new.index, "field": "", "before": "", "after": CREATED})


def _edited(before: pd.DataFrame, after: pd.DataFrame, differs: pd.DataFrame) -> pd.DataFrame:
    row, column = differs.to_numpy().nonzero()
    old, new = (table.to_numpy(dtype=object)[row, column] for table in (before, after))
    return pd.DataFrame(
        {
            "subject_id": before.index[row],
            "field": before.columns[column],
            "before": [as_text(value) for value in old],
            "after": [as_text(value) for value in new],
        },
        dtype=object,
    )
