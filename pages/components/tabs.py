"""Tabs that are worked out when they are first opened."""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

_PAGE, _OPENED = "tabs_page", "tabs_opened"


def show_tabs(
    shown: Mapping[str, Callable[[], Any]], *, key: str, default: str | None = None
) -> dict[str, Any]:
    """Show tabs, title → what shows its content; each begins when it is first opened.

    From then on it stays as long as the visitor stays on the page: what was typed there, and
    not yet kept, is still there on coming back to it. Returns what those that have begun
    answered, by title.
    """
    tabs = st.tabs(list(shown), key=key, default=default, on_change="rerun")
    opened = st.session_state.setdefault(_OPENED, set())
    told = {}
    for place, (tab, (title, show)) in enumerate(zip(tabs, shown.items(), strict=True)):
        if tab.open:
            opened.add((key, place))
        if (key, place) in opened:
            with tab:
                told[title] = show()
    return told


def close_tabs(page: str) -> None:
    """Forget which tabs were opened when the visitor comes to another page."""
    if st.session_state.get(_PAGE) != page:
        st.session_state[_PAGE], st.session_state[_OPENED] = page, set()
