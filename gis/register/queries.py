"""What every room asks of tables of the register: which rows have a position, which are where.

A commune is a code; None is the province. The table is any with a `commune_code`, or that of
the communes themselves (`code`).
"""

from typing import TypeVar

import pandas as pd

from gis.core.choices import Confidentiality

AnyTable = TypeVar("AnyTable", bound=pd.DataFrame)


def located(table: pd.DataFrame) -> pd.Series:
    """Tell which rows have a position, both halves of it.

    Parameters
    ----------
    table
        `lon lat`, NaN where not known.

    Returns
    -------
    Series
        Bool, on the table's index.
    """
    return table["lon"].notna() & table["lat"].notna()


def in_commune(table: AnyTable, commune: str | None) -> AnyTable:
    """Return the rows of a commune; of the province all, those in no commune too.

    Parameters
    ----------
    table
        `commune_code`, or `code` of the communes themselves.
    commune
        A code, None for the province.

    Returns
    -------
    DataFrame
        With the table's index and order; the table itself for the province.
    """
    return table if commune is None else table[lies_in(table, commune)]


def lies_in(table: pd.DataFrame, commune: str | None) -> pd.Series:
    """Tell which rows are of a commune; of the province all are, those in no commune too.

    Parameters
    ----------
    table
        `commune_code`, or `code` of the communes themselves.
    commune
        A code, None for the province.

    Returns
    -------
    Series
        Bool, on the table's index.
    """
    codes = _codes(table)
    return pd.Series(data=True, index=table.index) if commune is None else codes == commune


def counts_in(table: pd.DataFrame, commune: str | None) -> pd.Series:
    """Tell which rows count for a commune; for the province those count that lie in any.

    Parameters
    ----------
    table
        `commune_code` ("" for none), or `code` of the communes themselves.
    commune
        A code, None for the province.

    Returns
    -------
    Series
        Bool, on the table's index.
    """
    codes = _codes(table)
    return codes != "" if commune is None else codes == commune


def is_confidential(cameras: pd.DataFrame) -> pd.Series:
    """Tell which cameras the police marked confidential.

    Parameters
    ----------
    cameras
        With `confidentiality`.

    Returns
    -------
    Series
        True or false, on the same index.
    """
    return cameras["confidentiality"] == Confidentiality.SECRET


def _codes(table: pd.DataFrame) -> pd.Series:
    return table["commune_code" if "commune_code" in table else "code"]
