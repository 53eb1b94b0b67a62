"""Registers in every format there is a reader for, each file made here, and those of no use."""

import contextlib
import io
import random
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from openpyxl import load_workbook

from gis.core.errors import FileError
from gis.core.findings import Severity
from gis.core.language import use_language
from gis.export.xlsform import xlsform
from gis.ingest.formats.readers import READERS
from gis.ingest.headings.headers import name_columns
from gis.ingest.importing import read_import
from tests.ingest.formats_table import (
    CAMERAS,
    FORMATS,
    collection,
    dumped,
    kml,
    objects,
    packed,
    rows,
    tags,
    written,
    xls,
    xlsx,
)
from tests.registers import communes

METRES = 1e-5


def imported(data, name, **options):
    return read_import(data, name, communes=communes(), **options)


def by_name(found, names):
    return found.cameras.set_index("name").reindex(names)


@pytest.mark.parametrize("each", FORMATS, ids=lambda f: f"{f.name}: {f.reads}")
def test_a_format(each):
    found = imported(each.make(), each.name, crs=each.crs)
    assert (found.accepted, found.quarantined, found.not_located) == (3, 0, 0)
    cameras = found.cameras.sort_values("lon", key=lambda lon: lon.round(4))
    wanted = sorted(CAMERAS, key=lambda row: row[2])
    assert cameras["lon"].tolist() == pytest.approx([row[2] for row in wanted], abs=METRES)
    assert cameras["lat"].tolist() == pytest.approx([row[3] for row in wanted], abs=METRES)
    if each.codes:
        assert cameras["camera_id"].tolist() == [row[0] for row in wanted]
        assert [n.casefold() for n in cameras["name"]] == [row[1].casefold() for row in wanted]
    if each.directions:
        assert cameras["azimuth_deg"].tolist() == [row[4] for row in wanted]
    if each.codes and each.directions:
        states = ["broken" if row[5] == "Hư hỏng" else "working" for row in wanted]
        assert cameras["status"].tolist() == states


@pytest.mark.parametrize("each", FORMATS, ids=lambda f: f"{f.name}: {f.reads}")
def test_a_format_under_a_wrong_name(each):
    data = each.make()
    for ending in (".dat", ".csv", ".json", ".xlsx", ".zip"):
        if ending in (".json", ".zip") and each.crs != "auto":
            continue
        found = imported(data, f"a{ending}", crs=each.crs)
        assert found.accepted == 3, ending


def test_the_endings_read_are_those_shown():
    shown = {ending for each in FORMATS for ending in each.endings.split()}
    unshown = {".shp", ".dbf", ".tab", ".mif", ".xlsb", ".pbf", ".geoparquet"}
    assert shown | unshown >= set(READERS)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
NO_LISTS = {
    "a.pdf": (b"%PDF-1.7\n\x00", "văn bản"),
    "danh-sach.xlsx": (b"%PDF-1.4\n", "văn bản"),
    "a.docx": (packed({"word/document.xml": "<w/>", "[Content_Types].xml": "<t/>"}), "văn bản"),
    "a.doc": (OLE + "WordDocument".encode("utf-16-le"), "văn bản"),
    "a.odt": (packed({"mimetype": "application/vnd.oasis.opendocument.text"}), "văn bản"),
    "a.rtf": (b"{\\rtf1\\ansi", "văn bản"),
    "a.jpg": (b"\xff\xd8\xff\xe0\0\x10JFIF", "ảnh"),
    "a.png": (b"\x89PNG\r\n\x1a\n", "ảnh"),
    "a.rar": (b"Rar!\x1a\x07\x01\0", "nén"),
    "a.7z": (b"7z\xbc\xaf\x27\x1c\0\x04", "nén"),
    "a.qgz": (packed({"du-an.qgs": "<qgis/>"}), "QGIS"),
    "a.qgs": (b"<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n<qgis/>", "QGIS"),
    "a.dwg": (b"AC1032\0\0\0", "AutoCAD"),
    "a.mdb": (b"\0\1\0\0Standard Jet DB\0", "Access"),
    "a.xlsx": (OLE + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
    "a.geojson": (b"version https://git-lfs.github.com/spec/v1\noid sha256:1\n", "Git LFS"),
    "a.mht": (b"MIME-Version: 1.0\nContent-Type: text/html", "trang web"),
    "b.xls": (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "XML"),
    "a.shp": (b"\0\0\x27\x0a\0", r"\.zip"),
    "a.tab": (b"!table\n!version 300", r"\.zip"),
    "pictures.zip": (packed({"1.jpg": b"\xff\xd8\xff", "2.jpg": b"\xff\xd8\xff"}), "nén"),
    "broken.json": (b'{"a": [1, 2', "JSON"),
    "config.json": (b"[1, 2, 3]", "JSON"),
    "page.html": (b"<html><body>xin chao</body></html>", "không có bảng"),
    "empty.gpx": (b"<gpx><trk/></gpx>", "waypoint"),
    "nothing.bin": (b"\x01\x02\x03\x04", "loại tệp"),
}


@pytest.mark.parametrize("name", NO_LISTS)
def test_a_file_that_is_no_list_is_named_as_what_it_is(name):
    data, words = NO_LISTS[name]
    with pytest.raises(FileError, match=words) as error:
        imported(data, name)
    assert str(error.value).startswith(name)


def test_a_packed_file_with_a_password():
    data = bytearray(packed({"a.xlsx": xlsx()}))
    # The flag of encryption, in the member's head and in the directory.
    data[6] |= 1
    data[data.index(b"PK\1\2") + 8] |= 1
    with pytest.raises(FileError, match="mật khẩu"):
        imported(bytes(data), "a.zip")


def test_a_file_that_only_names_others_is_never_opened(tmp_path):
    secret = tmp_path / "secret.geojson"
    secret.write_bytes(written("GeoJSON", ".geojson"))
    vrt = f"<OGRVRTDataSource><OGRVRTLayer name='secret'><SrcDataSource>{secret}</SrcDataSource>"
    vrt += "</OGRVRTLayer></OGRVRTDataSource>"
    pipeline = {"type": "gdal_streamed_alg", "command_line": f"gdal vector read {secret}"}
    tab = f'!table\n!version 300\nDefinition Table\nType LINKED\n"{vrt}"'
    for data, name in [
        (vrt.encode(), "a.gml"),
        (vrt.encode(), "a.kml"),
        (dumped(pipeline), "a.json"),
        (packed({"a.mif": "Version 300\n" + vrt, "a.mid": ""}), "a.zip"),
        (packed({"a.tab": tab, "a.dat": ""}), "a.zip"),
        (packed({"a.shp": vrt, "a.dbf": ""}), "a.zip"),
        (packed({"b.gdb/a00000001.gdbtable": vrt, "b.gdb/../../x.vrt": vrt}), "a.zip"),
    ]:
        with pytest.raises(FileError):
            imported(data, name)


def test_several_points_and_other_shapes_are_told():
    points = shapely.MultiPoint([CAMERAS[0][2:4], CAMERAS[1][2:4]])
    line = shapely.LineString([CAMERAS[0][2:4], CAMERAS[1][2:4]])
    found = imported(collection(points, line, shapely.Point(CAMERAS[2][2:4])), "a.geojson")
    assert (found.accepted, found.quarantined) == (1, 2)
    told = [f.message for f in found.findings if f.row]
    assert len(told) == 2
    assert all("cần đúng một điểm" in message for message in told)


# --- KML ---------------------------------------------------------------------------------------


def mark(inner, geometry=""):
    lon, lat = CAMERAS[0][2:4]
    place = geometry or f"<Point><coordinates>{lon},{lat}</coordinates></Point>"
    return f"<Placemark><name>Chợ</name>{inner}{place}</Placemark>"


def test_folders_say_commune_and_place_but_not_the_document():
    body = (
        "<Folder><name>Phường Đồng Hới</name><Folder><name>Tổ dân phố 3</name>"
        f"{mark('')}</Folder></Folder>"
    )
    [camera] = imported(kml(body), "a.kml").cameras.to_dict("records")
    assert camera["declared_commune"] == "Phường Đồng Hới"
    assert "Camera" not in str(camera["address"])


def test_lines_of_a_description_are_fields_when_their_heading_is_known():
    body = mark("<description>Tình trạng: Hư hỏng<br/>Hướng: 90&lt;br&gt;đã báo xã</description>")
    [camera] = imported(kml(body.replace("<br/>", "&lt;br&gt;")), "a.kml").cameras.to_dict(
        "records"
    )
    assert (camera["status"], camera["azimuth_deg"]) == ("broken", 90)
    assert camera["note"] == "đã báo xã"


def test_a_point_with_its_cone_is_the_point_and_a_track_of_one_place_too():
    lon, lat = CAMERAS[0][2:4]
    cone = (
        f"<MultiGeometry><Point><coordinates>{lon},{lat}</coordinates></Point><Polygon/>"
        "</MultiGeometry>"
    )
    track = f"<gx:Track><gx:coord>{lon} {lat} 0</gx:coord></gx:Track>"
    for shape in (cone, track):
        found = imported(kml(mark("", shape)), "a.kml")
        assert found.cameras[["lon", "lat"]].to_numpy().tolist() == [[lon, lat]]


def test_a_heading_of_zero_is_no_direction():
    for heading, direction in (("0", None), ("-0.000", None), ("270.5", 270.5)):
        [found] = imported(
            kml(mark(f"<LookAt><heading>{heading}</heading></LookAt>")), "a.kml"
        ).cameras["azimuth_deg"]
        assert (None if pd.isna(found) else found) == direction


def test_a_field_goes_by_what_it_is_shown_as_when_its_name_says_nothing():
    field = '<Data name="f1"><displayName>Mã camera</displayName><value>C9</value></Data>'
    found = imported(kml(mark(f"<ExtendedData>{field}</ExtendedData>")), "a.kml")
    assert found.cameras["camera_id"].tolist() == ["C9"]


def test_links_to_other_files_are_told():
    found = imported(kml(mark("") + "<NetworkLink><Link/></NetworkLink>"), "a.kml")
    assert any("liên kết" in f.message for f in found.findings)


def test_entities_of_a_few_letters_are_read():
    head = '<!DOCTYPE kml [<!ENTITY nbsp "&#160;"><!ENTITY noi "Đồng Hới">]>'
    data = (
        kml(mark("<address>chợ&nbsp;&noi;</address>")).decode().replace("?><kml", f"?>{head}<kml")
    )
    [address] = imported(data.encode(), "a.kml").cameras["address"]
    assert address == "chợ Đồng Hới"


def test_a_long_description_of_signs_takes_no_longer_than_its_length():
    for signs in ("<", "<td", "&lt;"):
        body = mark(f"<description><![CDATA[{signs * 200_000}]]></description>")
        assert imported(kml(body), "a.kml").accepted == 1


# --- OpenStreetMap -----------------------------------------------------------------------------


def overpass(*each):
    elements = [
        {"type": "node", "id": i, "lat": 17.47, "lon": 106.62 + i / 1000, "tags": t}
        for i, t in enumerate(each)
    ]
    return dumped({"version": 0.6, "elements": elements})


def test_lists_in_a_tag_and_what_is_left_out():
    kinds = ("camera;ALPR", "ALPR; gunshot_detector", "guard", "camera")
    found = imported(overpass(*(tags(0) | {"surveillance:type": k} for k in kinds)), "a.json")
    assert found.cameras["kind"].fillna("").tolist() == ["anpr", "anpr", ""]
    [notice] = [f for f in found.findings if "guard" in f.message]
    assert notice.severity is Severity.NOTICE


@pytest.mark.parametrize(
    ("written", "metres"),
    [("16'4\"", 4.98), ("10 ft", 3.05), ("5 m", 5), ("5 metres", 5), ("4.5", 4.5), ("6'", 1.83)],
)
def test_heights_in_feet_and_metres(written, metres):
    found = imported(overpass(tags(0) | {"height": written}), "a.json")
    assert found.cameras["height_m"].tolist() == pytest.approx([metres], abs=0.005)


def test_the_first_direction_that_can_be_read():
    each = tags(0) | {"camera:direction": "forward", "direction": "135"}
    assert imported(overpass(each), "a.json").cameras["azimuth_deg"].tolist() == [135]


# --- VN-2000 that a program calls WGS 84 -------------------------------------------------------


@pytest.mark.parametrize("ending", [".tab", ".mif"])
def test_a_zone_of_three_degrees_on_wgs_84_is_no_system_there_is(ending):
    """MapInfo has no VN-2000: what it writes would lie 200 m off without a word."""
    try:
        found = imported(written("MapInfo File", ending, crs=9212), "a.zip")
    except FileError:
        return
    for camera in found.cameras.dropna(subset="lon").to_dict("records"):
        [place] = [row[2:4] for row in CAMERAS if row[0] == camera["camera_id"]]
        assert (camera["lon"], camera["lat"]) == pytest.approx(place, abs=METRES)


# --- headings as programs write them -----------------------------------------------------------


def test_the_columns_of_another_program_never_win():
    text = "_id,_status,@id,fid,Mã camera,Tình trạng,_vi_tri_latitude,_vi_tri_longitude,vi_tri\n"
    text += "501,submitted_via_web,node/1,7,C1,Hư hỏng,17.47,106.62,17.47 106.62 0 0\n"
    [camera] = imported(text.encode(), "a.csv").cameras.to_dict("records")
    assert (camera["camera_id"], camera["status"]) == ("C1", "broken")
    assert (camera["lat"], camera["lon"], camera["address"]) == (17.47, 106.62, "")


@pytest.mark.parametrize(
    "heading",
    [
        "nhom_chung/ma_camera",
        "Nhóm chung - Mã camera",
        "nhom_chung-ma_camera",
        "MaCamera",
        "MACAMERA",
        "Ma_Camera",
        "maCam",
        "thong_tin/MaCam",
    ],
)
def test_headings_of_programs(heading):
    text = f"{heading},nhom/ten_camera,VI_DO,KinhDo\nC7,Chợ,17.47,106.62\n"
    [camera] = imported(text.encode(), "a.csv").cameras.to_dict("records")
    assert (camera["camera_id"], camera["name"], camera["lat"]) == ("C7", "Chợ", 17.47)


CUT = {
    "ViTriLapDa": "address",
    "KinhPhiSua": "repair_cost_vnd",
    "Tam_quan_s": "range_m",
    "don_vi_qua": "custodian",
    "nguyen_nha": "cause",
    "huong_quan": "azimuth_deg",
    "LOAI_CAMER": "kind",
    "DonViQL": "custodian",
    "NgayLD": "installed_on",
    "NguonVon": "origin",
    "nguon_kinh": "origin",
    "BoPhanHong": "fault_part",
    "MatKhau": "private",
    "DIENTHOAI": "private",
    "declared_c": "declared_commune",
    "POINT_X": "y",
    "HangSX": "note",
    "abcdefghij": "",
}


@pytest.mark.parametrize("heading", CUT)
def test_headings_of_ten_letters(heading):
    assert name_columns((heading,)).headings[0].column == CUT[heading]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_labels_of_the_own_phone_form_are_known(language):
    use_language(language)
    try:
        nobody = pd.DataFrame(columns=["camera_id", "name", "confidentiality"])
        book = load_workbook(io.BytesIO(xlsform(nobody, "X")))
    finally:
        use_language("vi")
    questions = list(book["survey"].iter_rows(min_row=2, min_col=2, max_col=3, values_only=True))
    named = name_columns([str(label) for _name, label in questions])
    roles = {"gps": "position", "known": "ordinal", "more": "ordinal"}
    assert [h.column for h in named.headings] == [roles.get(n, n) for n, _label in questions]


def test_columns_of_odk_central():
    text = (
        "SubmissionDate,nhom-ma_camera,nhom-tinh_trang,vi_tri-Latitude,vi_tri-Longitude,"
        "vi_tri-Accuracy,meta-instanceID,KEY,SubmitterName,Status\n"
        "2025-11-20,C1,Hư hỏng,17.47,106.62,4,uuid:1,uuid:1,canbo,hasIssues\n"
    )
    [camera] = imported(text.encode(), "a.csv").cameras.to_dict("records")
    assert (camera["camera_id"], camera["status"], camera["lat"]) == ("C1", "broken", 17.47)


def test_the_id_that_a_program_numbers_by_is_weaker_than_a_code():
    text = "Id,Tên,MaCamera,lat,lon\n0,Chợ,C1,17.47,106.62\n"
    assert imported(text.encode(), "a.csv").cameras["camera_id"].tolist() == ["C1"]


# --- JSON --------------------------------------------------------------------------------------


def test_what_stands_around_a_list_is_no_camera_s_but_what_it_is_listed_under_is():
    site = {"name": "Chợ Đồng Hới", "address": "Phố 1", "cameras": objects()}
    found = imported(dumped({"count": 2, "name": "api", "sites": [site]}), "a.json")
    assert len(found.cameras) == 3
    assert set(found.cameras["address"]) == {"Phố 1"}
    assert all("Chợ Đồng Hới" in name for name in found.cameras["name"])
    assert not any("api" in name for name in found.cameras["name"])


def test_a_point_of_a_database_is_a_position():
    camera = {"ma": "C1", "loc": {"type": "Point", "coordinates": [106.62, 17.47]}}
    [found] = imported(dumped([camera, camera | {"ma": "C2"}]), "a.json").cameras.to_dict(
        "records"
    )[:1]
    assert (found["lon"], found["lat"]) == (106.62, 17.47)


def test_a_field_named_coordinates_is_one_field():
    for pair in ([106.62, 17.47], [17.47, 106.62]):
        camera = {"ma": "C1", "coordinates": pair, "name": "Chợ"}
        [found] = imported(dumped([camera]), "a.json").cameras.to_dict("records")
        assert (found["name"], found["lon"], found["lat"]) == ("Chợ", 106.62, 17.47)


def test_deep_json_is_an_error_and_no_crash():
    for data in (b"[" * 200_000, b'{"a":' * 50_000, b"[" * 500 + b"]" * 500):
        with pytest.raises(FileError):
            imported(data, "a.json")


# --- archives and limits -----------------------------------------------------------------------


def test_of_an_archive_the_sound_files_are_read_and_the_others_told():
    data = packed({"a.xlsx": xlsx(), "b.json": b"{", "c.jpg": b"\xff\xd8\xff"})
    found = imported(data, "a.zip")
    assert found.accepted == 3
    [told] = [f for f in found.findings if "b.json" in f.message]
    assert told.severity is Severity.WARNING


@pytest.mark.parametrize("each", FORMATS, ids=lambda f: f"{f.name}: {f.reads}")
def test_damaged_files_give_findings_or_a_clear_error(each):
    chance, sound = random.Random(each.reads), each.make()
    for _turn in range(8):
        data = bytearray(sound)
        for _change in range(chance.randint(1, 6)):
            at = chance.randrange(len(data))
            data[at : at + chance.randint(0, 9)] = chance.randbytes(chance.randint(0, 5))
        if chance.random() < 0.3:
            del data[chance.randrange(len(data)) :]
        try:
            found = imported(bytes(data), each.name)
        except FileError:
            continue
        assert found.rows == found.accepted + found.quarantined


def test_an_old_workbook_cut_short_is_an_error():
    sound = xls()
    for length in range(513, len(sound), 211):
        with contextlib.suppress(FileError):
            imported(sound[:length], "a.xls")


def test_an_archive_of_very_many_files_is_refused():
    with pytest.raises(FileError, match="100"):
        imported(packed({f"{i}.csv": rows() for i in range(101)}), "a.zip")


def test_rows_of_ever_other_fields_are_refused():
    with pytest.raises(FileError, match="512"):
        imported(dumped([{f"a{i}": i} for i in range(2000)]), "a.json")


def test_folders_in_folders_without_end():
    depth = 50_000
    deep = "<Folder>" * depth + mark("") + "</Folder>" * depth
    assert imported(kml(deep), "a.kml").accepted == 1


@pytest.mark.parametrize("start", ["BM", "PK", "AC10", "fgb", "BZh", "Rar!", "GIF"])
def test_a_table_may_begin_with_any_letters(start):
    text = f"{start};Mã camera;Vĩ độ;Kinh độ\n1;C1;17.47;106.62\n"
    assert imported(text.encode(), "a.csv").accepted == 1


# --- the cases beside the project --------------------------------------------------------------

CASES = Path(__file__).resolve().parents[2] / ".." / "shared" / "cases"
FOUR = {
    "C1": (106.6217, 17.4681, 45),
    "C2": (106.6290, 17.4632, 120),
    "C3": (107.0950, 16.8180, 200),
    "C4": (107.1000, 16.8060, 300),
}
HALF_METRE = 5e-6
SURVEYED = [
    ("QT-18880-0001", "broken", 135),
    ("QT-18880-0002", "working", 90),
    (None, "working", 0),
]
NAMES = {
    "Ngã tư Lý Thường Kiệt": "C1",
    "Chợ Đồng Hới": "C2",
    "UBND phường Đông Hà": "C3",
    "Cổng trường THPT": "C4",
}
# Of the layers that hold other than the four: how many cameras, how many returned.
OTHER = {
    "02_null_geom.geojson": (2, 0),
    "04_multipoint2.geojson": (0, 1),
    "08_feature.geojson": (1, 0),
    "09_geomcollection.geojson": (1, 0),
    "14_polygon.geojson": (0, 4),
    "18_nan.geojson": (0, 1),
    "20_multi.gpkg": (5, 0),
    "59_track.kml": (1, 0),
    "b1_styles.gpkg": (1, 0),
    "c1_tcvn3_cpg88591.zip": (3, 0),
    "c2_tcvn3_nocpg.zip": (3, 0),
    "d1_list.geojson": (1, 0),
}
# What these are about is tested where it is done: coordinates, communes, places.
ELSEWHERE = (
    "07",
    "80",
    "13",
    "17",
    "24",
    "34",
    "7",
    "91",
    "92",
    "coast",
    "names",
    "dbf",
    "e",
    "rt",
    "b1",
    "d1",
)
LAYERS = sorted(p.name for p in (CASES / "gis").glob("*") if not p.name.startswith(ELSEWHERE))


@pytest.fixture(scope="module")
def province():
    table = gpd.read_file(CASES.parent / "data" / "quang_tri_communes.gpkg")
    table.attrs["source"] = "official"
    return table


@pytest.mark.skipif(not CASES.is_dir(), reason="the cases are not beside the project")
@pytest.mark.parametrize("name", LAYERS)
def test_layers_as_programs_write_them(name, province):
    found = read_import(CASES / "gis" / name, communes=province)
    assert (found.accepted, found.quarantined) == OTHER.get(name, (4, 0))
    placed = found.cameras[found.cameras["lon"].notna()]
    for camera in placed.to_dict("records"):
        place = (camera["lon"], camera["lat"])
        [code] = [c for c, four in FOUR.items() if place == pytest.approx(four[:2], abs=HALF_METRE)]
        assert NAMES.get(camera["name"], code) == code
        assert pd.isna(camera["azimuth_deg"]) or camera["azimuth_deg"] == FOUR[code][2]
        assert camera["status"] in ("working", "unknown")
        assert "?" in camera["name"] or camera["name"].casefold() in {
            "",
            "chợ đồng hới",
            "trụ sở uỷ ban phường",
            *map(str.casefold, NAMES),
        }
    if name[:2] in ("01", "03", "05", "06", "10", "21", "30", "31", "35", "39", "40", "50", "60"):
        assert set(found.cameras["status"]) == {"working"}
        assert found.cameras["azimuth_deg"].notna().all()


@pytest.mark.skipif(not CASES.is_dir(), reason="the cases are not beside the project")
@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("01_kobo_labels_own_form/kobo_labels.csv", SURVEYED),
        ("01_kobo_labels_own_form/kobo_xml_passes.csv", SURVEYED),
        (
            "07_osm_type_lists/overpass.json",
            [("osm-n1", "unknown", 10), ("osm-n2", "unknown", 10), ("osm-n4", "unknown", 10)],
        ),
        ("09_dbf_without_cpg/layer.zip", [("C1", "broken", 90), ("C2", "working", 180)]),
        ("19_other_json/a2_esri.json", [(None, "broken", 0), (None, "working", 0)]),
        ("19_other_json/a2_esri_mercator.json", [(None, "broken", 0), (None, "working", 0)]),
        ("19_other_json/a3_list.json", [("C1", "working", 90), ("C2", "broken", 180)]),
        ("19_other_json/a3_wrapped.json", [("C1", "unknown", 90), ("C2", "unknown", 180)]),
        ("19_other_json/a7_nd.geojson", [(None, "broken", 0), (None, "broken", 0)]),
        ("19_other_json/a8.gpx", [(None, None, 0), (None, "unknown", 0)]),
        ("21_arcgis_kml_table/a9_arcgis.kml", [("C1", "broken", 90)]),
        ("26_kobo_any_form/groups_in_headings.csv", [("C1", "broken", 0), ("C2", "working", 0)]),
        ("26_kobo_any_form/labels.csv", [("C1", "broken", 0), ("C2", "working", 0)]),
    ],
)
def test_files_of_the_field(name, wanted, province):
    found = read_import(CASES / "field" / name, communes=province)
    assert (found.accepted, found.quarantined, found.not_located) == (len(wanted), 0, 0)
    for camera, (code, status, direction) in zip(
        found.cameras.to_dict("records"), wanted, strict=True
    ):
        assert code in (None, camera["camera_id"])
        assert status in (None, camera["status"])
        assert (0 if pd.isna(camera["azimuth_deg"]) else camera["azimuth_deg"]) == direction
