"""Where simulated cameras stand: beside the roads and places of their commune."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from gis.core.geodesy import destination, metres_per_degree
from gis.demand.weights import read_weights, weighted

# Cameras per commune at 3,000 in the province; the island never has more than a few.
FEW, MANY, ISLAND, PER_PROVINCE = 10, 80, 8, 3000
ISLAND_KIND = "đặc khu"
VIEWS = {1: 0.45, 2: 0.3, 3: 0.15, 4: 0.1}
TURNS_DEG = np.array([0.0, 180.0, 90.0, 270.0])
# How much likelier a site is at a place than on a kilometre of road of the same weight.
AT_PLACES = 1.5
BESIDE_ROAD_M, FROM_PLACE_M = (3.0, 7.0), (6.0, 12.0)
_INSIDE_DEG = 2e-5
_DRAWS = 30


def share_out(
    communes: gpd.GeoDataFrame, total: int, rng: np.random.Generator
) -> NDArray[np.int64]:
    """Return how many cameras each commune has: 10–80 of 3,000, wards more, the island few."""
    scale = total / PER_PROVINCE
    island = (communes["kind"] == ISLAND_KIND).to_numpy()
    want = np.where(communes["kind"] == "phường", 68.0, 36.0) * rng.uniform(0.7, 1.3, len(island))
    want[island] = 0
    few = np.where(island, min(ISLAND, max(1, round(ISLAND * scale))), 0)
    low, high = (FEW + 1) * scale, (MANY - 1) * scale
    free = total - few.sum()
    for _round in range(20):
        want[~island] = np.clip(want[~island] * free / want.sum(), low, high)
    whole = np.floor(want * free / want.sum()).astype(np.int64)
    rest = np.argsort(whole - want, kind="stable")[: free - whole.sum()]
    whole[rest] += 1
    return np.asarray(whole + few)


def simulated_sites(
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
        the commune), `nth` (view of the site, from 0), `azimuth_deg` (where it looks),
        `near` and `category` of the road or place.
    """
    views = _views(counts, rng)
    poles = views.drop_duplicates("pole")
    spots = _spots(_pieces(demand, communes), communes, poles["commune"].to_numpy(), rng)
    table = spots.iloc[views["pole"]].reset_index(drop=True)
    turn = TURNS_DEG[views["nth"]] + rng.normal(0, 9, len(views))
    table["azimuth_deg"] = (table["azimuth_deg"] + turn).round() % 360
    table["nth"], table["site"] = views["nth"], views["site"]
    table["commune_code"] = communes["code"].to_numpy()[views["commune"]]
    return table


def _views(counts: NDArray[np.int64], rng: np.random.Generator) -> pd.DataFrame:
    """Return `commune pole site nth` for every camera, 1–4 on a pole."""
    total = int(counts.sum())
    commune = np.repeat(np.arange(len(counts)), counts)
    sizes = rng.choice(list(VIEWS), total, p=list(VIEWS.values()))
    starts = np.isin(np.arange(total), np.concatenate([[0], np.cumsum(sizes)]))
    starts[1:] |= commune[1:] != commune[:-1]
    table = pd.DataFrame({"commune": commune, "pole": np.cumsum(starts) - 1})
    table["site"] = table["pole"] - table.groupby("commune")["pole"].transform("min") + 1
    return table.assign(nth=table.groupby("pole").cumcount())


def _pieces(demand: gpd.GeoDataFrame, communes: gpd.GeoDataFrame) -> pd.DataFrame:
    """Cut the demand along the communes: `commune near category shape is_line weight`."""
    demand = weighted(demand, read_weights())
    inner = shapely.buffer(communes.geometry.to_numpy(), -_INSIDE_DEG)
    shapely.prepare(inner)
    shapes = demand.geometry.to_numpy()
    commune, row = shapely.STRtree(shapes).query(inner, predicate="intersects")
    cut = ~shapely.contains(inner[commune], shapes[row])
    kept = shapes[row]
    kept[cut] = shapely.intersection(kept[cut], inner[commune[cut]])
    parts, owner = shapely.get_parts(kept, return_index=True)
    found = demand.iloc[row[owner]].reset_index(drop=True)
    km = shapely.length(parts) * 110.0
    weight = (found["weight"] * AT_PLACES).fillna(found["weight_per_km"] * km.clip(max=3.0))
    columns = {"commune": commune[owner], "near": found["name"], "category": found["category"]}
    table = pd.DataFrame(columns).assign(shape=parts, weight=weight, is_line=km > 0)
    return table.sort_values("commune", kind="stable").reset_index(drop=True)


def _spots(
    pieces: pd.DataFrame,
    communes: gpd.GeoDataFrame,
    commune: NDArray[np.intp],
    rng: np.random.Generator,
) -> pd.DataFrame:
    """Return where each pole stands; those that fell outside their commune are drawn again."""
    homes = communes.geometry.to_numpy()
    shapely.prepare(homes)
    drawn = _draw(pieces, commune, rng)
    for _again in range(_DRAWS):
        points = shapely.points(drawn["lon"], drawn["lat"])
        out = np.flatnonzero(~shapely.contains_properly(homes[commune], points))
        if not len(out):
            break
        drawn.loc[out] = _draw(pieces, commune[out], rng).set_axis(out)
    return drawn


def _draw(
    pieces: pd.DataFrame, commune: NDArray[np.intp], rng: np.random.Generator
) -> pd.DataFrame:
    chosen = pieces.iloc[_chosen(pieces, commune, rng)].reset_index(drop=True)
    is_line, n = chosen["is_line"].to_numpy(), len(chosen)
    here, ahead = _on_line(chosen["shape"].to_numpy(), is_line, rng.random(n))
    along = _azimuth(ahead - here, here[:, 1]) + np.where(rng.random(n) < 0.5, 0.0, 180.0)
    away = np.where(is_line, along + 90, rng.uniform(0, 360, n))
    off = np.where(is_line, rng.uniform(*BESIDE_ROAD_M, n), rng.uniform(*FROM_PLACE_M, n))
    lon, lat = destination(here[:, 0], here[:, 1], away, off)
    place = {"lon": lon.round(6), "lat": lat.round(6)}
    looks = np.where(is_line, along, away + 180) % 360
    return pd.DataFrame(place | {"azimuth_deg": looks}).join(chosen[["near", "category"]])


def _chosen(
    pieces: pd.DataFrame, commune: NDArray[np.intp], rng: np.random.Generator
) -> NDArray[np.intp]:
    """Choose a piece of the commune for each pole, by weight, spread evenly over them."""
    upto = np.concatenate([[0.0], np.cumsum(pieces["weight"].to_numpy())])
    first, after = (np.searchsorted(pieces["commune"], commune, s) for s in ("left", "right"))
    poles = pd.Series(commune).groupby(commune)
    even = (poles.cumcount() + rng.random(len(commune))) / poles.transform("size")
    at = upto[first] + even.to_numpy() * (upto[after] - upto[first])
    found = np.searchsorted(upto, at, side="right") - 1
    return np.asarray(np.clip(found, first, after - 1))


def _on_line(
    shapes: NDArray[np.object_], is_line: NDArray[np.bool_], t: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return a position along each line (a point's own) and one slightly ahead, lon/lat."""
    here = shapes.copy()
    here[is_line] = shapely.line_interpolate_point(
        shapes[is_line], 0.98 * t[is_line], normalized=True
    )
    ahead = here.copy()
    ahead[is_line] = shapely.line_interpolate_point(
        shapes[is_line], 0.98 * t[is_line] + 0.01, normalized=True
    )
    return shapely.get_coordinates(here), shapely.get_coordinates(ahead)


def _azimuth(step: NDArray[np.float64], lat: NDArray[np.float64]) -> NDArray[np.float64]:
    east, north = metres_per_degree(lat)
    return np.asarray(np.degrees(np.arctan2(step[:, 0] * east, step[:, 1] * north)))
