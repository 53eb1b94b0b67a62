"""The league table: all communes by what is surveyed, failed, paid, late; figures lead on."""

import pandas as pd
import streamlit as st

from gis.core.choices import RoundState
from gis.core.clock import today
from gis.core.language import _
from gis.core.numbers import in_millions, number
from gis.drill_down import DrillDown
from gis.register.queries import in_commune
from gis.runtime.league import flags_now, league_table
from gis.runtime.plan_cache import Planner
from gis.vocabulary.words import words
from pages.components.communes.sorting import choose_order
from pages.components.shared.drill_down import show_drill_down
from pages.components.shared.session import current_snapshots
from pages.components.shared.tables import show_cells

# Figure → the page that tells what is behind it; all others count cameras. A row: the map.
PAGES = {
    "row": "pages/map.py",
    "name": "pages/overview.py",
    "needed_vnd": "pages/plan.py",
    "approved_vnd": "pages/plan.py",
    "overdue_days": "pages/survey.py",
    "state": "pages/survey.py",
}
_MONEY = ("needed_vnd", "approved_vnd", "spent_vnd")
# Figure → what of `survey.league.COUNTS` is behind it, where it bears another name.
_COUNTED = {"surveyed_share": "surveyed", "spent_vnd": "restored"}


def show_league(planner: Planner) -> None:
    """Show all communes in the order chosen; a figure leads to what is behind it."""
    store, figures = current_snapshots().store, _figures()
    flags = flags_now(planner, store, today=today())
    table = league_table(planner, store, flags, today=today())
    share = 100 * table["surveyed"] / table["cameras"].where(table["cameras"] > 0)
    table = table.assign(surveyed_share=share, state=table["state"].map(words(RoundState)))
    table = table.assign(**{name: in_millions(table[name]) for name in _MONEY})
    shown = table[list(figures)].set_axis(list(figures.values()), axis=1)
    st.caption(
        _(
            "Choose a number to see what is behind it: cameras, the plan, or the survey; a row "
            "opens the map. Money in million VND; needed: all that can be mended; spent: as "
            "quoted, of accepted repairs."
        )
    )
    order = choose_order(shown, first=figures["not_seeing"], key="league_order")
    bar = st.column_config.ProgressColumn(min_value=0, max_value=100, format="%.0f%%")
    columns = {
        figures["surveyed_share"]: bar,
        figures["name"]: st.column_config.TextColumn(pinned=True, width="medium"),
    }
    chosen = show_cells(shown.iloc[order], key="league", columns=columns)
    _show_sums(table)
    if chosen is not None:
        row, title = chosen
        figure = next((f for f, text in figures.items() if text == title), "row")
        _follow(planner, flags, str(table.index[order[row]]), figure, title)


def _figures() -> dict[str, str]:
    """Return figure → its column."""
    return {
        "name": _("Commune, ward or special zone"),
        "cameras": _("Camera views"),
        "surveyed_share": _("Surveyed (%)"),
        "keeper": _("With a managing body"),
        "not_seeing": _("Not seeing"),
        "live": _("Live at headquarters"),
        "needed_vnd": _("Needed (million VND)"),
        "approved_vnd": _("Approved (million VND)"),
        "spent_vnd": _("Spent (million VND)"),
        "overdue_days": _("Days overdue"),
        "state": _("Step"),
    }


def _show_sums(table: pd.DataFrame) -> None:
    """Say what all communes come to, save money that several of them wait for together."""
    counted = {
        name: number(table[name].sum()) for name in ("cameras", "surveyed", "keeper", "live")
    }
    st.caption(
        _(
            "Whole province: {cameras} cameras, {surveyed} surveyed, {keeper} with a managing "
            "body, {live} live at headquarters; {late} communes are late.",
            late=number(int(table["overdue_days"].notna().sum())),
            **counted,
        )
    )


def _follow(
    planner: Planner, flags: pd.DataFrame, code: str, figure: str, title: str | None
) -> None:
    """Lead to what is behind a figure of a commune."""
    if figure in PAGES:
        st.switch_page(PAGES[figure], query_params={"xa": code})
    mine = in_commune(planner.analysis.cameras, code)
    counted = mine[flags.loc[mine.index, _COUNTED.get(figure, figure)]]
    show_drill_down(
        planner.analysis,
        code,
        str(title),
        figure,
        found=lambda _name: DrillDown(counted),
        table="league",
    )
