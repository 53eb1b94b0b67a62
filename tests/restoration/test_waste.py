"""What nothing hangs on is not done: of two that do the same, the cheaper stays."""

import numpy as np
import pytest

from gis.core.choices import Proof
from gis.restoration.model.constraints import NO_PHASE, Constraints, Solution, budget
from gis.restoration.solve.marginal import without_waste
from tests.restoration.worlds import world

# Two cameras see one place; each waits for one repair of its own.
SAME = ([[1, 0], [0, 1]], [[1], [1]], [5.0])


def lean(problem, *, locked=None):
    limits: Constraints = budget(1e9, locked=locked)
    everything = Solution(np.zeros(len(problem.cost_vnd), int), 5.0, 5.0, Proof.OPTIMAL)
    return (without_waste(problem, limits, everything).phase != NO_PHASE).tolist()


@pytest.mark.parametrize(("cost", "expected"), [([1, 9], [True, False]), ([9, 1], [False, True])])
def test_the_costlier_of_two_is_dropped(cost, expected):
    assert lean(world(*SAME, cost)) == expected


def test_what_wakes_no_camera_is_dropped_and_what_is_locked_stays():
    problem = world([[1, 0, 0], [0, 1, 0]], [[1], [1]], [5.0], [1, 9, 4])
    assert lean(problem) == [True, False, False]
    assert lean(problem, locked=np.array([False, True, False])) == [False, True, False]
