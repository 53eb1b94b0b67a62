"""Layer files as GIS officers send them: whatever their program hides must still be read."""

import io
import json
from zipfile import ZipFile

import geopandas as gpd
import pytest
import shapely

from gis.ingest.importing import read_import
from gis.ingest.labelled_text import spoken
from tests.registers import communes, read

PLACE = ("Phường Đồng Hới", 17.47, 106.62)


def imported(data, name):
    if not isinstance(data, bytes):
        data = json.dumps(data, ensure_ascii=False).encode()
    return read_import(data, name, communes=communes())


def esri(*attributes, **more):
    point = {"x": 106.62, "y": 17.47}
    features = [{"attributes": own, "geometry": point} for own in attributes]
    return {"spatialReference": {"wkid": 4326}, "features": features} | more


@pytest.mark.parametrize(
    "fields", [{}, {"fields": []}, {"fields": [{"name": "TEN", "type": "esriFieldTypeString"}]}]
)
def test_attributes_of_esri_json_are_read_whatever_the_fields_say(fields):
    found = imported(
        esri(
            {"MA": "C1", "TEN": "Chợ", "status": None},
            {"MA": "C2", "TEN": "Ga", "status": None, "TinhTrang": "hỏng"},
            **fields,
        ),
        "c.json",
    )
    assert found.cameras["status"].tolist() == ["unknown", "broken"]
    assert found.cameras["name"].tolist() == ["Chợ", "Ga"]


class TestTwoHeadingsOfOneColumn:
    def test_each_row_takes_the_one_that_says_something(self):
        headings = ("Mã camera", "Xã, phường", "Vĩ độ", "Kinh độ", "Tình trạng", "Hiện trạng")
        found = read(
            ("C1", *PLACE, None, "Hỏng"),
            ("C2", *PLACE, "Tốt", None),
            ("C3", *PLACE, "Tốt", "Hỏng"),
            headings=headings,
        )
        assert found.cameras["status"].tolist() == ["broken", "working", "working"]

    def test_a_blank_column_of_a_canonical_name_never_wins(self):
        headings = (
            "camera_id",
            "Xã, phường",
            "lat",
            "lon",
            "status",
            "azimuth_deg",
            "repair_cost_vnd",
            "Tình trạng",
            "Hướng",
            "Kinh phí (triệu đồng)",
        )
        found = read(("C1", *PLACE, None, None, None, "Hỏng", "Đông", "1,5"), headings=headings)
        [camera] = found.cameras.to_dict("records")
        assert camera["status"] == "broken"
        assert camera["azimuth_deg"] == 90
        assert camera["repair_cost_vnd"] == 1_500_000

    def test_amounts_in_another_unit_are_not_mixed_in(self):
        headings = (
            "Mã camera",
            "Xã, phường",
            "Vĩ độ",
            "Kinh độ",
            "Kinh phí sửa chữa (đồng)",
            "Kinh phí sửa chữa (triệu đồng)",
        )
        found = read(("C1", *PLACE, 2_000_000, None), ("C2", *PLACE, None, 3), headings=headings)
        assert found.cameras["repair_cost_vnd"].tolist()[0] == 2_000_000
        assert found.cameras["repair_cost_vnd"].isna().tolist() == [False, True]
        assert any("(triệu đồng)" in f.message for f in found.findings)

    def test_a_bare_number_of_a_program_is_nobodys_code(self):
        headings = ("Mã camera", "id", "Xã, phường", "Vĩ độ", "Kinh độ")
        found = read(("C1", 1, *PLACE), (None, 2, *PLACE[:2], 106.621), headings=headings)
        assert "2" not in found.cameras["camera_id"].tolist()


@pytest.mark.parametrize(
    ("text", "fields", "rest"),
    [
        (
            "Hỏng: mất nguồn; hướng Đông; kinh phí 900 nghìn",
            [("status", "Hỏng: mất nguồn"), ("hướng", "Đông"), ("kinh phí", "900 nghìn")],
            "",
        ),
        ("Hỏng: 2", [("Hỏng", "2")], ""),
        ("Tình trạng: hỏng, Hướng: Đông Nam", [("Tình trạng", "hỏng"), ("Hướng", "Đông Nam")], ""),
        ("Kinh phí 12,5 triệu | gần chợ", [("Kinh phí", "12,5 triệu")], "gần chợ"),
        ("hướng về chợ", [], "hướng về chợ"),
        ("Ảnh chụp lúc 10:30", [], "Ảnh chụp lúc 10:30"),
        ("", [], ""),
    ],
)
def test_fields_named_within_a_text(text, fields, rest):
    assert spoken(text) == (fields, rest)


def kml(*marks, folder="Camera hỏng"):
    body = "".join(
        f"<Placemark><name>{name}</name>{inner}"
        "<Point><coordinates>106.62,17.47</coordinates></Point></Placemark>"
        for name, inner in marks
    )
    other = (
        "<Folder><name>Đang hoạt động</name><Placemark><name>Z</name>"
        "<Point><coordinates>106.61,17.47</coordinates></Point></Placemark></Folder>"
    )
    return (
        f"<kml><Document><Folder><name>{folder}</name>{body}</Folder>{other}</Document></kml>"
    ).encode()


class TestDescriptions:
    def test_a_table_is_read_beside_extended_data(self):
        data = '<ExtendedData><Data name="azimuth_deg"><value/></Data></ExtendedData>'
        table = "<![CDATA[<table><tr><td>Hướng</td><td>Đông Nam</td></tr></table>]]>"
        given = '<ExtendedData><Data name="azimuth_deg"><value>75</value></Data></ExtendedData>'
        found = imported(
            kml(("A", f"{data}<description>{table}</description>"), ("B", given)), "c.kml"
        )
        assert found.cameras["azimuth_deg"].tolist()[:2] == [135, 75]

    def test_a_sentence_names_state_part_direction_and_money(self):
        said = "<description>Hỏng: mất nguồn; hướng Đông; kinh phí 900 nghìn</description>"
        camera = imported(kml(("A", said)), "c.kml").cameras.iloc[0]
        assert (camera["status"], camera["fault_part"]) == ("broken", "power")
        assert (camera["azimuth_deg"], camera["repair_cost_vnd"]) == (90, 900_000)

    def test_a_folder_of_a_state_names_no_part(self):
        camera = imported(kml(("A", "")), "c.kml").cameras.iloc[0]
        assert (camera["status"], camera["fault_part"]) == ("broken", "")

    def test_a_waypoint(self):
        gpx = (
            '<gpx><wpt lat="17.47" lon="106.62"><name>A</name>'
            "<desc>Tình trạng: hỏng đầu ghi; hướng Tây</desc></wpt></gpx>"
        )
        camera = imported(gpx.encode(), "c.gpx").cameras.iloc[0]
        assert (camera["status"], camera["fault_part"]) == ("broken", "recorder")
        assert camera["azimuth_deg"] == 270


def layers(tmp_path, **tables):
    for name, (columns, shapes) in tables.items():
        table = gpd.GeoDataFrame(columns, geometry=shapes, crs="EPSG:4326")
        table.to_file(tmp_path / "l.gpkg", layer=name)
    return (tmp_path / "l.gpkg").read_bytes()


POINT = shapely.Point(106.62, 17.47)
LINE = shapely.LineString([(106.62, 17.47), (106.63, 17.48)])
CAMERAS = (
    {"ma": ["C1", "C2"], "tinhtrang": ["tốt", "hỏng"], "thietbi": ["TD1", None]},
    [POINT] * 2,
)


class TestLayersBesideTheCameras:
    @pytest.mark.parametrize(
        ("name", "columns", "kind"),
        [
            ("tu_dien", {"ma": ["TD1"], "ten": ["Tủ điện điều khiển"], "tt": ["hỏng"]}, "power"),
            ("lop2", {"ma": ["TD1"], "loai": ["Tủ nguồn"], "tinhtrang": ["hỏng"]}, "power"),
            ("dau_ghi", {"ma": ["TD1"], "ten": ["Đầu ghi chợ"]}, "recorder"),
            ("switch", {"ma": ["TD1"], "ten": ["Switch POE"]}, "switch"),
        ],
    )
    def test_equipment_is_known_by_its_names_and_cameras_hang_on_it(
        self, tmp_path, name, columns, kind
    ):
        data = layers(tmp_path, camera=CAMERAS, **{name: (columns, [POINT])})
        found = imported(data, "l.gpkg")
        assert found.cameras["camera_id"].tolist() == ["C1", "C2"]
        assert found.cameras["depends_on"].tolist() == ["TD1", ""]
        assert found.equipment[["equipment_id", "kind"]].to_numpy().tolist() == [["TD1", kind]]

    def test_lines_and_areas_without_codes_are_left_out_and_told(self, tmp_path):
        data = layers(
            tmp_path,
            camera=CAMERAS,
            tuyen_cap=({"ten": ["Tuyến"], "loai": ["cáp quang"]}, [LINE]),
            ranh=({"ten": ["Đồng Hới"]}, [POINT.buffer(0.1)]),
        )
        found = imported(data, "l.gpkg")
        assert (len(found.cameras), len(found.equipment), found.quarantined) == (2, 0, 0)
        assert {f.sheet for f in found.findings if f.sheet in ("tuyen_cap", "ranh")} == {
            "tuyen_cap",
            "ranh",
        }

    def test_cables_with_codes_stay_equipment(self, tmp_path):
        cables = ({"ma_thiet_bi": ["TC1"], "loai": ["cáp quang"]}, [LINE])
        found = imported(layers(tmp_path, camera=CAMERAS, cap=cables), "l.gpkg")
        assert found.equipment["equipment_id"].tolist() == ["TC1"]

    def test_lines_alone_are_still_told_row_by_row(self, tmp_path):
        found = imported(layers(tmp_path, camera=({"ten": ["A"]}, [LINE])), "l.gpkg")
        assert found.quarantined == 1


class TestObjectsInAttributes:
    def features(self, *properties):
        return {
            "type": "FeatureCollection",
            "features": [
                {
                    "type": "Feature",
                    "properties": own,
                    "geometry": {"type": "Point", "coordinates": [106.62, 17.47]},
                }
                for own in properties
            ],
        }

    def test_they_are_read_by_the_last_part_of_their_names(self):
        found = imported(
            self.features(
                {
                    "id": "A",
                    "thongTin": {"ten": "Chợ", "tinhTrang": "Hỏng", "nguyenNhan": "Sét"},
                    "kyThuat": {"huong": "Bắc", "ongKinh": {"tieuCu": 4}},
                },
                {
                    "id": "B",
                    "thongTin": {"ten": "Ga", "matKhau": "bimat1", "rtsp": "rtsp://a:b@c/1"},
                    "kyThuat": None,
                },
            ),
            "c.geojson",
        )
        first, second = found.cameras.to_dict("records")
        assert (first["name"], first["status"], first["cause"]) == ("Chợ", "broken", "weather")
        assert (first["azimuth_deg"], first["focal_mm"]) == (0, 4)
        assert second["name"] == "Ga"
        everything = found.cameras.to_json() + str(found.findings)
        assert "bimat1" not in everything
        assert "rtsp://" not in everything

    def test_two_of_one_last_part(self):
        found = imported(
            self.features(
                {"id": "A", "camera": {"ten": "Chợ"}, "donViQuanLy": {"ten": "Công an phường"}}
            ),
            "c.geojson",
        )
        [camera] = found.cameras.to_dict("records")
        assert (camera["name"], camera["custodian"]) == ("Chợ", "Công an phường")

    def test_a_value_with_its_code(self):
        row = {
            "ten": "Chợ",
            "viTri": {"lat": 17.47, "lng": 106.62},
            "trangThai": {"ma": 2, "ten": "Hỏng"},
            "loai": {"id": 7, "name": "PTZ"},
            "xa": {"code": "18880", "ten": "Phường Đồng Hới"},
        }
        for data, name in ([row], "c.json"), (self.features(row), "c.geojson"):
            [camera] = imported(data, name).cameras.to_dict("records")
            assert (camera["name"], camera["status"], camera["kind"]) == ("Chợ", "broken", "ptz")
            assert camera["commune_code"] == "18880"
            assert camera["camera_id"] not in ("2", "7", "18880")

    def test_texts_with_braces_stay_texts(self):
        found = imported(self.features({"id": "A", "ten": "{Chợ}"}), "c.geojson")
        assert found.cameras["name"].tolist() == ["{Chợ}"]


def test_the_layers_of_an_archive(tmp_path):
    packed = io.BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, data in (
            ("camera.geojson", {"type": "FeatureCollection", "features": []}),
            ("esri.json", esri({"MA": "C9", "TEN": "Chợ", "TinhTrang": "hỏng"}, fields=[])),
        ):
            archive.writestr(name, json.dumps(data))
    found = imported(packed.getvalue(), "l.zip")
    assert found.cameras["status"].tolist() == ["broken"]


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("Hướng Đông Nam", "Đông Nam"),
        ("Hướng đông bắc", "đông bắc"),
        ("hướng quan sát Tây Bắc", "Tây Bắc"),
        ("hướng Đông", "Đông"),
    ],
)
def test_a_direction_of_two_words_is_one_value(text, direction):
    [(_heading, value)], rest = spoken(text)
    assert value.endswith(direction)
    assert rest == ""
