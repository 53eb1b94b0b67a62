"""Input that is odd, but that somebody keeps: nothing is lost, and nothing but words comes back."""

import io
import json
import zipfile

import geopandas as gpd
import pytest
import shapely

from gis.core.errors import FileError
from gis.core.numbers import read_amount
from gis.demand.files import read_demand_file
from gis.ingest.cells import read_resolution
from gis.ingest.directions.compass import tokens_of
from gis.ingest.importing import read_import
from gis.ingest.positions.coordinates import read_pair
from gis.restoration.files.budget_files import read_budgets
from tests.registers import AT_DONG_HOI, communes, read, workbook

LAT, LON = AT_DONG_HOI


def text(*lines, name="a.csv"):
    return read_import("\n".join(lines).encode(), name, communes=communes())


def test_a_year_of_failure_beside_a_row_that_says_nothing():
    found = read(("C1", "a", "", LAT, LON, "hỏng năm 2022"), ("C2", "b", "", LAT, LON, None))
    assert found.cameras["status"].tolist() == ["broken", "unknown"]
    assert "2022" in found.cameras["note"].iloc[0]


def layer(*codes):
    points = [shapely.Point(LON, LAT)] * len(codes)
    return gpd.GeoDataFrame({"camera_id": codes}, geometry=points, crs=4326)


def test_layers_of_one_name_in_two_folders_are_both_read(tmp_path):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for folder, codes in {"hailang": ["C1", "C2"], "giolinh": ["C3", "C4", "C5"]}.items():
            (tmp_path / folder).mkdir()
            layer(*codes).to_file(tmp_path / folder / "camera.shp")
            for part in (tmp_path / folder).iterdir():
                archive.write(part, f"{folder}/{part.name}")
    found = read_import(packed.getvalue(), "a.zip", communes=communes())
    assert sorted(found.cameras["camera_id"]) == ["C1", "C2", "C3", "C4", "C5"]


def test_layers_under_two_names_of_one_answer_are_both_read():
    answer = {"a": json.loads(layer("C1").to_json()), "b": json.loads(layer("C2").to_json())}
    found = text(json.dumps(answer), name="a.json")
    assert sorted(found.cameras["camera_id"]) == ["C1", "C2"]


def test_a_table_parted_from_a_sheet_does_not_take_the_name_of_another():
    one = [
        ("STT", "Mã camera", "Tên"),
        (1, "C1", "Chợ"),
        (),
        ("STT", "Mã camera", "Địa chỉ", "Tình trạng"),
        (1, "C2", "Cầu", "tốt"),
    ]
    two = [("STT", "Mã camera", "Tên"), (1, "C3", "Đình")]
    data = workbook(one, two, names=("DS", "DS (2)"))
    found = read_import(data, "a.xlsx", communes=communes())
    assert sorted(found.cameras["camera_id"]) == ["C1", "C2", "C3"]


def test_places_in_tables_one_below_the_other(tmp_path):
    path = tmp_path / "dia-diem.csv"
    rows = [
        "STT;Tên địa điểm;Loại;Vĩ độ;Kinh độ",
        f"1;Trường 1;trường học;{LAT};{LON}",
        ";;;;",
        "STT;Tên chợ;Vĩ độ;Kinh độ;",
        f"1;Chợ 1;{LAT};{LON};",
    ]
    path.write_text("\n".join(rows), "utf-8")
    assert read_demand_file([path], communes()).demand["category"].tolist() == ["school", "market"]


def test_a_payer_typed_without_marks_is_no_total():
    lines = ["Đơn vị chi trả;Kinh phí", "Tỉnh hỗ trợ;50.000.000", "Tổng cộng;50.000.000"]
    budgets, _found = read_budgets("\n".join(lines).encode(), "a.csv", communes())
    assert budgets["amount_vnd"].tolist() == [50e6]
    lines = ["Xã;Kinh phí", "Cong Dong Hoi;50.000.000"]
    with pytest.raises(FileError, match="Cong Dong Hoi"):
        read_budgets("\n".join(lines).encode(), "a.csv", communes())


@pytest.mark.parametrize("cell", ["geo:17°28,106°37", "https://maps.google.com/?q=" * 1200 + "17"])
def test_links_within_links_come_back(cell):
    found = text("Mã camera;Tọa độ", f"C1;{cell}")
    assert found.rows == 1


def test_greek_letters_of_surveyors():
    assert read_pair("Φ 17.47 Λ 106.62") == (17.47, 106.62)
    assert read_pair("φ 17.47 λ 106.62") == (17.47, 106.62)


@pytest.mark.parametrize(
    "answer",
    [
        {"type": ["x"], "cameras": [{"camera_id": "C1"}]},
        {
            "version": 1,
            "elements": [
                {"type": "node", "id": [1], "nodes": [[1]], "tags": {"man_made": "surveillance"}}
            ],
        },
    ],
)
def test_lists_where_a_word_is_expected(answer):
    try:
        assert text(json.dumps(answer), name="a.json").rows == 1
    except FileError as error:
        assert "a.json" in str(error)  # noqa: PT017


def test_a_run_of_digits_under_a_direction_is_read_at_once():
    assert len(tokens_of("9" * 100_000)) <= 1000
    assert text("Mã camera;Tên;Hướng", "C1;a;" + "9" * 30_000).rows == 1


def test_money_is_whole_and_a_year_has_twelve_months():
    assert read_amount("8,2 triệu") == 8_200_000
    assert read_amount(10_000, factor=1 / 12) == pytest.approx(833.3333)


def test_a_frame_without_pixels_is_none():
    with pytest.raises(ValueError, match="000x000"):
        read_resolution("000x000")
