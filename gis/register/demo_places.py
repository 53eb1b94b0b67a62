"""Simulated places along the simulated roads: markets, schools, junctions, border gates…"""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from gis.crs import WGS84

WEIGHT = {
    "border_gate": 10.0, "market": 6.0, "station": 6.0, "school": 5.0, "hospital": 5.0,
    "bridge": 5.0, "office": 4.0,
}  # fmt: skip
JUNCTION_WEIGHT = {
    "road_national": 5.0, "road_provincial": 4.0, "road_commune": 3.0, "road_hamlet": 2.0,
}  # fmt: skip
STATIONS = {
    "Đồng Lê": "Ga Đồng Lê", "Nam Lý": "Ga Đồng Hới", "Mỹ Trạch": "Ga Mỹ Trạch",
    "Hồ Xá": "Bến xe Hồ Xá", "Phường 1": "Ga Đông Hà", "Diên Sanh": "Ga Diên Sanh",
    "Khe Sanh": "Bến xe Khe Sanh", "Ba Đồn": "Bến xe Ba Đồn", "Hoàn Lão": "Bến xe Hoàn Lão",
}  # fmt: skip
# Border gates stand where the road to Laos ends: lon, lat near the crossing.
BORDER_GATES = {
    "Cửa khẩu quốc tế Lao Bảo": "Lao Bảo", "Cửa khẩu quốc tế La Lay": "A Bung",
    "Cửa khẩu quốc tế Cha Lo": "Dân Hóa",
}  # fmt: skip
SHARES = {
    "market": ("Chợ {}", 0.75), "school": ("Trường Tiểu học {}", 0.95),
    "hospital": ("Trạm Y tế {}", 0.5), "office": ("Nhà văn hóa {}", 0.6),
}  # fmt: skip


def places(
    roads: gpd.GeoDataFrame,
    communes: gpd.GeoDataFrame,
    former: pd.DataFrame,
    rng: np.random.Generator,
) -> gpd.GeoDataFrame:
    """Put places where roads meet and around the centres of the former communes.

    Returns
    -------
    GeoDataFrame
        WGS 84 points: `category name weight geometry`.
    """
    parts = [
        _around_centres(former, rng),
        _at_centres(former, STATIONS, "station"),
        _at_centres(former, {v: k for k, v in BORDER_GATES.items()}, "border_gate"),
        _offices(communes, former),
        _junctions(roads),
        _bridges(roads, rng),
    ]
    table = pd.concat(parts, ignore_index=True)
    table["weight"] = table["weight"].fillna(table["category"].map(WEIGHT))
    inside = shapely.STRtree(table.geometry.to_numpy()).query(
        communes.geometry.to_numpy(), predicate="intersects"
    )[1]
    return table.loc[np.unique(inside)].reset_index(drop=True)


def _table(category: str, name: object, xy: NDArray[np.float64]) -> gpd.GeoDataFrame:
    columns = {"category": category, "name": name, "weight": np.nan}
    return gpd.GeoDataFrame(columns, geometry=shapely.points(xy.reshape(-1, 2)), crs=WGS84)


def _around_centres(former: pd.DataFrame, rng: np.random.Generator) -> gpd.GeoDataFrame:
    parts = []
    for category, (name, share) in SHARES.items():
        chosen = former[rng.random(len(former)) < share]
        xy = chosen[["lon", "lat"]].to_numpy() + rng.normal(0, 0.0018, (len(chosen), 2))
        named = chosen["former_name"].map(name.format).to_numpy()
        parts.append(_table(category, named, xy))
    return pd.concat(parts, ignore_index=True)


def _at_centres(former: pd.DataFrame, wanted: dict[str, str], category: str) -> gpd.GeoDataFrame:
    """Return places named after a former commune, given as its name → the place's name."""
    chosen = former[former["former_name"].isin(wanted)].drop_duplicates("former_name")
    xy = chosen[["lon", "lat"]].to_numpy() + 0.0012
    return _table(category, chosen["former_name"].map(wanted).to_numpy(), xy)


def _offices(communes: gpd.GeoDataFrame, former: pd.DataFrame) -> gpd.GeoDataFrame:
    """Put each commune's own office at its first former centre, else inside it."""
    first = former.drop_duplicates("code").set_index("code")[["lon", "lat"]]
    inner = shapely.get_coordinates(shapely.point_on_surface(communes.geometry.to_numpy()))
    known = first.reindex(communes["code"]).to_numpy()
    xy = np.where(np.isnan(known), inner, known)
    return _table(
        "office", ("Trụ sở UBND " + communes["kind"] + " " + communes["name"]).to_numpy(), xy
    )


def _junctions(roads: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the points where three or more roads between centres start, and street crossings."""
    single = roads[roads.geom_type == "LineString"]
    ends = shapely.get_coordinates(single.geometry.to_numpy())
    first = np.cumsum(shapely.get_num_coordinates(single.geometry.to_numpy()))
    at = np.concatenate([ends[np.append(0, first[:-1])], ends[first - 1]]).round(7)
    met = pd.DataFrame(at, columns=["lon", "lat"])
    met["weight"] = np.tile(single["category"].map(JUNCTION_WEIGHT), 2)
    met["name"] = np.tile(single["name"], 2)
    met = met.groupby(["lon", "lat"], as_index=False).agg(
        weight=("weight", "max"), name=("name", "first"), legs=("name", "size")
    )
    met = met[met["legs"] >= 3]
    where = met[["lon", "lat"]].to_numpy()
    return _table("junction", ("Nút giao " + met["name"]).to_numpy(), where).assign(
        weight=met["weight"].to_numpy()
    )


def _bridges(roads: gpd.GeoDataFrame, rng: np.random.Generator) -> gpd.GeoDataFrame:
    chosen = roads[roads["category"].isin(("road_national", "road_provincial"))]
    chosen = chosen[rng.random(len(chosen)) < 0.3]
    at = shapely.line_interpolate_point(
        chosen.geometry.to_numpy(), rng.uniform(0.2, 0.8, len(chosen)), normalized=True
    )
    names = [f"Cầu số {k + 1} – {road}" for k, road in enumerate(chosen["name"])]
    return _table("bridge", names, shapely.get_coordinates(at))
