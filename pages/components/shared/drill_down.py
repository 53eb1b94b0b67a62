"""Figures that can be clicked, and what is behind each: cameras, places, as a table and a file."""

from collections.abc import Callable, Mapping

import geopandas as gpd
import pandas as pd
import streamlit as st

from gis.analysis.result import Analysis
from gis.analysis.summary import reasons
from gis.communes.listing import commune_names
from gis.core.choices import Availability, Status
from gis.core.language import _
from gis.core.numbers import number
from gis.drill_down import DrillDown, drill_down
from gis.export.files import encode
from gis.export.layers import camera_layer, place_layer
from gis.vocabulary.labels import display_names
from gis.vocabulary.words import words
from pages.components.shared.confidential import ask_confidential
from pages.components.shared.file_names import name_file
from pages.components.shared.tables import as_figure, place_table, show_table

# Figure → what the map shows of it, all other states hidden.
ON_MAP = {
    "seeing": Availability.UP,
    "not_seeing": Availability.DOWN,
    "unconfirmed": Availability.UNCONFIRMED,
}


def show_figures(
    analysis: Analysis,
    commune: str | None,
    figures: Mapping[str, tuple[float, str, str]],
    drill_down: Callable[[str], DrillDown] | None = None,
) -> None:
    """Show figures side by side, each a button to what is behind it.

    `figures`: label → (value, explanation, name of the figure). `drill_down` tells what is behind a
    name; without it names are those of `drill_down.drill_down`.
    """
    row = st.container(horizontal=True, key=f"figures-{next(iter(figures.values()))[2]}")
    for label, (value, explanation, name) in figures.items():
        card = row.container(key=f"figure-{name}")
        card.metric(label, as_figure(value), help=explanation, border=True)
        told = _("{figure}: show what is behind it", figure=label)
        if card.button(told, key=f"behind-{name}"):
            show_drill_down(analysis, commune, label, name, found=drill_down)


def figures_of(
    values: pd.Series, told: Mapping[str, tuple[str, str]]
) -> dict[str, tuple[float, str, str]]:
    """Return values as `show_figures` takes them; `told`: name → (label, explanation)."""
    return {label: (values[name], about, name) for name, (label, about) in told.items()}


def show_drill_down(
    analysis: Analysis,
    commune: str | None,
    label: str,
    name: str,
    *,
    found: Callable[[str], DrillDown] | None = None,
    table: str | None = None,
) -> None:
    """Open, over the page, the cameras and places behind a figure, see `show_figures`.

    `table`: the key of the table it was chosen in, where nothing is chosen once this is closed.
    """

    def close() -> None:
        if table is not None:
            st.session_state[table] = {"selection": {"rows": [], "columns": [], "cells": []}}

    @st.dialog(label, width="large", icon=":material/list_alt:", on_dismiss=close)
    def tell() -> None:
        if found is None:
            _tell(analysis, commune, name, drill_down(analysis, name, commune=commune), file)
        else:
            _tell(analysis, commune, name, found(name), file, listed=False)

    file = name_file(analysis, label, commune, "csv")
    tell()


def _tell(
    analysis: Analysis,
    commune: str | None,
    name: str,
    found: DrillDown,
    file: str,
    *,
    listed: bool = True,
) -> None:
    """Tell of what was found; `listed`: the register can list the same by the figure's name.

    `file`: what a file of it is called.
    """
    communes = commune_names(analysis.communes)
    st.markdown(f"**{communes[commune] if commune else _('Whole province')}**")
    if found.about:
        st.markdown(found.about)
    if found.places is not None:
        _tell_places(analysis, found.places, communes, file)
    if found.places is None or len(found.cameras):
        _tell_cameras(analysis, found, communes, file)
    links = st.container(horizontal=True)
    where = {"xa": commune} if commune else {}
    if name in ON_MAP:
        hidden = ",".join(f"sight.{s}" for s in Availability if s != ON_MAP[name])
        links.page_link(
            "pages/map.py",
            label=_("Only these on the map"),
            icon=":material/map:",
            query_params=where | {"hide": hidden},
        )
    if listed and len(found.cameras):
        links.page_link(
            "pages/register.py",
            label=_("Edit them in the register"),
            query_params=where | {"xem": name},
            icon=":material/edit:",
        )
    if found.places is not None:
        links.page_link(
            "pages/gaps.py",
            label=_("Places not seen"),
            query_params=where,
            icon=":material/visibility_off:",
        )


def _tell_places(
    analysis: Analysis, places: gpd.GeoDataFrame, communes: pd.Series, file: str
) -> None:
    st.markdown(
        _(
            "{places} places and stretches of road, total weight {weight}.",
            places=number(len(places)),
            weight=number(places["weight"].sum(), 1),
        )
    )
    if len(places):
        near = places if "near" in places else places.assign(near="")
        show_table(place_table(near, communes), key="behind_places")
        _download(place_layer(analysis, places), "demand", f"dia-diem_{file}")


def _tell_cameras(analysis: Analysis, found: DrillDown, communes: pd.Series, file: str) -> None:
    cameras = found.cameras
    count = number(len(cameras))
    st.markdown(
        _("{count} cameras", count=count)
        if found.places is None
        else _("{count} cameras have these places in view:", count=count)
    )
    if cameras.empty:
        return
    chosen = show_table(camera_table(cameras, communes), key="behind_cameras")
    st.caption(_("Choose a row to see the camera on the map."))
    asked = ask_confidential(cameras, key="behind_confidential")
    _download(camera_layer(analysis, cameras, confidential=asked), "cameras", file)
    if chosen is not None and not pd.isna(cameras["lon"].iloc[chosen]):
        st.switch_page("pages/map.py", query_params={"camera": cameras["camera_id"].iloc[chosen]})


def camera_table(cameras: pd.DataFrame, communes: pd.Series) -> pd.DataFrame:
    """Return analysed cameras in words: where they are, their state, and why they do not see."""
    down = cameras["sight"] == Availability.DOWN
    return pd.DataFrame(
        {
            _("Code"): cameras["camera_id"],
            _("Name"): display_names(cameras),
            _("Commune"): cameras["commune_code"].map(communes).fillna(""),
            _("Today"): cameras["sight"].map(words(Availability)),
            _("State in the register"): cameras["status"].map(words(Status)),
            _("What has failed"): reasons(cameras, "fault_part").where(down, ""),
            _("Cause"): reasons(cameras, "cause").where(down, ""),
        }
    )


def _download(table: gpd.GeoDataFrame, name: str, file: str) -> None:
    def content() -> bytes:
        return encode(table, name=name, fmt="csv")

    st.download_button(
        _("Download as CSV"),
        content,
        file,
        "text/csv",
        on_click="ignore",
        icon=":material/download:",
        key=f"csv-{file}",
    )
