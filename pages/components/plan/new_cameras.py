"""New cameras where no repair can help: new investment with a budget of its own."""

from functools import partial
from typing import Any

import pandas as pd
import shapely
import streamlit as st

from gis.analysis.result import Analysis
from gis.communes.listing import commune_names
from gis.core.choices import Proof, SiteKind
from gis.core.errors import GisError
from gis.core.language import _
from gis.core.numbers import in_millions, number
from gis.export.files import encode
from gis.export.layers import sites_layer
from gis.register.queries import in_commune
from gis.runtime.plan_cache import Planner
from gis.siting.new_cameras import NewSites
from gis.vocabulary.words import words
from pages.components.camera_map import camera_map
from pages.components.shared.amounts import ask_amount
from pages.components.shared.background_job import wait_for
from pages.components.shared.confidential import ask_confidential
from pages.components.shared.file_names import name_file
from pages.components.shared.markdown import plain
from pages.components.shared.tables import metrics, show_table

# What a few sites cost, as a start.
USUAL_VND = 100e6
VIEW_MARGIN_DEG = 0.004


@st.fragment
def plan_new_sites(planner: Planner, commune: str | None) -> None:
    """Ask for the money for new cameras; show where they would stand, or what to do."""
    st.subheader(_("New investment: cameras where no repair can help"))
    st.markdown(
        _(
            "This is **not restoration**: new cameras, with a budget of their own, for places and "
            "roads that no camera sees and no repair can bring back. Nothing of it enters the "
            "restoration plan."
        )
    )
    budget_vnd = ask_amount(
        st.container(),
        _("Budget for new investment"),
        key="sites_budget",
        usual_vnd=USUAL_VND,
        width=330,
    )
    job = planner.siting(budget_vnd, commune)
    if job is None:
        st.button(
            _("Find sites"),
            icon=":material/add_location_alt:",
            key="sites_find",
            on_click=_find,
            args=(planner, budget_vnd, commune),
        )
        st.info(
            _(
                "Enter the money there is, then press “{button}”. Sites are poles of abandoned "
                "cameras that still stand, and road junctions.",
                button=_("Find sites"),
            ),
            icon=":material/lightbulb:",
        )
    elif not job.finished:
        wait_for(job, _("Looking for sites, half a minute at most…"), key="sites_stop")
    else:
        try:
            show_sites(planner.analysis, job.result(), commune)
        except GisError as error:
            st.warning(plain(error), icon=":material/info:")
            st.page_link(
                "pages/register.py", label=_("Load places and roads"), icon=":material/list_alt:"
            )


def _find(planner: Planner, budget_vnd: float, commune: str | None) -> None:
    planner.site(budget_vnd, commune)


def show_sites(analysis: Analysis, found: NewSites | None, commune: str | None) -> None:
    """Show what new cameras cost and see, where they stand, and offer them as a file."""
    if found is None or found.sites.empty:
        st.info(_why_none(found), icon=":material/lightbulb:")
        return
    metrics(st.container(), _figures(found))
    _say_how_good(found)
    show_table(
        sites_table(analysis, found),
        key="sites",
        columns={
            _("Where it stands"): st.column_config.TextColumn(width=230),
            _("Sees anew"): st.column_config.TextColumn(width=380),
        },
    )
    here = in_commune(analysis.cameras, commune)
    asked = ask_confidential(here, key="sites_confidential")
    st.download_button(
        "GeoJSON",
        file_name=name_file(analysis, "new_sites", commune, "geojson"),
        mime="application/geo+json",
        data=partial(sites_geojson, analysis, found, confidential=asked),
        icon=":material/map:",
        on_click="ignore",
    )
    camera_map(
        key="sites_map",
        analysis=analysis,
        height=460,
        focus=around(found.sites),
        filters={"commune": commune, "statuses": None, "origins": None},
    )
    st.caption(
        _(
            "Circled on the map: the sites of new cameras. Land, power and lines of sight to "
            "headquarters are not looked at."
        )
    )


def _figures(sites: NewSites) -> dict[str, tuple[float, str]]:
    """Return what new cameras come to, each with what it means."""
    return {
        _("Sites"): (len(sites.sites), _("Where new cameras would stand")),
        _("Cost (million VND)"): (
            in_millions(sites.cost_vnd),
            _("Cameras, connection, and a pole where none stands"),
        ),
        _("Running cost a month"): (
            in_millions(sites.sites["monthly_vnd"].sum()),
            _("Million VND, for the lines of the new cameras"),
        ),
        _("Weight gained"): (
            sites.solution.objective,
            _("Of {all} that no repair can bring back", all=number(sites.beyond_weight, 1)),
        ),
    }


def _why_none(found: NewSites | None) -> str:
    if found is not None and not found.beyond_weight:
        return _(
            "Repairs can bring back all that is not seen here: new cameras have nothing to do."
        )
    return _(
        "No new camera that sees something anew can be had for this money: enter a greater budget."
    )


def _say_how_good(sites: NewSites) -> None:
    if sites.solution.proof == Proof.OPTIMAL:
        st.caption(_("Proven: no other choice of sites sees more for this money."))
    else:
        st.caption(
            _(
                "Not proven best: other sites may see up to {gap} % more.",
                gap=number(100 * sites.solution.gap, 2),
            )
        )


def sites_table(analysis: Analysis, found: NewSites) -> pd.DataFrame:
    """Return the sites in words, heaviest first; see `NewSites.sites`."""
    sites = found.sites
    communes = commune_names(analysis.communes)
    named = sites["name"].where(sites["name"] != "", sites["site"])
    facing = sites["azimuths_deg"].map(lambda all_: ", ".join(f"{number(a)}°" for a in all_))
    return pd.DataFrame(
        {
            _("Where it stands"): named,
            _("Commune"): sites["commune_code"].map(communes).fillna(""),
            _("Why here"): sites["kind"].map(words(SiteKind)),
            _("Direction"): facing,
            _("Cost (million VND)"): in_millions(sites["cost_vnd"]),
            _("Weight gained"): sites["gain_weight"],
            _("Sees anew"): sites["sees"],
        }
    )


def around(sites: pd.DataFrame) -> dict[str, object]:
    """Return all sites as what a map shows and marks, see `camera_map`."""
    points = shapely.multipoints(sites[["lon", "lat"]].to_numpy())
    west, south, east, north = points.bounds
    box = [
        west - VIEW_MARGIN_DEG,
        south - VIEW_MARGIN_DEG,
        east + VIEW_MARGIN_DEG,
        north + VIEW_MARGIN_DEG,
    ]
    geometry: dict[str, Any] = shapely.geometry.mapping(points)
    return {"bounds": box, "geometry": geometry}


def sites_geojson(analysis: Analysis, sites: NewSites, *, confidential: bool = False) -> bytes:
    """Return the sites as a file, see `export.layers.sites_layer`."""
    table = sites_layer(analysis, sites, confidential=confidential)
    return encode(table, name="new_sites", fmt="geojson")
