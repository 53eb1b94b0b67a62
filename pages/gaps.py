"""Khu vực chưa được giám sát: lost and gap places, worst first, on the map and in a table."""

import streamlit as st
from shapely.geometry import mapping

from gis.communes.listing import commune_names
from gis.core.choices import Coverage
from gis.core.language import _
from gis.core.numbers import number
from gis.register.queries import counts_in
from gis.vocabulary.words import words
from pages.components.camera_map import camera_map
from pages.components.plan.gap_figures import unseen_figures
from pages.components.plan.losses import show_losses, show_single_points, show_undirected
from pages.components.shared.banners import lead_to_places
from pages.components.shared.drill_down import show_figures
from pages.components.shared.session import choose_commune, snapshot
from pages.components.shared.tables import place_table, selected_row, show_table
from pages.components.shared.tabs import show_tabs
from pages.components.shared.terms import show_basis

st.title(_("Places not seen"))
taken = snapshot()
asked = st.container()
with asked:
    commune = choose_commune(taken.analysis)
communes = taken.analysis.communes
names = commune_names(communes)
if taken.analysis.demand.empty:
    lead_to_places()
    st.stop()

labels = words(Coverage)
state = asked.segmented_control(
    _("Show"),
    [Coverage.LOST, Coverage.GAP],
    selection_mode="multi",
    default=[Coverage.LOST, Coverage.GAP],
    format_func=lambda s: labels[s],
    key="gap_states",
)
found = taken.analysis.gaps
found = found[found["coverage"].isin(state) & counts_in(found, commune)].reset_index(drop=True)
figures = unseen_figures(found, state)
if figures:
    show_figures(taken.analysis, commune, figures)
chosen = selected_row("gaps", found)
focus: dict[str, object] | None = {"commune": commune} if commune else None
if chosen is not None:
    place = found.geometry.iloc[chosen]
    focus = {"bounds": list(place.buffer(0.002).bounds), "geometry": mapping(place)}


def show_where() -> None:
    """Show the places on the map and in a table; the one chosen there is marked."""
    camera_map(
        key="gap_map",
        analysis=taken.analysis,
        filters={"commune": commune, "statuses": None, "origins": None},
        places=state,
        focus=focus,
        height=440,
    )
    st.caption(
        _(
            "{places} places and stretches of road, total weight {weight}.",
            places=number(len(found)),
            weight=number(found["weight"].sum(), 1),
        )
    )
    show_table(place_table(found, names), key="gaps")


show_tabs(
    {
        _("Where?"): show_where,
        _("Camera there, direction not known"): lambda: show_undirected(taken.analysis, commune),
        _("Why is it lost?"): lambda: show_losses(taken.analysis, commune),
        _("Seen by one camera alone"): lambda: show_single_points(taken.analysis, commune),
    },
    key="gaps_tabs",
)
show_basis(taken.analysis, commune)
