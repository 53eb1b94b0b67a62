"""A kept plan opened again: on the register as it is now, and what differs from that day."""

from dataclasses import replace
from enum import StrEnum
from itertools import chain

import pandas as pd

from gis.analysis.result import Analysis
from gis.communes.listing import check_commune
from gis.core.language import _
from gis.core.numbers import million_vnd, number
from gis.restoration.model.connections import widened
from gis.restoration.model.repair_ids import codes_of, resolve_repairs
from gis.restoration.model.repair_options import Work
from gis.restoration.model.visits import VISITS
from gis.restoration.plans.descriptions import repair_names
from gis.restoration.plans.plan import Plan
from gis.restoration.plans.request import Request
from gis.scenarios.records import Scenario


class Change(StrEnum):
    """What became of a repair since the plan was kept."""

    GONE = "gone"
    NEEDLESS = "needless"
    COST = "cost"
    LEFT = "left"
    NEW = "new"


def scenario_change_words() -> dict[str, str]:
    """Return what became of a repair, in words."""
    return {
        Change.GONE: _("no longer in the register"),
        Change.NEEDLESS: _("no longer needed"),
        Change.COST: _("costs otherwise"),
        Change.LEFT: _("left out of the plan now"),
        Change.NEW: _("new in the plan"),
    }


def request_today(plan: Scenario, analysis: Analysis, todo: Work) -> Request:
    """Return what a kept plan asks, without the locks and exclusions of what is no repair now.

    Parameters
    ----------
    plan
        The kept plan.
    analysis
        The register of today: its communes.
    todo
        All repairs of today.

    Returns
    -------
    Request
        `locked` and `excluded` are ids of today's repairs; all else is as it was asked.

    Raises
    ------
    GisError
        The plan cannot be read, or its commune is not known.
    """
    asked = plan.parsed_request
    check_commune(analysis.communes["code"], asked.commune)
    table = todo.repairs.table
    locked, excluded = (resolve_repairs(names, table) for names in (asked.locked, asked.excluded))
    done = set(_ids_today(_lines(plan), table)) & set(chain(*locked.several.values()))
    # What was left out under a code that two bear now stays out, whichever of both it was.
    left = set(chain(*excluded.several.values()))
    return replace(asked, locked=locked.ids | done, excluded=excluded.ids | left - done)


def _lines(plan: Scenario) -> pd.DataFrame:
    columns = ["id", "target", "name", "cost_vnd"]
    lines = pd.DataFrame(plan.result["lines"], columns=columns).astype({"target": object})
    return lines.fillna({"target": ""})


def _ids_today(lines: pd.DataFrame, table: pd.DataFrame) -> list[str]:
    """Return what the repairs of a kept plan are called now; what is none keeps its name.

    Of two that bear one code now, it is the one that was kept as such, or under its name.
    """
    found = resolve_repairs(lines["id"], table)
    known = table.set_index("repair_id")[["target", "name"]]
    ids: list[str] = []
    for line in lines.to_dict("records"):
        bearers = [i for i in found.several.get(line["id"], []) if i not in ids]
        alike = [i for i in bearers if line["target"] in ("", known.at[i, "target"])]
        named = [i for i in alike if line["name"] == known.at[i, "name"]]
        ids.append([*named, *alike, found.one.get(line["id"], line["id"])][0])
    return ids


def scenario_differences(
    plan: Scenario, analysis: Analysis, todo: Work, told: Plan
) -> pd.DataFrame:
    """Return what differs, a row each repair: `id name change then_vnd now_vnd`.

    Parameters
    ----------
    plan
        The kept plan.
    analysis
        The register of today.
    todo
        All repairs of today.
    told
        The plan that the same request comes to today.

    Returns
    -------
    DataFrame
        A row each repair that differs: `id name change` (see `Change`), `then_vnd now_vnd`: what it
        costs (VND) in the plan as it was kept, and now; NaN where it is not in it, or was not
        noted.
    """
    names = repair_names(todo, analysis.communes)
    now = told.lines.set_index("id")["cost_vnd"].astype(float)
    lines = _lines(plan)
    lines = lines.assign(id=_ids_today(lines, todo.repairs.table)).drop_duplicates("id")
    lines = lines.set_index("id")
    then = lines["cost_vnd"].astype(float)
    ids = pd.Index([*then.index, *now.index.difference(then.index, sort=False)], name="id")
    table = pd.DataFrame({"then_vnd": then.reindex(ids), "now_vnd": now.reindex(ids)})
    kept, planned, needed = (ids.isin(some) for some in (then.index, now.index, names.index))
    there = _assets(ids).isin(
        [
            *analysis.cameras["camera_id"],
            *analysis.equipment["equipment_id"],
            *analysis.communes["code"],
        ]
    )
    there |= ids.str.startswith(tuple(f"{kind}:" for kind in VISITS))  # free now, not gone
    table["change"] = ""
    moved = (table["then_vnd"] - table["now_vnd"]).abs() >= 1
    for change, rows in (
        (Change.COST, moved),
        (Change.NEW, planned & ~kept),
        (Change.LEFT, kept & ~planned),
        (Change.NEEDLESS, kept & ~needed),
        (Change.GONE, kept & ~needed & ~there.to_numpy()),
    ):
        table.loc[rows, "change"] = str(change)
    former = lines["name"].where(lines["name"] != "", lines.index).reindex(ids)
    table["name"] = names.reindex(ids).where(needed, former)
    return table[table["change"] != ""].reset_index()


def _assets(ids: pd.Index) -> pd.Series:
    """Return the camera, equipment or commune a repair is of."""
    return codes_of(widened(ids.to_series()))


def reopening_sentences(plan: Scenario, found: pd.DataFrame, told: Plan) -> list[str]:
    """Say what a kept plan came to on its day and comes to now, and what became of its repairs.

    Parameters
    ----------
    plan
        The kept plan.
    found
        What `scenario_differences` gives.
    told
        The plan that the same request comes to today.

    Returns
    -------
    list of str
        Only figures that differ are told; money in million VND.
    """
    then = plan.result
    lines = [
        _("{what}: {then} when kept, {now} now", what=what, then=before, now=after)
        for what, before, after in (
            (_("Cost (million VND)"), million_vnd(then["cost_vnd"]), million_vnd(told.cost_vnd)),
            (_("Repairs"), number(len(then["lines"])), number(len(told.lines))),
            (
                _("Cameras restored or connected"),
                number(then["cameras"]),
                number(len(told.restored)),
            ),
            (
                _("Weight covered after"),
                number(then["covered_weight_after"], 1),
                number(told.after, 1),
            ),
        )
        if before != after
    ]
    if plan.terms is None:
        lines.append(
            _(
                "Kept by an older version: what cameras must recognise, and the cost of "
                "each repair, were not noted"
            )
        )
    counts, words = found["change"].value_counts(), scenario_change_words()
    lines += [f"{words[str(change)]}: {number(count)}" for change, count in counts.items()]
    return lines


def dropped(plan: Scenario, request: Request) -> list[str]:
    """Return the ids that were required or excluded when kept, and are no repair now.

    Parameters
    ----------
    plan
        The kept plan.
    request
        What `request_today` gives of it.

    Returns
    -------
    list of str
        As they were written in the kept plan.

    Raises
    ------
    GisError
        The plan cannot be read.
    """
    asked = plan.parsed_request
    names = pd.Series(sorted(asked.locked | asked.excluded), dtype=str)
    known = pd.Series(sorted(request.locked | request.excluded), dtype=str)
    left: list[str] = names[~codes_of(names).isin(codes_of(known))].tolist()
    return left
