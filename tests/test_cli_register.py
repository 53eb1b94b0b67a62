"""The commands that change and look after the register, run as their users run them."""

import geopandas as gpd
import pandas as pd
import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from tests import registers


@pytest.fixture
def file(tmp_path):
    return registers.office_list(tmp_path)


@pytest.fixture
def filled(gis, file):
    gis.json("import", file)
    return gis


def test_a_dry_run_says_exactly_what_the_real_run_says(gis, file):
    dry = gis.json("import", file, "--dry-run")
    assert gis.json("analyse")["province"]["cameras"] == 0
    real = gis.json("import", file)
    assert dry | {"quarantine_file": real["quarantine_file"]} == real
    assert (real["rows"], real["accepted"], real["quarantined"]) == (3, 2, 1)


def test_quarantined_rows_come_back_corrected(filled, file):
    [returned] = file.parent.glob("can-sua_danh-sach_*.xlsx")
    book = load_workbook(returned)
    book.worksheets[0]["D2"] = 17.475
    book.save(returned)
    answer = filled.json("import", returned)
    assert (answer["accepted"], answer["quarantined"]) == (1, 0)
    assert filled.json("analyse")["province"]["cameras"] == 3


def test_headings_can_be_given_their_meaning(gis, tmp_path):
    path = tmp_path / "la.xlsx"
    path.write_bytes(registers.workbook([("Ký danh", "Hoành", "Tung"), ("C1", 106.62, 17.47)]))
    assert gis("import", path).returncode == 2
    maps = ("--map", "Ký danh=camera_id", "--map", "Hoành=lon", "--map", "Tung=lat")
    assert gis.json("import", path, *maps)["accepted"] == 1
    assert gis("import", path, "--map", "Hoành").returncode == 2


def test_plane_coordinates_are_weighed_and_taken_once_confirmed(gis, tmp_path):
    point = gpd.GeoSeries(gpd.points_from_xy([106.62], [17.47]), crs=4326).to_crs(9212)[0]
    path = tmp_path / "vn2000.csv"
    path.write_text(f"Mã camera,Xã,X,Y\nC1,Phường Đồng Hới,{point.y:.3f},{point.x:.3f}\n", "utf-8")
    answer = gis.json("import", path)
    [best] = [r for r in answer["readings"] if r["proposed"]]
    assert (answer["accepted"], best["reading"]) == (0, "EPSG:9212")
    assert "EPSG:9212" in gis("import", path).stdout
    assert gis.json("import", path, "--crs", best["reading"])["accepted"] == 1


def test_a_camera_is_edited_told_of_and_set_back(filled):
    assert filled.json("edit", "C1", "azimuth_deg=45", "note=đã xem", "--who", "An") == {
        "changed": 1
    }
    events = filled.json("history", "C1")["events"]
    assert [(e["who"], e["field"], e["after"]) for e in events[1:]] == [
        ("An", "azimuth_deg", "45"),
        ("An", "note", "đã xem"),
    ]
    assert filled.json("undo", "--who", "Bình", "--others")["changed"] == 1
    assert [e["after"] for e in filled.json("history", "C1")["events"]][-2:] == ["", ""]
    stale = filled("edit", "C1", "note=x", "--expect", "note=đã xem")
    assert stale.returncode == 2
    assert "đã xem" in stale.stderr
    for wrong in (("none", "note=x"), ("C1", "no_column=x"), ("C1", "note"), ("C1", "lon=999")):
        done = filled("edit", *wrong)
        assert (done.returncode, done.stderr.count("\n")) == (2, 1)


def test_backup_and_restore(filled, tmp_path):
    before = filled.json("analyse")
    copy = tmp_path / "sao-luu.sqlite"
    assert filled.json("backup", copy)["rows"] > 2
    filled.json("edit", "C1", "status=working", "--mistake")
    assert filled("restore", copy).returncode == 2
    assert "--who" in filled("restore", copy, "--replace").stderr
    filled.json("restore", copy, "--replace", "--who", "An")
    assert filled.json("changes", "--last", "1")["changes"][0]["who"] == "An"
    assert filled.json("analyse") == before


def test_a_survey_goes_out_comes_back_and_is_reported(filled, tmp_path):
    out = tmp_path / "ra-soat.xlsx"
    assert filled.json("survey", "18880", "--out", out)["rows"] == 2
    assert filled.json("import", out)["quarantined"] == 0
    assert filled.json("survey", "18880", "--out", tmp_path / "form.xlsx", "--form")["rows"] == 2
    assert filled("survey", "1", "--out", out).returncode == 2
    step = ("rounds", "--advance", "18880", "--who", "An")
    assert filled(*step).returncode == 2  # something is missing, and nobody says why
    rounds = filled.json(*step, "--why", "chưa đến được")["rounds"]
    [row] = [r for r in rounds if r["commune_code"] == "18880"]
    assert (len(rounds), row["state"], row["drafted_by"], row["cameras"]) == (
        78,
        "drafted",
        "An",
        2,
    )
    assert filled("rounds", "--advance", "18880").returncode == 2


def test_maintenance_standards_orphans_and_duplicates(filled, tmp_path):
    path = tmp_path / "bao-duong.ics"
    answer = filled.json("maintenance", "--ics", path)
    assert {row["subject_id"] for row in answer["due"]} == {"C1", "C2"}
    assert answer["yearly_cost_vnd"] == {"18880": 600_000}  # two visits a year at 150.000 each
    standing = {row["subject_id"]: row["standing"] for row in answer["due"]}
    assert standing == {"C1": "repair", "C2": "assumed"}
    [visit] = Calendar.from_ical(path.read_bytes()).walk("VEVENT")  # what failed is repaired first
    assert "C2" in visit["summary"]
    [standards] = filled.json("standards")["communes"]
    assert standards["onvif_unknown"] == 2
    assert len(filled.json("orphans")["orphans"]) == 2
    assert filled.json("duplicates")["suspects"] == []


@pytest.mark.parametrize("fmt", ["csv", "gpkg"])
def test_layers_leave_in_vn2000_where_the_format_can(filled, tmp_path, fmt):
    path = tmp_path / f"camera.{fmt}"
    filled.json("export", "cameras", "--format", fmt, "--out", path, "--crs", "EPSG:9211")
    point = gpd.GeoSeries(gpd.points_from_xy([106.62], [17.47]), crs=4326).to_crs(9211)[0]
    if fmt == "csv":
        row = pd.read_csv(path).set_index("camera_id").loc["C1"]
        assert (row["north_m"], row["east_m"]) == pytest.approx((point.y, point.x), abs=0.001)
    else:
        layer = gpd.read_file(path, layer="cameras").set_index("camera_id")
        assert layer.crs.to_epsg() == 9211
        assert layer.geometry["C1"].distance(point) < 0.001
    out = tmp_path / "camera.geojson"
    refused = filled("export", "cameras", "--format", "geojson", "--out", out, "--crs", "EPSG:9211")
    assert refused.returncode == 2
    assert "WGS 84" in refused.stderr


def test_the_terminal_says_where_rows_to_correct_are_and_that_nothing_came_in(gis, file, tmp_path):
    told = gis("import", file).stdout
    assert "can-sua_danh-sach_" in told
    assert "CHƯA NHẬP ĐƯỢC DÒNG NÀO" not in told
    bad = tmp_path / "sai.xlsx"
    bad.write_bytes(registers.workbook([registers.HEADINGS, registers.ROWS[2]]))
    done = gis("import", bad)
    assert done.returncode == 0
    assert "CHƯA NHẬP ĐƯỢC DÒNG NÀO" in done.stdout
    assert "can-sua_sai_" in done.stdout


def test_a_reading_is_weighed_by_the_province_where_no_row_states_a_commune(gis, tmp_path):
    point = gpd.GeoSeries(gpd.points_from_xy([106.62], [17.47]), crs=4326).to_crs(9212)[0]
    path = tmp_path / "vn2000.csv"
    path.write_text(f"Mã camera,X,Y\nC1,{point.y:.3f},{point.x:.3f}\n", "utf-8")
    told = gis("import", path, "--crs", "EPSG:9212").stdout
    assert "0 trên 1" not in told
    assert "1 trên 1 dòng nằm trong tỉnh" in told
    assert told.count("--crs") == 1
