"""All that an analysis reads, once for each revision of the store, whatever the terms."""

from collections.abc import Callable
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from gis.demand.weights import WEIGHTS_SETTING as WEIGHTS
from gis.demand.weights import read_weights, weighted
from gis.restoration.model.prices import PRICES_SETTING as PRICES
from gis.restoration.model.prices import read_prices
from gis.store.store import Store
from gis.survey.maintenance import MAINTENANCE_SETTING as INTERVALS
from gis.survey.maintenance import read_intervals


@dataclass(frozen=True, eq=False)
class StoreTables:
    """What a store holds, and the boundaries of this machine.

    `revision`: of the store. `boundaries`: the stamp of their file. `ground`: versions of
    buildings and waters. `demand` weighs as `weights` say where it does not say so itself.
    """

    revision: str
    boundaries: str
    ground: dict[str, str]
    simulated: bool
    cameras: pd.DataFrame
    equipment: pd.DataFrame
    demand: gpd.GeoDataFrame
    weights: pd.DataFrame
    prices: pd.DataFrame
    intervals: pd.DataFrame
    communes: gpd.GeoDataFrame
    buildings: gpd.GeoDataFrame
    water: gpd.GeoDataFrame

    def has_ground_of(self, other: "StoreTables") -> bool:
        """Tell whether another differs at most in cameras, equipment, prices and intervals."""
        same = self.demand is other.demand and self.communes is other.communes
        return same and self.buildings is other.buildings


def read_store(
    store: Store,
    boundaries: str,
    before: StoreTables | None,
    *,
    read_communes: Callable[[], gpd.GeoDataFrame],
) -> StoreTables:
    """Read what a store holds now, all of one revision; what is as it was is the very same table.

    `boundaries`: the stamp of their file. `before`: what was read last, None for the first time.
    """
    with store.at_one_moment() as now:
        weights = read_weights(now.setting(WEIGHTS))
        demand = weighted(now.demand(), weights)
        ground = now.ground_versions()
        if before and weights.equals(before.weights) and demand.equals(before.demand):
            weights, demand = before.weights, before.demand
        same = {name for name in ground if before and before.ground[name] == ground[name]}
        here = before and before.boundaries == boundaries
        return StoreTables(
            revision=now.revision(),
            boundaries=boundaries,
            ground=ground,
            simulated=now.is_simulated(),
            cameras=now.cameras(),
            equipment=now.equipment(),
            demand=demand,
            weights=weights,
            prices=read_prices(overrides=now.setting(PRICES)),
            intervals=read_intervals(overrides=now.setting(INTERVALS)),
            communes=before.communes if before and here else read_communes(),
            buildings=before.buildings if before and "buildings" in same else now.buildings(),
            water=before.water if before and "water" in same else now.water(),
        )
