"""What repairs and running cost when the register does not say: an editable price list."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from gis.errors import FileError, GisError
from gis.language import _
from gis.schema import MOST_VND

PRICES = Path(__file__).resolve().parents[2] / "data" / "prices.csv"
# The name of the store's setting with the prices people have stated.
CHOSEN = "prices"
# The source of a price nobody has stated yet: whatever rests on it is an estimate.
ESTIMATE = "initial estimate"
LEVELS = ("low", "mid", "high")
COLUMNS = ("part", "action", "unit", *LEVELS, "vat", "source", "date")
Chosen = Mapping[str, Mapping[str, Any]]


def read_prices(path: Path = PRICES, *, chosen: Chosen | None = None) -> pd.DataFrame:
    """Return the price list by part, with what was chosen (part → column → value) in it.

    Returns
    -------
    DataFrame
        Index `part`: `action unit low mid high` (VND for each unit), `vat` (%), `source
        date`, `estimated` (nobody has stated a source yet).

    Raises
    ------
    FileError
        The file cannot be read or lacks a column.
    GisError
        A price is missing or below 0, low > mid or mid > high, or a part is not in the list.
    """
    try:
        table = pd.read_csv(path, dtype={"part": str, "source": str, "date": str})
        table = table[list(COLUMNS)].set_index("part")
        table = table.astype(dict.fromkeys((*LEVELS, "vat"), float))
    except (OSError, ValueError, KeyError) as error:
        message = _("{path}: is no price list; it needs the columns {columns}",
                    path=path.name, columns=", ".join(COLUMNS))  # fmt: skip
        raise FileError(message) from error
    for part, values in (chosen or {}).items():
        if part not in table.index:
            raise GisError(_("There is no price for “{part}”; there are: {names}",
                             part=part, names=", ".join(table.index)))  # fmt: skip
        for column, value in values.items():
            table.loc[part, column] = value
    _check(table)
    return table.assign(estimated=table["source"].fillna("").isin(["", ESTIMATE]))


def _check(table: pd.DataFrame) -> None:
    low, mid, high, vat = (table[name].astype(float) for name in (*LEVELS, "vat"))
    sound = (low >= 0) & (low <= mid) & (mid <= high) & (high <= MOST_VND) & vat.between(0, 100)
    if not sound.all():
        part = table.index[~sound][0]
        message = _(
            "The prices of “{part}” must be numbers from 0 on, low ≤ middle ≤ high, VAT 0 to 100 %",
            part=part,
        )
        raise GisError(message)
