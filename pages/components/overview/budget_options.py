"""What money buys: three amounts, each a link to its plan, and the curve they lie on."""

from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from gis.core.language import _
from gis.core.numbers import in_millions, million_vnd, number
from gis.restoration.plans.budget_options import budget_options
from gis.restoration.plans.request import Request, request_money
from gis.runtime.plan_cache import Planner
from pages.components.shared.charts import curve_chart
from pages.components.shared.tables import as_figure, show_chart

# Rows of the curve's table.
BUDGET_STEPS_SHOWN = 10


def show_money(planner: Planner, commune: str | None) -> None:
    """Show what three amounts would bring back here, each a link to the plan for it."""
    with st.spinner(_("Working out what the money buys…"), show_time=True):
        choices = planner.choices(Request(request_money([0.0]), commune=commune))
        offered, curve = budget_options(choices), choices.curve
    if offered.empty:
        st.info(
            _("No repair would bring back a place or road here."), icon=":material/check_circle:"
        )
        st.page_link(
            "pages/survey.py",
            label=_("Survey the cameras not yet confirmed"),
            icon=":material/fact_check:",
        )
        return
    st.caption(_("Choose an amount: the best plan for it opens, ready to report."))
    row = st.container(horizontal=True, key="offers")
    for place, offer in enumerate(offered.itertuples()):
        _show_offer(row.container(key=f"offer-{place}"), offer, commune)
    shown = offered.iloc[(offered["part"] - 0.8).abs().argmin()]
    drawn = curve_chart(curve, shown["amount_vnd"], shown["weight"]).properties(height=170)
    show_chart(drawn, _curve_table(curve), key="money", alt=_("Weight covered, by budget"))


def _show_offer(card: DeltaGenerator, offer: Any, commune: str | None) -> None:
    amount = as_figure(in_millions(offer.amount_vnd))
    card.metric(
        _("Brings back {part} %", part=number(_percent(offer))),
        _("{amount} million", amount=amount),
        _("{count} cameras", count=number(offer.cameras)),
        delta_color="off",
        delta_arrow="off",
        border=True,
        help=_(
            "Of all that is broken and can be mended; {repairs} repairs for {cost} million VND",
            repairs=number(offer.repairs),
            cost=million_vnd(offer.cost_vnd),
        ),
    )
    asked = {"tien": f"{in_millions(offer.amount_vnd):g}"}
    card.page_link(
        "pages/plan.py",
        label=_("The plan for {amount} million VND", amount=amount),
        query_params=({"xa": commune} if commune else {}) | asked,
    )


def _percent(offer: Any) -> float:
    """Return the part in per cent: 100 only when nothing that can be mended is left."""
    return 100.0 if offer.all else min(100 * offer.part, 99.0)


def _curve_table(curve: pd.DataFrame) -> pd.DataFrame:
    few = curve.iloc[:: max(len(curve) // BUDGET_STEPS_SHOWN, 1)]
    return pd.DataFrame(
        {
            _("Budget (million VND)"): in_millions(few["amount_vnd"]),
            _("Weight regained"): few["weight"],
            _("Weight covered"): few["covered_weight"],
        }
    )
