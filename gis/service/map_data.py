"""What the map asks for, as compact bytes: cameras at once, footprints by tile."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from gis.analysis import Analysis
from gis.choices import Coverage, Origin, Sight, Status

TILE_ZOOM = 13
NO_DIRECTION, NO_COMMUNE = 0xFFFF, 0xFF
_DEGREE = 10_000_000
Tiles = dict[tuple[int, int], NDArray[np.intp]]
# Two levels of outline: the whole province, and from street scale on (tolerance, decimals).
OUTLINES = {"communes": (0.001, 4), "fine": (0.0002, 5)}


@dataclass(frozen=True, eq=False)
class MapTables:
    """What one map draws: an analysis, under the revision its addresses name."""

    revision: str
    analysis: Analysis
    simulated: bool

    @property
    def cameras(self) -> pd.DataFrame:
        """Return the analysed cameras."""
        return self.analysis.cameras

    @property
    def communes(self) -> gpd.GeoDataFrame:
        """Return the communes."""
        return self.analysis.communes

    @cached_property
    def located(self) -> NDArray[np.intp]:
        """Return the rows of the cameras that have a position, in the map's order."""
        has_position = self.cameras["lon"].notna() & self.cameras["lat"].notna()
        return np.flatnonzero(has_position.to_numpy())

    @cached_property
    def camera_bytes(self) -> bytes:
        """Return all located cameras, little-endian, one array after the other.

        ``QTC1``, n (u32), then lon and lat (i32, 1e-7°), row (u32), azimuth (u16, 0.1°,
        `NO_DIRECTION` when unknown), sight, status and origin (u8, place in their lists),
        commune (u8, place in the table of communes, `NO_COMMUNE`), has a footprint (u8).
        """
        table = self.cameras.iloc[self.located]
        commune = pd.Index(self.communes["code"]).get_indexer(table["commune_code"])
        azimuth = (table["azimuth_deg"] % 360 * 10).round().fillna(NO_DIRECTION)
        arrays = (
            (table["lon"].to_numpy() * _DEGREE).round().astype("<i4"),
            (table["lat"].to_numpy() * _DEGREE).round().astype("<i4"),
            self.located.astype("<u4"),
            azimuth.to_numpy("<u2"),
            *(_places(table[name], of) for name, of in _CHOICES.items()),
            np.where(commune < 0, NO_COMMUNE, commune).astype("u1"),
            table["has_footprint"].to_numpy("u1"),
        )
        return _packed(b"QTC1", len(table), arrays)

    @cached_property
    def _views(self) -> list[tuple[gpd.GeoDataFrame, Tiles]]:
        """Return what `footprint_bytes` draws, one over the other, each row by its tile."""
        found = self.analysis
        drawn = (found.reachable, found.footprints, found.detail)
        return [(table, _by_tile(self.cameras.loc[table.index, ["lon", "lat"]])) for table in drawn]

    def footprint_bytes(self, x: int, y: int) -> bytes:
        """Return all footprints whose camera stands in a tile of `TILE_ZOOM`, see `rings`.

        Of each ring the owner is the camera (place in `camera_bytes`), the layer 0 for what a
        PTZ camera could turn to, 1 for its view, 2 for the view at the finer level.
        """
        shapes, owner, layer = [], [], []
        for number, (table, tiles) in enumerate(self._views):
            chosen = table.iloc[tiles.get((x, y), [])]
            shapes.append(chosen.geometry.to_numpy())
            owner.append(np.searchsorted(self.located, chosen.index.to_numpy()))
            layer.append(np.full(len(chosen), number))
        return rings(*(np.concatenate(part) for part in (shapes, owner, layer)))

    @cached_property
    def _building_tiles(self) -> Tiles:
        middle = shapely.get_coordinates(shapely.centroid(self.analysis.buildings.geometry.array))
        return _by_tile(pd.DataFrame(middle, columns=["lon", "lat"]))

    def building_bytes(self, x: int, y: int) -> bytes:
        """Return the outlines of the buildings in a tile, see `rings`; the owner counts them."""
        rows = self._building_tiles.get((x, y), np.empty(0, dtype=np.intp))
        shapes = self.analysis.buildings.geometry.to_numpy()[rows]
        return rings(shapes, np.arange(len(rows)), np.zeros(len(rows), dtype=np.intp))

    def outline_json(self, detail: str) -> bytes:
        """Return the communes and the province's outline as GeoJSON geometries, at a detail.

        Per commune `code name lon lat radius_m` (where its name has most room).

        Raises
        ------
        KeyError
            The detail is none of `OUTLINES`.
        """
        tolerance, decimals = OUTLINES[detail]
        shapes = shapely.coverage_simplify(self.communes.geometry.to_numpy(), tolerance)
        whole = shapely.union_all(shapely.buffer(shapes, 1e-9))
        rooms = shapely.maximum_inscribed_circle(shapes, tolerance=0.005)
        at = shapely.get_coordinates(shapely.get_point(rooms, 0))
        radius_m = shapely.length(rooms) * 110_600
        rows = zip(self.communes["code"], self.communes["full_name"], at, radius_m, shapes,
                   strict=True)  # fmt: skip
        communes = [
            {"code": code, "name": name, "lon": round(lon, 4), "lat": round(lat, 4),
             "radius_m": round(radius), "geometry": _geometry(shape, decimals)}
            for code, name, (lon, lat), radius, shape in rows
        ]  # fmt: skip
        schematic = self.communes.attrs.get("source") == "schematic"
        outline = _geometry(_without_slivers(whole), decimals)
        return _json({"schematic": schematic, "outline": outline, "communes": communes})

    @cached_property
    def place_json(self) -> bytes:
        """Return places and roads, heaviest first: `name category coverage weight commune`.

        `coverage` is the place in its list; `commune` that in the table of communes.
        """
        order = [str(state) for state in Coverage]
        return self._places_json(self.analysis.places, order.index)

    @cached_property
    def redundancy_json(self) -> bytes:
        """Return what working cameras see, as `place_json`; `coverage` is how many, at most 3."""
        return self._places_json(self.analysis.redundant_places, int)

    def _places_json(self, shown: gpd.GeoDataFrame, state: Callable[[Any], int]) -> bytes:
        commune = pd.Index(self.communes["code"]).get_indexer(shown["commune_code"])
        columns = (shown["name"], shown["category"], shown["coverage"], shown["weight"].round(2))
        rows = zip(*columns, commune.tolist(), shown.geometry, strict=True)
        return _json(
            [
                {"name": name, "category": category, "coverage": state(coverage),
                 "weight": weight, "commune": where, "geometry": _geometry(shape, 5)}
                for name, category, coverage, weight, where, shape in rows
            ]
        )  # fmt: skip


_CHOICES: dict[str, type[StrEnum]] = {"sight": Sight, "status": Status, "origin": Origin}


def _places(values: pd.Series, of: type[StrEnum]) -> NDArray[np.uint8]:
    """Return each value's place in its list; one that is not stated is the unknown one."""
    codes = pd.Index([str(v) for v in of]).get_indexer(pd.Index(values))
    unknown = list(of).index(of("unknown")) if "unknown" in set(of) else 0
    return np.where(codes < 0, unknown, codes).astype("u1")


def tile_of(lon: pd.Series, lat: pd.Series) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the web map tile (x, y) at `TILE_ZOOM` of WGS 84 points."""
    sine = np.sin(np.radians(lat.to_numpy()))
    x = (lon.to_numpy() + 180) / 360
    y = 0.5 - np.log((1 + sine) / (1 - sine)) / (4 * np.pi)
    side = 1 << TILE_ZOOM
    return np.floor(x * side).astype(np.intp), np.floor(y * side).astype(np.intp)


def _by_tile(at: pd.DataFrame) -> Tiles:
    """Return the positions of the rows `lon lat` that lie in each tile."""
    tile = pd.DataFrame(np.column_stack(tile_of(at["lon"], at["lat"])))
    return dict(tile.groupby([0, 1]).indices)  # type: ignore[arg-type]


def rings(shapes: NDArray[Any], owner: NDArray[Any], layer: NDArray[Any]) -> bytes:
    """Return the rings of polygons, with whose they are, little-endian.

    ``QTR1``, n (u32), then of each ring its polygon's owner (u32) and layer (u32) and its
    number of vertices (u32), then lon and lat of every vertex in turn (i32, 1e-7°), rings
    open. Rings of one owner and layer follow each other; where two of them lie over each
    other there is a hole.
    """
    parts, whole = shapely.get_parts(shapes, return_index=True)
    lines, part = shapely.get_rings(parts, return_index=True)
    xy, line = shapely.get_coordinates(lines, return_index=True)
    counts = np.bincount(line, minlength=len(lines))
    open_ = np.ones(len(xy), dtype=bool)
    open_[np.cumsum(counts) - 1] = False
    of = whole[part]
    arrays = (
        *(told[of].astype("<u4") for told in (owner, layer)),
        (counts - 1).astype("<u4"),
        (xy[open_] * _DEGREE).round().astype("<i4"),
    )
    return _packed(b"QTR1", len(lines), arrays)


def _packed(magic: bytes, n: int, arrays: Iterable[NDArray[Any]]) -> bytes:
    return b"".join([magic, np.uint32(n).astype("<u4").tobytes(), *(a.tobytes() for a in arrays)])


def _without_slivers(shape: shapely.Geometry) -> shapely.Geometry:
    """Fill the hair-thin holes that simplified borders leave inside the province."""
    parts = shapely.get_parts(shape)
    return shapely.multipolygons(shapely.polygons(shapely.get_exterior_ring(parts)))


def _geometry(shape: shapely.Geometry, decimals: int) -> dict[str, Any]:
    rounded = shapely.transform(shape, lambda xy: xy.round(decimals))
    geometry: dict[str, Any] = json.loads(shapely.to_geojson(rounded))
    return geometry


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
