"""From a terminal: a recorder and a camera of one code are required and excluded apart."""

import pytest

from tests import world
from tests.village import CAMERAS, PLACES, UNITS

TWIN = {
    "camera_id": "R",
    "xy": (600, 500),
    "azimuth_deg": 90,
    "range_m": 100,
    "hfov_deg": 60,
    "status": "broken",
    "repair_cost_vnd": 1e6,
}


@pytest.fixture
def inputs(tmp_path):
    named = [{**row, "camera_id": f"C{k}"} for k, row in enumerate(CAMERAS)]
    world.cameras(*named, TWIN).to_csv(tmp_path / "cameras.csv", index=False)
    world.equipment(*UNITS).to_csv(tmp_path / "equipment.csv", index=False)
    (tmp_path / "demand.geojson").write_text(world.demand(*PLACES).to_json(), encoding="utf-8")
    world.communes().to_file(tmp_path / "communes.gpkg")
    return [
        "--cameras",
        tmp_path / "cameras.csv",
        "--equipment",
        tmp_path / "equipment.csv",
        "--demand",
        tmp_path / "demand.geojson",
        "--communes",
        tmp_path / "communes.gpkg",
    ]


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        (["--lock", "equipment:R", "--exclude", "camera:R"], {"equipment:R", "C1"}),
        (["--lock", "camera:R", "--exclude", "equipment:R"], {"camera:R", "C2"}),
        ([], {"equipment:R", "C1"}),
        (["--exclude", "equipment:C1"], None),
    ],
)
def test_either_can_be_named(gis, inputs, options, ids):
    """10 million: recorder (8) and C1 (2) bring back 9; the camera R (1) sees nothing new."""
    if ids is None:
        assert "equipment:C1" in gis("plan", *inputs, "--budget", "10000000", *options).stderr
        return
    told = gis.json("plan", *inputs, "--budget", "10000000", *options)
    assert {line["id"] for line in told["repairs"]} == ids


def test_the_code_alone_is_refused_with_what_to_write(gis, inputs):
    done = gis("plan", *inputs, "--budget", "10000000", "--lock", "R")
    assert done.returncode != 0
    assert "camera:R, equipment:R" in done.stderr
    told = gis.json("plan", *inputs, "--budget", "10000000", "--lock", "camera:C1")
    assert "C1" in {line["id"] for line in told["repairs"]}
