"""Bản đồ: every camera and what it sees, filtered by commune, state and origin."""

import streamlit as st

from gis.choices import Origin, Status
from gis.language import _
from gis.words import words
from pages.components.camera_map import camera_map
from pages.components.session import choose_commune, snapshot

st.title(_("Map"))
taken = snapshot()
where, states, origins = st.columns(3)
with where:
    commune = choose_commune(taken)
status_words, origin_words = words(Status), words(Origin)
statuses = states.multiselect(
    _("State in the register"), list(Status), format_func=lambda s: status_words[s],
    placeholder=_("All"), key="map_statuses",
)  # fmt: skip
from_whom = origins.multiselect(
    _("Origin"), list(Origin), format_func=lambda o: origin_words[o],
    placeholder=_("All"), key="map_origins",
)  # fmt: skip


@st.fragment
def show_map() -> None:
    """Show the map; what happens in it reruns only this part."""
    camera_map(
        key="main_map",
        revision=taken.revision,
        simulated=taken.simulated,
        filters={"commune": commune, "statuses": statuses or None, "origins": from_whom or None},
        focus={"commune": commune} if commune else None,
        height=620,
    )


show_map()
