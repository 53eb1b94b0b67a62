"""Shapes as a file holds them: rounded to its decimals, valid, and of the layer's one kind."""

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

# The one kind of geometry of each layer, whatever its rows hold; the others hold several.
GEOMETRY_KINDS = {
    "cameras": "Point",
    "sites": "Point",
    "footprints": "MultiPolygon",
    "communes": "MultiPolygon",
    "ranking": "MultiPoint",
    "plan": "MultiPoint",
}
# About a centimetre in degrees, a tenth of a millimetre in metres.
DEGREE_DECIMALS, METRE_DECIMALS = 7, 4
_MANY = {"Point": shapely.multipoints, "Polygon": shapely.multipolygons}


def writable_shapes(table: gpd.GeoDataFrame, *, name: str) -> gpd.GeoDataFrame:
    """Return the layer `name` with shapes that a file can hold as they are.

    Areas stay valid when rounded. Of an area or a line too small for the decimals nothing
    is left: its row stays, without geometry, so that the kinds of geometry never change.
    """
    projected = table.crs is not None and table.crs.is_projected
    shapes = _rounded(table.geometry.to_numpy(), METRE_DECIMALS if projected else DEGREE_DECIMALS)
    kind = GEOMETRY_KINDS.get(name, "")
    if kind.startswith("Multi"):
        shapes = _several(shapes, kind.removeprefix("Multi"))
    return table.set_geometry(gpd.GeoSeries(shapes, table.index, crs=table.crs))


def _rounded(shapes: NDArray[np.object_], decimals: int) -> NDArray[np.object_]:
    rounded = np.asarray(shapely.transform(shapes, lambda xy: xy.round(decimals)), dtype=object)
    dimension = shapely.get_dimensions(shapes)
    areas, lines = dimension == 2, dimension == 1
    rounded[areas] = shapely.set_precision(shapely.force_2d(shapes[areas]), 10.0**-decimals)
    rounded[lines & (shapely.length(rounded) == 0)] = None
    rounded[shapely.is_empty(rounded)] = None
    return rounded


def _several(shapes: NDArray[np.object_], kind: str) -> NDArray[np.object_]:
    """Return each single shape of the kind as several of one."""
    single = shapely.get_type_id(shapes) == shapely.GeometryType[kind.upper()]
    shapes[single] = _MANY[kind](shapes[single, None])
    return shapes
