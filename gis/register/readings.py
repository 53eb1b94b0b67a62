"""Plane coordinates of unknown making: every likely reading is tried, none is applied unasked.

A reading is written as ``--crs`` takes it: a coordinate system, ``+swapped`` when X and Y are
exchanged, ``+unshifted`` when the figures were worked out without the datum shift.
"""

from collections.abc import Hashable
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from gis.crs import WGS84, to_plane
from gis.language import _
from gis.register.coordinates import SWAPPED, UNSHIFTED, VN2000_PLANES, to_lon_lat
from gis.register.positions import fall

# VN-2000 / UTM zones 48 and 49 (k 0.9996), used on many older maps, and the other planes met:
# TM-3 (k 0.9999) of the national zones and of the neighbouring provinces, Web Mercator.
UTM_PLANES = ("EPSG:3405", "EPSG:3406")
# By their central meridian; EPSG knows each under a code of its own.
_MERIDIANS = {
    "EPSG:5897": "105°00′",
    "EPSG:9209": "105°30′",
    "EPSG:9210": "105°45′",
    "EPSG:9211": "106°00′",
    "EPSG:9212": "106°15′",
    "EPSG:9213": "106°30′",
    "EPSG:9214": "107°00′",
    "EPSG:9215": "107°15′",
    "EPSG:9216": "107°30′",
    "EPSG:5899": "107°45′",
    "EPSG:5898": "108°00′",
}
_OTHER_PLANES = tuple(plane for plane in _MERIDIANS if plane not in VN2000_PLANES)
_MERCATOR = "EPSG:3857"
# Degrees, where a layer does not say on which datum.
_ELLIPSOIDS = (WGS84, "EPSG:4756")
PLANES = (*VN2000_PLANES, *UTM_PLANES, *_OTHER_PLANES)
SYSTEMS = (*_ELLIPSOIDS, *PLANES, _MERCATOR)
CANDIDATES = (
    *_ELLIPSOIDS,
    *(
        f"{plane}{swapped}{unshifted}"
        for plane in PLANES
        for swapped in ("", SWAPPED)
        for unshifted in ("", UNSHIFTED)
    ),
    _MERCATOR,
    f"{_MERCATOR}{SWAPPED}",
)
_ROWS_TRIED = 2000
# A lead of so many rows proves nothing among readings that lie as near to each other as those
# that differ in the datum alone: few rows leave their commune for that. Between readings many
# kilometres apart every row counts that lies in its stated commune.
_LEAD, _NEAR_M = 0.02, 1000.0


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """How well each reading fits the rows that give metres.

    `rows`: indexed by sheet and row number, `north east` as written, `codes` the communes
    the stated name may mean. `table`: one row per reading, best first: `reading`, `rows`
    (tried), `in_stated`, `in_province`, `road_m` (median way to the nearest road, NaN without
    roads), `tied` (the communes do not tell it from the best), `proposed`.
    """

    rows: pd.DataFrame
    table: pd.DataFrame

    def as_json(self) -> list[dict[Hashable, object]]:
        """Return the readings as plain values, None where nothing is known."""
        known = self.table.astype(object).where(self.table.notna(), None)
        return known.to_dict("records")

    @property
    def undecided(self) -> bool:
        """Whether the communes leave more than one reading."""
        return int(self.table["tied"].sum()) > 1


def evidence(
    rows: pd.DataFrame, communes: gpd.GeoDataFrame, roads: gpd.GeoSeries | None = None
) -> Evidence:
    """Try every reading on rows `north east codes`; at most some thousand rows are tried."""
    tried = rows if len(rows) <= _ROWS_TRIED else rows.sample(_ROWS_TRIED, random_state=1)
    fallen = {r: fall(tried["north"], tried["east"], communes, r) for r in CANDIDATES}
    table = pd.DataFrame([_score(r, fallen[r], tried["codes"], roads) for r in CANDIDATES])
    order = np.lexsort((np.arange(len(table)), -table["in_province"], -table["in_stated"]))
    table = table.iloc[order].reset_index(drop=True)
    best = table.iloc[0]
    metres = [_apart(fallen[r], fallen[best["reading"]]) for r in table["reading"]]
    near = np.array(metres) < _NEAR_M
    lead = _LEAD * len(tried)
    stated = table["in_stated"] >= best["in_stated"] - lead
    inside = table["in_province"] >= best["in_province"] - max(1.0, lead)
    found = bool(best["in_province"])
    table["tied"] = ((stated & inside & (table["in_province"] > 0)).to_numpy() | near) & found
    # Readings far apart that fit alike leave nothing to propose.
    decided = found and bool(near[table["tied"]].all())
    table["proposed"] = (table.index == _proper(table[table["tied"]])) if decided else False
    return Evidence(rows, table)


def _apart(fallen: pd.DataFrame, best: pd.DataFrame) -> float:
    """Return the median distance (m) between what two readings make of the same rows."""
    points, others = (to_plane(shapely.points(t["lon"], t["lat"])) for t in (fallen, best))
    metres = shapely.distance(points, others)
    known = metres[np.isfinite(metres)]
    return float(np.median(known)) if len(known) else float("inf")


def _score(
    reading: str, fallen: pd.DataFrame, stated: pd.Series, roads: gpd.GeoSeries | None
) -> dict[str, object]:
    inside = fallen["located"] != ""
    pairs = zip(fallen["located"], stated, strict=True)
    return {
        "reading": reading,
        "rows": len(fallen),
        "in_stated": sum(bool(code) and code in codes for code, codes in pairs),
        "in_province": int(inside.sum()),
        "road_m": _to_roads(fallen[inside], roads),
    }


def _to_roads(fallen: pd.DataFrame, roads: gpd.GeoSeries | None) -> float:
    if roads is None or roads.empty or fallen.empty:
        return float("nan")
    tree = shapely.STRtree(to_plane(roads.to_numpy()))
    points = to_plane(shapely.points(fallen["lon"], fallen["lat"]))
    _nearest, metres = tree.query_nearest(points, return_distance=True, all_matches=False)
    return float(np.median(metres))


def _proper(tied: pd.DataFrame) -> int:
    """Prefer, of readings the communes cannot tell apart, the province's own planes."""
    marks = tied["reading"].str.count(r"\+")
    own = tied["reading"].str.startswith(VN2000_PLANES)
    return int(pd.DataFrame({"own": ~own, "marks": marks}).sort_values(["own", "marks"]).index[0])


def offsets(evidence: Evidence, row: tuple[str, int], lon: float, lat: float) -> pd.Series:
    """Return how far (m), by reading, one row falls from where it is known to be (WGS 84)."""
    one = evidence.rows[evidence.rows.index == row]
    north, east = one["north"].to_numpy(), one["east"].to_numpy()
    known = to_plane(shapely.Point(lon, lat))
    readings = evidence.table["reading"]
    metres = [_distance(known, to_lon_lat(north, east, reading)) for reading in readings]
    return pd.Series(metres, readings, dtype=float)


def _distance(
    known: shapely.Point, lon_lat: tuple[NDArray[np.float64], NDArray[np.float64]]
) -> float:
    lon, lat = (half.item() for half in lon_lat)
    if not (abs(lon) <= 180 and abs(lat) <= 90):
        return float("nan")
    return float(shapely.distance(known, to_plane(shapely.Point(lon, lat))))


def reading_in_words(reading: str) -> str:
    """Name a reading in the current language."""
    crs, *marks = reading.split("+")
    names = {
        "auto": _("longitude, latitude (WGS 84)"),
        WGS84: _("degrees on WGS 84"),
        "EPSG:4756": _("degrees on VN-2000"),
        "EPSG:3405": _("VN-2000, UTM zone 48"),
        "EPSG:3406": _("VN-2000, UTM zone 49"),
        _MERCATOR: _("Web Mercator"),
    }
    meridians = {
        plane: _("VN-2000, central meridian {meridian}", meridian=meridian)
        for plane, meridian in _MERIDIANS.items()
    }
    told = {
        SWAPPED: _("X and Y exchanged"),
        UNSHIFTED: _("without the datum shift"),
    }
    name = (names | meridians).get(crs, crs)
    return ", ".join([name, *(told.get(f"+{mark}", mark) for mark in marks)])
