"""The switch by which cameras marked confidential leave in a file."""

import pandas as pd
import streamlit as st

from gis.core.language import _
from gis.core.numbers import number
from gis.register.queries import is_confidential


def ask_confidential(cameras: pd.DataFrame, *, key: str) -> bool:
    """Ask whether these cameras leave where they are marked confidential; they do not by itself."""
    count = int(is_confidential(cameras).sum())
    if not count:
        return False
    return st.checkbox(
        _("With the {count} cameras marked confidential", count=number(count)),
        key=key,
        help=_("Else they stay out of files; in tables a column says which they are."),
    )
