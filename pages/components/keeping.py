"""Plans kept under a name, taken along as files, and compared."""

from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from gis.dates import date
from gis.errors import GisError
from gis.export.files import encode
from gis.export.layers import plan_layer
from gis.export.plan_workbook import plan_workbook
from gis.language import _
from gis.numbers import million_vnd, number
from gis.planning.request import Request
from gis.restoration.plan import Plan
from gis.service.scenarios import compared, forget, keep, kept
from gis.service.snapshot import Snapshot
from pages.components.plain import plain
from pages.components.session import current_snapshots, who

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def keep_plan(taken: Snapshot, request: Request, told: Plan) -> None:
    """Offer the plan as files, and to keep it under a name."""
    name, button, book, layer = st.columns([4, 2, 2, 2], vertical_alignment="bottom")
    title = name.text_input(_("Name of this plan"), max_chars=80, key="plan_name")
    if button.button(_("Keep"), icon=":material/bookmark:", disabled=not title, width="stretch"):
        try:
            keep(current_snapshots().store, title, request, told, who=who())
            st.toast(_("Kept: {name}", name=plain(title)))
        except GisError as error:
            st.error(plain(error))
    todo = taken.planner.work(request.goal, request.weigh)
    common = {"simulated": taken.simulated}
    book.download_button(
        _("Workbook"), file_name="phuong-an.xlsx", mime=WORKBOOK, icon=":material/table:",
        data=partial(plan_workbook, taken.analysis, todo, told, **common), on_click="ignore",
        width="stretch",
    )  # fmt: skip
    layer.download_button(
        "GeoJSON", file_name="phuong-an.geojson", mime="application/geo+json",
        data=lambda: encode(plan_layer(taken.analysis, todo, told, **common), name="plan",
                            fmt="geojson"),
        icon=":material/map:", on_click="ignore", width="stretch",
    )  # fmt: skip


def compare_plans() -> None:
    """Show kept plans side by side, and let one be removed."""
    store = current_snapshots().store
    held = kept(store)
    if not held:
        st.info(_("No plan is kept yet: make one, name it, keep it."), icon=":material/bookmark:")
        return
    names = st.multiselect(
        _("Plans"), list(held), default=list(held)[:2], key=f"plans_compared-{list(held)}",
        format_func=plain,
    )  # fmt: skip
    if names:
        st.table(_in_words(compared(store, *names), held))
    gone = st.selectbox(_("Remove a plan"), list(held), index=None, key="plan_gone",
                        placeholder=_("Choose a plan"), format_func=plain)  # fmt: skip
    if gone and st.button(_("Remove"), icon=":material/delete:"):
        forget(store, gone, who=who())
        st.rerun()


def _in_words(table: pd.DataFrame, held: dict[str, dict[str, dict[str, str]]]) -> pd.DataFrame:
    """Return the comparison in words: figures as rows, plans as columns."""
    rows: dict[str, tuple[str, Callable[[float], str]]] = {
        "budget_vnd": (_("Budget (million VND)"), million_vnd),
        "cost_vnd": (_("Cost (million VND)"), million_vnd),
        "monthly_vnd": (_("Running cost a month (million VND)"), million_vnd),
        "repairs": (_("Repairs"), number),
        "cameras": (_("Cameras that see again"), number),
        "covered_weight_before": (_("Weight covered on that day"), partial(number, decimals=1)),
        "covered_weight_after": (_("Weight covered after"), partial(number, decimals=1)),
        "only_here": (_("Repairs only in this plan"), number),
    }
    told = {}
    for row, (label, writer) in rows.items():  # a handful of figures, each written its own way
        told[label] = [writer(float(value)) for value in table.transpose()[row]]
    names = [str(name) for name in table]
    told[_("Kept on")] = [date(held[name]["result"]["day"]) for name in names]
    told[_("Kept by")] = [plain(held[name]["result"]["who"]) for name in names]
    return pd.DataFrame(told, index=[plain(name) for name in names]).transpose()
