"""Places as offices keep them: read as a list of cameras is, and what cannot be used comes back."""

import geopandas as gpd
import pytest
import shapely
from pyproj import Transformer

from gis.core.errors import FileError
from gis.core.findings import Severity
from gis.demand.categories import guess_category, read_category
from gis.demand.files import read_demand_file
from gis.demand.weights import read_weights
from gis.ingest.quarantine import workbook as returned
from tests.registers import communes, sheet_of, workbook

HEADINGS = ("STT", "Tên địa điểm", "Loại", "Vĩ độ", "Kinh độ")
MARKET = (1, "Chợ Đồng Hới", "chợ", 17.47, 106.62)


def listed(folder, *rows, headings=HEADINGS, name="dia-diem.xlsx", **options):
    path = folder / name
    path.write_bytes(workbook([headings, *rows]))
    return read_demand_file([path], communes(), **options)


def written(folder, text, name="dia-diem.csv", encoding="utf-8"):
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return read_demand_file([path], communes())


def errors(found):
    return [f for f in found.findings if f.severity is Severity.ERROR]


def test_a_workbook_of_places_is_read(tmp_path):
    found = listed(tmp_path, MARKET, (2, "THCS số 1", "Trường học", 17.48, 106.63))
    table = found.demand
    assert table["category"].tolist() == ["market", "school"]
    assert table["name"].tolist() == ["Chợ Đồng Hới", "THCS số 1"]
    assert [(p.x, p.y) for p in table.geometry] == [(106.62, 17.47), (106.63, 17.48)]
    assert table["demand_id"].is_unique
    assert errors(found) == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1258"])
def test_a_csv_with_semicolons_and_decimal_commas_in_any_encoding(tmp_path, encoding):
    # Windows' Vietnamese writes the tone as a mark of its own.
    text = "STT;Tên trường;Loại;Vĩ độ;Kinh độ\n1;THCS Bắc;Trường học;17,4744;106,6243\n"
    if encoding == "cp1258":
        text = "STT;Ten truong;Loai;Vi do;Kinh do\n1;THCS Bac;Truong hoc;17,4744;106,6243\n"
    found = written(tmp_path, text, encoding=encoding)
    [row] = found.demand.to_dict("records")
    assert row["category"] == "school"
    assert (row["geometry"].x, row["geometry"].y) == (106.6243, 17.4744)


def test_own_columns_with_semicolons_and_a_weight_with_a_comma(tmp_path):
    text = "demand_id;category;name;weight;lat;lon\nS1;school;THCS;1,5;17,4574;106,6243\n"
    [row] = written(tmp_path, text).demand.to_dict("records")
    assert (row["demand_id"], row["weight"]) == ("S1", 1.5)


def test_titles_totals_and_signatures_are_no_places(tmp_path):
    rows = [HEADINGS, MARKET, ("", "Tổng cộng", "", "", ""), ("", "Người lập biểu", "", "", "")]
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook([("DANH SÁCH ĐỊA ĐIỂM", "", "", "", ""), *rows]))
    assert read_demand_file([path], communes()).demand["name"].tolist() == ["Chợ Đồng Hới"]


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Trường học", "school"),
        ("trường mầm non", "school"),
        ("THPT", "school"),
        ("TRUONG TIEU HOC", "school"),
        ("chợ", "market"),
        ("Siêu thị", "market"),
        ("nút giao", "junction"),
        ("Ngã tư", "junction"),
        ("Vòng xuyến", "junction"),
        ("Trạm y tế", "hospital"),
        ("Bệnh viện", "hospital"),
        ("UBND", "office"),
        ("Trụ sở công an xã", "office"),
        ("cầu", "bridge"),
        ("Bến xe", "station"),
        ("Ga", "station"),
        ("Cửa khẩu", "border_gate"),
        ("Quốc lộ", "road_national"),
        ("đường tỉnh", "road_provincial"),
        ("đường thôn", "road_hamlet"),
        ("school", "school"),
        ("nút giao trên quốc lộ", "junction_national"),
        ("border_gate", "border_gate"),
        ("điểm đen", "điểm đen"),
    ],
)
def test_words_for_kinds_of_places(text, category):
    assert read_category(text) == category


@pytest.mark.parametrize(
    ("name", "category"),
    [
        ("Trường THPT Gio Linh", "school"),
        ("Chợ Cầu", "market"),
        ("Ngã tư Cầu", "junction"),
        ("Cầu Trúc Khê", "bridge"),
        ("UBND xã Gio Mỹ", "office"),
        ("Trạm y tế xã", "hospital"),
        ("Cổng chợ", "market"),
        ("Đường Trường Chinh", "road_commune"),
        ("Công ty A", ""),
        ("Câu lạc bộ", ""),
        ("Cho thuê xe", ""),
        ("Truong Sa", ""),
        ("Cho Cau", "market"),
    ],
)
def test_the_name_tells_the_kind(name, category):
    assert guess_category(name) == category


def test_every_kind_that_words_tell_has_a_weight():
    kinds = {guess_category(name) for name in ("trường", "chợ", "cầu", "ngã ba", "ubnd", "ql 1")}
    assert kinds <= set(read_weights().index)


def test_without_a_column_the_kind_is_told_from_the_name_or_asked_for(tmp_path):
    rows = [("Chợ Cộn", 17.47, 106.62), ("Công ty A", 17.46, 106.61)]
    found = listed(tmp_path, *rows, headings=("Địa điểm", "Vĩ độ", "Kinh độ"))
    assert found.demand["category"].tolist() == ["market"]
    [error] = errors(found)
    assert error.row == 3
    assert "Loại" in error.suggestion
    back = returned(found.quarantine, found.findings)
    assert sheet_of(back)["Địa điểm"].tolist() == ["Công ty A"]


def test_a_list_of_schools_is_one_by_its_heading(tmp_path):
    found = listed(tmp_path, ("Bắc Lý", 17.47, 106.62), headings=("Tên trường", "Vĩ độ", "Kinh độ"))
    assert found.demand["category"].tolist() == ["school"]


BAD = {
    "outside": (9, "Chợ Hà Nội", "chợ", 21.0, 105.8),
    "swapped": (9, "Chợ", "chợ", 106.62, 17.47),
    "unreadable": (9, "Chợ", "chợ", "trước cổng", "106.62"),
    "no position": (9, "Chợ", "chợ", None, None),
    "impossible": (9, "Chợ", "chợ", 200, 106.62),
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_a_place_that_cannot_be_where_it_says_comes_back(tmp_path, bad):
    found = listed(tmp_path, MARKET, bad)
    assert found.demand["name"].tolist() == ["Chợ Đồng Hới"]
    assert {f.row for f in errors(found)} == {3}
    assert [sheet.cells.index.tolist() for sheet in found.quarantine] == [[3]]
    assert all(f.suggestion for f in errors(found))


def test_metres_are_weighed_and_taken_once_their_system_is_chosen(tmp_path):
    east, north = Transformer.from_crs(4326, 9212, always_xy=True).transform(106.62, 17.47)
    row = ("Chợ Đồng Hới", "Phường Đồng Hới", north, east)
    headings = ("Tên", "Xã", "X", "Y")
    found = listed(tmp_path, row, headings=headings)
    assert found.demand.empty
    assert found.readings is not None
    found = listed(tmp_path, row, headings=headings, crs="EPSG:9212")
    assert found.demand.geometry.iloc[0].distance(shapely.Point(106.62, 17.47)) < 1e-6


def test_the_same_list_again_has_the_same_ids_and_a_moved_place_keeps_its_own(tmp_path):
    first = listed(tmp_path, MARKET, MARKET).demand["demand_id"]
    assert first.is_unique
    assert first.equals(listed(tmp_path, MARKET, MARKET).demand["demand_id"])
    moved = listed(tmp_path, (*MARKET[:3], 17.471, 106.62)).demand["demand_id"]
    assert moved.tolist() == first.tolist()[:1]


def test_an_id_that_stands_twice_comes_back(tmp_path):
    row = ("Chợ", 17.47, 106.62)
    found = listed(tmp_path, ("C1", *row), ("C1", *row), headings=("Mã", "Tên", "Vĩ độ", "Kinh độ"))
    assert found.demand["demand_id"].tolist() == ["C1"]
    assert [f.row for f in errors(found)] == [3]


def test_all_layers_of_a_geopackage_are_read_and_surfaces_count_at_a_point_inside(tmp_path):
    path = tmp_path / "lop.gpkg"
    square = shapely.box(106.61, 17.46, 106.62, 17.47)
    line = shapely.LineString([(106.61, 17.46), (106.63, 17.48)])
    for layer, name, shape in (("a", "Trường A", square), ("b", "QL1", line)):
        gpd.GeoDataFrame({"ten": [name]}, geometry=[shape], crs=4326).to_file(path, layer=layer)
    found = read_demand_file([path], communes())
    assert found.demand["category"].tolist() == ["school", "road_national"]
    point, road = found.demand.geometry
    assert square.contains(point)
    assert road.equals(line)


def test_kml_of_places_is_read(tmp_path):
    mark = "<Placemark><name>Chợ</name><Point><coordinates>106.62,17.47</coordinates></Point>"
    text = (
        f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{mark}</Placemark></Document></kml>'
    )
    found = written(tmp_path, text, name="a.kml")
    assert found.demand["category"].tolist() == ["market"]


def test_what_is_no_list_of_places_is_told(tmp_path):
    with pytest.raises(FileError, match="Tên địa điểm"):
        written(tmp_path, "a;b\n1;2\n")
