"""Helping a file in: what its headings mean, and which system its coordinates are in."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from gis.labels import column_words
from gis.language import _, number
from gis.register.aliases import Role
from gis.register.readings import Evidence, offsets, reading_in_words
from gis.register.sheets import Sheet
from gis.schema import CAMERA_COLUMNS, EQUIPMENT_COLUMNS
from gis.spelling import fold
from gis.words import words
from pages.components.plain import plain

NOT_READ = ""


def _meanings(*, equipment: bool) -> dict[str, str]:
    """Return what a heading may mean → its name, in the order they are offered."""
    labels = column_words()
    roles = {
        Role.POSITION: _("Latitude and longitude in one cell"),
        Role.X: _("X (north)"),
        Role.Y: _("Y (east)"),
        Role.QUANTITY: _("Quantity"),
        Role.ON_FILE: _("Number on file"),
        Role.FOUND: _("Number found"),
        Role.RESOLUTION: _("Resolution"),
        Role.DISTRICT: _("Former district"),
        Role.PRIVATE: _("Private: never stored"),
        Role.ORDINAL: _("Running number"),
    }
    columns = EQUIPMENT_COLUMNS if equipment else CAMERA_COLUMNS
    named = {c.name: labels[c.name] for c in columns if c.name in labels}
    return {NOT_READ: _("(not read)")} | named | ({} if equipment else dict(roles))


def ask_headings(sheets: Sequence[Sheet], *, key: str) -> dict[str, dict[str, str]]:
    """Show what each heading was taken to mean; return the corrected layouts, by their key."""
    corrected: dict[str, dict[str, str]] = {}
    for place, sheet in enumerate(sheets):
        if not any(heading.text for heading in sheet.headings):
            continue
        st.caption(_("Sheet {name}", name=plain(sheet.name)))
        meanings = _meanings(equipment=sheet.equipment)
        chosen = _ask(sheet, meanings, key=f"{key}_{place}")
        proposed = {fold(h.text): h.column for h in sheet.headings if h.text and not h.added}
        changed = {h: c for h, c in chosen.items() if c != proposed.get(h) and c in meanings}
        if changed:
            kept = {h: c for h, c in proposed.items() if c in meanings}
            corrected[sheet.layout] = kept | changed
    return corrected


def _ask(sheet: Sheet, meanings: Mapping[str, str], *, key: str) -> dict[str, str]:
    named = [(i, h) for i, h in enumerate(sheet.headings) if h.text and not h.added]
    table = pd.DataFrame(
        {
            "heading": [h.text for _place, h in named],
            "example": [_example(sheet, place) for place, _heading in named],
            "column": [h.column if h.column in meanings else NOT_READ for _place, h in named],
        }
    )
    answered = st.data_editor(
        table, key=key, hide_index=True, disabled=["heading", "example"],
        column_config={
            "heading": st.column_config.TextColumn(_("Heading in the file")),
            "example": st.column_config.TextColumn(_("Example")),
            "column": st.column_config.SelectboxColumn(
                _("Read as"), options=list(meanings), required=True,
                format_func=lambda column: meanings.get(str(column), str(column)),
            ),
        },
    )  # fmt: skip
    pairs = zip(answered["heading"], answered["column"], table["column"], strict=True)
    return {fold(heading): column for heading, column, before in pairs if column != before}


def ask_values(unread: pd.DataFrame, *, key: str) -> dict[str, dict[str, str]]:
    """Offer the words not understood, each with how many rows say it; return what they mean.

    `unread` as `Import.unread`; the answer is by column, folded phrase → stored value.
    """
    st.markdown(_("**Words not understood.** Say what they mean, or leave them unstated:"))
    said: dict[str, dict[str, str]] = {}
    for place, (_column, same) in enumerate(unread.groupby(["column", "heading"], sort=False)):
        column, choices = same[["column", "choices"]].iloc[0]
        answers = _ask_meanings(same, words(choices), key=f"{key}_{place}")
        if answers:
            said[column] = said.get(column, {}) | answers
    return said


def _ask_meanings(unread: pd.DataFrame, terms: Mapping[str, str], *, key: str) -> dict[str, str]:
    table = unread[["value", "heading", "rows"]].assign(means=None)
    columns = {
        "value": st.column_config.TextColumn(_("In the file")),
        "heading": st.column_config.TextColumn(_("Column")),
        "rows": st.column_config.NumberColumn(_("Rows")),
        "means": st.column_config.SelectboxColumn(
            _("Means"),
            options=list(terms),
            format_func=lambda value: terms.get(str(value), str(value)),
        ),
    }
    fixed = ["value", "heading", "rows"]
    answered = st.data_editor(
        table, key=key, hide_index=True, disabled=fixed, column_config=columns
    )
    pairs = zip(answered["value"], answered["means"], strict=True)
    return {fold(value): meaning for value, meaning in pairs if meaning in terms}


def _example(sheet: Sheet, place: int) -> str:
    if place not in sheet.cells:
        return ""
    stated = sheet.cells[place].dropna()
    return str(stated.iloc[0])[:60] if len(stated) else ""


def show_evidence(evidence: Evidence) -> None:
    """Show how well each reading of the coordinates fits, and offer a known point as a check."""
    table = evidence.table[(evidence.table["in_province"] > 0) | evidence.table["proposed"]]
    st.markdown(_("**Coordinates that may be read in several ways.** Each was tried:"))
    shown = pd.DataFrame(
        {
            _("Reading"): table["reading"].map(reading_in_words),
            _("In the stated commune"): table["in_stated"],
            _("In the province"): table["in_province"],
            _("Rows tried"): table["rows"],
            _("Median distance to a road (m)"): table["road_m"].round(0),
            _("Proposed"): table["proposed"],
        }
    )
    if table["road_m"].isna().all():  # nobody has loaded roads
        shown = shown.drop(columns=_("Median distance to a road (m)"))
    if table.empty:
        st.error(_("No reading lies in the province. Check X, Y and the unit."))
        return
    st.dataframe(shown, hide_index=True)
    if evidence.undecided and not table["proposed"].any():
        st.warning(
            _("Several readings fit alike, many kilometres apart: none is proposed. Check a known "
              "point, or write beside each camera the commune it stands in, then choose."),
            icon=":material/rule:",
        )  # fmt: skip
        _check_point(evidence)
    elif evidence.undecided:
        st.warning(
            _("The communes do not tell these readings apart (the datum moves points by some "
              "hundred metres only). Check a known point, or the distance to roads, then choose."),
            icon=":material/rule:",
        )  # fmt: skip
        _check_point(evidence)


def _check_point(evidence: Evidence) -> None:
    rows = evidence.rows.index.tolist()
    row, lat, lon = st.columns(3)
    chosen = row.selectbox(
        _("A row whose place you know"), rows, key="known_row",
        format_func=lambda place: _("{sheet}, row {row}", sheet=place[0], row=place[1]),
    )  # fmt: skip
    north = lat.number_input(_("Latitude"), value=None, format="%.6f", key="known_lat")
    east = lon.number_input(_("Longitude"), value=None, format="%.6f", key="known_lon")
    if north is None or east is None:
        return
    metres = offsets(evidence, chosen, east, north).nsmallest(4)
    for reading, away in metres.items():
        told = number(away, 1)
        st.markdown(f"- {plain(reading_in_words(str(reading)))}: {told} m")
