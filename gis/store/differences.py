"""In what two tables of one shape differ, told as events."""

import pandas as pd

from gis.store.changes import CREATED, FIELDS, REMOVED, as_text


def differences(before: pd.DataFrame, now: pd.DataFrame, key: str) -> pd.DataFrame:
    """Return what makes the one table the other, by `key`: `subject_id field before after`.

    A row that came or went is one event with the field empty; see `gis.store.changes`.
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
