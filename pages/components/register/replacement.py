"""A list that comes again: what it would change in the register, and what it takes the place of."""

import pandas as pd
import streamlit as st

from gis.core.choices import Status
from gis.core.language import _
from gis.core.numbers import number
from gis.export.history import changes_table
from gis.store.replacement import ListComparison
from gis.vocabulary.labels import column_words
from gis.vocabulary.words import words
from pages.components.shared.markdown import plain

_SHOWN = ["camera_id", "name", "address", "custodian", "source"]


def ask_replacement(comparison: ListComparison, *, key: str) -> list[str] | None:
    """Show what is new, changed and gone; return the codes that go, None where nothing does.

    Cameras go only from a list that replaces the one before, and only those that are ticked.
    """
    lacking = comparison.absence.cameras
    if comparison.changed.empty and lacking.empty:
        return None
    st.subheader(_("What this list changes in the register"))
    replacing = len(lacking) > 0 and _ask_way(key=key)
    changed = comparison.changed["camera_id"].nunique()
    with st.expander(_("New: {count}", count=number(len(comparison.new))), icon=":material/add:"):
        st.dataframe(_new(comparison.new), hide_index=True)
    with st.expander(_("Changed: {count}", count=number(changed)), icon=":material/edit:"):
        st.dataframe(changes_table(comparison.changed), hide_index=True)
        st.caption(_("A blank cell of the list leaves what the register knows."))
    if replacing:
        return _ask_gone(comparison, key=key)
    _show_missed(comparison.absence.missed)
    return None


def _ask_way(*, key: str) -> bool:
    """Ask whether the list only adds and updates, or replaces the one before."""
    ways = {
        False: _("Add and update"),
        True: _("Replace this commune's list"),
    }
    captions = [
        _("Cameras that are not in the list stay as they are."),
        _("Cameras that are not in the list any more go into the archive, with the reason."),
    ]
    chosen: bool = st.radio(
        _("What is done with the list?"),
        list(ways),
        format_func=ways.__getitem__,
        captions=captions,
        horizontal=True,
        key=f"{key}_way",
    )
    return chosen


def _new(new: pd.DataFrame) -> pd.DataFrame:
    shown = new[["camera_id", "name", "address", "status"]]
    shown = shown.assign(status=shown["status"].replace(words(Status)))
    return shown.set_axis([_("Code"), _("Name"), _("Address"), _("State")], axis=1)


def _show_missed(missed: pd.DataFrame) -> None:
    """Show the cameras that the list held once and holds no longer; nothing happens to them."""
    if missed.empty:
        return
    st.subheader(_("No longer in the list"))
    st.markdown(
        _(
            "{count} cameras came with this list before. They stay in the register as they "
            "are, unless the list replaces the one before.",
            count=number(len(missed)),
        )
    )
    st.dataframe(_gone(missed).iloc[:, :3], hide_index=True)


def _gone(cameras: pd.DataFrame) -> pd.DataFrame:
    titles = [_("Code"), _("Name"), _("Address"), column_words()["custodian"], _("Came with")]
    return cameras[_SHOWN].set_axis(titles, axis=1).reset_index(drop=True)


def _ask_gone(comparison: ListComparison, *, key: str) -> list[str]:
    """Let the cameras that go be ticked, the list's own at first; return their codes."""
    absence = comparison.absence
    _warn(comparison)
    lacking = absence.cameras.sort_values("own", ascending=False, kind="stable")
    own = lacking["own"].to_numpy(dtype=bool)
    groups = (lacking["source"] + " · " + lacking["custodian"]).str.strip(" ·")
    others = groups[~own].value_counts()
    more: list[str] = []
    if len(others):
        more = st.pills(
            _("Cameras of other lists or keepers stay; should they go, too?"),
            list(others.index),
            selection_mode="multi",
            key=f"{key}_others",
            format_func=lambda group: plain(f"{group} ({number(others[group])})"),
        )
    table = _gone(lacking)
    titles = table.columns.tolist()
    tick = _("Into the archive")
    table.insert(0, tick, own | groups.isin(more).to_numpy())
    st.markdown(
        _("**No longer in the list: {count}.** Untick what is to stay:", count=number(len(lacking)))
    )
    answered = st.data_editor(
        table,
        hide_index=True,
        disabled=titles,
        key=f"{key}_gone_{len(lacking)}_{'|'.join(more)}",
    )
    codes: list[str] = lacking["camera_id"][answered[tick].to_numpy(dtype=bool)].tolist()
    if len(codes) > absence.present:
        st.error(
            _(
                "{gone} cameras would go and only {present} stay. Is this the whole list?",
                gone=number(len(codes)),
                present=number(absence.present),
            ),
            icon=":material/warning:",
        )
    return codes


def _warn(comparison: ListComparison) -> None:
    """Say loudly that this may not be the list it is taken for."""
    if comparison.absence.part:
        st.error(
            _("By its title this list is of a part only: what is not in it is not gone."),
            icon=":material/warning:",
        )
    elif comparison.absence.few:
        st.error(
            _(
                "Only {present} of the {known} cameras known there are in this list; it may be "
                "another one. None is ticked.",
                present=number(comparison.absence.present),
                known=number(comparison.absence.known),
            ),
            icon=":material/warning:",
        )


def writing_label(comparison: ListComparison, gone: list[str]) -> str:
    """Return what the button says that writes a list in the place of the one before."""
    return _(
        "Replace the list: {new} new, {changed} changed, {gone} into the archive",
        new=number(len(comparison.new)),
        changed=number(comparison.changed["camera_id"].nunique()),
        gone=number(len(gone)),
    )
