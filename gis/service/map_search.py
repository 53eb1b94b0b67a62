"""What a search on the map finds: communes of today, former ones, cameras."""

from functools import lru_cache
from typing import Any

import pandas as pd

from gis.communes.succession import read_succession
from gis.labels import called
from gis.language import _
from gis.service.map_data import MapTables
from gis.spelling import fold

FOUND = 12
# Of communes no more than this, so that cameras are found beside them.
COMMUNES = 5


def search(tables: MapTables, text: str) -> list[dict[str, Any]]:
    """Return communes, then cameras, whose name, code or address holds the words.

    A commune has `label`, `detail` and `bounds` (west, south, east, north), a former one
    those of today's; a camera `label`, `detail`, `lon`, `lat`, `row`. At most `FOUND`; marks
    and case make no difference.
    """
    wanted = fold(text)
    if not wanted:
        return []
    names, cameras = _folded(tables)
    hits = names[names["words"].str.contains(wanted, regex=False)].head(COMMUNES)
    found = [_commune(tables, hit) for hit in hits.itertuples()]
    rows = cameras.index[cameras.str.contains(wanted, regex=False)][:FOUND]
    found += [_camera(tables.cameras.loc[row], row) for row in rows]
    return found[:FOUND]


def find_camera(tables: MapTables, code: str) -> dict[str, Any] | None:
    """Return the located camera of a code, as `search` does; None when there is none."""
    located = tables.cameras.iloc[tables.located]
    rows = located.index[located["camera_id"] == code]
    return _camera(located.loc[rows[0]], rows[0]) if len(rows) else None


def _commune(tables: MapTables, hit: Any) -> dict[str, Any]:
    today = tables.communes.iloc[hit.place]
    detail = ""
    if hit.former:
        detail = _("former, {district}; today {commune}",
                   district=hit.district, commune=today["full_name"])  # fmt: skip
    bounds = [round(v, 5) for v in today.geometry.bounds]
    return {"label": hit.label, "detail": detail, "bounds": bounds}


def _camera(camera: pd.Series, row: int) -> dict[str, Any]:
    name = called(camera.to_frame().T).iloc[0]
    label = " · ".join(text for text in (camera["camera_id"], name) if text)
    at = {"lon": camera["lon"], "lat": camera["lat"], "row": int(row)}
    return {"label": label, "detail": camera["address"] if camera["address"] != name else "", **at}


@lru_cache(maxsize=1)
def _folded(tables: MapTables) -> tuple[pd.DataFrame, pd.Series]:
    """Return the searchable words of communes, today's first, and of located cameras."""
    cameras = tables.cameras.iloc[tables.located]
    texts = cameras["camera_id"] + " " + cameras["name"] + " " + cameras["address"]
    return commune_names(tables), texts.map(fold)


def commune_names(tables: MapTables) -> pd.DataFrame:
    """Return names of communes, today's first: `label words place former district`.

    `place`: of today's commune in the table of communes.
    """
    codes = pd.Index(tables.communes["code"])
    today = pd.DataFrame({"label": tables.communes["full_name"], "place": range(len(codes))})
    told = read_succession()
    kind = told["former_kind"].str[:1].str.upper() + told["former_kind"].str[1:]
    former = pd.DataFrame(
        {
            "label": kind + " " + told["former_name"],
            "place": codes.get_indexer(told["code"]),
            "district": told["former_district_kind"] + " " + told["former_district"],
        }
    )
    former = former[former["place"] >= 0].assign(former=True)
    table = pd.concat([today.assign(former=False, district=""), former], ignore_index=True)
    return table.assign(words=table["label"].map(fold))
