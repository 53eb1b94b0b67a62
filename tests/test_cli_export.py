"""What `export` writes: for one commune, in a coordinate system that means something, readable."""

import json
import os
import sqlite3
import stat
import zipfile
from contextlib import closing
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
from openpyxl import load_workbook

from gis.core.errors import FileError
from gis.export.files import write_file
from gis.export.schema import GROUPS
from tests import world
from tests.command import Inside
from tests.registers import HEADINGS, workbook

LAYERS = ("cameras", "footprints", "communes", "demand", "gaps", "ranking", "equipment")


@pytest.fixture
def inputs(tmp_path):
    """West depends on R behind S; East on T and connects through L; nothing on U."""
    cameras = world.cameras(
        {
            "camera_id": "W",
            "xy": (500, 500),
            "azimuth_deg": 0,
            "range_m": 80,
            "depends_on": "R",
            "status": "working",
        },
        {
            "camera_id": "E",
            "xy": (1500, 500),
            "status": "broken",
            "depends_on": "T",
            "connects_through": "L",
        },
    )
    units = world.equipment(
        {"equipment_id": "R", "kind": "recorder", "depends_on": "S", "status": "working"},
        *({"equipment_id": code, "kind": "line", "status": "working"} for code in "STLU"),
    )
    cameras.to_csv(tmp_path / "cameras.csv", index=False)
    units.to_csv(tmp_path / "equipment.csv", index=False)
    world.communes().to_file(tmp_path / "communes.gpkg")
    files = ("cameras.csv", "equipment.csv", "communes.gpkg")
    return [p for f in files for p in (f"--{f.split('.')[0]}", tmp_path / f)]


@pytest.mark.parametrize(("code", "expected"), [("00001", ["R", "S"]), ("00002", ["T", "L"])])
def test_equipment_of_a_commune_is_what_its_cameras_need(gis, inputs, tmp_path, code, expected):
    out = tmp_path / "e.csv"
    answer = gis.json(
        "export", "equipment", *inputs, "--commune", code, "--format", "csv", "--out", out
    )
    assert answer["rows"] == 2
    assert pd.read_csv(out)["equipment_id"].tolist() == expected


def test_what_has_no_direction_yields_an_empty_ranking_and_plan(gis, inputs, tmp_path):
    for name in ("ranking", "plan"):
        for fmt in ("geojson", "gpkg", "csv", "xlsx"):
            out = tmp_path / f"{name}.{fmt}"
            asked = ("--budget", "1000000") if name == "plan" else ()
            done = gis("export", name, *inputs, *asked, "--format", fmt, "--out", out)
            assert (done.returncode, done.stderr) == (0, ""), done.stderr


REFUSED = (
    "auto",
    "EPSG:9212+swapped",
    "EPSG:9212+unshifted",
    "EPSG:4756",
    "EPSG:25832",
    "EPSG:5773",
    "EPSG:4978",
    "EPSG:2229",
    "EPSG:1",
    "vn2000",
    "",
)


@pytest.mark.parametrize("crs", REFUSED)
@pytest.mark.parametrize("fmt", ["gpkg", "csv", "xlsx", "geojson"])
def test_a_system_that_means_nothing_here_is_refused_in_words(gis, inputs, tmp_path, fmt, crs):
    out = tmp_path / f"camera.{fmt}"
    done = gis("export", "cameras", *inputs, "--format", fmt, "--out", out, "--crs", crs)
    assert done.returncode == 2
    assert "VN-2000 106°15′" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert not out.exists()


@pytest.mark.parametrize(
    ("layer", "fmt"),
    [("cameras", "geojson"), ("demand", "csv"), ("equipment", "gpkg"), ("map", "html")],
)
def test_a_system_that_would_be_ignored_is_refused(gis, inputs, tmp_path, layer, fmt):
    out = tmp_path / f"a.{fmt}"
    done = gis("export", layer, *inputs, "--format", fmt, "--out", out, "--crs", "EPSG:9212")
    assert (done.returncode, out.exists()) == (2, False)
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize("fmt", ["geojson", "gpkg", "csv", "xlsx"])
def test_wgs_84_is_what_files_are_in_anyway(gis, inputs, tmp_path, layer, fmt):
    plain, asked = tmp_path / f"a.{fmt}", tmp_path / f"b.{fmt}"
    gis.json("export", layer, *inputs, "--format", fmt, "--out", plain)
    gis.json("export", layer, *inputs, "--format", fmt, "--out", asked, "--crs", "EPSG:4326")
    if fmt == "csv":
        assert plain.read_bytes() == asked.read_bytes()
    if fmt == "geojson":
        one, two = (json.loads(path.read_bytes())["features"] for path in (plain, asked))
        assert one == two
    if fmt == "gpkg":
        names = GROUPS.get(layer, (layer,))
        assert [n for n in pyogrio.list_layers(asked)[:, 0] if n != "layer_styles"] == [*names]
        for name in names:
            assert gpd.read_file(asked, layer=name).equals(gpd.read_file(plain, layer=name))


def test_excel_in_vn2000_has_north_and_east_beside(gis, inputs, tmp_path):
    out = tmp_path / "a.xlsx"
    gis.json("export", "cameras", *inputs, "--format", "xlsx", "--out", out, "--crs", "EPSG:9211")
    heads, west = list(load_workbook(out).worksheets[0].values)[:2]
    told = dict(zip(heads, west, strict=True))
    points = gpd.points_from_xy([told["Kinh độ"]], [told["Vĩ độ"]], crs=4326)
    [point] = gpd.GeoSeries(points).to_crs(9211)
    north_east = told["X – Bắc (m)"], told["Y – Đông (m)"]
    assert north_east == pytest.approx((point.y, point.x), abs=0.001)


@pytest.mark.skipif(os.name == "nt", reason="no such modes there")
@pytest.mark.parametrize(("umask", "expected"), [(0o022, 0o644), (0o027, 0o640), (0o077, 0o600)])
def test_a_new_file_may_be_read_by_whom_the_system_says(tmp_path, umask, expected):
    path, before = tmp_path / "a.geojson", os.umask(umask)
    try:
        write_file(path, b"{}")
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == expected
    path.chmod(0o604)
    write_file(path, b"[]")
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"[]", 0o604)
    assert list(tmp_path.iterdir()) == [path]


def test_nothing_is_left_aside_when_a_file_cannot_be_written(tmp_path):
    folder = tmp_path / "a"
    folder.mkdir()
    with pytest.raises(FileError):
        write_file(folder, b"x")
    assert list(tmp_path.iterdir()) == [folder]
    assert list(folder.iterdir()) == []


@pytest.fixture(scope="module")
def simulated_register(tmp_path_factory):
    """The file of a register of 100 simulated cameras, to be copied."""
    folder = tmp_path_factory.mktemp("simulated")
    Inside(folder).json("demo", "--cameras", 100, "--seed", 2)
    return folder / "register.sqlite"


@pytest.fixture
def simulated(gis, simulated_register):
    """The command on a register of 100 simulated cameras."""
    with closing(sqlite3.connect(simulated_register)) as register:
        register.execute("VACUUM INTO ?", [str(gis.folder / simulated_register.name)])
    return gis


@pytest.mark.parametrize("fmt", ["geojson", "gpkg", "csv", "xlsx"])
def test_a_simulated_export_stays_simulated_in_another_register(simulated, tmp_path, fmt):
    out = tmp_path / f"camera.{fmt}"
    rows = simulated.json("export", "cameras", "--format", fmt, "--out", out)["rows"]
    other = Inside(tmp_path / "other")
    other.folder.mkdir()
    answer = other.json("import", out)
    assert (answer["simulated"], answer["accepted"]) == (True, rows)
    assert other.json("analyse")["simulated"] is True
    assert "mô phỏng" in other("import", out).stdout
    again = tmp_path / "again.geojson"
    other.json("export", "cameras", "--format", "geojson", "--out", again)
    assert {f["properties"]["simulated"] for f in json.loads(again.read_bytes())["features"]} == {
        True
    }
    # Into a register of real cameras it does not go.
    real = tmp_path / "that.xlsx"
    real.write_bytes(workbook([HEADINGS, ("C1", "Chợ", "Phường Đồng Hới", 17.47, 106.62, "")]))
    other.json("import", real)
    assert other.json("analyse")["simulated"] is False
    refused = other("import", out)
    assert (refused.returncode, len(refused.stderr.strip().splitlines())) == (2, 1)
    assert other.json("analyse")["province"]["cameras"] == 1


def test_a_survey_of_a_simulated_register_changes_it_and_nothing_else(simulated, tmp_path):
    [first, *_rest] = [c for c in simulated.json("analyse")["communes"] if c["cameras"]]
    before = simulated.json("analyse")["province"]
    out = tmp_path / "ra-soat.xlsx"
    simulated.json("survey", first["code"], "--out", out)
    assert simulated.json("import", out)["simulated"] is True
    after = simulated.json("analyse")
    assert (after["simulated"], after["province"]["cameras"]) == (True, before["cameras"])
    assert after["province"]["demand_weight"] == before["demand_weight"]


@pytest.mark.parametrize("fmt", ["geojson", "gpkg", "csv"])
def test_a_simulated_file_that_is_only_looked_at_is_told_as_such(gis, inputs, tmp_path, fmt):
    cameras = gpd.GeoDataFrame(
        {"camera_id": ["A"], "lon": [106.61], "lat": [17.205], "simulated": [True]},
        geometry=gpd.points_from_xy([106.61], [17.205]),
        crs=4326,
    )
    path = tmp_path / f"a.{fmt}"
    if fmt == "csv":
        cameras.drop(columns="geometry").to_csv(path, index=False)
    else:
        cameras.to_file(path)
    answer = gis.json("analyse", "--cameras", path, *inputs[2:])
    assert answer["simulated"] is True
    assert gis.json("analyse", *inputs)["simulated"] is False


def test_everything_for_qgis_is_one_package_with_what_may_leave(gis, inputs, tmp_path):
    answer = gis.json("export", "all", *inputs, "--format", "qgis", "--out", tmp_path)
    path = Path(answer["file"])
    assert path.name.startswith("tat-ca_quang-tri_")
    assert path.name.endswith(".qgis.zip")
    assert len(zipfile.ZipFile(path).namelist()) == 6


def test_a_project_of_live_layers_is_written_without_them(gis, inputs, tmp_path):
    asked = ("export", "all", *inputs, "--format", "qgis", "--live", "https://a.example")
    answer = gis.json(*asked, "--out", tmp_path)
    assert Path(answer["file"]).name.startswith("truc-tuyen_quang-tri_")
    assert zipfile.ZipFile(answer["file"]).namelist() == ["truc-tuyen.qgs"]
    wrong = ("export", "cameras", *inputs, "--format", "gpkg", "--live", "https://a.example")
    for command in (wrong, (*asked[:-1], "a.example")):
        refused = gis(*command, "--out", tmp_path / "x")
        assert (refused.returncode, len(refused.stderr.strip().splitlines())) == (2, 1)
        assert not (tmp_path / "x").exists()


def test_a_name_that_says_another_kind_of_file_is_refused(gis, inputs):
    for fmt, name, ending in (("shp", "b.shp", ".shp.zip"), ("gpkg", "a.csv", ".gpkg")):
        done = gis("export", "cameras", *inputs, "--format", fmt, "--out", gis.folder / name)
        assert done.returncode == 2
        assert ending in done.stderr
        assert not (gis.folder / name).exists()
