"""Shapes as a file holds them: rounded to its decimals, valid, and of the layer's one kind."""

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from gis.export.schema import MIXED
from gis.export.schema.conform import as_kind

# About a centimetre in degrees, a tenth of a millimetre in metres.
DEGREE_DECIMALS, METRE_DECIMALS = 7, 4


def writable_shapes(table: gpd.GeoDataFrame, *, kind: str) -> gpd.GeoDataFrame:
    """Return a layer of shapes of one kind that a file can hold as they are.

    Parameters
    ----------
    table
        In WGS 84, or on a plane in metres.
    kind
        Of its shapes; `MIXED` of several.

    Returns
    -------
    GeoDataFrame
        Rounded; areas stay valid. Of an area or a line too small for the decimals nothing is
        left: its row stays, without geometry, so that the kinds of geometry never change.
    """
    projected = table.crs is not None and table.crs.is_projected
    shapes = _rounded(table.geometry.to_numpy(), METRE_DECIMALS if projected else DEGREE_DECIMALS)
    if kind not in ("", MIXED):
        shapes = as_kind(shapes, kind)
    return table.set_geometry(gpd.GeoSeries(shapes, table.index, crs=table.crs))


def _rounded(shapes: NDArray[np.object_], decimals: int) -> NDArray[np.object_]:
    rounded = np.asarray(shapely.transform(shapes, lambda xy: xy.round(decimals)), dtype=object)
    dimension = shapely.get_dimensions(shapes)
    areas, lines = dimension == 2, dimension == 1
    rounded[areas] = shapely.set_precision(shapely.force_2d(shapes[areas]), 10.0**-decimals)
    rounded[lines & (shapely.length(rounded) == 0)] = None
    rounded[shapely.is_empty(rounded)] = None
    return rounded
