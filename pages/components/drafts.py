"""What this visitor has not yet saved: it survives another page and a reload (``?nhap=``).

`main.py` holds the draft; a part of the app reads with `draft_part` what it kept with
`keep_part`, plain values only. Fields survive with `take_up` before and `keep_up` after them.
"""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from gis.service.drafts import drafts

ADDRESS = "nhap"
_DRAFT = "draft"


def hold_draft() -> None:
    """Take up the draft of the address; keep it there when the page changes.

    A new session goes on with a copy: who is sent an address changes nothing of the sender's.
    """
    if _DRAFT not in st.session_state:
        st.session_state[_DRAFT] = drafts().begin(st.query_params.get(ADDRESS, ""))
    _tell_address()


def draft_part(part: str) -> Any:
    """Return what was last kept under a name, None when nothing was."""
    return drafts().read(st.session_state[_DRAFT], part)


def keep_part(part: str, value: Any) -> None:
    """Keep a plain value under a name until it is saved; None forgets it.

    Raises
    ------
    GisError
        It is too much.
    """
    drafts().write(st.session_state[_DRAFT], part, value)
    _tell_address()


def take_up(part: str, usual: Mapping[str, Any]) -> None:
    """Fill fields that the session lacks with what was kept of them; `usual`: key → else."""
    kept = draft_part(part) or {}
    for key, otherwise in usual.items():
        if key not in st.session_state:
            st.session_state[key] = kept.get(key, otherwise)


def keep_up(part: str, usual: Mapping[str, Any]) -> None:
    """Keep what fields hold that is not as usual."""
    held = {key: st.session_state.get(key, otherwise) for key, otherwise in usual.items()}
    keep_part(part, {key: value for key, value in held.items() if value != usual[key]} or None)


def _tell_address() -> None:
    draft = st.session_state[_DRAFT]
    if drafts().is_empty(draft):
        st.query_params.pop(ADDRESS, None)
    else:
        st.query_params[ADDRESS] = draft
