"""What is doubtful in the register: cameras nobody answers for, cameras listed twice."""

from functools import partial

import pandas as pd
import streamlit as st

from gis.analysis.result import Analysis
from gis.communes.listing import commune_names
from gis.core.dates import date
from gis.core.language import _
from gis.core.numbers import number
from gis.core.schema import CAMERA_COLUMNS
from gis.drill_down import DrillDown
from gis.export.history import value_in_words
from gis.register.queries import in_commune, lies_in
from gis.runtime.plan_cache import Planner
from gis.store.changes import as_text
from gis.store.doubts import (
    ORPHAN,
    PAIR,
    dismiss,
    dismissed,
    in_doubt,
    merge_cameras,
    pair_keys,
    take_back,
)
from gis.survey.papers import orphans, presence_flags
from gis.vocabulary.labels import column_words, display_names
from pages.components.register.editing import save, write_change
from pages.components.register.table_columns import LONGEST_ENTRY
from pages.components.shared.drill_down import figures_of, show_figures
from pages.components.shared.markdown import plain
from pages.components.shared.session import current_snapshots, who
from pages.components.shared.tables import show_rows, show_table


def show_orphans(analysis: Analysis, commune: str | None) -> None:
    """Show the cameras without managing body, and what the papers say against what stands."""
    settled = dismissed(current_snapshots().store, ORPHAN)
    lonely = in_commune(orphans(analysis.cameras, analysis.communes), commune)
    lonely = lonely[in_doubt(lonely["camera_id"], settled)]
    st.markdown(
        _("{count} cameras have had no managing body since the merger.", count=number(len(lonely)))
    )
    names = commune_names(analysis.communes)
    shown = lonely[["camera_id", "name", "custodian", "why"]].assign(
        name=display_names(lonely), commune=lonely["commune_code"].map(names).fillna("")
    )
    shown.columns = [_("Code"), _("Name"), _("Managing body"), _("Why"), _("Commune")]
    rows = show_rows(shown, key="orphans")
    if lonely.empty:
        pass
    elif not rows:
        st.caption(_("Tick rows to give them a managing body, or to say why they need none."))
    else:
        _ask_keeper(lonely.iloc[rows])
    _show_dismissed(ORPHAN, settled, analysis.cameras["camera_id"])
    _show_presence(analysis, commune)


def _ask_keeper(chosen: pd.DataFrame) -> None:
    """Ask who is to answer for the cameras chosen, or why nobody need."""
    name, count, keep = who(), number(len(chosen)), column_words()["custodian"]
    assign, leave = st.columns(2, gap="large")
    body = assign.text_input(keep, max_chars=LONGEST_ENTRY, key="orphans_keeper").strip()
    label = _("Give {count} cameras this managing body", count=count)
    if assign.button(label, type="primary", key="orphans_assign", disabled=not body):
        ids = chosen["camera_id"], chosen["custodian"]
        edits = [(code, "custodian", as_text(old), body) for code, old in zip(*ids, strict=True)]
        save(edits, source=_("table"), name=name)
    reason = leave.text_input(_("Why none is needed"), max_chars=LONGEST_ENTRY, key="orphans_why")
    label = _("Dismiss {count} cameras", count=count)
    if leave.button(label, key="orphans_dismiss", disabled=not reason.strip()):
        codes, store = chosen["camera_id"].tolist(), current_snapshots().store
        write_change(lambda: dismiss(store, ORPHAN, codes, reason=reason, who=name))


def _show_dismissed(kind: str, settled: pd.DataFrame, known: pd.Series) -> None:
    """Show, folded in, what was dismissed of cameras that are still there; offer it back."""
    there = {*known}
    settled = settled[[all(part in there for part in key.split(" / ")) for key in settled.index]]
    if settled.empty:
        return
    title = _("Dismissed: {count}", count=number(len(settled)))
    with st.expander(title, icon=":material/check:", key=f"{kind}settled"):
        shown = pd.DataFrame(
            {
                _("Code"): settled.index,
                _("Reason"): settled["reason"],
                _("Who"): settled["who"],
                _("When"): settled["on"].map(date),
            }
        )
        place = show_table(shown, key=f"{kind}dismissed")
        label, store, name = _("Put it in doubt again"), current_snapshots().store, who()
        if st.button(label, key=f"{kind}back", disabled=place is None, icon=":material/undo:"):
            key = str(settled.index[place or 0])
            write_change(lambda: take_back(store, kind, [key], who=name))


def _show_presence(analysis: Analysis, commune: str | None) -> None:
    st.subheader(_("Number on file against number found"))
    cameras = in_commune(analysis.cameras, commune)
    counted = presence_flags(cameras)
    told = {
        "on_file": (_("On file"), _("Listed in the papers handed over")),
        "found": (_("Found"), _("Standing there when surveyed")),
        "not_found": (_("On file, not found"), _("Listed, but not there")),
        "not_on_file": (_("Not on file"), _("There, but in no paper")),
        "not_compared": (_("Not compared"), _("Nobody has compared it yet")),
    }
    show_figures(
        analysis,
        commune,
        figures_of(counted.sum(), told),
        lambda name: DrillDown(cameras[counted[name]]),
    )


def show_suspects(planner: Planner, commune: str | None) -> None:
    """Show the pairs of cameras that may be one, and why; one that is chosen can be settled."""
    cameras = planner.analysis.cameras
    settled = dismissed(current_snapshots().store, PAIR)
    pairs = _pairs_in(planner, commune)
    pairs = pairs[in_doubt(pair_keys(pairs, cameras), settled)]
    named = (
        (cameras["camera_id"] + " · " + display_names(cameras)).str.removesuffix(" · ").to_numpy()
    )
    shown = pairs.assign(first=named[pairs["first"]], second=named[pairs["second"]])
    shown.columns = [_("Camera"), _("May be the same as"), _("Distance (m)"), _("Why")]
    st.markdown(_("{count} pairs may be one camera listed twice.", count=number(len(pairs))))
    place = show_table(shown, key="duplicates")
    if place is not None and place < len(pairs):
        one, other = (cameras.iloc[int(pairs[side].iloc[place])] for side in ("first", "second"))
        _ask_pair(one, other, pair_keys(pairs.iloc[[place]], cameras).iloc[0])
    elif len(pairs):
        st.caption(_("Choose a row to compare the two, merge them, or say that they are two."))
    _show_dismissed(PAIR, settled, cameras["camera_id"])


def _pairs_in(planner: Planner, commune: str | None) -> pd.DataFrame:
    """Return the suspects of which one at least lies in the commune."""
    pairs = planner.suspects
    inside = lies_in(planner.analysis.cameras, commune).to_numpy()
    either = inside[pairs["first"].to_numpy(int)] | inside[pairs["second"].to_numpy(int)]
    return pd.DataFrame(pairs[either])


def _ask_pair(one: pd.Series, other: pd.Series, key: str) -> None:
    """Show in what two cameras differ; ask which stays, or why both do."""
    st.dataframe(_side_by_side(one, other), hide_index=True, key="duplicates_compared")
    store, name = current_snapshots().store, who()
    buttons = st.container(horizontal=True)
    for stays, goes in ((one, other), (other, one)):
        kept, gone = str(stays["camera_id"]), str(goes["camera_id"])
        label = _("One camera: {stays} stays, {goes} goes into it", stays=kept, goes=gone)
        if buttons.button(plain(label), key=f"merge_{kept}", icon=":material/merge:"):
            write_change(partial(merge_cameras, store, kept, gone, who=name))
    st.caption(_("What stays takes over what it lacks; what goes can be brought back."))
    reason = st.text_input(_("Why they are two"), max_chars=LONGEST_ENTRY, key="pair_why")
    label = _("They are two cameras")
    if st.button(label, key="pair_dismiss", disabled=not reason.strip()):
        write_change(lambda: dismiss(store, PAIR, [key], reason=reason, who=name))


def _side_by_side(one: pd.Series, other: pd.Series) -> pd.DataFrame:
    """Return the fields in which two cameras differ, in words."""
    rows = [
        (c.label, *(value_in_words(c.name, as_text(row[c.name])) for row in (one, other)))
        for c in CAMERA_COLUMNS
        if as_text(one[c.name]) != as_text(other[c.name])
    ]
    return pd.DataFrame(rows, columns=[_("Field"), one["camera_id"], other["camera_id"]])
