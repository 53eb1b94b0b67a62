"""The repairs of a plan as a table, in which each can be required or excluded."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from gis.core.choices import Certainty
from gis.core.language import _
from gis.core.numbers import million_vnd, number
from gis.restoration.plans.account import Account
from gis.restoration.plans.descriptions import plan_lines
from gis.restoration.plans.plan import Plan
from gis.restoration.plans.pricing import pricing
from gis.restoration.plans.request import Request
from gis.restoration.robustness.report import SHARE, RobustnessReport, share_range_text
from gis.runtime.plan_cache import Planner
from gis.vocabulary.labels import display_names
from gis.vocabulary.words import words
from pages.components.plan.request import LOCKED, OUT
from pages.components.shared.tables import SHOWN_ROWS

# Noted in the session when the table has changed what the conditions ask.
CONDITIONS_NEW = "plan_conditions_new"


def edit_lines(
    planner: Planner,
    request: Request,
    plan: Plan,
    report: RobustnessReport | None,
    accounted: Account,
) -> None:
    """Show the repairs, those of the plan first; each can be required or excluded.

    Below a line stands what no repair brings back, with why and what to do.
    """
    table = lines_of(planner, request, plan, report)
    table = pd.concat([table, _beyond(accounted, table)], ignore_index=True)
    scope = f"{request.goal}-{request.weigh}-{request.commune}-{report is not None}"
    key = f"plan_lines-{scope}-{len(plan.lines)}-{plan.cost_vnd:.0f}"
    st.data_editor(
        table.drop(columns="id"),
        key=key,
        hide_index=True,
        height=430,
        disabled=[str(c) for c in table if c not in (_("Required"), _("Excluded"))],
        on_change=_take_choices,
        args=(key, table["id"].tolist()),
        column_config=_column_widths(),
    )
    if len(table) >= SHOWN_ROWS:
        st.caption(
            _(
                "The first {shown} repairs; the workbook holds all of the plan.",
                shown=number(SHOWN_ROWS),
            )
        )


def _column_widths() -> dict[str, Any]:
    kinds = {
        _("Required"): st.column_config.CheckboxColumn,
        _("Excluded"): st.column_config.CheckboxColumn,
    }
    widths = {
        _("Required"): 100,
        _("Excluded"): 90,
        _("Repair"): 230,
        _("Cost (million VND)"): 110,
        _("Work to be done"): 140,
        _("Estimate"): 80,
        _("Price source"): 170,
        _("Phase"): 80,
        _("Brings back"): 420,
    }
    return {c: kinds.get(c, st.column_config.TextColumn)(width=w) for c, w in widths.items()}


def lines_of(
    planner: Planner, request: Request, plan: Plan, report: RobustnessReport | None = None
) -> pd.DataFrame:
    """Return the repairs in words: the plan's, those excluded, then the others of the scope.

    Where the plan was judged each also tells how sure it is, and its share of the draws.
    """
    todo = planner.work(request.goal, request.weigh)
    names = planner.names(request.goal)
    lines = plan_lines(planner.analysis, todo, plan, most=SHOWN_ROWS, names=names)
    rest = planner.others(request, plan).head(SHOWN_ROWS - len(lines))
    ids = pd.Index([*lines["id"], *rest["repair_id"]], name="id")
    priced = pricing(todo, rest["repair_id"])
    inside = np.arange(len(ids)) < len(lines)
    cost = np.concatenate([lines["cost_vnd"], rest["cost_vnd"]])
    estimated = np.concatenate([lines["estimated"], rest["estimated"]]).astype(bool)

    def only_inside(values: pd.Series, otherwise: object) -> list[object]:
        return [*values, *([otherwise] * len(rest))]

    return pd.DataFrame(
        {
            "id": ids,
            # What and how much first: a phone shows no more without moving the table.
            _("Repair"): names.reindex(ids).to_numpy(),
            _("Cost (million VND)"): [million_vnd(c) for c in cost],
            _("In the plan"): inside,
            _("Required"): ids.isin(request.locked),
            _("Excluded"): ids.isin(request.excluded),
            _("Work to be done"): [*lines["action"], *priced["work"]],
            **({} if report is None else _how_sure(report, ids)),
            _("Estimate"): np.where(estimated, _("yes"), _("no")),
            _("Price source"): [*lines["price_source"], *priced["source"]],
            _("Phase"): only_inside(lines["phase"].astype(str), ""),
            _("Brings back"): only_inside(lines["why"], ""),
        }
    )


def _beyond(accounted: Account, table: pd.DataFrame) -> pd.DataFrame:
    """Return those without room, and what no repair brings back, each under a row that says so."""
    crowded, lost = accounted.without_room, accounted.beyond_money
    head = _("— No room is left for these: {count} —", count=number(len(crowded)))
    further = [_below(crowded, head, table)]
    head = _("— No repair brings these back: {count} —", count=number(len(lost)))
    return pd.concat([*further, _below(lost, head, table)], ignore_index=True)


def _below(cameras: pd.DataFrame, head: str, table: pd.DataFrame) -> pd.DataFrame:
    if cameras.empty:
        return table.iloc[:0]
    left = cameras.head(SHOWN_ROWS)
    what = display_names(left, otherwise="camera_id") + " (" + left["camera_id"] + ")"
    rows = {
        "id": "",
        _("Repair"): [head, *what],
        _("Brings back"): ["", *(left["why"] + " → " + left["advice"])],
    }
    flags = (_("In the plan"), _("Required"), _("Excluded"))
    return (
        pd.DataFrame(rows)
        .reindex(columns=table.columns, fill_value="")
        .assign(**dict.fromkeys(flags, False))
    )


def _how_sure(report: RobustnessReport, ids: pd.Index) -> dict[str, list[str]]:
    told = report.repairs.reindex(ids)
    in_view = told["planned"] | ids.isin(report.entering.index)
    shares = (f"{share_range_text(row)} %" for row in told[list(SHARE)].to_dict("records"))
    return {
        _("How sure"): told["certainty"].map(words(Certainty)).fillna("").tolist(),
        _("Share of draws"): [s if seen else "" for s, seen in zip(shares, in_view, strict=True)],
    }


def _take_choices(key: str, ids: list[str]) -> None:
    """Keep what was ticked in the table as required or excluded; one undoes the other."""
    for row, fields in st.session_state[key]["edited_rows"].items():
        if not ids[int(row)]:  # below the line
            continue
        for column, kept, other in (
            (_("Required"), LOCKED, OUT),
            (_("Excluded"), OUT, LOCKED),
        ):
            if column not in fields:
                continue
            held: set[str] = set(st.session_state.get(kept, ()))
            change: Callable[[str], None] = held.add if fields[column] else held.discard
            change(ids[int(row)])
            st.session_state[kept] = sorted(held)
            st.session_state[CONDITIONS_NEW] = True
            if fields[column]:
                rest = set(st.session_state.get(other, ())) - {ids[int(row)]}
                st.session_state[other] = sorted(rest)
