"""Ranges, draws, labels, and what an unknown explains: worked out by hand."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from gis.coverage.optics import optics
from gis.restoration.model.uncertainty import (
    UNCERTAINTY_LIMITS,
    certainties,
    cost_draws,
    could_change,
    numbers,
    sample_cameras,
    sample_costs,
    uniform,
    unknowns,
    wilson,
)
from tests import world

DRAWS = np.arange(4000)


def many(column, name="C"):
    return uniform(np.repeat(numbers([name]), len(DRAWS)), column, DRAWS, seed=1)


def test_random_numbers_are_even_and_each_its_own():
    one, other, elsewhere = many("azimuth_deg"), many("hfov_deg"), many("azimuth_deg", "D")
    for u in (one, other, elsewhere):
        assert (u >= 0).all()
        assert (u < 1).all()
        assert np.histogram(u, 10, (0, 1))[0] == pytest.approx(400, abs=80)
    assert abs(np.corrcoef([one, other, elsewhere])[np.triu_indices(3, 1)]).max() < 0.05


@given(st.lists(st.text(max_size=5), min_size=1, max_size=5, unique=True), st.integers(0, 99))
def test_a_number_depends_on_its_own_id_alone(ids, draw):
    together = uniform(numbers(ids), "range_m", np.full(len(ids), draw), seed=3)
    alone = [uniform(numbers([i]), "range_m", np.array([draw]), seed=3)[0] for i in ids]
    assert together.tolist() == alone
    assert uniform(numbers(ids), "range_m", np.full(len(ids), draw), seed=4).tolist() != alone


def prices(estimated=True):
    return pd.DataFrame(
        {
            "repair_id": ["A", "B"],
            "cost_vnd": [3e6, 123_456.0],
            "low_vnd": [1e6, 123_456.0],
            "high_vnd": [9e6, 123_456.0],
            "estimated": [estimated, False],
        }
    )


def test_an_estimated_cost_is_triangular_and_a_stated_one_stays():
    costs = cost_draws(prices(), np.arange(4000), seed=1)
    assert (costs[:, 1] == 123_456).all()
    assert (costs[:, 0] % 10_000 == 0).all()
    assert costs[:, 0].min() >= 0.9e6
    assert costs[:, 0].max() <= 1.2 * 9e6
    # Means of triangles, (low + mid + high) / 3, of the price and of the level.
    assert costs[:, 0].mean() == pytest.approx(13e6 / 3 * 3.1 / 3, rel=0.02)
    # A quarter lies below the mid: (mid − low) / (high − low); drawn elsewhere, with the level:
    assert (costs[:, 0] < 3e6).mean() == pytest.approx(0.229, abs=0.025)
    assert sample_costs(prices(), 7, seed=1).tolist() == costs[7].tolist()


def test_the_price_level_is_common_to_a_draw_and_leaves_stated_costs_alone():
    ids = [f"C{k}" for k in range(400)]
    table = pd.DataFrame(
        {
            "repair_id": ids,
            "cost_vnd": 2e6,
            "low_vnd": 1e6,
            "high_vnd": 3e6,
            "estimated": np.arange(400) < 399,
        }
    )
    costs = cost_draws(table, np.arange(2000), seed=1)
    level = costs[:, :399].mean(axis=1) / 2e6
    assert level.min() == pytest.approx(0.9, abs=0.05)
    assert level.max() == pytest.approx(1.2, abs=0.05)
    # Standard deviation of a triangle: (a² + b² + c² − ab − ac − bc) / 18.
    assert level.std() == pytest.approx(np.sqrt(0.07 / 18), abs=0.006)
    assert (costs[:, 399] == 2e6).all()
    other = cost_draws(table.iloc[[5, 399]], np.arange(2000), seed=1)
    assert (other == costs[:, [5, 399]]).all()
    assert sample_costs(prices(estimated=False), 5, seed=1).tolist() == [3e6, 123_456]


ROWS = (
    {"xy": (1, 1), "kind": "fixed", "hfov_deg": 80, "range_m": 20, "azimuth_deg": 5},
    {"xy": (1, 1), "kind": "dome", "tilt_deg": 20},
    {"kind": "dome"},
    {"xy": (1, 1), "kind": "fisheye", "focal_mm": 2, "resolution_w_px": 2000},
)


def cameras():
    table = world.cameras(*ROWS)
    return table.assign(
        directed=[True, False, False, True],
        assumed=["", "hfov_deg;range_m", "hfov_deg;range_m", "hfov_deg;range_m"],
    )


def test_what_is_not_known_is_told_by_camera():
    told = unknowns(cameras(), roofs=False)
    assert told.to_numpy().astype(int).tolist() == [
        [0, 0, 0, 0],  # all is stated; its height matters to nothing
        [1, 1, 1, 1],  # the tilt is stated, the height is not
        [0, 0, 0, 0],  # no position
        [0, 0, 0, 0],  # sees all round, and its lens says how far
    ]
    assert unknowns(cameras(), roofs=True)["height_m"].tolist() == [True, True, False, True]


def test_what_is_drawn_lies_in_its_range_and_a_narrow_lens_sees_farther():
    table = pd.concat([cameras().iloc[[0, 1]]] * 500, ignore_index=True)
    unknown = pd.concat([unknowns(cameras(), roofs=False).iloc[[0, 1]]] * 500, ignore_index=True)
    usual = pd.DataFrame({"hfov_deg": [80.0, 106.0] * 500})
    drawn = sample_cameras(table, unknown, usual, np.arange(1000) // 2, seed=1)
    known, dome = drawn.iloc[::2], drawn.iloc[1::2]
    assert known[["azimuth_deg", "hfov_deg", "range_m"]].drop_duplicates().to_numpy().tolist() == [
        [5, 80, 20]
    ]
    low, high = UNCERTAINTY_LIMITS.loc["dome", ["least_deg", "most_deg"]]
    assert dome["hfov_deg"].between(low, high).all()
    assert dome["azimuth_deg"].between(0, 360).all()
    assert dome["azimuth_deg"].std() > 90
    assert dome["resolution_w_px"].between(1280, 2560).all()
    reach = optics(dome.assign(tilt_deg=np.nan))["range_m"]
    assert reach.to_numpy() == pytest.approx(
        (dome["resolution_w_px"] / np.radians(dome["hfov_deg"]) / 62.5).to_numpy()
    )
    assert np.corrcoef(reach, dome["hfov_deg"])[0, 1] < -0.3


def test_labels_follow_the_range_of_the_share():
    share = np.array([1.0, 0.945, 0.94, 0.57, 0.565, 0.0, 0.1, 0.11, 0.95])
    planned = np.array([True] * 6 + [False] * 3)
    # Of 200 draws: 189 are 90.4 to 96.9 %, 188 are 89.8 to 96.5; 114 are 50.1 %, 113 49.6 % on.
    assert certainties(share, planned, 200).tolist() == [
        "robust",
        "robust",
        "likely",
        "likely",
        "survey_first",
        "survey_first",
        "",
        "survey_first",
        "robust",
    ]
    assert set(certainties(share, planned, 99)) == {""}
    # Where nothing is drawn a share is what it is.
    assert certainties(np.array([0.9, 0.5]), planned[:2], np.inf).tolist() == ["robust", "likely"]


# Newcombe 1998, table I (method 3): 81 of 263, 15 of 148, 0 of 20, 1 of 29.
@pytest.mark.parametrize(
    ("count", "draws", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (200, 200, 0.9812, 1),
        (100, 100, 0.9630, 1),
    ],
)
def test_ranges_of_shares_are_those_printed(count, draws, low, high):
    assert np.round(wilson(count / draws, draws), 4).tolist() == [low, high]


@given(st.integers(0, 300), st.integers(1, 300))
def test_a_range_solves_the_equation_it_comes_from(count, draws):
    share = min(count, draws) / draws
    for end in wilson(share, draws):  # |p̂ − p| = z √(p(1 − p)/n)
        assert (share - end) ** 2 == pytest.approx(
            1.959963984540054**2 * end * (1 - end) / draws, abs=1e-12
        )


def test_an_unknown_that_decides_explains_all_of_the_change():
    outcome = np.repeat([0.0, 6.0], 50)[:, None]
    members = np.column_stack([outcome[:, 0] > 0, outcome[:, 0] == 0, np.ones(100, bool)])
    counts = np.array([[6.0, 1], [2, 1], [9, 1]])
    # Two repairs differ between two draws with the probability 1/2 each, the third never.
    every = sparse.csr_array(np.array([[1, 1, 1]]))
    assert could_change(members, outcome, every, counts)[0] == pytest.approx([4.0, 1.0])
    third = sparse.csr_array(np.array([[0, 0, 1]]))
    assert could_change(members, outcome, third, counts)[0].tolist() == [0, 0]


def test_an_unknown_that_decides_nothing_explains_nothing():
    random, one = np.random.default_rng(0), np.ones((30, 1))
    members, outcome = random.random((200, 30)) < 0.5, random.random((200, 20))
    told = could_change(members, outcome, sparse.csr_array(np.ones((20, 30))), one)
    # 15 repairs differ between two draws; chance leaves little of it.
    assert told.mean() < 0.4
    flat, every = np.ones((200, 1)), sparse.csr_array(np.ones((1, 30)))
    assert could_change(members, flat, every, one)[0] == 0
