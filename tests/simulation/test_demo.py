"""The simulated register: believable numbers, everything in its own commune, sound references."""

import unicodedata
from graphlib import TopologicalSorter
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from gis.analysis import run as workflow
from gis.communes.boundaries import COMMUNES_FILE, load_communes, read_communes
from gis.communes.location import locate
from gis.communes.schematic import read_commune_facts, schematic
from gis.communes.succession import Succession, read_succession
from gis.core.choices import Cause, FaultPart
from gis.core.schema import CAMERA_COLUMNS, EQUIPMENT_COLUMNS, split_ids
from gis.demand.layers import DEMAND_COLUMNS
from gis.demand.weights import read_weights, weighted
from gis.simulation.register import simulate

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "quang_tri_communes.gpkg"
LAID = {"official": [p for p in (COMMUNES_FILE, SHARED) if p.exists()][:1], "schematic": [None]}
GATES = {"19432", "19594", "18904"}
ROADS = {"road_national": 6, "road_provincial": 4, "road_commune": 2, "road_hamlet": 1}
KINDS = {"fixed": 0.55, "dome": 0.18, "turret": 0.15, "ptz": 0.08, "fisheye": 0.02, "anpr": 0.02}
WEIGHTS = {
    "market": {6},
    "station": {6},
    "school": {5},
    "hospital": {5},
    "bridge": {5},
    "office": {4},
    "junction_national": {5},
    "junction_provincial": {4},
    "junction_commune": {3},
    "junction_hamlet": {2},
    "border_gate": {10},
}
FAILED = {"broken", "abandoned", "suspended", "disposal"}


def boundaries(file):
    if file is None:
        return schematic()
    if file == COMMUNES_FILE:
        return load_communes(file)
    facts = read_commune_facts()[["code", "kind"]]
    return read_communes(file).merge(facts, on="code")


@pytest.fixture(scope="module", params=[f for files in LAID.values() for f in files])
def communes(request):
    return boundaries(request.param)


@pytest.fixture(scope="module")
def made(communes):
    return simulate(communes, read_succession())


@pytest.fixture(scope="module")
def analysis(made, communes):
    return workflow.analyse(made.cameras, made.equipment, communes, made.demand)


def located(cameras, communes):
    points = gpd.GeoSeries(gpd.points_from_xy(cameras["lon"], cameras["lat"]), cameras.index)
    return locate(points, communes)


def share(flags):
    return float(np.mean(flags))


def test_the_same_seed_makes_the_same_register_and_another_seed_another():
    first, again, other = (
        simulate(schematic(), read_succession(), cameras=300, seed=seed) for seed in (7, 7, 8)
    )
    for table in ("cameras", "equipment", "demand"):
        assert_frame_equal(getattr(first, table), getattr(again, table))
    assert not first.cameras["lon"].equals(other.cameras["lon"])


def test_every_commune_has_its_share_and_wards_have_more(made, communes):
    counts = made.cameras["commune_code"].value_counts().reindex(communes["code"], fill_value=0)
    mean = counts.groupby(communes.set_index("code")["kind"]).mean()
    assert len(made.cameras) == 3000
    assert counts.drop("19742").between(10, 80).all()
    assert 0 < counts["19742"] <= 10
    assert mean["phường"] > 1.5 * mean["xã"]


def test_every_located_camera_stands_in_its_own_commune(made, communes):
    cameras = made.cameras[made.cameras["lon"].notna()]
    assert located(cameras, communes).tolist() == cameras["commune_code"].tolist()


def test_the_declared_commune_leads_to_the_commune_it_stands_in(made, communes):
    pairs = made.cameras[["declared_commune", "commune_code"]].drop_duplicates()
    names = Succession(communes)
    wrong = [p for p in pairs.itertuples(index=False) if p[1] not in names.candidates(p[0])]
    today = set(communes["full_name"]) | set(communes["name"])
    assert wrong == []
    assert 0.05 < share(~made.cameras["declared_commune"].isin(today)) < 0.5


def test_tables_are_canonical_with_ids_of_their_own_in_composed_vietnamese(made):
    assert list(made.cameras) == [c.name for c in CAMERA_COLUMNS]
    assert list(made.equipment) == [c.name for c in EQUIPMENT_COLUMNS]
    assert tuple(made.demand) == DEMAND_COLUMNS
    ids = pd.concat([made.cameras["camera_id"], made.equipment["equipment_id"]])
    assert ids.is_unique
    assert (made.cameras["name"] != "").all()
    assert (made.cameras["address"] != "").all()
    for table in (made.cameras, made.equipment, made.demand.drop(columns="geometry")):
        words = table.select_dtypes(exclude="number").to_numpy().ravel()
        assert all(unicodedata.is_normalized("NFC", word) for word in words)


def test_every_value_is_one_the_register_knows_and_within_its_range(made):
    tables = ((made.cameras, CAMERA_COLUMNS), (made.equipment, EQUIPMENT_COLUMNS))
    for table, columns in tables:
        for column in columns:
            values = table[column.name]
            if column.choices is not None:
                assert set(values) <= {*column.choices, ""}, column.name
            elif values.dtype == "float64":
                assert values.dropna().between(column.low, column.high).all(), column.name


def test_kinds_come_in_the_usual_mix(made):
    mix = made.cameras["kind"].value_counts(normalize=True)
    assert mix.to_dict() == pytest.approx(KINDS, abs=0.03)


def test_gaps_are_those_of_real_lists(made):
    cameras = made.cameras
    aimed = cameras["kind"].isin(["fixed", "dome", "turret"]) & cameras["lon"].notna()
    assert share(cameras.loc[aimed, "azimuth_deg"].isna()) == pytest.approx(0.15, abs=0.04)
    assert share(cameras["lon"].isna()) == pytest.approx(0.04, abs=0.015)
    assert cameras["lon"].isna().equals(cameras["lat"].isna())
    assert (cameras["commune_code"] != "").all()
    unknown = cameras["status"] == "unknown"
    assert share(unknown) == pytest.approx(0.25, abs=0.03)
    assert unknown.equals(cameras["surveyed_on"] == "")
    assert cameras.loc[~unknown, "surveyed_on"].between("2025-11-01", "2026-10-31").all()
    assert cameras["installed_on"].between("2016-01-01", "2025-12-31").all()


def test_a_fault_is_told_where_there_is_one(made):
    for table in (made.cameras, made.equipment):
        sound = table["status"].isin(["working", "unknown"])
        assert (table.loc[sound, ["fault_part", "cause"]] == "").all(axis=None)
    failed = made.cameras[made.cameras["status"].isin(FAILED)]
    assert failed["fault_part"].isin(list(FaultPart)).all()
    assert failed["cause"].isin(list(Cause)).all()
    live = made.cameras["live_verified_on"] != ""
    assert live.any()
    assert (made.cameras.loc[live, "status"] == "working").all()


def test_about_two_in_five_do_not_see(analysis):
    state = analysis.cameras["sight"].value_counts(normalize=True)
    assert state["down"] == pytest.approx(0.40, abs=0.05)
    assert state["unconfirmed"] == pytest.approx(0.23, abs=0.05)
    assert analysis.outside == 0


def test_shared_faults_leave_cameras_dark(analysis, made):
    assert analysis.cameras["dark"].sum() >= 40
    kinds = made.equipment.loc[made.equipment["status"].isin(FAILED), "kind"]
    assert {"recorder", "line", "power", "server"} <= set(kinds)


def test_forty_cameras_wait_for_one_unpaid_server_room(made):
    server = made.equipment[made.equipment["kind"] == "server"]
    assert server[["status", "cause"]].to_numpy().tolist() == [["suspended", "unpaid"]]
    behind = below(made.equipment)
    waits = made.cameras["depends_on"].map(
        lambda ids: any(server["equipment_id"].iloc[0] in behind[i] for i in split_ids(ids))
    )
    assert waits.sum() >= 40
    assert made.cameras.loc[waits, "commune_code"].nunique() == 1


def below(equipment):
    """Return each equipment's id with all it depends on, to any depth."""
    needs = dict(
        zip(equipment["equipment_id"], equipment["depends_on"].map(split_ids), strict=True)
    )
    found: dict[str, set[str]] = {}
    for name in TopologicalSorter(needs).static_order():
        found[name] = {name}.union(*(found[n] for n in needs[name]))
    return found


def test_equipment_exists_where_it_is_named_without_cycles(made, communes):
    known = set(made.equipment["equipment_id"])
    named = pd.concat(
        [made.cameras["depends_on"], made.cameras["connects_through"], made.equipment["depends_on"]]
    )
    assert {i for ids in named.unique() for i in split_ids(ids)} <= known
    assert set(below(made.equipment)) == known
    assert {f"TT-{code}" for code in communes["code"]} <= known


def test_a_recorder_has_a_channel_for_every_camera(made):
    links = made.cameras["depends_on"].map(split_ids).explode()
    recorders = made.equipment[made.equipment["kind"] == "recorder"].set_index("equipment_id")
    behind = links[links.isin(recorders.index)].value_counts()
    assert (behind <= recorders["channels"].reindex(behind.index)).all()


def test_demand_has_the_known_categories_and_their_weights(made, communes):
    demand = made.demand
    assert set(demand["category"]) == set(read_weights().query("per != 'camera'").index) - {
        "junction"
    }
    assert demand["demand_id"].is_unique
    assert demand.geometry.is_valid.all()
    lines = demand["category"].str.startswith("road_")
    demand = weighted(demand, read_weights())
    assert demand.loc[lines, "weight_per_km"].equals(demand.loc[lines, "category"].map(ROADS) * 1.0)
    for category, weights in WEIGHTS.items():
        found = set(demand.loc[demand["category"] == category, "weight"])
        assert found <= weights, category
    gates = demand[demand["category"] == "border_gate"]
    assert set(locate(gates.geometry, communes)) == GATES
    assert {"Quốc lộ 1", "Quốc lộ 9", "Đường Hồ Chí Minh"} <= set(demand["name"])


def test_roads_and_places_stay_in_the_province(made, communes):
    land = communes.geometry.union_all().buffer(1e-4)
    assert made.demand.within(land).all()


def test_every_commune_has_something_to_see(analysis):
    weights = analysis.communes[
        ["covered_weight", "unconfirmed_weight", "lost_weight", "gap_weight"]
    ]
    assert (weights.sum(axis=1) > 0).all()
    assert (weights.sum() > 0).all()


def test_twenty_thousand_cameras_keep_the_proportions(communes):
    large = simulate(communes, read_succession(), cameras=20_000)
    counts = large.cameras["commune_code"].value_counts().drop("19742")
    assert len(large.cameras) == 20_000
    assert large.cameras["camera_id"].is_unique
    assert counts.between(10 * 20 / 3 - 1, 80 * 20 / 3 + 1).all()
    placed = large.cameras[large.cameras["lon"].notna()]
    assert located(placed, communes).tolist() == placed["commune_code"].tolist()
