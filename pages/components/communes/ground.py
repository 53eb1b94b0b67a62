"""What is seen and lost of places and ground, commune by commune."""

import pandas as pd
import streamlit as st

from gis.analysis.result import Analysis
from gis.core.choices import Coverage
from gis.core.language import _
from gis.coverage.area import AREAS
from pages.components.communes.sorting import choose_order
from pages.components.shared.drill_down import show_drill_down
from pages.components.shared.tables import show_cells


def show_ground_table(analysis: Analysis) -> None:
    """Show all communes; a number tells what is behind it, a name or a row leads on."""
    st.caption(
        _(
            "Choose a number to see what is behind it, a name for the overview of the commune, "
            "a row for its map."
        )
    )
    communes, figures = analysis.communes, _figures()
    seeing = 100 * communes["seeing"] / communes["cameras"].where(communes["cameras"] > 0)
    hectares = {area: 100 * communes[area] for area in AREAS}
    unseen = _unseen(analysis).reindex(communes["code"], fill_value=0.0).set_axis(communes.index)
    table = pd.DataFrame(communes.assign(seeing=seeing, **hectares)).join(unseen)
    shown = table[["full_name", *figures]]
    shown.columns = pd.Index([_("Commune, ward or special zone"), *figures.values()])
    order = choose_order(shown, first=figures["not_seeing"], key="communes_order")
    shown, codes = shown.iloc[order], communes["code"].iloc[order]
    bar = st.column_config.ProgressColumn
    columns = {figures["seeing"]: bar(min_value=0, max_value=100, format="%.0f%%")}
    chosen = show_cells(shown, key="communes", columns=columns)
    if chosen is not None:
        _follow(analysis, codes.iloc[chosen[0]], chosen[1], figures)


def _unseen(analysis: Analysis) -> pd.DataFrame:
    """Return by commune code `places_…` and `road_km_…`, lost and without camera."""
    gaps = analysis.gaps
    place, states = gaps["length_m"].isna(), (Coverage.LOST, Coverage.GAP)
    counts = {f"places_{state}": place & (gaps["coverage"] == state) for state in states}
    metres = gaps["length_m"].fillna(0.0)
    km = {f"road_km_{s}": (metres / 1000).where(gaps["coverage"] == s, 0.0) for s in states}
    return pd.DataFrame({**counts, **km}).groupby(gaps["commune_code"]).sum()


def _figures() -> dict[str, str]:
    """Return figure (see `drill_down.drill_down`) → its column."""
    return {
        "cameras": _("Camera views"),
        "not_seeing": _("Not seeing"),
        "unconfirmed": _("Unconfirmed"),
        "not_located": _("Not located"),
        "seeing": _("Seeing (%)"),
        "places_lost": _("Places lost"),
        "road_km_lost": _("Road lost (km)"),
        "places_gap": _("Places without camera"),
        "road_km_gap": _("Road without camera (km)"),
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


def _follow(analysis: Analysis, code: str, column: str | None, figures: dict[str, str]) -> None:
    """Show what was chosen in the table."""
    figure = next((f for f, title in figures.items() if title == column), None)
    if column is None:
        st.switch_page("pages/map.py", query_params={"xa": code})
    elif figure is None:
        st.switch_page("pages/overview.py", query_params={"xa": code})
    else:
        show_drill_down(analysis, code, column, figure, table="communes")
