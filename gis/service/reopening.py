"""A kept plan opened again: on the register as it is now, and what differs from that day."""

from dataclasses import replace
from enum import StrEnum

import pandas as pd

from gis.analysis import Analysis
from gis.errors import GisError
from gis.language import _
from gis.numbers import million_vnd, number
from gis.planning.request import Request
from gis.planning.told import repair_names
from gis.planning.work import Work
from gis.restoration.connections import CONNECTION, STATION
from gis.restoration.plan import Plan
from gis.restoration.visits import VISITS
from gis.service.kept_plans import KeptPlan


class Change(StrEnum):
    """What became of a repair since the plan was kept."""

    GONE = "gone"
    NEEDLESS = "needless"
    COST = "cost"
    LEFT = "left"
    NEW = "new"


def change_words() -> dict[str, str]:
    """Return what became of a repair, in words."""
    return {
        Change.GONE: _("no longer in the register"),
        Change.NEEDLESS: _("no longer needed"),
        Change.COST: _("costs otherwise"),
        Change.LEFT: _("left out of the plan now"),
        Change.NEW: _("new in the plan"),
    }


def asked_today(plan: KeptPlan, analysis: Analysis, todo: Work) -> Request:
    """Return what a kept plan asks, without the locks and exclusions of what is no repair now.

    Raises
    ------
    GisError
        The plan cannot be read, or its commune is not known.
    """
    asked = plan.asked
    if asked.commune is not None and asked.commune not in set(analysis.communes["code"]):
        raise GisError(_("No commune has the code {code}", code=asked.commune))
    known = frozenset(todo.repairs.table["repair_id"])
    return replace(asked, locked=asked.locked & known, excluded=asked.excluded & known)


def differences(plan: KeptPlan, analysis: Analysis, todo: Work, told: Plan) -> pd.DataFrame:
    """Return what differs, a row each repair: `id name change then_vnd now_vnd`.

    `then_vnd`, `now_vnd`: what it costs in the plan as it was kept, and now; NaN where it is
    not in it, or was not noted.
    """
    names = repair_names(todo, analysis.communes)
    now = told.lines.set_index("id")["cost_vnd"].astype(float)
    lines = pd.DataFrame(plan.result["lines"], columns=["id", "name", "cost_vnd"]).set_index("id")
    then = lines["cost_vnd"].astype(float)
    ids = pd.Index([*then.index, *now.index.difference(then.index, sort=False)], name="id")
    table = pd.DataFrame({"then_vnd": then.reindex(ids), "now_vnd": now.reindex(ids)})
    kept, planned, needed = (ids.isin(some) for some in (then.index, now.index, names.index))
    there = _assets(ids).isin([*analysis.cameras["camera_id"], *analysis.equipment["equipment_id"],
                               *analysis.communes["code"]])  # fmt: skip
    there |= ids.str.startswith(tuple(f"{kind}:" for kind in VISITS))  # free now, not gone
    table["change"] = ""
    moved = (table["then_vnd"] - table["now_vnd"]).abs() >= 1
    for change, rows in (
        (Change.COST, moved), (Change.NEW, planned & ~kept), (Change.LEFT, kept & ~planned),
        (Change.NEEDLESS, kept & ~needed), (Change.GONE, kept & ~needed & ~there),
    ):  # fmt: skip
        table.loc[rows, "change"] = str(change)
    former = lines["name"].where(lines["name"] != "", lines.index).reindex(ids)
    table["name"] = names.reindex(ids).where(needed, former)
    return table[table["change"] != ""].reset_index()


def _assets(ids: pd.Index) -> pd.Index:
    """Return the camera, equipment or commune a repair is of."""
    return ids.str.replace(f"^(?:{CONNECTION}|{STATION}):", "", regex=True)


def sentences(plan: KeptPlan, found: pd.DataFrame, told: Plan) -> list[str]:
    """Say what a kept plan came to on its day and comes to now, and what became of its repairs."""
    then = plan.result
    lines = [
        _("{what}: {then} when kept, {now} now", what=what, then=before, now=after)
        for what, before, after in (
            (_("Cost (million VND)"), million_vnd(then["cost_vnd"]), million_vnd(told.cost_vnd)),
            (_("Repairs"), number(len(then["lines"])), number(len(told.lines))),
            (_("Cameras restored or connected"), number(then["cameras"]),
             number(len(told.restored))),
            (_("Weight covered after"), number(then["covered_weight_after"], 1),
             number(told.after, 1)),
        ) if before != after
    ]  # fmt: skip
    if plan.terms is None:
        lines.append(_("Kept by an older version: what cameras must recognise, and the cost of "
                       "each repair, were not noted"))  # fmt: skip
    counts, words = found["change"].value_counts(), change_words()
    lines += [f"{words[str(change)]}: {number(count)}" for change, count in counts.items()]
    return lines


def dropped(plan: KeptPlan, request: Request) -> list[str]:
    """Return the ids that were required or excluded when kept, and are no repair now."""
    asked = plan.asked
    return sorted((asked.locked | asked.excluded) - (request.locked | request.excluded))
