"""CSV for spreadsheets: UTF-8 with BOM, no formula can start from imported text."""

import geopandas as gpd
import pandas as pd

from gis.core.spreadsheet import guarded


def delimited(table: gpd.GeoDataFrame, *, name: str) -> bytes:  # noqa: ARG001 - as the other formats
    """Return the table without geometry as CSV.

    Text that a spreadsheet would run as a formula gets an apostrophe in front, which the
    register's reader takes off again.
    """
    plain = pd.DataFrame(table.drop(columns="geometry"))
    texts = plain.select_dtypes(["object", "string"]).columns
    safe = {c: plain[c].map(guarded) for c in texts}
    return plain.assign(**safe).to_csv(index=False).encode("utf-8-sig")
