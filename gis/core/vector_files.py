"""Vector files, each opened by the one GDAL driver its ending names.

Left to guess from the content, GDAL would take a file that only names others (a VRT, a GDALG
pipeline) and read those: any file of this machine, any address of the network.
"""

from pathlib import Path

import geopandas as gpd
import pyogrio
from pyogrio.errors import DataSourceError

# Drivers that can be named in front of a path.
_NAMED = {
    ".geojson": "GeoJSON:",
    ".json": "GeoJSON:",
    ".gpkg": "GPKG:",
    ".esrijson": "ESRIJSON:",
    ".geojsonl": "GeoJSONSeq:",
    ".topojson": "TopoJSON:",
}
# Formats known by their first bytes, which no driver that follows references accepts.
_SIGNED = {".shp": b"\x00\x00\x27\x0a", ".fgb": b"fgb", ".tab": b"!table", ".mif": b"Version"}
# Of the text formats among them: a file that names others is XML or JSON, or says so.
_FOREIGN = {
    ".tab": (b"<", b"{", b"open table", b"linked", b"view", b"seamless"),
    ".mif": (b"<", b"{"),
}
_HEAD_BYTES = 10_000


def dataset(path: Path) -> str:
    """Return a local file as the data set to open by the one driver of its ending.

    The endings: GeoJSON, GPKG, Shapefile, FlatGeobuf, MapInfo (.tab, .mif), and, as names of
    our own, .esrijson, .geojsonl, .topojson; a folder .gdb is an ESRI File Geodatabase.

    Parameters
    ----------
    path
        A file of this machine, or such a folder.

    Returns
    -------
    str
        What pyogrio opens: the whole path, with its driver in front where one can be named.

    Raises
    ------
    DataSourceError
        The ending is none of these, or the file is not what its ending says or not there.
    """
    ending = path.suffix.lower()
    if ending == ".gdb" and (path / "a00000001.gdbtable").is_file():
        return str(path.resolve())
    if not path.is_file():
        raise DataSourceError(str(path))
    if ending in _NAMED:
        return f"{_NAMED[ending]}{path.resolve()}"
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    signed = ending in _SIGNED and head.lower().startswith(_SIGNED[ending].lower())
    if not signed or any(mark in head.lower() for mark in _FOREIGN.get(ending, ())):
        raise DataSourceError(str(path))
    return str(path.resolve())


def read_layer(path: Path) -> gpd.GeoDataFrame:
    """Read a local file of one layer; a geometry that is none (a line of one vertex) is missing.

    Parameters
    ----------
    path
        See `dataset`; of a file with several layers the first is read.

    Returns
    -------
    GeoDataFrame
        The file's columns, in the CRS it states; `crs` is None where it states none.

    Raises
    ------
    DataSourceError
        See `dataset`; or the layer has no geometry at all.
    """
    table = pyogrio.read_dataframe(dataset(path), on_invalid="ignore")
    if not isinstance(table, gpd.GeoDataFrame):
        raise DataSourceError(str(path))
    return table
