"""Changing the register by hand: for many at once, and on the map."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from gis.core.errors import GisError
from gis.core.language import _
from gis.core.numbers import number
from gis.core.schema import CAMERA_COLUMNS, Column, ColumnType
from gis.export.history import value_in_words
from gis.register.transitions import TODAY
from gis.store.changes import FIELDS, as_text
from gis.store.editing import edit
from gis.vocabulary.labels import column_words
from gis.vocabulary.words import words
from pages.components.register.repair_question import ask_repaired
from pages.components.shared.markdown import fresh_choice_key, plain
from pages.components.shared.session import current_snapshots, who

Edits = list[tuple[str, str, str, str]]
COLUMN_BY_NAME = {column.name: column for column in CAMERA_COLUMNS}
IN_BULK = (
    *("kind", "status", "fault_part", "cause", "custodian", "investor", "origin", "payer"),
    *("legal_role", "handover_record", "handed_over_on", "surveyed_on", "surveyed_by"),
    *("confidentiality", "importance", "depends_on", "connects_through"),
)


def write_change(change: Callable[[], int]) -> None:
    """Make a change, tell how many rows it changed, and show the page anew; or say why not."""
    try:
        count = change()
    except GisError as error:
        st.error(plain(error), icon=":material/sync_problem:")
        return
    st.session_state["told"] = _("{count} rows changed", count=number(count))
    st.rerun()


def save(
    edits: Edits | pd.DataFrame,
    *,
    source: str,
    name: str,
    subject: str = "camera",
    repaired_on: str | None = TODAY,
) -> None:
    """Write edits `subject_id field before after` and show the page anew, see `store.editing`."""
    store = current_snapshots().store
    table = pd.DataFrame(edits, columns=FIELDS)
    write_change(
        lambda: edit(
            store, table, subject=subject, source=source, who=name, repaired_on=repaired_on
        )
    )


def bulk_change(cameras: pd.DataFrame) -> None:
    """Give one field of all the cameras listed the same value."""
    name, labels = who(), column_words()
    field = st.selectbox(
        _("Field"),
        IN_BULK,
        format_func=labels.__getitem__,
        key=fresh_choice_key("bulk_field", IN_BULK, first=None),
        placeholder=_("Choose a field"),
    )
    if not field:
        return
    value = _ask(COLUMN_BY_NAME[field], labels[field])
    ids, before = cameras["camera_id"], cameras[field].map(as_text)
    edits = [(i, field, b, value) for i, b in zip(ids, before, strict=True) if b != value]
    shown = value_in_words(field, value) or _("(empty)")
    st.markdown(
        _(
            "{field} becomes “{value}” for {count} cameras.",
            field=plain(labels[field]),
            value=plain(shown),
            count=number(len(edits)),
        )
    )
    known, repaired_on = ask_repaired(pd.DataFrame(edits, columns=FIELDS), key="bulk")
    if st.button(_("Change them all"), disabled=not (edits and known), key="bulk_save"):
        save(edits, source=_("bulk change"), name=name, repaired_on=repaired_on)


def _ask(column: Column, label: str) -> str:
    if column.choices is not None:
        told = words(column.choices)
        chosen: str = st.selectbox(
            label,
            list(told),
            format_func=told.__getitem__,
            key=fresh_choice_key("bulk_choice", told, first=next(iter(told))),
        )
        return chosen
    if column.holds is ColumnType.DATE:
        day = st.date_input(label, value=None, format="DD/MM/YYYY", key="bulk_date")
        return day.isoformat() if day else ""
    return str(st.text_input(label, key="bulk_text", max_chars=500)).strip()


def edited_on_map(edited: dict[str, Any] | None, name: str) -> None:
    """Write what was moved, turned or reached farther on the map."""
    if edited is None:
        return
    stored, after = edited["stored"], edited["after"]
    code = str(edited["camera_id"])
    edits = [(code, f, str(stored[f]), as_text(float(v))) for f, v in after.items() if f in stored]
    st.session_state.pop("placing", None)
    save(edits, source=_("map"), name=name)
