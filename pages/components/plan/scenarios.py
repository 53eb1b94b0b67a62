"""A plan kept under a name, and taken along as files."""

from functools import partial

import streamlit as st

from gis.analysis.result import Analysis
from gis.core.dates import date
from gis.core.errors import GisError
from gis.core.language import _
from gis.export.files import encode
from gis.export.layers import plan_layer
from gis.export.plan_workbook import plan_workbook
from gis.register.queries import in_commune
from gis.restoration.plans.plan import Plan
from gis.restoration.plans.request import Request
from gis.runtime.plan_cache import Planner
from gis.scenarios.scenarios import NameTakenError, free_name, name_owner, save_scenario
from pages.components.shared.confidential import ask_confidential
from pages.components.shared.file_names import name_file
from pages.components.shared.markdown import plain
from pages.components.shared.session import current_snapshots, who

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# The name a plan was to be kept under that another has.
TAKEN_NAME_KEY = "plan_name_taken"


def keep_plan(planner: Planner, request: Request, plan: Plan) -> None:
    """Offer the plan as files, and to keep it under a name."""
    field, button, book, layer = st.columns([4, 2, 2, 2], vertical_alignment="bottom")
    title = field.text_input(_("Name of this plan"), max_chars=80, key="plan_name")
    if button.button(_("Keep"), icon=":material/bookmark:", disabled=not title, width="stretch"):
        _keep(planner.analysis, title, request, plan)
    if title and st.session_state.get(TAKEN_NAME_KEY) == title:
        _ask_instead(planner.analysis, title, request, plan)
    todo = planner.work(request.goal, request.weigh)
    cameras = in_commune(planner.analysis.cameras, request.commune)
    asked = ask_confidential(cameras, key="plan_confidential")
    name = partial(name_file, planner.analysis, "plan", request.commune, vnd=plan.limits.there_vnd)
    book.download_button(
        _("Workbook"),
        file_name=name("xlsx"),
        mime=WORKBOOK,
        icon=":material/table:",
        data=partial(plan_workbook, planner.analysis, todo, request, plan, confidential=asked),
        on_click="ignore",
        width="stretch",
    )
    layer.download_button(
        "GeoJSON",
        file_name=name("geojson"),
        mime="application/geo+json",
        data=lambda: encode(
            plan_layer(planner.analysis, todo, plan, confidential=asked), name="plan", fmt="geojson"
        ),
        icon=":material/map:",
        on_click="ignore",
        width="stretch",
    )


def _keep(
    analysis: Analysis, title: str, request: Request, plan: Plan, *, replace: bool = False
) -> None:
    st.session_state.pop(TAKEN_NAME_KEY, None)
    try:
        save_scenario(
            current_snapshots().store,
            title,
            request,
            plan,
            terms=analysis.terms,
            who=who(),
            replace=replace,
        )
        st.toast(_("Kept: {name}", name=plain(title)))
    except NameTakenError:
        st.session_state[TAKEN_NAME_KEY] = title
    except GisError as error:
        st.error(plain(error))


def _ask_instead(analysis: Analysis, title: str, request: Request, plan: Plan) -> None:
    """Ask whether the plan of that name gives way, or this one is kept beside it."""
    store = current_snapshots().store
    there = name_owner(store, title, request.commune)
    if there is None:  # removed meanwhile
        return
    other = free_name(store, title, request.commune)
    st.warning(
        _(
            "A plan “{name}” is kept here already ({about}). Nothing has been overwritten.",
            name=plain(there.name),
            about=plain(_about(there.result)),
        ),
        icon=":material/bookmark:",
    )
    instead, beside = st.columns(2)
    instead.button(
        _("Replace it"),
        key="plan_replace",
        icon=":material/sync:",
        width="stretch",
        on_click=partial(_keep, analysis, title, request, plan, replace=True),
    )
    beside.button(
        _("Keep beside it as “{name}”", name=plain(other)),
        key="plan_beside",
        icon=":material/bookmark_add:",
        width="stretch",
        on_click=_keep,
        args=(analysis, other, request, plan),
    )


def _about(result: dict[str, str]) -> str:
    told = [date(result["day"]) if result else "", result.get("who", "")]
    return ", ".join(filter(None, told)) or "–"
