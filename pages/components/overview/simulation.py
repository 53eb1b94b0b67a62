"""Simulated data: what goes when it is removed, and when real data comes in."""

import streamlit as st

from gis.analysis.result import Analysis
from gis.core.language import _
from gis.store.store import leaving
from gis.vocabulary.words import simulated_in_words
from pages.components.shared.session import current_snapshots, lacks_name, who

NO_PLACES = {"places": 0, "roads": 0}


def offer_removal() -> None:
    """Offer to remove what is simulated, having said what it is."""
    store = current_snapshots().store
    counts = store.simulated()
    text, button = st.columns([3, 1], vertical_alignment="center")
    told = _("**Simulated data.** Cameras, roads and places are made up to show how it works.")
    if not _devices(counts):
        told = _(
            "**Simulated roads and places.** They are made up; what is said to be seen or "
            "lost rests on them."
        )
    text.warning(told, icon=":material/science:")
    ask = button.popover(
        _("Remove simulated data"), icon=":material/delete:", width="stretch", key="simulated_gone"
    )
    with ask:
        kept = _devices(counts) and _ask_places(counts, key="simulated_places_stay")
        going = counts | (NO_PLACES if kept else {})
        st.markdown(
            _(
                "This goes: {what}. It cannot be taken back, only simulated anew; real data stays.",
                what=simulated_in_words(going),
            )
        )
        unnamed = lacks_name()
        if st.button(
            _("Remove it"),
            icon=":material/delete:",
            type="primary",
            key="remove_simulated",
            disabled=unnamed,
        ):
            store.remove_simulated(keep_demand=kept, who=who())
            st.rerun()


def warn_of_simulated(analysis: Analysis, *, places: bool) -> bool:
    """Say what goes when a file of cameras, or of `places`, is written; return if places stay."""
    if not analysis.provenance.simulated:
        return False
    counts = current_snapshots().store.simulated()
    going = leaving(counts, places=places)
    if not any(going.values()):
        return False
    kept = not places and _ask_places(going, key="upload_places_stay")
    going |= NO_PLACES if kept else {}
    st.warning(
        _(
            "The simulated data is removed when this file is written: {what}.",
            what=simulated_in_words(going),
        )
    )
    return kept


def _devices(counts: dict[str, int]) -> bool:
    return bool(counts["cameras"] or counts["equipment"])


def _ask_places(counts: dict[str, int], *, key: str) -> bool:
    if not (counts["places"] or counts["roads"]):
        return False
    label = _("Keep the simulated roads and places; they stay marked as such")
    return st.checkbox(label, key=key)
