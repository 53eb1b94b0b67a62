"""What a notebook does with ``import gis``: the examples of its docstrings, and a real list."""

import doctest
import json
import subprocess
import sys

import openpyxl

import gis
from gis import library


def test_the_examples_hold():
    found = doctest.testmod(library)
    assert found.attempted > 0
    assert found.failed == 0


def test_what_is_offered_is_documented_and_there():
    assert all(getattr(gis, name).__doc__ for name in gis.__all__)
    assert set(gis.__all__) <= set(dir(gis))


def test_import_alone_loads_no_room():
    code = "import sys, gis; print([m for m in sys.modules if m.startswith('gis.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_from_a_list_to_a_plan(tmp_path):
    book = openpyxl.Workbook()
    for row in (
        ["Mã camera", "Tên", "Vĩ độ", "Kinh độ", "Hướng", "Tình trạng", "Kinh phí sửa (đồng)"],
        ["C1", "Camera chợ", 16.8163, 107.1003, "Bắc", "hỏng", 3_000_000],
        ["C2", "Camera trường học", 16.8173, 107.1013, "Nam", "hoạt động", None],
    ):
        book.active.append(row)
    book.save(tmp_path / "ds.xlsx")
    read = gis.read_register(tmp_path / "ds.xlsx")
    analysis = gis.analyse(read.cameras, read.equipment)
    assert gis.summarise(analysis).counts["cameras"] == 2
    assert gis.make_plan(analysis, 2_999_999).cost_vnd == 0
    plan = gis.make_plan(analysis, 3_000_000)
    assert plan.lines["id"].tolist() == ["C1"]
    assert gis.rank(analysis)["repairs"].tolist() == [["C1"]]
    assert gis.budget_curve(analysis)["amount_vnd"].max() == 3_000_000
    features = json.loads(gis.to_geojson(analysis, "cameras"))["features"]
    assert {f["properties"]["camera_id"] for f in features} == {"C1", "C2"}
