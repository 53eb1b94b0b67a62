"""What repairs cost when nobody has stated it: shown, and changed with a source."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from gis.core.choices import Cause
from gis.core.dates import date, read_date
from gis.core.errors import GisError
from gis.core.language import _
from gis.core.numbers import in_one_way, number, read_number
from gis.restoration.files.price_files import read_vat
from gis.restoration.files.sandbox import read_prices_isolated
from gis.restoration.model.prices import (
    ESTIMATE,
    PRICE_COLUMNS,
    PRICE_LEVELS,
    PRICES_SETTING,
    read_prices,
)
from gis.runtime.plan_cache import Planner
from gis.vocabulary.words import price_words, words
from pages.components.shared.amounts import parse_amount, read_cells, tell_wrong
from pages.components.shared.file_upload import ask_file, read_once, take_away
from pages.components.shared.markdown import plain
from pages.components.shared.session import current_snapshots, who

PRICE_FILE_KEY = "price_file"
_READERS: dict[str, Callable[[str], Any]] = {
    "quantity": read_number,
    **dict.fromkeys(PRICE_LEVELS, parse_amount),
    "vat": read_vat,
    "date": lambda text: text and read_date(text),
}


def edit_prices(planner: Planner) -> None:
    """Show the price list, and keep what is changed."""
    prices = _by_part(planner.prices)
    st.markdown(
        _(
            "Prices are in VND, VAT included. A line without a source of the province's own is an "
            "estimate, and so is every cost that comes from it."
        )
        + " "
        + _(
            "A line with a cause holds where a part failed for that cause; any other fault is "
            "priced by the line of its part alone."
        )
    )
    with st.expander(_("A price list (Excel or CSV)"), icon=":material/upload_file:"):
        read_list()
    shown = _in_words(prices)
    edited = st.data_editor(
        _written(shown).rename(columns=_headings()),
        hide_index=True,
        key="price_table",
        height=460,
        disabled=[_headings()[c] for c in ("part", "cause", "action", "unit")],
    )
    texts = edited.set_axis(list(PRICE_COLUMNS), axis=1).set_index(prices.index)
    after, wrong = read_cells(texts, _READERS)
    tell_wrong(wrong)
    changed = {} if wrong else _changed(after, shown)
    if st.button(_("Keep these prices"), disabled=not changed, key="keep_prices", type="primary"):
        store = current_snapshots().store
        try:
            held = (store.setting(PRICES_SETTING) or {}) | changed
            read_prices(overrides=held)
            store.set(PRICES_SETTING, held, who=who())
        except GisError as error:
            st.error(plain(error))
            return
        del st.session_state["price_table"]
        st.rerun()


def read_list() -> None:
    """Take over the prices of a file, each with who states it."""
    given = ask_file(_("File"), None, key=PRICE_FILE_KEY)
    stated = st.text_input(_("Who states these prices"), key="price_source", max_chars=200)
    source = stated.strip()
    if given is None:
        return
    try:
        chosen, remarks = read_once(
            given,
            lambda tell: read_prices_isolated(
                given.getvalue(), given.name, source=source, progress=tell
            ),
            key=PRICE_FILE_KEY,
            about=(source,),
        )
    except GisError as error:
        st.error(plain(error))
        return
    for remark in remarks:
        st.warning(plain(remark.message))
    found = read_prices(overrides=chosen).loc[list(chosen)]
    columns = ["part", "cause", "action", "unit", *PRICE_LEVELS]
    st.dataframe(_written(_in_words(found))[columns].rename(columns=_headings()), hide_index=True)
    if st.button(_("Take over these prices"), key="take_prices"):
        store = current_snapshots().store
        store.set(PRICES_SETTING, (store.setting(PRICES_SETTING) or {}) | chosen, who=who())
        take_away(PRICE_FILE_KEY)
        st.rerun()


def _by_part(prices: pd.DataFrame) -> pd.DataFrame:
    """Return the list with all rows of a part together."""
    parts = [row.partition(":")[0] for row in prices.index]
    places = {part: place for place, part in reversed(list(enumerate(parts)))}
    return prices.iloc[sorted(range(len(parts)), key=lambda row: places[parts[row]])]


def _in_words(prices: pd.DataFrame) -> pd.DataFrame:
    """Return the list as people read it: part, cause, work and unit in words."""
    labels, causes = price_words(), words(Cause)
    return prices.assign(
        part=[labels[row.partition(":")[0]] for row in prices.index],
        cause=prices["cause"].map(causes).fillna(""),
        action=prices["action"].map(labels),
        unit=prices["unit"].map(labels),
        source=prices["source"].mask(prices["estimated"], _("initial estimate")),
        date=prices["date"].fillna(""),
    )[list(PRICE_COLUMNS)]


def _written(prices: pd.DataFrame) -> pd.DataFrame:
    """Return the list as people write it."""
    money_written = {level: prices[level].map(number) for level in PRICE_LEVELS}
    return prices.assign(
        **money_written,
        quantity=prices["quantity"].map(in_one_way),
        vat=prices["vat"].map(in_one_way),
        date=prices["date"].map(date),
    )


def _headings() -> dict[str, str]:
    return {
        "part": _("Item"),
        "cause": _("Cause"),
        "action": _("Work to be done"),
        "unit": _("Unit"),
        "quantity": _("Usual quantity"),
        "low": _("Low"),
        "mid": _("Middle"),
        "high": _("High"),
        "vat": _("Of which VAT (%)"),
        "source": _("Source"),
        "date": _("Date"),
    }


def _changed(after: pd.DataFrame, before: pd.DataFrame) -> dict[str, dict[str, object]]:
    """Return the rows that differ, as the store keeps them: part → column → value."""
    differs = ~(after == before).all(axis=1)
    kept = after.loc[differs, ["quantity", *PRICE_LEVELS, "vat", "source", "date"]]
    kept = kept.replace({"source": _("initial estimate")}, ESTIMATE).astype(object)
    rows: Any = kept.to_dict("index")
    return {str(part): row for part, row in rows.items()}
