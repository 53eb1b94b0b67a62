"""Plane coordinates of unknown making: every likely reading is tried, none is applied unasked.

A reading is written as ``--crs`` takes it: a coordinate system, ``+swapped`` when X and Y are
exchanged, ``+unshifted`` when the figures were worked out without the datum shift.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from gis.core.crs import WGS84, to_plane
from gis.core.language import _
from gis.ingest.positions.coordinates import (
    AUTO,
    SWAPPED,
    UNSHIFTED,
    VN2000_PLANES,
    in_order,
    to_lon_lat,
)
from gis.ingest.positions.meridians import CODED, FREE, UTM, plane_in, plane_in_words
from gis.ingest.positions.stated_positions import project_and_locate

# Planes with a code of their own, and Web Mercator.
_MERCATOR = "EPSG:3857"
# Degrees, where a layer does not say on which datum.
_ELLIPSOIDS = (WGS84, "EPSG:4756")
CANDIDATE_PLANES = tuple(dict.fromkeys((*VN2000_PLANES, *UTM.values(), *CODED.values())))
SYSTEMS = (*_ELLIPSOIDS, *CANDIDATE_PLANES, _MERCATOR)


def _in_each_way(planes: Sequence[str]) -> list[str]:
    marks = [swapped + unshifted for swapped in ("", SWAPPED) for unshifted in ("", UNSHIFTED)]
    return [plane + mark for plane in planes for mark in marks]


CANDIDATES = (*_ELLIPSOIDS, *_in_each_way(CANDIDATE_PLANES), _MERCATOR, f"{_MERCATOR}{SWAPPED}")
# Tried where no other reading leads most rows into their communes.
_FREE_CANDIDATES = tuple(_in_each_way(FREE))
_MOST_OF_ROWS = 0.9
# Beyond so many sheets the table of the whole file has to do.
_SHEETS = 12
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
    roads), `tied` (the communes do not tell it from the best), `proposed`. `sheets`: the same
    for each sheet, where several give metres.
    """

    rows: pd.DataFrame
    table: pd.DataFrame
    sheets: dict[str, "Evidence"] = field(default_factory=dict)

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
    """Try every reading on rows of plane coordinates.

    Planes about meridians of no code are tried where the others lead too few rows into the
    communes they state.

    Parameters
    ----------
    rows
        `north east` as written (metres), `codes` of the communes a row may stand in, by sheet
        and row number; at most `_ROWS_TRIED` of them are tried.
    communes
        `code` and polygons, WGS 84.
    roads
        Lines in WGS 84; without them `road_m` is not known.

    Returns
    -------
    Evidence
        Of all rows tried; by sheet too where 2 to `_SHEETS` sheets give metres.
    """
    tried = rows if len(rows) <= _ROWS_TRIED else rows.sample(_ROWS_TRIED, random_state=1)
    names = tried.index.get_level_values(0)
    fallen = {
        r: project_and_locate(tried["north"], tried["east"], communes, r)
        for r in _open(CANDIDATES, tried)
    }
    whole = _weighed(rows, tried, fallen, communes, roads)
    if not 1 < names.nunique() <= _SHEETS:
        return whole
    sheets = {
        name: _weighed(
            rows[rows.index.get_level_values(0) == name],
            tried[names == name],
            {r: t[names == name] for r, t in fallen.items()},
            communes,
            roads,
        )
        for name in names.unique()
    }
    return replace(whole, sheets=sheets)


def _open(readings: Sequence[str], rows: pd.DataFrame) -> list[str]:
    """Return the readings to try: rows whose figures tell north from east leave no exchange."""
    halves = rows["north"].to_numpy(), rows["east"].to_numpy()
    told = bool((in_order(*halves) | in_order(*halves[::-1])).all())
    return [reading for reading in readings if not (told and SWAPPED in reading)]


def _weighed(
    rows: pd.DataFrame,
    tried: pd.DataFrame,
    fallen: dict[str, pd.DataFrame],
    communes: gpd.GeoDataFrame,
    roads: gpd.GeoSeries | None,
) -> Evidence:
    scores = [_score(r, t, tried["codes"], roads) for r, t in fallen.items()]
    stated = int((tried["codes"].map(len) > 0).sum())
    if max(score["in_stated"] for score in scores) < _MOST_OF_ROWS * stated:
        ways = _open(_FREE_CANDIDATES, tried)
        free = {r: project_and_locate(tried["north"], tried["east"], communes, r) for r in ways}
        fallen = fallen | free
        scores += [_score(r, t, tried["codes"], roads) for r, t in free.items()]
    table = pd.DataFrame(scores)
    order = np.lexsort((np.arange(len(table)), -table["in_province"], -table["in_stated"]))
    return Evidence(rows, _with_ties(table.iloc[order].reset_index(drop=True), fallen))


def _with_ties(table: pd.DataFrame, fallen: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Tell which readings the communes do not tell from the best, and which to propose."""
    best = table.iloc[0]
    metres = [_apart(fallen[r], fallen[best["reading"]]) for r in table["reading"]]
    near = np.array(metres) < _NEAR_M
    lead = _LEAD * best["rows"]
    stated = table["in_stated"] >= best["in_stated"] - lead
    inside = table["in_province"] >= best["in_province"] - max(1.0, lead)
    found = bool(best["in_province"])
    table["tied"] = ((stated & inside & (table["in_province"] > 0)).to_numpy() | near) & found
    # Readings far apart that fit alike leave nothing to propose.
    decided = found and bool(near[table["tied"]].all())
    table["proposed"] = (table.index == _proper(table[table["tied"]])) if decided else False
    return table


def _apart(fallen: pd.DataFrame, best: pd.DataFrame) -> float:
    """Return the median distance (m) between what two readings make of the same rows."""
    points, others = (to_plane(shapely.points(t["lon"], t["lat"])) for t in (fallen, best))
    metres = shapely.distance(points, others)
    known = metres[np.isfinite(metres)]
    return float(np.median(known)) if len(known) else float("inf")


def _score(
    reading: str, fallen: pd.DataFrame, stated: pd.Series, roads: gpd.GeoSeries | None
) -> dict[str, Any]:
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
    """Return how far one row falls, in each reading, from where it is known to be.

    Parameters
    ----------
    evidence
        Of the file.
    row
        Sheet and row number.
    lon, lat
        Where it is, WGS 84 degrees.

    Returns
    -------
    pandas.Series
        Metres by reading, planes about meridians of no code among them; NaN where a reading
        leads nowhere.
    """
    one = evidence.rows[evidence.rows.index == row]
    north, east = one["north"].to_numpy(), one["east"].to_numpy()
    known = to_plane(shapely.Point(lon, lat))
    readings = list(dict.fromkeys([*evidence.table["reading"], *_FREE_CANDIDATES]))
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
    """Name a reading in the current language.

    Parameters
    ----------
    reading
        As ``--crs`` takes it.

    Returns
    -------
    str
        Its plane and its marks; a coordinate system without a name here as it is written.
    """
    crs, *marks = reading.split("+")
    names = {
        AUTO: _("longitude, latitude (WGS 84)"),
        WGS84: _("degrees on WGS 84"),
        "EPSG:4756": _("degrees on VN-2000"),
        _MERCATOR: _("Web Mercator"),
    }
    told = {
        SWAPPED: _("X and Y exchanged"),
        UNSHIFTED: _("without the datum shift"),
    }
    name = names.get(crs) or plane_in_words(crs) or crs
    return ", ".join([name, *(told.get(f"+{mark}", mark) for mark in marks)])


def reading_of(text: str) -> str:
    """Return the reading that a text names, as ``--crs`` takes it.

    ``TM-3 106°15′`` is ``EPSG:9212``, ``múi 6, kinh tuyến trục 106°30′`` is ``TM-6 106.5``.

    Parameters
    ----------
    text
        A reading already, or in words.

    Returns
    -------
    str
        Words that tell no plane are returned as they are, without blanks around them.
    """
    name, *marks = text.strip().split("+")
    if name == AUTO or ":" in name:
        return text.strip()
    return "+".join([plane_in(name) or name, *marks])
