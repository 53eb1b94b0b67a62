"""Places for new cameras, what they cost, and at most so many views of each: by hand."""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from gis.core.errors import GisError
from gis.restoration.model.constraints import NO_PHASE, budget
from gis.restoration.model.prices import read_prices
from gis.restoration.solve.milp import solve
from gis.siting.candidates import AZIMUTHS_DEG, candidate_sites, candidate_views, offer
from tests import world
from tests.restoration.worlds import world as problem_of

CAMERAS = (
    {"camera_id": "A", "xy": (100, 100), "status": "abandoned", "name": "Chợ"},
    {"camera_id": "A-2", "xy": (100, 100.2), "status": "abandoned"},  # on the same pole
    {"camera_id": "B", "xy": (300, 100), "status": "abandoned", "fault_part": "pole"},
    {"camera_id": "C", "xy": (500, 100), "status": "broken"},
    {"camera_id": "D", "status": "abandoned"},
    {"camera_id": "E", "xy": (700, 100), "status": "abandoned"},
)


def places():
    demand = world.demand(
        {"demand_id": "j", "shape": "POINT (900 100)", "category": "junction_commune"},
        {"demand_id": "m", "shape": "POINT (900 200)", "category": "market"},
        {"demand_id": "r", "shape": "LINESTRING (0 0, 9 9)", "category": "junction_commune"},
    )
    standing = np.array([True] * 5 + [False])
    cameras = world.cameras(*CAMERAS).assign(commune_code="00001")
    return candidate_sites(cameras, standing, demand, pd.Series(["00002", "", ""]))


def test_poles_that_stand_come_first_then_junctions():
    told = places()
    assert told["site"].tolist() == ["pole:A", "junction:j"]
    assert told["kind"].tolist() == ["abandoned_pole", "junction"]
    assert told["commune_code"].tolist() == ["00001", "00002"]
    assert world.metres(told[["lon", "lat"]]) == pytest.approx(np.array([[100, 100], [900, 100]]))


def test_each_place_has_views_all_around():
    told = candidate_views(places())
    assert len(told) == 2 * len(AZIMUTHS_DEG)
    assert told["azimuth_deg"].tolist() == [0, 45, 90, 135, 180, 225, 270, 315] * 2
    assert told["site"].tolist() == [0] * 8 + [1] * 8
    assert told["camera_id"].is_unique
    assert (told["kind"] == "fixed").all()


def test_a_standing_pole_costs_nothing_and_a_connection_serves_all_views():
    prices = read_prices()
    made = offer(places(), candidate_views(places()), prices, most_views=2)
    cost = made.repairs.table.set_index("repair_id")["cost_vnd"]
    # Connection 3 million and a month of line 0.35; a pole 6 million; a camera 2.5 million.
    assert cost["pole:A"] == 3_350_000
    assert cost["junction:j"] == 9_350_000
    assert cost["pole:A@90"] == 2_500_000
    assert made.repairs.needs.toarray()[9].nonzero()[0].tolist() == [1, 2 + 9]
    assert made.balance.toarray()[0].tolist() == [-2, 0] + [1] * 8 + [0] * 8
    with pytest.raises(GisError, match="pole"):
        offer(places(), candidate_views(places()), prices.drop("pole"), most_views=2)


@st.composite
def offers(draw):
    """Two or three sites with three views each, and what each view sees of five places."""
    count, money = draw(st.integers(1, 3)), st.integers(0, 6).map(lambda n: 1e6 * n)
    flags = st.lists(st.booleans(), min_size=5, max_size=5)
    site = np.repeat(np.arange(count), 3)
    needs = np.hstack([np.eye(count)[site], np.eye(3 * count)])
    seen = draw(st.lists(flags, min_size=3 * count, max_size=3 * count))
    weight = draw(st.lists(st.integers(0, 9), min_size=5, max_size=5))
    costs = [draw(money) for _ in range(count)] + [draw(money)] * (3 * count)
    most = draw(st.integers(1, 3))
    balance = np.hstack([-most * np.eye(count), np.eye(count)[site].T])
    return problem_of(needs, seen, weight, costs), balance, draw(st.integers(0, 20)) * 1e6


def best(problem, balance, amount):
    """The most any set of sites and views within the money sees: all are tried."""
    count = len(balance)
    found = 0.0
    # At a site no view, or any set of them that it has room for.
    room = int(-balance[0, 0])
    layouts = [v for v in product([0, 1], repeat=3) if sum(v) <= room]
    for chosen in product(layouts, repeat=count):
        done = np.array([any(v) for v in chosen] + [x for v in chosen for x in v], bool)
        if problem.cost_vnd[done].sum() <= amount:
            found = max(found, problem.regained(done))
    return found


@settings(max_examples=50, deadline=None)
@given(offers())
def test_the_programme_finds_the_best_of_all_layouts(made):

    problem, balance, amount = made
    keep = budget(amount, balance=sparse.csr_array(balance))
    found = solve(problem, keep)
    assert found.objective == pytest.approx(best(problem, balance, amount))
    assert (balance @ found.done <= 0).all()
    thrifty = solve(problem, keep, prefer=-1e-10 * problem.cost_vnd)
    assert thrifty.objective == pytest.approx(found.objective, abs=0.01)
    assert thrifty.objective <= thrifty.bound + 1e-9
    assert found.objective <= thrifty.bound + 1e-9
    assert problem.cost_vnd[thrifty.done].sum() <= problem.cost_vnd[found.done].sum() + 1e-6
    assert (found.phase >= NO_PHASE).all()
