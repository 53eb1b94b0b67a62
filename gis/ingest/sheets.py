"""The sheets of a file that list cameras or equipment, and what stands under a heading."""

import re
from collections.abc import Mapping as Table
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

import numpy as np
import pandas as pd

from gis.core.errors import FileError
from gis.core.language import _
from gis.core.schema import unit_of
from gis.core.text import fold
from gis.ingest.formats.grid import Grid, tidied
from gis.ingest.headings.aliases import Role
from gis.ingest.headings.headers import COUNT_OF, OVER, Header, Heading, name_columns
from gis.ingest.headings.heading_rows import SEARCHED_ROWS, find_heading_rows, tables
from gis.ingest.headings.mapping import PROPOSED, Mapping, layout_key
from gis.ingest.headings.place_columns import likely_place
from gis.ingest.headings.position_columns import over_positions, with_noticed_positions
from gis.ingest.merged_cells import spread_merged

# Texts of several columns that name one of these are all kept, joined.
FREE_TEXT = ("name", "address", "custodian", "note")
# Numbers that people and programs write in one way, or with signs of their own.
_IN_WORDS = ("lon", "lat", "azimuth_deg")
_ROWS_LOOKED_AT, _MOST_TITLES, _TITLE_ROWS = 500, 20, 5
_EQUIPMENT_NAMES = re.compile(
    r"(?:dau ghi|dau thu|nvr|dvr|xvr|switch|bo chuyen mach|modem|router|duong truyen|may chu|"
    r"server|bo luu dien|ups|thiet bi mang|converter|"
    r"tu (?:dien|nguon|ky thuat|thiet bi|mang|dau noi|dieu khien|rack))\b"
)
_EQUIPMENT_KINDS = re.compile(
    _EQUIPMENT_NAMES.pattern + r"|(?:duong mang|cap quang|internet|ftth|bo nguon|nguon|"
    r"dien|cot|tru|man hinh|tai khoan|o cung|bo phat|sim|cloud|trung tam|tru so)\b"
)
_CAMERA_KINDS = re.compile(
    r"\b(?:camera|cam|than|ban cau|dome|ptz|quay|xoay|mat ca|fisheye|anpr|lpr|bien so|co dinh|"
    r"turret|bullet|fixed)\b"
)
_REPAIRS = re.compile(r"\b(?:sua chua|sua|khac phuc|phuc hoi|du toan|thay the)\b")
_CONNECTS = re.compile(r"\b(?:dau noi|ket noi)\b")
_PRICES = re.compile(r"(?:don gia|thanh tien)\b")
_COUNTED = re.compile(r"(?:so luong|sl|khoi luong|kl)\b")
_VILLAGE = re.compile(r"(?:thon|khu pho|kp|to dan pho|tdp|to|ban|xom|lang|khom|ap|cum|khu)\b")
_PLACES = ("name", "address", "declared_commune", Role.POSITION)
_PLACE_PAIRS = (("lat", "lon"), (Role.X, Role.Y))
# Columns that any list has: alone they do not make a list of cameras.
_GENERAL = {"", *_PLACES, "custodian", "note", Role.ORDINAL, Role.PRIVATE} - {Role.POSITION}


class SheetRole(StrEnum):
    """What a sheet is taken for."""

    CAMERAS = "cameras"
    EQUIPMENT = "equipment"
    SUMMARY = "summary"
    SKIP = "skip"


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """One table of a file: its headings, and its tidied rows by the file's row numbers.

    `title` is the text above the headings, a line a cell; `meant` what people have said words
    in the cells mean, as `Mapping.values`. A sheet without known headings has no rows. `merged`
    and `spans`: see `Grid`, by row numbers of the file. `sections`: the section row that each
    row stands below, as written. `places`: the row whose place each row continues, itself if
    none. `left_out`: `reason text` of the rows that are no rows of the list; `sums`: `row
    heading stated counted` of its totals. `layer`: its headings are the file's own, so that
    every row is a row. `without_crs`: see `Grid`. `beside`: the titles of the file's other
    sheets. `likely_place`: the heading of the column taken for the place, as none is named so.
    """

    name: str
    headings: tuple[Heading, ...]
    cells: pd.DataFrame
    role: SheetRole = SheetRole.CAMERAS
    title: str = ""
    meant: Table[str, Table[str, str]] = field(default_factory=dict)
    merged: tuple[tuple[int, int, int], ...] = ()
    spans: tuple[tuple[int, int, int], ...] = ()
    sections: pd.Series = field(default_factory=lambda: pd.Series(dtype=str))
    places: pd.Series = field(default_factory=lambda: pd.Series(dtype=int))
    left_out: pd.DataFrame = field(default_factory=pd.DataFrame)
    sums: pd.DataFrame = field(default_factory=pd.DataFrame)
    layer: bool = False
    beside: str = ""
    without_crs: bool = False
    likely_place: str = ""

    @property
    def equipment(self) -> bool:
        """Whether it lists shared equipment."""
        return self.role is SheetRole.EQUIPMENT

    @property
    def layout(self) -> str:
        """Return the key under which the meaning of these headings is remembered."""
        return layout_key([h.text for h in self.headings if not h.added])

    def columns(self, column: str) -> list[int]:
        """Return where a column stands: under its very name first, a bare id last.

        One without a single cell comes after those that say something.
        """
        found = [i for i, heading in enumerate(self.headings) if heading.column == column]
        if len(found) < 2:
            return found
        blank = {i: i in self.cells and bool(self.cells[i].isna().all()) for i in found}
        return sorted(found, key=lambda i: (blank[i], _weakness(self.headings[i].text, column)))

    def _fills(self, places: list[int]) -> list[int]:
        """Return those of the places of one column that fill what the first leaves blank.

        They are written alike: in the same unit, by people or by a program; a bare id that a
        program numbers by is nobody's code.
        """
        first, *others = (self.headings[place] for place in places)
        alike = [_written_alike(first, other) for other in others]
        return [place for place, same in zip(places[1:], alike, strict=True) if same]

    def is_read(self, place: int) -> bool:
        """Tell whether the column at a place is made use of, or knowingly passed over."""
        column = self.headings[place].column
        if self.equipment and column.startswith(COUNT_OF):
            return False
        every = column in (*FREE_TEXT, Role.PRIVATE, Role.ORDINAL, Role.POSITION)
        if not column or every:
            return bool(column)
        places = self.columns(column)
        return place == places[0] or (
            place in self._fills(places) and bool(self.cells[places[0]].isna().any())
        )

    def has(self, *columns: str) -> bool:
        """Tell whether all these columns are there."""
        return all(self.columns(column) for column in columns)

    def heading(self, column: str) -> Heading:
        """Return the heading of a column; its canonical name when the file has none."""
        found = self.columns(column)
        return self.headings[found[0]] if found else Heading(column, column, 1.0)

    def column(self, column: str) -> pd.Series:
        """Return the cells under a column, None where empty or when there is no such column.

        Of several headings of one column each row takes the first that says something.
        """
        found = self.columns(column)
        if not found:
            return pd.Series(np.full(len(self.cells), None), self.cells.index, dtype=object)
        if len(found) == 1:
            return self.cells[found[0]]
        if column not in FREE_TEXT:
            cells = self.cells[found[0]]
            for place in self._fills(found):
                cells = cells.where(cells.notna(), self.cells[place])
            return cells
        rows = self.cells[sorted(found)].to_numpy().tolist()
        joined = [", ".join(str(cell) for cell in row if cell is not None) for row in rows]
        return pd.Series([text or None for text in joined], self.cells.index, dtype=object)


def _weakness(text: str, column: str) -> int:
    """Rank headings of one column: its very name, any other, a bare id that programs number by."""
    return 0 if text == column else 2 if fold(text) == "id" else 1


def _written_alike(one: Heading, other: Heading) -> bool:
    if one.factor != other.factor or fold(other.text) == "id":
        return False
    by_program = [heading.text == heading.column for heading in (one, other)]
    return one.column in _IN_WORDS or not unit_of(one.column) or len(set(by_program)) == 1


class HeadingsError(FileError):
    """No headings of a list of cameras; `sheets` hold the headings there are."""

    def __init__(self, message: str, sheets: tuple[Sheet, ...]) -> None:
        super().__init__(message)
        self.sheets = sheets

    def __reduce__(self) -> tuple[type, tuple[str, tuple[Sheet, ...]]]:
        """Return how to make the error again in another process."""
        return HeadingsError, (str(self), self.sheets)


def find_sheets(
    grids: list[Grid], name: str, mapping: Mapping = PROPOSED
) -> tuple[list[Sheet], list[Sheet]]:
    """Tell the sheets of a file that list cameras or equipment.

    Parameters
    ----------
    grids
        All sheets as the file holds them.
    name
        The file's name, for messages; it may say that cameras are listed.
    mapping
        What people have said headings and sheets mean.

    Returns
    -------
    tuple
        The sheets that do, with what their headings name, and the others.

    Raises
    ------
    HeadingsError
        No sheet does, or none says where its cameras are; its `sheets` are what was found.
    """
    sheets = _beside([_sheet(table, mapping) for table in tables(grids)])
    lists = [
        s
        for s in sheets
        if s.equipment
        or (s.role is SheetRole.CAMERAS and (s.name in mapping.roles or _lists_cameras(s, name)))
    ]
    alone = not any(map(_says_where, lists))
    placed = {
        id(s): _with_place(s, mapping) if alone or _says_where(s) or _is_numbered_list(s) else s
        for s in lists
    }
    sheets = [placed.get(id(sheet), sheet) for sheet in sheets]
    lists = list(placed.values())
    located = [sheet for sheet in lists if sheet.equipment or _says_where(sheet)]
    if not located:
        raise HeadingsError(
            _no_places(lists, name) if lists else _no_list(sheets, name), tuple(sheets)
        )
    return located, [sheet for sheet in sheets if sheet not in located]


def _is_numbered_list(sheet: Sheet) -> bool:
    """Tell whether rows are numbered and have a state: beside a list a guide is no other list."""
    return sheet.has(Role.ORDINAL, "status")


def _with_place(sheet: Sheet, mapping: Mapping) -> Sheet:
    """Take the likeliest column for the place when nothing below a commune is named as one.

    A program names what it writes: in its files no column is guessed.
    """
    named = any(map(sheet.has, ("name", "address", Role.POSITION)))
    if sheet.layer or sheet.equipment or named or any(sheet.has(*pair) for pair in _PLACE_PAIRS):
        return sheet
    chosen = mapping.of([heading.text for heading in sheet.headings])
    place = likely_place(sheet.headings, sheet.cells, chosen)
    if place is None:
        return sheet
    headings = tuple(
        replace(h, column="address") if i == place else h for i, h in enumerate(sheet.headings)
    )
    return replace(sheet, headings=headings, likely_place=sheet.headings[place].text)


def _beside(sheets: list[Sheet]) -> list[Sheet]:
    """Give each sheet the titles of the others; none of many, which say less than they cost."""
    if not 1 < len(sheets) <= _MOST_TITLES:
        return sheets
    return [
        replace(sheet, beside="\n".join(other.title for other in sheets if other is not sheet))
        for sheet in sheets
    ]


def _sheet(grid: Grid, mapping: Mapping) -> Sheet:
    top = [list(row) for row in grid.cells.head(SEARCHED_ROWS).itertuples(index=False)]
    named = grid.headings
    header = (
        find_heading_rows(top, mapping) if named is None else name_columns(named, mapping=mapping)
    )
    header = header or over_positions(grid.cells)
    if header is None:
        texts = [sum(isinstance(cell, str) and cell != "" for cell in row) for row in top]
        widest = top[int(np.argmax(texts))] if top else []
        headings = tuple(Heading(" ".join(str(cell or "").split()), "", 1.0) for cell in widest)
        title = "\n".join(str(cell) for row in top[:_TITLE_ROWS] for cell in row if cell)
        return Sheet(grid.name, headings, grid.cells.iloc[:0], SheetRole.SKIP, title[:500])
    above = [str(cell) for row in top[: header.first_heading_row] for cell in row if cell]
    cells = grid.cells.iloc[header.first_data_row :].apply(tidied)
    role = mapping.roles.get(grid.name) or _role(header, cells, grid.name if named else "")
    header = name_columns(
        [h.text for h in header.headings],
        header.first_data_row,
        mapping=mapping,
        equipment=role == SheetRole.EQUIPMENT,
    )
    header = with_noticed_positions(header, grid.cells, mapping)
    sheet = Sheet(
        grid.name,
        _by_values(header.headings, cells, " ".join((*above, grid.name))),
        cells,
        SheetRole(role),
        "\n".join(above),
        mapping.values,
        grid.merged,
        grid.spans,
        layer=named is not None,
        without_crs=grid.without_crs,
    )
    return replace(sheet, cells=spread_merged(sheet.cells, sheet.headings, sheet.merged))


def _by_values(
    headings: tuple[Heading, ...], cells: pd.DataFrame, title: str
) -> tuple[Heading, ...]:
    """Settle what headings such as “Địa bàn” or “Đơn giá” name by what stands below and above.

    Villages and quarters are places, no communes; a price in a list of repairs is of a repair.
    """
    repairs = _REPAIRS.search(fold(title)) is not None
    quantity = any(h.column == Role.QUANTITY for h in headings)
    settled = []
    for place, heading in enumerate(headings):
        column, (group, _over, lowest) = heading.column, heading.text.rpartition(OVER)
        words = fold(lowest)
        if column == "declared_commune" and _are_villages(cells[place]):
            column = "address"
        elif _PRICES.match(words) and (column == "" or column.endswith("_vnd")):
            column = _money(fold(group), words, column, repairs=repairs)
        elif _COUNTED.match(words) and column.endswith("_vnd"):
            column = Role.ORDINAL if quantity else Role.QUANTITY
        settled.append(replace(heading, column=column))
    return tuple(settled)


def _money(group: str, words: str, column: str, *, repairs: bool) -> str:
    """Name what a price is for: what stands over it or in it, else what the list is about."""
    for text in (words, group):
        if _CONNECTS.search(text):
            return "connection_cost_vnd"
        if _REPAIRS.search(text):
            return "repair_cost_vnd"
    return "repair_cost_vnd" if repairs else column or "asset_value_vnd"


def _are_villages(cells: pd.Series) -> bool:
    texts = [fold(text) for text in cells.head(_ROWS_LOOKED_AT) if isinstance(text, str)]
    return 2 * sum(_VILLAGE.match(text) is not None for text in texts) > len(texts)


def _role(header: Header, cells: pd.DataFrame, layer: str) -> SheetRole:
    """Tell cameras from equipment: by the kinds listed, else the names, else the headings.

    A map layer may be called by what it shows.
    """
    headings = name_columns([h.text for h in header.headings], equipment=True).headings
    for column, pattern in (("kind", _EQUIPMENT_KINDS), ("name", _EQUIPMENT_NAMES)):
        places = [i for i, h in enumerate(headings) if h.column == column]
        texts = cells[places[0]].dropna().head(_ROWS_LOOKED_AT) if places else ()
        words = [fold(str(text)) for text in texts]
        if sum(pattern.match(text) is not None for text in words) > 0.5 * len(words):
            return SheetRole.EQUIPMENT
        if any(map(_CAMERA_KINDS.search, words)):
            return SheetRole.CAMERAS
    serves = any(fold(h.text).startswith("phuc vu") for h in headings if h.column == Role.SERVES)
    called = _EQUIPMENT_NAMES.match(fold(layer)) is not None
    return SheetRole.EQUIPMENT if header.equipment or serves or called else SheetRole.CAMERAS


def _lists_cameras(sheet: Sheet, file: str) -> bool:
    named = {heading.column for heading in sheet.headings} - {""}
    texts = [sheet.name, Path(file).stem, sheet.title, *(h.text for h in sheet.headings)]
    return bool(named - _GENERAL or (named and "camera" in fold(" ".join(texts)).split()))


def _says_where(sheet: Sheet) -> bool:
    return any(map(sheet.has, _PLACES)) or any(sheet.has(*pair) for pair in _PLACE_PAIRS)


def _no_places(sheets: list[Sheet], file: str) -> str:
    return _(
        "{file}: no column says where the cameras are; headings found: {found}; add columns such "
        "as “Vĩ độ” and “Kinh độ”, “Tọa độ”, or at least “Địa chỉ”",
        file=file,
        found=_found(sheets),
    )


def _no_list(sheets: list[Sheet], file: str) -> str:
    return _(
        "{file}: no sheet lists cameras; headings found: {found}; expected such as “Mã camera”, "
        "“Tên”, “Địa chỉ”, “Vĩ độ”, “Kinh độ”, “Tình trạng”",
        file=file,
        found=_found(sheets),
    )


def _found(sheets: list[Sheet]) -> str:
    return "; ".join(
        f"{sheet.name} ({', '.join(h.text for h in sheet.headings[:12] if h.text)})"
        for sheet in sheets
    )
