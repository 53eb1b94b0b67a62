"""What a package says against what was loaded last and what the province has made of it since.

A value that only the commune has changed is taken; one that only the province has changed
stays; one that both have changed is a conflict, which the province decides.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gis.core.schema import Column, ColumnType
from gis.store.changes import CREATED, FIELDS, REMOVED, as_text

# Beside the values of fields, what may be said of a row as a whole: its `field` is empty.
THERE, EDITED = CREATED, "edited"
# By the name of the key, the code and the field.
MergeChoices = Mapping[tuple[str, str, str], "Choice"]


class Choice(StrEnum):
    """Whose value counts where both have changed it."""

    COMMUNE = "commune"
    PROVINCE = "province"


@dataclass(frozen=True, eq=False, kw_only=True)
class Present:
    """One table of the province's register as far as it concerns a package.

    `rows`: those whose code the package or the one before names, as they are stored. `past`:
    `subject_id field before` of what was changed since the package before, oldest first; of
    all ever when there was none. `mine`: codes of rows the package before brought. `theirs`:
    codes of rows that other communes' packages brought. `said`: `subject_id field value` of
    what the package before said and the province did not take.
    """

    rows: pd.DataFrame
    past: pd.DataFrame
    mine: Set[str]
    theirs: Set[str]
    said: pd.DataFrame


@dataclass(frozen=True, eq=False, kw_only=True)
class TableComparison:
    """One table of a package against the province's.

    `key`: the column of their codes. `given`: the package's rows by the code they have here;
    `stored`: the province's. `new`, `gone`: codes. `edits`: what the commune changed, `subject_id
    field before after`. `kept`: the same columns, what only the province changed; it stays.
    `conflicts`: the same and `base`, what both changed; an empty field speaks of the whole row.
    """

    key: str
    given: pd.DataFrame
    stored: pd.DataFrame
    new: tuple[str, ...]
    gone: tuple[str, ...]
    edits: pd.DataFrame
    kept: pd.DataFrame
    conflicts: pd.DataFrame

    def decided(self, choices: MergeChoices, otherwise: Choice) -> "TableComparison":
        """Return it with the conflicts decided for the commune moved to its changes.

        `choices`: see `MergeChoices`; `otherwise`: for all others.
        """
        pairs = list(zip(self.conflicts["subject_id"], self.conflicts["field"], strict=True))
        said = [choices.get((self.key, *pair), otherwise) for pair in pairs]
        taken = np.array([choice == Choice.COMMUNE for choice in said], bool)
        won, left = self.conflicts[taken], self.conflicts[~taken]
        whole = won[won["field"] == ""]
        back = tuple(whole.loc[whole["after"] == THERE, "subject_id"])
        gone = tuple(whole.loc[whole["after"] == REMOVED, "subject_id"])
        return TableComparison(
            key=self.key,
            given=self.given,
            stored=self.stored,
            new=(*self.new, *back),
            gone=(*self.gone, *gone),
            edits=pd.concat([self.edits, won.loc[won["field"] != "", FIELDS]]),
            kept=self.kept,
            conflicts=left,
        )

    @property
    def rows(self) -> pd.DataFrame:
        """Return the complete rows that come or change, as they will be."""
        changed = self.stored.loc[self.edits["subject_id"].unique()].copy()
        for field, edits in self.edits.groupby("field"):
            ids = edits["subject_id"].tolist()
            changed.loc[ids, str(field)] = self.given.loc[ids, str(field)]
        return pd.concat([self.given.loc[list(self.new)], changed]).rename_axis(self.key)

    @property
    def events(self) -> pd.DataFrame:
        """Return the events of `rows`."""
        created = {"subject_id": list(self.new), "field": "", "before": "", "after": CREATED}
        return pd.concat([pd.DataFrame(created, dtype=object), self.edits])

    @property
    def refused(self) -> pd.DataFrame:
        """Return what the package says and the province keeps otherwise."""
        return pd.concat([self.conflicts, self.kept])[FIELDS]


def compare_package(
    given: pd.DataFrame, present: Present, columns: tuple[Column, ...]
) -> TableComparison:
    """Compare the rows of a package, by the codes they have here, with those of the province."""
    key = columns[0].name
    given, stored = given.set_index(key), present.rows.set_index(key)
    fields = [column for column in columns if column.name != key]
    both = given.index.intersection(stored.index, sort=False)
    absent = given.index.difference(stored.index, sort=False)
    lost = pd.Index(sorted(present.mine)).difference(given.index)
    left = [code for code in lost if code in stored.index and code not in present.theirs]
    touched = _touched(stored.loc[left], present, fields)
    table = _merged(given.loc[both], stored.loc[both], present, fields)
    whole = [
        *((code, "", THERE, REMOVED, THERE) for code in absent if code in present.mine),
        *((code, "", THERE, EDITED, REMOVED) for code in left if code in touched),
    ]
    conflicts = pd.DataFrame(whole, columns=["subject_id", "field", "base", "before", "after"])
    return TableComparison(
        key=key,
        given=given,
        stored=stored,
        new=tuple(code for code in absent if code not in present.mine),
        gone=tuple(code for code in left if code not in touched),
        edits=table.loc[table["is_taken"], FIELDS],
        kept=table.loc[table["is_kept"], FIELDS],
        conflicts=pd.concat([conflicts, table.loc[table["is_conflict"], conflicts.columns]]),
    )


def _merged(
    given: pd.DataFrame, stored: pd.DataFrame, present: Present, fields: list[Column]
) -> pd.DataFrame:
    """Return every value that differs: `FIELDS`, `base`, and what is to become of it."""
    theirs, mine = _texts(given, fields), _texts(stored, fields)
    base, foreign = _base(mine, present)
    differ = theirs.to_numpy(object) != mine.to_numpy(object)
    own = (mine.to_numpy(object) != base.to_numpy(object)) | foreign[:, None]
    moved = (theirs.to_numpy(object) != base.to_numpy(object)) | foreign[:, None]
    row, column = np.nonzero(differ)

    def cells(table: pd.DataFrame) -> NDArray[np.object_]:
        return table.to_numpy(object)[row, column]

    return pd.DataFrame(
        {
            "subject_id": mine.index.to_numpy(object)[row],
            "field": np.array([c.name for c in fields], object)[column],
            "base": cells(base),
            "before": cells(mine),
            "after": cells(theirs),
            "is_taken": ~own[row, column],
            "is_kept": own[row, column] & ~moved[row, column],
            "is_conflict": own[row, column] & moved[row, column],
        }
    )


def _touched(stored: pd.DataFrame, present: Present, fields: list[Column]) -> set[str]:
    """Return the codes of rows that are not as the package before had them."""
    mine = _texts(stored, fields)
    base, _foreign = _base(mine, present)
    return set(mine.index[(mine != base).any(axis=1)])


def _texts(table: pd.DataFrame, fields: list[Column]) -> pd.DataFrame:
    texts = {
        c.name: [as_text(value) for value in table[c.name]]
        if c.holds is ColumnType.NUMBER
        else table[c.name].to_numpy(object)
        for c in fields
    }
    return pd.DataFrame(texts, index=table.index, columns=[c.name for c in fields], dtype=object)


def _base(mine: pd.DataFrame, present: Present) -> tuple[pd.DataFrame, NDArray[np.bool_]]:
    """Return what the package before said, and which rows only others' packages have spoken of.

    It is what is stored, with all that was changed since taken back.
    """
    base = mine.copy()
    past = present.past.drop_duplicates(["subject_id", "field"])  # the oldest
    said = present.said.rename(columns={"value": "before"})
    for told in (past, said):
        known = told[told["subject_id"].isin(base.index) & told["field"].isin(base.columns)]
        for field, values in known.groupby("field"):
            base.loc[values["subject_id"], field] = values["before"].to_numpy(object)
    foreign = base.index.isin(list(present.theirs - present.mine))
    return base, np.asarray(foreign, dtype=bool)
