"""How full stations, lines and recorders are: today, and when a plan is carried out."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from gis.analysis.result import Analysis
from gis.core.arrays import Flags
from gis.core.choices import Availability, EquipmentKind, Goal
from gis.core.language import _
from gis.core.numbers import number
from gis.register.availability import availability, dependence, live
from gis.register.capacities import DAYS, Capacities, Capacity, capacities, recorded, stations
from gis.restoration.model.connections import (
    DISK,
    STATION,
    UPGRADE,
    extensions,
    signal_paths,
    stations_to_be,
    widened,
)
from gis.restoration.model.repair_ids import codes_of
from gis.restoration.model.repair_options import Work
from gis.restoration.model.repairs import CHANNEL
from gis.restoration.plans.plan import Plan
from gis.vocabulary.labels import display_names
from gis.vocabulary.words import words

# What is shown of what is counted in channels, kilobits and megabytes.
_SHOWN = {Capacity.CHANNELS: 1.0, Capacity.BANDWIDTH: 1e3, Capacity.STORAGE: 1e6}
_DIGITS = {Capacity.CHANNELS: 0, Capacity.BANDWIDTH: 1, Capacity.STORAGE: 2}
_WIDENS = {STATION: Capacity.CHANNELS, UPGRADE: Capacity.BANDWIDTH, DISK: Capacity.STORAGE}


@dataclass(frozen=True, eq=False)
class Loads:
    """How full all is whose room is stated, the fullest first.

    `table`: `equipment_id name kind`, `what` (see `Capacity`), `today after` (what is taken),
    `most_today most_after` (what there is room for), in channels, Mbps and TB; `over_today
    over_after` (more is taken than there is room for), `days` (how many are kept then, NaN of
    what keeps none).
    """

    table: pd.DataFrame

    def as_dict(self) -> list[dict[Any, Any]]:
        """Return the rows as plain values."""
        return self.table.to_dict("records")

    def in_words(self) -> pd.DataFrame:
        """Return the table as it is read: what is over-full is said, not only coloured."""
        table, kinds, units = self.table, words(EquipmentKind), _units()
        digits = [_DIGITS[Capacity(w)] for w in table["what"]]
        shown = {
            side: [
                _("{load} of {most}", load=number(load, d), most=number(most, d))
                for load, most, d in zip(table[side], table[f"most_{side}"], digits, strict=True)
            ]
            for side in ("today", "after")
        }
        return pd.DataFrame(
            {
                _("Station, line or recorder"): display_names(table, otherwise="equipment_id"),
                _("Kind of equipment"): table["kind"].map(kinds),
                _("Room of"): table["what"].map(units),
                _("Today"): shown["today"],
                _("After the plan"): shown["after"],
                _("State"): [
                    _state(*row)
                    for row in table[
                        ["over_today", "over_after", "after", "most_after", "days"]
                    ].itertuples(index=False, name=None)
                ],
            }
        )


@dataclass(frozen=True, eq=False)
class Usage:
    """What cameras use today, whatever is planned.

    `is_live`, `sees`: flags of the cameras that are, or do, or may. `path`: boolean, cameras ×
    equipment, see `signal_paths`. `sent`: what pictures take on that way, see `capacities`;
    `kept`: what they take of recorders, see `recorded`.
    """

    is_live: Flags
    sees: Flags
    path: sparse.csr_array
    sent: Capacities
    kept: Capacities


def usage(analysis: Analysis) -> Usage:
    """Return what cameras use today: worked out once, it serves the loads of every plan.

    Parameters
    ----------
    analysis
        The cameras and equipment, in canonical columns.

    Returns
    -------
    Usage
        On the rows of the cameras and the equipment.
    """
    cameras, equipment = analysis.cameras, analysis.equipment
    path = signal_paths(cameras, equipment).needs
    return Usage(
        (live(cameras, equipment) != Availability.DOWN).to_numpy(),
        (availability(cameras, equipment)["sight"] != Availability.DOWN).to_numpy(),
        path,
        capacities(cameras, equipment, path, stations(equipment, path)),
        recorded(cameras, equipment, dependence(cameras, equipment).needs),
    )


def _units() -> dict[str, str]:
    return {
        str(Capacity.CHANNELS): _("channels"),
        str(Capacity.BANDWIDTH): _("bandwidth (Mbps)"),
        str(Capacity.STORAGE): _("disks (TB)"),
    }


def _state(over_today: object, over_after: object, load: float, most: float, days: float) -> str:
    if over_after and np.isfinite(days):
        return _("OVER-FULL: {days} days kept", days=number(days))
    if over_after:
        return _("OVER-FULL")
    if over_today:
        return _("over-full today")
    return _("full") if load >= most else _("has room")


def loads(
    analysis: Analysis,
    todo: Work,
    goal: str,
    plan: Plan | None,
    *,
    commune: str | None = None,
    today: Usage | None = None,
) -> Loads:
    """Return how full stations, lines and recorders are, today and after a plan.

    Stations and lines carry what is live, or not yet verified; recorders keep what sees.

    Parameters
    ----------
    analysis
        The cameras and equipment, in canonical columns.
    todo
        All repairs for the goal, and which cameras wait for them.
    goal
        ``see``, ``live`` or ``both``: for sight alone a plan sends no further picture.
    plan
        The plan whose cameras and extensions are added; None: today alone.
    commune
        Code of a commune: only equipment that any of its cameras uses; None: all.
    today
        What `usage` gives, if there already.

    Returns
    -------
    Loads
        In channels, Mbps and TB.
    """
    today = usage(analysis) if today is None else today
    table = _taken(analysis, todo, goal, plan, commune, today)
    unit = analysis.equipment.iloc[table["equipment"]].reset_index(drop=True)
    more = 0 if plan is None else _more(plan, unit["equipment_id"], table["what"])
    shown = table["what"].map({str(w): each for w, each in _SHOWN.items()}).astype(float)
    numbers = {
        "today": table["today"],
        "after": table["after"],
        "most_today": table["most"],
        "most_after": table["most"] + more,
    }
    full = pd.DataFrame(
        {
            "equipment_id": unit["equipment_id"],
            "name": display_names(unit),
            "kind": unit["kind"],
            "what": table["what"],
        }
        | {name: each / shown for name, each in numbers.items()}
    )
    full["over_today"] = full["today"] > full["most_today"]
    full["over_after"] = full["after"] > full["most_after"]
    days = unit["storage_days"].fillna(DAYS) * full["most_after"] / full["after"].clip(lower=1e-9)
    keeps = (full["what"] == Capacity.STORAGE) & (full["after"] > 0)
    return Loads(_fullest_first(full.assign(days=np.where(keeps, np.floor(days), np.nan))))


def _fullest_first(full: pd.DataFrame) -> pd.DataFrame:
    parts = [full[s] / full[f"most_{s}"].replace(0, 1e-9) for s in ("today", "after")]
    part = pd.concat(parts, axis=1).max(axis=1)
    order = np.lexsort((-part, ~(full["over_today"] | full["over_after"]), ~full["over_after"]))
    return full.iloc[order].reset_index(drop=True)


def _taken(
    analysis: Analysis,
    todo: Work,
    goal: str,
    plan: Plan | None,
    commune: str | None,
    now: Usage,
) -> pd.DataFrame:
    """Return what is taken of all capacities, today and after a plan, in whole numbers."""
    cameras, equipment, size = analysis.cameras, analysis.equipment, len(analysis.cameras)
    back = np.zeros(len(todo.cameras), dtype=bool)
    if plan is not None:
        back[plan.cameras] = True
    seeing, living = back[:size] | back[-size:], back[-size:] & (goal != Goal.SEE)
    inside = np.ones(size, bool) if commune is None else todo.inside(commune)[:size]
    sent = now.sent
    if living.any():
        station = stations_to_be(cameras, equipment, now.path, living)
        sent = capacities(cameras, equipment, now.path, station)
    parts = [
        _filled(sent, now.is_live, now.is_live | living, inside),
        _filled(now.kept, now.sees, now.sees | seeing, inside),
    ]
    return pd.concat(parts, ignore_index=True)


def _filled(there: Capacities, today: Flags, after: Flags, inside: Flags) -> pd.DataFrame:
    """Return what is taken of capacities that cameras of a scope use."""
    taken, later = (there.takes.T @ flags.astype(np.int64) for flags in (today, after))
    used = (there.takes > 0).T.astype(np.int64) @ inside.astype(np.int64) > 0
    table: pd.DataFrame = there.table.assign(today=taken, after=later)[used]
    return table


def _more(plan: Plan, ids: pd.Series, what: pd.Series) -> NDArray[np.int64]:
    """Return how much room a plan adds to each capacity."""
    lines = plan.lines[plan.lines["target"].isin(_WIDENS)]
    of = pd.DataFrame({"id": codes_of(widened(lines["id"])), "what": lines["target"].map(_WIDENS)})
    bought, asked = of.astype(str).value_counts(), pd.DataFrame({"id": ids, "what": what})
    count = bought.reindex(pd.MultiIndex.from_frame(asked.astype(str)), fill_value=0)
    more: NDArray[np.int64] = count.to_numpy() * what.map(extensions()["adds"]).to_numpy()
    return more


def without_room(todo: Work, plan: Plan, cameras: int) -> pd.Series:
    """Return why there is no room for a camera that a plan gives none, "" for all others.

    Parameters
    ----------
    todo
        All repairs, and what is scarce.
    plan
        The plan.
    cameras
        How many cameras the register has.

    Returns
    -------
    Series
        On the positions of the cameras; for both goals a camera has one reason.
    """
    room, table = todo.repairs.room, todo.repairs.table
    reasons = pd.Series("", index=range(cameras), dtype=object)
    if room is None:
        return reasons
    done = plan.solution.done
    left = room.free - room.take @ done.astype(np.int64)
    take = room.take.tocoo()
    short = (take.data > left[take.row]) & ~done[take.col]
    short &= (table["target"] == CHANNEL).to_numpy()[take.col]
    first = pd.Series(take.row[short], take.col[short]).groupby(level=0).min()
    waiting = todo.repairs.needs[:, first.index.to_numpy()].tocsc().tocoo()
    said = _reasons(todo, room.take)
    told_of = pd.Series(said)[first.to_numpy()[waiting.col]].to_numpy(object)
    reasons.iloc[waiting.row % cameras] = told_of
    return reasons


def _reasons(todo: Work, take: sparse.csr_array) -> list[str]:
    """Say of each capacity that there is no more of it."""
    table = todo.repairs.table
    of = codes_of(widened(table["repair_id"]))
    names = of.map(todo.named).replace("", np.nan).fillna(of).to_numpy(object)
    told = []
    for row in range(take.shape[0]):  # a few that are scarce
        adds = take[[row]].tocoo()
        wider = adds.col[adds.data < 0][:1]
        told += [_no_more(table["target"].iloc[r], names[r]) for r in wider] or [""]
    return told


def _no_more(target: str, name: str) -> str:
    if target == STATION:
        return _("{station} has no channel left", station=name)
    if target == UPGRADE:
        return _("{line} has no bandwidth left", line=name)
    return _("{station} has no disk space left", station=name)
