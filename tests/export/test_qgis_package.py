"""The package for QGIS as a file: what is in it, what its project says, what no project may do."""

import csv
import datetime as dt
import io
import re
import sqlite3
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from gis.core.clock import stopped
from gis.core.errors import GisError
from gis.core.language import use_language
from gis.export.files import encode, encode_layers
from gis.export.layers import LAYERS, every_layer
from gis.export.qgis.live import live_project
from gis.export.schema import SCHEMAS
from gis.export.subject import Subject
from gis.store.store import Store
from tests.command import Inside
from tests.export.every_column import table_of

MOMENT = dt.datetime(2026, 11, 28, 9, 30, tzinfo=dt.UTC)


def members(content):
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {info.filename: packed.read(info) for info in packed.infolist()}


def project_of(files):
    [packed] = [content for name, content in files.items() if name.endswith(".qgz")]
    [(name, content)] = members(packed).items()
    assert name.endswith(".qgs")
    return ET.fromstring(content)


@pytest.fixture(scope="module")
def package(registers):
    analysis = registers["full"].of_register(simulated=True, revision="ab12cd34-7")
    with stopped(MOMENT):
        return encode_layers(every_layer(analysis, confidential=True), fmt="qgis")


@pytest.fixture(scope="module")
def project(package):
    return project_of(members(package))


def test_it_holds_layers_project_dictionary_metadata_and_what_to_read_first(package):
    stem = "tat-ca_quang-tri_2026-11-28_mo-phong"
    assert list(members(package)) == [
        *("doc-truoc.txt", f"{stem}.qgz", f"{stem}.gpkg"),
        *("tu-dien-du-lieu.csv", "tu-dien-du-lieu.md", "metadata.xml"),
    ]
    with zipfile.ZipFile(io.BytesIO(package)) as packed:
        assert {info.external_attr >> 16 & 0o777 for info in packed.infolist()} == {0o644}


def test_the_text_to_read_first_says_what_everything_rests_on(package):
    text = members(package)["doc-truoc.txt"].decode("utf-8-sig")
    assert len(text.splitlines()) <= 18
    for words in ("DỮ LIỆU MÔ PHỎNG", "MẬT", "ab12cd34-7", "28/11/2026", "mở tệp này bằng QGIS"):
        assert words in text


def test_the_dictionary_is_of_its_layers(package):
    files = members(package)
    rows = list(csv.DictReader(io.StringIO(files["tu-dien-du-lieu.csv"].decode("utf-8-sig"))))
    expected = [(name, field) for name in LAYERS for field in SCHEMAS[name].names]
    assert {(row["layer"], row["field"]) for row in rows} == set(expected)
    page = files["tu-dien-du-lieu.md"].decode()
    assert page.count("\n# ") + page.startswith("# ") == len(LAYERS)
    tables = [line for line in page.splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in tables} == {7}


def test_every_layer_is_beside_the_project(package, project, tmp_path):
    files = members(package)
    [name] = [name for name in files if name.endswith(".gpkg")]
    (tmp_path / "a.gpkg").write_bytes(files[name])
    tables = sqlite3.connect(tmp_path / "a.gpkg").execute("SELECT table_name FROM gpkg_contents")
    sources = [one.findtext("datasource") for one in project.iter("maplayer")]
    beside = [f"./{name}|layername={table}" for (table,) in tables if table != "layer_styles"]
    assert sorted(sources) == sorted(beside)
    assert len(sources) == len(LAYERS)
    assert project.findtext("properties/Paths/Absolute") == "false"


def test_the_tree_has_every_layer_once_and_shows_the_main_ones(project):
    tree = project.find("layer-tree-group")
    groups = [group.get("name") for group in tree.findall("layer-tree-group")]
    assert groups == [
        *("Camera", "Chưa được giám sát", "Việc cần làm", "Địa điểm, tuyến đường cần giám sát"),
        *("Vùng được quan sát", "Thiết bị dùng chung", "Địa giới và nền"),
    ]
    leaves = {leaf.get("id"): leaf.get("checked") for leaf in tree.iter("layer-tree-layer")}
    assert sorted(leaves) == sorted(one.findtext("id") for one in project.iter("maplayer"))
    shown = {name.removeprefix("quang_tri_") for name, on in leaves.items() if on == "Qt::Checked"}
    assert shown == {
        *("cameras", "gap_places", "gap_roads", "footprints", "coverage", "communes"),
    }
    assert all(len(name) >= 10 for name in leaves)  # QGIS renames shorter ones


def test_what_is_worked_out_may_not_be_changed_and_the_register_may(project):
    may = {one.findtext("id") for one in project.iter("maplayer") if one.get("readOnly") == "0"}
    assert may == {"quang_tri_cameras", "quang_tri_equipment"}


@pytest.mark.parametrize("name", LAYERS)
def test_headings_and_words_of_codes_are_those_of_the_schema(project, name):
    [layer] = [one for one in project.iter("maplayer") if one.findtext("id") == f"quang_tri_{name}"]
    told = {alias.get("field"): alias.get("name") for alias in layer.iter("alias")}
    assert told == {field.name: field.label for field in SCHEMAS[name].fields}
    for field in layer.findall("fieldConfiguration/field"):
        pairs = field.findall("editWidget/config/Option/Option/Option/Option")
        words = {pair.get("value"): pair.get("name") for pair in pairs}
        assert words == SCHEMAS[name].field(field.get("name")).words


def test_the_map_is_on_the_provinces_plane_or_on_the_one_asked_for(registers, project):
    assert project.findtext("projectCrs/spatialrefsys/authid") == "EPSG:9212"
    tables = every_layer(registers["full"])
    for crs, expected in (("EPSG:9211", "EPSG:9211"), ("TM-3 106.75", "")):
        made = project_of(members(encode_layers(tables, fmt="qgis", crs=crs)))
        assert (made.findtext("projectCrs/spatialrefsys/authid") or "") == expected
        assert "VN-2000" in made.findtext("projectCrs/spatialrefsys/wkt")


def test_the_sheet_says_whose_map_it_is_and_that_it_is_made_up(project):
    sheet = project.find("Layouts/Layout")
    items = sheet.findall("LayoutItem")
    texts = {item.get("id"): item.get("labelText") for item in items}
    assert texts["Tiêu đề"] == "Bản đồ camera an ninh tỉnh Quảng Trị"
    assert texts["Cảnh báo"] == "MẬT   ·   DỮ LIỆU MÔ PHỎNG"
    assert "Phiên bản danh mục: ab12cd34-7" in texts["Ghi chú"]
    said = [item.get("labelText") or "" for item in items]
    islands = [text for text in said if text.startswith("Quần đảo")]
    assert islands == ["Quần đảo Trường Sa\n(Việt Nam)", "Quần đảo Hoàng Sa\n(Việt Nam)"]


def test_a_sheet_of_one_commune_names_it_and_has_no_islands(registers):
    tables = every_layer(registers["full"], commune="00001")
    files = members(encode_layers(tables, fmt="qgis"))
    assert any(name.startswith("tat-ca_xa-west_") for name in files)
    texts = [i.get("labelText") for i in project_of(files).iterfind("Layouts/Layout/LayoutItem")]
    assert "Bản đồ camera an ninh Xã West" in " ".join(filter(None, texts)).replace(" của", "")
    assert not any("Hoàng Sa" in (text or "") for text in texts)


HOSTILE = "Xã <b> & \"West\" ' [% env('HOME') %] \x0b"


def test_names_from_files_are_words_and_are_never_run(registers):
    analysis = registers["full"]
    tables = every_layer(analysis, commune="00001")
    tables["communes"] = tables["communes"].assign(full_name=HOSTILE, name=HOSTILE)
    files = members(encode_layers(tables, fmt="qgis"))
    made = project_of(files)  # well-formed
    texts = [i.get("labelText") or "" for i in made.iterfind("Layouts/Layout/LayoutItem")]
    assert any("[ % env('HOME')" in text for text in texts)
    run = [text for text in texts if "[%" in text]
    assert [text.split("[%")[0] for text in run] == ["Tỷ lệ 1 : "]
    ET.fromstring(files["metadata.xml"])
    everything = ET.tostring(made, encoding="unicode")
    for word in ("<Macros", "pythonCode", "python/", "<expressionfields", "attributeactions"):
        assert word not in everything


def test_nothing_in_it_leads_to_the_network(project):
    everything = ET.tostring(project, encoding="unicode")
    assert not re.search(r"https?://|ftp://", everything)
    assert {one.findtext("provider") for one in project.iter("maplayer")} == {"ogr"}


@pytest.mark.parametrize("name", LAYERS)
@pytest.mark.parametrize("register", ["empty", "bare"])
def test_every_layer_alone_and_empty_makes_a_package(registers, register, name):
    table = table_of(registers[register], name)
    made = project_of(members(encode(table, name=name, fmt="qgis")))
    assert len(made.findall("projectlayers/maplayer")) == 1
    extent = [float(made.findtext(f"mapcanvas/extent/{side}")) for side in ("xmin", "xmax")]
    assert extent[1] - extent[0] >= 500


def test_the_sheet_is_in_a_round_scale_and_fills_it(project):
    sides = project.find("Layouts/Layout/LayoutItem[@id='Bản đồ']/Extent").attrib
    west, south, east, north = (float(sides[s]) for s in ("xmin", "ymin", "xmax", "ymax"))
    scale = (east - west) / 0.298
    assert scale == pytest.approx((north - south) / 0.257)
    # The two communes are 2 km × 1 km, a hair wider in the plane's own north: 1 : 7,100 or so.
    assert 2000 / 0.298 < scale < 1.15 * 2000 / 0.298
    assert scale % 100 == pytest.approx(0, abs=0.01) or scale % 100 == pytest.approx(100, abs=0.01)


def test_in_english_it_speaks_english(registers):
    use_language("en")
    try:
        made = project_of(members(encode_layers(every_layer(registers["full"]), fmt="qgis")))
    finally:
        use_language("vi")
    assert made.findtext("title") == "Map of the security cameras of Quảng Trị"


LIVE = "https://camera.quangtri.example:8443/giam-sat"


def live_sources(content):
    [project] = members(content).values()
    layers = ET.fromstring(project).findall("projectlayers/maplayer")
    return {one.findtext("id"): one.findtext("datasource") for one in layers}, ET.fromstring(
        project
    )


def test_a_live_project_asks_the_server_for_every_layer(registers):
    sources, project = live_sources(live_project(LIVE, registers["full"]))
    assert set(sources) == {f"quang_tri_{name}" for name in LAYERS}
    assert sources["quang_tri_cameras"] == (
        "pagingEnabled='true' pageSize='1000' restrictToRequestBBOX='1' srsname='EPSG:4326' "
        "typename='cameras' url='https://camera.quangtri.example:8443/giam-sat/ogc' "
        "version='OGC_API_FEATURES'"
    )
    assert {one.findtext("provider") for one in project.iter("maplayer")} == {"OAPIF"}
    texts = [i.get("labelText") or "" for i in project.iterfind("Layouts/Layout/LayoutItem")]
    [notes] = [text for text in texts if text.startswith("In lúc [% format_date(now()")]
    assert f"Lớp dữ liệu trực tuyến từ {LIVE}" in notes
    assert "Số liệu lập lúc" not in notes


@pytest.mark.parametrize("ending", ["", "/", "/ogc"])
def test_the_address_may_be_that_of_the_app_or_of_its_layers(registers, ending):
    sources, _project = live_sources(live_project(LIVE + ending, registers["full"]))
    assert f"url='{LIVE}/ogc'" in sources["quang_tri_communes"]


@pytest.mark.parametrize(
    "address",
    [
        *("", "camera", "ftp://a.example", "file:///etc/passwd", "https://", "https://a b"),
        *("https://a.example' typename='x", "https://a.example\nhttp://b", "javascript:alert(1)"),
        *("https://a.example/?x=1", "https://user:secret@a.example", "https://a/" + "x" * 600),
    ],
)
def test_what_is_no_address_of_a_server_is_refused(registers, address):
    with pytest.raises(GisError, match=r"https://camera\.example\.vn"):
        live_project(address, registers["full"])


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ("c9e6244d93c4-8392f78f-1-18ec37db62dbe7e6-none-none-observe-day-all", "8392f78f-1"),
        ("8392f78f-12", "8392f78f-12"),
        ("", ""),
        ("x", "x"),
    ],
)
def test_the_revision_is_told_as_changes_since_takes_it(named, expected):
    assert Subject("Quảng Trị", {"revision": named}).revision == expected


def test_by_command_it_says_which_revision_it_is_of(tmp_path):
    gis = Inside(tmp_path)
    gis.json("demo", "--cameras", 100, "--seed", 2)
    path = gis.json("export", "all", "--format", "qgis", "--out", tmp_path)["file"]
    text = members(Path(path).read_bytes())["doc-truoc.txt"].decode("utf-8-sig")
    revision = Store(f"sqlite:///{tmp_path / 'register.sqlite'}").revision()
    assert f"Phiên bản danh mục: {revision}" in text
    assert gis("changes", "--since", revision).returncode == 0
