import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from gis.core.findings import Severity
from gis.ingest.importing import quarantine_workbook, read_import
from tests.registers import AT_DONG_HOI, AT_DONG_THUAN, communes, read, sheet_of, workbook


def errors(found):
    return [f for f in found.findings if f.severity is Severity.ERROR]


def position(found):
    return found.cameras[["lat", "lon"]].to_numpy().ravel().tolist()


@pytest.mark.parametrize(
    "headings",
    [
        ("Mã camera", "Tên", "Xã, phường", "Vĩ độ", "Kinh độ", "Tình trạng"),
        ("MA CAMERA", "TEN", "XA PHUONG", "VI DO", "KINH DO", "TINH TRANG"),
        ("Camera ID", "Name", "Commune", "Latitude", "Longitude", "Status"),
        ("camera_id", "name", "declared_commune", "lat", "lon", "status"),
    ],
)
def test_headings_in_vietnamese_unaccented_and_english(headings):
    row = ("C1", "Chợ", "Phường Đồng Hới", 17.47, 106.62, "hư hỏng")
    camera = read(row, headings=headings).cameras.iloc[0]
    assert camera[["camera_id", "name", "commune_code", "status"]].tolist() == [
        "C1",
        "Chợ",
        "18880",
        "broken",
    ]
    assert (camera["lat"], camera["lon"]) == (17.47, 106.62)


@pytest.mark.parametrize(
    ("lat", "lon"),
    [
        (17.468139, 106.62),
        ("17,468139", "106,62"),
        ("17°28'05.3\"N", "106°37'12\"E"),
        ("17.468139°N", "106.62° E"),
    ],
)
def test_degrees_as_people_write_them(lat, lon):
    found = read(("C1", "", "", lat, lon, ""))
    assert position(found) == pytest.approx([17.468139, 106.62], abs=1e-6)


def test_latitude_and_longitude_in_one_cell():
    found = read(("C1", "17.47, 106.62"), headings=("Mã camera", "Tọa độ"))
    assert position(found) == [17.47, 106.62]


def test_title_rows_merged_headings_and_section_rows_are_no_cameras():
    rows = [
        ("DANH SÁCH CAMERA AN NINH PHƯỜNG ĐỒNG HỚI",),
        (),
        ("STT", "Mã camera", "Địa chỉ", "Số lượng"),
        ("I", "Khu phố 1"),
        (1, "C1", "Ngã tư", 2),
        ("", "Tổng cộng", "", 2),
    ]
    found = read_import(workbook(rows), "a.xlsx", communes=communes())
    assert (found.rows, found.accepted, found.not_located) == (1, 1, 1)
    assert len(found.cameras) == 2
    assert found.cameras["camera_id"].is_unique
    assert set(found.cameras["commune_code"]) == {"18880"}  # as the title says


def test_a_row_without_position_is_a_camera_all_the_same():
    found = read(("C1", "Chợ", "Phường Đồng Hới", None, None, "hoạt động"))
    assert (found.accepted, found.not_located, errors(found)) == (1, 1, [])
    assert found.cameras["commune_code"].tolist() == ["18880"]
    assert np.isnan(position(found)).all()


def test_a_quantity_becomes_that_many_views():
    rows = ("Cổng chào", "Phường Đồng Hới", 3), ("Chợ", "Phường Đồng Hới", 1)
    found = read(*rows, headings=("Tên", "Xã, phường", "Số lượng camera"))
    assert (found.rows, found.accepted, len(found.cameras)) == (2, 2, 4)
    assert found.cameras["camera_id"].is_unique
    assert found.cameras["name"].str.startswith("Cổng chào").sum() == 3


def test_the_position_wins_over_the_stated_commune_and_the_difference_is_told():
    found = read(("C1", "", "Phường Đồng Hới", *AT_DONG_THUAN, ""))
    assert found.cameras["commune_code"].tolist() == ["18859"]
    [finding] = [f for f in found.findings if f.severity is Severity.WARNING]
    assert (finding.row, finding.column) == (2, "Xã, phường")
    assert "Phường Đồng Thuận" in finding.message


def test_on_schematic_boundaries_the_stated_commune_wins():
    row = ("Mã camera", "Xã", "Vĩ độ", "Kinh độ"), ("C1", "Phường Đồng Hới", *AT_DONG_THUAN)
    found = read_import(workbook(list(row)), "a.xlsx", communes=communes("schematic"))
    assert found.cameras["commune_code"].tolist() == ["18880"]


def test_a_former_commune_leads_to_todays():
    found = read(("C1", "", "Xã Bảo Ninh, TP Đồng Hới", None, None, ""))
    assert found.cameras["commune_code"].tolist() == ["18880"]


BAD = {
    "unreadable": ("X1", "", "", "trước cổng", "106.62", ""),
    "outside": ("X2", "", "", 21.03, 105.85, ""),
    "zero": ("X3", "", "", 0, 0, ""),
    "half": ("X4", "", "", 17.47, None, ""),
    "swapped": ("X5", "", "", 106.62, 17.47, ""),
    "not in Vietnam": ("X6", "", "", 48.85, 2.35, ""),
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_a_bad_row_stops_no_good_one_and_comes_back_with_its_reason(bad):
    found = read(("C1", "", "", *AT_DONG_HOI, ""), bad)
    assert found.cameras["camera_id"].tolist() == ["C1"]
    assert (found.rows, found.accepted, found.quarantined) == (2, 1, 1)
    assert {f.row for f in errors(found)} == {3}
    returned = sheet_of(quarantine_workbook(found))
    assert returned["Mã camera"].tolist() == [bad[0]]
    assert returned["Lý do trả lại"].str.len().min() > 10
    assert returned["Dòng trong tệp gốc"].tolist() == [3]


def test_swapped_coordinates_are_told_with_the_commune_they_would_lie_in():
    [finding] = errors(read(BAD["swapped"]))
    assert "Phường Đồng Hới" in finding.suggestion


def test_an_id_repeated_within_the_file_is_returned():
    row = ("", "", *AT_DONG_HOI, "")
    found = read(("C1", *row), ("C2", *row), ("C1", *row))
    assert found.quarantined >= 1
    assert "C2" in found.cameras["camera_id"].tolist()
    assert found.cameras["camera_id"].is_unique
    assert "C1" in errors(found)[0].message


def test_returned_rows_come_in_once_corrected():
    found = read(("C1", "Chợ", "", "trước cổng", "106.62", "hư hỏng"))
    returned = sheet_of(quarantine_workbook(found))
    returned["Vĩ độ"] = 17.47
    again = read_import(
        workbook([tuple(returned), *returned.itertuples(index=False, name=None)]),
        "can-sua.xlsx",
        communes=communes(),
    )
    assert (again.accepted, again.quarantined) == (1, 0)
    assert again.cameras[["camera_id", "status"]].to_numpy().tolist() == [["C1", "broken"]]


def test_the_same_file_gives_the_same_ids():
    rows = [("", f"Camera {i}", "", *AT_DONG_HOI, "") for i in range(5)]
    assert read(*rows).cameras["camera_id"].equals(read(*rows).cameras["camera_id"])


def test_secrets_are_dropped_with_a_notice():
    headings = ("Mã camera", "Vĩ độ", "Kinh độ", "Mật khẩu", "Địa chỉ IP", "Ghi chú")
    row = ("C1", *AT_DONG_HOI, "s3cret", "10.1.2.3", "rtsp://admin:s3cret@10.1.2.3/1")
    found = read(row, headings=headings)
    assert "s3cret" not in found.cameras.to_csv()
    assert "10.1.2.3" not in found.cameras.to_csv()
    assert any(f.severity is Severity.NOTICE for f in found.findings)


def test_csv_with_semicolons_and_decimal_commas(tmp_path):
    path = tmp_path / "danh-sach.csv"
    path.write_text("Mã camera;Vĩ độ;Kinh độ\nC1;17,47;106,62\n", "utf-8")
    found = read_import(path, communes=communes())
    assert position(found) == [17.47, 106.62]


@pytest.mark.parametrize("ending", ["geojson", "gpkg"])
def test_map_layers_bring_their_own_coordinate_system(tmp_path, ending):
    layer = gpd.GeoDataFrame(
        {"camera_id": ["C1"], "azimuth_deg": [90.0]},
        geometry=[shapely.Point(106.62, 17.47)],
        crs=4326,
    )
    path = tmp_path / f"camera.{ending}"
    (layer if ending == "geojson" else layer.to_crs(9211)).to_file(path)
    found = read_import(path, communes=communes())
    assert position(found) == pytest.approx([17.47, 106.62], abs=1e-7)
    assert found.cameras["azimuth_deg"].tolist() == [90.0]


def test_vn2000_coordinates_are_read_when_their_system_is_stated():
    point = gpd.GeoSeries([shapely.Point(106.62, 17.47)], crs=4326).to_crs(9211)[0]
    row = ("C1", round(point.y, 3), round(point.x, 3))  # X is north in Vietnam
    found = read(row, headings=("Mã camera", "X", "Y"), crs="EPSG:9211")
    assert position(found) == pytest.approx([17.47, 106.62], abs=1e-7)


GOOD = st.tuples(st.floats(17.441, 17.499), st.floats(106.551, 106.649))
ODD = st.sampled_from([(0, 0), ("?", "106.6"), (21.0, 105.8), (17.4, None), (106.6, 17.4)])
NONE = st.just((None, None))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.one_of(GOOD, ODD, NONE), min_size=1, max_size=12))
def test_every_row_is_accepted_or_returned_and_none_is_lost(places):
    rows = [(f"C{i}", "Chợ", "", *place, "") for i, place in enumerate(places)]
    found = read(*rows)
    returned = sheet_of(quarantine_workbook(found)) if found.quarantined else pd.DataFrame()
    kept = found.cameras["camera_id"].tolist()
    back = returned["Mã camera"].tolist() if len(returned) else []
    assert sorted(kept + back) == sorted(row[0] for row in rows)
    assert (found.rows, found.accepted) == (len(rows), len(kept))
    assert found.not_located == places.count((None, None))
