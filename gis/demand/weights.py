"""How much it matters that a place, or a kilometre of road, is seen, and what a camera is worth.

By category, editable. The rows `per` camera are *own weights*: what one restored view counts
for itself, by the kind of place it was put up for, on the scale of `importance` (1 to 5).
"""

from collections.abc import Mapping

import geopandas as gpd
import numpy as np
import pandas as pd

from gis.core.errors import GisError
from gis.core.language import _
from gis.core.paths import DATA

WEIGHTS_FILE = DATA / "weights.csv"
# The name of the store's setting with the weights people have chosen.
WEIGHTS_SETTING = "weights"
PER_KM, PER_CAMERA = "km", "camera"
# An own weight of 1 beside places and roads: as much as 6 cm of hamlet road. It decides only
# between what brings back equally much of them. A power of two: sums of whole ones stay exact.
OWN_SHARE = 2.0**-14


def read_weights(chosen: Mapping[str, float] | None = None) -> pd.DataFrame:
    """Return the weights by category: `per` (place or km) and `weight`, with what was chosen.

    Parameters
    ----------
    chosen
        Weights by category that go before those of `WEIGHTS_FILE`; None or empty for none.

    Returns
    -------
    DataFrame
        Index `category`; `per` (``place``, ``km`` or ``camera``) and `weight`.

    Raises
    ------
    GisError
        A weight is chosen for a category there is none for, or is no number from 0 on.
    """
    table = pd.read_csv(WEIGHTS_FILE, index_col="category", dtype={"weight": float})
    for category, weight in (chosen or {}).items():
        if category not in table.index:
            names = ", ".join(table.index)
            raise GisError(
                _(
                    "No weight is kept for “{category}”; there are: {names}",
                    category=category,
                    names=names,
                )
            )
        if not 0 <= weight < np.inf:
            raise GisError(
                _("The weight of “{category}” must be a number from 0 on", category=category)
            )
        table.loc[category, "weight"] = weight
    return table


def weighted(demand: gpd.GeoDataFrame, weights: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return the demand with the weight of its category wherever none is stated.

    Parameters
    ----------
    demand
        `category`; `weight` and `weight_per_km`, NaN where none is stated.
    weights
        `weight` by category, see `read_weights`.

    Returns
    -------
    GeoDataFrame
        The same rows and columns: `weight` is of a point, `weight_per_km` of a line, NaN of the
        other; a row keeps what it states. A category without weight counts nothing.
    """
    usual = demand["category"].map(weights["weight"]).fillna(0.0)
    line = demand.geometry.geom_type.isin(["LineString", "MultiLineString"])
    return demand.assign(
        weight=demand["weight"].fillna(usual).mask(line),
        weight_per_km=demand["weight_per_km"].fillna(usual).where(line),
    )
