"""Budgets and price lists read in a process of their own, so that no file holds up readers."""

from collections.abc import Callable
from typing import Any

import geopandas as gpd
import pandas as pd

from gis.core import isolation
from gis.core.findings import Finding
from gis.restoration.files.budget_files import read_budgets
from gis.restoration.files.price_files import read_price_file

LIMITS = isolation.ProcessLimits(seconds=120, memory_bytes=800_000_000)


def read_budgets_isolated(
    data: bytes,
    name: str,
    communes: gpd.GeoDataFrame,
    *,
    progress: Callable[[float], object] = lambda _share: None,
) -> tuple[pd.DataFrame, list[Finding]]:
    """Read a file of budgets as `budget_files.read_budgets` does; what `progress` raises ends it.

    Parameters
    ----------
    data
        The bytes of the file.
    name
        What it is called in messages; its ending tells the format.
    communes
        `code name kind full_name`; a cell may be a code, or a name of today or before.
    progress
        Called now and then with the part done, 0 to 1.

    Returns
    -------
    budgets
        See `budget_files.read_budgets`; amounts in VND.
    findings
        See `budget_files.read_budgets`.

    Raises
    ------
    FileError
        See `budget_files.read_budgets`; or reading takes more time or memory than `LIMITS`.
    """
    return isolation.run(
        read_budgets, data, name, communes, name=name, limits=LIMITS, progress=progress
    )


def read_prices_isolated(
    data: bytes,
    name: str,
    *,
    source: str,
    progress: Callable[[float], object] = lambda _share: None,
) -> tuple[dict[str, dict[str, Any]], list[Finding]]:
    """Read a price list as `price_files.read_price_file` does; what `progress` raises ends it.

    Parameters
    ----------
    data
        The bytes of the file.
    name
        What it is called in messages; its ending tells the format.
    source
        Who states these prices, where the file has no column for it.
    progress
        Called now and then with the part done, 0 to 1.

    Returns
    -------
    chosen
        Part → column → value, see `price_files.read_price_file`; prices in VND.
    findings
        See `price_files.read_price_file`.

    Raises
    ------
    FileError
        See `price_files.read_price_file`; or reading takes more time or memory than `LIMITS`.
    GisError
        As `price_files.read_price_file` raises it.
    """
    return isolation.run(
        read_price_file, data, name, name=name, limits=LIMITS, progress=progress, source=source
    )
