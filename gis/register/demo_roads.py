"""Simulated roads: between the centres of former communes, and the streets around them."""

from itertools import pairwise

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import minimum_spanning_tree, shortest_path
from scipy.spatial import Delaunay, cKDTree

from gis.crs import WGS84
from gis.geodesy import destination, metres_per_degree

# The national roads by former communes (name, former district) they pass.
NATIONAL = {
    "Quốc lộ 1": (
        ("Quảng Đông", "Quảng Trạch"), ("Ba Đồn", "Ba Đồn"), ("Hoàn Lão", "Bố Trạch"),
        ("Đồng Hải", "Đồng Hới"), ("Quán Hàu", "Quảng Ninh"), ("Hồng Thủy", "Lệ Thủy"),
        ("Hồ Xá", "Vĩnh Linh"), ("Gio Linh", "Gio Linh"), ("Phường 1", "Đông Hà"),
        ("Diên Sanh", "Hải Lăng"), ("Hải Chánh", "Hải Lăng"),
    ),
    "Quốc lộ 9": (
        ("Phường 1", "Đông Hà"), ("Cam Lộ", "Cam Lộ"), ("Krông Klang", "Đa Krông"),
        ("Khe Sanh", "Hướng Hóa"), ("Lao Bảo", "Hướng Hóa"),
    ),
    "Đường Hồ Chí Minh": (
        ("Đồng Lê", "Tuyên Hóa"), ("Phong Nha", "Bố Trạch"),
        ("Nông trường Việt Trung", "Bố Trạch"), ("Nông trường Lệ Ninh", "Lệ Thủy"),
        ("Bến Quan", "Vĩnh Linh"), ("Cam Lộ", "Cam Lộ"),
    ),
    "Quốc lộ 12A": (
        ("Ba Đồn", "Ba Đồn"), ("Đồng Lê", "Tuyên Hóa"), ("Quy Đạt", "Minh Hóa"),
        ("Dân Hóa", "Minh Hóa"),
    ),
    "Quốc lộ 15D": (("Tà Rụt", "Đa Krông"), ("A Bung", "Đa Krông")),
}  # fmt: skip
WEIGHT_PER_KM = {
    "road_national": 6.0, "road_provincial": 4.0, "road_commune": 2.0, "road_hamlet": 1.0,
}  # fmt: skip
BENDS = 12
_STREETS_M = ((-1.0, -0.5), (-1.0, 0.0), (-1.0, 0.5), (-0.7, 0.0), (0.7, 0.0))


def roads(
    communes: gpd.GeoDataFrame, former: pd.DataFrame, rng: np.random.Generator
) -> gpd.GeoDataFrame:
    """Lay a believable road network inside the province.

    Returns
    -------
    GeoDataFrame
        WGS 84 lines: `category name weight_per_km geometry`.
    """
    shapes = shapely.simplify(communes.geometry.to_numpy(), 0.0005)
    land = shapely.union_all(shapely.buffer(shapes, 0.0005))
    shapely.prepare(land)
    ends, lines = _between(former, land, rng)
    table = _classed(ends, former, rng)
    streets, names = _streets(former, rng)
    table = pd.concat(
        [table, pd.DataFrame({"category": "road_hamlet", "name": names})], ignore_index=True
    )
    geometry = shapely.intersection(np.concatenate([lines, streets]), land)
    table["weight_per_km"] = table["category"].map(WEIGHT_PER_KM)
    laid = gpd.GeoDataFrame(table, geometry=geometry, crs=WGS84)
    is_line = laid.geom_type.isin(("LineString", "MultiLineString"))
    return laid[is_line & ~laid.is_empty].reset_index(drop=True)


def _between(
    former: pd.DataFrame, land: shapely.Geometry, rng: np.random.Generator
) -> tuple[NDArray[np.intp], NDArray[np.object_]]:
    """Join neighbouring centres whose road stays on land: a Gabriel graph, gently bent."""
    xy = _plane(former)
    corners = Delaunay(xy).simplices
    edges = np.unique(np.sort(corners[:, [[0, 1], [1, 2], [2, 0]]].reshape(-1, 2)), axis=0)
    middle, half = xy[edges].mean(axis=1), np.linalg.norm(np.diff(xy[edges], axis=1)[:, 0], axis=1)
    nearest = cKDTree(xy).query(middle)[0]
    edges = edges[(nearest >= half / 2 * (1 - 1e-9)) & (half > 1.0)]
    lines = _bent(former[["lon", "lat"]].to_numpy()[edges], rng)
    on_land = shapely.length(shapely.intersection(lines, land)) > 0.97 * shapely.length(lines)
    return edges[on_land], lines[on_land]


def _plane(former: pd.DataFrame) -> NDArray[np.float64]:
    """Return the centres in metres on one plane: good enough to choose neighbours."""
    scale = np.array([float(s) for s in metres_per_degree(former["lat"].mean())])
    return np.asarray(former[["lon", "lat"]].to_numpy() * scale)


def _bent(ends: NDArray[np.float64], rng: np.random.Generator) -> NDArray[np.object_]:
    """Return lines between the ends, swinging out sideways by a few hundredths of their length."""
    t = np.linspace(0, 1, BENDS)
    along = ends[:, 1] - ends[:, 0]
    across = np.column_stack([-along[:, 1], along[:, 0]])
    swing = rng.normal(0, 0.035, (len(ends), 2))
    shape = swing @ np.array([np.sin(np.pi * t), np.sin(3 * np.pi * t)])
    xy = ends[:, None, 0] + t[:, None] * along[:, None] + shape[:, :, None] * across[:, None]
    return np.asarray(shapely.linestrings(xy))


def _classed(
    ends: NDArray[np.intp], former: pd.DataFrame, rng: np.random.Generator
) -> pd.DataFrame:
    """Return the class and name of each road between centres."""
    graph, number = _graph(ends, _plane(former))
    category = np.full(len(ends), "road_commune", dtype=object)
    name = _joined_names(ends, former)
    tree = minimum_spanning_tree(graph).tocoo()
    trunk = number[np.minimum(tree.row, tree.col), np.maximum(tree.row, tree.col)] - 1
    trunk = trunk[rng.random(len(trunk)) < 0.6]
    category[trunk] = "road_provincial"
    name[trunk] = [f"Đường tỉnh {n}" for n in 557 + rng.integers(0, 30, len(trunk))]
    for road, stops in NATIONAL.items():
        on = _edges_through(graph, number, [_place(former, *stop) for stop in stops])
        category[on], name[on] = "road_national", road
    return pd.DataFrame({"category": category, "name": name})


def _joined_names(ends: NDArray[np.intp], former: pd.DataFrame) -> NDArray[np.object_]:
    pairs = former["former_name"].to_numpy()[ends]
    return np.array([f"Đường {a} – {b}" for a, b in pairs], dtype=object)


def _graph(
    ends: NDArray[np.intp], xy: NDArray[np.float64]
) -> tuple[sparse.csr_array, sparse.csr_array]:
    """Return the graph of road lengths, and that of the roads' numbers from 1."""
    length = np.linalg.norm(xy[ends[:, 0]] - xy[ends[:, 1]], axis=1)
    shape = (len(xy), len(xy))
    number = sparse.csr_array((np.arange(1, len(ends) + 1), (ends[:, 0], ends[:, 1])), shape=shape)
    return sparse.csr_array((length, (ends[:, 0], ends[:, 1])), shape=shape), number


def _place(former: pd.DataFrame, name: str, district: str) -> int:
    at = (former["former_name"] == name) & (former["former_district"] == district)
    return int(np.flatnonzero(at)[0])


def _edges_through(
    graph: sparse.csr_array, number: sparse.csr_array, stops: list[int]
) -> NDArray[np.intp]:
    """Return the roads on the shortest way from stop to stop; no way adds none."""
    before = shortest_path(graph, directed=False, indices=stops[:-1], return_predecessors=True)[1]
    found = set()
    for row, (start, end) in enumerate(pairwise(stops)):
        at = end
        while at != start and before[row, at] >= 0:
            a, b = sorted((at, int(before[row, at])))
            found.add(int(number[a, b]) - 1)
            at = int(before[row, at])
    return np.array(sorted(found), dtype=np.intp)


def _streets(
    former: pd.DataFrame, rng: np.random.Generator
) -> tuple[NDArray[np.object_], list[str]]:
    """Return three streets and two cross streets around every centre, and their names."""
    n, streets = len(former), len(_STREETS_M)
    size, turn = rng.uniform(150, 300, n), rng.uniform(0, 180, n)
    u, v = np.array(_STREETS_M).T
    crossing = np.arange(streets) >= 3
    start, end = np.where(crossing, v - 0.6, u), np.where(crossing, v + 0.6, -u)
    side = np.where(crossing, u, v)
    lon, lat = (np.repeat(former[c].to_numpy(), streets) for c in ("lon", "lat"))
    heading = np.repeat(turn, streets) + np.tile(np.where(crossing, 90.0, 0.0), n)
    scale = np.repeat(size, streets)
    lon, lat = destination(lon, lat, heading + 90, scale * np.tile(side, n))
    corners = [destination(lon, lat, heading, scale * np.tile(e, n)) for e in (start, end)]
    xy = np.stack([np.column_stack(corner) for corner in corners], axis=1)
    urban = former["former_kind"].isin(("phường", "thị trấn"))
    word = np.where(urban, "Phố", "Đường thôn")
    names = [
        f"{w} {k + 1} {place}"
        for w, place in zip(word, former["former_name"], strict=True)
        for k in range(streets)
    ]
    return np.asarray(shapely.linestrings(xy)), names
