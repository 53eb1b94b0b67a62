"""All that an analysis reads, once for each revision of the store, whatever the terms."""

from collections.abc import Callable
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from gis.coverage.buildings import BUILDINGS_FILE as BUILDINGS
from gis.coverage.buildings import installed_buildings
from gis.demand.water import WATER_FILE as WATER
from gis.demand.water import installed_water
from gis.demand.weights import WEIGHTS_SETTING as WEIGHTS
from gis.demand.weights import read_weights, weighted
from gis.restoration.model.prices import PRICES_SETTING as PRICES
from gis.restoration.model.prices import read_prices
from gis.store.store import Store
from gis.survey.maintenance import MAINTENANCE_SETTING as INTERVALS
from gis.survey.maintenance import read_intervals


@dataclass(frozen=True, eq=False)
class StoreTables:
    """What a store holds, and what the files beside it hold.

    `revision`: of the store. `files`: stamps of boundaries, buildings and waters. `demand`
    weighs as `weights` say where it does not say so itself.
    """

    revision: str
    files: str
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
        return self.demand is other.demand and self.communes is other.communes


def read_store(
    store: Store,
    files: str,
    before: StoreTables | None,
    *,
    read_communes: Callable[[], gpd.GeoDataFrame],
) -> StoreTables:
    """Read what a store holds now, all of one revision; what is as it was is the very same table.

    `files`: the stamps of the files. `before`: what was read last, None for the first time.
    """
    with store.at_one_moment() as now:
        weights = read_weights(now.setting(WEIGHTS))
        demand = weighted(now.demand(), weights)
        if before is None or before.files != files:
            communes = read_communes()
            buildings = installed_buildings(store.beside(BUILDINGS))
            water = installed_water(store.beside(WATER))
        else:
            communes, buildings, water = before.communes, before.buildings, before.water
            if weights.equals(before.weights) and demand.equals(before.demand):
                weights, demand = before.weights, before.demand
        return StoreTables(
            revision=now.revision(),
            files=files,
            simulated=now.is_simulated(),
            cameras=now.cameras(),
            equipment=now.equipment(),
            demand=demand,
            weights=weights,
            prices=read_prices(overrides=now.setting(PRICES)),
            intervals=read_intervals(overrides=now.setting(INTERVALS)),
            communes=communes,
            buildings=buildings,
            water=water,
        )
