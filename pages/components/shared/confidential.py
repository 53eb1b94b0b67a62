"""How cameras marked confidential leave in a file: by a switch, and by no table's own button."""

import json

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


def ask_whole_register(cameras: pd.DataFrame, *, key: str) -> bool:
    """Ask whether a copy of the register may leave: it cannot do without those marked so."""
    if not is_confidential(cameras).any():
        return True
    asked = ask_confidential(cameras, key=key)
    if not asked:
        st.caption(_("A package without them would tell the province that they are removed."))
    return asked


def close_side_doors(cameras: pd.DataFrame) -> None:
    """Close the ways past that switch, where a camera is confidential.

    Streamlit's tables offer a file of their own, made in the browser of all they show; and the
    browser prints the page as it is. The app's own files and prints ask first.
    """
    if not is_confidential(cameras).any():
        return
    labels = {"Download as CSV", _("Download as CSV")}  # before and after it is translated
    buttons = ",".join(f"[aria-label^={json.dumps(text)}]" for text in sorted(labels))
    own_file = f'[data-testid="stElementToolbarButton"]:has({buttons}) {{ display: none; }}'
    printed = "@media print { .stApp .camera-map { visibility: hidden; } }"
    st.html(f"<style>{own_file} {printed}</style>")
