"""What no visitor may miss: simulated data, schematic boundaries."""

import streamlit as st

from gis.communes.boundaries import install
from gis.errors import GisError
from gis.language import _
from pages.components.plain import plain
from pages.components.session import boundaries_source, current_snapshots, snapshot


def show_banners() -> None:
    """Show, above every page, what the figures rest on when that is not real data.

    What the last change did is told once.
    """
    if told := st.session_state.pop("told", None):
        st.toast(told, icon=":material/check_circle:")
    taken = snapshot()
    if taken.simulated:
        _simulated()
    if taken.analysis.communes.attrs.get("source") == "schematic":
        _schematic()


def _simulated() -> None:
    text, button = st.columns([3, 1], vertical_alignment="center")
    text.warning(
        _("**Simulated data.** Cameras, roads and places are made up to show how it works."),
        icon=":material/science:",
    )
    if button.button(_("Remove simulated data"), icon=":material/delete:", width="stretch"):
        current_snapshots().store.remove_simulated()
        st.rerun()


def _schematic() -> None:
    text, button = st.columns([3, 1], vertical_alignment="center")
    text.error(
        _(
            "**Schematic boundaries: for orientation only, not for delimitation.** "
            "The commune stated in the register counts, not the position on the map."
        ),
        icon=":material/warning:",
    )
    if button.button(_("Load real boundaries"), icon=":material/download:", width="stretch"):
        progress = st.progress(0.0, _("Loading boundaries…"))
        try:
            install(
                boundaries_source(), progress=lambda done, total: progress.progress(done / total)
            )
        except GisError as error:
            st.error(plain(error))
        else:
            st.rerun()
