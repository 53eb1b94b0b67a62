"""Where new cameras could stand, each with a few directions, and what they would cost.

New investment, not restoration: poles that abandoned cameras left standing, and junctions.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from scipy import sparse

from gis.core.arrays import Flags, Rows
from gis.core.choices import FaultPart, Kind, SiteKind, Status
from gis.core.errors import GisError
from gis.core.language import _
from gis.core.schema import conform
from gis.register.queries import located
from gis.restoration.model.repairs import Repairs
from gis.vocabulary.labels import display_names

# The camera that is taken for every view, and where it could look.
KIND, HEIGHT_M = Kind.FIXED, 5.0
AZIMUTHS_DEG = tuple(np.arange(0.0, 360.0, 45.0).tolist())
# Poles nearer to each other than about this part of a degree (1 m) are one.
SAME_DEGREES = 1e-5
# What a site needs besides a pole, and each camera on it, by the names of the price list.
SITE_PARTS = ("connection", "line_fee")
NEW_POLE = "pole"


@dataclass(frozen=True, eq=False)
class Offer:
    """All that could be bought: sites first, then the views on them.

    `repairs`: see `Repairs`; each view needs its site. `site`: the site of each view.
    `balance`: sites × (sites and views): a view counts 1, a site as many as it has room for,
    below 0 (see `Constraints`).
    """

    repairs: Repairs
    site: Rows
    balance: sparse.csr_array


def candidate_sites(
    cameras: pd.DataFrame, standing: Flags, demand: pd.DataFrame, commune_code: pd.Series
) -> pd.DataFrame:
    """Return the places a new camera could stand at, poles that stand first.

    Parameters
    ----------
    cameras
        Canonical columns, with `commune_code`.
    standing
        Whether the equipment each depends on leaves it a pole.
    demand
        Points of the categories ``junction…`` are sites.
    commune_code
        Of each row of the demand, "" where it lies in none.

    Returns
    -------
    DataFrame
        `site` (id), `kind` (see `SiteKind`), `name`, `lon lat` (WGS 84), `commune_code`.
    """
    left = (cameras["status"] == Status.ABANDONED) & (cameras["fault_part"] != FaultPart.POLE)
    left &= located(cameras) & standing
    poles = cameras[left]
    poles = poles[_first_there(poles)]
    told = poles[["lon", "lat", "commune_code"]].assign(
        name=display_names(poles),
        site="pole:" + poles["camera_id"],
        kind=str(SiteKind.ABANDONED_POLE),
    )
    crossing = demand["category"].str.startswith("junction") & (demand.geom_type == "Point")
    met = demand[crossing]
    points = met.geometry.to_numpy()
    junctions = pd.DataFrame(
        {
            "name": met["name"].to_numpy(),
            "lon": shapely.get_x(points),
            "lat": shapely.get_y(points),
            "commune_code": commune_code[crossing].to_numpy(),
            "site": "junction:" + met["demand_id"].to_numpy(object),
            "kind": str(SiteKind.JUNCTION),
        }
    )
    columns = ["site", "kind", "name", "lon", "lat", "commune_code"]
    return pd.concat([told, junctions], ignore_index=True)[columns]


def _first_there(poles: pd.DataFrame) -> Flags:
    """Tell which poles no pole before them stands at the spot of."""
    points = shapely.points(poles["lon"], poles["lat"])
    tree = shapely.STRtree(points)
    one, other = tree.query(points, predicate="dwithin", distance=SAME_DEGREES)
    first = np.arange(len(points))
    np.minimum.at(first, one, other)
    return np.asarray(first == np.arange(len(points)))


def candidate_views(places: pd.DataFrame) -> pd.DataFrame:
    """Return the cameras that could hang at each place, in canonical columns, and `site`.

    One of `KIND` for each of `AZIMUTHS_DEG`; lens and range are the usual ones, as for a
    camera in the register of which no more is known. `site`: the row of the place.
    """
    row = np.repeat(np.arange(len(places)), len(AZIMUTHS_DEG))
    table = places.iloc[row].reset_index(drop=True)
    azimuth = np.tile(AZIMUTHS_DEG, len(places))
    ids = [f"{site}@{a:.0f}" for site, a in zip(table["site"], azimuth, strict=True)]
    table = table.assign(camera_id=ids, kind=str(KIND), azimuth_deg=azimuth, height_m=HEIGHT_M)
    return conform(table).assign(site=row)


def offer(
    places: pd.DataFrame, seeing: pd.DataFrame, prices: pd.DataFrame, *, most_views: int
) -> Offer:
    """Price sites and views: a standing pole costs nothing, a connection is shared by all views.

    A site costs its pole, its connection and the first month of its line; each view a camera.

    Raises
    ------
    GisError
        The price list lacks one of them.
    """
    for part in (NEW_POLE, *SITE_PARTS, KIND):
        if part not in prices.index:
            raise GisError(
                _(
                    "There is no price for “{part}”; there are: {names}",
                    part=part,
                    names=", ".join(prices.index),
                )
            )
    mid, site = prices["mid"], seeing["site"].to_numpy(np.intp)
    at_site = float(mid[list(SITE_PARTS)].sum())
    pole = np.where(places["kind"] == SiteKind.JUNCTION, float(mid[NEW_POLE]), 0.0)
    table = pd.DataFrame(
        {
            "repair_id": [*places["site"], *seeing["camera_id"]],
            "cost_vnd": np.concatenate([pole + at_site, np.full(len(site), float(mid[KIND]))]),
            "monthly_vnd": np.repeat(
                [float(mid["line_fee"]), float(mid.get("electricity", 0.0))],
                [len(places), len(site)],
            ),
        }
    )
    size, count = len(places), len(site)
    at = sparse.csr_array((np.ones(count, bool), (np.arange(count), site)), shape=(count, size))
    needs = sparse.hstack([at, sparse.eye_array(count, dtype=bool)], format="csr")
    room = -most_views * sparse.eye_array(size)
    balance = sparse.hstack([room, at.T.astype(float)], format="csr")
    return Offer(Repairs(table, needs, np.ones(count, bool)), site, balance)
