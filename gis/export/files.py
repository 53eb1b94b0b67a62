"""Which formats there are, and writing a file whole or not at all."""

import errno
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
from pyproj import CRS
from pyproj.exceptions import CRSError

from gis.core.crs import WGS84
from gis.core.errors import FileError, GisError
from gis.core.language import _
from gis.core.scratch import scratch_folder
from gis.core.spreadsheet import guarded
from gis.export.shapes import DEGREE_DECIMALS, GEOMETRY_KINDS, writable_shapes
from gis.export.workbook import layer_workbook
from gis.ingest.positions.coordinates import VIETNAM


def delimited(table: gpd.GeoDataFrame, *, name: str) -> bytes:  # noqa: ARG001 - as the other formats
    """Return the table without geometry as CSV, UTF-8 with BOM.

    Text that a spreadsheet would run as a formula gets an apostrophe in front, which the
    register's reader takes off again.
    """
    plain = pd.DataFrame(table.drop(columns="geometry"))
    texts = plain.select_dtypes(["object", "string"]).columns
    safe = {c: plain[c].map(guarded) for c in texts}
    return plain.assign(**safe).to_csv(index=False).encode("utf-8-sig")


def geopackage(table: gpd.GeoDataFrame, *, name: str) -> bytes:
    """Return the table as a GeoPackage with the layer `name`, in the table's CRS."""
    file = BytesIO()
    kind = GEOMETRY_KINDS.get(name, "Unknown")
    pyogrio.write_dataframe(table, file, driver="GPKG", layer=name, geometry_type=kind)
    return file.getvalue()


def geojson(table: gpd.GeoDataFrame, *, name: str) -> bytes:
    """Return the table as one FeatureCollection by RFC 7946, at most 7 decimals, UTF-8."""
    file = BytesIO()
    pyogrio.write_dataframe(
        table,
        file,
        driver="GeoJSON",
        layer=name,
        RFC7946="YES",
        COORDINATE_PRECISION=str(DEGREE_DECIMALS),
    )
    return file.getvalue()


FORMATS: dict[str, Callable[..., bytes]] = {
    "geojson": geojson,
    "gpkg": geopackage,
    "csv": delimited,
    "xlsx": layer_workbook,
}
# Tables for spreadsheets have the plane coordinates of points in columns of their own.
_SPREADSHEETS = ("csv", "xlsx")


def encode(
    table: gpd.GeoDataFrame,
    *,
    name: str,
    fmt: str,
    crs: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> bytes:
    """Return the layer `name` (WGS 84) in one of `FORMATS`, in another CRS when one is asked for.

    A table of cameras for a spreadsheet in another CRS has the columns `x y` beside, as
    Vietnamese surveyors label them: north and east, in metres.

    Parameters
    ----------
    table
        Rows and shapes in WGS 84; endless numbers become empty.
    name
        Of the layer.
    fmt
        ``csv``, ``xlsx``, ``geojson`` or ``gpkg``.
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
    if fmt not in FORMATS:
        raise GisError(
            _("No format {name}; there are: {names}", name=fmt, names=", ".join(FORMATS))
        )
    numbers = table.select_dtypes("float").columns
    table = table.assign(**table[numbers].replace([np.inf, -np.inf], np.nan))
    table = table if crs is None else _projected(table, name, fmt, crs)
    told = {"progress": progress} if fmt == "xlsx" else {}
    return FORMATS[fmt](writable_shapes(table, name=name), name=name, **told)


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
    return fmt != "geojson" and name != "equipment"


def _projected(table: gpd.GeoDataFrame, name: str, fmt: str, crs: str) -> gpd.GeoDataFrame:
    goal = _plane(crs)
    if goal == CRS.from_user_input(WGS84):
        return table
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
    if name != "cameras" or fmt not in _SPREADSHEETS:
        return moved
    return moved.assign(x=moved.geometry.y.round(3), y=moved.geometry.x.round(3))


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
