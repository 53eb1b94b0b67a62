"""How full stations, lines and recorders are, today and after the plan."""

import numpy as np
import streamlit as st

from gis.core.language import _
from gis.core.numbers import number
from gis.register.capacities import DAYS
from gis.restoration.plans.loads import Loads
from gis.restoration.plans.plan import Plan
from gis.restoration.plans.request import Request
from gis.runtime.plan_cache import Planner
from pages.components.shared.tables import SHOWN_ROWS


def show_loads(planner: Planner, request: Request, plan: Plan) -> None:
    """Show the load of all whose room is stated, what is over-full first and in red words."""
    found = planner.loads(request, plan)
    if found.table.empty:
        return
    over = found.table[["over_today", "over_after"]].sum()
    with st.expander(_("Loads of stations, lines and recorders"), expanded=bool(over.sum())):
        counts = {"today": number(over["over_today"]), "after": number(over["over_after"])}
        st.markdown(_("What is over-full today: {today}; after the plan: {after}.", **counts))
        first = Loads(found.table.head(SHOWN_ROWS))
        full = first.table[["over_today", "over_after"]].any(axis=1)
        red = list(np.where(full, "color: #b00020; font-weight: bold", ""))
        styled = first.in_words().style.apply(lambda _cells: red, axis=0)
        st.dataframe(styled, hide_index=True, key="plan_loads")
        st.caption(
            _(
                "Bit rates nobody has stated are those usual for resolution and codec; disks "
                "keep {days} days where none are stated.",
                days=number(DAYS),
            )
        )
