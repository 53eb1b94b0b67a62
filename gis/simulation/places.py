"""Simulated places along the simulated roads: markets, schools, junctions, border gates…"""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from gis.core.crs import WGS84
from gis.core.geodesy import destination

# The road classes, best first: a junction is of the best class that meets there.
CLASSES = ("national", "provincial", "commune", "hamlet")
STATIONS = (
    ("Đồng Lê", "Tuyên Hóa", "Ga Đồng Lê"),
    ("Nam Lý", "Đồng Hới", "Ga Đồng Hới"),
    ("Đức Ninh Đông", "Đồng Hới", "Bến xe Đồng Hới"),
    ("Phường 1", "Đông Hà", "Ga Đông Hà"),
    ("Đông Lễ", "Đông Hà", "Bến xe Đông Hà"),
    ("Diên Sanh", "Hải Lăng", "Ga Diên Sanh"),
    ("Ba Đồn", "Ba Đồn", "Bến xe Ba Đồn"),
    ("Hoàn Lão", "Bố Trạch", "Bến xe Hoàn Lão"),
    ("Hồ Xá", "Vĩnh Linh", "Bến xe Hồ Xá"),
    ("Khe Sanh", "Hướng Hóa", "Bến xe Khe Sanh"),
    ("Lao Bảo", "Hướng Hóa", "Bến xe Lao Bảo"),
    ("Kiến Giang", "Lệ Thủy", "Bến xe Kiến Giang"),
)
# About where the roads to Laos cross the border.
BORDER_GATES = pd.DataFrame(
    [
        ("Cửa khẩu quốc tế Lao Bảo", "19432", 106.592, 16.617),
        ("Cửa khẩu quốc tế La Lay", "19594", 106.985, 16.305),
        ("Cửa khẩu quốc tế Cha Lo", "18904", 105.764, 17.684),
    ],
    columns=["former_name", "code", "lon", "lat"],
)
# Category, name, and how many of the main and of the other centres have one. {label}: what
# people call it, {unit}: today's commune, {former}: the commune of before.
AROUND = (
    ("market", "Chợ {label}", 1.0, 0.5),
    ("school", "Trường Tiểu học {label}", 1.0, 0.9),
    ("school", "Trường THCS {label}", 1.0, 0.6),
    ("school", "Trường THPT {label}", 0.5, 0.0),
    ("hospital", "Trạm Y tế {unit}", 1.0, 0.0),
    ("hospital", "Điểm trạm Y tế {label}", 0.0, 0.6),
    ("office", "Trụ sở UBND {unit}", 1.0, 0.0),
    ("office", "Trụ sở Công an {unit}", 1.0, 0.0),
    ("office", "Trụ sở cũ UBND {former}", 0.0, 0.7),
)
LEGS = {3: "Ngã ba", 4: "Ngã tư", 5: "Ngã năm"}
BRIDGES, BESIDE_M = 0.3, 14.0


def simulated_places(
    roads: gpd.GeoDataFrame,
    communes: gpd.GeoDataFrame,
    centres: pd.DataFrame,
    rng: np.random.Generator,
) -> gpd.GeoDataFrame:
    """Put places where roads meet and along the streets around the centres.

    Returns
    -------
    GeoDataFrame
        WGS 84 points inside the communes: `category name geometry`.
    """
    gates = centres["former_kind"] == "cửa khẩu"
    parts = [
        _along_streets(_wanted(centres[~gates], rng), roads, rng),
        _table("border_gate", centres.loc[gates, "label"], _xy(centres[gates])),
        _junctions(roads, centres[~gates]),
        _bridges(roads, centres, rng),
    ]
    table = pd.concat(parts, ignore_index=True)
    inside = shapely.STRtree(table.geometry.to_numpy()).query(
        communes.geometry.to_numpy(), predicate="contains"
    )[1]
    return table.loc[np.unique(inside)].reset_index(drop=True)


def _xy(centres: pd.DataFrame) -> NDArray[np.float64]:
    return np.asarray(centres[["lon", "lat"]].to_numpy(dtype=float))


def _table(category: object, name: object, xy: NDArray[np.float64]) -> gpd.GeoDataFrame:
    columns = {"category": category, "name": name}
    return gpd.GeoDataFrame(columns, geometry=shapely.points(xy), crs=WGS84)


def _wanted(centres: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Return `category name centre` of the places to be put around the centres."""
    words = pd.DataFrame({"label": centres["label"]})
    words["unit"] = centres["unit"].str[:1].str.lower() + centres["unit"].str[1:]
    words["former"] = centres["former_kind"] + " " + centres["former_name"]
    found = []
    for category, name, main, other in AROUND:
        chosen = words[rng.random(len(words)) < np.where(centres["main"], main, other)]
        named = [name.format(label=a, unit=b, former=c) for a, b, c in chosen.to_numpy()]
        found.append(pd.DataFrame({"category": category, "name": named, "centre": chosen.index}))
    stations = pd.DataFrame(STATIONS, columns=["former_name", "former_district", "name"])
    at = centres.reset_index(names="centre").drop(columns="name", errors="ignore").merge(stations)
    found.append(at[["name", "centre"]].assign(category="station"))
    return pd.concat(found, ignore_index=True)


def _along_streets(
    wanted: pd.DataFrame, roads: gpd.GeoDataFrame, rng: np.random.Generator
) -> gpd.GeoDataFrame:
    """Put each place beside one of the streets of its centre."""
    streets = roads[roads["centre"] >= 0].sort_values("centre", kind="stable")
    first, after = (
        np.searchsorted(streets["centre"], wanted["centre"], s) for s in ("left", "right")
    )
    chosen = first + np.floor(rng.random(len(wanted)) * (after - first)).astype(np.intp)
    lines = streets.geometry.to_numpy()[chosen]
    along = rng.uniform(0.05, 0.95, len(wanted))
    at = shapely.get_coordinates(shapely.line_interpolate_point(lines, along, normalized=True))
    away = rng.uniform(0, 360, len(wanted))
    beside = np.column_stack(destination(at[:, 0], at[:, 1], away, BESIDE_M))
    return _table(wanted["category"].to_numpy(), wanted["name"].to_numpy(), beside)


def _junctions(roads: gpd.GeoDataFrame, centres: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return the crossroads at the centres, of the best class of the roads there."""
    between = roads[roads["centre"] < 0]
    lines = between.geometry.to_numpy()
    ends = np.concatenate([shapely.get_point(lines, 0), shapely.get_point(lines, -1)])
    away, centre = cKDTree(_xy(centres)).query(shapely.get_coordinates(ends))
    rank = pd.Index(CLASSES).get_indexer(between["category"].str.removeprefix("road_"))
    met = pd.DataFrame({"centre": centre, "rank": np.tile(rank, 2)})[away < 1e-9]
    met = met.groupby("centre")["rank"].agg(["min", "size"])
    met = met.reindex(range(len(centres)), fill_value=0)
    crossing = (met["size"] >= 3).to_numpy()
    word = np.where(crossing, met["size"].clip(3, 5).map(LEGS), "Ngã tư đường thôn")
    word = np.where(met["size"] > 5, "Nút giao", word)
    best = np.array(CLASSES, dtype=object)[np.where(crossing, met["min"], -1)]
    return _table("junction_" + best, word + " " + centres["label"].to_numpy(), _xy(centres))


def _bridges(
    roads: gpd.GeoDataFrame, centres: pd.DataFrame, rng: np.random.Generator
) -> gpd.GeoDataFrame:
    """Put bridges on some main roads, named after the nearest centre."""
    chosen = roads[roads["category"].isin(("road_national", "road_provincial"))]
    chosen = chosen[rng.random(len(chosen)) < BRIDGES]
    t = rng.uniform(0.2, 0.8, len(chosen))
    at = shapely.line_interpolate_point(chosen.geometry.to_numpy(), t, normalized=True)
    xy = shapely.get_coordinates(at)
    label = centres["label"].iloc[cKDTree(_xy(centres)).query(xy)[1]].reset_index(drop=True)
    nth = label.groupby(label).cumcount() + 1
    return _table("bridge", "Cầu " + label + (" " + nth.astype(str)).where(nth > 1, ""), xy)
