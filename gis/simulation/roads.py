"""Simulated roads: between the centres of former communes, and the streets around them."""

from itertools import pairwise

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import shortest_path
from scipy.spatial import Delaunay, cKDTree

from gis.core.crs import WGS84
from gis.core.geodesy import destination, metres_per_degree

# The national roads by the places (name, former district) they pass.
NATIONAL = {
    "Quốc lộ 12A": (
        ("Ba Đồn", "Ba Đồn"),
        ("Đồng Lê", "Tuyên Hóa"),
        ("Quy Đạt", "Minh Hóa"),
        ("Dân Hóa", "Minh Hóa"),
        ("Cửa khẩu quốc tế Cha Lo", ""),
    ),
    "Quốc lộ 15D": (
        ("Tà Rụt", "Đa Krông"),
        ("A Ngo", "Đa Krông"),
        ("Cửa khẩu quốc tế La Lay", ""),
    ),
    "Đường Hồ Chí Minh nhánh Tây": (
        ("Phong Nha", "Bố Trạch"),
        ("Thượng Trạch", "Bố Trạch"),
        ("Trường Sơn", "Quảng Ninh"),
        ("Hướng Lập", "Hướng Hóa"),
        ("Hướng Phùng", "Hướng Hóa"),
        ("Khe Sanh", "Hướng Hóa"),
        ("Đakrông", "Đa Krông"),
        ("Tà Rụt", "Đa Krông"),
    ),
    "Đường Hồ Chí Minh": (
        ("Đồng Lê", "Tuyên Hóa"),
        ("Phong Nha", "Bố Trạch"),
        ("Nông trường Việt Trung", "Bố Trạch"),
        ("Nông trường Lệ Ninh", "Lệ Thủy"),
        ("Bến Quan", "Vĩnh Linh"),
        ("Cam Lộ", "Cam Lộ"),
    ),
    "Quốc lộ 9": (
        ("Cửa Việt", "Gio Linh"),
        ("Phường 1", "Đông Hà"),
        ("Cam Lộ", "Cam Lộ"),
        ("Krông Klang", "Đa Krông"),
        ("Khe Sanh", "Hướng Hóa"),
        ("Lao Bảo", "Hướng Hóa"),
        ("Cửa khẩu quốc tế Lao Bảo", ""),
    ),
    "Quốc lộ 1": (
        ("Quảng Đông", "Quảng Trạch"),
        ("Ba Đồn", "Ba Đồn"),
        ("Hoàn Lão", "Bố Trạch"),
        ("Đồng Hải", "Đồng Hới"),
        ("Quán Hàu", "Quảng Ninh"),
        ("Hồng Thủy", "Lệ Thủy"),
        ("Hồ Xá", "Vĩnh Linh"),
        ("Gio Linh", "Gio Linh"),
        ("Phường 1", "Đông Hà"),
        ("Ái Tử", "Triệu Phong"),
        ("Diên Sanh", "Hải Lăng"),
        ("Hải Chánh", "Hải Lăng"),
    ),
}
NUMBERS = {"Quảng Bình": range(558, 571), "Quảng Trị": range(571, 589)}
HAMLETS = (
    "An Bình",
    "An Lộc",
    "Phú Hoà",
    "Tân Tiến",
    "Trung Thành",
    "Đông Thành",
    "Hoà Lạc",
    "Nam Phú",
    "Bắc Sơn",
    "Xuân Hoà",
    "Vĩnh Phước",
    "Long Hưng",
    "Tân Lập",
    "Thượng Xá",
    "Hạ Môn",
    "Phước Tuyền",
    "Thuận Đức",
    "Mỹ Hoà",
    "Lâm Xuân",
    "Đại Nam",
    "Kim Sơn",
    "Tiền Phong",
)
STREETS = (
    "Thống Nhất",
    "Hoà Bình",
    "Độc Lập",
    "Giải Phóng",
    "Thành Cổ",
    "Hiền Lương",
    "Trường Sơn",
    "Đoàn Kết",
    "Chiến Thắng",
    "Hùng Vương",
    "Bến Hải",
    "Thạch Hãn",
    "Nhật Lệ",
    "Điện Biên Phủ",
)
HIGHLANDS = ("Minh Hóa", "Hướng Hóa", "Đa Krông")
URBAN = ("phường", "thị trấn")
ON_LAND = 0.9
# Along and across the grid, in its half size: three streets, then two that cross them.
_STREETS_M = ((-1.0, -0.5), (-1.0, 0.0), (-1.0, 0.5), (-0.7, 0.0), (0.7, 0.0))
_BENDS = 12


def roads(
    communes: gpd.GeoDataFrame, centres: pd.DataFrame, rng: np.random.Generator
) -> gpd.GeoDataFrame:
    """Lay a believable road network inside the province.

    Returns
    -------
    GeoDataFrame
        WGS 84 single lines: `category name geometry`, and `centre`, the
        position of the centre a street belongs to (-1 for roads between centres).
    """
    rings = shapely.get_exterior_ring(shapely.get_parts(communes.geometry.union_all()))
    land = shapely.multipolygons(shapely.polygons(rings))
    shapely.prepare(land)
    ends, lines = _between(centres, land, rng)
    streets, names = _streets(centres, rng)
    around = np.repeat(np.arange(len(centres)), len(_STREETS_M))
    local = pd.DataFrame({"category": "road_hamlet", "name": names, "centre": around})
    table = pd.concat([_classed(ends, centres).assign(centre=-1), local], ignore_index=True)
    geometry = _clipped(np.concatenate([lines, streets]), land)
    laid = gpd.GeoDataFrame(table, geometry=geometry, crs=WGS84).explode()
    has_length = shapely.length(laid.geometry.to_numpy()) > 0
    return laid[has_length].reset_index(drop=True)


def _clipped(lines: NDArray[np.object_], land: shapely.Geometry) -> NDArray[np.object_]:
    beyond = ~shapely.covers(land, lines)
    kept = lines.copy()
    kept[beyond] = shapely.intersection(lines[beyond], land)
    return kept


def _between(
    centres: pd.DataFrame, land: shapely.Geometry, rng: np.random.Generator
) -> tuple[NDArray[np.intp], NDArray[np.object_]]:
    """Join neighbouring centres whose road stays on land: a Gabriel graph, gently bent."""
    xy = _plane(centres)
    corners = Delaunay(xy).simplices
    edges = np.unique(np.sort(corners[:, [[0, 1], [1, 2], [2, 0]]].reshape(-1, 2)), axis=0)
    middle, length = (
        xy[edges].mean(axis=1),
        np.linalg.norm(xy[edges[:, 0]] - xy[edges[:, 1]], axis=1),
    )
    edges = edges[cKDTree(xy).query(middle)[0] >= length / 2 * (1 - 1e-9)]
    lines = _bent(centres[["lon", "lat"]].to_numpy()[edges], rng)
    on_land = shapely.length(_clipped(lines, land)) > ON_LAND * shapely.length(lines)
    return edges[on_land], lines[on_land]


def _plane(centres: pd.DataFrame) -> NDArray[np.float64]:
    """Return the centres in metres on one plane: good enough to choose neighbours."""
    scale = np.array([float(s) for s in metres_per_degree(centres["lat"].mean())])
    return np.asarray(centres[["lon", "lat"]].to_numpy(dtype=float) * scale)


def _bent(ends: NDArray[np.float64], rng: np.random.Generator) -> NDArray[np.object_]:
    """Return lines between the ends, swinging out sideways by a few hundredths of their length."""
    t = np.linspace(0, 1, _BENDS)
    along = ends[:, 1] - ends[:, 0]
    across = np.column_stack([-along[:, 1], along[:, 0]])
    swing = rng.normal(0, 0.035, (len(ends), 2))
    shape = swing @ np.array([np.sin(np.pi * t), np.sin(3 * np.pi * t)])
    xy = ends[:, None, 0] + t[:, None] * along[:, None] + shape[:, :, None] * across[:, None]
    return np.asarray(shapely.linestrings(xy))


def _classed(ends: NDArray[np.intp], centres: pd.DataFrame) -> pd.DataFrame:
    """Return the class and name of each road between centres.

    National roads take the shortest way along their places, provincial ones from the
    middle of each commune to the seat of its former district.
    """
    graph, number = _graph(ends, _plane(centres))
    pairs = centres["label"].to_numpy()[ends]
    name = np.array([f"Đường {a} – {b}" for a, b in pairs], dtype=object)
    category = np.full(len(ends), "road_commune", dtype=object)
    for road, way in _provincial(centres).items():
        on = _edges_through(graph, number, way)
        category[on], name[on] = "road_provincial", road
    for road, stops in NATIONAL.items():
        on = _edges_through(graph, number, [p for stop in stops for p in _place(centres, *stop)])
        category[on], name[on] = "road_national", road
    return pd.DataFrame({"category": category, "name": name})


def _provincial(centres: pd.DataFrame) -> dict[str, list[int]]:
    """Return each provincial road's number and two ends."""
    urban = centres["former_kind"].isin(URBAN)
    seat = centres[urban].reset_index().groupby("former_district")["index"].first()
    to = centres["former_district"].map(seat).where(centres["main"]).dropna().astype(int)
    ends = centres.loc[to.index, ["former_province"]].assign(start=to.index, end=to)
    ends["nth"] = ends.groupby("former_province").cumcount()
    ways = {}
    for province, start, end, nth in ends[ends["start"] != ends["end"]].to_numpy().tolist():
        turn, place = divmod(nth, len(NUMBERS[province]))
        ways[f"Đường tỉnh {NUMBERS[province][place]}{' BCDEFG'[turn].strip()}"] = [start, end]
    return ways


def _graph(
    ends: NDArray[np.intp], xy: NDArray[np.float64]
) -> tuple[sparse.csr_array, sparse.csr_array]:
    """Return the graph of road lengths, and that of the roads' numbers from 1."""
    length = np.linalg.norm(xy[ends[:, 0]] - xy[ends[:, 1]], axis=1)
    shape = (len(xy), len(xy))
    number = sparse.csr_array((np.arange(1, len(ends) + 1), (ends[:, 0], ends[:, 1])), shape=shape)
    return sparse.csr_array((length, (ends[:, 0], ends[:, 1])), shape=shape), number


def _place(centres: pd.DataFrame, name: str, district: str) -> list[int]:
    at = (centres["former_name"] == name) & (centres["former_district"] == district)
    return [int(k) for k in np.flatnonzero(at)[:1]]


def _edges_through(
    graph: sparse.csr_array, number: sparse.csr_array, stops: list[int]
) -> NDArray[np.intp]:
    """Return the roads on the shortest way from stop to stop; no way adds none."""
    before = shortest_path(graph, directed=False, indices=stops[:-1], return_predecessors=True)[1]
    found = set()
    for row, (start, end) in enumerate(pairwise(stops)):
        here = end
        while here != start and before[row, here] >= 0:
            a, b = sorted((here, int(before[row, here])))
            found.add(int(number[a, b]) - 1)
            here = int(before[row, here])
    return np.array(sorted(found), dtype=np.intp)


def _streets(
    centres: pd.DataFrame, rng: np.random.Generator
) -> tuple[NDArray[np.object_], list[str]]:
    """Return three streets and two cross streets around every centre, and their names."""
    n, streets = len(centres), len(_STREETS_M)
    size, turn = rng.uniform(150, 300, n), rng.uniform(0, 180, n)
    u, v = np.array(_STREETS_M).T
    crossing = np.arange(streets) >= 3
    start, end = np.where(crossing, v - 0.6, u), np.where(crossing, v + 0.6, -u)
    side = np.where(crossing, u, v)
    lon, lat = (np.repeat(centres[c].to_numpy(dtype=float), streets) for c in ("lon", "lat"))
    heading = np.repeat(turn, streets) + np.tile(np.where(crossing, 90.0, 0.0), n)
    scale = np.repeat(size, streets)
    lon, lat = destination(lon, lat, heading + 90, scale * np.tile(side, n))
    corners = [destination(lon, lat, heading, scale * np.tile(e, n)) for e in (start, end)]
    xy = np.stack([np.column_stack(corner) for corner in corners], axis=1)
    return np.asarray(shapely.linestrings(xy)), _street_names(centres, rng)


def _street_names(centres: pd.DataFrame, rng: np.random.Generator) -> list[str]:
    names = []
    for kind, district, label in centres[["former_kind", "former_district", "label"]].to_numpy():
        urban, hamlet = kind in URBAN, "bản" if district in HIGHLANDS else "thôn"
        word, pool = ("Đường", STREETS) if urban else (f"Đường {hamlet}", HAMLETS)
        own = rng.permutation(pool)[: len(_STREETS_M)]
        names += [f"{word} {street}, {label}" for street in own]
    return names
