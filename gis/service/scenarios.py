"""Named plans, kept in the store: what was asked, and what it came to on the day."""

import datetime as dt
from typing import Any

import pandas as pd

from gis.errors import GisError
from gis.language import _
from gis.planning.request import Request, as_values, from_values
from gis.restoration.plan import Plan
from gis.store.store import Store

PREFIX = "scenario:"
LONGEST_NAME = 80
FIGURES = ("cost_vnd", "monthly_vnd", "covered_weight_before", "covered_weight_after", "gap")


def keep(store: Store, name: str, request: Request, told: Plan, *, who: str = "") -> None:
    """Keep a plan under a name; one of that name is replaced, the history shows both.

    Raises
    ------
    GisError
        The name is empty or too long.
    """
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise GisError(_("A plan needs a name of 1 to {most} letters", most=LONGEST_NAME))
    day = dt.datetime.now().astimezone().date().isoformat()
    figures = {name: value for name, value in told.as_dict().items() if name in FIGURES}
    result = figures | {"repairs": told.lines["id"].tolist(), "cameras": len(told.restored),
                        "day": day, "who": who}  # fmt: skip
    store.set(
        PREFIX + name, {"request": as_values(request), "result": result}, who=who,
        simulated=store.simulated()["cameras"] > 0,
    )  # fmt: skip


def kept(store: Store) -> dict[str, dict[str, Any]]:
    """Return the kept plans by name: `request` and `result`, see `keep`."""
    held = store.settings(PREFIX)
    return {name.removeprefix(PREFIX): value for name, value in held.items() if value is not None}


def request_of(store: Store, name: str) -> Request:
    """Return what a kept plan asked.

    Raises
    ------
    GisError
        There is none of that name.
    """
    return from_values(_held(store, name)["request"])


def forget(store: Store, name: str, *, who: str = "") -> None:
    """Remove a kept plan (the history still shows it).

    Raises
    ------
    GisError
        There is none of that name.
    """
    _held(store, name)
    store.set(PREFIX + name, None, who=who)


def compared(store: Store, *names: str) -> pd.DataFrame:
    """Return kept plans side by side: a row each figure, a column each plan.

    Rows: `budget_vnd`, `cost_vnd`, `monthly_vnd`, `repairs`, `cameras`,
    `covered_weight_before`, `covered_weight_after`, `gap`, and `only_here` (repairs that no
    other of these plans does).

    Raises
    ------
    GisError
        There is none of such a name.
    """
    held = {name: _held(store, name) for name in names}
    ids = {name: set(plan["result"]["repairs"]) for name, plan in held.items()}
    table = {}
    for name, plan in held.items():  # a handful of plans
        result = plan["result"]
        others = set().union(*(ids[other] for other in names if other != name))
        table[name] = {
            "budget_vnd": _money(plan["request"]),
            **{figure: result[figure] for figure in FIGURES},
            "repairs": len(ids[name]),
            "cameras": result["cameras"],
            "only_here": len(ids[name] - others),
        }
    return pd.DataFrame(table)


def _money(request: dict[str, Any]) -> float:
    there = sum(fund["amount_vnd"] for fund in request["budgets"])
    most = request["total_vnd"]
    return float(there if most is None else min(there, most))


def _held(store: Store, name: str) -> dict[str, Any]:
    found = kept(store).get(name)
    if found is None:
        raise GisError(_("No plan is kept under the name “{name}”", name=name))
    return found
