"""Loading files: findings first, writing only when the user says so."""

import tempfile
from pathlib import Path

import pandas as pd
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from gis.demand.layers import read_demand
from gis.errors import GisError
from gis.findings import Severity
from gis.language import _, number
from gis.register.importing import Import, quarantine_workbook, read_import
from gis.service.snapshot import Snapshot
from pages.components.figures import metrics
from pages.components.plain import plain
from pages.components.session import current_snapshots

REGISTER_FILES = ["xlsx", "csv", "geojson", "json", "gpkg"]
DEMAND_FILES = ["geojson", "json", "gpkg", "csv"]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def upload_register(taken: Snapshot) -> None:
    """Read a register file, show what was found, and write it when confirmed."""
    file = st.file_uploader(
        _("Register file: Excel, CSV, GeoJSON or GeoPackage"), REGISTER_FILES, key="register_file"
    )
    crs = st.selectbox(
        _("Coordinates in the file"),
        ["auto", "EPSG:9211", "EPSG:9212"],
        format_func={
            "auto": _("longitude, latitude (WGS 84)"),
            "EPSG:9211": _("VN-2000, central meridian 106°00′"),
            "EPSG:9212": _("VN-2000, central meridian 106°15′"),
        }.__getitem__,
    )
    if file is None:
        if note := st.session_state.pop("register_written", None):
            st.success(plain(note), icon=":material/check_circle:")
        st.info(
            _(
                "Nothing is written before you have seen the findings. "
                "Rows to correct come back as a file."
            ),
            icon=":material/info:",
        )
        return
    try:
        with st.spinner(_("Reading {file}…", file=plain(file.name))):
            found = _read_once(file, crs, taken)
    except GisError as error:
        st.error(plain(error), icon=":material/error:")
        return
    _show_import(found, file.name)
    if len(found.cameras) + len(found.equipment):
        _offer_writing(found, file.name, taken)


def _read_once(file: UploadedFile, crs: str, taken: Snapshot) -> Import:
    """Read the uploaded file; a rerun of the page shows what was read before."""
    about = (file.file_id, crs, taken.revision)
    if st.session_state.get("import_about") != about:
        communes = taken.analysis.communes
        found = read_import(file.getvalue(), file.name, communes=communes, crs=crs)
        st.session_state.update(import_about=about, import_found=found)
    read: Import = st.session_state["import_found"]
    return read


def _show_import(found: Import, name: str) -> None:
    metrics(
        st.container(),
        {
            _("Rows in the file"): (found.rows, _("Without titles and blank rows")),
            _("Accepted"): (found.accepted, _("Rows that can be written")),
            _("To correct"): (found.quarantined, _("Rows with an error; not written")),
            _("Not located"): (
                found.not_located,
                _("Listed without a position; counted and costed"),
            ),
        },
    )
    if found.quarantined:
        st.download_button(
            _("Download the rows to correct"),
            data=lambda: quarantine_workbook(found),
            file_name=f"{Path(name).stem}_can-sua.xlsx",
            mime=XLSX,
            icon=":material/download:",
            on_click="ignore",
        )
    if found.findings:
        st.subheader(_("Findings"))
        st.dataframe(_findings(found), hide_index=True)


def _findings(found: Import) -> pd.DataFrame:
    grade = {
        Severity.ERROR: _("error"),
        Severity.WARNING: _("warning"),
        Severity.NOTICE: _("notice"),
    }
    rows = [
        (grade[f.severity], f.sheet, f.row or None, f.column, f.message, f.suggestion)
        for f in sorted(found.findings, key=lambda f: list(Severity).index(f.severity))
    ]
    titles = [_("Grade"), _("Sheet"), _("Row"), _("Column"), _("Finding"), _("What to do")]
    return pd.DataFrame(rows, columns=titles)


def _offer_writing(found: Import, name: str, taken: Snapshot) -> None:
    if taken.simulated:
        st.warning(_("The simulated data is removed when this file is written."))
    label = _("Write {count} cameras into the register", count=number(len(found.cameras)))
    if st.button(label, type="primary", icon=":material/save:", key="write_register"):
        store = current_snapshots().store
        try:
            changed = store.save(cameras=found.cameras, equipment=found.equipment, source=name)
        except GisError as error:
            st.error(plain(error), icon=":material/error:")
            return
        st.session_state["register_written"] = _(
            "{file}: {count} rows written; the rest was there already.",
            file=name,
            count=number(changed),
        )
        for kept in ("register_file", "import_about", "import_found"):
            del st.session_state[kept]
        st.rerun()


def upload_demand(taken: Snapshot) -> None:
    """Read a layer of places (points) or roads (lines) and write it when confirmed."""
    st.markdown(
        _(
            "Points or lines with the columns `demand_id`, `category`, `name`, and `weight` "
            "(points) or `weight_per_km` (lines)."
        )
    )
    file = st.file_uploader(_("Layer of places or roads"), DEMAND_FILES, key="demand_file")
    if file is None:
        return
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / Path(file.name).name
            path.write_bytes(file.getvalue())
            layer = read_demand([path])
    except GisError as error:
        st.error(plain(error), icon=":material/error:")
        return
    st.markdown(_("{count} places and roads in the file.", count=number(len(layer))))
    if taken.simulated:
        st.warning(_("The simulated data is removed when this file is written."))
    if st.button(_("Write the layer"), type="primary", icon=":material/save:", key="write_demand"):
        current_snapshots().store.save(demand=layer, source=file.name)
        del st.session_state["demand_file"]
        st.rerun()
