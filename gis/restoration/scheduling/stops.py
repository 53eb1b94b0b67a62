"""The stops of a plan: where its repairs are made, and how long each takes."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gis.analysis.result import Analysis
from gis.core.arrays import Floats, Rows
from gis.core.paths import DATA
from gis.register.queries import located
from gis.restoration.model.repair_options import Work
from gis.restoration.model.visits import VISITS, communes_of, sites_of
from gis.restoration.plans.descriptions import repair_names
from gis.restoration.plans.plan import Plan
from gis.restoration.scheduling.routes import TravelTimes, kilometres

MINUTES = DATA / "visit_minutes.csv"


def visits(analysis: Analysis, todo: Work, plan: Plan) -> pd.DataFrame:
    """Return what must be gone to for a plan, one row a repair, in the plan's order.

    What takes no minutes on the spot is done from a desk, and no visit.

    Parameters
    ----------
    analysis
        Positions of cameras and equipment, and the communes.
    todo
        All repairs, and which cameras wait for them.
    plan
        What is to be done.

    Returns
    -------
    DataFrame
        `repair_id target name address phase`, `commune_code`, `lon lat` (NaN where nothing is
        known), `placed` (see `Schedule`), `minutes` on the spot, `weight` that hangs on it, and
        `site`: what has one is one stop.
    """
    minutes = _minutes(todo).to_numpy()
    going = ~plan.lines["target"].isin(VISITS) & (minutes[plan.lines["repair"]] > 0)
    lines = plan.lines[going]
    rows = lines["repair"].to_numpy()
    names = repair_names(todo, analysis.communes).set_axis(todo.repairs.table.index)
    table = pd.DataFrame(
        {
            "repair_id": lines["id"].to_numpy(object),
            "target": lines["target"].to_numpy(object),
            "name": names.iloc[rows].to_numpy(object),
            "phase": lines["phase"].to_numpy(np.int64),
            "commune_code": communes_of(todo.repairs, todo.cameras).iloc[rows].to_numpy(object),
            "minutes": minutes[rows],
            "weight": (lines["gain_weight"] + lines["own_weight"]).to_numpy(float),
            "site": sites_of(todo.repairs, todo.cameras).iloc[rows].to_numpy(object),
        }
    )
    return _placed(table, analysis, todo, rows)


def _placed(table: pd.DataFrame, analysis: Analysis, todo: Work, rows: Rows) -> pd.DataFrame:
    """Return the visits with where each is, and how that is known."""
    links = todo.repairs.needs[:, rows].tocoo()
    behind = todo.cameras[["lon", "lat", "address"]].iloc[links.row].assign(visit=links.col)
    each = behind.groupby("visit").agg({"lon": "mean", "lat": "mean", "address": "first"})
    each = each.reindex(range(len(rows)))
    one = (table["target"] != "equipment") & (np.bincount(links.col, minlength=len(rows)) <= 2)
    middle = analysis.communes.geometry.representative_point()
    known = pd.DataFrame(
        {"lon": middle.x.to_numpy(), "lat": middle.y.to_numpy()}, analysis.communes["code"]
    )
    homes = known.reindex(table["commune_code"]).reset_index(drop=True)
    seen, there = located(each), located(homes)
    placed = np.select([seen & one, seen, there], ["own", "near", "commune"], "none")
    spots = each[["lon", "lat"]].where(seen, homes)
    address = each["address"].where(one, "").fillna("")
    return table.join(spots).assign(placed=placed, address=address)


def read_minutes() -> pd.DataFrame:
    """Return how many minutes each work takes on the spot: `part action minutes source date`.

    A row without a part is for any part, one without an action for any action.
    """
    text = dict.fromkeys(("part", "action", "source", "date"), str)
    return pd.read_csv(MINUTES, dtype=text, keep_default_na=False)


def _minutes(todo: Work) -> pd.Series:
    """Return how long each repair takes: by its part and action, its action, else as any."""
    known = read_minutes().set_index(["part", "action"])["minutes"]
    part = todo.repairs.table["part"].astype(str)
    action = todo.prices["action"].reindex(part).fillna("").to_numpy(object)
    found = pd.Series(np.nan, part.index)
    for parts, actions in ((part, action), ("", action), ("", "")):
        keys = pd.MultiIndex.from_frame(
            pd.DataFrame({"part": parts, "action": actions}, part.index)
        )
        found = found.fillna(pd.Series(known.reindex(keys).to_numpy(float), part.index))
    return found.astype(np.int64)


@dataclass(frozen=True, eq=False)
class Stops:
    """Visits gathered where they are made: one stop a site, several where a day is too short.

    `members`: the rows of the `visits` at each stop. `start`: `lon lat`, WGS 84; `speed_kmh`: on
    the way; `day_min`: minutes of a day's work.
    """

    visits: pd.DataFrame
    members: list[Rows]
    start: tuple[float, float]
    speed_kmh: float
    day_min: int

    @cached_property
    def places(self) -> Floats:
        """Return `lon lat` of each stop."""
        spots = self.visits[["lon", "lat"]].to_numpy(float)
        return np.array([spots[rows].mean(axis=0) for rows in self.members]).reshape(-1, 2)

    @cached_property
    def weight(self) -> Floats:
        """Return the weight that hangs on each stop."""
        weight = self.visits["weight"].to_numpy(float)
        return np.array([weight[rows].sum() for rows in self.members])

    @cached_property
    def km(self) -> Floats:
        """Return the way from each place to each, the start first."""
        return kilometres(np.vstack([self.start, self.places]))

    @cached_property
    def ground(self) -> TravelTimes:
        """Return where stops lie and how long all takes."""
        minutes = self.visits["minutes"].to_numpy(np.int64)
        here = np.array([minutes[rows].sum() for rows in self.members], dtype=np.int64)
        travel = np.ceil(self.km * 60 / self.speed_kmh - 1e-9).astype(np.int64)
        return TravelTimes(here, travel, self.day_min)


def stops(table: pd.DataFrame, start: tuple[float, float], speed_kmh: float, day_min: int) -> Stops:
    """Gather visits (see `visits`) to stops; a site that takes longer than a day is parted.

    Parameters
    ----------
    table
        `site minutes lon lat` of each visit; WGS 84.
    start
        `lon lat` of where crews set out, degrees in WGS 84.
    speed_kmh
        On the road, km/h.
    day_min
        Minutes of a day's work, ways within it.

    Returns
    -------
    Stops
        Each holds rows of the table.
    """
    groups = [np.asarray(rows) for rows in table.groupby("site", sort=False).indices.values()]
    groups.sort(key=lambda rows: int(rows[0]))
    whole = Stops(table, groups, start, speed_kmh, day_min)
    ground = whole.ground
    room = day_min - ground.travel[0, 1:] - ground.travel[1:, 0]
    minutes = table["minutes"].to_numpy(np.int64)
    parted = [
        part
        for rows, most in zip(groups, room, strict=True)  # each holds any number of visits
        for part in _parted(rows, minutes[rows], int(most))
    ]
    return Stops(table, parted, start, speed_kmh, day_min)


def _parted(rows: Rows, minutes: NDArray[np.int64], most: int) -> list[Rows]:
    """Part visits into runs that take at most so long, one visit at least in each."""
    if minutes.sum() <= most:
        return [rows]
    ends, spent = [], 0
    for k, each in enumerate(minutes):
        if k and spent + each > most:
            ends.append(k)
            spent = 0
        spent += int(each)
    return np.split(rows, ends)
