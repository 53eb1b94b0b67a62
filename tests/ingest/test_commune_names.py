"""A list without coordinates: its rows are placed by what their texts and titles say."""

import pandas as pd
import pytest

from gis.communes.schematic import read_commune_facts, schematic
from gis.ingest.importing import read_import

CODES = read_commune_facts().set_index("full_name")["code"]


def read(tmp_path, table, name="list.xlsx", title="", sheet="DS"):
    path = tmp_path / name
    with pd.ExcelWriter(path) as writer:
        pd.DataFrame(table).to_excel(
            writer, sheet_name=sheet, index=False, startrow=2 * bool(title)
        )
        if title:
            writer.sheets[sheet]["A1"] = title
    return read_import(path, communes=schematic())


def rows(count, **columns):
    return {"Tên": [f"Camera {i}" for i in range(count)], "Tình trạng": ["Hỏng"] * count} | columns


def test_the_commune_stands_in_the_address_or_in_the_unit(tmp_path):
    addresses = ["Số 5 Trần Hưng Đạo, P. Đồng Hới", "đường Gio Linh, phường Đông Hà", "thôn 2"]
    found = read(tmp_path, rows(3, **{"Vị trí": addresses}))
    expected = [CODES["Phường Đồng Hới"], CODES["Phường Đông Hà"], ""]
    assert found.cameras["commune_code"].tolist() == expected
    assert any("2" in f.message and f.row == 0 and f.severity == "notice" for f in found.findings)
    units = ["Công an xã Hải Lăng", "UBND xã Gio Linh", "CAX Cam Lộ"]
    found = read(tmp_path, rows(3, **{"Đơn vị": units}))
    assert found.cameras["commune_code"].tolist() == [
        CODES["Xã Hải Lăng"],
        CODES["Xã Gio Linh"],
        CODES["Xã Cam Lộ"],
    ]
    found = read(tmp_path, rows(3, **{"Địa chỉ": ["thôn 1"] * 3, "Đơn vị quản lý": units}))
    assert found.cameras["commune_code"].iloc[2] == CODES["Xã Cam Lộ"]


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ({"title": "DANH SÁCH CAMERA AN NINH XÃ GIO MỸ (CŨ)"}, "Xã Gio Linh"),
        ({"title": "Danh sách camera thị trấn Hải Lăng"}, "Xã Diên Sanh"),
        ({"sheet": "TT Gio Linh"}, "Xã Gio Linh"),
        ({"sheet": "Cửa Việt"}, "Xã Cửa Việt"),
        ({"name": "danh-sach-xa-hai-lang.xlsx"}, "Xã Hải Lăng"),
        ({"title": "Danh sách camera xã Cam Hồng", "sheet": "Cửa Việt"}, "Xã Cam Hồng"),
    ],
)
def test_a_title_or_the_name_of_sheet_or_file_places_the_rest(tmp_path, place, expected):
    found = read(tmp_path, rows(2, **{"Địa chỉ": ["thôn 1", "thôn 2"]}), **place)
    assert set(found.cameras["commune_code"]) == {CODES[expected]}


def test_a_title_never_overrides_what_the_row_says(tmp_path):
    named = ["xã Gio Mỹ, huyện Hải Lăng", "xã Hải Lãng", "xã Gio Quang"]
    found = read(tmp_path, rows(3, Xã=named), title="Danh sách camera xã Cam Lộ")
    assert found.cameras["commune_code"].tolist() == ["", "", CODES["Xã Gio Linh"]]
    assert sum(f.severity == "warning" and f.column == "Xã" for f in found.findings) == 2


def test_the_district_of_the_title_settles_a_name_of_two_districts(tmp_path):
    table = rows(2, Phường=["Phường 1", "Phường 4"])
    found = read(tmp_path, table, title="DANH SÁCH CAMERA THÀNH PHỐ ĐÔNG HÀ")
    assert set(found.cameras["commune_code"]) == {CODES["Phường Đông Hà"]}
    assert read(tmp_path, table).cameras["commune_code"].tolist() == ["", CODES["Phường Đông Hà"]]


def test_a_title_settles_a_text_that_may_mean_several_communes_only_as_one_of_them(tmp_path):
    table = rows(2, **{"Địa chỉ": ["phường 3", "cột P5"]})
    found = read(tmp_path, table, title="Danh sách camera xã Cam Lộ")
    assert found.cameras["commune_code"].tolist() == ["", CODES["Xã Cam Lộ"]]
    found = read(tmp_path, table, title="Danh sách camera phường Đông Hà")
    assert set(found.cameras["commune_code"]) == {CODES["Phường Đông Hà"]}


def test_names_merged_before_2025_are_read_and_told(tmp_path):
    found = read(tmp_path, rows(2, Xã=["xã Gio Phong", "xã Vĩnh Kim, huyện Vĩnh Linh"]))
    assert found.cameras["commune_code"].tolist() == [CODES["Xã Gio Linh"], CODES["Xã Cửa Tùng"]]
    assert any("2025" in f.message and f.severity == "notice" for f in found.findings)
