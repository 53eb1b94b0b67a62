"""Xã, phường, đặc khu: all communes in one table and one chart; a number tells its cameras."""

import streamlit as st

from gis.core.language import _
from gis.coverage.area import AREAS
from pages.components.shared.charts import communes_chart
from pages.components.shared.drill_down import show_drill_down
from pages.components.shared.papers import offer_papers
from pages.components.shared.session import snapshot
from pages.components.shared.tables import show_cells
from pages.components.shared.tabs import show_tabs
from pages.components.shared.terms import show_basis
from pages.components.shared.weeks import show_weeks_of_communes

st.title(_("Communes, wards, special zone"))
taken = snapshot()
offer_papers(taken.analysis, None)
communes = taken.analysis.communes
order = communes.sort_values(
    ["lost_weight", "gap_weight", "not_seeing", "cameras"], ascending=False
)
seeing = 100 * order["seeing"] / order["cameras"].where(order["cameras"] > 0)
# Figure (see `drill_down.behind`) → its column.
figures = {
    "cameras": _("Camera views"),
    "not_seeing": _("Not seeing"),
    "unconfirmed": _("Unconfirmed"),
    "not_located": _("Not located"),
    "seeing": _("Seeing (%)"),
    "lost_weight": _("Weight lost"),
    "gap_weight": _("Weight without camera"),
    "covered_weight": _("Weight covered"),
    "single_weight": _("of it by one camera alone"),
    "installed_km2": _("Installed (ha)"),
    "working_km2": _("Seen (ha)"),
    "unconfirmed_km2": _("Not confirmed (ha)"),
    "lost_km2": _("Lost (ha)"),
    "twice_km2": _("Seen twice (ha)"),
    "thrice_km2": _("Seen by three or more (ha)"),
}
areas = {area: 100 * order[area] for area in AREAS}
shown = order.assign(seeing=seeing, **areas)[["full_name", *figures]]
shown.columns = [_("Commune, ward or special zone"), *figures.values()]
bar = st.column_config.ProgressColumn
columns = {
    _("Seeing (%)"): bar(min_value=0, max_value=100, format="%.0f%%"),
    _("Weight lost"): bar(
        min_value=0, max_value=max(1.0, float(order["lost_weight"].max())), format="%.0f"
    ),
}


def show_listed() -> None:
    """Show all communes; a number tells what is behind it, a name or a row leads on."""
    st.caption(
        _(
            "Choose a number to see what is behind it, a name for the overview of the commune, "
            "a row for its map."
        )
    )
    chosen = show_cells(shown, key="communes", columns=columns)
    if chosen is not None:
        follow(*chosen)


def follow(row: int, column: str | None) -> None:
    """Show what was chosen in the table."""
    code = order["code"].iloc[row]
    figure = next((f for f, title in figures.items() if title == column), None)
    if column is None:
        st.switch_page("pages/map.py", query_params={"xa": code})
    elif figure is None:
        st.switch_page("pages/overview.py", query_params={"xa": code})
    else:
        show_drill_down(taken.analysis, code, column, figure, table="communes")


def show_drawn() -> None:
    """Show how many cameras of each commune see, most that do not first."""
    st.altair_chart(
        communes_chart(communes.sort_values(["not_seeing", "unconfirmed"], ascending=False)),
        width="stretch",
        key="communes_chart",
        alt=_("Cameras by state and commune"),
    )


tabs = {
    _("Table"): show_listed,
    _("Chart"): show_drawn,
    _("Week by week"): lambda: show_weeks_of_communes(taken.analysis),
}
show_tabs(tabs, key="communes_tabs")
show_basis(taken.analysis)
