"""Xã, phường, đặc khu: all communes in one sortable table; a click goes to its map."""

import streamlit as st

from gis.coverage.area import AREAS
from gis.language import _
from pages.components.figures import show_table
from pages.components.session import snapshot
from pages.components.terms import show_basis

st.title(_("Communes, wards, special zone"))
st.caption(_("Choose a row to see the commune on the map."))
analysis = snapshot().analysis
communes = analysis.communes
order = communes.sort_values(["lost_weight", "gap_weight"], ascending=False)
seeing = 100 * order["seeing"] / order["cameras"].where(order["cameras"] > 0)
shown = order[["full_name", "cameras", "not_seeing", "unconfirmed", "not_located"]].assign(
    seeing_share=seeing,
    lost=order["lost_weight"],
    gap=order["gap_weight"],
    covered=order["covered_weight"],
    single=order["single_weight"],
    **{area: 100 * order[area] for area in AREAS},
)
shown.columns = [
    _("Commune, ward or special zone"), _("Camera views"), _("Not seeing"), _("Unconfirmed"),
    _("Not located"), _("Seeing (%)"), _("Weight lost"), _("Weight without camera"),
    _("Weight covered"), _("of it by one camera alone"), _("Installed (ha)"), _("Seen (ha)"),
    _("Not confirmed (ha)"), _("Lost (ha)"), _("Seen twice (ha)"), _("Seen by three or more (ha)"),
]  # fmt: skip
bar = st.column_config.ProgressColumn
chosen = show_table(
    shown,
    key="communes",
    columns={
        _("Seeing (%)"): bar(_("Seeing (%)"), min_value=0, max_value=100, format="%.0f%%"),
        _("Weight lost"): bar(
            _("Weight lost"),
            min_value=0,
            max_value=max(1.0, float(order["lost_weight"].max())),
            format="%.0f",
        ),
    },
)
show_basis(analysis)
if chosen is not None:
    st.session_state["commune"] = order["code"].iloc[chosen]
    st.switch_page("pages/map.py")
