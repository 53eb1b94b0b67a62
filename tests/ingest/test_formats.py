"""Registers in the formats and the writing of their makers, each with answers known by hand."""

import io
import json
import subprocess
import zipfile

import geopandas as gpd
import osmium
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gis.core.errors import FileError
from gis.core.findings import Severity
from gis.ingest.formats.legacy_text import legacy_code, tcvn3, vni
from gis.ingest.importing import read_import
from gis.ingest.positions.coordinates import read_angle, read_pair
from tests.registers import AT_DONG_HOI, communes, read, workbook
from tests.system import missing

LAT, LON = AT_DONG_HOI
NAMES = ["Chợ Đồng Hới", "Trường tiểu học Hải Đình", "Ngã tư Bưu điện", "Cầu Nhật Lệ", "Ủy ban"]


def only(found):
    [camera] = found.cameras.to_dict("records")
    return camera


def archive(**files):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name.replace("__", "."), content)
    return file.getvalue()


def kml(body, head=""):
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}'
        f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{body}</Document></kml>'
    ).encode()


MARK = (
    "<Placemark><name>Chợ Đồng Hới</name><description><![CDATA[<b>hướng</b> ra chợ]]></description>"
    '<ExtendedData><Data name="Tình trạng"><value>hư hỏng</value></Data>'
    '<SchemaData><SimpleData name="Mã camera">C1</SimpleData></SchemaData></ExtendedData>'
    f"<Point><coordinates>{LON},{LAT},0</coordinates></Point></Placemark>"
)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.kml", kml(MARK)),
        ("a.kml", kml(f"<Folder>{MARK}</Folder>")),
        ("a.kmz", archive(doc__kml=kml(MARK), icon__png=b"x")),
    ],
)
def test_placemarks(name, data):
    camera = only(read_import(data, name, communes=communes()))
    assert (camera["camera_id"], camera["name"], camera["status"]) == (
        "C1",
        "Chợ Đồng Hới",
        "broken",
    )
    assert (camera["lat"], camera["lon"], camera["note"]) == (LAT, LON, "hướng ra chợ")


def test_a_placemark_that_is_a_line_is_returned():
    line = "<Placemark><name>A</name><LineString><coordinates>1,2 3,4</coordinates></LineString>"
    found = read_import(kml(MARK + line + "</Placemark>"), "a.kml", communes=communes())
    assert (found.accepted, found.quarantined) == (1, 1)


XXE = '<!DOCTYPE kml [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
_TENFOLD = (f'<!ENTITY {chr(98 + i)} "{("&" + chr(97 + i) + ";") * 10}">' for i in range(9))
LAUGHS = f"<!DOCTYPE kml [<!ENTITY a 'ha'>{''.join(_TENFOLD)}]>"


@pytest.mark.parametrize("head", [XXE, LAUGHS, "<!DOCTYPE kml>"])
def test_documents_with_entities_are_refused(head):
    body = MARK.replace("Chợ Đồng Hới", "&x;&j;")
    with pytest.raises(FileError, match=r"a\.kml"):
        read_import(kml(body, head), "a.kml", communes=communes())


@pytest.mark.parametrize("ending", ["kmz", "zip", "xlsx"])
def test_a_zip_bomb_is_refused_unpacked(ending):
    name = {"kmz": "doc__kml", "zip": "a__shp", "xlsx": "xl/workbook__xml"}[ending]
    bomb = archive(**{name: b"\0" * 600_000_000})
    assert len(bomb) < 1_000_000
    with pytest.raises(FileError, match="giải nén"):
        read_import(bomb, f"a.{ending}", communes=communes())


@pytest.fixture
def shapefile(tmp_path):
    table = {"MA_CAMERA": ["C1"], "TINH_TRANG": ["hư hỏng"]}
    layer = gpd.GeoDataFrame(table, geometry=[shapely.Point(LON, LAT)], crs=4326)
    layer.to_crs(9211).to_file(tmp_path / "camera.shp", encoding="utf-8")
    return tmp_path / "camera.shp"


def test_a_shapefile_by_its_path_and_as_a_zip(shapefile):
    parts = {f.name.replace(".", "__"): f.read_bytes() for f in shapefile.parent.glob("camera.*")}
    for source in (shapefile, archive(**parts), archive(**{f"x/{k}": v for k, v in parts.items()})):
        name = "" if source is shapefile else "camera.zip"
        camera = only(read_import(source, name, communes=communes()))
        assert (camera["camera_id"], camera["status"]) == ("C1", "broken")
        assert (camera["lat"], camera["lon"]) == pytest.approx((LAT, LON), abs=1e-7)


def test_a_shapefile_without_its_parts(shapefile):
    with pytest.raises(FileError, match=r"\.zip"):
        read_import(shapefile.read_bytes(), "camera.shp", communes=communes())
    parts = {"camera__shp": shapefile.read_bytes()}
    with pytest.raises(FileError, match="xuất lại"):
        read_import(archive(**parts), "camera.zip", communes=communes())


TAGS = {
    "man_made": "surveillance",
    "surveillance:type": "camera",
    "camera:type": "dome",
    "camera:direction": "N",
    "camera:angle": "15",
    "height": "6",
    "operator": "Công an phường",
}


def overpass(*tags):
    elements = [
        {"type": "node", "id": i, "lat": LAT, "lon": LON + i * 0.001, "tags": each}
        for i, each in enumerate(tags)
    ]
    return json.dumps({"version": 0.6, "elements": elements}).encode()


def check_openstreetmap(camera):
    assert (camera["camera_id"], camera["kind"], camera["custodian"]) == (
        "osm-n0",
        "dome",
        "Công an phường",
    )
    # In OpenStreetMap N is north, whatever Vietnamese would read.
    assert (camera["azimuth_deg"], camera["tilt_deg"], camera["height_m"]) == (0, 15, 6)
    assert (camera["lat"], camera["lon"]) == (LAT, LON)


def test_surveillance_of_openstreetmap_from_overpass():
    guard = TAGS | {"surveillance:type": "guard"}
    plates = {"man_made": "surveillance", "surveillance:type": "ALPR", "camera:direction": "225"}
    found = read_import(overpass(TAGS, guard, plates), "osm.json", communes=communes())
    check_openstreetmap(found.cameras.iloc[0])
    assert found.cameras[["kind", "azimuth_deg"]].to_numpy().tolist()[1:] == [["anpr", 225.0]]


@pytest.mark.parametrize("ending", ["osm", "osm.pbf"])
def test_surveillance_of_openstreetmap_from_an_extract(tmp_path, ending):
    path = tmp_path / f"a.{ending}"
    writer = osmium.SimpleWriter(str(path))
    for i, tags in enumerate([TAGS, {"amenity": "bench"}]):
        writer.add_node(osmium.osm.mutable.Node(id=i, location=(LON, LAT), tags=tags))
    writer.close()
    check_openstreetmap(only(read_import(path, communes=communes())))


# --- texts of before Unicode -------------------------------------------------------------------

TCVN3 = ["Chî §ång Híi", "Tr­êng tiÓu häc H¶i §×nh", "Ng· t­ B­u ®iÖn", "CÇu NhËt LÖ", "ñy ban"]
VNI = [
    "Chôï Ñoàng Hôùi",
    "Tröôøng tieåu hoïc Haûi Ñình",
    "Ngaõ tö Böu ñieän",
    "Caàu Nhaät Leä",
    "Uûy ban",
]


@pytest.mark.parametrize(
    ("written", "decode", "code"), [(TCVN3, tcvn3, "TCVN3 (ABC)"), (VNI, vni, "VNI")]
)
def test_texts_of_old_fonts(written, decode, code):
    # TCVN3 has no capitals with a tone: “ñy ban” is all it can say.
    wanted = [*NAMES[:4], NAMES[4].lower() if decode is tcvn3 else NAMES[4]]
    assert [decode(text) for text in written] == wanted
    assert legacy_code(written) == code
    rows = [(f"C{i}", text, *AT_DONG_HOI) for i, text in enumerate(written)]
    headings = ("Mã camera", "Tên", "Vĩ độ", "Kinh độ")
    old_headings = {
        "VNI": ("Maõ camera", "Teân", "Vó ñoä", "Kinh ñoä"),
        "TCVN3 (ABC)": ("M· camera", "Tªn", "VÜ ®é", "Kinh ®é"),
    }[code]
    for above in (headings, old_headings):
        found = read(*rows, headings=above)
        assert found.cameras["name"].tolist() == wanted
        assert any(code in f.message for f in found.findings)


@pytest.mark.parametrize("written", [TCVN3, VNI])
def test_csv_of_old_fonts(written):
    lines = [
        "Ma camera,Ten,Vi do,Kinh do",
        *(f"C{i},{t},{LAT},{LON}" for i, t in enumerate(written)),
    ]
    found = read_import("\n".join(lines).encode("latin-1"), "a.csv", communes=communes())
    assert found.cameras["name"].str.casefold().tolist() == [name.casefold() for name in NAMES]


def test_tcvn3_as_the_c_library_reads_it():
    codes = bytes(range(0xA1, 0xFF))
    try:
        told = subprocess.run(
            ["iconv", "-f", "TCVN", "-t", "UTF-8"], input=codes, capture_output=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        missing("iconv knows no TCVN here")
    by_iconv = dict(zip(codes.decode("latin-1"), told.stdout.decode(), strict=True))
    ours = {code: tcvn3(code) for code in by_iconv if tcvn3(code) != code}
    assert len(ours) == 73  # and ý, which has its own code
    assert {code: by_iconv[code] for code in ours} == ours


@pytest.mark.parametrize("name", [*NAMES, "Hà Tĩnh", "Hòa", "xã Gio Hà", "Café Đô", "Mũi Ñoàng?"])
def test_unicode_stays_as_it_is(name):
    camera = only(read(("C1", name, "", *AT_DONG_HOI, "")))
    assert camera["name"] == name


@given(st.lists(st.sampled_from([*NAMES, "Bảo Ninh", "Quảng Hòa", "nhà ông Tí"]), min_size=1))
def test_vietnamese_in_unicode_is_never_taken_for_an_old_font(names):
    assert legacy_code(names) == ""


# --- coordinates -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("17.468.139", 17.468139),
        ("106.620.000", 106.62),
        ("461.993.881", 461993.881),
        ("1.932.123", 1932123),
        ("1.932.123.456", 1932123.456),
        ("461,993,881", 461993.881),
        ("17°28'05\"N", 17 + 28 / 60 + 5 / 3600),
        ("17,468139", 17.468139),
    ],
)
def test_coordinates_that_lost_their_decimal_point(written, value):
    assert read_angle(written) == pytest.approx(value, abs=1e-9)


def test_a_coordinate_read_so_is_told():
    found = read(("C1", "", "", "17.468.139", "106.620.000", ""))
    assert found.cameras[["lat", "lon"]].to_numpy().tolist() == [[17.468139, 106.62]]
    told = [f for f in found.findings if f.severity is Severity.WARNING]
    assert [(f.row, f.column) for f in told] == [(2, "Vĩ độ"), (2, "Kinh độ")]


def test_two_coordinates_with_hemispheres_in_one_cell():
    assert read_pair("20.721519°N, 106.783750°E") == (20.721519, 106.78375)


# --- limits and fuzz ---------------------------------------------------------------------------


def test_a_sheet_of_too_many_rows_is_refused_by_its_numbers():
    rows = "".join(f'<row r="{r}"><c r="A{r}"><v>1</v></c></row>' for r in range(1, 200_001))
    sheet = f"<worksheet><sheetData>{rows}</sheetData></worksheet>"
    book = workbook([("Mã camera", "Vĩ độ")])
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(file, "w") as new:
        for part in old.namelist():
            new.writestr(part, sheet if "sheet1" in part else old.read(part))
    with pytest.raises(FileError, match=r"200\.000"):
        read_import(file.getvalue(), "a.xlsx", communes=communes())


def test_ten_thousand_columns_are_refused():
    line = ",".join(f"c{i}" for i in range(10_000))
    with pytest.raises(FileError, match="512"):
        read_import(f"{line}\n{line}".encode(), "a.csv", communes=communes())
    with pytest.raises(FileError, match="256"):
        read_import(workbook([tuple(line.split(","))]), "a.xlsx", communes=communes())


SOUND = {
    "xlsx": workbook([("Mã camera", "Vĩ độ", "Kinh độ"), ("C1", LAT, LON)]),
    "csv": f"Mã camera;Vĩ độ;Kinh độ\nC1;{LAT};{LON}".encode(),
    "geojson": b'{"type":"FeatureCollection","features":[{"type":"Feature","properties":'
    b'{"camera_id":"C1"},"geometry":{"type":"Point","coordinates":[106.62,17.47]}}]}',
    "kml": kml(MARK),
    "kmz": archive(doc__kml=kml(MARK)),
    "json": overpass(TAGS),
}


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(sorted(SOUND)),
    st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=8), st.integers(0, 12)), max_size=6),
)
def test_mutated_files_give_findings_or_a_clear_error(ending, mutations):
    data = bytearray(SOUND[ending])
    for where, put, removed in mutations:
        at = int(where * len(data))
        data[at : at + removed] = put
    try:
        found = read_import(bytes(data), f"a.{ending}", communes=communes())
    except FileError:
        return
    assert found.rows == found.accepted + found.quarantined


CELLS = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False),
    st.booleans(),
    st.dates(),
    st.sampled_from(["17°28'05\"N", "461.993.881", "x", "=1/0"]),
)
HEADINGS = st.sampled_from(
    [
        "Mã camera",
        "Tên",
        "Vĩ độ",
        "Kinh độ",
        "X",
        "Y",
        "Tọa độ",
        "Số lượng",
        "Tình trạng",
        "Xã",
        "Ngày lắp đặt",
        "Hướng",
        "Mật khẩu",
        "Độ phân giải",
        "Nguyên giá",
        "",
    ]
)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(HEADINGS, min_size=3, max_size=8, unique=True),
    st.lists(st.lists(CELLS, min_size=8, max_size=8), min_size=1, max_size=6),
)
def test_random_workbooks_give_findings_or_a_clear_error(headings, rows):
    clean = [[None if _illegal(cell) else cell for cell in row[: len(headings)]] for row in rows]
    try:
        found = read_import(
            workbook([tuple(headings), *map(tuple, clean)]), "a.xlsx", communes=communes()
        )
    except FileError:
        return
    assert found.rows == found.accepted + found.quarantined


def _illegal(cell):
    return isinstance(cell, str) and any(ord(c) < 32 or 0xD800 <= ord(c) < 0xE000 for c in cell)
