"""Lists of places as offices keep them, and map layers: read as lists of cameras are.

Headings in Vietnamese or the names of the columns; positions in any notation, checked against
the communes; rows that cannot be used come back with what to do.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from gis.communes.succession import Succession
from gis.core.crs import WGS84
from gis.core.errors import FileError
from gis.core.findings import Finding, Severity
from gis.core.language import _
from gis.core.numbers import number, read_number
from gis.core.text import fold, phrases
from gis.core.units import PLAIN
from gis.demand.categories import guess_category, named_category, read_category
from gis.demand.layers import LINES, POINT_TYPES, Places, conform_demand
from gis.demand.weights import read_weights
from gis.ingest.cells import read_text
from gis.ingest.columns import parse_values, warn, without_blanks
from gis.ingest.formats.grid import Grid
from gis.ingest.formats.legacy_text import modernised
from gis.ingest.headings.heading_rows import tables
from gis.ingest.headings.mapping import Mapping
from gis.ingest.matching.identity import with_ids
from gis.ingest.positions.crs_candidates import evidence
from gis.ingest.positions.placing import place_rows
from gis.ingest.rows import listed_rows
from gis.ingest.sections import SECTION_NUMBER
from gis.ingest.sheets import HeadingsError, Sheet, find_sheets

# The usual headings beside those of any list (name, address, commune, position).
_HEADINGS = {
    "demand_id": "demand id; id; code; mã; mã số; mã địa điểm; mã điểm; mã trường; mã đơn vị; "
    "mã tuyến; mã đường; ký hiệu; số hiệu",
    "category": "category; loại; loại địa điểm; loại hình; loại điểm; loại công trình; loại đường; "
    "phân loại; nhóm; nhóm địa điểm; kiểu; type; kind; cấp đường; cấp học; lĩnh vực",
    "name": "name; tên; địa danh; title; nơi cần giám sát; địa điểm cần giám sát",
    "weight": "weight; trọng số; hệ số; mức độ quan trọng; điểm ưu tiên",
    # Ten letters are a Shapefile's most.
    "weight_per_km": "weight per km; weight per; trọng số mỗi km; trọng số trên km; trọng số km",
}
_COLUMNS = {words: name for name, listing in _HEADINGS.items() for words in phrases(listing)}
_WEIGHTS = ("weight", "weight_per_km")


class PlaceHeadings(Mapping):
    """What headings mean in a list of places."""

    def of(self, texts: Sequence[str]) -> dict[str, str]:
        """Return folded heading → column; whatever begins with “Tên” is a name."""
        words = [fold(text) for text in texts]
        named = {w: "name" for w in words if w.startswith("ten ")}
        return named | {w: _COLUMNS[w] for w in words if w in _COLUMNS}


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """A sheet or layer, and the shapes of its rows that are no points, by row number, WGS 84.

    `column`: where its positions stand, as findings name it.
    """

    grid: Grid
    shapes: gpd.GeoSeries
    column: str


def read_lists(layers: Sequence[Layer], name: str, communes: gpd.GeoDataFrame, crs: str) -> Places:
    """Read the places of all sheets or layers of a file; rows with an error come back.

    Raises
    ------
    FileError
        No sheet says where its places are, or none has a row.
    """
    texts = [modernised(layer.grid) for layer in layers]
    parts = [
        replace(layer, grid=grid)
        for layer, (whole, _in_words) in zip(layers, texts, strict=True)
        for grid in tables([whole])
    ]
    grids = tables([part.grid for part in parts])
    of = {grid.name: part for grid, part in zip(grids, parts, strict=True)}
    try:
        found, _others = find_sheets(grids, name, PlaceHeadings())
    except HeadingsError as error:
        raise FileError(_no_places(error.sheets, name)) from error
    sheets, findings = listed_rows(found, name)
    findings += [notice for grid, told in texts for notice in (*grid.findings, *told)]
    rows, metres, succession = {}, {}, Succession(communes)
    for sheet in sheets:
        placed, metres[sheet.name], odd = place_rows(sheet, communes, succession, crs)
        table, unread = _table(sheet, placed, of[sheet.name], communes)
        rows[sheet.name] = table
        returned = {f.row for f in odd if f.severity is Severity.ERROR}
        findings += odd + [f for f in unread if f.row not in returned]
    table = pd.concat(rows, names=["sheet", "row"])
    findings += _repeated(table, {sheet.name: sheet for sheet in sheets})
    errors = {(f.sheet, f.row) for f in findings if f.severity is Severity.ERROR}
    sound = table[~table.index.isin(list(errors))]
    plane = pd.concat(metres, names=["sheet", "row"])
    geometry = gpd.GeoSeries(sound["geometry"].to_numpy(), crs=WGS84)
    demand = gpd.GeoDataFrame(sound.reset_index(drop=True), geometry=geometry)
    back = [(s, [row for row in s.cells.index if (s.name, row) in errors]) for s in sheets]
    return Places(
        conform_demand(demand),
        findings=findings,
        quarantine=tuple(replace(s, cells=s.cells.loc[rows]) for s, rows in back),
        readings=None if plane.empty else evidence(plane, communes),
    )


def _no_places(sheets: Sequence[Sheet], name: str) -> str:
    found = ", ".join(h.text for sheet in sheets for h in sheet.headings[:12] if h.text)
    return _(
        "{file}: no list of places; headings found: {found}; expected such as “Tên địa điểm”, "
        "“Loại”, “Vĩ độ”, “Kinh độ”",
        file=name,
        found=found,
    )


def _table(
    sheet: Sheet, placed: pd.DataFrame, layer: Layer, communes: gpd.GeoDataFrame
) -> tuple[pd.DataFrame, list[Finding]]:
    """Return the demand columns of a sheet's rows, and what is wrong with them."""
    names = _texts(sheet, "name")
    names = names.where(names != "", _texts(sheet, "address"))
    weights, unread = _weights(sheet)
    category, unknown = _categories(sheet, names, weighed=weights.notna().any(axis=1))
    geometry, nowhere = _geometry(sheet, placed, layer, communes)
    table = pd.DataFrame({"category": category, "name": names}).join(weights)
    table["geometry"] = geometry
    stated = table["name"] + "|" + placed["commune_code"]
    table["what"] = stated.where(names != "", [_where(shape) for shape in geometry])
    table["demand_id"] = _texts(sheet, "demand_id")
    return table, [*unknown, *unread, *nowhere, *_unweighed(sheet, table)]


def _texts(sheet: Sheet, column: str) -> pd.Series:
    values, _unread = parse_values(sheet.column(column), read_text)
    return values.fillna("").astype(str)


def _where(shape: object) -> str:
    return "" if shape is None else shapely.to_wkt(shape, rounding_precision=5)


def _categories(
    sheet: Sheet, names: pd.Series, *, weighed: pd.Series
) -> tuple[pd.Series, list[Finding]]:
    """Return the category of each row: stated, else what its name or the list speaks of.

    A folder or section that bears the name of a category states it for all that is in it; a
    row that states its weight (`weighed`) needs none.
    """
    stated = _texts(sheet, "category")
    known = {text: read_category(text) for text in set(stated)}
    guesses = {text: guess_category(text) for text in set(names[stated == ""])}
    heading = sheet.heading("name").text if sheet.has("name") else ""
    usual = guess_category(heading) or guess_category(sheet.title) or guess_category(sheet.name)
    groups = _groups(sheet)
    guessed = groups.map(named_category)
    for likely in (names.map(guesses), groups.map(guess_category)):
        guessed = guessed.where(guessed != "", likely)
    guessed = guessed.replace("", usual)
    category = stated.map(known).where(stated != "", guessed).fillna("")
    count = int(((stated == "") & (category != "")).sum())
    findings = (
        []
        if not count
        else [
            Finding(
                sheet.name,
                0,
                "category",
                Severity.NOTICE,
                _("The kind of {count} places was told from their names", count=number(count)),
                _("Add a column “Loại” if some are wrong"),
            ),
        ]
    )
    blank = category.index[(category == "") & ~weighed]
    message = _("The list does not say what kind of place this is")
    suggestion = _("Write in a column “Loại”: {kinds}", kinds=_kinds())
    return category, findings + [_error(sheet, r, "category", message, suggestion) for r in blank]


def _groups(sheet: Sheet) -> pd.Series:
    """Return the section of a list, or the folder of a layer, that each row is in."""
    if sheet.layer:
        return _texts(sheet, "address")
    sections = sheet.sections.reindex(sheet.cells.index).fillna("").astype(str)
    return sections.map(lambda text: SECTION_NUMBER.sub("", text).strip())


def _kinds() -> str:
    return _("school, market, hospital, office, junction, bridge, station or border gate")


def _error(sheet: Sheet, row: int, column: str, message: str, suggestion: str) -> Finding:
    heading = sheet.heading(column).text
    return Finding(sheet.name, int(row), heading, Severity.ERROR, message, suggestion)


def _weights(sheet: Sheet) -> tuple[pd.DataFrame, list[Finding]]:
    table, findings = {}, []
    suggestion = _("Write a number from 0 on, such as 2,5, or leave the cell empty")
    for column in _WEIGHTS:
        values, unread = parse_values(
            without_blanks(sheet, column), partial(read_number, unit=PLAIN)
        )
        numbers = values.astype(float)
        table[column] = numbers
        bad = pd.concat([unread, sheet.column(column)[(numbers < 0) | np.isinf(numbers)]])
        remarks = warn(
            sheet, column, bad, lambda cell: _("“{value}” is no weight", value=cell), suggestion
        )
        findings += [replace(remark, severity=Severity.ERROR) for remark in remarks]
    return pd.DataFrame(table, index=sheet.cells.index), findings


def _unweighed(sheet: Sheet, table: pd.DataFrame) -> list[Finding]:
    """Return an error for each row of a kind that has no weight of its own, if none is stated."""
    usual = table["category"].isin(read_weights().index) | (table["category"] == "")
    kinds = gpd.GeoSeries(table["geometry"].to_numpy(), table.index).geom_type
    stated = table["weight"].where(~kinds.isin(LINES), table["weight_per_km"])
    without = table["category"][~usual & stated.isna() & kinds.notna()]
    suggestion = _("Write a weight, or one of the kinds: {kinds}", kinds=_kinds())
    return _of_no_kind(sheet, table["category"][~usual & stated.notna()]) + [
        _error(sheet, row, "category", _("No weight is kept for “{kind}”", kind=kind), suggestion)
        for row, kind in without.items()
    ]


def _of_no_kind(sheet: Sheet, kinds: pd.Series) -> list[Finding]:
    """Tell which kinds of places are known by their own weight alone, and how often each stands."""
    if kinds.empty:
        return []
    named = ", ".join(f"{kind} ({number(n)})" for kind, n in kinds.value_counts().head(20).items())
    message = _("Kinds of places that have no weight of their own here: {kinds}", kinds=named)
    suggestion = _(
        "Their rows count by the weight they state; without one write one of: {kinds}",
        kinds=_kinds(),
    )
    return [Finding(sheet.name, 0, "category", Severity.WARNING, message, suggestion)]


def _geometry(
    sheet: Sheet, placed: pd.DataFrame, layer: Layer, communes: gpd.GeoDataFrame
) -> tuple[NDArray[np.object_], list[Finding]]:
    """Return the shape of each row, None where it has none that can be used.

    A surface counts where its inner point lies.
    """
    lonlat = placed[["lon", "lat"]].to_numpy()
    points = np.where(np.isfinite(lonlat).all(axis=1), shapely.points(lonlat), None)
    own = layer.shapes.reindex(sheet.cells.index)
    drawn = own.notna().to_numpy()
    kinds = own.geom_type
    surfaces = (drawn & ~kinds.isin(LINES | POINT_TYPES)).to_numpy()
    inner = np.where(surfaces, shapely.point_on_surface(own.to_numpy()), own.to_numpy())
    geometry = np.where(drawn, inner, points)
    outside = drawn & ~_touch(geometry, communes)
    nowhere = shapely.is_missing(geometry)
    rows, ids = sheet.cells.index, _texts(sheet, "demand_id")
    names = ids.where(ids != "", _texts(sheet, "name"))
    told = _("A place needs coordinates, a road at least two different points")
    findings = [
        _error(sheet, row, layer.column, _("{id} has no usable position", id=names[row]), told)
        for row in rows[nowhere]
    ]
    told = _("Check the coordinate system of the layer")
    findings += [
        _error(
            sheet,
            row,
            layer.column,
            _("{id} lies in no commune of the province", id=names[row]),
            told,
        )
        for row in rows[outside]
    ]
    if surfaces.any():
        message = _(
            "{count} places are drawn as surfaces; a point inside stands for each",
            count=number(int(surfaces.sum())),
        )
        findings.append(Finding(sheet.name, 0, "geometry", Severity.NOTICE, message, ""))
    return geometry, findings


def _touch(shapes: NDArray[np.object_], communes: gpd.GeoDataFrame) -> NDArray[np.bool_]:
    """Tell which shapes lie in or cross a commune; on schematic boundaries any may."""
    if communes.attrs.get("source") == "schematic":
        return np.ones(len(shapes), dtype=bool)
    borders = communes.geometry.to_numpy()
    shapely.prepare(borders)
    touched = np.zeros(len(shapes), dtype=bool)
    touched[shapely.STRtree(shapes).query(borders, predicate="intersects")[1]] = True
    return touched


def _repeated(table: pd.DataFrame, sheets: dict[str, Sheet]) -> list[Finding]:
    """Give places without an id one of their own; return an error for each repeated id."""
    kept = table["demand_id"]
    derived = with_ids(kept, table, ("category", "what"), taken=set(kept))
    table["demand_id"] = derived
    again = table[derived.duplicated() & table["geometry"].notna()]
    suggestion = _("Give every place an id of its own, or delete the repeated row")
    return [
        _error(
            sheets[sheet],
            row,
            "demand_id",
            _("The id “{id}” stands there twice", id=table.loc[(sheet, row), "demand_id"]),
            suggestion,
        )
        for sheet, row in again.index
    ]
