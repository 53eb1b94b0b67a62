"""Lists that come again and lists of places, by the command line; the real ones where they are."""

from pathlib import Path

import pytest

from tests.registers import workbook

CASES = Path(__file__).resolve().parents[1] / ".." / "shared" / "cases"
real = pytest.mark.skipif(not CASES.is_dir(), reason="the cases are not beside the project")
HEADINGS = ("STT", "Tên", "Địa chỉ", "Xã", "Số lượng", "Vĩ độ", "Kinh độ")
HERE = "Phường Đồng Hới"
FIRST = [
    (1, "Cổng chợ Cầu", "KP 3", HERE, 2, 17.455, 106.61),
    (2, "Chợ Cộn", "", HERE, 1, "", ""),
    (3, "Nhà ga", "", HERE, 1, "", ""),
]
# The market's gate now stands 4 km away, with a view fewer; the last row is gone.
SECOND = [(1, "Cổng chợ Cầu", "KP 3", HERE, 1, 17.42, 106.60), FIRST[1]]


def stored(gis):
    return gis.json("analyse")["province"]["cameras"]


def file(folder, name, *rows):
    path = folder / name
    path.write_bytes(workbook([HEADINGS, *rows]))
    return path


def test_a_list_that_comes_again_is_told_of_and_decided(gis, tmp_path):
    gis.json("import", file(tmp_path, "lan-1.xlsx", *FIRST))
    second = file(tmp_path, "lan-2.xlsx", *SECOND)
    answer = gis.json("import", second, "--dry-run")
    [pair] = answer["unsure"]
    assert (pair["sheet"], pair["row"], pair["same"]) == ("Danh sách", 2, True)
    assert len(answer["absent"]) == 2
    assert pair["camera_id"] + "-2" in answer["absent"]
    # Said to be another one, it is added beside.
    answer = gis.json("import", second, "--match", "Danh sách:2=", "--dry-run")
    assert answer["unsure"] == []
    gis.json("import", second, "--match", f"Danh sách:2={pair['camera_id']}")
    assert stored(gis) == 4
    gis.json("import", second)
    assert stored(gis) == 4
    assert gis("import", second, "--match", "hai=C1").returncode == 2


def test_a_list_of_places_goes_into_the_store_and_bad_rows_come_back(gis, tmp_path):
    path = tmp_path / "dia-diem.csv"
    path.write_text(
        "STT;Tên địa điểm;Loại;Vĩ độ;Kinh độ\n1;Chợ Cộn;chợ;17,468;106,622\n"
        "2;Chợ Paris;chợ;48,85;2,35\n",
        "utf-8",
    )
    answer = gis.json("demand", path)
    assert answer["categories"] == {"market": 1}
    assert "can-sua_dia-diem_" in answer["quarantine_file"]
    assert Path(answer["quarantine_file"]).is_file()
    assert gis.json("demand", path)["changed"] == 0


@real
def test_the_list_that_came_three_times_has_two_cameras(gis):
    for name in ("first", "second", "third"):
        gis.json("import", CASES / "field" / "04_list_then_positions" / f"e01_{name}.xlsx")
        assert stored(gis) == 2
    assert gis.json("duplicates")["suspects"] == []


@real
def test_the_communes_list_sent_again_has_its_later_codes(gis, tmp_path):
    for name in ("danh-sach-xa-gio-linh", "gui-lai-lan-2"):
        copy = tmp_path / f"{name}.xlsx"
        copy.write_bytes((CASES / "lists" / copy.name).read_bytes())
        gis.json("import", copy)
    events = gis.json("history", "GM-11")["events"]
    assert events[0]["source"] == "danh-sach-xa-gio-linh.xlsx"
    assert "GM-11" in [event["after"] for event in events]


@real
@pytest.mark.parametrize(
    ("name", "categories"),
    [
        ("lists/dia-diem.csv", {"market": 2, "junction": 1, "school": 1}),
        ("field/23_places_csv/sch.csv", {"school": 2}),
        ("field/23_places_csv/sch3.csv", {"school": 1}),
        ("gis/e1_ok.geojson", {"school": 1}),
        ("gis/e2_noid.geojson", {"school": 1}),
        ("gis/e3_nocat.geojson", {"school": 1}),
        ("gis/e4_vi_cat.geojson", {"school": 1}),
        ("gis/e5_poly.geojson", {"school": 1}),
        ("gis/e6_list.geojson", {"school": 1}),
        ("gis/e7_null.geojson", {}),
        ("gis/e8_mixed.geojson", {"school": 1, "road_national": 1}),
        ("gis/e9_outside.geojson", {}),
        ("gis/e11_multi.gpkg", {"school": 2}),
    ],
)
def test_real_lists_of_places(gis, tmp_path, name, categories):
    copy = tmp_path / Path(name).name
    copy.write_bytes((CASES / name).read_bytes())
    answer = gis.json("demand", copy)
    assert answer["categories"] == categories
    assert bool(answer["quarantine_file"]) == (not categories)
