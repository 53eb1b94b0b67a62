"""Where simulated cameras stand: beside the roads and places of their commune."""

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from gis.geodesy import destination, metres_per_degree

FEW, MANY, ISLAND = 10, 80, 10
PER_PROVINCE = 3000
ISLAND_CODE = "19742"
HEADS = (0.5, 0.28, 0.13, 0.09)
_INSIDE_DEG = 2e-5


def share_out(
    communes: gpd.GeoDataFrame, total: int, rng: np.random.Generator
) -> NDArray[np.int64]:
    """Return how many cameras each commune has: 10–80 of 3,000, wards more, the island few."""
    scale = total / PER_PROVINCE
    ward = communes["kind"].to_numpy() == "phường"
    want = np.where(ward, 68.0, 33.0) * rng.lognormal(0, 0.28, len(communes))
    low, high = np.full(len(want), FEW * scale), np.full(len(want), MANY * scale)
    island = communes["code"].to_numpy() == ISLAND_CODE
    low[island], high[island] = 6 * scale, ISLAND * scale
    for _round in range(50):
        want = np.clip(want, low, high)
        want += (total - want.sum()) * (want / want.sum())
    want = np.clip(want, low, high)
    whole = np.floor(want + 1e-9).astype(np.int64)
    rest = np.argsort(whole - want, kind="stable")[: max(total - whole.sum(), 0)]
    whole[rest] += 1
    return whole


def sites(
    demand: gpd.GeoDataFrame,
    communes: gpd.GeoDataFrame,
    counts: NDArray[np.int64],
    rng: np.random.Generator,
) -> pd.DataFrame:
    """Put each commune's cameras on poles beside its roads and at its places.

    Returns
    -------
    DataFrame
        One row per camera view: `lon lat` (WGS 84), `commune_code`, `site` (number within
        the commune), `azimuth_deg` (where it looks), `near` (name of the road or place).
    """
    inner = shapely.buffer(communes.geometry.to_numpy(), -_INSIDE_DEG)
    pieces = _pieces(demand, inner)
    # One draw per commune: 78 of them, whatever the number of cameras.
    drawn = [_in_commune(pieces.get(k), inner[k], int(n), rng) for k, n in enumerate(counts)]
    table = pd.concat(drawn, keys=communes["code"], names=["commune_code", None])
    return table.reset_index(level="commune_code").reset_index(drop=True)


def _pieces(demand: gpd.GeoDataFrame, inner: NDArray[np.object_]) -> dict[Any, pd.DataFrame]:
    shapes = demand.geometry.to_numpy()
    commune, piece = shapely.STRtree(shapes).query(inner, predicate="intersects")
    parts = pd.DataFrame({"commune": commune, "near": demand["name"].to_numpy()[piece]})
    parts["shape"] = shapely.intersection(shapes[piece], inner[commune])
    parts["weight"] = demand["weight"].to_numpy()[piece]
    per_km = demand["weight_per_km"].to_numpy()[piece]
    km = shapely.length(parts["shape"].to_numpy()) * 110.0
    parts["weight"] = parts["weight"].fillna(pd.Series(per_km * np.minimum(km, 3.0)))
    return {k: parts.loc[rows] for k, rows in parts.groupby("commune").groups.items()}


def _in_commune(
    pieces: pd.DataFrame | None, inner: shapely.Geometry, views: int, rng: np.random.Generator
) -> pd.DataFrame:
    heads = rng.choice([1, 2, 3, 4], size=views, p=HEADS)
    poles = int(np.searchsorted(np.cumsum(heads), views) + 1)
    if pieces is None:
        pieces = pd.DataFrame(
            {"near": [""], "shape": [shapely.point_on_surface(inner)], "weight": 1.0}
        )
    spots = _spots(pieces, inner, poles, rng)
    site = np.repeat(np.arange(poles), heads[:poles])[:views]
    nth = pd.Series(site).groupby(site).cumcount().to_numpy()
    table = spots.iloc[site].reset_index(drop=True)
    turn = np.array([0.0, 180.0, 90.0, 270.0])[nth] + rng.normal(0, 8, views)
    return table.assign(site=site + 1, azimuth_deg=(table["azimuth_deg"] + turn).round() % 360)


def _spots(
    pieces: pd.DataFrame, inner: shapely.Geometry, n: int, rng: np.random.Generator
) -> pd.DataFrame:
    """Draw pole positions a few metres beside the pieces until enough lie inside."""
    shapely.prepare(inner)
    found: list[pd.DataFrame] = []
    missing = n
    for beside_m in (5.0,) * 8 + (0.0,) * 8:
        found.append(_draw(pieces, inner, 2 * missing, beside_m, rng).head(missing))
        missing -= len(found[-1])
        if not missing:
            break
    else:
        centre = shapely.get_coordinates(shapely.point_on_surface(inner))[0]
        rest = {"lon": centre[0], "lat": centre[1], "azimuth_deg": 0.0, "near": ""}
        found.append(pd.DataFrame([rest] * missing))
    return pd.concat(found, ignore_index=True)


def _draw(
    pieces: pd.DataFrame,
    inner: shapely.Geometry,
    n: int,
    beside_m: float,
    rng: np.random.Generator,
) -> pd.DataFrame:
    chance = pieces["weight"].to_numpy() / pieces["weight"].sum()
    chosen = pieces.iloc[rng.choice(len(pieces), size=n, p=chance)]
    shapes, at = chosen["shape"].to_numpy(), rng.random(n)
    is_line = shapely.get_dimensions(shapes) == 1
    line = np.where(is_line, shapes, shapely.LineString([(0, 0), (0, 1)]))
    line = shapely.get_geometry(line, 0)
    here = shapely.line_interpolate_point(line, at, normalized=True)
    ahead = shapely.line_interpolate_point(line, np.minimum(at + 1e-3, 1), normalized=True)
    step = shapely.get_coordinates(ahead) - shapely.get_coordinates(here)
    # Points of a piece are its place itself: the pole stands some way off and looks at it.
    place = shapely.get_coordinates(shapely.centroid(shapes))
    xy = np.where(is_line[:, None], shapely.get_coordinates(here), place)
    along = _azimuth(step, xy[:, 1])
    away = np.where(is_line, along + 90, rng.uniform(0, 360, n))
    off = np.where(is_line, beside_m * rng.uniform(0.6, 1.4, n), beside_m * rng.uniform(1, 4, n))
    lon, lat = destination(xy[:, 0], xy[:, 1], away, off)
    looks = np.where(is_line, along, away + 180) % 360
    drawn = pd.DataFrame(
        {"lon": lon, "lat": lat, "azimuth_deg": looks, "near": chosen["near"].to_numpy()}
    )
    drawn[["lon", "lat"]] = drawn[["lon", "lat"]].round(6)
    inside: pd.DataFrame = drawn[shapely.contains_xy(inner, drawn["lon"], drawn["lat"])]
    return inside


def _azimuth(step: NDArray[np.float64], lat: NDArray[np.float64]) -> NDArray[np.float64]:
    east, north = metres_per_degree(lat)
    return np.degrees(np.arctan2(step[:, 0] * east, step[:, 1] * north))
