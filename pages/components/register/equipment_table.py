"""Shared equipment by hand: a table with what hangs on it, a new row, and one taken out."""

import pandas as pd
import streamlit as st

from gis.analysis.result import Analysis
from gis.core.choices import EquipmentKind, Status
from gis.core.language import _
from gis.core.numbers import number
from gis.core.schema import EQUIPMENT_COLUMNS, conform, split_ids
from gis.store.archive import remove
from gis.store.by_hand import add_camera
from gis.vocabulary.labels import display_names
from gis.vocabulary.words import words
from pages.components.register.edit_table import edit_table
from pages.components.register.editing import write_change
from pages.components.register.table_columns import EQUIPMENT, LONGEST_ENTRY
from pages.components.shared.markdown import plain
from pages.components.shared.session import current_snapshots, lacks_name, who


def edit_equipment(analysis: Analysis, hung: pd.DataFrame, here: pd.Series) -> None:
    """Show the shared equipment as a table that can be edited, with what hangs on it.

    `hung`: see `shared_faults.hanging`; `here`: which of it is shown.
    """
    equipment = analysis.equipment
    if not here.any():
        st.info(
            _("No shared equipment is listed yet. Add it below, or load a list of it."),
            icon=":material/account_tree:",
        )
    else:
        edit_table(analysis, equipment[here], table=EQUIPMENT, beside=_beside(hung))
    with st.expander(_("Add equipment"), icon=":material/add:", key="equipment_added"):
        _add(equipment)
    if len(equipment):
        with st.expander(_("Remove equipment"), icon=":material/delete:", key="equipment_gone"):
            _remove(equipment, hung)


def _beside(hung: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return what hangs on each piece as columns to read: numbers, and which cameras."""
    counts = {
        _("Cameras on it"): hung["cameras"].map(len),
        _("Waiting for it alone"): hung["waiting"],
    }
    more = {_("Connected through it"): hung["connected"], _("Which cameras"): hung["names"]}
    return pd.DataFrame(counts), pd.DataFrame(more)


def _add(equipment: pd.DataFrame) -> None:
    """Ask for a new piece of equipment; the rest is typed into its row of the table."""
    labels, kinds, states = EQUIPMENT.labels, words(EquipmentKind), words(Status)
    with st.form("equipment_new", border=False):
        code, name, kind, status = st.columns(4)
        given = {
            "equipment_id": code.text_input(labels["equipment_id"], max_chars=80, key="new_code"),
            "name": name.text_input(labels["name"], max_chars=LONGEST_ENTRY, key="new_name"),
            "kind": kind.selectbox(
                labels["kind"], list(kinds), format_func=kinds.__getitem__, key="new_kind"
            ),
            "status": status.selectbox(
                labels["status"], list(states), format_func=states.__getitem__, key="new_status"
            ),
        }
        asked = st.form_submit_button(_("Add it"), icon=":material/add:", key="new_equipment")
    if asked:
        row = {name: str(value).strip() for name, value in given.items()}
        row["equipment_id"] = row["equipment_id"] or _next_code(equipment, row["kind"])
        rows = conform(pd.DataFrame([row]), EQUIPMENT_COLUMNS)
        store, by = current_snapshots().store, who()
        write_change(
            lambda: add_camera(store, rows, source=_("table"), who=by, subject="equipment")
        )


def _next_code(equipment: pd.DataFrame, kind: str) -> str:
    """Return a code that no equipment bears, for one that is added without."""
    there, stem = {*equipment["equipment_id"]}, f"{kind}-".upper()
    return next(code for k in range(1, len(there) + 2) if (code := f"{stem}{k}") not in there)


def _remove(equipment: pd.DataFrame, hung: pd.DataFrame) -> None:
    """Ask which equipment goes, and why; what hangs on it must be freed of it knowingly."""
    names = dict(zip(equipment["equipment_id"], display_names(equipment), strict=True))
    code = st.selectbox(
        _("Equipment to remove"),
        list(names),
        index=None,
        key="equipment_removed",
        format_func=lambda one: " · ".join(filter(None, (one, names[one]))),
        placeholder=_("Choose the equipment"),
    )
    reason = st.text_input(_("Why it is removed"), max_chars=LONGEST_ENTRY, key="equipment_why")
    if code is None:
        return
    count = _hanging_on(code, equipment, hung)
    free = not count or st.checkbox(
        _("Free the {count} cameras and devices that hang on it", count=number(count)),
        key="equipment_freed",
    )
    unnamed = lacks_name()
    if st.button(
        _("Remove {equipment}", equipment=plain(names[code] or code)),
        key="remove_it",
        disabled=unnamed or not (reason.strip() and free),
        icon=":material/delete:",
    ):
        store, name = current_snapshots().store, who()
        write_change(
            lambda: remove(
                store,
                [code],
                reason=reason,
                source=_("table"),
                who=name,
                subject="equipment",
                detach=True,
            )
        )


def _hanging_on(code: str, equipment: pd.DataFrame, hung: pd.DataFrame) -> int:
    """Count the cameras and devices that hang on a piece of equipment, and lose that link."""
    chosen = (equipment["equipment_id"] == code).to_numpy()
    below = equipment["depends_on"].map(lambda text: code in split_ids(text)).sum()
    return int(hung["cameras"].map(len)[chosen].sum() + hung["connected"][chosen].sum() + below)
