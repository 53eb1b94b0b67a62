"""The rows of all sheets of a file as one table of cameras and one of equipment."""

from collections.abc import Mapping as Table
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

import geopandas as gpd
import numpy as np
import pandas as pd

from gis.communes.succession import Succession
from gis.core.choices import EquipmentKind, FaultPart, Kind, Origin
from gis.core.findings import Finding, Severity
from gis.core.language import _
from gis.core.lenses import check_optics
from gis.core.numbers import number
from gis.core.schema import CAMERA_COLUMNS, EQUIPMENT_COLUMNS, Column, conform
from gis.ingest.choice_terms import read_values
from gis.ingest.columns import read_columns, read_resolutions
from gis.ingest.directions.sheet_directions import read_directions, tell_several, with_unread
from gis.ingest.matching.identity import EQUIPMENT_CONTENT, repeated_ids, with_ids
from gis.ingest.matching.matches import Decisions
from gis.ingest.matching.recognition import Recognition, match_warnings, recognise_cameras
from gis.ingest.positions.placing import place_rows
from gis.ingest.quantities import amounts_for_each, expand, read_dealt, read_views
from gis.ingest.sheets import Sheet
from gis.ingest.states.conditions import with_conditions
from gis.register.links import circular, dependency_rings

_ROW = ["sheet", "row"]
_DERIVED = ("lon", "lat", "commune_code")
# Directions are read apart: one cell may name several.
_STATED = tuple(c for c in CAMERA_COLUMNS if c.name not in (*_DERIVED, "azimuth_deg"))


@dataclass(frozen=True, slots=True)
class CameraRows:
    """Rows of a file and what they stand for, both in canonical columns.

    `table` has the rows, indexed by sheet and row number; `views` the cameras (or pieces of
    equipment) they stand for, indexed by the place of their row in `table`. `metres`: the rows
    of cameras that give plane coordinates, see `crs_candidates.Evidence`.
    """

    table: pd.DataFrame
    views: pd.DataFrame
    findings: list[Finding]
    metres: pd.DataFrame = field(default_factory=pd.DataFrame)

    def without(self, rows: set[tuple[str, int]]) -> "CameraRows":
        """Leave out rows, given by sheet and row number."""
        if not rows:
            return self
        index = self.table.index
        kept = ~index.get_level_values("row").isin([row for _sheet, row in rows])
        kept[~kept] = ~index[~kept].isin(list(rows))
        return replace(self, table=self.table[kept], views=self.views[kept[self.views.index]])


def camera_rows(
    sheets: Sequence[Sheet],
    communes: gpd.GeoDataFrame,
    readings: Table[str, str],
    known: pd.DataFrame | None = None,
    matches: Decisions = MappingProxyType({}),
    *,
    file: str = "",
) -> tuple[CameraRows, Recognition]:
    """Read sheets of cameras: each row placed in its commune, named, and spread into views.

    `readings`: how the coordinates of each sheet are to be read, by its name.
    Rows are matched with the `known` cameras as `matches.match` says; which they were is
    returned beside.
    """
    succession = Succession(communes)
    read = {
        sheet.name: _read_cameras(sheet, communes, succession, readings[sheet.name], file)
        for sheet in sheets
    }
    tables = {name: table for name, (table, _metres, _odd) in read.items()}
    metres = {name: rows for name, (_table, rows, _odd) in read.items()}
    table = pd.concat(tables, names=_ROW) if read else _no_rows(CAMERA_COLUMNS)
    in_metres = pd.concat(metres, names=_ROW) if read else pd.DataFrame()
    known = conform(pd.DataFrame(columns=["camera_id"])) if known is None else known
    found = recognise_cameras(table.assign(views=table.get("views", 1)), known, matches)
    table["camera_id"] = found.ids
    if sheets:
        table["declared_commune"] = _declared(table, found.known)
        table["site_id"] = _sites(table)
    # A file may list equipment alone.
    views = expand(table) if sheets else table.set_axis(range(len(table)))
    if found.further:
        views["camera_id"] = views["camera_id"].replace(found.further)
    findings = [
        *(finding for _table, _rows, odd in read.values() for finding in odd),
        *_repeated("camera_id", table, views, sheets),
        *_odd_lenses(table, sheets),
        *_in_no_commune(table[~table.index.isin(in_metres.index)]),
        *match_warnings(found, sheets),
    ]
    return CameraRows(table, views, findings, in_metres), found


def _read_cameras(
    sheet: Sheet, communes: gpd.GeoDataFrame, succession: Succession, crs: str, file: str
) -> tuple[pd.DataFrame, pd.DataFrame, list[Finding]]:
    """Read the rows of a sheet: as canonical columns, with what `expand` needs beside.

    Those that give plane coordinates follow, and the findings.
    """
    stated, odd = with_conditions(sheet, *read_columns(sheet, _STATED))
    frames, unread = read_resolutions(sheet)
    looks, astray = read_directions(sheet)
    placed, in_metres, misplaced = place_rows(sheet, communes, succession, crs, file=file)
    counts, miscounted = read_views(sheet)
    astray += tell_several(sheet, looks["looks"])
    stated["azimuth_deg"] = looks["azimuth_deg"]
    stated["kind"] = stated["kind"].mask(stated["kind"].isna() & looks["turns"], Kind.PTZ)
    stated["note"] = with_unread(stated["note"], looks["unread"])
    stated["hfov_deg"] = stated["hfov_deg"].astype(float).fillna(looks["hfov_deg"])
    for column in frames:
        stated[column] = stated[column].astype(float).fillna(frames[column])
    table = conform(stated.join(placed)).assign(
        looks=looks["looks"],
        kinds=read_dealt(sheet, "kind", Kind),
        origins=read_dealt(sheet, "origin", Origin),
        for_each=pd.Series([amounts_for_each(sheet)] * len(stated), stated.index, dtype=object),
        titled=placed["titled"],
        place=sheet.places.reindex(sheet.cells.index),
        **counts,
    )
    table["views"] = np.maximum(table["views"], table["looks"].map(len).astype(int))
    unsigned = _unsigned(sheet, stated)
    return table, in_metres, [*odd, *astray, *unread, *misplaced, *miscounted, *unsigned]


def _in_no_commune(table: pd.DataFrame) -> list[Finding]:
    """Tell how many rows of each sheet neither a column, the position nor the title places."""
    nowhere = (table["commune_code"] == "") & (table["declared_commune"] == "")
    counts = table.index[nowhere & table["lon"].isna()].get_level_values("sheet").value_counts()
    suggestion = _("Say which column names the commune, or write it into the title")
    return [
        Finding(
            *(str(sheet), 0, "declared_commune", Severity.NOTICE),
            _(
                "{count} rows are in no commune: they state none, and no position that tells it",
                count=number(rows),
            ),
            suggestion,
        )
        for sheet, rows in counts.items()
    ]


def _declared(table: pd.DataFrame, known: pd.DataFrame) -> pd.Series:
    """Return the communes as written; where a row states none, what it did before or the title's.

    They are no part of what a row says: a list under another title is recognised all the same.
    """
    before = known.set_index("camera_id")["declared_commune"].to_dict()
    rows = zip(table["camera_id"], table["declared_commune"], table.pop("titled"), strict=True)
    said = [written or (title and (before.get(code) or title)) for code, written, title in rows]
    return pd.Series(said, table.index, dtype=str)


def _sites(table: pd.DataFrame) -> pd.Series:
    """Return the sites; rows that continue one place share the code of its first camera."""
    sheets, rows = map(table.index.get_level_values, ("sheet", "row"))
    if (table["place"].to_numpy() == rows.to_numpy()).all():
        return table["site_id"]
    places = pd.MultiIndex.from_arrays([sheets, table["place"]]).to_numpy()
    first = pd.Series(table["camera_id"].to_numpy(), table.index.to_numpy()).reindex(places)
    several = pd.Series(places).map(pd.Series(places).value_counts()).to_numpy() > 1
    shared = several & (table["site_id"] == "").to_numpy() & first.notna().to_numpy()
    return table["site_id"].mask(shared, pd.Series(first.to_numpy(), table.index))


def _odd_lenses(table: pd.DataFrame, sheets: Sequence[Sheet]) -> list[Finding]:
    """Return what `check_optics` finds, at the rows and under the headings of the file."""
    named = {sheet.name: sheet for sheet in sheets}
    places = table.index.tolist()
    return [
        replace(found, sheet=sheet, row=row, column=named[sheet].heading(found.column).text)
        for found in check_optics(table)
        for sheet, row in [places[found.row - 1]]
    ]


def _unsigned(sheet: Sheet, stated: pd.DataFrame) -> list[Finding]:
    """Return a warning for each survey that does not say who looked."""
    if not sheet.has("surveyed_on"):
        return []
    unsigned = stated["surveyed_on"].notna() & stated["surveyed_by"].isna()
    rows = (
        stated.index[unsigned].tolist() if sheet.has("surveyed_by") else [0] * int(unsigned.any())
    )
    heading = sheet.heading("surveyed_by").text
    message = _("The survey does not say who looked")
    suggestion = _("Fill in the name of the person who surveyed")
    return [Finding(sheet.name, r, heading, Severity.WARNING, message, suggestion) for r in rows]


def equipment_rows(sheets: Sequence[Sheet]) -> CameraRows:
    """Read sheets of shared equipment."""
    read = {sheet.name: _read_equipment(sheet) for sheet in sheets}
    tables = {name: table for name, (table, _odd) in read.items()}
    table = pd.concat(tables, names=_ROW) if read else _no_rows(EQUIPMENT_COLUMNS)
    findings = [finding for _table, odd in read.values() for finding in odd]
    table["equipment_id"] = with_ids(table["equipment_id"], table, EQUIPMENT_CONTENT)
    views = table.set_axis(range(len(table)))
    findings += _repeated("equipment_id", table, views, sheets)
    headings = {sheet.name: sheet.heading("depends_on").text for sheet in sheets}
    findings += _circular(table, headings)
    return CameraRows(table, views, findings)


def _read_equipment(sheet: Sheet) -> tuple[pd.DataFrame, list[Finding]]:
    stated, odd = with_conditions(sheet, *read_columns(sheet, EQUIPMENT_COLUMNS))
    return _named_kinds(conform(stated, EQUIPMENT_COLUMNS)), odd


def _named_kinds(table: pd.DataFrame) -> pd.DataFrame:
    """Take the kind from the name where none is stated; what fails in it is no camera."""
    kinds = {name: next(iter(read_values(name, EquipmentKind)), "") for name in set(table["name"])}
    named = pd.Series([kinds[name] for name in table["name"]], table.index, dtype=str)
    kind = table["kind"].mask(table["kind"] == "", named)
    own = (table["fault_part"] == FaultPart.CAMERA) & kind.isin([*FaultPart])
    return table.assign(kind=kind, fault_part=table["fault_part"].mask(own, kind))


def _circular(table: pd.DataFrame, headings: dict[str, str]) -> list[Finding]:
    """Refuse equipment that depends on itself; rows that repeat a code are refused for that."""
    once = table.drop_duplicates("equipment_id")
    found = dependency_rings(once.reset_index(drop=True))
    places = [once.index[row] for row in found]
    return [
        Finding(sheet, row, headings[sheet], Severity.ERROR, *circular(ids))
        for (sheet, row), ids in zip(places, found.values(), strict=True)
    ]


def _no_rows(columns: tuple[Column, ...]) -> pd.DataFrame:
    index = pd.MultiIndex.from_arrays([[], []], names=_ROW)
    return conform(pd.DataFrame(index=index), columns)


def _repeated(
    column: str, table: pd.DataFrame, views: pd.DataFrame, sheets: Sequence[Sheet]
) -> list[Finding]:
    ids = pd.concat([table[column], views[column]])
    owners = np.append(np.arange(len(table)), views.index.to_numpy())
    headings = {sheet.name: sheet.heading(column).text for sheet in sheets}
    return repeated_ids(ids, owners, table.index.tolist(), headings)
