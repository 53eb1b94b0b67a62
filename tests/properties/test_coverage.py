"""What holds for every register: areas add up, weights add up, order of evidence."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from gis.analysis.run import analyse, reanalyse
from gis.core.choices import Coverage
from gis.core.crs import to_plane
from gis.coverage.footprints import footprints
from gis.restoration.plans.ranking import rank_repairs
from tests.coverage.town import buildings
from tests.world import cameras, communes, demand, equipment

STATUS = st.sampled_from(["working", "degraded", "broken", "abandoned", "unknown", "disposal"])
ROADS = [
    {"shape": f"LINESTRING (-50 {y}, 2050 {y + 37})", "weight_per_km": 1.0 + i}
    for i, y in enumerate((120, 480, 760))
]
PLACES = [{"shape": f"POINT ({x} {x % 700 + 90})", "weight": 5.0} for x in range(30, 2000, 130)]


@st.composite
def registers(draw: st.DrawFn):
    row = st.fixed_dictionaries(
        {
            "xy": st.tuples(st.floats(-100, 2100), st.floats(-100, 1100)),
            "azimuth_deg": st.one_of(st.none(), st.floats(0, 360)),
            "hfov_deg": st.floats(10, 360),
            "range_m": st.floats(1, 400),
            "status": STATUS,
            "depends_on": st.sampled_from(["", "R0", "R1", "R1;R2", "missing"]),
        }
    )
    shared = [
        {"equipment_id": f"R{i}", "kind": "recorder", "status": draw(STATUS)} for i in range(3)
    ]
    shared[0]["depends_on"] = "R2"
    return cameras(*draw(st.lists(row, min_size=1, max_size=12))), equipment(*shared)


def analysed(register):
    return analyse(*register, communes(), demand(*ROADS, *PLACES))


@settings(max_examples=60, deadline=None)
@given(
    hfov=st.floats(1, 360),
    reach=st.floats(1, 1000),
    azimuth=st.floats(0, 360),
    north=st.floats(-100_000, 100_000),
)
def test_a_sector_has_half_r_squared_theta(hfov, reach, azimuth, north):
    table = cameras({"xy": (0, north), "azimuth_deg": azimuth, "hfov_deg": hfov, "range_m": reach})
    area = shapely.area(to_plane(footprints(table).geometry.iloc[0]))
    assert area == pytest.approx(0.5 * reach**2 * np.radians(hfov), rel=1e-3)


@settings(max_examples=40, deadline=None)
@given(registers())
def test_areas_add_up_and_a_union_is_never_more_than_its_parts(register):
    found = analysed(register)
    areas = found.communes[["working_km2", "unconfirmed_km2", "lost_km2"]]
    assert (areas.to_numpy() > -1e-9).all()
    installed = found.communes["installed_km2"]
    assert areas.sum(axis=1).to_numpy() == pytest.approx(installed.to_numpy(), abs=1e-9)
    parts = shapely.area(to_plane(found.footprints.geometry.to_numpy())).sum() / 1e6
    rounded = 1e-12 * len(found.communes)  # areas are told to the square millimetre
    assert installed.sum() <= parts * (1 + 1e-9) + rounded


@settings(max_examples=40, deadline=None)
@given(registers())
def test_weights_add_up_to_the_demand_inside_the_communes(register):
    found = analysed(register).communes
    parts = found[["covered_weight", "unconfirmed_weight", "lost_weight", "gap_weight"]]
    assert parts.sum(axis=1).to_numpy() == pytest.approx(found["demand_weight"].to_numpy())
    nobody = analyse(*registerless(), communes(), demand(*ROADS, *PLACES)).communes
    total = nobody["demand_weight"].to_numpy()
    assert found["demand_weight"].to_numpy() == pytest.approx(total)
    assert nobody["gap_weight"].to_numpy() == pytest.approx(total)


def registerless():
    return cameras({"status": "unknown"}).head(0), equipment({"equipment_id": "R"}).head(0)


@settings(max_examples=30, deadline=None)
@given(registers())
def test_every_piece_agrees_with_its_middle_point_tested_against_every_footprint(register):
    found = analysed(register)
    pieces = found.incidence.pieces
    lines = pieces["length_m"].to_numpy() > 0.01
    middle = shapely.points(
        (pieces["x0"] + pieces["x1"].fillna(pieces["x0"])) / 2,
        (pieces["y0"] + pieces["y1"].fillna(pieces["y0"])) / 2,
    )
    views = found.footprints.geometry.to_numpy()
    expected = (
        shapely.intersects(middle[:, None], views[None, :])
        if len(views)
        else np.zeros((len(pieces), 0))
    )
    sees = found.incidence.by_piece().toarray()
    clear = lines | np.isnan(pieces["length_m"].to_numpy())
    assert (sees == expected)[clear].all()


@settings(max_examples=30, deadline=None)
@given(registers())
def test_the_ranking_never_regains_more_than_is_not_covered_and_never_buys_twice(register):
    found = analysed(register)
    ranked = rank_repairs(found)
    weight = found.incidence.groups["weight"].to_numpy()
    open_weight = weight[found.coverage != Coverage.COVERED].sum()
    assert sum(s.gain_weight for s in ranked.steps) <= open_weight + 1e-9
    bought = np.concatenate([s.repairs for s in ranked.steps]) if ranked.steps else np.empty(0)
    assert len(set(bought)) == len(bought)
    revived = np.concatenate([s.cameras for s in ranked.steps]) if ranked.steps else np.empty(0)
    assert sorted(revived) == np.flatnonzero(ranked.repairs.mendable).tolist()


@settings(max_examples=30, deadline=None)
@given(registers(), registers(), st.sets(st.integers(0, 11)), st.booleans())
def test_working_out_only_what_changed_gives_what_starting_anew_gives(register, other, odd, mended):
    (table, shared), (others, _) = register, other
    houses = buildings(shapely.box(400, 300, 430, 380), shapely.box(900, 420, 1100, 460))
    standing = {"buildings": houses}
    before = analyse(table, shared, communes(), demand(*ROADS, *PLACES), **standing)
    now, rows = table.copy(), [k for k in odd if k < min(len(table), len(others))]
    kept = now["camera_id"].copy()
    now.loc[rows] = others.loc[rows]
    now["camera_id"] = kept
    after = shared.assign(status="working") if mended else shared
    quick = reanalyse(before, now, after)
    anew = analyse(now, after, communes(), demand(*ROADS, *PLACES), **standing)
    assert_frame_equal(quick.cameras, anew.cameras)
    assert_frame_equal(
        quick.communes.drop(columns="geometry"),
        anew.communes.drop(columns="geometry"),
        rtol=1e-9,
        atol=1e-9,
    )
    assert quick.footprints["camera_id"].tolist() == anew.footprints["camera_id"].tolist()
    assert quick.gaps["weight"].sum() == pytest.approx(anew.gaps["weight"].sum())
