"""The ranked list and what to survey first, as tables."""

import pandas as pd
import streamlit as st

from gis.analysis.result import Analysis, survey_first
from gis.communes.listing import commune_names
from gis.core.choices import Availability, Status
from gis.core.language import _
from gis.core.numbers import in_millions, number
from gis.drill_down import DrillDown
from gis.register.queries import in_commune, located
from gis.restoration.plans.descriptions import repair_names
from gis.runtime.plan_cache import Planner
from gis.vocabulary.labels import display_names
from gis.vocabulary.words import words
from pages.components.shared.drill_down import show_figures
from pages.components.shared.markdown import plain
from pages.components.shared.shared_faults import show_shared_faults
from pages.components.shared.tables import ranking_for_reading, show_table
from pages.components.shared.terms import show_basis


def show_ranking(planner: Planner, commune: str | None) -> None:
    """Show all repairs in order, and what is to be said of the one chosen."""
    table = planner.ranking_in_words()
    if commune is not None:
        table = table[table["communes"].map(lambda codes: commune in codes)]
    cameras = planner.analysis.cameras
    ids = {camera for listed in table["cameras"] for camera in listed}
    ids &= set(in_commune(cameras, commune)["camera_id"])
    show_shared_faults(planner, commune)
    show_figures(
        planner.analysis,
        commune,
        {
            _("Repairs"): (
                len(table),
                _("Each line may mend several cameras at once"),
                "ranked_repairs",
            ),
            _("Cost of all (million VND)"): (
                in_millions(table["cost_vnd"].sum()),
                _("Repairs only"),
                "ranked_cost",
            ),
            _("Cameras that see again"): (len(ids), _("When all is done"), "ranked_cameras"),
        },
        lambda _name: DrillDown(cameras[cameras["camera_id"].isin(ids)]),
    )
    if table.empty:
        st.info(_("There is nothing to repair here."), icon=":material/check_circle:")
        return
    _show_lines(planner, table)
    show_basis(planner.analysis)


def _show_lines(planner: Planner, table: pd.DataFrame) -> None:
    """List repairs in their order, and what is to be said of the one chosen."""
    communes = planner.analysis.communes
    if planner.analysis.demand.empty:
        st.warning(_("No places or roads are loaded: cameras count by their own weight."))
    titles = repair_names(planner.ranking.work, communes)
    columns = {
        _("Repair"): st.column_config.TextColumn(width=210),
        _("Commune"): st.column_config.TextColumn(width=130),
        _("Why"): st.column_config.TextColumn(width=430),
    }
    chosen = show_table(
        ranking_for_reading(table, commune_names(communes), titles), key="ranking", columns=columns
    )
    if chosen is not None:
        line = table.iloc[chosen]
        st.info(plain(line["why"]))
        st.caption(_("Cameras: {ids}", ids=plain(", ".join(line["cameras"]))))
    st.caption(
        _(
            "Order: weight of places and roads regained per đồng, then own weight of cameras, "
            "given all lines above are done. "
            "A cost marked as an estimate comes from the price list."
        )
    )


def show_survey_first(analysis: Analysis, commune: str | None) -> None:
    """Show the cameras whose state, position or direction is not known."""
    communes = commune_names(analysis.communes)
    survey = in_commune(survey_first(analysis), commune)
    st.markdown(
        _(
            "{count} cameras need a look before money is spent: their state, position or "
            "direction is not known.",
            count=number(len(survey)),
        )
    )
    missing = pd.Series("", index=survey.index)
    missing = missing.mask(survey["sight"] == Availability.UNCONFIRMED, _("state"))
    missing = missing.mask(~survey["has_footprint"], _("direction"))
    missing = missing.mask(~located(survey), _("position"))
    shown = pd.DataFrame(
        {
            _("Code"): survey["camera_id"],
            _("Name"): display_names(survey),
            _("Address"): survey["address"],
            _("Commune"): survey["commune_code"].map(communes).fillna(""),
            _("State in the register"): survey["status"].map(words(Status)),
            _("Not known"): missing,
        }
    )
    show_table(shown, key="survey")
