"""What follows once a list is written: the plan of each commune it speaks of, one click away."""

import streamlit as st

from gis.analysis.result import Analysis
from gis.communes.listing import commune_names
from gis.core.language import _
from gis.ingest.importing import Import

_COMMUNES = "import_communes"
# A list of more communes is one of the province.
_MOST = 3


def remember_communes(result: Import) -> None:
    """Remember which communes a list speaks of, for when it is written."""
    st.session_state[_COMMUNES] = sorted(set(result.cameras["commune_code"]) - {""})


def lead_on(analysis: Analysis) -> None:
    """Lead from a list just written to the plans of its communes, else to the overview."""
    names = commune_names(analysis.communes)
    codes = [code for code in st.session_state.pop(_COMMUNES, []) if code in names]
    with st.container(horizontal=True, key="lead_on"):
        for code in codes if len(codes) <= _MOST else []:
            told = _("Plan and proposal: {commune}", commune=names[code])
            st.page_link(
                "pages/plan.py", label=told, icon=":material/build:", query_params={"xa": code}
            )
        st.page_link(
            "pages/overview.py",
            label=_("Overview"),
            icon=":material/dashboard:",
            query_params={"xa": codes[0]} if len(codes) == 1 else {},
        )
