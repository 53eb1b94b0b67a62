"""Rounds of a day: no stop lost, none twice, no day too long, and as few and short as can be."""

from itertools import permutations
from unittest import mock

import numpy as np
import pytest

from gis.core.deadline import Deadline, Stopped
from gis.restoration.scheduling import routes as module
from gis.restoration.scheduling.routes import TravelTimes, kilometres, nearest_next, rounds


def ground(seed, size, day):
    random = np.random.default_rng(seed)
    places = random.integers(0, 40, (size, 2)).astype(float)
    all_ = np.vstack([[20.0, 20.0], places])
    travel = np.ceil(np.hypot(*(all_[:, None] - all_[None]).transpose(2, 0, 1))).astype(np.int64)
    return TravelTimes(random.integers(10, 60, size), travel, day), places


def best_by_hand(land):
    """The least rounds, then the least minutes, over all orders of all stops.

    Each order is cut into rounds in the best way, by going through it once.
    """
    size, best = len(land.minutes), (size_of_nothing := (10**9, 10**9))
    for order in permutations(range(size)):
        reach = [(0, 0)] + [size_of_nothing] * size
        for begin in range(size):
            for end in range(begin + 1, size + 1):
                long = land.length(np.array(order[begin:end]))
                if long > land.day:
                    break
                number, spent = reach[begin]
                reach[end] = min(reach[end], (number + 1, spent + long))
        best = min(best, reach[size])
    return best


def figures(land, found):
    return len(found), sum(land.length(route) for route in found)


@pytest.mark.parametrize("seed", range(12))
def test_few_stops_are_put_in_the_best_order_there_is(seed):
    land, places = ground(seed, 6, 200)
    found = rounds(land, places, deadline=Deadline(20))
    assert sorted(np.concatenate(found)) == list(range(6))
    assert figures(land, found) == best_by_hand(land)


@pytest.mark.parametrize(("size", "there"), [(1, True), (40, True), (40, False), (90, True)])
def test_no_stop_is_lost_and_no_day_is_too_long(size, there):
    land, places = ground(size, size, 300)
    with (
        mock.patch.object(module, "VISITS_IN_BATCH", 30),
        mock.patch.object(module, "installed", return_value=there),
    ):
        found = rounds(land, places, deadline=Deadline(20))
    assert sorted(np.concatenate(found)) == list(range(size))
    assert all(land.length(route) <= 300 for route in found)


def test_what_fits_into_no_day_has_a_round_of_its_own():
    """Stop 1 takes 500 minutes, stop 2 is 300 minutes away: a day has 480."""
    travel = np.array(
        [
            [0, 10, 10, 300, 10],
            [10, 0, 5, 300, 5],
            [10, 5, 0, 300, 5],
            [300, 300, 300, 0, 300],
            [10, 5, 5, 300, 0],
        ]
    )
    land = TravelTimes(np.array([60, 500, 30, 60]), travel, 480)
    found = rounds(land, np.arange(8.0).reshape(4, 2), deadline=Deadline(5))
    assert sorted(route.tolist() for route in found if len(route) == 1) == [[1], [2]]
    assert sorted(np.concatenate(found)) == [0, 1, 2, 3]


def test_the_nearest_comes_next_while_the_way_back_fits():
    """On a line at 1, 2 and 10 minutes; ten minutes each; a day of 30."""
    spots = np.array([0, 10, 1, 2])
    land = TravelTimes(np.full(3, 10), np.abs(spots[:, None] - spots[None]), 30)
    assert [route.tolist() for route in nearest_next(land)] == [[1, 2], [0]]


def test_roads_are_longer_than_the_straight_line():
    # A tenth of a degree of latitude at 16.8° north is 11.065 km; ×1.4 is 15.49.
    way = kilometres(np.array([[107.1, 16.75], [107.1, 16.85]]))
    assert way[0, 1] == way[1, 0] == pytest.approx(15.49, abs=0.01)
    assert way[0, 0] == 0


def test_a_deadline_gives_what_was_found_and_stopping_ends():
    land, places = ground(1, 60, 300)
    found = rounds(land, places, deadline=Deadline(0))
    assert sorted(np.concatenate(found)) == list(range(60))
    until = Deadline()
    until.stop()
    with pytest.raises(Stopped):
        rounds(land, places, deadline=until)
