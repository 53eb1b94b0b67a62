"""Looking for a plan whose limits hang together: it takes seconds, and can be stopped."""

from typing import Any, NamedTuple

import streamlit as st

from gis.core.language import _, language
from gis.core.numbers import number
from gis.restoration.plans.plan import Plan
from gis.restoration.plans.request import Request, as_values
from gis.runtime.jobs import Job
from gis.runtime.plan_cache import PLAN_LIMIT_S, Planner
from pages.components.shared.background_job import wait_for

# What the session has looked for last; it looks for one plan at a time.
SEARCH_KEY = "plan_looking"
# Most plans are found sooner: only for others it is told how to stop.
SOON_S = 2.0


class PlanSearch(NamedTuple):
    """A search, and what it is for: request, revision of the register, language."""

    request_key: tuple[dict[str, Any], str, str]
    job: Job[Plan]


def look_for_plan(planner: Planner, request: Request) -> Plan | None:
    """Return the best plan; None while it is looked for, or where that was stopped.

    Raises
    ------
    GisError
        There is none, see `Formulation.answer`.
    """
    job = _job(planner, request)
    if not job.stopped:
        with st.spinner(_("Looking for the best plan…"), show_time=True):
            job.wait(SOON_S)
    if job.stopped:
        st.info(
            _("The search was stopped: change the conditions, or look again."),
            icon=":material/stop_circle:",
        )
        st.button(
            _("Look for the best plan"), icon=":material/search:", key="plan_look", on_click=_forget
        )
    elif not job.finished:
        doing = _(
            "Looking for the best plan, about {seconds} seconds at most…",
            seconds=number(PLAN_LIMIT_S),
        )
        wait_for(job, doing, key="plan_look_stop")
    return job.result()


def _job(planner: Planner, request: Request) -> Job[Plan]:
    """Return the search for a plan, begun now if need be; any other of this session ends."""
    request_key = (as_values(request), planner.analysis.provenance.revision, language())
    search: PlanSearch | None = st.session_state.get(SEARCH_KEY)
    if search is None or search.request_key != request_key:
        if search is not None:
            search.job.stop()
        search = st.session_state[SEARCH_KEY] = PlanSearch(request_key, planner.plan(request))
    return search.job


def _forget() -> None:
    st.session_state.pop(SEARCH_KEY, None)
