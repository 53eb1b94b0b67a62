"""Tabs that are worked out when they are first opened."""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

_PAGE, _OPENED, _SHOWN = "tabs_page", "tabs_opened", "tabs_shown"


def show_tabs(
    shown: Mapping[str, Callable[[], Any]], *, key: str, default: str | None = None
) -> dict[str, Any]:
    """Show tabs, title → what shows its content; each begins when it is first opened.

    From then on it stays as long as the visitor stays on the page: what was typed there, and
    not yet kept, is still there on coming back to it. Returns what those that have begun
    answered, by title.
    """
    titles, opened = list(shown), st.session_state.setdefault(_OPENED, set())
    places: dict[str, int] = st.session_state.setdefault(_SHOWN, {})
    if key in places and st.session_state.get(key) not in titles:
        st.session_state[key] = titles[places[key]]  # another language, the same tab
    told = {}
    tabs = st.tabs(titles, key=key, default=default, on_change="rerun")
    for place, (tab, title) in enumerate(zip(tabs, titles, strict=True)):
        if tab.open:
            opened.add((key, place))
            places[key] = place
        if (key, place) in opened:
            with tab:
                told[title] = shown[title]()
    return told


def close_tabs(page: str) -> None:
    """Forget which tabs were opened when the visitor comes to another page."""
    held = st.session_state
    if held.get(_PAGE) != page:
        held[_PAGE], held[_OPENED], held[_SHOWN] = page, set(), {}
