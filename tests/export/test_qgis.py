"""QGIS itself opens the package: layers, names, codes, colours, and the sheet to print."""

import datetime as dt
import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from gis.analysis.run import analyse
from gis.communes.schematic import schematic
from gis.communes.succession import read_succession
from gis.core.clock import stopped
from gis.export.files import encode_layers
from gis.export.layers import LAYERS, every_layer
from gis.export.qgis.style import NAMINGS
from gis.export.schema import SCHEMAS
from gis.export.styles import COLOURS
from gis.simulation.register import simulate
from tests.browser.golden import assert_looks
from tests.export.in_qgis import ask_qgis

LOOKS = Path(__file__).with_name("looks")
# Whose picture of the sheet is kept; letters and edges of other versions differ a little.
GOLDEN_OF = "3.22"
# Half past nine, wherever the test runs: the sheet says so.
MOMENT = dt.datetime(2026, 11, 28, 9, 30).astimezone()


@pytest.fixture(scope="module")
def simulated():
    """A province of schematic communes with 300 simulated cameras, the same everywhere."""
    communes = schematic()
    made = simulate(communes, read_succession(), cameras=300, seed=7)
    found = analyse(made.cameras, made.equipment, communes, made.demand)
    return found.of_register(simulated=True, revision="7f3a91c2-12")


@pytest.fixture(scope="module")
def tables(simulated):
    return every_layer(simulated)


@pytest.fixture(scope="module")
def opened(tables, tmp_path_factory):
    """What QGIS says of the package, unpacked into a folder of its own."""
    folder = tmp_path_factory.mktemp("qgis")
    with stopped(MOMENT):
        content = encode_layers(tables, fmt="qgis")
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        packed.extractall(folder)
    [project], [data] = folder.glob("*.qgz"), folder.glob("*.gpkg")
    found = ask_qgis(
        folder,
        project=str(project),
        picture=str(folder / "sheet.png"),
        dpi=50,
        styled=str(data),
        names=[name for name in LAYERS if SCHEMAS[name].geometry],
    )
    return found | {"folder": folder, "data": data}


def test_it_opens_without_a_word_of_complaint_and_without_a_network(opened):
    assert opened["read"] is True
    assert (opened["title"], opened["crs"]) == (
        "Bản đồ camera an ninh tỉnh Quảng Trị",
        "EPSG:9212",
    )
    assert opened["messages"] == []
    assert opened["errors"] == []
    assert opened["requests"] == []


@pytest.mark.parametrize("name", LAYERS)
def test_every_layer_is_there_with_all_its_rows(opened, tables, name):
    layer = opened["layers"][f"quang_tri_{name}"]
    assert (layer["valid"], layer["rows"]) == (True, len(tables[name]))
    assert (layer["title"], layer["crs"]) == (
        SCHEMAS[name].label,
        "EPSG:4326" if SCHEMAS[name].geometry else layer["crs"],
    )
    assert layer["read_only"] is (name not in ("cameras", "equipment"))
    assert opened["data"].name in layer["source"]


@pytest.mark.parametrize("name", LAYERS)
def test_headings_and_codes_are_in_words(opened, name):
    layer, schema = opened["layers"][f"quang_tri_{name}"], SCHEMAS[name]
    assert {n: a for n, a in layer["aliases"].items() if n != "fid"} == {
        field.name: field.label for field in schema.fields
    }
    told = {n: {c: w for pair in m for w, c in pair.items()} for n, m in layer["words"].items()}
    assert told == {field.name: dict(field.words) for field in schema.fields if field.words}


def test_signs_are_by_state_in_the_colours_of_the_map(opened):
    cameras = opened["layers"]["quang_tri_cameras"]
    assert cameras["state"] == "sight"
    assert cameras["signs"] == {
        "up": ["Đang hoạt động", "#0072b2"],
        "unconfirmed": ["Chưa xác nhận", "#6d7680"],
        "down": ["Không hoạt động", "#d55e00"],
    }
    for layer in opened["layers"].values():
        for code, (_word, colour) in layer.get("signs", {}).items():
            assert code == "" or colour == COLOURS[code].lower()


def test_names_are_on_the_map_from_the_scale_on_at_which_there_is_room(opened):
    named = {n: f["named_by"] for n, f in opened["layers"].items() if "named_by" in f}
    expected = {n: [of.field, False, of.scale] for n, of in NAMINGS.items() if n in LAYERS}
    assert {n.removeprefix("quang_tri_"): by for n, by in named.items()} == expected


def test_a_layer_opened_alone_looks_the_same_by_the_style_within(opened):
    """The GeoPackage carries the styles: QGIS applies them without the project."""
    for name, alone in opened["styled"].items():
        assert alone["loaded"] is True, name
        within = opened["layers"][f"quang_tri_{name}"]
        for what in ("state", "drawn_from", "aliases", "words"):
            assert alone[what] == within[what], (name, what)
        assert alone.get("named_by") == within.get("named_by"), name
        assert list(alone["signs"]) == list(within["signs"])
        assert [c for _w, c in alone["signs"].values()] == [c for _w, c in within["signs"].values()]


def test_the_sheet_is_an_a3_with_all_its_parts_on_the_paper(opened):
    sheet = opened["sheet"]
    assert (sheet["done"], sheet["page_mm"]) == (0, [420, 297])
    assert {"Bản đồ", "Quần đảo", "Tỷ lệ", "Chú giải", "Tiêu đề", "Ghi chú", "Cảnh báo"} <= set(
        sheet["frames_mm"]
    )
    for name, (left, top, width, height) in sheet["frames_mm"].items():
        assert left >= 0, name
        assert top >= 0, name
        assert left + width <= 420, name
        assert top + height <= 297, name
    _left, top, _width, height = sheet["frames_mm"]["Chú giải"]
    assert top + height < sheet["frames_mm"]["Ghi chú"][1] + 45  # notes stand at their frame's foot
    texts = sheet["texts"]
    assert texts["Tiêu đề"] == "Bản đồ camera an ninh tỉnh Quảng Trị"
    assert texts["Cảnh báo"].startswith("DỮ LIỆU MÔ PHỎNG   ·   Ranh giới sơ đồ")
    number = texts["Tỷ lệ"].removeprefix("Tỷ lệ 1 : ").replace(".", "")
    assert int(number) == round(sheet["scale"])


def test_the_sheet_looks_as_it_was_found_good(opened, tmp_path):
    shot = Image.open(opened["folder"] / "sheet.png")
    assert len(shot.convert("RGB").getcolors(10**6)) > 50
    if not opened["version"].startswith(GOLDEN_OF):
        pytest.skip(f"the picture that is kept is of QGIS {GOLDEN_OF}")
    assert_looks(shot, "sheet", tmp_path, LOOKS)
