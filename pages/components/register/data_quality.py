"""What is doubtful in the register: cameras nobody answers for, cameras listed twice."""

import streamlit as st

from gis.analysis.result import Analysis
from gis.communes.listing import commune_names
from gis.core.language import _
from gis.core.numbers import number
from gis.drill_down import DrillDown
from gis.runtime.plan_cache import Planner
from gis.survey.papers import orphans, presence_flags
from gis.vocabulary.labels import display_names
from pages.components.shared.drill_down import figures_of, show_figures
from pages.components.shared.tables import show_table


def show_orphans(analysis: Analysis) -> None:
    """Show the cameras without managing body, and what the papers say against what stands."""
    names = commune_names(analysis.communes)
    lonely = orphans(analysis.cameras, analysis.communes)
    st.markdown(
        _("{count} cameras have had no managing body since the merger.", count=number(len(lonely)))
    )
    shown = lonely[["camera_id", "name", "custodian", "why"]].assign(
        name=display_names(lonely), commune=lonely["commune_code"].map(names).fillna("")
    )
    shown.columns = [_("Code"), _("Name"), _("Managing body"), _("Why"), _("Commune")]
    show_table(shown, key="orphans")
    st.subheader(_("Number on file against number found"))
    cameras = analysis.cameras
    counted = presence_flags(cameras)
    told = {
        "on_file": (_("On file"), _("Listed in the papers handed over")),
        "found": (_("Found"), _("Standing there when surveyed")),
        "not_found": (_("On file, not found"), _("Listed, but not there")),
        "not_on_file": (_("Not on file"), _("There, but in no paper")),
        "not_compared": (_("Not compared"), _("Nobody has compared it yet")),
    }
    show_figures(
        analysis,
        None,
        figures_of(counted.sum(), told),
        lambda name: DrillDown(cameras[counted[name]]),
    )


def show_suspects(planner: Planner) -> None:
    """Show the pairs of cameras that may be one, and why."""
    pairs, cameras = planner.suspects, planner.analysis.cameras
    named = (
        (cameras["camera_id"] + " · " + display_names(cameras)).str.removesuffix(" · ").to_numpy()
    )
    shown = pairs.assign(first=named[pairs["first"]], second=named[pairs["second"]])
    shown.columns = [_("Camera"), _("May be the same as"), _("Distance (m)"), _("Why")]
    st.markdown(_("{count} pairs may be one camera listed twice.", count=number(len(pairs))))
    show_table(shown, key="duplicates")
