"""Tables and figures as every page shows them."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from gis.core.choices import Coverage
from gis.core.findings import Finding
from gis.core.language import _
from gis.core.numbers import in_millions, number
from gis.vocabulary.words import category_words, words
from pages.components.shared.tabs import show_tabs

SHOWN_ROWS = 500


def place_table(places: pd.DataFrame, names: pd.Series) -> pd.DataFrame:
    """Return lost and gap places in words, one row a place, order kept."""
    labels = category_words()
    return pd.DataFrame(
        {
            _("Place, road"): _place_names(places),
            _("Category"): places["category"].map(lambda c: labels.get(c, c)),
            _("Commune"): places["commune_code"].map(names).fillna(""),
            _("Today"): places["coverage"].map(words(Coverage)),
            _("Length (km)"): places["length_m"] / 1000,
            _("Weight"): places["weight"],
        },
        index=places.index,
    )


def _place_names(places: pd.DataFrame) -> pd.Series:
    """Return each place's name; of one that has none, what has a name nearby."""
    told = {name: _("near {place}", place=name) for name in places["near"].unique()}
    nearby = places["near"].map(told).astype(str)
    otherwise = nearby.mask(places["near"] == "", places["demand_id"])
    return places["name"].mask(places["name"] == "", otherwise)


def ranking_for_reading(ranking: pd.DataFrame, names: pd.Series, titles: pd.Series) -> pd.DataFrame:
    """Return the ranking in words: what to repair, where, for how much, and why.

    `titles`: the name of each repair by its id.
    """
    title = titles.to_dict()
    what = ranking["repairs"].map(lambda ids: ", ".join(title.get(i, "") for i in ids))
    return pd.DataFrame(
        {
            _("No."): range(1, len(ranking) + 1),
            _("Repair"): what,
            _("Commune"): ranking["communes"].map(lambda codes: ", ".join(names[c] for c in codes)),
            _("Cost (million VND)"): in_millions(ranking["cost_vnd"]),
            _("Running total"): in_millions(ranking["cost_vnd"].cumsum()),
            _("Why"): ranking["why"],
            _("Cameras"): ranking["cameras"].map(len),
            _("Weight regained"): ranking["gain_weight"],
            _("Own weight"): ranking["own_weight"],
            _("Estimate"): ranking["estimated"].map({True: _("yes"), False: _("no")}),
        },
        index=ranking.index,
    )


def show_table(
    table: pd.DataFrame,
    *,
    key: str,
    columns: Mapping[str, Any] | None = None,
    total: int | None = None,
) -> int | None:
    """Show a table, numbers the Vietnamese way; return the position of the row chosen.

    `total`: so many rows there are where these are but the first of them.
    """
    rows: list[int] = _shown(table, key, columns or {}, ["single-row"], total)["rows"]
    return rows[0] if rows else None


def show_rows(table: pd.DataFrame, *, key: str) -> list[int]:
    """Show a table as `show_table`; return the positions of all rows chosen."""
    rows: list[int] = _shown(table, key, {}, ["multi-row"])["rows"]
    return [row for row in rows if row < len(table)]


def selected_row(key: str, table: pd.DataFrame) -> int | None:
    """Return the position of the row chosen in a table that is shown further down the page."""
    rows = st.session_state.get(key, {}).get("selection", {}).get("rows", [])
    return rows[0] if rows and rows[0] < len(table) else None


def show_cells(
    table: pd.DataFrame, *, key: str, columns: Mapping[str, Any] | None = None
) -> tuple[int, str | None] | None:
    """Show a table as `show_table`; return the row chosen, and the cell's column if one was."""
    chosen = _shown(table, key, columns or {}, ["single-row", "single-cell"])
    for row, column in chosen["cells"]:
        return int(row), str(column)
    return (chosen["rows"][0], None) if chosen["rows"] else None


def _shown(
    table: pd.DataFrame,
    key: str,
    columns: Mapping[str, Any],
    modes: Sequence[Any],
    total: int | None = None,
) -> Any:
    total = len(table) if total is None else total
    decimals = {
        c: 0 if pd.api.types.is_integer_dtype(table[c]) else 1
        for c in table.columns
        if pd.api.types.is_numeric_dtype(table[c]) and table[c].dtype != bool
    }
    writers = {c: _writer(n) for c, n in decimals.items() if c not in columns}
    chosen = st.dataframe(
        table.head(SHOWN_ROWS).style.format(writers),
        key=key,
        hide_index=True,
        placeholder="",
        column_config=dict(columns),
        on_select="rerun",
        selection_mode=modes,
    )
    if total > SHOWN_ROWS:
        st.caption(
            _(
                "The first {shown} of {total} rows; the export holds them all.",
                shown=number(SHOWN_ROWS),
                total=number(total),
            )
        )
    return chosen["selection"]


def _writer(decimals: int) -> Any:
    return lambda value: "" if pd.isna(value) else number(value, decimals)


def as_figure(value: float) -> str:
    """Write a figure: one decimal unless it is whole."""
    return number(value, 0 if float(value).is_integer() else 1)


def metrics(place: DeltaGenerator, counts: Mapping[str, tuple[float, str]]) -> None:
    """Show figures side by side: label → (value, explanation)."""
    for column, (label, (value, explanation)) in zip(
        place.columns(len(counts)), counts.items(), strict=True
    ):
        column.metric(label, as_figure(value), help=explanation, border=True)


def show_chart(chart: Any, table: pd.DataFrame, *, key: str, alt: str) -> int | None:
    """Show a chart, and what it draws as a table beside it; return the row chosen there.

    `alt`: what the chart shows, for who cannot see it.
    """
    told = show_tabs(
        {
            _("Chart"): lambda: st.altair_chart(
                chart, width="stretch", key=f"{key}_chart", alt=alt
            ),
            _("Table"): lambda: show_table(table, key=key),
        },
        key=f"{key}_tabs",
    )
    chosen: int | None = told.get(_("Table"))
    return chosen


def show_findings(findings: Sequence[Finding]) -> None:
    """Show what is wrong and what to do, when there is something, folded in."""
    if not findings:
        return
    title = _("{count} values to check", count=number(len(findings)))
    with st.expander(title, icon=":material/warning:"):
        rows = [(f.message, f.suggestion) for f in findings]
        show_table(pd.DataFrame(rows, columns=[_("Finding"), _("What to do")]), key="findings")
