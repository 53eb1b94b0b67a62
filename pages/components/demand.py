"""What should be seen: loading places, roads and buildings, and how much each weighs."""

import tempfile
from pathlib import Path

import pandas as pd
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from gis.coverage.buildings import KEPT, install_buildings
from gis.demand.isolated import read_places_isolated
from gis.demand.layers import Places
from gis.demand.water import KEPT as WATER
from gis.demand.water import install_water
from gis.errors import GisError
from gis.language import _, number
from gis.service.snapshot import Snapshot
from pages.components.files import ask_file, reading, take_away
from pages.components.plain import plain
from pages.components.session import current_snapshots, who

FIELD = "demand_file"
DEMAND_FILES = ["pbf", "osm", "geojson", "json", "gpkg", "zip", "csv"]
# The extract of the whole country has some 400 MB.
MAX_FILE_MB = 800


def upload_demand(taken: Snapshot) -> None:
    """Read places, roads and buildings from a file; write them when confirmed."""
    st.markdown(
        _(
            "An OpenStreetMap extract (`.osm.pbf`) gives roads, junctions, schools, markets and "
            "more, and the buildings that hide them. Or a layer of your own: points or lines "
            "with the columns `demand_id`, `category`, `name`, and `weight` (points) or "
            "`weight_per_km` (lines)."
        )
    )
    file = ask_file(
        _("OpenStreetMap extract, or layer of places or roads"), DEMAND_FILES, key=FIELD,
        most_mb=MAX_FILE_MB,
    )  # fmt: skip
    if file is None:
        return
    try:
        found = _read_once(file, taken)
    except GisError as error:
        st.error(plain(error), icon=":material/error:")
        return
    _show(found)
    if taken.simulated:
        st.warning(_("The simulated data is removed when this file is written."))
    if st.button(_("Write the layer"), type="primary", icon=":material/save:", key="write_demand"):
        _write(found, file.name)


def _read_once(file: UploadedFile, taken: Snapshot) -> Places:
    """Read the uploaded file; a rerun of the page shows what was read before."""
    if st.session_state.get("demand_about") != file.file_id:
        with tempfile.TemporaryDirectory() as folder, reading(file, key=FIELD) as tell:
            path = Path(folder) / Path(file.name).name
            path.write_bytes(file.getbuffer())
            found = read_places_isolated(
                [path], taken.analysis.communes,
                progress=lambda count: tell(None, _("{count} objects", count=number(count))),
            )  # fmt: skip
        st.session_state.update(demand_about=file.file_id, demand_found=found)
    read: Places = st.session_state["demand_found"]
    return read


def _show(found: Places) -> None:
    st.markdown(_("{count} places and roads in the file.", count=number(len(found.demand))))
    if found.buildings is not None:
        st.markdown(_("{count} buildings that hide what is behind them",
                      count=number(len(found.buildings))))  # fmt: skip
    if found.findings:
        rows = [(f.message, f.suggestion) for f in found.findings]
        st.dataframe(pd.DataFrame(rows, columns=[_("Finding"), _("What to do")]), hide_index=True)


def _write(found: Places, name: str) -> None:
    try:
        store = current_snapshots().store
        store.save(demand=found.demand, source=name, who=who())
        if found.buildings is not None:
            install_buildings(found.buildings, store.beside(KEPT))
        if found.water is not None:
            install_water(found.water, store.beside(WATER))
    except GisError as error:
        st.error(plain(error), icon=":material/error:")
        return
    take_away(FIELD)
    for kept in ("demand_about", "demand_found"):
        del st.session_state[kept]
    st.rerun()
