"""A simulated register that a commune chair would believe, the same for the same seed."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from gis.communes.location import locate
from gis.core.crs import WGS84
from gis.core.errors import GisError
from gis.core.language import _
from gis.register.availability import availability
from gis.simulation.cameras import describe
from gis.simulation.equipment import equip
from gis.simulation.places import BORDER_GATES, simulated_places
from gis.simulation.roads import roads
from gis.simulation.sites import share_out, simulated_sites

MOST_CAMERAS = 500_000
BORDER_MARGIN_DEG = 0.004
DEMAND = ["demand_id", "category", "name", "weight", "weight_per_km", "geometry"]


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
    cameras
        How many camera views, from one a commune to `MOST_CAMERAS`.
    seed
        The same seed makes the same register.

    Returns
    -------
    Simulation
        Canonical columns; positions in degrees, WGS 84.

    Raises
    ------
    GisError
        The number of cameras is below one a commune or beyond `MOST_CAMERAS`.
    """
    if not len(communes) <= cameras <= MOST_CAMERAS:
        text = _("Choose from {low} to {high} cameras", low=len(communes), high=MOST_CAMERAS)
        raise GisError(text)
    rng = np.random.default_rng(seed)
    centres = _centres(communes, former)
    demand = _demand(communes, centres, rng)
    views = simulated_sites(demand, communes, share_out(communes, cameras, rng), rng)
    links, equipment = equip(views, communes, rng)
    described = describe(views, communes, centres, rng).assign(**links)
    dark = availability(described, equipment)["dark"]
    described["live_verified_on"] = described["live_verified_on"].mask(dark, "")
    return Simulation(described, equipment, demand)


def _centres(communes: gpd.GeoDataFrame, former: pd.DataFrame) -> pd.DataFrame:
    """Return the settlements everything lies around, each inside its own commune.

    The former centres that lie in their commune of today, a middle for communes left
    without one, and the border gates. `label` is what people call it: the first centre of a
    commune bears the commune's name (`main`).
    """
    names = communes.drop(columns="geometry").set_index("code")
    former = former.drop_duplicates(["lon", "lat"])
    points = gpd.GeoSeries(gpd.points_from_xy(former["lon"], former["lat"]), former.index)
    own = former[locate(points, communes) == former["code"]].drop(columns="name")
    bare = communes[~communes["code"].isin(own["code"])]
    middle = shapely.get_coordinates(shapely.point_on_surface(bare.geometry.to_numpy()))
    added = {"former_name": bare["name"], "former_kind": bare["kind"], "code": bare["code"]}
    rest = pd.DataFrame(added).assign(lon=middle[:, 0], lat=middle[:, 1])
    table = pd.concat([own, rest], ignore_index=True).fillna("")
    table["named"] = table["former_name"] == table["code"].map(names["name"])
    table = table.sort_values(["code", "named"], ascending=[True, False], kind="stable")
    table["main"] = ~table["code"].duplicated()
    table["label"] = table["former_name"].mask(table["main"], table["code"].map(names["name"]))
    table = pd.concat([table, _gates(communes)], ignore_index=True).fillna("")
    return table.assign(unit=table["code"].map(names["full_name"]))


def _gates(communes: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return the border gates, each moved into its commune if the boundary says so."""
    gates = BORDER_GATES[BORDER_GATES["code"].isin(communes["code"])]
    homes = communes.set_index("code").geometry.loc[gates["code"]].to_numpy()
    points = shapely.points(gates["lon"], gates["lat"])
    way = shapely.shortest_line(shapely.buffer(homes, -BORDER_MARGIN_DEG), points)
    at = shapely.get_coordinates(shapely.get_point(way, 0))
    return gates.assign(
        lon=at[:, 0], lat=at[:, 1], label=gates["former_name"], former_kind="cửa khẩu", main=False
    )


def _demand(
    communes: gpd.GeoDataFrame, centres: pd.DataFrame, rng: np.random.Generator
) -> gpd.GeoDataFrame:
    lines = roads(communes, centres, rng)
    points = simulated_places(lines, communes, centres, rng)
    table = pd.concat([lines, points], ignore_index=True)
    table["demand_id"] = [f"MP-{k + 1:05d}" for k in range(len(table))]
    table[["weight", "weight_per_km"]] = np.nan  # those of the categories count
    return gpd.GeoDataFrame(table[DEMAND], crs=WGS84)
