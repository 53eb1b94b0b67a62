"""The command line: its answers, exit codes and two streams."""

import json
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from tests import world
from tests.command import Inside, Process


@pytest.fixture(scope="module")
def simulated(tmp_path_factory):
    command = Inside(tmp_path_factory.mktemp("demo"))
    command.json("demo", "--cameras", 400, "--seed", 3)
    return command


@pytest.fixture
def inputs(tmp_path):
    """Files of the tiny world: one working camera west, one broken east, a road past both."""
    cameras = world.cameras(
        {
            "camera_id": "W",
            "xy": (500, 500),
            "azimuth_deg": 90,
            "range_m": 100,
            "hfov_deg": 90,
            "status": "working",
        },
        {
            "camera_id": "E",
            "xy": (1500, 500),
            "azimuth_deg": 90,
            "range_m": 100,
            "hfov_deg": 90,
            "status": "broken",
            "repair_cost_vnd": 2_000_000,
            "depends_on": "R",
        },
    )
    equipment = world.equipment(
        {"equipment_id": "R", "kind": "recorder", "status": "broken", "repair_cost_vnd": 1_000_000}
    )
    demand = world.demand(
        {
            "demand_id": "road",
            "category": "road_commune",
            "name": "Đường A",
            "shape": "LINESTRING (0 500, 2000 500)",
            "weight_per_km": 10,
        },
    )
    cameras.to_csv(tmp_path / "cameras.csv", index=False)
    equipment.to_csv(tmp_path / "equipment.csv", index=False)
    demand.to_file(tmp_path / "demand.geojson")
    world.communes().to_file(tmp_path / "communes.gpkg")
    names = {"cameras": "csv", "equipment": "csv", "communes": "gpkg", "demand": "geojson"}
    return [
        part
        for name, ending in names.items()
        for part in (f"--{name}", tmp_path / f"{name}.{ending}")
    ]


def test_analyse_of_files_by_hand(gis, inputs):
    answer = gis.json("analyse", *inputs)
    west, east = answer["communes"]
    assert (west["code"], west["cameras"], west["up"], west["broken"]) == ("00001", 1, 1, 0)
    assert (east["cameras"], east["up"], east["broken"], east["dark"]) == (1, 0, 1, 0)
    # Each sees 100 m of a road of 1,000 m in its commune, at weight 10 a kilometre.
    assert west["covered_weight"] == pytest.approx(1, rel=1e-4)
    assert west["gap_weight"] == pytest.approx(9, rel=1e-4)
    assert east["lost_weight"] == pytest.approx(1, rel=1e-4)
    assert answer["province"]["demand_weight"] == pytest.approx(20, rel=1e-4)
    # A quarter of the disc: the arc is drawn in steps of 3°.
    assert west["working_km2"] == pytest.approx(0.25 * 3.14159 * 0.01, rel=1e-3)
    assert not (gis.folder / "register.sqlite").exists()


def test_rank_of_files_by_hand(gis, inputs):
    answer = gis.json("rank", *inputs, "--light", "night")
    assert (answer["level"], answer["light"]) == ("observe", "night")
    assert answer["weights"]["market"] == 6
    [line] = gis.json("rank", *inputs)["ranking"]
    assert sorted(line["repairs"]) == ["E", "R"]
    assert (line["cost_vnd"], line["cameras"], line["communes"]) == (3_000_000, ["E"], ["00002"])
    assert line["gain_weight"] == pytest.approx(1, rel=1e-4)
    assert "Đường A" in line["why"] or "0,10 km" in line["why"]


def test_a_process_of_its_own_answers_on_one_stream_and_warns_on_none(tmp_path, inputs):
    process, inside = Process(tmp_path), Inside(tmp_path)
    done = process("rank", *inputs, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == inside.json("rank", *inputs)
    refused = process("import", "khong-co.xlsx")
    assert (refused.returncode, refused.stdout, refused.stderr.count("\n")) == (2, "", 1)
    assert "khong-co.xlsx" in refused.stderr


def test_analyse_of_one_commune(simulated):
    answer = simulated.json("analyse", "--commune", "18880")
    assert [c["code"] for c in answer["communes"]] == ["18880"]
    assert answer["simulated"] is True


def test_analyse_lists_all_78_communes(simulated):
    answer = simulated.json("analyse")
    assert len(answer["communes"]) == 78
    totals = answer["province"]
    assert totals["cameras"] == sum(c["cameras"] for c in answer["communes"]) == 400
    seen = totals["working_km2"] + totals["unconfirmed_km2"] + totals["lost_km2"]
    assert totals["installed_km2"] == pytest.approx(seen)


@pytest.mark.parametrize("layer", ["cameras", "footprints", "communes", "demand", "gaps"])
def test_export_is_marked_simulated_and_readable(simulated, tmp_path, layer):
    out = tmp_path / f"{layer}.geojson"
    answer = simulated.json("export", layer, "--format", "geojson", "--out", out)
    table = gpd.read_file(out)
    assert len(table) == answer["rows"] > 0
    assert table["simulated"].astype(bool).all()
    assert set(table["boundaries"]) <= {"official", "schematic"}


def test_export_of_ranking_as_csv(simulated, tmp_path):
    out = tmp_path / "ranking.csv"
    simulated.json("export", "ranking", "--format", "csv", "--out", out)
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")  # so that spreadsheets see UTF-8


def test_import_writes_once_and_returns_bad_rows(gis, tmp_path):
    path = tmp_path / "danh-sach.csv"
    path.write_text(
        "Mã camera,Tên,Xã,Vĩ độ,Kinh độ\n"
        "C1,Chợ,Phường Đồng Hới,,\n"
        "C2,Cầu,Phường Đồng Hới,đâu đó,106.6\n",
        "utf-8",
    )
    trial = gis.json("import", path, "--dry-run")
    assert (trial["rows"], trial["accepted"], trial["quarantined"]) == (2, 1, 1)
    assert trial["quarantine_file"] is None
    real = gis.json("import", path)
    assert {k: real[k] for k in trial if k != "quarantine_file"} == {
        k: v for k, v in trial.items() if k != "quarantine_file"
    }
    assert Path(real["quarantine_file"]).exists()
    assert gis.json("analyse")["province"]["cameras"] == 1
    gis.json("import", path)
    assert gis.json("analyse")["province"]["cameras"] == 1


def test_real_rows_send_simulated_ones_away(gis, tmp_path):
    gis.json("demo", "--cameras", 100)
    path = tmp_path / "a.csv"
    path.write_text("Mã camera,Tên,Xã\nC1,Chợ,Phường Đồng Hới\n", "utf-8")
    gis.json("import", path)
    answer = gis.json("analyse")
    assert (answer["province"]["cameras"], answer["simulated"]) == (1, False)


def test_demo_if_empty_leaves_a_register_alone(gis):
    assert gis.json("demo", "--cameras", 100)["cameras"] == 100
    assert gis.json("demo", "--cameras", 200, "--if-empty")["cameras"] == 0
    assert gis.json("analyse")["province"]["cameras"] == 100


@pytest.mark.parametrize(
    "arguments",
    [
        ["import", "khong-co.xlsx"],
        ["analyse", "--commune", "99999"],
        ["analyse", "--cameras", "khong-co.csv"],
        ["analyse", "--level", "microscope"],
        ["analyse", "--no-such-option"],
        ["demo", "--cameras", "3"],
        ["boundaries", "--from", "khong-co"],
        ["export", "cameras", "--format", "geojson", "--out", "khong-co/a.geojson"],
        ["analyse", "--store", "sqlite:////proc/khong/duoc.sqlite"],
    ],
)
def test_bad_options_and_files_end_with_2_and_one_line(gis, arguments):
    done = gis(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_weights_are_chosen_kept_and_printed_with_every_result(gis, inputs):
    assert gis.json("weights")["weights"]["market"] == 6
    assert gis.json("weights", "market=7,5", "--who", "An")["weights"]["market"] == 7.5
    assert gis.json("analyse")["weights"]["market"] == 7.5
    assert gis.json("analyse", "--weight", "market=9")["weights"]["market"] == 9
    assert gis.json("analyse", *inputs)["weights"]["market"] == 6
    assert "market 9,0" in gis("analyse", *inputs, "--weight", "market=9").stdout
    refused = gis("weights", "chợ=1")
    assert refused.returncode == 2
    assert "chợ" in refused.stderr
    assert gis("weights", "market=nhiều").returncode == 2


def test_places_and_roads_go_into_the_store(gis, tmp_path):
    layer = world.demand(
        {"demand_id": "road", "category": "road_commune", "shape": "LINESTRING (0 500, 500 500)"},
        {"demand_id": "cho", "category": "market", "shape": "POINT (100 100)"},
    )
    layer.to_file(tmp_path / "nhu-cau.gpkg")
    answer = gis.json("demand", tmp_path / "nhu-cau.gpkg")
    assert (answer["rows"], answer["changed"], answer["buildings"]) == (2, 2, None)
    assert gis.json("demand", tmp_path / "nhu-cau.gpkg")["changed"] == 0
    assert gis.json("analyse")["province"]["demand_weight"] == pytest.approx(7, rel=1e-3)


def test_findings_of_places_buildings_and_optics_are_all_told(gis, inputs, tmp_path):
    """A road of one vertex, a house that crosses itself, a lens that looks up."""
    houses = tmp_path / "nha.geojson"
    bow = world.placed(shapely.Polygon([(10, 10), (20, 20), (20, 10), (10, 20)]))
    gpd.GeoDataFrame({"height": [5]}, geometry=[bow], crs=4326).to_file(houses)
    roads = tmp_path / "duong.geojson"
    still = world.placed(shapely.LineString([(5, 5), (5, 5)]))
    lines = [still, world.placed(shapely.LineString([(0, 5), (9, 5)]))]
    columns = {"demand_id": ["S", "T"], "category": "road_hamlet"}
    gpd.GeoDataFrame(columns, geometry=lines, crs=4326).to_file(roads)
    cameras = tmp_path / "cameras.csv"
    pd.read_csv(cameras).assign(tilt_deg=[-10, 10]).to_csv(cameras, index=False)
    told = [*inputs[:-2], "--demand", roads, "--buildings", houses]
    answer = gis.json("analyse", *told)
    columns = [finding["column"] for finding in answer["findings"]]
    assert columns == ["geometry", "geometry", "tilt_deg"]
    out = tmp_path / "f.geojson"
    lines = gis("export", "footprints", *told, "--format", "geojson", "--out", out).stderr
    assert len(lines.strip().splitlines()) == 3
