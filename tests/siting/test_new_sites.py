"""New cameras where no repair brings anything back: small worlds on paper."""

import json

import pandas as pd
import pytest
import shapely

from gis.__main__ import main
from gis.analysis.run import analyse
from gis.core.errors import GisError
from gis.export.layers import sites_layer
from gis.siting.new_cameras import new_sites
from tests import world

# A pole 3.35 million, with a camera 5.85; a junction 6 million more; a second camera 2.5.
POLE, JUNCTION, CAMERA = 5.85e6, 11.85e6, 2.5e6
KNOWN = {"kind": "fixed", "azimuth_deg": 0, "hfov_deg": 90, "range_m": 50}
LEFT = {"camera_id": "P", "xy": (100, 100), "status": "abandoned", "azimuth_deg": 180} | {
    "kind": "fixed",
    "hfov_deg": 90,
    "range_m": 5,
}


def place(x, y, weight=6.0, **told):
    return {"shape": f"POINT ({x} {y})", "weight": weight} | told


def junction(x, y, weight=1.0, name="Ngã ba"):
    return place(x, y, weight, category="junction_commune", name=name)


def analysed(rows, places, equipment=(), **how):
    return analyse(
        world.cameras(*rows),
        world.equipment(*equipment),
        world.communes(),
        world.demand(*places),
        **how,
    )


def chosen(rows, places, budget, **how):
    return new_sites(analysed(rows, places), budget_vnd=budget, **how)


def test_a_pole_that_stands_is_taken_before_a_junction_that_sees_as_much():
    places = [place(100, 110, name="Chợ Hôm"), junction(800, 800), place(800, 810, 5)]
    found = chosen([LEFT], places, JUNCTION)
    [site] = found.sites.to_dict("records")
    assert (site["site"], site["kind"]) == ("pole:P", "abandoned_pole")
    assert (site["cost_vnd"], site["monthly_vnd"]) == (POLE, 370_000)
    assert site["gain_weight"] == found.solution.objective == 6
    assert site["azimuths_deg"] == [0]
    assert (site["sees"], site["commune_code"]) == ("Chợ Hôm", "00001")
    assert found.beyond_weight == 12
    assert found.solution.gap < 1e-4


def test_what_a_repair_brings_back_or_a_camera_may_see_is_no_gap():
    seen = {"camera_id": "S", "xy": (800, 800)} | KNOWN
    places = [place(800, 815), junction(801, 801)]
    for status, weight in (("working", 0), ("broken", 0), ("unknown", 0), ("disposal", 7)):
        found = chosen([seen | {"status": status}], places, 2e7)
        assert found.solution.objective == weight
        assert found.beyond_weight == pytest.approx(weight)


def test_a_site_has_only_so_many_cameras():
    around = [place(800 + dx, 800 + dy) for dx, dy in ((0, 10), (10, 0), (0, -10), (-10, 0))]
    places = [junction(800, 800, 0.5), *around]
    for views, weight in ((1, 6.5), (2, 12.5), (3, 18.5), (4, 24.5)):
        found = chosen([LEFT], places, 9e7, most_views=views)
        assert found.solution.objective == weight
        assert len(found.sites["azimuths_deg"].iloc[0]) == views
        assert found.cost_vnd == JUNCTION + (views - 1) * CAMERA


def test_only_the_commune_asked_for_counts():
    places = [junction(500, 500), junction(1500, 500, 3)]
    told = {c: chosen([], places, 9e7, commune=c).sites for c in ("00001", "00002")}
    assert [t["commune_code"].tolist() for t in told.values()] == [["00001"], ["00002"]]
    assert told["00002"]["gain_weight"].tolist() == [3]


def test_buildings_cut_what_a_new_camera_sees():
    wall = pd.DataFrame({"building_id": ["b"], "height_m": [20.0]})
    shape = world.placed(shapely.box(790, 803, 810, 805))
    buildings = world.gpd.GeoDataFrame(wall, geometry=[shape], crs="EPSG:4326")
    places = [junction(800, 800, 0.0), place(800, 810)]
    free = new_sites(analysed([LEFT], places), budget_vnd=9e7)
    cut = new_sites(analysed([LEFT], places, buildings=buildings), budget_vnd=9e7)
    assert (free.solution.objective, cut.solution.objective) == (6, 0)


def test_a_pole_that_has_fallen_is_no_place():
    pole = [{"equipment_id": "T", "kind": "pole", "status": "broken"}]
    made = analysed([LEFT | {"depends_on": "T"}], [place(100, 110)], equipment=pole)
    with pytest.raises(GisError, match="cột"):
        new_sites(made, budget_vnd=1e7)


def test_what_cannot_be_is_said():
    made = analysed([LEFT], [place(100, 110)])
    for amount in (-1.0, float("nan"), float("inf")):
        with pytest.raises(GisError, match="Ngân sách"):
            new_sites(made, budget_vnd=amount)
    with pytest.raises(GisError, match="ít nhất một camera"):
        new_sites(made, budget_vnd=1e7, most_views=0)
    with pytest.raises(GisError, match="không có gì mới"):
        new_sites(
            analyse(
                world.cameras(LEFT),
                world.equipment(),
                world.communes(),
                world.demand(place(1, 1)).iloc[:0],
            ),
            budget_vnd=1e7,
        )
    assert new_sites(made, budget_vnd=0).sites.empty
    assert new_sites(made, budget_vnd=POLE - 1).solution.objective == 0


def test_sites_leave_as_points_with_directions():
    made = analysed([LEFT], [place(100, 110), junction(800, 800)])
    found = new_sites(made, budget_vnd=9e7)
    table = sites_layer(made.of_register(simulated=True), found)
    assert table.geom_type.eq("Point").all()
    assert table["simulated"].all()
    assert table["new_investment"].all()
    assert table.set_index("site").loc["pole:P", "azimuths_deg"] == "0"
    assert sites_layer(made, new_sites(made, budget_vnd=0)).empty


@pytest.fixture
def files(tmp_path):
    rows = [LEFT, {"camera_id": "B", "xy": (400, 400), "status": "broken"} | KNOWN]
    world.cameras(*rows).to_csv(tmp_path / "c.csv", index=False)
    world.equipment().to_csv(tmp_path / "e.csv", index=False)
    world.demand(place(100, 110), place(400, 420), junction(800, 800)).to_file(
        tmp_path / "d.geojson"
    )
    world.communes().to_file(tmp_path / "k.gpkg")
    names = {"cameras": "c.csv", "equipment": "e.csv", "demand": "d.geojson", "communes": "k.gpkg"}
    return [str(p) for name, file in names.items() for p in (f"--{name}", tmp_path / file)]


def test_from_a_terminal(files, tmp_path, capsys):
    out = tmp_path / "sites.geojson"
    assert main(["sites", *files, "--budget", "6e6", "--out", str(out), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["new_investment"]
    assert [s["site"] for s in answer["sites"]] == ["pole:P"]
    assert {"status", "objective", "bound", "gap", "cost_vnd"} <= set(answer)
    assert len(json.loads(out.read_text("utf-8"))["features"]) == 1
    assert main(["sites", *files, "--budget", "6e6"]) == 0
    assert "ĐẦU TƯ MỚI" in capsys.readouterr().out
    assert main(["sites", *files, "--budget", "-5"]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_a_plan_is_judged_from_a_terminal(files, capsys):
    plain = ["plan", *files, "--budget", "3e6", "--json"]
    assert main(plain) == 0
    assert not {"draws", "surveys"} & set(json.loads(capsys.readouterr().out))
    assert main([*plain, "--draws", "5"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["draws"] == 5
    assert {r["certainty"] for r in answer["repairs"]} == {""}  # five draws label nothing
    assert isinstance(answer["surveys"], list)
    assert main([*plain, "--draws", "0"]) == 2
    assert main([*plain, "--draws", "many"]) == 2
