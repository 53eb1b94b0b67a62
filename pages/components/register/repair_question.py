"""Repaired, or never failed? Asked whenever somebody makes a failed camera a working one."""

import pandas as pd
import streamlit as st

from gis.core.clock import now
from gis.core.language import _
from gis.core.numbers import number
from gis.register.transitions import TODAY, undated_repairs

_REPAIRED, _MISTAKE = "repaired", "mistake"


def ask_repaired(edits: pd.DataFrame, *, key: str) -> tuple[bool, str | None]:
    """Ask how failed cameras come to work, where edits (see `store.editing`) make them so.

    Returns
    -------
    Whether it is answered or nothing is to be asked; and `repaired_on` of `store.editing.edit`.
    """
    count = len(undated_repairs(edits))
    if not count:
        return True, TODAY
    told = {_REPAIRED: _("They were repaired"), _MISTAKE: _("They never failed: a mistake before")}
    answer = st.radio(
        _("{count} cameras turn from failed to working. How?", count=number(count)),
        list(told),
        format_func=told.__getitem__,
        index=None,
        horizontal=True,
        key=f"{key}_turn",
    )
    if answer != _REPAIRED:
        return answer is not None, None
    day = st.date_input(
        _("Repaired on"),
        value="today",
        max_value=now().date(),
        format="DD/MM/YYYY",
        key=f"{key}_day",
    )
    st.caption(_("A repaired camera waits to be accepted; until then it counts as unconfirmed."))
    return day is not None, day.isoformat() if day else None
