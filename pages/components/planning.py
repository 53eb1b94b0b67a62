"""The plan for a budget: conditions, budget and curve, what is done, what it brings back."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd
import streamlit as st

from gis.choices import Goal, Proof
from gis.errors import GisError
from gis.language import _, million_vnd, number
from gis.planning.curves import Choices
from gis.planning.request import Request, money
from gis.planning.told import plan_told, repair_names
from gis.restoration.exact import solve
from gis.restoration.plan import Plan
from gis.service.snapshot import Snapshot
from gis.words import words
from pages.components.charts import curve_chart, states_chart
from pages.components.conditions import choose_money, conditions, divided_money
from pages.components.figures import SHOWN_ROWS, metrics
from pages.components.keeping import keep_plan
from pages.components.plain import plain
from pages.components.session import asked_million

MILLION = 1e6
SECONDS = 20.0


@st.fragment
def plan_for_budget(taken: Snapshot, commune: str | None) -> None:
    """Let the budget be dragged; show the best plan for it at once, or why there is none."""
    try:
        _plan_for_budget(taken, commune)
    except GisError as error:
        st.error(plain(error), icon=":material/error:")


def _plan_for_budget(taken: Snapshot, commune: str | None) -> None:
    what, whose = st.columns(2)
    goal = what.segmented_control(
        _("What is to come back"), list(Goal), default=Goal.SEE, required=True, key="plan_goal",
        format_func=lambda value: words(Goal)[value],
    )  # fmt: skip
    way = choose_money(whose)
    request = conditions(taken, Request(money([0.0]), goal=goal, commune=commune))
    parted = divided_money(taken, request, way)
    if parted is not None:
        told = _solved(taken, parted)
        request = parted
    else:
        offered = taken.planner.choices(request)
        amount = choose_budget(offered, scope=f"{goal}-{commune}")
        request = replace(request, budgets=money([amount]))
        told = offered.plan(amount) if free(request) else _solved(taken, request)
        st.altair_chart(curve_chart(offered.curve, amount, told.after), key="curve")
    if told is not None:
        show_plan(taken, request, told)


def free(request: Request) -> bool:
    """Tell whether money is all that limits, so that the plan is read off the curve."""
    return request.floor == 0 and not np.isfinite(request.monthly_vnd)


def choose_budget(offered: Choices, *, scope: str) -> float:
    """Offer the amounts from nothing to everything, in million VND; return VND."""
    most = offered.all_vnd / MILLION
    step = 0.1 if most < 100 else 1.0
    top = max(float(np.ceil(most)), 1.0)
    amount_vnd, weight = (offered.curve[c].to_numpy() for c in ("amount_vnd", "weight"))
    usual = amount_vnd[np.searchsorted(weight, weight[-1] / 2)] / MILLION
    chosen: float = st.slider(
        _("Budget (million VND)"), 0.0, top, min(asked_million(float(np.ceil(usual))), top), step,
        key=f"budget-{scope}", format="localized",
        help=_("Drag: plan, map and cost follow at once"),
    )  # fmt: skip
    return chosen * MILLION


def _solved(taken: Snapshot, request: Request) -> Plan:
    """Return the plan for limits that hang together, as good as it gets in some seconds."""
    with st.spinner(_("Looking for the best plan…"), show_time=True):
        asked = taken.planner.question(request)
        return asked.answer(solve(asked.world, asked.limits, time_limit_s=SECONDS))


def show_plan(taken: Snapshot, request: Request, told: Plan) -> None:
    """Show what a plan costs and brings back, line by line, and offer to keep it."""
    cameras = len({camera for ids in told.lines["cameras"] for camera in ids})
    before, after = told.before, told.after
    metrics(
        st.container(),
        {
            _("Cost (million VND)"): (told.cost_vnd / MILLION, _("Repairs and connection")),
            _("Running cost a month"): (
                told.monthly_vnd / MILLION,
                _("Million VND, for lines and electricity of what is switched on again"),
            ),
            _("Repairs"): (len(told.lines), _("What is mended, cameras and shared equipment")),
            _("Cameras restored"): (cameras, _("By these repairs together")),
            _("Weight"): (
                after,
                _("Today {before}; the plan adds {more}", before=number(before, 1),
                  more=number(after - before, 1)),
            ),
        },
    )  # fmt: skip
    _say_how_good(told)
    st.altair_chart(states_chart(taken.planner.states(request, told)), key="states")
    edit_lines(taken, request, told)
    keep_plan(taken, request, told)


def _say_how_good(told: Plan) -> None:
    found = told.solution
    if found.proof == Proof.OPTIMAL:
        st.caption(_("Proven: no other choice of repairs brings back more under these conditions."))
    else:
        st.warning(
            _("Not proven best: another choice may bring back up to {gap} % more.",
              gap=number(100 * found.gap, 2)), icon=":material/hourglass_bottom:",
        )  # fmt: skip
    if told.limits.floors:
        st.caption(
            _("Floors cost the province weight {price}; the least of all communes with losses: "
              "{least}.", price=number(told.price_of_fairness, 1),
              least=number(min(told.limits.floors.values()), 1))
        )  # fmt: skip


def edit_lines(taken: Snapshot, request: Request, told: Plan) -> None:
    """Show the repairs, those of the plan first; each can be required or excluded."""
    table = lines_of(taken, request, told)
    key = f"plan_lines-{request.goal}-{request.commune}-{len(told.lines)}-{told.cost_vnd:.0f}"
    st.data_editor(
        table.drop(columns="id"), key=key, hide_index=True, height=430,
        disabled=[str(c) for c in table if c not in (_("Required"), _("Excluded"))],
        on_change=_take_choices, args=(key, table["id"].tolist()),
        column_config={_("Brings back"): st.column_config.TextColumn(width=420)},
    )  # fmt: skip
    if len(table) >= SHOWN_ROWS:
        st.caption(_("The first {shown} repairs; the workbook holds all of the plan.",
                     shown=number(SHOWN_ROWS)))  # fmt: skip


def lines_of(taken: Snapshot, request: Request, told: Plan) -> pd.DataFrame:
    """Return the repairs in words: the plan's, those excluded, then the others of the scope."""
    todo = taken.planner.work(request.goal)
    lines = plan_told(taken.analysis, todo, told, most=SHOWN_ROWS)
    names = repair_names(todo, taken.analysis.communes)
    rest = taken.planner.others(request, told).head(SHOWN_ROWS - len(lines))
    ids = pd.Index([*lines["id"], *rest["repair_id"]], name="id")
    inside = np.arange(len(ids)) < len(lines)
    cost = np.concatenate([lines["cost_vnd"], rest["cost_vnd"]]) / MILLION
    estimated = np.concatenate([lines["estimated"], rest["estimated"]]).astype(bool)

    def only_inside(values: pd.Series, otherwise: object) -> list[object]:
        return [*values, *([otherwise] * len(rest))]

    return pd.DataFrame(
        {
            "id": ids,
            _("In the plan"): inside,
            _("Required"): ids.isin(request.locked),
            _("Excluded"): ids.isin(request.excluded),
            _("Repair"): names.reindex(ids).to_numpy(),
            _("Cost (million VND)"): [million_vnd(c * MILLION) for c in cost],
            _("Estimate"): np.where(estimated, _("yes"), _("no")),
            _("Phase"): only_inside(lines["phase"].astype(str), ""),
            _("Brings back"): only_inside(lines["why"], ""),
        }
    )


def _take_choices(key: str, ids: list[str]) -> None:
    """Keep what was ticked in the table as required or excluded; one undoes the other."""
    for row, fields in st.session_state[key]["edited_rows"].items():
        for column, kept, other in (
            (_("Required"), "plan_locked", "plan_excluded"),
            (_("Excluded"), "plan_excluded", "plan_locked"),
        ):
            if column not in fields:
                continue
            held: set[str] = set(st.session_state.get(kept, ()))
            change: Callable[[str], None] = held.add if fields[column] else held.discard
            change(ids[int(row)])
            st.session_state[kept] = sorted(held)
            if fields[column]:
                rest = set(st.session_state.get(other, ())) - {ids[int(row)]}
                st.session_state[other] = sorted(rest)
