"""What a file will become, before it is written: sheet by sheet, row by row, sum by sum."""

import pandas as pd
import streamlit as st

from gis.core.choices import Status
from gis.core.language import _
from gis.core.numbers import number
from gis.export.history import value_in_words
from gis.ingest.importing import Import
from gis.ingest.planned_cameras import PLANNED
from gis.ingest.quantities import STATUSES
from gis.ingest.rows import RowKind
from gis.ingest.sheets import Sheet, SheetRole
from gis.vocabulary.labels import column_words
from gis.vocabulary.words import words
from pages.components.shared.markdown import plain

FIRST_ROWS = 8
_SHOWN = (
    *("camera_id", "name", "address", "declared_commune", "lat", "lon", "kind", "azimuth_deg"),
    *("status", "fault_part", "cause", "repair_cost_vnd", "depends_on", "origin", "custodian"),
    "note",
)


def ask_sheets(result: Import, *, key: str) -> dict[str, str]:
    """Show each sheet of a file as it will be written, and ask what it is.

    Returns what people say sheets are: name of the sheet → `SheetRole`, only the changed ones.
    """
    roles: dict[str, str] = {}
    for place, sheet in enumerate(result.sheets):
        label = _(
            "{sheet}: {role}, {count} rows",
            sheet=plain(sheet.name),
            role=_roles()[sheet.role],
            count=number(len(sheet.cells)),
        )
        with st.expander(label, icon=":material/table_view:"):
            chosen = _ask_role(sheet, key=f"{key}_{place}")
            if chosen != sheet.role:
                roles[sheet.name] = chosen
            _show_first_rows(result, sheet)
            _show_sums(sheet)
            _show_left_out(sheet)
    return roles


def _roles() -> dict[str, str]:
    return {
        SheetRole.CAMERAS: _("list of cameras"),
        SheetRole.EQUIPMENT: _("list of shared equipment"),
        SheetRole.SUMMARY: _("summary, compared only"),
        SheetRole.SKIP: _("not read"),
    }


def _ask_role(sheet: Sheet, *, key: str) -> str:
    roles = _roles()
    chosen: str = st.selectbox(
        _("This sheet is taken for"),
        list(roles),
        index=list(roles).index(sheet.role),
        format_func=roles.__getitem__,
        key=key,
    )
    return str(chosen)


def _show_first_rows(result: Import, sheet: Sheet) -> None:
    if result.table.empty or sheet.name not in result.table.index.get_level_values("sheet"):
        return
    rows = pd.DataFrame(result.table.xs(sheet.name, level="sheet")).head(FIRST_ROWS)
    labels = column_words()
    stated = [c for c in _SHOWN if (rows[c].notna() & (rows[c] != "")).any()]
    shown = pd.DataFrame({labels[c]: _in_words(rows[c]) for c in stated}, index=rows.index)
    if "status" in stated:
        shown[labels["status"]] = _states(rows)
    shown.insert(0, _("Row"), rows.index)
    shown.insert(1, _("Cameras"), rows["views"])
    st.caption(_("The first rows as they will be written"))
    st.dataframe(shown, hide_index=True)


def _states(rows: pd.DataFrame) -> list[str]:
    """Say the state of each row's cameras, one by one where the row counts them."""
    named = words(Status)
    counts = [
        ", ".join(f"{named[status]} {number(row[status])}" for status in STATUSES if row[status])
        for _place, row in rows.iterrows()
    ]
    alone = rows["status"].map(named)
    return [count or own for count, own in zip(counts, alone, strict=True)]


def _in_words(values: pd.Series) -> pd.Series:
    if values.dtype == "float64":
        return values
    return values.map(lambda value: value_in_words(str(values.name), value))


def _show_sums(sheet: Sheet) -> None:
    if sheet.sums.empty:
        return
    same = (sheet.sums["stated"] - sheet.sums["counted"]).abs() < 1e-6
    st.caption(
        _(
            "Sums of the file beside those of its rows: {same} agree, {other} differ",
            same=number(int(same.sum())),
            other=number(int((~same).sum())),
        )
    )
    columns = {
        "row": _("Row"),
        "heading": _("Column"),
        "stated": _("The file says"),
        "counted": _("The rows add up to"),
    }
    st.dataframe(sheet.sums.rename(columns=columns), hide_index=True)


def _show_left_out(sheet: Sheet) -> None:
    if sheet.left_out.empty:
        return
    reasons = {
        RowKind.HEADING: _("headings again"),
        RowKind.SECTION: _("heads the rows below"),
        RowKind.TOTAL: _("total"),
        RowKind.FOOT: _("title, note or signature"),
        PLANNED: _("only planned, not installed yet"),
    }
    st.caption(_("Rows that are no cameras"))
    table = pd.DataFrame(
        {
            _("Row"): sheet.left_out.index,
            _("Why"): sheet.left_out["reason"].map(reasons),
            _("Text"): sheet.left_out["text"],
        }
    )
    st.dataframe(table, hide_index=True)
