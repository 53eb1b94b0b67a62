"""Loading files: findings first, writing only when the user says so."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import pandas as pd
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from gis.analysis.result import Analysis
from gis.core.errors import GisError
from gis.core.findings import Finding, Severity
from gis.core.language import _
from gis.core.numbers import number
from gis.export.file_names import file_name
from gis.ingest.headings.mapping import LAYOUTS, VALUES, Mapping, Values, joined
from gis.ingest.importing import Import, quarantine_workbook, states_in_words
from gis.ingest.sandbox import prepare, read_isolated
from gis.ingest.sheets import HeadingsError, Sheet
from gis.store.replacement import compare_lists, replace
from gis.store.returns import without_removed
from pages.components.overview.next_steps import lead_on, remember_communes
from pages.components.overview.simulation import warn_of_simulated
from pages.components.register.import_help import (
    ask_headings,
    ask_reading,
    ask_sheet_readings,
    ask_values,
)
from pages.components.register.preview import ask_sheets
from pages.components.register.recognition import ask_matches, decided
from pages.components.register.replacement import ask_replacement, writing_label
from pages.components.shared.file_upload import ask_file, reading, take_away, writing_file
from pages.components.shared.markdown import plain
from pages.components.shared.session import current_snapshots, lacks_name, who
from pages.components.shared.tables import metrics

REGISTER_FILE_KEY = "register_file"
MATCHES = "register_matches"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def upload_register(analysis: Analysis) -> None:
    """Read a register file, show what was found, and write it when confirmed."""
    file = ask_file(
        _("Register file as it is kept: Excel, CSV, KML, map layers, and others"),
        None,
        key=REGISTER_FILE_KEY,
    )
    crs = ask_reading(_("Coordinates in the file"), key="register_crs")
    if file is None:
        _before_reading(analysis)
        return
    roles = st.session_state.get("sheet_roles", {}).get(file.file_id, {})
    readings = st.session_state.get("sheet_readings", {}).get(file.file_id, {})
    try:
        found = _read_once(file, crs, _mapping(roles, readings), analysis)
    except HeadingsError as error:
        st.error(plain(error), icon=":material/error:")
        st.markdown(_("Say what the columns mean:"))
        _correct(error.sheets, file.file_id)
        return
    except GisError as error:
        st.error(plain(error), icon=":material/error:")
        return
    remember_communes(found)
    _ask_words(found, file.file_id)
    if found.readings is not None:
        said = ask_sheet_readings(
            found.readings, key=f"readings_{file.file_id}", whole="register_crs"
        )
        if said != readings:
            st.session_state["sheet_readings"] = {file.file_id: said}
            st.rerun()
    _show_found(found, file, roles, analysis)


def _before_reading(analysis: Analysis) -> None:
    """Say what comes of a file, or what has come of the last one."""
    prepare()
    if note := st.session_state.pop("register_written", None):
        st.success(plain(note), icon=":material/check_circle:")
        lead_on(analysis)
    st.info(
        _(
            "Nothing is written before you have seen the findings. "
            "Rows to correct come back as a file."
        ),
        icon=":material/info:",
    )


def _show_found(
    result: Import, file: UploadedFile, roles: dict[str, str], analysis: Analysis
) -> None:
    """Show what was read, ask what it is taken for, and offer to write it."""
    _show_import(result, file.name)
    st.subheader(_("Sheets of the file"))
    if said := ask_sheets(result, key=f"role_{file.file_id}_{len(roles)}"):
        st.session_state["sheet_roles"] = {file.file_id: roles | said}
        st.rerun()
    ask_matches(result, key=MATCHES)
    told = st.session_state["import_told"]
    gone = ask_replacement(told, key=f"replace_{file.file_id}")
    with st.expander(_("What each heading was read as"), icon=":material/table_rows:"):
        _correct(result.sheets, file.file_id)
    if len(result.cameras) + len(result.equipment):
        label = _("Write {count} cameras into the register", count=number(len(result.cameras)))
        if gone is not None:
            label = writing_label(told, gone)
        _offer_writing(result, file.name, analysis, label=label, gone=gone or [])


def _correct(sheets: Sequence[Sheet], file_id: str) -> None:
    """Let the meaning of headings be corrected; the file is then read again."""
    corrected = ask_headings(sheets, key=f"headings_{file_id}")
    if st.button(_("Read again so"), disabled=not corrected, key="read_again"):
        st.session_state["layouts"] = st.session_state.get("layouts", {}) | corrected
        st.rerun()
    st.caption(_("What you say here is remembered for files with the same headings."))


def _ask_words(result: Import, file_id: str) -> None:
    """Offer the words not understood, to be said what they mean; the file is then read again."""
    if result.unread.empty:
        return
    values = st.session_state.get("values", {})
    # A table that has been answered is another table: its answers must not stay in the editor.
    said = ask_values(result.unread, key=f"values_{file_id}_{len(result.unread)}")
    if st.button(_("Read again so"), disabled=not said, key="read_values_again"):
        st.session_state["values"] = joined(values, said)
        st.rerun()
    st.caption(_("What you say here is remembered for these words in other files."))


def _mapping(roles: dict[str, str], readings: dict[str, str]) -> Mapping:
    """Return what was said before, in this file and in others."""
    layouts, values = (st.session_state.get(key, {}) for key in ("layouts", "values"))
    return Mapping(
        layouts=_remembered(LAYOUTS) | layouts,
        values=joined(_remembered(VALUES), values),
        roles=roles,
        readings=readings,
    )


def _read_once(file: UploadedFile, crs: str, mapping: Mapping, analysis: Analysis) -> Import:
    """Read the uploaded file; a rerun of the page shows what was read before."""
    matches = decided(file.file_id, key=MATCHES)
    about = (file.file_id, crs, str(mapping), str(matches), analysis.provenance.revision)
    if st.session_state.get("import_about") != about:
        roads, known = analysis.demand.geometry, current_snapshots().store.listed()
        with reading(file, key=REGISTER_FILE_KEY) as tell:
            found = read_isolated(
                file.getvalue(),
                file.name,
                communes=analysis.communes,
                crs=crs,
                mapping=mapping,
                known=known,
                matches=matches,
                roads=roads[roads.geom_type.isin(["LineString", "MultiLineString"])],
                progress=tell,
            )
        found = without_removed(found, current_snapshots().store)
        st.session_state.update(
            import_about=about, import_found=found, import_told=compare_lists(known, found)
        )
    read: Import = st.session_state["import_found"]
    return read


def _remembered(setting: str) -> Values:
    return current_snapshots().store.setting(setting) or {}


def _show_import(result: Import, name: str) -> None:
    metrics(
        st.container(),
        {
            _("Rows in the file"): (result.rows, _("Without titles and blank rows")),
            _("Accepted"): (result.accepted, _("Rows that can be written")),
            _("To correct"): (result.quarantined, _("Rows with an error; not written")),
            _("Not located"): (
                result.not_located,
                _("Listed without a position; counted and costed"),
            ),
        },
    )
    if result.states:
        st.markdown(plain(states_in_words(result)))
    if result.quarantined:
        st.download_button(
            _("Download the rows to correct"),
            data=lambda: quarantine_workbook(result),
            file_name=file_name("quarantine", Path(name).stem, "xlsx"),
            mime=XLSX,
            icon=":material/download:",
            on_click="ignore",
        )
    if result.findings:
        st.subheader(_("Findings"))
        st.dataframe(findings_table(result.findings), hide_index=True)


def findings_table(findings: Iterable[Finding]) -> pd.DataFrame:
    """Return findings in words, the gravest first."""
    grade = {
        Severity.ERROR: _("error"),
        Severity.WARNING: _("warning"),
        Severity.NOTICE: _("notice"),
    }
    rows = [
        (grade[f.severity], f.sheet, f.row or None, f.column, f.message, f.suggestion)
        for f in sorted(findings, key=lambda f: list(Severity).index(f.severity))
    ]
    titles = [_("Grade"), _("Sheet"), _("Row"), _("Column"), _("Finding"), _("What to do")]
    return pd.DataFrame(rows, columns=titles)


def _offer_writing(
    result: Import, name: str, analysis: Analysis, *, label: str, gone: list[str]
) -> None:
    """Offer to write what was read, and to put what is gone into the archive."""
    if result.simulated:
        st.warning(_("The file says that its rows are simulated; they stay marked so"))
    places_stay = not result.simulated and warn_of_simulated(analysis, places=False)
    seen, st.session_state["import_seen"] = (
        st.session_state.get("import_seen"),
        analysis.provenance.revision,
    )
    unnamed = bool(gone) and lacks_name()
    pressed = st.button(
        label, type="primary", icon=":material/save:", key="write_register", disabled=unnamed
    )
    if not pressed:
        return
    if gone and seen != analysis.provenance.revision:
        st.warning(_("The register has changed meanwhile. Look once more at what would go."))
        return
    try:
        if places_stay:
            current_snapshots().store.remove_simulated(keep_demand=True, who=who())
        changed = _write(result, name, gone)
    except GisError as error:
        st.error(plain(error), icon=":material/error:")
        return
    note = _(
        "{file}: {count} rows written; the rest was there already.",
        file=name,
        count=number(changed - len(gone)),
    )
    if gone:
        note += " " + _("{count} cameras went into the archive.", count=number(len(gone)))
    st.session_state["register_written"] = note
    take_away(REGISTER_FILE_KEY)
    for kept in ("import_about", "import_found", "import_told", "import_seen"):
        del st.session_state[kept]
    st.rerun()


def _write(result: Import, name: str, gone: list[str]) -> int:
    """Write what was read, and remember what was said about words and headings."""
    store, by = current_snapshots().store, who()
    with writing_file(name) as tell:
        changed = replace(store, result, gone, source=name, who=by, progress=tell)
    if layouts := st.session_state.pop("layouts", None):
        store.set(LAYOUTS, _remembered(LAYOUTS) | layouts, who=by)
    if values := st.session_state.pop("values", None):
        store.set(VALUES, joined(_remembered(VALUES), values), who=by)
    return changed
