"""Which formats there are, and writing a file whole or not at all."""

import io
import sqlite3
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely
from pyproj import CRS

from gis.core.crs import WGS84, file_plane
from gis.core.errors import FileError, GisError
from gis.core.file_errors import unwritable
from gis.core.language import _
from gis.core.scratch import scratch_folder
from gis.core.spreadsheet import guarded
from gis.export.drawing import dxf
from gis.export.formats import DRAWN_IN, FORMATS
from gis.export.gdal_files import (
    LayerTable,
    flatgeobuf,
    geojson_file,
    geojson_lines,
    geopackage,
    metadata_of,
)
from gis.export.kml import kml, kmz
from gis.export.metadata import with_losses
from gis.export.parquet import geoparquet
from gis.export.qgis.package import qgis_package
from gis.export.schema import (
    GROUPS,
    MIXED,
    SCHEMAS,
    FieldType,
    LayerField,
    conform_layer,
    plain_schema,
    schema_of,
)
from gis.export.shapes import writable_shapes
from gis.export.sheet_rows import RowProgress
from gis.export.tile_archives import mbtiles, pmtiles
from gis.export.workbook import layer_workbook
from gis.export.zipped import csv_with_wkt, shapefile


def encode(
    table: gpd.GeoDataFrame,
    *,
    name: str,
    fmt: str,
    crs: str | None = None,
    progress: RowProgress | None = None,
) -> bytes:
    """Return the layer `name` (WGS 84) in one of `FORMATS`, in another CRS when one is asked for.

    A table of cameras for a spreadsheet in another CRS has the columns `x y` beside, as
    Vietnamese surveyors label them: north and east, in metres.

    Parameters
    ----------
    table
        Rows and shapes in WGS 84; endless numbers become empty.
    name
        Of the layer; of one without schema the columns leave as they are.
    fmt
        One of `FORMATS`.
    crs
        The CRS to write in, such as ``EPSG:9212``; None: WGS 84.
    progress
        Told how many rows are written, and how many there are; of ``xlsx`` alone, as the others
        are written at once.

    Returns
    -------
    bytes
        The file.

    Raises
    ------
    GisError
        No such format or CRS, or the layer in this format has no place for it.

    References
    ----------
    Butler, H. et al. (2016). The GeoJSON Format. RFC 7946.
    """
    return encode_layers({name: table}, fmt=fmt, crs=crs, progress=progress)


def encode_layers(
    tables: Mapping[str, gpd.GeoDataFrame],
    *,
    fmt: str,
    crs: str | None = None,
    progress: RowProgress | None = None,
) -> bytes:
    """Return layers by their names as one file, see `encode`.

    Parameters
    ----------
    tables
        Rows and shapes in WGS 84, by the layer's name; a group's are parted into its layers
        where the format holds one kind of shape a layer.
    fmt
        One of `FORMATS`.
    crs
        The CRS to write in; None: WGS 84.
    progress
        See `encode`.

    Returns
    -------
    bytes
        The file.

    Raises
    ------
    GisError
        See `encode`; or the format holds one layer a file, and there are more.
    """
    if fmt not in FORMATS:
        raise GisError(
            _("No format {name}; there are: {names}", name=fmt, names=", ".join(FORMATS))
        )
    layers = [part for name, table in tables.items() for part in _parts(name, table, fmt)]
    _check(layers, fmt)
    alone = len(layers) == 1
    layers = [_rounded(_projected(part, fmt, crs, alone=alone)) for part in layers]
    try:
        return WRITERS[fmt](layers) if fmt != "xlsx" else _workbook(layers, progress)
    except OSError as error:
        raise unwritable(Path(tempfile.gettempdir()), error) from error
    except (RuntimeError, sqlite3.Error) as error:  # pyogrio's are RuntimeErrors
        place = tempfile.gettempdir()
        raise FileError(
            _("{path}: cannot be written ({error})", path=place, error=error)
        ) from error


def _check(layers: Sequence[LayerTable], fmt: str) -> None:
    """Refuse layers that a format has no place for.

    Raises
    ------
    GisError
        There are several, or one without shapes.
    """
    kind = FORMATS[fmt]
    if len(layers) > 1 and not kind.several:
        names = ", ".join(part.schema.name for part in layers)
        message = _("{format} holds one layer a file; take one of {names}", format=fmt, names=names)
        raise GisError(message)
    shapeless = [part.schema.name for part in layers if not part.schema.geometry]
    if shapeless and not kind.shapeless:
        message = _(
            "{layer} has no place on the map, which {format} asks for; choose csv, xlsx or gpkg",
            layer=", ".join(shapeless),
            format=fmt,
        )
        raise GisError(message)


def _rounded(layer: LayerTable) -> LayerTable:
    before = layer.table
    table = writable_shapes(before, kind=layer.schema.geometry)
    return replace(layer, table=with_losses(table, before))


def _parts(name: str, table: gpd.GeoDataFrame, fmt: str) -> list[LayerTable]:
    """Return a layer in its schema; a group as its layers, where the format wants that."""
    if name not in (*SCHEMAS, *GROUPS):
        schema = plain_schema(table, name)
        return [LayerTable(schema, conform_layer(table, schema))]
    if name not in GROUPS or FORMATS[fmt].mixed:
        return [LayerTable(schema_of(name), conform_layer(table, schema_of(name)))]
    dimension = shapely.get_dimensions(table.geometry.to_numpy())
    parts = zip(GROUPS[name], (dimension < 1, dimension == 1), strict=True)
    return [LayerTable(SCHEMAS[n], conform_layer(table[rows], SCHEMAS[n])) for n, rows in parts]


def takes_layer(name: str, fmt: str) -> bool:
    """Tell whether a format has a place for a layer, or for a group of layers.

    Parameters
    ----------
    name
        One of `schema.SCHEMAS` or `schema.GROUPS`.
    fmt
        One of `FORMATS`.

    Returns
    -------
    bool
        A group needs several layers in a file, or several kinds of shape in a layer.
    """
    kind = FORMATS[fmt]
    if name in GROUPS:
        return kind.several or kind.mixed
    return kind.shapeless or SCHEMAS[name].geometry != ""


def takes_crs(name: str, fmt: str) -> bool:
    """Tell whether a layer in a format can hold coordinates of another CRS than WGS 84.

    Parameters
    ----------
    name
        Of the layer.
    fmt
        One of `FORMATS`.

    Returns
    -------
    bool
        GeoJSON and KML are WGS 84 always, and equipment has no position.
    """
    kind = SCHEMAS[name].geometry if name in SCHEMAS else MIXED
    if fmt == "csv":
        return kind == "Point"
    return FORMATS[fmt].projected and kind != ""


def _projected(layer: LayerTable, fmt: str, crs: str | None, *, alone: bool) -> LayerTable:
    """Return a layer on a plane; one without shapes as it is, beside others that have some.

    Raises
    ------
    GisError
        The plane, or the format, is none for it.
    """
    crs = DRAWN_IN if crs is None and fmt == "dxf" else crs
    if crs is None:
        return layer
    table, name, goal = layer.table, layer.schema.name, file_plane(crs)
    if goal == CRS.from_user_input(WGS84) and fmt == "dxf":
        raise GisError(_("A drawing is in metres; say a plane, such as {crs}", crs=DRAWN_IN))
    if goal == CRS.from_user_input(WGS84):
        return layer
    if not FORMATS[fmt].projected:
        message = _(
            "{format} is always in WGS 84; choose gpkg or csv for {crs}",
            format=FORMATS[fmt].title,
            crs=crs,
        )
        raise GisError(message)
    if not layer.schema.geometry and not alone:
        return layer
    if not takes_crs(name, fmt):
        message = _(
            "{layer} as {format} holds no coordinates; leave {crs} out, or choose gpkg",
            layer=name,
            format=fmt,
            crs=crs,
        )
        raise GisError(message)
    moved = table.to_crs(goal)
    if layer.schema.geometry != "Point" or fmt not in _SPREADSHEETS:
        return replace(layer, table=moved)
    beside = tuple(LayerField(name, FieldType.NUMBER) for name in ("north_m", "east_m"))
    schema = replace(layer.schema, fields=(*layer.schema.fields, *beside))
    moved = moved.assign(north_m=moved.geometry.y.round(3), east_m=moved.geometry.x.round(3))
    return LayerTable(schema, moved[[*schema.names, "geometry"]])


# In these a point's coordinates on a plane stand in columns of their own.
_SPREADSHEETS = ("csv", "xlsx", "wkt")


def _delimited(layers: Sequence[LayerTable]) -> bytes:
    """Return a layer without shapes as CSV, UTF-8 with BOM.

    Text that a spreadsheet would run as a formula gets an apostrophe in front, which the
    register's reader takes off again.
    """
    [layer] = layers
    table, texts = layer.table, layer.schema.of_type(FieldType.TEXT)
    columns = {name: table[name] for name in layer.schema.names}
    columns |= {name: table[name].map(guarded, na_action="ignore") for name in texts}
    file = io.BytesIO()
    pd.DataFrame(columns).to_csv(
        file, index=False, date_format="%Y-%m-%d", encoding="utf-8-sig", mode="wb"
    )
    return file.getvalue()


def _workbook(layers: Sequence[LayerTable], progress: RowProgress | None = None) -> bytes:
    pages = [(one.schema, one.table) for one in layers]
    return layer_workbook(pages, about=metadata_of(layers), progress=progress)


WRITERS: dict[str, Callable[[Sequence[LayerTable]], bytes]] = {
    "geojson": geojson_file,
    "gpkg": geopackage,
    "csv": _delimited,
    "xlsx": _workbook,
    "geojsonl": geojson_lines,
    "fgb": flatgeobuf,
    "parquet": geoparquet,
    "kml": kml,
    "kmz": kmz,
    "shp": shapefile,
    "dxf": dxf,
    "wkt": csv_with_wkt,
    "pmtiles": pmtiles,
    "mbtiles": mbtiles,
    "qgis": qgis_package,
}


def write_file(path: Path, content: bytes) -> None:
    """Write a file so that at any moment the old one or the whole new one is there.

    A new file may be read by whom the system's settings say, a replaced one by whom it was.

    Parameters
    ----------
    path
        The file; its folder must be there.
    content
        All of its bytes.

    Raises
    ------
    FileError
        The folder is missing, cannot be written, or is full.
    """
    try:
        with scratch_folder(path.parent) as folder:
            aside = folder / "part"
            aside.write_bytes(content)
            if path.exists():
                aside.chmod(path.stat().st_mode & 0o777)
            aside.replace(path)
    except OSError as error:
        raise unwritable(path, error) from error
