"""Where scarce room, visits, locks and first choices meet."""

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from gis.core.choices import Proof
from gis.core.deadline import Deadline
from gis.restoration.model.constraints import budget
from gis.restoration.model.room import Room
from gis.restoration.solve.fairness import floors
from gis.restoration.solve.milp import solve
from gis.restoration.solve.warm_start import first_choice
from tests.restoration.worlds import one_channel, world


def test_the_first_choice_keeps_to_the_room_there_is():
    problem = one_channel(1e9)
    phase = first_choice(problem, budget(1e7))
    assert problem.room.holds(phase >= 0)
    assert problem.regained(phase >= 0) == 100


def test_a_bound_that_was_not_found_in_time_is_not_that_nothing_is_possible():
    random = np.random.default_rng(1)
    needs = random.random((300, 300)) < 0.05
    needs[np.arange(300), np.arange(300)] = True
    problem = world(
        needs,
        random.random((300, 300)) < 0.05,
        random.integers(1, 9, 300),
        random.integers(1, 9, 300) * 1e5,
    )
    found = solve(problem, budget(3e6), deadline=Deadline(0), relaxed=True)
    assert found.proof != Proof.INFEASIBLE
    assert found.bound <= problem.weight.sum()


def test_room_that_what_is_required_takes_is_nobodys_share():
    # Two channels, both of cameras of A that are required: what B could have is nothing.
    problem = world(
        [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
        np.eye(3),
        [3, 3, 3],
        [0, 0, 0],
        communes=["A", "A", "B"],
    )
    room = Room(sparse.csr_array(np.array([[1, 1, 1]], dtype=np.int64)), np.array([2]))
    problem = type(problem)(**(vars(problem) | {"room": room}))
    limits = budget(1e6, locked=np.array([True, True, False]))
    least = floors(problem, limits, 1.0, pd.Series({"A": 0.5, "B": 0.5}))
    assert least == {"A": pytest.approx(6), "B": pytest.approx(0)}


def test_repairs_beside_take_no_room():
    room = one_channel(1e9).room
    wider = room.beside(2)
    assert wider.take.shape[1] == room.take.shape[1] + 2
    assert (wider.take[:, : room.take.shape[1]] != room.take).nnz == 0
