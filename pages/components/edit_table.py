"""The register as a table whose cells are typed or pasted as people write them."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from gis.export.history import value_in_words
from gis.findings import Finding
from gis.labels import column_words
from gis.language import _
from gis.numbers import number
from gis.register.entries import POSITION, read_entries
from gis.schema import CAMERA_COLUMNS
from gis.service.snapshot import Snapshot
from gis.store.changes import as_text
from gis.store.editing import edits_of
from gis.words import words
from pages.components.editing import save
from pages.components.figures import SHOWN_ROWS
from pages.components.plain import plain
from pages.components.session import who
from pages.components.turns import ask_repaired

IN_TABLE = (
    *("name", "address", POSITION, "kind", "azimuth_deg", "range_m"),
    *("status", "fault_part", "cause", "repair_cost_vnd", "monthly_cost_vnd"),
    *("custodian", "investor", "payer", "surveyed_on", "surveyed_by", "presence"),
    *("repaired_on", "accepted_on", "accepted_by", "accepted_photo", "confidentiality"),
    *("importance", "note"),
)
LONGEST_ENTRY = 500
_TOLD = 20
_CHOICES = {column.name: column.choices for column in CAMERA_COLUMNS if column.choices}


def edit_table(taken: Snapshot, cameras: pd.DataFrame) -> None:
    """Show cameras as a table whose cells can be changed; what was typed is read, then saved.

    What cannot be read stays in its cell, and nothing is saved before it is corrected.
    """
    name = who()
    shown = cameras.head(SHOWN_ROWS).reset_index(drop=True)
    key = f"edit_table_{taken.revision}"
    st.data_editor(
        as_written(shown), key=key, hide_index=True, disabled=["camera_id"], height=420,
        column_config={c: _column(c) for c in ("camera_id", *IN_TABLE)},
    )  # fmt: skip
    st.caption(_("Type or paste as you write it: hỏng do mất điện, ĐN, 2 triệu, 3/2024, "
                 "17°28′12″B 106°37′Đ."))  # fmt: skip
    texts = _typed(st.session_state[key]["edited_rows"])
    entries = read_entries(texts, taken.analysis.communes if POSITION in texts else None)
    edits = edits_of(entries, shown)
    for found in entries.unread[:_TOLD]:
        st.error(_told(found, shown), icon=":material/error:")
    for found in entries.remarks[:_TOLD]:
        st.warning(_told(found, shown), icon=":material/info:")
    if len(edits):
        st.dataframe(_in_words(edits), hide_index=True, key="edits_read")
    label = _("Save {count} changes", count=number(len(edits)))
    known, repaired_on = ask_repaired(edits, key="table")
    unsound = edits.empty or bool(entries.unread) or not known
    if st.button(label, disabled=unsound, type="primary", icon=":material/save:", key="save"):
        save(edits, source=_("table"), name=name, repaired_on=repaired_on)


def as_written(cameras: pd.DataFrame) -> pd.DataFrame:
    """Return the columns of the table as people write them."""
    shown = cameras[["camera_id"]].copy()
    for name in IN_TABLE:
        if name == POSITION:
            shown[name] = _positions(cameras)
        else:
            shown[name] = cameras[name].map(as_text).map(partial(value_in_words, name)).astype(str)
    return shown


def _positions(cameras: pd.DataFrame) -> pd.Series:
    pairs = zip(cameras["lat"].map(as_text), cameras["lon"].map(as_text), strict=True)
    texts = [f"{lat}, {lon}" if lat and lon else "" for lat, lon in pairs]
    return pd.Series(texts, cameras.index, dtype=str)


def _column(name: str) -> Any:
    label = _("Position (latitude, longitude)") if name == POSITION else column_words()[name]
    terms = _("Such as: {terms}", terms="; ".join(filter(None, words(_CHOICES[name]).values()))) \
        if name in _CHOICES else None  # fmt: skip
    width: Any = "medium" if name == POSITION else None
    return st.column_config.TextColumn(label, max_chars=LONGEST_ENTRY, help=terms, width=width)


def _typed(rows: Mapping[int, Mapping[str, Any]]) -> pd.DataFrame:
    """Return the changed cells by row and column, "" where one was emptied."""
    typed = {  # a browser may send what the table does not offer
        int(row): {f: str(v or "")[:LONGEST_ENTRY] for f, v in fields.items() if f in IN_TABLE}
        for row, fields in rows.items()
    }
    return pd.DataFrame.from_dict(typed, orient="index", dtype=object)


def _told(found: Finding, shown: pd.DataFrame) -> str:
    code = shown["camera_id"].get(found.row, "") if found.row in shown.index else ""
    told = f"{found.message}. {found.suggestion}" if found.suggestion else found.message
    return plain(" – ".join(filter(None, (str(code), found.column, told))))


def _in_words(edits: pd.DataFrame) -> pd.DataFrame:
    """Return what will be written, as history tells it."""
    fields = edits["field"].tolist()
    before, after = (
        [value_in_words(*pair) for pair in zip(fields, edits[side], strict=True)]
        for side in ("before", "after")
    )
    labels = edits["field"].map(column_words())
    return pd.DataFrame({_("Code"): edits["subject_id"], _("What"): labels,
                         _("Before"): before, _("After"): after})  # fmt: skip
