"""GML, as map servers write it: features become rows, their points in the CRS they state."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

import geopandas as gpd
import shapely
from pyproj import CRS
from pyproj.exceptions import CRSError

from gis.core.errors import FileError
from gis.core.language import _
from gis.ingest.formats.grid import Grid, rows_grid
from gis.ingest.formats.map_layers import layer_grid
from gis.ingest.formats.markup import read_xml, tag

_MEMBERS = {"member", "members", "featureMember", "featureMembers"}
_POINTS = {"Point"}
_SHAPES = {"LineString", "Curve", "Polygon", "Surface", "MultiCurve", "MultiSurface"}
# Written so, a CRS keeps the order of axes of its authority; else it is east, north.
_STRICT = ("urn:", "http://www.opengis.net/def/", "https://www.opengis.net/def/")


def read_gml(data: bytes, name: str) -> list[Grid]:
    """Read the features of a GML document; nothing it refers to is fetched.

    Raises
    ------
    FileError
        The document is no sound XML, holds no feature, or states no usable CRS.
    """
    root = read_xml(data, name)
    stated = next((e.get("srsName") for e in root.iter() if e.get("srsName")), None)
    features = [part for e in root.iter() if tag(e) in _MEMBERS for part in e]
    if not features:
        message = _("{file}: there is no feature inside; export the layer as GeoJSON", file=name)
        raise FileError(message)
    crs, turned = _crs(stated, name)
    places = [_point(feature, turned=turned) for feature in features]
    grid = rows_grid([dict(_fields(feature)) for feature in features], name)
    rows = grid.cells.set_axis(list(grid.headings or ()), axis=1).reset_index(drop=True)
    rows = rows.astype(object).where(rows.notna(), None)
    return [layer_grid(gpd.GeoDataFrame(rows, geometry=places, crs=crs), name, name)]


def _crs(stated: str | None, name: str) -> tuple[CRS | None, bool]:
    """Return the CRS, and whether coordinates are written north before east."""
    if stated is None:
        return None, False
    code = stated.rpartition("#")[2] if "epsg.xml#" in stated else stated
    try:
        crs = CRS.from_user_input(f"EPSG:{code}" if code.isdecimal() else code)
    except CRSError as error:
        message = _(
            "{file}: the coordinate system {crs} is not known; export the layer in WGS 84",
            file=name,
            crs=stated,
        )
        raise FileError(message) from error
    strict = stated.startswith(_STRICT)
    return crs, strict and crs.axis_info[0].direction == "north"


def _fields(feature: Element) -> Iterator[tuple[str, str]]:
    for part in feature:
        if len(part) == 0 and (part.text or "").strip():
            yield tag(part), (part.text or "").strip()


def _point(feature: Element, *, turned: bool) -> shapely.Geometry | None:
    """Return the only point; of several, or of another shape, a shape that is none."""
    points = [e for e in feature.iter() if tag(e) in _POINTS]
    shapes = [e for e in feature.iter() if tag(e) in _SHAPES]
    if not points:
        return shapely.LineString([(0, 0), (1, 1)]) if shapes else None
    read = [_numbers(point) for point in points]
    places = [shapely.Point(pair[::-1] if turned else pair) for pair in read if pair]
    return places[0] if len(places) == 1 else shapely.MultiPoint(places) if places else None


def _numbers(point: Element) -> tuple[float, float] | None:
    text = " ".join(e.text or "" for e in point.iter() if tag(e) in {"pos", "coordinates"})
    try:
        east, north, *_rest = (float(part) for part in text.replace(",", " ").split())
    except ValueError:
        return None
    return east, north
