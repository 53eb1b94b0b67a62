"""What the map says in words: one camera's particulars, and what a search finds."""

from typing import Any

import geopandas as gpd
import pandas as pd

from gis.communes.listing import commune_names
from gis.core.choices import (
    Coverage,
)
from gis.core.language import _
from gis.core.lenses import usable
from gis.core.numbers import number
from gis.coverage.optics import optics
from gis.demand.gaps import near_names
from gis.mapserver.camera_card import camera_lines
from gis.mapserver.cameras import MapTables
from gis.mapserver.equipment_links import equipment_links
from gis.store.changes import as_text
from gis.vocabulary.labels import display_names
from gis.vocabulary.words import category_words, words

EDITED_ON_MAP = ("lon", "lat", "azimuth_deg", "range_m")


def camera_particulars(tables: MapTables, row: int) -> dict[str, Any]:
    """Return one camera as `title` and `lines` of (label, text), without empty ones.

    `links`: see `equipment_links.equipment_links`; `edit`: see `edit_start`.

    Raises
    ------
    IndexError
        There is no such row.
    """
    lines = camera_lines(tables, [row])
    return {
        "title": display_names(tables.cameras.iloc[[row]], otherwise="camera_id").iloc[0],
        "lines": [(label, text) for label, (text,) in lines if text],
        "camera_id": tables.cameras["camera_id"].iloc[row],
        "links": equipment_links(tables, row),
        "edit": edit_start(tables.cameras.iloc[[row]]),
    }


def place_particulars(tables: MapTables, row: int) -> dict[str, Any]:
    """Return a place or stretch of road, by its row in `Analysis.places`, see `place_details`.

    Raises
    ------
    IndexError
        There is no such row.
    """
    return place_details(tables, tables.analysis.places.iloc[[row]])[0]


def place_details(tables: MapTables, places: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    """Return each of some rows of `Analysis.places` as `title` and `lines` of (label, text)."""
    communes = commune_names(tables.communes)
    near = near_names(places, tables.analysis.demand)
    return [
        _place(place, place_near, communes.get(place["commune_code"], ""))
        for (_row, place), place_near in zip(places.iterrows(), near, strict=True)
    ]


def _place(place: pd.Series, near: str, commune: str) -> dict[str, Any]:
    category = category_words().get(place["category"], place["category"])
    length = "" if pd.isna(place["length_m"]) else _("{metres} m", metres=number(place["length_m"]))
    lines = (
        (_("Category"), category),
        (_("Commune"), commune),
        (_("Near"), near),
        (_("Today"), words(Coverage)[str(place["coverage"])]),
        (_("Length"), length),
        (_("Weight"), number(place["weight"], 1)),
    )
    title = place["name"] or (_("near {place}", place=near) if near else category)
    return {"title": title, "lines": [line for line in lines if line[1]]}


def edit_start(cameras: pd.DataFrame) -> dict[str, Any]:
    """Return what editing the one camera of a table on the map begins with.

    Parameters
    ----------
    cameras
        A table of one row, in canonical register columns.

    Returns
    -------
    dict
        `camera_id title`; `azimuth_deg` (None when unknown), `hfov_deg` and `range_m` as they are
        drawn; `stored`, the texts of the fields an edit may change, `EDITED_ON_MAP`.
    """
    camera, view = cameras.iloc[0], optics(usable(cameras)).iloc[0]
    azimuth = view["azimuth_deg"]
    return {
        "camera_id": camera["camera_id"],
        "title": display_names(cameras, otherwise="camera_id").iloc[0],
        "azimuth_deg": None if pd.isna(azimuth) else float(azimuth),
        "hfov_deg": float(view["hfov_deg"]),
        "range_m": float(view["range_m"]),
        "stored": {field: as_text(camera[field]) for field in EDITED_ON_MAP},
    }
