"""The register as tables whose cells are typed or pasted as people write them."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from zlib import crc32

import pandas as pd
import streamlit as st

from gis.analysis.result import Analysis
from gis.core.language import _
from gis.export.history import value_in_words
from gis.ingest.entries import POSITION
from gis.runtime.drafts import Draft, typed_into
from gis.store.changes import as_text
from gis.vocabulary.labels import display_names
from pages.components.register.drafts import drafts, keep_draft
from pages.components.register.table_columns import CAMERAS, LONGEST_ENTRY, RegisterTable
from pages.components.register.unsaved_changes import show_changes
from pages.components.shared.session import snapshot
from pages.components.shared.tables import SHOWN_ROWS

_CALLED = "called"
# A centimetre.
_DECIMALS = 7
Beside = Sequence[pd.DataFrame]


@st.fragment
def edit_table(
    analysis: Analysis,
    rows: pd.DataFrame,
    *,
    table: RegisterTable = CAMERAS,
    beside: Beside = (),
) -> None:
    """Show rows as a table whose cells can be changed; what was typed is read, then saved.

    An entry works out only this part of the page anew, so that the next one can be typed.
    `beside`: columns under their titles, on the index of the rows, that nobody types into: those
    after the first column, and those after the last.
    """
    shown = rows.head(SHOWN_ROWS)
    names = table.choose()
    key = _key(analysis.provenance.revision, table, names, shown[table.code])
    written = _with_draft(editable_columns(shown, names, table), table, _begun(key, table))
    cells = _laid_out(written, shown, names, beside)
    st.data_editor(
        cells,
        key=key,
        hide_index=True,
        disabled=[str(c) for c in cells if c not in names],
        column_config={c: table.configured(c) for c in (table.code, *names)}
        | {_CALLED: st.column_config.TextColumn(_("Called"), pinned=True, width="medium")},
        on_change=_take,
        args=(key, table, shown),
    )
    st.caption(
        _(
            "Type or paste as you write it: hỏng do mất điện, ĐN, 2 triệu, 3/2024, 17°28′12″B "
            "106°37′Đ; a position also as 1871749; 587493 (KTT 106°15′) or a map's link."
        )
    )
    show_changes(snapshot().analysis, table)


def editable_columns(
    rows: pd.DataFrame, names: Sequence[str] = CAMERAS.editable, table: RegisterTable = CAMERAS
) -> pd.DataFrame:
    """Return columns of the table as people write them, after the code."""
    shown = rows[[table.code]].copy()
    for name in names:
        if name == POSITION:
            shown[name] = _positions(rows)
        else:
            shown[name] = rows[name].map(as_text).map(partial(value_in_words, name)).astype(str)
    return shown


def _positions(cameras: pd.DataFrame) -> pd.Series:
    degrees = (cameras[half].round(_DECIMALS).map(as_text) for half in ("lat", "lon"))
    pairs = zip(*degrees, strict=True)
    texts = [f"{lat}, {lon}" if lat and lon else "" for lat, lon in pairs]
    return pd.Series(texts, cameras.index, dtype=str)


def _begun(key: str, table: RegisterTable) -> Draft:
    """Return the draft as it was when this very table was first shown.

    What is typed from then on the browser holds itself; cells that changed under its hands
    would make it forget what is typed next.
    """
    held: dict[str, Draft] = st.session_state.setdefault("tables_begun", {})
    if key not in st.session_state or table.subject not in held:
        held[table.subject] = drafts().get(table.subject, {})
    return held[table.subject]


def _with_draft(written: pd.DataFrame, table: RegisterTable, draft: Draft) -> pd.DataFrame:
    """Return the cells with what was typed into them and is not saved."""
    places = {code: index for index, code in written[table.code].items()}
    for (code, column), entry in draft.items():
        if code in places and column in written:
            written.at[places[code], column] = entry.text
    return written


def _laid_out(
    written: pd.DataFrame, shown: pd.DataFrame, names: Sequence[str], beside: Beside
) -> pd.DataFrame:
    """Return the table's cells in order; what a row is called, unless that can be edited here."""
    after_first, *after_last = (part.reindex(shown.index) for part in beside or [pd.DataFrame()])
    label = (
        pd.DataFrame(index=shown.index)
        if "name" in names
        else display_names(shown).rename(_CALLED).to_frame()
    )
    head = 2 if "name" in names else 1
    parts = [written.iloc[:, :head], label, after_first, written.iloc[:, head:], *after_last]
    return pd.concat(parts, axis=1)


def _key(revision: str, table: RegisterTable, names: Sequence[str], codes: pd.Series) -> str:
    """Return the name of this very table: entries come back by place, and must not move."""
    what = crc32("\n".join([*names, "", *codes]).encode())
    renewed = st.session_state.get("tables_renewed", 0)
    return f"edit_table_{table.subject}_{revision}_{what}_{renewed}"


def _take(key: str, table: RegisterTable, shown: pd.DataFrame) -> None:
    """Take what was typed into a table as it was shown into the draft."""
    draft = dict(drafts().get(table.subject, {}))
    for place, cells in st.session_state[key]["edited_rows"].items():
        row = shown.iloc[int(place)]
        for column, text in cells.items():
            if column in table.editable:  # a browser may send what the table does not offer
                _enter(draft, row, table.code, column, str(text or "")[:LONGEST_ENTRY])
    keep_draft(table.subject, draft)


def _enter(draft: Draft, row: pd.Series, code: str, column: str, text: str) -> None:
    """Enter a text into a draft; what was seen first stays what was seen."""
    cell = (str(row[code]), column)
    entry = typed_into(row, column, text)
    seen = draft[cell].seen if cell in draft else entry.seen
    draft[cell] = replace(entry, seen=seen)
