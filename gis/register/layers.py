"""Map layers: GeoJSON, GeoPackage, Shapefile. Points become the columns lon and lat."""

import glob
import io
import tempfile
import warnings
import zipfile
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely
from pyproj.exceptions import ProjError

from gis.archives import SHAPEFILE_PARTS, unpack_shapefiles
from gis.crs import says_where, to_wgs84
from gis.errors import FileError
from gis.language import _
from gis.register.grid import Grid
from gis.register.openstreetmap import is_overpass, read_overpass
from gis.vector import dataset


def read_geojson(data: bytes, name: str) -> list[Grid]:
    """Read a GeoJSON file in its own CRS: WGS 84 unless an old-style ``crs`` says otherwise.

    The answer of an Overpass query, which has the same ending, is read as such.

    Raises
    ------
    FileError
        The file is no GeoJSON.
    """
    if (found := is_overpass(data)) is not None:
        return read_overpass(found, name)
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        raise FileError(_("{file}: the file is not GeoJSON; export the layer again", file=name))
    return _layers(data, name)


def read_geopackage(data: bytes, name: str) -> list[Grid]:
    """Read all layers and tables of a GeoPackage, each in its own CRS.

    Raises
    ------
    FileError
        The file is no GeoPackage, or is damaged.
    """
    if not data.startswith(b"SQLite format 3\0"):
        raise FileError(_("{file}: the file is not a GeoPackage; export it again", file=name))
    return _layers(data, name)


def read_shapefile(data: bytes, name: str) -> list[Grid]:
    """Read the Shapefiles of a zip archive, each in its own CRS.

    Raises
    ------
    FileError
        The archive or a Shapefile is damaged or incomplete.
    """
    if not data.startswith(b"PK"):
        message = _(
            "{file}: a Shapefile is several files; pack .shp, .shx, .dbf, .prj into one .zip",
            file=name,
        )
        raise FileError(message)
    with tempfile.TemporaryDirectory() as folder:
        return [
            grid
            for member, path in unpack_shapefiles(data, name, Path(folder))
            for grid in _opened(path, f"{name}, {member}")
        ]


def zipped(path: Path) -> bytes:
    """Return a Shapefile on disk with all its parts as one archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for part in sorted(path.parent.glob(f"{glob.escape(path.stem)}.*")):
            if part.suffix.lower() in SHAPEFILE_PARTS:
                archive.write(part, part.name)
    return file.getvalue()


def _layers(data: bytes, name: str) -> list[Grid]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"layer{Path(name).suffix.lower()}"
        path.write_bytes(data)
        return _opened(path, name)


def _opened(path: Path, name: str) -> list[Grid]:
    # GDAL warns of oddities (mixed types) that cost no data here.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
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
    without_crs = False
    if isinstance(table, gpd.GeoDataFrame):
        without_crs = not says_where(table.crs)
        table = _with_position(table, where, without_crs=without_crs)
    cells = table.astype(object).where(table.notna(), None)
    cells = cells.set_axis(range(1, len(cells) + 1)).set_axis(range(cells.shape[1]), axis=1)
    return Grid(sheet, cells, tuple(map(str, table.columns)), without_crs=without_crs)


def _with_position(table: gpd.GeoDataFrame, where: str, *, without_crs: bool) -> pd.DataFrame:
    """Turn points into columns lon and lat; another geometry leaves its type there to be told.

    Without a coordinate system they become X (north) and Y (east), to be asked about.
    """
    geometry = (table if without_crs else _transformed(table, where)).geometry
    placed = ~(geometry.isna() | geometry.is_empty)
    point = placed & (geometry.geom_type == "Point")
    columns = pd.DataFrame(table.drop(columns=geometry.name)).astype(object)
    if without_crs:  # its own columns of these names say the same, and mostly the other way round
        columns = columns[[name for name in columns if str(name).lower() not in ("x", "y")]]
    names = ("y", "x") if without_crs else ("lon", "lat")
    for column, read in zip(names, (shapely.get_x, shapely.get_y), strict=True):
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
