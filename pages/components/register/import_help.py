"""Helping a file in: what its headings mean, and which system its coordinates are in."""

import math
from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from gis.core.language import _
from gis.core.numbers import LONGEST_NUMBER, number
from gis.core.schema import CAMERA_COLUMNS, EQUIPMENT_COLUMNS
from gis.core.text import fold
from gis.ingest.headings.aliases import Role
from gis.ingest.positions.coordinates import AUTO, SWAPPED, read_pair
from gis.ingest.positions.crs_candidates import CANDIDATES, Evidence, offsets, reading_in_words
from gis.ingest.positions.meridians import plane_in
from gis.ingest.sheets import Sheet
from gis.vocabulary.labels import column_words
from gis.vocabulary.words import words
from pages.components.shared.markdown import fresh_choice_key, plain

IGNORED = ""
# What may be chosen beside the readings.
_OTHER, _AS_ALL = "other", ""


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
    return {IGNORED: _("(not read)")} | named | ({} if equipment else dict(roles))


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
            "column": [h.column if h.column in meanings else IGNORED for _place, h in named],
        }
    )
    answered = st.data_editor(
        table,
        key=key,
        hide_index=True,
        disabled=["heading", "example"],
        column_config={
            "heading": st.column_config.TextColumn(_("Heading in the file")),
            "example": st.column_config.TextColumn(_("Example")),
            "column": st.column_config.SelectboxColumn(
                _("Read as"),
                options=list(meanings),
                required=True,
                format_func=lambda column: meanings.get(str(column), str(column)),
            ),
        },
    )
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


def ask_reading(label: str, *, key: str, first: str = AUTO) -> str:
    """Ask how coordinates are to be read; a plane of another meridian is written out."""
    options = (*dict.fromkeys((first, AUTO, *CANDIDATES)), _OTHER)
    chosen = st.selectbox(
        label,
        options,
        key=fresh_choice_key(key, options, first=first),
        format_func=lambda r: _said().get(r) or reading_in_words(r),
    )
    if chosen != _OTHER:
        return chosen
    meridian, zone, ways = st.columns(3)
    text = meridian.text_input(_("Central meridian"), placeholder="106°45′", key=f"{key}_meridian")
    scales = {"TM-3": _("3° (scale 0.9999)"), "TM-6": _("6° (scale 0.9996)")}
    told = zone.selectbox(_("Zone"), scales, key=f"{key}_zone", format_func=scales.__getitem__)
    turned = ways.checkbox(_("X and Y exchanged"), key=f"{key}_turned")
    if plane := plane_in(f"{told}; {text}"):
        return plane + SWAPPED * turned
    st.info(_("Write the central meridian in degrees and minutes: 106°45′"))
    return first


def _said() -> dict[str, str]:
    return {_OTHER: _("another central meridian …"), _AS_ALL: _("as chosen for the whole file")}


def ask_sheet_readings(evidence: Evidence, *, key: str, whole: str) -> dict[str, str]:
    """Show how each reading fits; where several sheets give metres, return what is chosen there.

    `whole`: key of the choice for the whole file; readings alike are offered for it.
    """
    if not evidence.sheets:
        show_evidence(evidence)
        _offer_readings(evidence, whole)
        return {}
    said = {}
    for place, (name, own) in enumerate(evidence.sheets.items()):
        st.markdown(f"**{_('Sheet {name}', name=plain(name))}**")
        show_evidence(own, key=f"{key}_{place}")
        label = _("Coordinates of sheet {name}", name=plain(name))
        said[name] = ask_reading(label, key=f"{key}_{place}_reading", first=_AS_ALL)
    return {name: reading for name, reading in said.items() if reading}


def _offer_readings(evidence: Evidence, whole: str) -> None:
    """Offer the readings that the communes do not tell apart, each with a click, until one is."""
    if not evidence.undecided or st.session_state.get(whole, AUTO) != AUTO:
        return
    with st.container(horizontal=True, key="readings_alike"):
        for reading in evidence.table["reading"][evidence.table["tied"]].head(3):
            told = _("Read as {reading}", reading=reading_in_words(reading))
            st.button(
                told,
                key=f"read_as_{reading}",
                on_click=st.session_state.update,
                kwargs={whole: reading},
            )


def show_evidence(evidence: Evidence, *, key: str = "known") -> None:
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
    if not evidence.undecided:
        return
    apart = _(
        "Several readings fit alike, many kilometres apart: none is proposed. Check a known "
        "point, or write beside each camera the commune it stands in, then choose."
    )
    near = _(
        "The communes do not tell these readings apart (the datum moves points by some "
        "hundred metres only). Check a known point, or the distance to roads, then choose."
    )
    st.warning(near if table["proposed"].any() else apart, icon=":material/rule:")
    _check_point(evidence, key=key)


def _check_point(evidence: Evidence, *, key: str) -> None:
    rows = evidence.rows.index.tolist()
    row, place = st.columns(2)
    chosen = row.selectbox(
        _("A row whose place you know"),
        rows,
        key=f"{key}_row",
        format_func=lambda place: _("{sheet}, row {row}", sheet=place[0], row=place[1]),
    )
    text = place.text_input(
        _("Position (latitude, longitude)"),
        key=f"{key}_place",
        max_chars=LONGEST_NUMBER,
        placeholder="17,4678; 106,6232",
    ).strip()
    if not text:
        return
    try:
        north, east = read_pair(text)
    except ValueError:
        north = east = math.nan
    if math.isnan(north + east):
        st.error(plain(_("“{value}” is no position", value=text)), icon=":material/error:")
        return
    metres = offsets(evidence, chosen, east, north).nsmallest(4)
    for reading, away in metres.items():
        told = number(away, 1)
        st.markdown(f"- {plain(reading_in_words(str(reading)))}: {told} m")
