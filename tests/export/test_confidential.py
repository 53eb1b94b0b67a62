"""A camera marked confidential leaves in no file unless that is asked for, and then says so."""

import base64
import gzip
import io
import json
import re
import zipfile
from dataclasses import replace
from itertools import product

import geopandas as gpd
import pandas as pd
import pytest
from openpyxl import load_workbook

from gis.documents.document import document
from gis.documents.dossier import Dossier
from gis.documents.kinds import PROVINCIAL, DocumentKind
from gis.export.confidential import released
from gis.export.files import encode, takes_layer
from gis.export.formats import FORMATS
from gis.export.layers import LAYERS, layer, plan_layer
from gis.export.plan_workbook import plan_workbook
from gis.mapserver.cameras import MapTables
from gis.mapserver.offline_html import map_html
from tests import world
from tests.documents.dossiers import dossier
from tests.leaks import found

OPEN = {"camera_id": "OPEN-1", "name": "Cổng chợ", "status": "broken", "repair_cost_vnd": 2e6}
SECRET = {
    **OPEN,
    "camera_id": "SECRET-7",
    "name": "Nhà công vụ",
    "xy": (520, 500),
    "confidentiality": "secret",
    "repair_cost_vnd": 3e6,
    "note": "cửa sau",
}
# Behind the same recorder as one that is no secret.
SHARED = ({"depends_on": "R1"}, {"depends_on": "R1"})
INTERNAL = {**OPEN, "camera_id": "INNER-2", "confidentiality": "internal", "status": "working"}
TOLD = ("SECRET-7", "Nhà công vụ", "cửa sau")


@pytest.fixture(params=[({}, {}), SHARED], ids=["alone", "shared"])
def file(request) -> Dossier:
    ours, theirs = request.param
    return dossier({**OPEN, **ours}, {**SECRET, **theirs}, INTERNAL, budget_vnd=2e7)


def named(content: bytes) -> set[str]:
    """Return which of the secret's words are in a file, packed or not."""
    return found(content, TOLD)


CASES = [*product(sorted(LAYERS), ("geojson", "xlsx")), *product(["cameras"], sorted(FORMATS))]


@pytest.mark.parametrize(("name", "fmt"), CASES)
def test_no_layer_holds_it_in_any_format(file, name, fmt):
    table = layer(file.analysis, name)
    if takes_layer(name, fmt):
        assert not named(encode(table, name=name, fmt=fmt))
    if name in {"cameras", "footprints"}:
        assert set(table["camera_id"]) == {"OPEN-1", "INNER-2"}


@pytest.mark.parametrize("name", ["cameras", "footprints"])
def test_what_is_asked_for_says_in_a_column_which_it_is(file, name):
    table = layer(file.analysis, name, confidential=True)
    marks = dict(zip(table["camera_id"], table["confidentiality"].fillna(""), strict=True))
    assert marks == {"OPEN-1": "", "SECRET-7": "secret", "INNER-2": "internal"}


def test_a_ranking_loses_what_is_of_it_alone(file):
    everything = layer(file.analysis, "ranking", confidential=True)
    assert any("SECRET-7" in codes for codes in everything["cameras"])
    assert (everything["confidentiality"] == "secret").any()
    table = layer(file.analysis, "ranking")
    assert not named(table.to_csv().encode())
    assert all(codes for codes in table["cameras"])
    points = [p for shape in table.geometry for p in shape.geoms]
    spot = file.analysis.cameras.set_index("camera_id").loc["SECRET-7"]
    assert all(abs(p.x - spot["lon"]) > 1e-6 for p in points)


def test_a_plan_keeps_its_sums_and_loses_the_names(file):
    chosen = file.proposal
    assert "SECRET-7" in chosen.plan.restored
    found = file.analysis
    shut = plan_layer(found, chosen.work, chosen.plan)
    whole = plan_layer(found, chosen.work, chosen.plan, confidential=True)
    assert shut["cost_vnd"].sum() == whole["cost_vnd"].sum() == chosen.plan.cost_vnd
    assert not named(encode(shut, name="plan", fmt="geojson"))
    assert "SECRET-7" in named(encode(whole, name="plan", fmt="geojson"))
    assert (whole["confidentiality"] == "secret").any()
    args = (found, chosen.work, chosen.request, chosen.plan)
    assert not named(plan_workbook(*args))
    book = load_workbook(io.BytesIO(plan_workbook(*args, confidential=True)))
    cameras = pd.DataFrame(list(book.worksheets[1].values)[1:])
    assert "mật" in cameras[cameras[0] == "SECRET-7"].to_numpy()[0].tolist()


@pytest.mark.parametrize("kind", list(DocumentKind))
def test_no_paper_lists_it(file, kind):
    of = replace(file, commune=None if kind in PROVINCIAL else "00001")
    assert not named(document(kind, of))


def test_a_paper_that_lists_it_says_so(file):
    content = document(DocumentKind.INSPECTION, replace(file, confidential=True))
    assert named(content) >= {"SECRET-7"}
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert "mật; cửa sau" in packed.read("word/document.xml").decode()


def parts(html: bytes) -> bytes:
    packed = re.findall(rb'"(H4sI[A-Za-z0-9+/=]+)"', html)
    return b"".join(gzip.decompress(base64.b64decode(text)) for text in packed)


@pytest.mark.parametrize("commune", ["00001", None])
def test_the_map_as_a_file_leaves_it_out(file, commune):
    tables = MapTables(file.analysis, commune=commune)
    shut, whole = parts(map_html(tables)), parts(map_html(tables, confidential=True))
    told = json.dumps("Nhà công vụ").strip('"').encode()
    assert "Cổng chợ".encode() in shut or json.dumps("Cổng chợ").strip('"').encode() in shut
    assert b"SECRET-7" not in shut
    assert told not in shut
    assert "Nhà công vụ".encode() not in shut
    assert b"SECRET-7" in whole
    assert "MẬT · ".encode() in whole or b"M\\u1eacT" in whole
    assert "MẬT · ".encode() not in shut


def test_the_command_line_leaves_it_out_unless_told(gis, tmp_path):
    cameras, communes = tmp_path / "cameras.csv", tmp_path / "communes.gpkg"
    rows = world.cameras({**OPEN, "xy": (500, 500)}, SECRET)
    rows.to_csv(cameras, index=False)
    world.communes().to_file(communes)
    inputs = ("--cameras", cameras, "--communes", communes)
    out = tmp_path / "out.geojson"
    say = ("export", "cameras", "--format", "geojson", "--out", out, *inputs)
    assert gis.json(*say)["rows"] == 1
    assert not named(out.read_bytes())
    assert gis.json(*say, "--with-confidential")["rows"] == 2
    assert sorted(gpd.read_file(out)["confidentiality"].fillna("")) == ["", "secret"]
    html = tmp_path / "map.html"
    say = ("export", "map", "--format", "html", "--out", html, *inputs)
    gis.json(*say)
    assert b"SECRET-7" not in parts(html.read_bytes())
    gis.json(*say, "--with-confidential")
    assert b"SECRET-7" in parts(html.read_bytes())


def test_a_code_that_another_camera_bears_as_its_pole_is_left_out_too():
    rows = world.cameras(
        {"camera_id": "S-9", "confidentiality": "secret"},
        {"camera_id": "A", "site_id": "S-9", "depends_on": "R1;S-9", "connects_through": "S-9"},
        {"camera_id": "B", "site_id": "P", "depends_on": "R1"},
    )
    left = released(rows, rows, confidential=False)
    columns = ["camera_id", "site_id", "depends_on", "connects_through"]
    assert left[columns].to_numpy().tolist() == [["A", "", "R1", ""], ["B", "P", "R1", ""]]
