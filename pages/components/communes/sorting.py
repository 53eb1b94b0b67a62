"""In which order a table stands: chosen beside it, as a finger cannot press a heading."""

import numpy as np
import pandas as pd
import streamlit as st
from numpy.typing import NDArray

from gis.core.language import _
from gis.core.text import fold
from pages.components.shared.markdown import fresh_choice_key


def choose_order(table: pd.DataFrame, *, first: str, key: str) -> NDArray[np.intp]:
    """Offer the columns to sort by; return the places of the rows in that order.

    Numbers begin with the greatest, words with the first of the alphabet, blanks come last.
    """
    titles = [str(title) for title in table]
    by, turned = st.columns([3, 2], vertical_alignment="bottom")
    chosen: str = by.selectbox(_("Sort by"), titles, key=fresh_choice_key(key, titles, first=first))
    values, backwards = table[chosen], turned.toggle(_("Other way round"), key=f"{key}_turned")
    greatest_first = bool(pd.api.types.is_numeric_dtype(values))
    sortable = values if greatest_first else values.map(fold)
    order = sortable.reset_index(drop=True).sort_values(
        ascending=greatest_first == backwards, kind="stable", na_position="last"
    )
    return order.index.to_numpy(np.intp)
