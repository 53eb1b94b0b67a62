"""What this visitor asks of the pages: it survives another page and a reload (``?nho=``).

`main.py` holds the bookmark; a part of the app reads with `bookmarked` what it kept with
`bookmark`, plain values only. Fields survive with `take_up` before and `keep_up` after them.
"""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from gis.runtime.bookmarks import bookmarks

ADDRESS = "nho"
_BOOKMARK = "bookmark"


def hold_bookmark() -> None:
    """Take up the bookmark of the address; keep it there when the page changes.

    A new session goes on with a copy: who is sent an address changes nothing of the sender's.
    """
    if _BOOKMARK not in st.session_state:
        st.session_state[_BOOKMARK] = bookmarks().begin(st.query_params.get(ADDRESS, ""))
    _tell_address()


def bookmarked(part: str) -> Any:
    """Return what was last kept under a name, None when nothing was."""
    return bookmarks().read(st.session_state[_BOOKMARK], part)


def bookmark(part: str, value: Any) -> None:
    """Keep a plain value under a name; None forgets it.

    Raises
    ------
    GisError
        It is too much.
    """
    bookmarks().write(st.session_state[_BOOKMARK], part, value)
    _tell_address()


def take_up(part: str, usual: Mapping[str, Any]) -> None:
    """Fill fields that the session lacks with what was kept of them; `usual`: key → else."""
    kept = bookmarked(part) or {}
    for key, otherwise in usual.items():
        if key not in st.session_state:
            st.session_state[key] = kept.get(key, otherwise)


def keep_up(part: str, usual: Mapping[str, Any]) -> None:
    """Keep what fields hold that is not as usual."""
    held = {key: st.session_state.get(key, otherwise) for key, otherwise in usual.items()}
    bookmark(part, {key: value for key, value in held.items() if value != usual[key]} or None)


def _tell_address() -> None:
    held = st.session_state[_BOOKMARK]
    if bookmarks().is_empty(held):
        st.query_params.pop(ADDRESS, None)
    else:
        st.query_params[ADDRESS] = held
