"""The ground beneath the cameras, for the map: streets, water, names, places by how seen."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from gis.analysis.result import Analysis
from gis.core.choices import Coverage
from gis.demand.gaps import WORST_FIRST
from gis.demand.layers import LINES, POINT_TYPES
from gis.mapserver.binary import (
    COMMUNE_TILES,
    Tiles,
    by_tile,
    by_tiles,
    lines,
    pack_paths,
    pack_rings,
)

# Roads from the least to the greatest; what is of no class is drawn as the least.
ROADS_BY_RANK = ("road_hamlet", "road_commune", "road_provincial", "road_national")
FAR_ROADS = 2
# On the overview a place is no finer than this, half a pixel.
GRID_DEG = 0.0005
# `layer` of a place: how it is seen, and eight times its commune (`ANYWHERE`: in none), and
# 2048 times how much it matters, from 0 to 2.
STATES, ANYWHERE = 8, 0xFF
IMPORTANCE = STATES * (ANYWHERE + 1)


@dataclass(frozen=True, eq=False)
class PlacesByCoverage:
    """Places by how they are seen, each with its state as a number below `STATES`."""

    table: gpd.GeoDataFrame
    layer: NDArray[np.intp]

    @cached_property
    def _tiles(self) -> Tiles:
        return by_tiles(self.table.geometry.to_numpy(), COMMUNE_TILES)

    def tile(self, x: int, y: int) -> bytes:
        """Return the places that touch a tile, see `lines`; the owner is the row's label."""
        rows = self._tiles.get((x, y), np.empty(0, dtype=np.intp))
        owner = self.table.index.to_numpy()[rows]
        return lines(self.table.geometry.to_numpy()[rows], owner, self.layer[rows])

    def overview(self) -> bytes:
        """Return all roads on a grid of `GRID_DEG`, each bit of it once for each state."""
        chosen = self.table.geom_type.isin(LINES).to_numpy()
        parts, owner = shapely.get_parts(self.table.geometry.to_numpy()[chosen], return_index=True)
        xy, part = shapely.get_coordinates(parts, return_index=True)
        cell = np.rint(xy / GRID_DEG).astype(np.int64)
        inner = part[1:] == part[:-1]
        ends = np.hstack([cell[:-1], cell[1:]])[inner]
        layer = self.layer[chosen][owner[part[:-1][inner]]]
        bits = pd.DataFrame(ends, columns=["x0", "y0", "x1", "y1"]).assign(layer=layer)
        bits = bits.drop_duplicates().sort_values(["layer", "x0", "y0"])
        corners = bits[["x0", "y0", "x1", "y1"]].to_numpy().reshape(-1, 2) * GRID_DEG
        zero = np.zeros(len(bits), dtype=np.intp)
        return pack_paths(corners, np.full(len(bits), 2), zero, bits["layer"].to_numpy())


@dataclass(frozen=True, eq=False)
class GroundLayers:
    """What an analysis stands on, as the map draws it."""

    analysis: Analysis
    water: gpd.GeoDataFrame

    @cached_property
    def not_seen(self) -> PlacesByCoverage:
        """Return the places nobody sees today; the state is the place in `Coverage`."""
        places = self.analysis.places
        order = [str(state) for state in Coverage]
        rows = places[places["coverage"].isin(WORST_FIRST)]
        return self._seen(rows, order.index)

    @cached_property
    def redundancy(self) -> PlacesByCoverage:
        """Return the places working cameras see; the state is how many, at most 3."""
        return self._seen(self.analysis.redundant_places, int)

    def _seen(self, places: gpd.GeoDataFrame, state: Callable[[Any], int]) -> PlacesByCoverage:
        commune = pd.Index(self.analysis.communes["code"]).get_indexer(places["commune_code"])
        number = places["coverage"].map(state).to_numpy(dtype=np.intp)
        layer = number + STATES * np.where(commune < 0, ANYWHERE, commune)
        return PlacesByCoverage(places, layer + IMPORTANCE * self._importance(places["category"]))

    def _importance(self, category: pd.Series) -> NDArray[np.intp]:
        """Return how much places of a category matter: 0, 1, 2, thirds of the weights that occur.

        Roads are compared with roads (for each km), places with places.
        """
        weights = self.analysis.weights
        weights = weights[weights.index.isin(category.unique())]
        thirds = weights.groupby("per")["weight"].transform(
            lambda w: np.ceil(w.rank(method="dense") / w.nunique() * 3) - 1
        )
        return category.map(thirds).fillna(0).to_numpy(dtype=np.intp)

    @cached_property
    def _road_table(self) -> gpd.GeoDataFrame:
        demand = self.analysis.demand
        return demand[demand.geom_type.isin(LINES)]

    @cached_property
    def _roads(self) -> tuple[NDArray[Any], NDArray[np.intp]]:
        """Return the roads as they are loaded, and the class of each."""
        roads = self._road_table
        known = pd.Index(ROADS_BY_RANK).get_indexer(roads["category"])
        return roads.geometry.to_numpy(), np.maximum(known, 0)

    @cached_property
    def _road_tiles(self) -> Tiles:
        return by_tiles(self._roads[0], COMMUNE_TILES)

    def road_bytes(self, x: int, y: int) -> bytes:
        """Return the roads that touch a tile, see `lines`; layers are places in `ROADS_BY_RANK`."""
        shapes, layer = self._roads
        rows = self._road_tiles.get((x, y), np.empty(0, dtype=np.intp))
        return lines(shapes[rows], rows, layer[rows])

    def road_overview(self) -> bytes:
        """Return the greater roads of the province, simplified to a pixel of the overview."""
        shapes, layer = self._roads
        far = np.flatnonzero(layer >= FAR_ROADS)
        return lines(shapely.simplify(shapes[far], GRID_DEG), far, layer[far])

    def road_names(self, x: int, y: int) -> dict[str, str]:
        """Return the names of the roads that touch a tile, by their owner in `road_bytes`."""
        rows = self._road_tiles.get((x, y), np.empty(0, dtype=np.intp))
        named = self._road_table["name"].iloc[rows]
        return {str(row): name for row, name in zip(rows, named, strict=True) if name}

    @cached_property
    def _water_tiles(self) -> Tiles:
        return by_tiles(self.water.geometry.to_numpy(), COMMUNE_TILES)

    def water_bytes(self, x: int, y: int) -> bytes:
        """Return the outlines of the waters that touch a tile, see `rings`."""
        rows = self._water_tiles.get((x, y), np.empty(0, dtype=np.intp))
        return pack_rings(self.water.geometry.to_numpy()[rows], rows, np.zeros_like(rows))

    @cached_property
    def _named(self) -> tuple[gpd.GeoDataFrame, Tiles]:
        demand = self.analysis.demand
        named = demand[demand.geom_type.isin(POINT_TYPES) & (demand["name"] != "")]
        at = named.geometry.representative_point()
        return named, by_tile(pd.DataFrame({"lon": at.x, "lat": at.y}))

    def names(self, x: int, y: int) -> list[dict[str, Any]]:
        """Return the names of the places in a tile: `name lon lat`, in the order they came."""
        named, tiles = self._named
        chosen = named.iloc[tiles.get((x, y), [])]
        at = chosen.geometry.representative_point()
        rows = zip(chosen["name"], at.x.round(6), at.y.round(6), strict=True)
        return [{"name": name, "lon": lon, "lat": lat} for name, lon, lat in rows]
