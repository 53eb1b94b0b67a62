"""What other weights would change of a plan, and what fairness costs: worked out on demand."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from gis.core.language import _
from gis.core.numbers import number
from gis.restoration.plans.plan import Plan
from gis.restoration.plans.request import Request
from gis.restoration.robustness.equity import Equity
from gis.restoration.robustness.sensitivity import Sensitivity
from gis.runtime.jobs import Job
from gis.runtime.plan_cache import Planner
from gis.vocabulary.words import category_words
from pages.components.shared.background_job import wait_for
from pages.components.shared.charts import equity_chart
from pages.components.shared.tables import show_chart, show_table


def show_alternatives(planner: Planner, request: Request, plan: Plan) -> None:
    """Offer, side by side, what other weights would change and what fairness costs."""
    weights, fairness = st.columns(2)
    with weights:
        found = _worked_out(
            planner.reweighing(request),
            _("Try other weights"),
            "plan_reweigh",
            lambda: planner.reweigh(request, plan),
            plan,
            _("Each weight is halved and doubled, and the plan made anew: which repairs stay"),
        )
        if found is not None:
            _show_sensitivity(planner, request, found)
    with fairness:
        fair = _worked_out(
            planner.balancing(request),
            _("What fairness costs"),
            "plan_equity",
            lambda: planner.balance(request),
            plan,
            _("The best plan for floors of every commune from 0 to 100 %"),
        )
        if fair is not None:
            _show_equity(fair)


def _worked_out(
    job: Job[Any] | None, title: str, key: str, begin: Callable[[], Any], plan: Plan, about: str
) -> Any:
    """Offer long work, show how far it is, and return what was found once it is."""
    if job is None:
        st.button(
            title,
            key=key,
            icon=":material/balance:",
            help=about,
            disabled=plan.lines.empty,
            on_click=_begin,
            args=(begin,),
        )
        return None
    if not job.finished:
        wait_for(job, f"{title}…", key=f"{key}_stop")
        return None
    st.markdown(f"**{title}**")
    return job.result()


def _begin(begin: Callable[[], Any]) -> None:
    begin()


def _show_sensitivity(planner: Planner, request: Request, found: Sensitivity) -> None:
    st.markdown(found.sentences()[0])
    if found.short:
        st.caption(_("Not all weights were tried in the time allowed."))
    names, repairs = category_words(), planner.names(request.goal)
    changed = found.rows[found.rows["leaving"].map(bool) | found.rows["entering"].map(bool)]
    if changed.empty:
        return

    def named(column: str) -> pd.Series:
        return changed[column].map(lambda ids: ", ".join(repairs.reindex(ids).fillna("")))

    table = {
        _("Weight of"): changed["category"].map(lambda c: names.get(c, c)),
        _("Times"): changed["factor"].map(lambda factor: number(factor, 1)),
        _("Stay"): changed["kept"],
        _("Leave the plan"): named("leaving"),
        _("Enter the plan"): named("entering"),
    }
    show_table(pd.DataFrame(table), key="plan_weights_tried")


def _show_equity(found: Equity) -> None:
    points = found.points
    table = pd.DataFrame(
        {
            _("Floor of every commune (%)"): 100 * points["floor"],
            _("Weight regained"): points["weight"],
            _("Commune worst off (%)"): 100 * points["least"],
            _("Gap (%)"): 100 * points["gap"],
        }
    )
    show_chart(
        equity_chart(points),
        table,
        key="plan_equity_points",
        alt=_("Weight that comes back by the floor of every commune"),
    )
