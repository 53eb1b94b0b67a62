"""What no visitor may miss: simulated data, schematic boundaries, nothing loaded yet."""

import streamlit as st

from gis.communes.boundaries import install
from gis.core.errors import GisError
from gis.core.language import _
from gis.store.read_only import refusal
from pages.components.overview.simulation import offer_removal
from pages.components.shared.confidential import close_side_doors
from pages.components.shared.door import is_loopback
from pages.components.shared.markdown import plain
from pages.components.shared.session import boundaries_source, current_snapshots, snapshot

# Pages that say themselves how to begin.
BEGIN = ("", "danh-muc")


def show_banners(page: str) -> None:
    """Show, above every page, what the figures rest on when that is not real data.

    What the last change did is told once. `page`: the address of the page, see `main.py`.
    """
    if told := st.session_state.pop("told", None):
        st.toast(told, icon=":material/check_circle:")
    if not is_loopback(st.get_option("server.address")):
        _open_to_network()
    if current_snapshots().store.is_read_only:
        st.info(refusal(), icon=":material/lock:")
    taken = snapshot()
    provenance = taken.analysis.provenance
    if provenance.simulated:
        offer_removal()
    if provenance.boundaries == "schematic":
        _schematic()
    close_side_doors(taken.analysis.cameras)
    if taken.analysis.cameras.empty and page not in BEGIN:
        lead_to_data()


def _open_to_network() -> None:
    st.warning(
        _(
            "The app is open to the network: whoever reaches this machine can read and change "
            "the register. Use it in a network you trust, or behind a sign-in."
        ),
        icon=":material/lan:",
    )


def lead_to_data() -> None:
    """Say that there is no camera yet, and where to load some."""
    told = _("There is no camera yet. Start with the commune's own list.")
    st.info(told, icon=":material/upload:")
    st.page_link("pages/register.py", label=_("Load a register file"), icon=":material/list_alt:")


def lead_to_places() -> None:
    """Say that there is nothing to be watched yet, and where to load it."""
    st.info(_("No places or roads to watch are loaded yet."), icon=":material/upload:")
    st.page_link("pages/register.py", label=_("Load places and roads"), icon=":material/list_alt:")


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
