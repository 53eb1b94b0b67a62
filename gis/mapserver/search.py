"""What a search on the map finds: communes of today, former ones, cameras."""

from typing import Any

import pandas as pd

from gis.communes.listing import commune_listing
from gis.core.language import _
from gis.core.text import fold
from gis.mapserver.cameras import MapTables
from gis.vocabulary.labels import display_names

MAX_HITS = 12
# Of communes no more than this, so that cameras are found beside them.
MOST_COMMUNES = 5


def search(tables: MapTables, text: str) -> list[dict[str, Any]]:
    """Return communes, then cameras, whose name, code or address holds the words.

    A commune has `label`, `detail` and `bounds` (west, south, east, north), a former one
    those of today's; a camera `label`, `detail`, `lon`, `lat`, `row`. At most `MAX_HITS`; marks
    and case make no difference.
    """
    wanted = fold(text)
    if not wanted:
        return []
    names, cameras = tables.prepared(_folded)
    hits = names[names["words"].str.contains(wanted, regex=False)].head(MOST_COMMUNES)
    found = [_commune(tables, hit) for hit in hits.itertuples()]
    rows = cameras.index[cameras.str.contains(wanted, regex=False)][:MAX_HITS]
    found += [_camera(tables.cameras.loc[row], row) for row in rows]
    return found[:MAX_HITS]


def find_camera(tables: MapTables, code: str) -> dict[str, Any] | None:
    """Return the located camera of a code, as `search` does; None when there is none."""
    located = tables.cameras.iloc[tables.located]
    rows = located.index[located["camera_id"] == code]
    return _camera(located.loc[rows[0]], rows[0]) if len(rows) else None


def _commune(tables: MapTables, hit: Any) -> dict[str, Any]:
    today = tables.communes.iloc[hit.place]
    detail = ""
    if hit.former:
        detail = _(
            "former, {district}; today {commune}", district=hit.district, commune=today["full_name"]
        )
    bounds = [round(v, 5) for v in today.geometry.bounds]
    return {"label": hit.label, "detail": detail, "bounds": bounds}


def _camera(camera: pd.Series, row: int) -> dict[str, Any]:
    name = display_names(camera.to_frame().T).iloc[0]
    label = " · ".join(text for text in (camera["camera_id"], name) if text)
    at = {"lon": camera["lon"], "lat": camera["lat"], "row": int(row)}
    return {"label": label, "detail": camera["address"] if camera["address"] != name else "", **at}


def _folded(tables: MapTables) -> tuple[pd.DataFrame, pd.Series]:
    """Return the searchable words of communes, today's first, and of located cameras."""
    cameras = tables.cameras.iloc[tables.located]
    texts = cameras["camera_id"] + " " + cameras["name"] + " " + cameras["address"]
    names = commune_listing(tables.communes)
    return names.assign(words=names["label"].map(fold)), texts.map(fold)
