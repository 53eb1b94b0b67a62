"""What a search on the map finds: communes and districts, equipment, roads, places, cameras.

A hit has `label` and `detail`; and where it is: `lon` and `lat`, or `bounds` (west, south, east,
north). `commune`: the code of the one it lies in, where it lies in one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from gis.communes.listing import commune_listing, commune_names
from gis.core.language import _
from gis.core.numbers import number
from gis.core.text import fold
from gis.demand.layers import LINES
from gis.ingest.entries import POSITION, read_entries
from gis.ingest.positions.coordinates import VN2000_PLANES
from gis.ingest.positions.meridians import plane_in_words
from gis.mapserver.cameras import MapTables
from gis.mapserver.equipment_links import link_of
from gis.vocabulary.labels import display_names
from gis.vocabulary.words import category_words

Hit = dict[str, Any]
MAX_HITS = 12
# Of each other kind no more than this, so that cameras are found beside them.
COMMUNES, OTHERS = 5, 3
# Two numbers that say where something is have so many digits at least.
LEAST_DIGITS = 7
# A road is pointed out no finer than this.
COARSE_DEG = 0.0005
# Districts were done away with then.
LAST_MERGER = "2025"


def search(tables: MapTables, text: str) -> list[Hit]:
    """Return what has the words in its name, code or address, or lies at the position written.

    Communes and districts first, with `bounds`, former ones with those of today's; equipment
    with `link`, see `equipment_links`; roads with `geometry` (GeoJSON); places; cameras with
    `row`. At most `MAX_HITS`; marks and case make no difference.
    """
    wanted = fold(text)
    if not wanted:
        return []
    words = tables.prepared(_words)
    hits = [
        *(_commune(tables, hit) for hit in _having(words.communes, wanted, COMMUNES)),
        *(_district(tables, hit) for hit in _having(words.districts, wanted, OTHERS)),
        *(_equipment(tables, hit.equipment_id) for hit in _having(words.equipment, wanted, OTHERS)),
        *(_road(tables, hit.rows) for hit in _having(words.roads, wanted, OTHERS)),
        *(_place(tables, hit.row) for hit in _having(words.places, wanted, OTHERS)),
    ]
    rows = [hit.Index for hit in _having(words.cameras, wanted, MAX_HITS)]
    hits += [_camera(tables.cameras.loc[row], row) for row in rows]
    return hits[:MAX_HITS] or _positions(tables, text)


def find_camera(tables: MapTables, code: str) -> Hit | None:
    """Return the located camera of a code, as `search` does; None when there is none."""
    located = tables.cameras.iloc[tables.located]
    rows = located.index[located["camera_id"] == code]
    return _camera(located.loc[rows[0]], rows[0]) if len(rows) else None


@dataclass(frozen=True, eq=False)
class _Words:
    """Everything that can be found by words, each table with its folded `words`."""

    communes: pd.DataFrame
    districts: pd.DataFrame
    equipment: pd.DataFrame
    roads: pd.DataFrame
    places: pd.DataFrame
    cameras: pd.DataFrame


def _words(tables: MapTables) -> _Words:
    names = commune_listing(tables.communes)
    former = names[names["former"] & (names["until"] == LAST_MERGER)]
    parts = former.groupby("district", sort=False)["place"].agg(lambda rows: sorted(set(rows)))
    districts = pd.DataFrame({"label": parts.index, "places": parts.to_list()})
    located = tables.cameras.iloc[tables.located]
    texts = located["camera_id"] + " " + located["name"] + " " + located["address"]
    equipment = tables.analysis.equipment
    demand = tables.analysis.demand.reset_index(drop=True)
    named = demand[demand["name"] != ""]
    lines = named.geom_type.isin(LINES)
    groups = named[lines].groupby("name", sort=False).groups
    roads = pd.DataFrame({"label": list(groups), "rows": [*groups.values()]})
    return _Words(
        communes=_folded(names, names["label"]),
        districts=_folded(districts, districts["label"]),
        equipment=_folded(
            equipment[["equipment_id"]], equipment["equipment_id"] + " " + equipment["name"]
        ),
        roads=_folded(roads, roads["label"]),
        places=_folded(pd.DataFrame({"row": named.index}, named.index), named["name"])[~lines],
        cameras=_folded(located[["camera_id"]], texts),
    )


def _folded(table: pd.DataFrame, texts: pd.Series) -> pd.DataFrame:
    return table.assign(words=pd.Series([fold(text) for text in texts], texts.index, dtype=str))


def _having(table: pd.DataFrame, wanted: str, most: int) -> Iterable[Any]:
    """Return the first rows that have what is wanted, those that begin with it before others."""
    found = table[table["words"].str.contains(wanted, regex=False)]
    begins = found["words"].str.startswith(wanted)
    return found.iloc[np.argsort(~begins.to_numpy(), kind="stable")].head(most).itertuples()


def _commune(tables: MapTables, hit: Any) -> Hit:
    today = tables.communes.iloc[hit.place]
    detail = ""
    if hit.former:
        detail = _(
            "former, {district}; today {commune}", district=hit.district, commune=today["full_name"]
        )
    bounds = _bounds(tables.communes.iloc[[hit.place]])
    return {"label": hit.label, "detail": detail, "bounds": bounds, "commune": today["code"]}


def _district(tables: MapTables, hit: Any) -> Hit:
    label = hit.label[:1].upper() + hit.label[1:]
    detail = _("former district; today {count} communes and wards", count=number(len(hit.places)))
    return {"label": label, "detail": detail, "bounds": _bounds(tables.communes.iloc[hit.places])}


def _equipment(tables: MapTables, code: str) -> Hit:
    link = link_of(tables, code)
    cameras = tables.cameras.iloc[tables.located[link["cameras"]]]
    count = number(len(cameras))
    hit = {
        "label": link["name"],
        "detail": _("{state}; {count} cameras depend on it", state=link["state"], count=count),
        "link": link,
    }
    if cameras.empty:
        return hit
    box = [cameras["lon"].min(), cameras["lat"].min(), cameras["lon"].max(), cameras["lat"].max()]
    codes = cameras["commune_code"].unique()
    where = {"commune": codes[0]} if len(codes) == 1 else {}
    return hit | {"bounds": [round(float(v), 5) for v in box]} | where


def _road(tables: MapTables, rows: pd.Index) -> Hit:
    road = tables.analysis.demand.iloc[list(rows)]
    line = shapely.line_merge(shapely.union_all(road.geometry.to_numpy()))
    first = road.iloc[0]
    return {
        "label": first["name"],
        "detail": _category(first["category"]),
        "bounds": _bounds(road),
        "geometry": shapely.geometry.mapping(shapely.simplify(line, COARSE_DEG)),
    }


def _place(tables: MapTables, row: int) -> Hit:
    place = tables.analysis.demand.iloc[row]
    at = place.geometry.representative_point()
    return {
        "label": place["name"],
        "detail": _category(place["category"]),
        "lon": round(at.x, 6),
        "lat": round(at.y, 6),
    } | _where(tables, at.x, at.y)


def _camera(camera: pd.Series, row: int) -> Hit:
    name = display_names(camera.to_frame().T).iloc[0]
    label = " · ".join(text for text in (camera["camera_id"], name) if text)
    at = {"lon": camera["lon"], "lat": camera["lat"], "row": int(row)}
    detail = camera["address"] if camera["address"] != name else ""
    return {"label": label, "detail": detail, "commune": camera["commune_code"], **at}


def _positions(tables: MapTables, text: str) -> list[Hit]:
    """Return where a position lies, in any notation a file may have it: of metres in each plane."""
    if sum(map(str.isdigit, text)) < LEAST_DIGITS:
        return []
    found: dict[tuple[float, float], Hit] = {}
    for plane in VN2000_PLANES:
        entry = read_entries(pd.DataFrame({POSITION: [text]}), tables.communes, crs=plane)
        lon, lat = (entry.values.get(name, pd.Series([None])).iloc[0] for name in ("lon", "lat"))
        if entry.unread or lon is None or lat is None:
            continue
        at = round(float(lat), 6), round(float(lon), 6)
        label = _("{lat}° N, {lon}° E", lat=number(at[0], 6), lon=number(at[1], 6))
        detail = _("read in {plane}", plane=plane_in_words(plane))
        found.setdefault(at, {"label": label, "detail": detail, "lat": at[0], "lon": at[1]})
    names = commune_names(tables.communes)
    for hit in found.values():
        hit.update(_where(tables, hit["lon"], hit["lat"]))
        # In which plane it was read matters where it could be read in several.
        beside = [hit["detail"]] if len(found) > 1 else []
        hit["detail"] = "; ".join([names.get(hit.get("commune", ""), ""), *beside])
    return list(found.values())


def _where(tables: MapTables, lon: float, lat: float) -> Hit:
    """Return the code of the commune a point lies in, if any."""
    rows = tables.communes.sindex.query(shapely.Point(lon, lat), predicate="intersects")
    return {"commune": tables.communes["code"].iloc[rows[0]]} if len(rows) else {}


def _category(category: str) -> str:
    return category_words().get(category, category)


def _bounds(table: gpd.GeoDataFrame) -> list[float]:
    return [round(float(v), 5) for v in table.total_bounds]
