"""Cameras selected together on the map: their table, one change for all, files, the plan."""

from functools import partial
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import streamlit as st

from gis.analysis.result import Analysis
from gis.communes.listing import commune_names
from gis.core.choices import Availability
from gis.core.language import _, language, use_language
from gis.core.numbers import number
from gis.export.files import encode
from gis.export.formats import FORMATS, USUAL
from gis.export.layers import camera_layer
from gis.runtime.jobs import JobProgress
from gis.runtime.plan_cache import Planner
from gis.runtime.snapshot import Snapshot
from gis.vocabulary.words import words
from pages.components.camera_map import MANY_ACTS
from pages.components.plan.request import goal_of, require_repairs
from pages.components.register.editing import bulk_change
from pages.components.shared.confidential import ask_confidential
from pages.components.shared.drill_down import camera_table
from pages.components.shared.file_names import name_file
from pages.components.shared.file_offer import OfferedFile, offer_file
from pages.components.shared.tables import show_table

_SELECTION = "selected_cameras"
_LONGEST_ROW = 9  # digits; a browser may send anything


class CameraSelection(NamedTuple):
    """Cameras of one revision of the register, by their rows, and what is to be done to them."""

    act: str
    revision: str
    rows: list[int]


def open_selection(
    taken: Snapshot, commune: str | None, asked: dict[str, Any] | None = None
) -> None:
    """Open what was asked of cameras on the map: `act`, and `given`: revision, rows.

    What was selected in another revision of the register is answered, or has to be selected
    anew: its rows may be those of other cameras.
    """
    if asked is not None:
        st.session_state[_SELECTION] = _read(asked)
        st.rerun()
    held: CameraSelection | None = st.session_state.get(_SELECTION)
    if held is None or held.revision != taken.analysis.provenance.revision:
        _forget()
        return
    rows = [row for row in held.rows if row < len(taken.analysis.cameras)]
    cameras = taken.analysis.cameras.iloc[rows]
    title = _("{count} cameras selected", count=number(len(cameras)))
    opened = st.dialog(title, width="large", on_dismiss=_forget)
    opened(lambda code: _tell(code, held.act, taken, cameras, commune))(language())


def _tell(code: str, act: str, taken: Snapshot, cameras: pd.DataFrame, commune: str | None) -> None:
    use_language(code)  # a dialog runs anew without the main script
    if act == "table":
        _show(taken.analysis, cameras)
    elif act == "bulk":
        bulk_change(cameras)
    elif act == "export":
        _offer_files(taken.analysis, cameras, commune)
    else:
        _require(taken.planner, cameras, commune)


def _read(asked: dict[str, Any]) -> CameraSelection | None:
    act, given = asked.get("act"), asked.get("given")
    if act not in MANY_ACTS or not isinstance(given, list) or not given:
        return None
    revision, *rows = map(str, given)
    numbers = [int(row) for row in rows if row.isdecimal() and len(row) <= _LONGEST_ROW]
    return CameraSelection(str(act), revision, sorted(set(numbers)))


def _forget() -> None:
    st.session_state.pop(_SELECTION, None)


def _show(analysis: Analysis, cameras: pd.DataFrame) -> None:
    counts = cameras["sight"].value_counts()
    told = [f"{word}: {number(int(counts.get(state, 0)))}" for state, word in _states()]
    st.markdown(" · ".join(told))
    names = commune_names(analysis.communes)
    show_table(camera_table(cameras, names), key="selected_table")


def _states() -> list[tuple[str, str]]:
    return [(str(state), words(Availability)[str(state)]) for state in Availability]


def _offer_files(analysis: Analysis, cameras: pd.DataFrame, commune: str | None) -> None:
    st.caption(_("Every camera with its state; those without position have no point."))
    asked = ask_confidential(cameras, key="selected_confidential")

    def content(fmt: str, progress: JobProgress | None) -> bytes:
        table = camera_layer(analysis, cameras, confidential=asked)
        return encode(table, name="cameras", fmt=fmt, progress=progress)

    for place, fmt in zip(st.columns(len(USUAL)), USUAL, strict=True):
        file = OfferedFile(
            fmt,
            f"selected.{fmt}",
            name_file(analysis, "selected", commune, FORMATS[fmt].ending),
            partial(content, fmt),
            version=(analysis.provenance.revision, asked, tuple(cameras["camera_id"])),
            rows=len(cameras),
        )
        offer_file(place, file)


def _require(planner: Planner, cameras: pd.DataFrame, commune: str | None) -> None:
    """Offer to require, in the plan of the commune, all repairs that the cameras wait for."""
    ids, mendable = _repairs_of(planner, cameras, goal_of(commune))
    st.markdown(
        _(
            "{mendable} of {count} cameras can be brought back by {repairs} repairs, of their own "
            "and of the equipment they depend on; these become required in the plan.",
            mendable=number(mendable),
            count=number(len(cameras)),
            repairs=number(len(ids)),
        )
    )
    if st.button(
        _("Require these repairs"), type="primary", disabled=not ids, key="selected_require"
    ):
        require_repairs(ids, commune)
        _forget()
        where = {"xa": commune} if commune else {}
        st.switch_page("pages/plan.py", query_params=where)


def _repairs_of(planner: Planner, cameras: pd.DataFrame, goal: str) -> tuple[list[str], int]:
    """Return the repairs the cameras wait for, and how many of them come back by these."""
    todo = planner.work(goal).repairs
    every, rows = len(planner.analysis.cameras), planner.analysis.cameras.index
    places = rows.get_indexer(cameras.index)
    # For both goals every camera stands there once for each.
    twice = np.concatenate([places + k * every for k in range(len(todo.mendable) // every)])
    back = twice[todo.mendable[twice]]
    needed = np.unique(todo.needs[back].indices)
    needed = needed[todo.bought[needed]]
    ids: list[str] = todo.table["repair_id"].iloc[needed].tolist()
    return ids, len(np.unique(back % every))
