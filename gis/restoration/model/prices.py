"""What repairs and running cost when the register does not say: an editable price list.

A row is of one part, or of one part that failed for one cause: what is unpaid, turned aside or
not handed over is not the price of a new camera.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from gis.core.choices import Cause
from gis.core.errors import FileError, GisError
from gis.core.extents import MOST_QUANTITY
from gis.core.language import _
from gis.core.paths import DATA
from gis.core.schema import MOST_VND

PRICES = DATA / "prices.csv"
# The name of the store's setting with the prices people have stated.
PRICES_SETTING = "prices"
# The source of a price nobody has stated yet: whatever rests on it is an estimate.
ESTIMATE = "initial estimate"
PRICE_LEVELS = ("low", "mid", "high")
PRICE_COLUMNS = (
    "part",
    "cause",
    "action",
    "unit",
    "quantity",
    *PRICE_LEVELS,
    "vat",
    "source",
    "date",
)
_NUMBERS = ("quantity", *PRICE_LEVELS, "vat")
# The part of the rows that hold for whatever failed for their cause.
ANY = "any"
PriceOverrides = Mapping[str, Mapping[str, Any]]


def row_of(part: str, cause: str) -> str:
    """Return the name of the row of a part that failed for a cause: ``line:unpaid``.

    Parameters
    ----------
    part
        What is mended, such as ``line``.
    cause
        Why it failed, see `Cause`; "" for the replacement.

    Returns
    -------
    str
        A label of `read_prices`' index.
    """
    return f"{part}:{cause}" if cause else part


def read_prices(path: Path = PRICES, *, overrides: PriceOverrides | None = None) -> pd.DataFrame:
    """Return the price list by row, with what was chosen (row → column → value) in it.

    Parameters
    ----------
    path
        CSV with the columns `PRICE_COLUMNS`; money in VND, VAT in %.
    overrides
        Row (see `row_of`) → column → value, in place of what the file says. A part of the list may
        get a row for a cause of its own.

    Returns
    -------
    DataFrame
        Index `part`: a part (its replacement), or a part and a cause, see `row_of`: `cause
        action unit`, `quantity` (units in one repair, where the register does not say), `low
        mid high` (VND for each unit), `vat` (%), `source date`, `estimated` (nobody has stated
        a source yet).

    Raises
    ------
    FileError
        The file cannot be read or lacks a column.
    GisError
        A price is missing or below 0, low > mid or mid > high, or a part is not in the list.
    """
    try:
        table = pd.read_csv(path, dtype={"part": str, "source": str, "date": str})
        table = table[list(PRICE_COLUMNS)].fillna({"cause": ""})
        table.index = pd.Index(map(row_of, table.pop("part"), table["cause"]), name="part")
        table = table.astype(dict.fromkeys(_NUMBERS, float))
    except (OSError, ValueError, KeyError) as error:
        message = _(
            "{path}: is no price list; it needs the columns {columns}",
            path=path.name,
            columns=", ".join(PRICE_COLUMNS),
        )
        raise FileError(message) from error
    for name, values in (overrides or {}).items():
        if name not in table.index:
            table.loc[name] = _further(table, name)
        for column, value in values.items():
            table.loc[name, column] = value
    _check(table)
    return table.assign(estimated=table["source"].fillna("").isin(["", ESTIMATE]))


def _further(table: pd.DataFrame, name: str) -> pd.Series:
    """Return the row a part gets for a cause of its own: as that cause's, or the part's."""
    part, _colon, cause = name.partition(":")
    if part not in table.index or cause not in list(Cause):
        raise GisError(
            _(
                "There is no price for “{part}”; there are: {names}",
                part=name,
                names=", ".join(table.index),
            )
        )
    alike = row_of(ANY, cause)
    row: pd.Series = table.loc[[alike if alike in table.index else part]].iloc[0]
    return row.where(row.index != "cause", cause)


def _check(table: pd.DataFrame) -> None:
    quantity, low, mid, high, vat = (table[name].astype(float) for name in _NUMBERS)
    sound = (low >= 0) & (low <= mid) & (mid <= high) & (high <= MOST_VND) & vat.between(0, 100)
    sound &= (quantity > 0) & (quantity <= MOST_QUANTITY) & (quantity * high <= MOST_VND)
    if not sound.all():
        part = table.index[~sound][0]
        message = _(
            "The prices of “{part}” must be numbers from 0 on, low ≤ middle ≤ high, VAT 0 to 100 %",
            part=part,
        )
        raise GisError(message)
