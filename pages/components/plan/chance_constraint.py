"""Whether a plan keeps within its money, and the wish that it surely does."""

from dataclasses import replace

import streamlit as st

from gis.core.language import _
from gis.restoration.plans.budget_curve import separable
from gis.restoration.plans.chance_constraint import NINE_OF_TEN, caution_sentence, fit
from gis.restoration.plans.plan import Plan
from gis.restoration.plans.request import Request
from gis.runtime.plan_cache import Planner
from pages.components.plan.request import FITS


def ask_fits(request: Request) -> Request:
    """Offer a plan that keeps within its money in nine of ten draws; return what is asked."""
    st.toggle(
        _("Plan sure of its money (9 of 10)"),
        key=FITS,
        help=_(
            "Estimated costs may turn out higher, and all of them together. This plan stays "
            "within the money in 9 of 10 draws of what its repairs may cost."
        ),
    )
    return replace(request, fits=NINE_OF_TEN if st.session_state[FITS] else 0.0)


def show_fit(planner: Planner, request: Request, plan: Plan) -> None:
    """Say how surely a plan keeps within its money, and what it costs that it does."""
    if plan.lines.empty:
        return
    sentence = fit(planner.work(request.goal, request.weigh), request, plan).sentence()
    st.markdown(sentence)
    if not request.fits or request.floor:
        return
    asked = planner.formulation(request)
    if separable(asked):
        nominal = planner.choices(request).plan(asked.limits.there_vnd)
        st.caption(caution_sentence(plan, nominal, request.fits))
