"""Map layers: GeoJSON and GeoPackage. Points become the columns lon and lat."""

import tempfile
import warnings
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely
from pyproj.exceptions import ProjError

from gis.crs import to_wgs84
from gis.errors import FileError
from gis.language import _
from gis.register.grid import Grid
from gis.vector import dataset


def read_geojson(data: bytes, name: str) -> list[Grid]:
    """Read a GeoJSON file in its own CRS: WGS 84 unless an old-style ``crs`` says otherwise.

    Raises
    ------
    FileError
        The file is no GeoJSON.
    """
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        raise FileError(_("{file}: the file is not GeoJSON; export the layer again", file=name))
    return _layers(data, name)


def read_geopackage(data: bytes, name: str) -> list[Grid]:
    """Read all layers and tables of a GeoPackage, each in its own CRS.

    Raises
    ------
    FileError
        The file is no GeoPackage, is damaged, or a layer states no CRS.
    """
    if not data.startswith(b"SQLite format 3\0"):
        raise FileError(_("{file}: the file is not a GeoPackage; export it again", file=name))
    return _layers(data, name)


def _layers(data: bytes, name: str) -> list[Grid]:
    # GDAL warns of oddities (mixed types) that cost no data here.
    with warnings.catch_warnings(), tempfile.TemporaryDirectory() as folder:
        warnings.simplefilter("ignore")
        path = Path(folder) / f"layer{Path(name).suffix.lower()}"
        path.write_bytes(data)
        try:
            names = pyogrio.list_layers(dataset(path))[:, 0]
            tables = [
                pyogrio.read_dataframe(dataset(path), layer=layer, datetime_as_string=True)
                for layer in names
            ]
        except (RuntimeError, ValueError, shapely.errors.ShapelyError) as error:
            message = _("{file}: the layer is damaged or incomplete; export it again", file=name)
            raise FileError(message) from error
    single = len(names) == 1
    return [
        _grid(table, name if single else str(layer), f"{name}, {layer}")
        for layer, table in zip(names, tables, strict=True)
    ]


def _grid(table: pd.DataFrame, sheet: str, where: str) -> Grid:
    if isinstance(table, gpd.GeoDataFrame):
        table = _with_position(table, where)
    cells = table.astype(object).where(table.notna(), None)
    cells = cells.set_axis(range(1, len(cells) + 1)).set_axis(range(cells.shape[1]), axis=1)
    return Grid(sheet, cells, tuple(map(str, table.columns)))


def _with_position(table: gpd.GeoDataFrame, where: str) -> pd.DataFrame:
    """Turn points into columns lon and lat; another geometry leaves its type there to be told."""
    geometry = _transformed(table, where).geometry
    placed = ~(geometry.isna() | geometry.is_empty)
    point = placed & (geometry.geom_type == "Point")
    columns = pd.DataFrame(table.drop(columns=geometry.name)).astype(object)
    for column, read in (("lon", shapely.get_x), ("lat", shapely.get_y)):
        given = columns.get(column, pd.Series([None] * len(table), table.index, dtype=object))
        values = np.where(point, read(geometry.to_numpy()).astype(object), geometry.geom_type)
        columns[column] = given.where(~placed, values)
    return columns


def _transformed(table: gpd.GeoDataFrame, where: str) -> gpd.GeoDataFrame:
    try:
        return to_wgs84(table, where=where)
    except ProjError as error:
        message = _(
            "{where}: the layer's coordinate system cannot be used; export it in WGS 84",
            where=where,
        )
        raise FileError(message) from error
