"""What hangs on shared equipment, said before anything else of a commune."""

import streamlit as st

from gis.core.language import _
from gis.restoration.plans.shared_faults import fault_sentences, shared_faults
from gis.runtime.plan_cache import Planner
from pages.components.shared.markdown import plain


def show_shared_faults(planner: Planner, commune: str | None) -> None:
    """Say which failed equipment most cameras wait for, and what its repair costs."""
    work = planner.ranking.work
    faults = shared_faults(work, planner.names("see"), commune=commune)
    if faults.empty:
        return
    lines = [f"- **{plain(line)}**" for line in fault_sentences(faults)]
    st.info(
        "\n".join([_("What hangs on shared equipment:"), "", *lines]),
        icon=":material/account_tree:",
    )
