"""Map layers that GDAL reads: files of one layer or of many. Points become lon and lat."""

import glob
import io
import warnings
import zipfile
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely
from numpy.typing import NDArray
from pyproj import CRS
from pyproj.exceptions import ProjError

from gis.core.archives import MAX_PARTS
from gis.core.crs import WGS84, says_where, to_wgs84
from gis.core.errors import FileError
from gis.core.language import _
from gis.core.scratch import scratch_folder
from gis.core.vector_files import dataset
from gis.ingest.formats.file_limits import MAX_ROWS, first_parts, too_long, with_notice
from gis.ingest.formats.geopackages import layer_names
from gis.ingest.formats.grid import MAX_COLUMNS, Grid
from gis.ingest.formats.legacy_text import field_decoder
from gis.ingest.formats.nested import flattened
from gis.ingest.formats.openstreetmap import tags_grid
from gis.ingest.formats.osm_lifecycle import KEYS

# Where QGIS keeps how the layers of a GeoPackage look.
STYLES = "layer_styles"
# Of the zones of 3°, which no system on WGS 84 has.
_SCALE_VN2000 = 0.9999
# Points in files have seven decimals.
_ROUNDED_DEG = 0.6e-7


def read_layers(data: bytes, name: str, ending: str) -> list[Grid]:
    """Read all layers and tables of a file, each in its own CRS.

    Parameters
    ----------
    ending
        One of those `gis.core.vector_files.dataset` knows.

    Raises
    ------
    FileError
        The file is damaged, or a layer states no CRS.
    """
    with scratch_folder() as folder:
        path = folder / f"layer{ending}"
        path.write_bytes(data)
        return open_layers(path, name)


def read_geopackage(data: bytes, name: str) -> list[Grid]:
    """Read all layers and tables of a GeoPackage, each in its own CRS.

    Raises
    ------
    FileError
        The file is no GeoPackage, or is damaged.
    """
    if not data.startswith(b"SQLite format 3\0"):
        raise FileError(_("{file}: the file is not a GeoPackage; export it again", file=name))
    return read_layers(data, name, ".gpkg")


def read_flatgeobuf(data: bytes, name: str) -> list[Grid]:
    """Read the layer of a FlatGeobuf file."""
    return read_layers(data, name, ".fgb")


def read_parquet(data: bytes, name: str) -> list[Grid]:
    """Read a GeoParquet file; a Parquet table without geometry is read as a table.

    Raises
    ------
    FileError
        The file is damaged or incomplete.
    """
    try:
        try:
            table = gpd.read_parquet(io.BytesIO(data))
        except ValueError:
            table = pd.read_parquet(io.BytesIO(data))
    except (OSError, ValueError, TypeError, RuntimeError, shapely.errors.ShapelyError) as error:
        raise FileError(_damaged(name)) from error
    return [layer_grid(table.reset_index(drop=True), name, name)]


def read_loose_part(data: bytes, name: str) -> list[Grid]:
    """Refuse one file of a layer that is several: a Shapefile, a MapInfo table."""
    del data
    message = _(
        "{file}: this layer is several files; pack all of them (.shp .shx .dbf .prj, or .tab .dat "
        ".map .id, or .mif .mid) into one .zip",
        file=name,
    )
    raise FileError(message)


def zipped(path: Path) -> bytes:
    """Return a layer of several files on disk as one archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for part in sorted(path.parent.glob(f"{glob.escape(path.stem)}.*")):
            if part.suffix.lower() in MAX_PARTS:
                archive.write(part, part.name)
    return file.getvalue()


def open_layers(path: Path, name: str) -> list[Grid]:
    """Read all layers of a data set on disk; `name` is what the person knows it by.

    Raises
    ------
    FileError
        It is damaged, or a layer states no CRS.
    """
    dbase = path.suffix.lower() == ".shp"
    if dbase:
        # Whatever is stated of the letters: as they stand, to be decided from what they say.
        path.with_suffix(".cpg").write_text("ISO-8859-1", encoding="ascii")
    # GDAL warns of oddities (mixed types) that cost no data here.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            names, told = first_parts(_names(path, name), name)
            tables = [_table(path, layer, name) for layer in names]
        except (RuntimeError, ValueError, shapely.errors.ShapelyError) as error:
            raise FileError(_damaged(name)) from error
    if path.suffix == ".topojson":
        tables = [gpd.GeoDataFrame(table).set_crs(WGS84) for table in tables]
    single = len(names) == 1
    grids = [
        layer_grid(
            _decoded(table) if dbase else table,
            name if single else str(layer),
            f"{name}, {layer}",
        )
        for layer, table in zip(names, tables, strict=True)
    ]
    return with_notice(grids, told)


def _names(path: Path, name: str) -> list[str]:
    if path.suffix == ".gpkg":
        return [one for one in layer_names(path, name) if one != STYLES]
    return list(map(str, pyogrio.list_layers(dataset(path))[:, 0]))


def _table(path: Path, layer: str, name: str) -> pd.DataFrame:
    """Read a layer; whether it is too wide or too long is asked before it is."""
    about = pyogrio.read_info(dataset(path), layer=layer)
    if len(about["fields"]) > MAX_COLUMNS or about["features"] > MAX_ROWS:
        raise FileError(too_long(name))
    if len(set(about["fields"])) < len(about["fields"]):
        raise FileError(_damaged(name))  # GDAL gives all of them what one holds
    table: pd.DataFrame = pyogrio.read_dataframe(
        dataset(path), layer=layer, datetime_as_string=True
    )
    return table


def _distinct(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table with fields of one name numbered."""
    turn = table.columns.to_series().groupby(table.columns).cumcount()
    if not turn.any():
        return table
    names = [f"{name}_{k + 1}" if k else name for name, k in turn.items()]
    return table.set_axis(names, axis=1)


def _damaged(name: str) -> str:
    return _("{file}: the layer is damaged or incomplete; export it again", file=name)


def _decoded(table: pd.DataFrame) -> pd.DataFrame:
    """Decode the headings and texts of a table that was read byte by byte."""
    columns = [c for c in table.columns if pd.api.types.is_string_dtype(table[c].dtype)]
    texts = {t for c in columns for t in table[c].unique() if isinstance(t, str)}
    texts |= set(table.columns)
    decode = field_decoder(text.encode("latin-1") for text in texts)
    known = {text: decode(text.encode("latin-1")) for text in texts}
    for column in columns:
        table[column] = table[column].map(known)
    return _distinct(table.rename(columns=known))


def layer_grid(table: pd.DataFrame, sheet: str, where: str) -> Grid:
    """Return a layer as a sheet; the tags of OpenStreetMap are read as such.

    `where` names the layer in messages.
    """
    without_crs = False
    if isinstance(table, gpd.GeoDataFrame):
        if _lost_its_datum(table.crs):
            table = table.set_crs(None, allow_override=True)
        without_crs = not says_where(table.crs)
        table = _with_position(table, where, without_crs=without_crs)
    cells = table.astype(object).where(table.notna(), None)
    if not set(KEYS).isdisjoint(cells):
        return tags_grid(cells, sheet)
    cells = flattened(cells)
    headings = tuple(map(str, cells.columns))
    lists = [c for c in cells if cells[c].map(lambda cell: isinstance(cell, np.ndarray)).any()]
    for column in lists:
        cells[column] = cells[column].map(_listed)
    cells = cells.set_axis(range(1, len(cells) + 1)).set_axis(range(cells.shape[1]), axis=1)
    return Grid(sheet, cells, headings, without_crs=without_crs)


def _lost_its_datum(crs: CRS | None) -> bool:
    """Tell VN-2000 by its scale where WGS 84 is stated, as MapInfo and others do: 200 m off."""
    if crs is None or crs.is_bound or crs.datum is None or crs.coordinate_operation is None:
        return False
    said = {p.name: p.value for p in crs.coordinate_operation.params}
    scale = float(said.get("Scale factor at natural origin") or 1)
    return scale == _SCALE_VN2000 and "World Geodetic System 1984" in crs.datum.name


def _listed(cell: object) -> object:
    return "; ".join(map(str, cell)) if isinstance(cell, np.ndarray) else cell


def _with_position(table: gpd.GeoDataFrame, where: str, *, without_crs: bool) -> pd.DataFrame:
    """Turn points into columns lon and lat; another geometry leaves its type there to be told.

    Without a coordinate system they become X (north) and Y (east), to be asked about.
    """
    geometry = (table if without_crs else _transformed(table, where)).geometry
    placed = ~(geometry.isna() | geometry.is_empty)
    shapes = _only_points(geometry.to_numpy())
    point = placed & (shapely.get_type_id(shapes) == shapely.GeometryType.POINT)
    columns = pd.DataFrame(table.drop(columns=geometry.name)).astype(object)
    if without_crs:  # its own columns of these names say the same, and mostly the other way round
        columns = columns[[name for name in columns if str(name).lower() not in ("x", "y")]]
    names = ("y", "x") if without_crs else ("lon", "lat")
    for column, read in zip(names, (shapely.get_x, shapely.get_y), strict=True):
        given = columns.get(column, pd.Series([None] * len(table), table.index, dtype=object))
        values = np.where(point, read(shapes).astype(object), geometry.geom_type)
        columns[column] = given.where(~placed | _rounded_to(values, given), values)
    return columns


def _only_points(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Put the point in the place of a collection that holds exactly one."""
    shapes = shapes.copy()
    odd = np.flatnonzero(shapely.get_type_id(shapes) > shapely.GeometryType.POLYGON)
    parts, index = shapely.get_parts(shapes[odd], return_index=True)
    # A collection may hold a multipoint.
    parts, inner = shapely.get_parts(parts, return_index=True)
    points = shapely.get_type_id(parts) == shapely.GeometryType.POINT
    owner = index[inner[points]]
    single = np.bincount(owner, minlength=len(odd)) == 1
    at = np.flatnonzero(single[owner])
    shapes[odd[owner[at]]] = parts[points][at]
    return shapes


def _rounded_to(values: NDArray[np.object_], given: pd.Series) -> pd.Series:
    """Tell where the layer's own column says the same with more decimals than its points have."""
    apart = pd.to_numeric(pd.Series(values, given.index), errors="coerce") - pd.to_numeric(
        given, errors="coerce"
    )
    return apart.abs() < _ROUNDED_DEG


def _transformed(table: gpd.GeoDataFrame, where: str) -> gpd.GeoDataFrame:
    try:
        return to_wgs84(table, where=where)
    except ProjError as error:
        message = _(
            "{where}: the layer's coordinate system cannot be used; export it in WGS 84",
            where=where,
        )
        raise FileError(message) from error
