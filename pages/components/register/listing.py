"""Which cameras the register's table lists: a search, and filters that hold together."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from gis.analysis.result import Analysis
from gis.core.choices import Origin, Status
from gis.core.language import _
from gis.core.numbers import number
from gis.core.text import fold
from gis.export.missing import missing_flags, missing_words
from gis.vocabulary.words import words
from pages.components.shared.session import current_snapshots


def choose_cameras(analysis: Analysis, cameras: pd.DataFrame) -> pd.DataFrame:
    """Offer a search and filters; return the cameras that fit all of them.

    Of several choices in one filter any will do.
    """
    wanted = st.text_input(_("Search by code, name or address"), key="register_search").strip()
    state, origin, source, missing = st.columns(4)
    flags = missing_flags(cameras)
    row, column = flags.to_numpy().nonzero()
    lacking = pd.Series(flags.columns[column], flags.index[row], dtype=object)
    lists = _lists(analysis, cameras)
    with state:
        fits = _filter("status", _("State"), cameras["status"], words(Status))
    with origin:
        fits &= _filter("origin", _("Funding"), cameras["origin"], words(Origin))
    with source:
        fits &= _filter("source", _("List that brought it"), lists, _same(lists))
    with missing:
        fits &= _filter("missing", _("Not known"), lacking, missing_words(), of=cameras.index)
    if wanted:
        told = cameras["camera_id"] + " " + cameras["name"] + " " + cameras["address"]
        fits &= told.map(fold).str.contains(fold(wanted), regex=False)
    return cameras[fits]


def _filter(
    key: str, label: str, values: pd.Series, told: Mapping[str, str], *, of: pd.Index | None = None
) -> pd.Series:
    """Offer the values that occur, each with its count; tell which rows have one of the chosen.

    `of`: all rows, where one may have several values or none.
    """
    rows = values.index if of is None else of
    counts = values.value_counts()
    options = [value for value in told if value in counts.index]
    options += [str(value) for value in counts.index if value not in told]
    key = f"register_{key}"
    st.session_state[key] = [v for v in st.session_state.get(f"{key}_held", []) if v in options]
    chosen = st.multiselect(
        label,
        options,
        key=key,
        placeholder=_("All"),
        on_change=_hold,
        args=(key,),
        format_func=lambda v: f"{told.get(v) or v or _('not stated')} ({number(counts[v])})",
    )
    fitting = values.index[values.isin(chosen)] if chosen else rows
    return pd.Series(rows.isin(fitting), rows)


def _hold(key: str) -> None:
    """Hold a choice when the page changes, whose widgets end with it."""
    st.session_state[f"{key}_held"] = st.session_state[key]


def _lists(analysis: Analysis, cameras: pd.DataFrame) -> pd.Series:
    """Return the list that brought each camera, "" where none is known."""
    if st.session_state.get("lists_of", ("", None))[0] != analysis.provenance.revision:
        listed = current_snapshots().store.listed()
        brought = dict(zip(listed["camera_id"], listed["source"], strict=True))
        st.session_state["lists_of"] = (analysis.provenance.revision, brought)
    brought = st.session_state["lists_of"][1]
    return cameras["camera_id"].map(brought).astype(object).fillna("")


def _same(values: pd.Series) -> dict[str, str]:
    return {str(value): str(value) for value in sorted(values.unique())}
