"""Register files as people keep them, and two communes they are about."""

import io
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely
from openpyxl import Workbook, load_workbook

from gis.core.crs import WGS84
from gis.core.findings import Severity
from gis.ingest.importing import Import, read_import

HEADINGS = ("Mã camera", "Tên", "Xã, phường", "Vĩ độ", "Kinh độ", "Tình trạng")
ROWS = [
    ("C1", "Chợ Đồng Hới", "Phường Đồng Hới", 17.47, 106.62, "hư hỏng"),
    ("C2", "Cổng chào", "Xã Bảo Ninh, TP Đồng Hới", None, None, "hoạt động bình thường"),
    ("C3", "Cầu", "", "trước cổng", "106.62", ""),
]
# Two squares side by side: Đồng Thuận from 106,55°, Đồng Hới from 106,60° east.
AT_DONG_HOI, AT_DONG_THUAN = (17.47, 106.62), (17.47, 106.57)


def communes(source: str = "official") -> gpd.GeoDataFrame:
    table = gpd.GeoDataFrame(
        {
            "code": ["18859", "18880"],
            "name": ["Đồng Thuận", "Đồng Hới"],
            "full_name": ["Phường Đồng Thuận", "Phường Đồng Hới"],
            "kind": ["phường", "phường"],
            "area_km2": [26.5, 41.4],
        },
        geometry=[
            shapely.box(106.55, 17.44, 106.60, 17.50),
            shapely.box(106.60, 17.44, 106.65, 17.50),
        ],
        crs=WGS84,
    )
    table.attrs["source"] = source
    return table


def workbook(*sheets: list[tuple[Any, ...]], names: tuple[str, ...] = ("Danh sách",)) -> bytes:
    """Write sheets, each a list of rows, as an .xlsx file."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in zip(names, sheets, strict=True):
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def read(*rows: tuple[Any, ...], headings: tuple[str, ...] = HEADINGS, **options: Any) -> Import:
    """Read a workbook of one sheet with these headings and rows."""
    return read_import(
        workbook([headings, *rows]), "danh-sach.xlsx", communes=communes(), **options
    )


def office_list(folder: Path) -> Path:
    """Write a list of three: a sound row, one without position, one with half a position."""
    path = folder / "danh-sach.xlsx"
    path.write_bytes(workbook([HEADINGS, *ROWS]))
    return path


def sheet_of(data: bytes) -> pd.DataFrame:
    """Read the first sheet of an .xlsx file, its first row the headings."""
    rows = list(load_workbook(io.BytesIO(data)).worksheets[0].values)
    return pd.DataFrame(rows[1:], columns=rows[0])


def duplicate_warnings(found: Import):
    return [f for f in found.findings if f.severity is Severity.WARNING and "trùng" in f.message]
