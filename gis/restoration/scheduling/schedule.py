"""Lịch thực hiện: which crew mends what on which day, in what order."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
import pandas as pd

from gis.analysis.result import Analysis
from gis.core.arrays import Rows
from gis.core.deadline import Deadline
from gis.core.language import _
from gis.core.numbers import number
from gis.restoration.model.repair_options import Work
from gis.restoration.model.visits import VISITS
from gis.restoration.plans.plan import Plan
from gis.restoration.scheduling.crews import Crews
from gis.restoration.scheduling.routes import installed, rounds
from gis.restoration.scheduling.stops import Stops, stops, visits

# How long the best order is looked for.
LIMIT_S = 20.0
SCHEDULE_COLUMNS = (
    "day",
    "crew",
    "order",
    "arrive",
    "leave",
    "repair_id",
    "target",
    "name",
    "address",
    "commune_code",
    "lon",
    "lat",
    "placed",
    "phase",
)


@dataclass(frozen=True, eq=False)
class Schedule:
    """The visits of a plan, one row a repair, in order of day, crew and time.

    `visits`: `SCHEDULE_COLUMNS`, `lon lat` in WGS 84, `arrive` and `leave` local times; `order`: of
    the stop
    within the round, one for all that is done there; `placed`: how its position is known: ``own``
    (stated), ``near`` (the middle of the cameras behind it), ``commune`` (a point in the middle of
    the commune) or ``none`` (where crews set out). `km`: of all rounds. `rounds`: how many days of
    crews; `overlong`: those that take longer than a day has hours. `at_desk`: repairs nobody goes
    anywhere for. `bettered`: more was tried than to go to the nearest place next.
    """

    visits: pd.DataFrame
    km: float
    rounds: int
    overlong: int
    at_desk: int
    bettered: bool

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain values."""
        times = {c: self.visits[c].map(lambda when: when.isoformat()) for c in _TIMES}
        return {
            "visits": self.visits.assign(**times).to_dict("records"),
            "km": round(self.km, 1),
            "rounds": self.rounds,
            "overlong": self.overlong,
            "at_desk": self.at_desk,
            "bettered": self.bettered,
        }

    def sentences(self) -> list[str]:
        """Say how long it takes, and what is assumed."""
        if self.visits.empty:
            return [_("There is nothing to go to")]
        assumed = int(self.visits["placed"].isin(["commune", "none"]).sum())
        said = [
            _(
                "{count} repairs; days: {days}; rounds of a crew and day: {rounds}; about {km} km",
                count=number(len(self.visits)),
                days=number(self.visits["day"].nunique()),
                rounds=number(self.rounds),
                km=number(self.km),
            )
        ]
        if assumed:
            said.append(
                _(
                    "{count} have no position: the middle of their commune is taken",
                    count=number(assumed),
                )
            )
        if self.at_desk:
            said.append(
                _("{count} need no visit: they are done from a desk", count=number(self.at_desk))
            )
        if self.overlong:
            said.append(
                _("{count} rounds take longer than a day's work", count=number(self.overlong))
            )
        if not self.bettered:
            said.append(_("The nearest place comes next: PyVRP is not installed"))
        return said


_TIMES = ("day", "arrive", "leave")


@dataclass(frozen=True, eq=False)
class _Round:
    """What one crew does on one day: some of all stops of a place, in order."""

    made: Stops
    route: Rows

    @property
    def weight(self) -> float:
        return float(self.made.weight[self.route].sum())

    @property
    def minutes(self) -> int:
        return self.made.ground.length(self.route)

    @property
    def km(self) -> float:
        path = np.concatenate([[0], self.route + 1, [0]])
        return float(self.made.km[path[:-1], path[1:]].sum())

    def timed(self, crews: Crews, day: dt.date) -> pd.DataFrame:
        """Return its visits with `day order arrive leave`."""
        members = [self.made.members[stop] for stop in self.route]
        rows, number = np.concatenate(members), np.arange(len(members))
        stop = np.repeat(number, [len(some) for some in members])
        way = self.made.ground.travel[np.append(0, self.route[:-1] + 1), self.route + 1]
        ahead = np.where(np.diff(stop, prepend=-1) > 0, way[stop], 0)
        visits = self.made.visits.iloc[rows]
        leave = np.cumsum(ahead + visits["minutes"].to_numpy(np.int64))
        arrive = leave - visits["minutes"].to_numpy(np.int64)
        return visits.assign(
            day=day,
            order=stop + 1,
            arrive=[crews.clock(day, int(m), arriving=True) for m in arrive],
            leave=[crews.clock(day, int(m), arriving=False) for m in leave],
        )


def schedule(
    analysis: Analysis,
    todo: Work,
    plan: Plan,
    crews: Crews,
    *,
    deadline: Deadline | None = None,
    progress: Callable[[int, int], None] = lambda _done, _steps: None,
) -> Schedule:
    """Return who mends what of a plan on which day: each repair once.

    Rounds on which most weight hangs come first. A phase begins when its money is there, and
    not before the phase ahead is done.

    Parameters
    ----------
    analysis
        Positions of cameras and equipment (`lon lat`, WGS 84), and the communes.
    todo
        All repairs, and which cameras wait for them.
    plan
        What is to be done: its lines and phases.
    crews
        Who goes, from which day on, for how many hours, at what speed.
    deadline
        When the rounds found by then are taken; None: after 20 s.
    progress
        Called with the number of steps done, and of all.

    Returns
    -------
    Schedule
        Days are dates, times local, ways in km.

    Raises
    ------
    Stopped
        The deadline was called off.

    References
    ----------
    Dantzig, G. B. and Ramser, J. H. (1959). The truck dispatching problem. Management Science 6,
    80–91.
    """
    deadline = Deadline(LIMIT_S) if deadline is None else deadline
    table = visits(analysis, todo, plan)
    told, everything, first = [pd.DataFrame(columns=list(SCHEDULE_COLUMNS))], [], crews.first
    for phase, ours in table.groupby("phase"):  # a few phases, one after the other
        first = max(first, _due(crews.first, plan, int(str(phase))))
        part = deadline.within(deadline.left_s * len(ours) / len(table[table["phase"] >= phase]))
        found = _rounds(ours, crews, part, progress)
        found.sort(key=lambda each: -each.weight)
        told.append(_timed(found, crews, first))
        first = told[-1]["day"].max() + dt.timedelta(days=1)
        everything += found
    overlong = sum(each.minutes > crews.day_min for each in everything)
    at_desk = int((~plan.lines["target"].isin(VISITS)).sum()) - len(table)
    rows = pd.concat([some for some in told if len(some)] or told, ignore_index=True)
    return Schedule(
        rows[list(SCHEDULE_COLUMNS)],
        sum(each.km for each in everything),
        len(everything),
        overlong,
        at_desk,
        installed(),
    )


def _rounds(
    table: pd.DataFrame, crews: Crews, deadline: Deadline, progress: Callable[[int, int], None]
) -> list[_Round]:
    """Return the rounds of some visits: from one start, or in each commune from its middle."""
    otherwise, found = _middle(table, (0.0, 0.0)), []
    one = pd.Series("", table.index)
    places = table.groupby(one if crews.start else table["commune_code"])
    done = 0
    for _code, ours in places:  # each has its own ways
        progress(done, len(table))
        start = crews.start or _middle(ours, otherwise)
        known = ours.fillna({"lon": start[0], "lat": start[1]}).reset_index(drop=True)
        made = stops(known, start, crews.speed_kmh, crews.day_min)
        until = deadline.within(deadline.left_s * len(ours) / (len(table) - done))
        found += [_Round(made, route) for route in rounds(made.ground, made.places, deadline=until)]
        done += len(ours)
    return found


def _middle(table: pd.DataFrame, otherwise: tuple[float, float]) -> tuple[float, float]:
    spots = table[["lon", "lat"]].dropna().to_numpy(float)
    lon, lat = spots.mean(axis=0) if len(spots) else otherwise
    return float(lon), float(lat)


def _due(first: dt.date, plan: Plan, phase: int) -> dt.date:
    """Return when the money of a phase is there: as many months later as the others count."""
    months = round(float(plan.limits.months[: phase - 1].sum()))
    due: dt.date = (pd.Timestamp(first) + pd.DateOffset(months=months)).date()
    return due


def _timed(found: list[_Round], crews: Crews, first: dt.date) -> pd.DataFrame:
    """Return the visits of all rounds with their day, crew, order and times."""
    days = list(islice(crews.days(first), -(-len(found) // crews.count)))
    told = [
        each.timed(crews, days[k // crews.count]).assign(crew=k % crews.count + 1)
        for k, each in enumerate(found)  # a round holds any number of stops
    ]
    return pd.concat(told).sort_values(["day", "crew", "arrive"], kind="stable")
