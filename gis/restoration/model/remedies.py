"""What mends a fault, by what failed and why: the row of the price list, and how often of it.

The row of the part and its cause comes first, then the row of the cause whatever failed, then
the part's own: its replacement. Causes without rows (wear, weather, theft, not known) are
replaced, or mended where the part's own row says so.
"""

from collections.abc import Callable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gis.core.choices import Cause, FaultPart
from gis.core.extents import metres_of, months_owed
from gis.restoration.model.prices import ANY, PRICE_LEVELS, row_of

FIBRE, MONTH = "fibre", "month"
# What is laid by the metre, where the metres are known.
_LAID = ("line", "connection")


def remedies(
    part: pd.Series, cause: pd.Series, note: pd.Series, prices: pd.DataFrame
) -> pd.DataFrame:
    """Return what mends each fault, and what it is listed at.

    Parameters
    ----------
    part
        Of the price list: what failed, a kind of camera where it is the camera itself.
    cause
        Why it failed, see `Cause`; "" where not known.
    note
        Free text; months that are owed and metres of cable are read from it.
    prices
        See `read_prices`.

    Returns
    -------
    DataFrame
        `part` (the row of the price list), `failed` (what it mends), `quantity` (units of the
        row), `low mid high` (VND in all), `estimated`. An estimate for a cause is never above
        that of the replacement, unless the note says how much it is.
    """
    prices = pd.DataFrame({"unit": "", "quantity": 1.0}, prices.index).assign(**prices)
    failed = part
    if FaultPart.ACCOUNT in prices.index:
        failed = part.mask(cause == Cause.ACCOUNT_LOST, str(FaultPart.ACCOUNT))
    pairs = list(zip(failed, cause, strict=True))
    rows = {pair: _row(*pair, prices.index) for pair in set(pairs)}
    row = pd.Series([rows[pair] for pair in pairs], part.index, dtype=object)
    metres = _counted(note, metres_of).where(row.isin(_LAID) & (FIBRE in prices.index))
    row = row.mask(metres.notna(), FIBRE)
    listed = prices.reindex(row).set_axis(part.index)
    months = _counted(note, months_owed).where(listed["unit"] == MONTH)
    stated = metres.fillna(months)
    quantity = stated.fillna(listed["quantity"]).fillna(1.0)
    told = pd.DataFrame({"part": row, "failed": failed, "quantity": quantity})
    told = told.assign(**{level: (listed[level] * quantity).round() for level in PRICE_LEVELS})
    told["estimated"] = listed["estimated"].to_numpy(bool)
    return _at_most_replaced(told, (told["estimated"] & stated.isna()).to_numpy(), prices)


def _row(part: str, cause: str, known: pd.Index) -> str:
    """Return the row of the price list for a part that failed for a cause."""
    rows = (row_of(part, cause), row_of(ANY, cause)) if cause else ()
    return next((row for row in rows if row in known), part)


def _at_most_replaced(
    told: pd.DataFrame, which: NDArray[np.bool_], prices: pd.DataFrame
) -> pd.DataFrame:
    new = prices.reindex(told["failed"]).set_axis(told.index)
    capped = {
        level: np.where(
            which, np.fmin(told[level], (new[level] * new["quantity"]).round()), told[level]
        )
        for level in PRICE_LEVELS
    }
    return told.assign(**capped)


def _counted(note: pd.Series, reader: Callable[[str], float]) -> pd.Series:
    """Read a number from each note, once for each different one; NaN where there is none."""
    read = {text: reader(text) for text in set(note) if text}
    return note.map(read).astype(float)
