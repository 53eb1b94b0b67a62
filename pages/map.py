"""Bản đồ: every camera and what it sees, filtered, and edited where it stands."""

import streamlit as st

from gis.core.choices import Coverage
from gis.core.language import _
from gis.mapserver.details import edit_start
from gis.register.queries import in_commune, located
from gis.vocabulary.labels import display_names
from pages.components.camera_map import MANY_ACTS, camera_map
from pages.components.register.by_hand import open_map_request
from pages.components.register.editing import edited_on_map
from pages.components.register.selected_cameras import open_selection
from pages.components.shared.markdown import plain
from pages.components.shared.session import basemaps, choose_commune, snapshot, who

taken = snapshot()
with st.container(
    horizontal=True, vertical_alignment="bottom", gap="small", key="map_head", width="stretch"
):
    st.title(_("Map"), width="content")
    with st.container(width=320, key="map_commune"):
        commune = choose_commune(taken.analysis)
    editable = st.toggle(_("Edit on the map"), key="map_editing")
    asking = st.container(width=340)
    st.page_link(
        "pages/register.py", label=_("The same cameras as a table"), icon=":material/list_alt:"
    )
cameras = taken.analysis.cameras
unplaced = cameras[~located(cameras)].set_index("camera_id", drop=False)
unplaced = in_commune(unplaced, commune)
if st.session_state.get("placing") not in unplaced.index:
    st.session_state["placing"] = None
names, placing = display_names(unplaced), None
name = who() if editable else ""
if editable and len(unplaced):
    placing = asking.selectbox(
        _("Put a camera without position on the map"),
        unplaced.index,
        key="placing",
        format_func=lambda code: " · ".join(filter(None, [code, names[code]])),
        placeholder=_("Choose a camera, then click where it stands"),
    )


@st.fragment
def show_map() -> None:
    """Show the map; what happens in it reruns only this part."""
    edited = camera_map(
        key="main_map",
        analysis=taken.analysis,
        filters={"commune": commune, "statuses": None, "origins": None},
        places=(Coverage.LOST,),
        focus={"commune": commune} if commune else None,
        height=None,
        permalink=True,
        editable=editable,
        placing=edit_start(unplaced.loc[[placing]]) if placing else None,
        selects=True,
    )
    if edited and edited.get("act") in MANY_ACTS:
        open_selection(taken, commune, edited)
    elif edited and "act" in edited:
        open_map_request(taken.analysis, edited)
    else:
        edited_on_map(edited, name)


show_map()
open_map_request(taken.analysis)
open_selection(taken, commune)
for problem in basemaps().problems:
    st.warning(plain(problem), icon=":material/layers_clear:")
