"""A simulated register that a commune chair would believe, the same for the same seed."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd

from gis.errors import GisError
from gis.language import _
from gis.register.demo_cameras import describe
from gis.register.demo_equipment import equip
from gis.register.demo_places import places
from gis.register.demo_roads import roads
from gis.register.demo_sites import share_out, sites

MOST_CAMERAS = 500_000


@dataclass(frozen=True)
class Simulation:
    """Made-up cameras and equipment in canonical columns, and demand; WGS 84."""

    cameras: pd.DataFrame
    equipment: pd.DataFrame
    demand: gpd.GeoDataFrame


def simulate(
    communes: gpd.GeoDataFrame, former: pd.DataFrame, *, cameras: int = 3000, seed: int = 1
) -> Simulation:
    """Make up a register for the communes: everything in it stands in its own commune.

    Parameters
    ----------
    communes
        `code name full_name kind` and polygons, WGS 84.
    former
        The former communes with their centres, see `communes.succession.read_succession`.

    Raises
    ------
    GisError
        The number of cameras is below one a commune or beyond `MOST_CAMERAS`.
    """
    if not len(communes) <= cameras <= MOST_CAMERAS:
        text = _("--cameras: choose from {low} to {high}", low=len(communes), high=MOST_CAMERAS)
        raise GisError(text)
    rng = np.random.default_rng(seed)
    demand = _demand(communes, former, rng)
    views = sites(demand, communes, share_out(communes, cameras, rng), rng)
    links, equipment = equip(views, communes, rng)
    described = describe(views, communes, former, rng).assign(**links)
    return Simulation(described, equipment, demand)


def _demand(
    communes: gpd.GeoDataFrame, former: pd.DataFrame, rng: np.random.Generator
) -> gpd.GeoDataFrame:
    lines = roads(communes, former, rng)
    points = places(lines, communes, former, rng)
    table = pd.concat([lines, points], ignore_index=True)
    table.insert(0, "demand_id", [f"MP-{k + 1:05d}" for k in range(len(table))])
    return table
