"""What is doubtful in the register: cameras nobody answers for, cameras listed twice."""

import streamlit as st

from gis.language import _, number
from gis.service.snapshot import Snapshot
from gis.upkeep.papers import file_against_found, orphans
from pages.components.figures import metrics, show_table


def show_orphans(taken: Snapshot) -> None:
    """Show the cameras without managing body, and what the papers say against what stands."""
    names = taken.analysis.communes.set_index("code")["full_name"]
    lonely = orphans(taken.analysis.cameras, taken.analysis.communes)
    st.markdown(
        _("{count} cameras have had no managing body since the merger.", count=number(len(lonely)))
    )
    shown = lonely[["camera_id", "name", "custodian", "why"]].assign(
        commune=lonely["commune_code"].map(names).fillna("")
    )
    shown.columns = [_("Code"), _("Name"), _("Managing body"), _("Why"), _("Commune")]
    show_table(shown, key="orphans")
    st.subheader(_("Number on file against number found"))
    sums = file_against_found(taken.analysis.cameras).sum()
    metrics(
        st.container(),
        {
            _("On file"): (sums.get("on_file", 0), _("Listed in the papers handed over")),
            _("Found"): (sums.get("found", 0), _("Standing there when surveyed")),
            _("On file, not found"): (sums.get("not_found", 0), _("Listed, but not there")),
            _("Not on file"): (sums.get("not_on_file", 0), _("There, but in no paper")),
            _("Not compared"): (sums.get("not_compared", 0), _("Nobody has compared it yet")),
        },
    )


def show_suspects(taken: Snapshot) -> None:
    """Show the pairs of cameras that may be one, and why."""
    pairs, ids = taken.suspects, taken.analysis.cameras["camera_id"].to_numpy()
    shown = pairs.assign(first=ids[pairs["first"]], second=ids[pairs["second"]])
    shown.columns = [_("Camera"), _("May be the same as"), _("Distance (m)"), _("Why")]
    st.markdown(_("{count} pairs may be one camera listed twice.", count=number(len(pairs))))
    show_table(shown, key="duplicates")
