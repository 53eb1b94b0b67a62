"""The plan for a budget: conditions, budget and curve, what it costs and brings back, the map."""

from dataclasses import replace

import numpy as np
import pandas as pd
import streamlit as st

from gis.core.choices import Goal, Proof, Weigh
from gis.core.errors import GisError
from gis.core.language import _
from gis.core.numbers import MILLION, in_millions, number
from gis.core.schema import MOST_VND
from gis.drill_down import DrillDown, regained
from gis.restoration.plans.budget_curve import BudgetCurve
from gis.restoration.plans.descriptions import detail_sentence, fairness_in_words
from gis.restoration.plans.plan import Plan
from gis.restoration.plans.request import Request, request_money
from gis.runtime.plan_cache import Planner
from gis.vocabulary.words import words
from pages.components.camera_map import camera_map
from pages.components.plan.alternatives import show_alternatives
from pages.components.plan.chance_constraint import ask_fits, show_fit
from pages.components.plan.constraints import choose_money, conditions, divided_money
from pages.components.plan.loads import show_loads
from pages.components.plan.reopening import show_opened
from pages.components.plan.repair_table import CONDITIONS_NEW, edit_lines
from pages.components.plan.request import AMOUNT, TURN, remember_request, restore_request
from pages.components.plan.robustness import judge_plan, show_surveys
from pages.components.plan.scenarios import keep_plan
from pages.components.plan.schedule import show_schedule
from pages.components.plan.search import look_for_plan
from pages.components.shared.amounts import ask_amount, set_amount
from pages.components.shared.charts import curve_chart, states_chart
from pages.components.shared.drill_down import show_figures
from pages.components.shared.markdown import plain
from pages.components.shared.papers import offer_plan_papers
from pages.components.shared.session import budget_from_address

MAP_HEIGHT = 480


@st.fragment
def plan_for_budget(planner: Planner, commune: str | None) -> None:
    """Ask for goal, money and conditions; show the best plan, or why there is none."""
    st.session_state.pop(CONDITIONS_NEW, None)
    restore_request(commune)
    what, of_it, whose = st.columns(3)
    what.segmented_control(
        _("What is to come back"),
        list(Goal),
        required=True,
        key="plan_goal",
        format_func=lambda value: words(Goal)[value],
    )
    of_it.segmented_control(
        _("What counts"),
        list(Weigh),
        required=True,
        key="plan_weigh",
        format_func=lambda value: words(Weigh)[value],
        help=_(
            "Both: places and roads first; between plans that bring back equally many, what "
            "cameras count for themselves"
        ),
    )
    way = choose_money(whose)
    goal, weigh = st.session_state["plan_goal"], st.session_state["plan_weigh"]
    asked = Request(request_money([0.0]), goal=goal, weigh=weigh, commune=commune)
    request = conditions(planner, asked)
    remember_request(commune)
    try:
        parted = divided_money(planner.analysis, request, way)
        remember_request(commune)
        if parted is not None:
            parted = ask_fits(parted)
            if (told := look_for_plan(planner, parted)) is not None:
                show_plan(planner, parted, told)
        else:
            drag_budget(planner, request, planner.choices(request))
    except GisError as error:
        st.error(plain(error), icon=":material/error:")


@st.fragment
def drag_budget(planner: Planner, request: Request, offered: BudgetCurve) -> None:
    """Let the budget be dragged; only what hangs on it is shown anew."""
    if CONDITIONS_NEW in st.session_state:
        st.rerun()
    try:
        amount = choose_budget(offered, scope=f"{request.goal}-{request.weigh}-{request.commune}")
        request = ask_fits(replace(request, budgets=request_money([amount])))
        remember_request(request.commune)
        told = offered.plan(amount) if free(request) else look_for_plan(planner, request)
        if told is not None:
            show_plan(planner, request, told, offered.curve)
    except GisError as error:
        st.error(plain(error), icon=":material/error:")


def free(request: Request) -> bool:
    """Tell whether money is all that limits, so that the plan is read off the curve."""
    return not (request.floor or request.fits or np.isfinite(request.monthly_vnd))


def choose_budget(offered: BudgetCurve, *, scope: str) -> float:
    """Offer the amounts from nothing to everything, to be dragged or written; return VND."""
    most = in_millions(offered.all_vnd)
    step = 0.1 if most < 100 else 1.0
    amount_vnd, weight = (offered.curve[c].to_numpy() for c in ("amount_vnd", "weight"))
    usual = np.ceil(in_millions(amount_vnd[np.searchsorted(weight, weight[-1] / 2)]))
    first = min(budget_from_address(_asked_before(usual)), in_millions(MOST_VND))
    # More than all needs may be asked: what the rest could do is said.
    top = max(float(np.ceil(most)), 1.0, min(budget_from_address(0.0), in_millions(MOST_VND)))
    scope = f"{scope}-{st.session_state[TURN]}"
    slider, field = f"budget-{scope}", f"budget_text-{scope}"
    if slider not in st.session_state:
        st.session_state[slider] = first
        set_amount(field, round(first * MILLION))
    st.session_state[slider] = min(st.session_state[slider], top)
    written, dragged = st.columns([1, 2], gap="medium")
    with dragged:
        st.slider(
            _("Budget (million VND)"),
            0.0,
            top,
            step=step,
            key=slider,
            format="localized",
            help=_("Drag: plan, map and cost follow at once"),
            on_change=_take_dragged,
            args=(slider, field),
        )
    return ask_amount(
        written,
        _("Budget"),
        key=field,
        usual_vnd=0.0,
        then=lambda vnd: _move_slider(slider, vnd, top),
    )


def _asked_before(otherwise: float) -> float:
    held: float | None = st.session_state[AMOUNT]
    return float(otherwise) if held is None else in_millions(held)


def _take_dragged(slider: str, field: str) -> None:
    amount_vnd = round(st.session_state[slider] * MILLION)
    set_amount(field, amount_vnd)
    _note_amount(amount_vnd)


def _move_slider(slider: str, vnd: float, top: float) -> None:
    """Move the slider to an amount that was written; one beyond everything stands at its end."""
    st.session_state[slider] = min(in_millions(vnd), top)
    _note_amount(vnd)


def _note_amount(vnd: float) -> None:
    """Note what somebody asked about; the amount of the address no longer counts."""
    st.session_state[AMOUNT] = float(vnd)
    st.query_params.pop("tien", None)


def show_plan(
    planner: Planner, request: Request, plan: Plan, curve: pd.DataFrame | None = None
) -> None:
    """Show what a plan costs and brings back, on the map and line by line; offer to keep it.

    `curve`: see `BudgetCurve.curve`; None where the plan is not read off one.
    """
    show_opened(planner, request, plan)
    offer_plan_papers(planner, request, plan)
    _show_figures(planner, request, plan)
    _show_map(planner, request, plan)
    accounted = planner.account(request, plan)
    st.markdown(
        " ".join([accounted.sentence(), *detail_sentence(planner.analysis, request.commune)])
    )
    _show_costs(planner, request, plan)
    show_fit(planner, request, plan)
    _say_how_good(plan)
    budgets, stages = st.columns(2)
    if curve is not None:
        amount = float(request.budgets["amount_vnd"].sum())
        budgets.altair_chart(curve_chart(curve, amount, plan.worth), key="curve")
    states = planner.states(request, plan)
    if states.to_numpy().any():  # of a list without places there is nothing to draw
        stages.altair_chart(states_chart(states), key="states")
    judged = judge_plan(planner, request, plan)
    edit_lines(planner, request, plan, judged, accounted)
    show_loads(planner, request, plan)
    if judged is not None:
        show_surveys(planner, request, judged)
    show_schedule(planner, request, plan)
    show_alternatives(planner, request, plan)
    keep_plan(planner, request, plan)


def _show_costs(planner: Planner, request: Request, plan: Plan) -> None:
    """Say who bears the plan, what everything and running costs, and what more money could do."""
    spent = planner.costs(request, plan)
    if more := spent.spare_sentence():
        st.info(more, icon=":material/savings:")
    st.caption(" ".join(spent.sentences()))


def _show_map(planner: Planner, request: Request, plan: Plan) -> None:
    """Show the cameras as installed, today and after the plan; the view stays as it is."""
    code = request.commune
    camera_map(
        key="plan_map",
        analysis=planner.analysis,
        height=MAP_HEIGHT,
        filters={"commune": code, "statuses": None, "origins": None},
        focus={"commune": code} if code else None,
        restored=planner.restored(plan).tolist(),
    )


def _show_figures(planner: Planner, request: Request, plan: Plan) -> None:
    weight = _(
        "Today {before}; the plan adds {more}",
        before=number(plan.before, 1),
        more=number(plan.after - plan.before, 1),
    )
    if plan.only_own:
        weight = _("Own weight of these cameras: repairs bring back no place or road here")
    show_figures(
        planner.analysis,
        request.commune,
        {
            _("Cost (million VND)"): (
                in_millions(plan.cost_vnd),
                _("Repairs and connection"),
                "plan_cost",
            ),
            _("Running cost a month"): (
                in_millions(plan.monthly_vnd),
                _("Million VND, for lines and electricity of what is switched on again"),
                "plan_monthly",
            ),
            _("Repairs"): (
                len(plan.lines),
                _("What is mended, cameras and shared equipment"),
                "plan_repairs",
            ),
            _("Cameras restored or connected"): (
                len(plan.restored),
                _("By these repairs together"),
                "plan_cameras",
            ),
            _("Weight"): (plan.worth, weight, "plan_weight"),
        },
        lambda name: _behind_plan(planner, request, plan, with_places=name == "plan_weight"),
    )


def _behind_plan(planner: Planner, request: Request, plan: Plan, *, with_places: bool) -> DrillDown:
    todo = planner.work(request.goal, request.weigh)
    found = regained(planner.analysis, todo, plan, commune=request.commune)
    return found if with_places else replace(found, places=None)


def _say_how_good(plan: Plan) -> None:
    found = plan.solution
    if found.proof == Proof.OPTIMAL:
        st.caption(_("Proven: no other choice of repairs brings back more under these conditions."))
    else:
        st.warning(
            _(
                "Not proven best: another choice may bring back up to {gap} % more.",
                gap=number(100 * found.gap, 2),
            ),
            icon=":material/hourglass_bottom:",
        )
    if plan.limits.floors:
        st.caption(
            fairness_in_words(plan)
            + " "
            + _(
                "The least of all communes with losses: {least}.",
                least=number(min(plan.limits.floors.values()), 1),
            )
        )
