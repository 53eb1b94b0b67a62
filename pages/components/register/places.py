"""What should be seen: loading places, roads and buildings, and how much each weighs."""

from pathlib import Path

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from gis.analysis.result import Analysis
from gis.core.errors import GisError
from gis.core.language import _
from gis.core.numbers import number
from gis.core.scratch import scratch_folder
from gis.coverage.buildings import repaired
from gis.demand.layers import Places
from gis.demand.sandbox import read_places_isolated
from gis.export.file_names import file_name
from gis.ingest.quarantine import workbook
from pages.components.overview.simulation import warn_of_simulated
from pages.components.register.import_help import ask_reading, show_evidence
from pages.components.register.upload import XLSX, findings_table
from pages.components.shared.file_upload import UploadProgress, ask_file, read_once, take_away
from pages.components.shared.markdown import plain
from pages.components.shared.session import current_snapshots, who

DEMAND_FILE_KEY = "demand_file"
# The extract of the whole country has some 400 MB.
MAX_FILE_MB = 800


def upload_demand(analysis: Analysis) -> None:
    """Read places, roads and buildings from a file; write them when confirmed."""
    st.markdown(
        _(
            "An OpenStreetMap extract (`.osm.pbf`) gives roads, junctions, schools, markets and "
            "more, and the buildings that hide them. Or a list or layer of your own, in any form "
            "a list of cameras may have: the name of each place, its kind (school, market, "
            "junction…) and its position; weights where they differ from those of the kind."
        )
    )
    file = ask_file(
        _("OpenStreetMap extract, or list or layer of places or roads"),
        None,
        key=DEMAND_FILE_KEY,
        most_mb=MAX_FILE_MB,
    )
    crs = ask_reading(_("Coordinates in the file"), key="demand_crs")
    if file is None:
        return
    try:
        found = read_once(
            file, lambda tell: _read(file, crs, analysis, tell), key=DEMAND_FILE_KEY, about=(crs,)
        )
    except GisError as error:
        st.error(plain(error), icon=":material/error:")
        return
    if found.readings is not None:
        show_evidence(found.readings)
    _show(found, file.name)
    if found.demand.empty and found.buildings is None and found.water is None:
        return
    warn_of_simulated(analysis, places=True)
    if st.button(_("Write the layer"), type="primary", icon=":material/save:", key="write_demand"):
        _write(found, file.name)


def _read(file: UploadedFile, crs: str, analysis: Analysis, tell: UploadProgress) -> Places:
    with scratch_folder() as folder:
        path = folder / Path(file.name).name
        path.write_bytes(file.getbuffer())
        return read_places_isolated(
            [path],
            analysis.communes,
            crs=crs,
            progress=lambda count: tell(None, _("{count} objects", count=number(count))),
        )


def _show(places: Places, name: str) -> None:
    st.markdown(_("{count} places and roads in the file.", count=number(len(places.demand))))
    if places.buildings is not None:
        st.markdown(
            _(
                "{count} buildings that hide what is behind them",
                count=number(len(places.buildings)),
            )
        )
    if any(len(sheet.cells) for sheet in places.quarantine):
        st.download_button(
            _("Download the rows to correct"),
            data=lambda: workbook(places.quarantine, places.findings),
            file_name=file_name("quarantine", Path(name).stem, "xlsx"),
            mime=XLSX,
            icon=":material/download:",
            on_click="ignore",
            key="demand_quarantine",
        )
    if places.findings:
        st.dataframe(findings_table(places.findings), hide_index=True)


def _write(places: Places, name: str) -> None:
    try:
        buildings = None if places.buildings is None else repaired(places.buildings)[0]
        current_snapshots().store.save(
            demand=places.demand, buildings=buildings, water=places.water, source=name, who=who()
        )
    except GisError as error:
        st.error(plain(error), icon=":material/error:")
        return
    take_away(DEMAND_FILE_KEY)
    st.rerun()
