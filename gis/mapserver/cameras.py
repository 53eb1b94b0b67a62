"""What the map asks for, as compact bytes: cameras at once, footprints by tile."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from threading import RLock
from typing import Any, TypeVar

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from gis.analysis.result import Analysis
from gis.core.choices import Availability, Cause, CodeList, FaultPart, Origin, Status
from gis.demand.water import no_water
from gis.mapserver.binary import DEGREE, Tiles, by_tile, pack_rings, packed
from gis.mapserver.keepers import keeper_kinds
from gis.mapserver.places import GroundLayers
from gis.register.availability import live
from gis.register.queries import is_confidential, lies_in, located

T = TypeVar("T")
NO_DIRECTION, NO_COMMUNE, NOT_STATED, NEVER = 0xFFFF, 0xFF, 0xFF, 0
# Two levels of outline: the whole province, and from street scale on (tolerance, decimals).
OUTLINES = {"communes": (0.001, 4), "fine": (0.0002, 5)}


@dataclass(frozen=True, eq=False)
class MapTables:
    """What one map draws; its addresses name the revision of the analysis.

    Attributes
    ----------
    analysis
        Whose cameras, footprints, places and roads are drawn.
    water
        `water_id geometry`, WGS 84.
    commune
        Only the cameras of this commune; None for all.
    """

    analysis: Analysis
    water: gpd.GeoDataFrame = field(default_factory=no_water)
    commune: str | None = None
    # With the cameras that are marked confidential.
    confidential: bool = True
    # What repairs cost, and how often maintenance is due, where people have changed it.
    prices: pd.DataFrame | None = None
    intervals: pd.DataFrame | None = None
    _prepared: dict[Any, Any] = field(default_factory=dict, init=False, repr=False)
    _lock: RLock = field(default_factory=RLock, init=False, repr=False)

    def prepared(self, make: Callable[["MapTables"], T]) -> T:
        """Return what a function makes of these tables: made once, held as long as they are."""
        with self._lock:
            if make not in self._prepared:
                self._prepared[make] = make(self)
            found: T = self._prepared[make]
            return found

    @cached_property
    def ground(self) -> GroundLayers:
        """Return what lies beneath the cameras."""
        return GroundLayers(self.analysis, self.water)

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
        shown = located(self.cameras) & lies_in(self.cameras, self.commune)
        if not self.confidential:
            shown &= ~is_confidential(self.cameras)
        return np.flatnonzero(shown.to_numpy())

    @cached_property
    def camera_bytes(self) -> bytes:
        """Return all located cameras, little-endian, one array after the other.

        ``QTC2``, n (u32), then lon and lat (i32, 1e-7°), row (u32), azimuth (u16, 0.1°,
        `NO_DIRECTION` when unknown), the day of the last look (u16, days since 1970, `NEVER`),
        sight, status and origin (u8, place in their lists), commune (u8, place in the table of
        communes, `NO_COMMUNE`), has a footprint (u8), part and cause of a fault (u8, place in
        their lists, `NOT_STATED`), live at headquarters (u8, as sight), kind of keeper (u8,
        place in `keepers`, `NOT_STATED`).
        """
        table = self.cameras.iloc[self.located]
        commune = pd.Index(self.communes["code"]).get_indexer(table["commune_code"])
        azimuth = (table["azimuth_deg"] % 360 * 10).round().fillna(NO_DIRECTION)
        arrays = (
            (table["lon"].to_numpy() * DEGREE).round().astype("<i4"),
            (table["lat"].to_numpy() * DEGREE).round().astype("<i4"),
            self.located.astype("<u4"),
            azimuth.to_numpy("<u2"),
            _last_look(table),
            *(_places(table[name], of) for name, of in _CHOICES.items()),
            np.where(commune < 0, NO_COMMUNE, commune).astype("u1"),
            table["has_footprint"].to_numpy("u1"),
            *(_places(table[name], of, NOT_STATED) for name, of in _FAULTS.items()),
            _places(self._live.iloc[self.located], Availability),
            np.clip(self._keepers[0][self.located], 0, NOT_STATED).astype("u1"),
        )
        return packed(b"QTC2", len(table), arrays)

    @cached_property
    def _live(self) -> pd.Series:
        """Return whether the picture of each camera reaches the headquarters, see `live`."""
        return live(self.cameras, self.analysis.equipment)

    @cached_property
    def _keepers(self) -> tuple[NDArray[np.intp], list[str]]:
        """Return the kind of keeper of each camera as a place in a list, and the list."""
        kinds, names = keeper_kinds(self.cameras["custodian"])
        return np.where(kinds < 0, NOT_STATED, kinds), names

    @cached_property
    def _views(self) -> list[tuple[gpd.GeoDataFrame, Tiles]]:
        """Return what `footprint_bytes` draws, one over the other, each row by its tile."""
        found = self.analysis
        drawn = [
            table[table.index.isin(self.located)]
            for table in (found.reachable, found.footprints, found.detail)
        ]
        return [(table, by_tile(self.cameras.loc[table.index, ["lon", "lat"]])) for table in drawn]

    def footprint_bytes(self, x: int, y: int) -> bytes:
        """Return all footprints whose camera stands in a tile of `STREET_TILES`, see `rings`.

        Of each ring the owner is the camera (place in `camera_bytes`), the layer 0 for what a
        PTZ camera could turn to, 1 for its view, 2 for the view at the finer level.
        """
        shapes, owner, layer = [], [], []
        for number, (table, tiles) in enumerate(self._views):
            chosen = table.iloc[tiles.get((x, y), [])]
            shapes.append(chosen.geometry.to_numpy())
            owner.append(np.searchsorted(self.located, chosen.index.to_numpy()))
            layer.append(np.full(len(chosen), number))
        return pack_rings(*(np.concatenate(part) for part in (shapes, owner, layer)))

    @cached_property
    def _building_tiles(self) -> Tiles:
        middle = shapely.get_coordinates(shapely.centroid(self.analysis.buildings.geometry.array))
        return by_tile(pd.DataFrame(middle, columns=["lon", "lat"]))

    def building_bytes(self, x: int, y: int) -> bytes:
        """Return the outlines of the buildings in a tile, see `rings`; the owner counts them."""
        rows = self._building_tiles.get((x, y), np.empty(0, dtype=np.intp))
        shapes = self.analysis.buildings.geometry.to_numpy()[rows]
        return pack_rings(shapes, np.arange(len(rows)), np.zeros(len(rows), dtype=np.intp))

    @cached_property
    def _outlines(self) -> dict[str, NDArray[Any]]:
        """Return the communes' shapes, simplified together, at each of `OUTLINES`."""
        shapes = self.communes.geometry.to_numpy()
        told = OUTLINES.items()
        return {name: shapely.coverage_simplify(shapes, step) for name, (step, _) in told}

    def outline_bytes(self, detail: str) -> bytes:
        """Return the communes and, as the owner after the last, the province, see `rings`.

        Raises
        ------
        KeyError
            The detail is none of `OUTLINES`.
        """
        shapes = self._outlines[detail]
        whole = _without_slivers(shapely.union_all(shapely.buffer(shapes, 1e-9)))
        owner, decimals = np.arange(len(shapes) + 1), OUTLINES[detail][1]
        drawn = shapely.transform(np.append(shapes, whole), lambda xy: xy.round(decimals))
        return pack_rings(drawn, owner, np.zeros_like(owner))

    @cached_property
    def commune_json(self) -> bytes:
        """Return what the map tells of each commune, in the order of the table.

        `code name lon lat radius_m` (where its name has most room), `bounds` (west, south,
        east, north); shares of 1, None without ground to say: `lost`, `gap` (of the weight
        to be watched), `surveyed` (of the cameras, ever). Beside them the list `keepers`, and
        `confidential`: the places in `camera_bytes` of the cameras marked so, which paper leaves
        out.
        """
        rooms = shapely.maximum_inscribed_circle(self._outlines["communes"], tolerance=0.005)
        at = shapely.get_coordinates(shapely.get_point(rooms, 0)).round(4)
        table = pd.DataFrame(
            {
                "code": self.communes["code"].to_numpy(),
                "name": self.communes["full_name"].to_numpy(),
                "lon": at[:, 0],
                "lat": at[:, 1],
                "radius_m": (shapely.length(rooms) * 110_600).round(),
                "bounds": self.communes.bounds.round(5).to_numpy().tolist(),
            }
        )
        shares = _shares(self.communes, self.cameras).astype(object)
        table = table.join(shares.where(shares.notna(), None))
        schematic = self.analysis.provenance.boundaries == "schematic"
        shown = self.cameras.iloc[self.located]
        content = {
            "schematic": schematic,
            "keepers": self._keepers[1],
            "communes": table.to_dict("records"),
            "confidential": np.flatnonzero(is_confidential(shown)).tolist(),
        }
        return as_json(content)


_CHOICES: dict[str, type[CodeList]] = {"sight": Availability, "status": Status, "origin": Origin}
_FAULTS: dict[str, type[CodeList]] = {"fault_part": FaultPart, "cause": Cause}


def _places(
    values: pd.Series, of: type[CodeList], otherwise: int | None = None
) -> NDArray[np.uint8]:
    """Return each value's place in its list; one that is not stated is the unknown one."""
    codes = pd.Index([str(v) for v in of]).get_indexer(pd.Index(values))
    unknown = list(of).index(of("unknown")) if "unknown" in set(of) else 0
    return np.where(codes < 0, unknown if otherwise is None else otherwise, codes).astype("u1")


def _last_look(cameras: pd.DataFrame) -> NDArray[np.uint16]:
    """Return the day each camera was last surveyed or its picture verified, in days of 1970."""
    latest = cameras[["surveyed_on", "live_verified_on"]].max(axis=1)
    days = pd.to_datetime(latest.where(latest != ""), errors="coerce", format="%Y-%m-%d")
    since = (days - pd.Timestamp("1970-01-01")).dt.days
    return np.asarray(since.clip(NEVER, 0xFFFF).fillna(NEVER), dtype=np.uint16)


def _without_slivers(shape: shapely.Geometry) -> shapely.Geometry:
    """Fill the hair-thin holes that simplified borders leave inside the province."""
    parts = shapely.get_parts(shape)
    return shapely.multipolygons(shapely.polygons(shapely.get_exterior_ring(parts)))


def _shares(communes: gpd.GeoDataFrame, cameras: pd.DataFrame) -> pd.DataFrame:
    """Return, per commune, the shares that `commune_json` tells."""
    weight = communes["demand_weight"].replace(0, np.nan)
    seen = (cameras["surveyed_on"] != "").groupby(cameras["commune_code"]).mean()
    shares = {
        "lost": (communes["lost_weight"] / weight).to_numpy(),
        "gap": (communes["gap_weight"] / weight).to_numpy(),
        "surveyed": seen.reindex(communes["code"]).to_numpy(),
    }
    return pd.DataFrame(shares).round(4)


def as_json(value: object) -> bytes:
    """Return a value as compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
