"""What a visitor has typed into the register's tables and not saved: kept, told, discarded."""

import streamlit as st

from gis.core.errors import GisError
from gis.core.language import _
from gis.core.numbers import number
from gis.runtime.drafts import Draft, Drafts
from pages.components.shared.markdown import plain
from pages.components.shared.session import current_snapshots

_ADDRESS = "nhap"
_HELD, _KEY, _OWN, _FIRST = "drafts", "drafts_key", "drafts_own", "drafts_first"
# The pages on which the tables are edited: address → table, and its script.
HOMES = {
    "danh-muc": ("camera", "pages/register.py"),
    "thiet-bi": ("equipment", "pages/equipment.py"),
}


def drafts() -> dict[str, Draft]:
    """Return the unsaved entries of this visitor by table.

    A page that was loaded again, or whose address was handed on, begins with a copy of what
    its address names.
    """
    if _HELD not in st.session_state:
        key = st.query_params.get(_ADDRESS, "")
        st.session_state[_HELD], st.session_state[_KEY] = _files().load(key), key
        st.session_state[_OWN] = False
    held: dict[str, Draft] = st.session_state[_HELD]
    return held


def keep_draft(table: str, draft: Draft) -> None:
    """Hold the unsaved entries of a table from now on, in the session and beyond it."""
    if draft == drafts().get(table, {}):
        return
    held = st.session_state[_HELD] = {**drafts(), table: draft}
    own = st.session_state[_KEY] if st.session_state[_OWN] else ""
    try:
        st.session_state[_KEY], st.session_state[_OWN] = _files().keep(held, own), True
    except GisError as error:
        st.session_state["draft_trouble"] = str(error)
        return
    st.session_state.pop("draft_trouble", None)
    name_in_address()


def name_in_address() -> None:
    """Let the address of this page name the draft, so that it is there after a reload."""
    if not any(drafts().values()):
        st.query_params.pop(_ADDRESS, None)
    elif st.session_state[_KEY]:
        st.query_params[_ADDRESS] = st.session_state[_KEY]


def show_unsaved(page: str) -> None:
    """Say beside every other page how much of the register's tables is not saved yet."""
    name_in_address()
    if page not in HOMES:
        st.session_state.pop(_FIRST, None)
    if trouble := st.session_state.get("draft_trouble"):
        st.sidebar.error(plain(trouble), icon=":material/error:")
    elsewhere = {
        script: len(drafts().get(table, {}))
        for address, (table, script) in HOMES.items()
        if address != page
    }
    if count := sum(elsewhere.values()):
        told = _("{count} changes are not saved yet", count=number(count))
        st.sidebar.warning(told, icon=":material/edit_note:")
    for script in [script for script, unsaved in elsewhere.items() if unsaved]:
        st.sidebar.page_link(
            script, label=_("To the changes not saved"), icon=":material/arrow_forward:"
        )


def unsaved_first() -> str:
    """Return the table whose changes were not saved when the visitor came to its page."""
    told: str = st.session_state.setdefault(_FIRST, next((t for t, d in drafts().items() if d), ""))
    return told


def _files() -> Drafts:
    return Drafts(current_snapshots().store.beside("chua-luu"))
