"""Money as people write it: a text field that says beneath what was understood."""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from gis.core.errors import GisError
from gis.core.language import _
from gis.core.numbers import (
    LONGEST_NUMBER,
    AmbiguousNumberError,
    in_one_way,
    read_amount,
    short_amount,
)
from gis.core.units import DONG
from pages.components.shared.markdown import plain

# More than the money of the whole country.
MOST_TYPED_VND = 1e16


def ask_amount(
    place: DeltaGenerator,
    label: str,
    *,
    key: str,
    usual_vnd: float,
    unit: str = DONG,
    width: int | None = None,
    nothing: str = "",
    then: Callable[[float], None] | None = None,
) -> float:
    """Ask for money, ``500 triệu`` or ``12.500.000``; return what was understood, in đồng.

    What cannot be read, or in several ways, stays in the field with the reason beneath, and
    the amount of before counts until it is corrected. `nothing`: what an empty field means, in
    words. `then` is handed what was written.
    """
    if key not in st.session_state:
        set_amount(key, usual_vnd)
        if nothing and not usual_vnd:
            st.session_state[key] = ""
    place = place.container()
    place.text_input(
        label,
        key=key,
        max_chars=LONGEST_NUMBER,
        width=width or "stretch",
        on_change=_take_written,
        args=(key, unit, then),
    )
    wrong = understood(st.session_state[key], unit)[1]
    counted: float = st.session_state[amount_of(key)]
    if wrong:
        place.error(plain(wrong), icon=":material/error:", width=width or "stretch")
        place.caption(_("Until then {amount} counts", amount=_in_full(counted, unit)))
    else:
        place.caption(nothing if nothing and not counted else f"= {_in_full(counted, unit)}")
    return counted


def _in_full(vnd: float, unit: str) -> str:
    return plain(in_one_way(vnd, unit))


def set_amount(key: str, vnd: float) -> None:
    """Put an amount into the field of a key, before it is shown."""
    st.session_state[key], st.session_state[amount_of(key)] = short_amount(vnd), vnd


def _take_written(key: str, unit: str, then: Callable[[float], None] | None) -> None:
    amount, _wrong = understood(st.session_state[key], unit)
    if amount is not None:
        st.session_state[amount_of(key)] = amount
        if then is not None:
            then(amount)


def amount_of(key: str) -> str:
    """Return the key in the session of what the field of a key was understood as."""
    return f"{key}_vnd"


def understood(text: str, unit: str = DONG) -> tuple[float | None, str]:
    """Return the đồng that a text says, or None and why not; nothing written is 0 đồng."""
    if not text.strip():
        return 0.0, ""
    try:
        amount = read_amount(text.strip(), unit, unit_known=False)
    except AmbiguousNumberError as error:
        return None, _("{reason}. Write it out", reason=error)
    except ValueError:
        amount = -1.0
    if 0 <= amount <= MOST_TYPED_VND:
        return amount, ""
    return None, _(
        "“{text}” is no amount of money; write it as 500 triệu, 1,5 tỷ or 12.500.000", text=text
    )


def parse_amount(text: str) -> float:
    """Return the đồng that a cell says.

    Raises
    ------
    GisError
        None, or in several ways.
    """
    amount, wrong = understood(text)
    if amount is None:
        raise GisError(wrong)
    return amount


def read_cells(
    table: pd.DataFrame, readers: Mapping[str, Callable[[str], Any]]
) -> tuple[pd.DataFrame, list[str]]:
    """Read columns of texts as people write them; say beside it what cannot be read, and why."""
    values, wrong = table.copy(), []
    for column, reader in readers.items():
        texts = table[column].astype(object).where(table[column].notna(), "")
        cells = [_read_cell(str(text), reader) for text in texts]
        values[column] = [value for value, _reason in cells]
        wrong += [reason for _value, reason in cells if reason]
    return values, wrong


def _read_cell(text: str, reader: Callable[[str], Any]) -> tuple[Any, str]:
    try:
        return reader(text.strip()), ""
    except AmbiguousNumberError as error:
        return None, _("{reason}. Write it out", reason=error)
    except GisError as error:
        return None, str(error)
    except ValueError:
        return None, _("“{text}” cannot be read here", text=text)


def tell_wrong(reasons: list[str]) -> None:
    """Say on the page what cannot be read."""
    for reason in reasons:
        st.error(plain(reason), icon=":material/error:")
