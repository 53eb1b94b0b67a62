"""Coordinate systems of requests and answers, by their addresses, axes as they are defined."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj.enums import TransformDirection
from pyproj.exceptions import ProjError

from gis.core.crs import WGS84, by_definition, planes_for_files
from gis.core.language import _
from gis.export.shapes import DEGREE_DECIMALS, METRE_DECIMALS
from gis.live.requests import RequestError

CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
_EPSG = "http://www.opengis.net/def/crs/EPSG/0/"
# Along a straight side of a box on a plane, so many pieces in degrees.
_PIECES = 16
# Metres, or degrees, beyond which no system reaches.
_FARTHEST = 1e9


@dataclass(frozen=True, slots=True)
class Plane:
    """A coordinate system that is served.

    Parameters
    ----------
    address
        What names it in requests and answers.
    name
        What names it for PROJ.
    """

    address: str
    name: str

    @property
    def in_degrees(self) -> bool:
        """Tell whether its coordinates are degrees."""
        return self.name in (_LON_LAT, WGS84)

    def shapes(self, shapes: NDArray[np.object_]) -> NDArray[np.object_]:
        """Return shapes given in WGS 84 lon/lat in this system, rounded, axes as defined."""
        if self.name == _LON_LAT:
            return shapes
        decimals = DEGREE_DECIMALS if self.in_degrees else METRE_DECIMALS
        return self._moved(shapes, TransformDirection.FORWARD, decimals)

    def lon_lat(self, shape: Any) -> Any:
        """Return a shape given in this system in WGS 84 lon/lat.

        Raises
        ------
        RequestError
            It lies where the system does not reach.
        """
        if self.name == _LON_LAT:
            return shape
        try:
            found = self._moved(np.array([shape]), TransformDirection.INVERSE)[0]
        except ProjError:
            found = None
        if found is None or not np.isfinite(shapely.get_coordinates(found)).all():
            raise self._beyond()
        return found

    def box(self, corners: list[float]) -> Any:
        """Return the area between the corners of a box, in WGS 84 lon/lat."""
        if max(map(abs, corners)) > _FARTHEST:
            raise self._beyond()
        box = shapely.box(*corners)
        if self.in_degrees:
            return self.lon_lat(box)
        side = max(corners[2] - corners[0], corners[3] - corners[1])
        return self.lon_lat(shapely.segmentize(box, side / _PIECES) if side > 0 else box)

    def _beyond(self) -> RequestError:
        return RequestError(
            _(
                "Coordinates lie beyond {crs}; check the system, and the order of its axes",
                crs=self.address,
            )
        )

    def _moved(
        self, shapes: NDArray[np.object_], way: TransformDirection, decimals: int | None = None
    ) -> NDArray[np.object_]:
        convert = by_definition(self.name)

        def move(xy: NDArray[np.float64]) -> NDArray[np.float64]:
            moved = np.column_stack(convert.transform(xy[:, 0], xy[:, 1], direction=way))
            return moved if decimals is None else moved.round(decimals)

        return np.asarray(shapely.transform(shapes, move), dtype=object)


_LON_LAT = "OGC:CRS84"


@cache
def planes() -> dict[str, Plane]:
    """Return all systems that are served, by their addresses; the first is the default.

    Returns
    -------
    dict
        WGS 84 lon/lat, WGS 84 lat/lon (EPSG:4326), and each plane files are written in.
    """
    codes = (WGS84, *planes_for_files())
    known = {_EPSG + code.removeprefix("EPSG:"): code for code in codes}
    return {address: Plane(address, name) for address, name in ({CRS84: _LON_LAT} | known).items()}


def served_plane(address: str | None, parameter: str) -> Plane:
    """Return the system of an address.

    Parameters
    ----------
    address
        As a request gives it; None for the default.
    parameter
        The name of the parameter, for the message.

    Returns
    -------
    Plane
        One of `planes`.

    Raises
    ------
    RequestError
        It is none of them.
    """
    found = planes().get(address or CRS84)
    if found is None or address == "":
        raise RequestError(
            _(
                "{parameter}: this coordinate system is not served. Each collection lists those "
                "that are under “crs”, such as {example} (VN-2000, 106°15′)",
                parameter=parameter,
                example=_EPSG + "9212",
            )
        )
    return found
