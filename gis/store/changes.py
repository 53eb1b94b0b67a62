"""What an import changes: new rows, changed fields, and the events that record both."""

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True, slots=True)
class Changes:
    """Rows to write and the events that tell of them.

    `rows`: complete rows, new and changed. `events`: `subject_id field before after`, one a
    changed field; a new row is one event with the field empty.
    """

    rows: pd.DataFrame
    events: pd.DataFrame

    def __bool__(self) -> bool:
        """Whether there is anything to write."""
        return len(self.rows) > 0


def changes(stored: pd.DataFrame, given: pd.DataFrame, key: str) -> Changes:
    """Compare given rows with the stored ones by `key`.

    A blank given value leaves the stored one: a file that says less loses nothing. Rows
    equal to what is stored do not appear, so the same import twice changes nothing the
    second time.
    """
    fields = [c for c in given.columns if c != key]
    before = stored.set_index(key)[fields]
    now = given.set_index(key)[fields]
    new = now[~now.index.isin(before.index)]
    known = now[now.index.isin(before.index)]
    before = before.loc[known.index]
    blank = known.isna() | (known == "")
    merged = known.mask(blank, before)
    differs = ~((merged == before) | (merged.isna() & before.isna()))
    changed = differs.any(axis=1)
    rows = pd.concat([new, merged[changed]]).reset_index()
    return Changes(rows, pd.concat([_created(new), _edited(before, merged, differs)]))


def _created(new: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({"subject_id": new.index, "field": "", "before": "", "after": "created"})


def _edited(before: pd.DataFrame, after: pd.DataFrame, differs: pd.DataFrame) -> pd.DataFrame:
    row, column = differs.to_numpy().nonzero()
    return pd.DataFrame(
        {
            "subject_id": before.index[row],
            "field": before.columns[column],
            "before": before.to_numpy(dtype=object)[row, column],
            "after": after.to_numpy(dtype=object)[row, column],
        }
    ).astype(str)
