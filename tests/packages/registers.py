"""Random communes: every column filled with anything it may hold."""

import datetime as dt

import geopandas as gpd
import pandas as pd
import shapely
from hypothesis import strategies as st

from gis.analysis.result import ViewTerms
from gis.core.choices import RoundState
from gis.core.crs import WGS84
from gis.core.schema import (
    CAMERA_COLUMNS,
    EQUIPMENT_COLUMNS,
    ROUND_COLUMNS,
    UNSTATED,
    Column,
    ColumnType,
    conform,
)
from gis.demand import layers
from gis.packages.package import About, Content
from gis.restoration.plans.request import Request, as_values, request_money

CODE = "18859"
# Any text but those that no store and no text file holds; line ends as they come.
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
STARTS = st.sampled_from(["=1+1", "'=1", "''-", "+84", "@x", "\t", "\r\n", '"', ",", "'chợ'"])
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2030, 1, 1)).map(dt.date.isoformat)


def values(column: Column) -> st.SearchStrategy[object]:
    match column.holds:
        case ColumnType.NUMBER:
            low, high = max(column.low, -1e12), min(column.high, 1e12)
            return st.none() | st.floats(low, high)
        case ColumnType.DATE:
            return st.just("") | DAYS
        case ColumnType.CHOICE:
            blank = str(UNSTATED.get(column.name, ""))
            return st.sampled_from([blank, *map(str, column.choices)])
    return TEXTS | STARTS


@st.composite
def tables(draw: st.DrawFn, columns: tuple[Column, ...], most: int) -> pd.DataFrame:
    key, *rest = columns
    fixed = {c.name: values(c) for c in rest} | {"commune_code": st.just(CODE)}
    rows = draw(st.lists(st.fixed_dictionaries(fixed), max_size=most))
    ids = st.lists(TEXTS.filter(str.strip), min_size=len(rows), max_size=len(rows), unique=True)
    table = pd.DataFrame(rows).assign(**{key.name: draw(ids)})
    table = conform(table, columns)
    if "lon" in table:
        known = table["lon"].notna() & table["lat"].notna()
        table[["lon", "lat"]] = table[["lon", "lat"]].where(known)
    return table.sort_values(key.name, kind="stable").reset_index(drop=True)


@st.composite
def contents(draw: st.DrawFn) -> Content:
    rounds = draw(tables(ROUND_COLUMNS, 1)).assign(commune_code=CODE)
    return Content(
        about=about(),
        cameras=draw(tables(CAMERA_COLUMNS, 6)),
        equipment=draw(tables(EQUIPMENT_COLUMNS, 3)),
        round=rounds,
        plan=draw(st.none() | st.just(plan())),
        figures=draw(st.dictionaries(st.sampled_from(["cameras", "up"]), st.floats(0, 1e9))),
        demand=draw(st.none() | st.just(places())),
        papers=draw(st.just({}) | st.just({"to-trinh_Gio-Linh.pdf": b"%PDF-1.7"})),
    )


def plan() -> dict[str, object]:
    request = as_values(Request(request_money([2e8]), commune=CODE))
    return {"name": "Phương án 200", "request": request, "result": {"cost_vnd": 1e6, "who": "An"}}


def about(**changes: object) -> About:
    given = {
        "commune_code": CODE,
        "commune": "Phường Đồng Thuận",
        "day": "2026-11-27",
        "who": "Trần Văn An",
        "step": RoundState.APPROVED,
        "boundaries": "official",
        "simulated": False,
        "terms": ViewTerms(),
        "revision": "0123abcd-7",
    }
    return About(**given | changes)


def places() -> gpd.GeoDataFrame:
    shapes = [shapely.Point(106.6, 17.45), shapely.LineString([(106.6, 17.4), (106.61, 17.41)])]
    values = {"demand_id": ["a", "b"], "category": ["market", "road"], "name": ["Chợ", "=1"]}
    table = gpd.GeoDataFrame(values | {"weight": [6.0, None]}, geometry=shapes, crs=WGS84)
    return layers.conform_demand(table)
