"""A list that comes again: unsure pairs side by side, to be decided."""

from math import isnan

import pandas as pd
import streamlit as st

from gis.core.language import _
from gis.core.numbers import number
from gis.ingest.importing import Import

# What people said of rows, by file: sheet and row number → code, empty for a new camera.
Decided = dict[tuple[str, int], str]


def decided(file_id: str, *, key: str) -> Decided:
    """Return what has been decided of the rows of a file; of another file nothing is."""
    about, matches = st.session_state.get(key, ("", {}))
    if about != file_id:
        matches = {}
        st.session_state[key] = (file_id, matches)
    return dict(matches)


def ask_matches(result: Import, *, key: str) -> None:
    """Show the unsure pairs side by side; what is decided takes effect at once.

    The pairs stay in the table with what was said of them until the file is taken away.
    """
    file_id, matches = st.session_state[key]
    shown = f"{key}_pairs_{file_id}"
    if not matches:
        st.session_state[shown] = result.recognition.unsure
    pairs = st.session_state[shown]
    if pairs.empty:
        return
    st.subheader(_("The same camera?"))
    st.markdown(
        _(
            "{count} rows resemble cameras of the register, but not for sure. Say which are the "
            "same; a row that is another camera is added.",
            count=number(len(pairs)),
        ),
    )
    answers = {True: _("the same camera"), False: _("another camera")}
    rows = zip(pairs["sheet"], pairs["row"].astype(int), strict=True)
    codes = pairs["camera_id"].where(pairs["same"].astype(bool), "")
    said = [matches.get(row, code) for row, code in zip(rows, codes, strict=True)]
    table = _side_by_side(pairs).assign(decision=[answers[bool(code)] for code in said])
    labels = {name: st.column_config.TextColumn(label) for name, label in _headings().items()}
    choice = st.column_config.SelectboxColumn(
        _("It is"), options=list(answers.values()), required=True
    )
    answered = st.data_editor(
        table,
        key=f"{shown}_editor",
        hide_index=True,
        disabled=list(labels),
        column_config=labels | {"decision": choice},
    )
    changed = answered["decision"] != table["decision"]
    if changed.any():
        new = pairs[changed]
        now = new["camera_id"].where(answered["decision"][changed] == answers[True], "")
        rows = zip(new["sheet"], new["row"].astype(int), strict=True)
        st.session_state[key] = (file_id, matches | dict(zip(rows, now, strict=True)))
        st.rerun()


def _headings() -> dict[str, str]:
    return {
        "row": _("Row"),
        "ours": _("In the file"),
        "our_place": _("Position in the file"),
        "code": _("Code"),
        "theirs": _("In the register"),
        "their_place": _("Position in the register"),
    }


def _side_by_side(pairs: pd.DataFrame) -> pd.DataFrame:
    columns = {
        "row": pairs["sheet"] + ", " + pairs["row"].astype(str),
        "ours": (pairs["stated"] + " " + _called(pairs, "")).str.strip(),
        "our_place": _placed(pairs, ""),
        "code": pairs["camera_id"],
        "theirs": _called(pairs, "_known"),
        "their_place": _placed(pairs, "_known"),
    }
    return pd.DataFrame(columns)


def _called(pairs: pd.DataFrame, side: str) -> pd.Series:
    both = pairs["name" + side] + ", " + pairs["address" + side]
    return both.str.strip(", ")


def _placed(pairs: pd.DataFrame, side: str) -> list[str]:
    places = zip(pairs["lat" + side], pairs["lon" + side], strict=True)
    return ["" if isnan(lat) else f"{number(lat, 5)}; {number(lon, 5)}" for lat, lon in places]
