"""Which formats there are, and writing a file whole or not at all."""

import errno
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely
from pyproj import CRS
from pyproj.exceptions import CRSError

from gis.core.crs import WGS84
from gis.core.errors import FileError, GisError
from gis.core.language import _
from gis.core.scratch import scratch_folder
from gis.core.spreadsheet import guarded
from gis.export.formats import FORMATS
from gis.export.gdal_files import LayerTable, vector_file
from gis.export.schema import (
    GROUPS,
    SCHEMAS,
    FieldType,
    LayerField,
    LayerSchema,
    conform_layer,
    plain_schema,
    schema_of,
)
from gis.export.shapes import writable_shapes
from gis.export.workbook import layer_workbook
from gis.ingest.positions.coordinates import VIETNAM


def encode(table: gpd.GeoDataFrame, *, name: str, fmt: str, crs: str | None = None) -> bytes:
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
    return encode_layers({name: table}, fmt=fmt, crs=crs)


def encode_layers(
    tables: Mapping[str, gpd.GeoDataFrame], *, fmt: str, crs: str | None = None
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
    if len(layers) > 1 and not FORMATS[fmt].several:
        names = ", ".join(part.schema.name for part in layers)
        message = _("{format} holds one layer a file; take one of {names}", format=fmt, names=names)
        raise GisError(message)
    layers = [_projected(part, fmt, crs) for part in layers]
    layers = [
        replace(one, table=writable_shapes(one.table, kind=one.schema.geometry)) for one in layers
    ]
    return _WRITERS[fmt](layers)


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
        GeoJSON is WGS 84 always (RFC 7946), and equipment has no position.
    """
    if fmt == "csv":
        return name == "cameras"
    return FORMATS[fmt].projected and (name not in SCHEMAS or SCHEMAS[name].geometry != "")


def _projected(layer: LayerTable, fmt: str, crs: str | None) -> LayerTable:
    if crs is None:
        return layer
    table, name, goal = layer.table, layer.schema.name, _plane(crs)
    if goal == CRS.from_user_input(WGS84):
        return layer
    if fmt == "geojson":
        raise GisError(_("GeoJSON is always in WGS 84; choose gpkg or csv for {crs}", crs=crs))
    if not takes_crs(name, fmt):
        message = _(
            "{layer} as {format} holds no coordinates; leave {crs} out, or choose gpkg",
            layer=name,
            format=fmt,
            crs=crs,
        )
        raise GisError(message)
    moved = table.to_crs(goal)
    if name != "cameras" or fmt not in ("csv", "xlsx"):
        return replace(layer, table=moved)
    beside = (LayerField("x", FieldType.NUMBER), LayerField("y", FieldType.NUMBER))
    schema = replace(layer.schema, fields=(*layer.schema.fields, *beside))
    moved = moved.assign(x=moved.geometry.y.round(3), y=moved.geometry.x.round(3))
    return LayerTable(schema, moved[[*schema.names, "geometry"]])


def _delimited(layer: LayerTable) -> bytes:
    """Return a layer without shapes as CSV, UTF-8 with BOM.

    Text that a spreadsheet would run as a formula gets an apostrophe in front, which the
    register's reader takes off again.
    """
    table, schema = layer.table, layer.schema
    columns = {name: table[name] for name in schema.names}
    columns |= {name: table[name].map(guarded, na_action="ignore") for name in _texts(schema)}
    return pd.DataFrame(columns).to_csv(index=False).encode("utf-8-sig")


def _texts(schema: LayerSchema) -> list[str]:
    return schema.of_type(FieldType.TEXT)


def _plane(crs: str) -> CRS:
    """Return a coordinate system that files are written in: WGS 84, or a plane of this country.

    Raises
    ------
    GisError
        It is no such one.
    """
    try:
        known = CRS.from_user_input(crs)
    except CRSError:
        known = None
    if known is not None and known == CRS.from_user_input(WGS84):
        return known
    if known is None or not known.is_projected or not _covers_vietnam(known):
        raise GisError(
            _(
                "{crs}: files are written in WGS 84 or in a plane of Việt Nam in metres, such as "
                "EPSG:9211 (VN-2000, 106°00′) or EPSG:9212 (VN-2000, 106°15′)",
                crs=crs,
            )
        )
    return known


def _covers_vietnam(crs: CRS) -> bool:
    west, south, east, north = VIETNAM
    area = crs.area_of_use
    metric = len(crs.axis_info) == 2 and {axis.unit_name for axis in crs.axis_info} == {"metre"}
    return metric and (
        area is None
        or (area.west < east and area.east > west and area.south < north and area.north > south)
    )


_WRITERS: dict[str, Callable[[list[LayerTable]], bytes]] = {
    "geojson": lambda layers: vector_file(layers, "geojson"),
    "gpkg": lambda layers: vector_file(layers, "gpkg"),
    "csv": lambda layers: _delimited(layers[0]),
    "xlsx": lambda layers: layer_workbook([(one.schema, one.table) for one in layers]),
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
        raise FileError(
            _("{path}: cannot be written ({error})", path=path, error=_why(error))
        ) from error


def _why(error: OSError) -> str:
    """Say why a file cannot be written."""
    reasons = {
        errno.ENOENT: _("there is no such folder"),
        errno.ENOTDIR: _("there is no such folder"),
        errno.EISDIR: _("this is a folder"),
        errno.EACCES: _("no right to write there"),
        errno.EPERM: _("no right to write there"),
        errno.EROFS: _("no right to write there"),
        errno.ENOSPC: _("the disk is full"),
    }
    return reasons.get(error.errno or 0, str(error.strerror))
