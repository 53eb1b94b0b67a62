"""A lasting name for every camera: its code in the file, else one derived from what it is."""

import hashlib
from collections.abc import Collection, Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gis.core.findings import Finding, Severity
from gis.core.language import _
from gis.core.text import fold

# What makes a camera or a piece of equipment this one; its state and costs may change.
CAMERA_CONTENT = ("site_id", "name", "address", "declared_commune", "lon", "lat")
EQUIPMENT_CONTENT = ("kind", "name", "custodian")


AUTOMATIC = "auto-"


def content_of(table: pd.DataFrame, content: Sequence[str] = CAMERA_CONTENT) -> pd.Series:
    """Return a name for what each row says: rows that say the same have the same.

    ``auto-`` and ten hexadecimal digits of the BLAKE2 hash of the content columns: texts
    folded, coordinates to six decimals.
    """
    columns = [_comparable(table[column]) for column in content]
    # A loop over rows: hashing is scalar work, 20,000 take some 50 ms.
    names = [AUTOMATIC + _digest("|".join(parts)) for parts in zip(*columns, strict=True)]
    return pd.Series(names, table.index, dtype=str)


def with_ids(
    ids: pd.Series, table: pd.DataFrame, content: Sequence[str], taken: Collection[str] = ()
) -> pd.Series:
    """Fill in missing ids so that importing the same rows again finds the same cameras.

    Parameters
    ----------
    ids
        As stated, empty where none is.
    table
        The rows in canonical columns, on the same index.
    content
        The columns an id is made of. Rows of the same content (see `content_of`) are told apart
        by their order: the second ends in ``.2``.
    taken
        Ids of other cameras, which are passed over.

    Returns
    -------
    Series
        On the same index, stated ids as they are; none is empty.
    """
    missing = ids == ""
    used, filled = set(taken), ids.copy()
    names: dict[object, str] = {}
    count: dict[str, int] = {}
    for row, name in content_of(table[missing], content).items():
        free = name if name not in count else ""
        while not free or free in used:
            count[name] = count.get(name, 1) + 1
            free = f"{name}.{count[name]}"
        count.setdefault(name, 1)
        names[row] = free
    filled[missing] = list(names.values())
    return filled


def _comparable(values: pd.Series) -> list[str]:
    if values.dtype == "float64":
        return ["" if np.isnan(value) else f"{value:.6f}" for value in values]
    return [fold(value) for value in values]


def _digest(text: str) -> str:
    return hashlib.blake2s(text.encode(), digest_size=5).hexdigest()


def repeated_ids(
    ids: pd.Series,
    owners: NDArray[np.int64],
    rows: Sequence[tuple[str, int]],
    headings: Mapping[str, str],
) -> list[Finding]:
    """Return an error for each row with an id that an earlier row of the file has.

    Parameters
    ----------
    ids
        All ids in use; a row may own several.
    owners
        Which of the `rows` owns each id.
    rows
        Sheet and row number of all rows, in the order of the file.
    headings
        The heading of the id column, by sheet.
    """
    table = pd.DataFrame({"id": ids.to_numpy(), "owner": owners})
    table["first"] = table.groupby("id")["owner"].transform("min")
    again = table[table["owner"] > table["first"]].drop_duplicates("owner").sort_values("owner")
    suggestion = _("Give each camera a code of its own, or delete the repeated row")
    findings = []
    for code, owner, first in again.itertuples(index=False):
        (sheet, row), (first_sheet, first_row) = rows[owner], rows[first]
        where = str(first_row) if sheet == first_sheet else f"{first_row} ({first_sheet})"
        message = _("The code “{code}” is already used in row {row}", code=code, row=where)
        findings.append(Finding(sheet, row, headings[sheet], Severity.ERROR, message, suggestion))
    return findings
