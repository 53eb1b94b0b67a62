"""Without shared repairs and at one price, the plan is PySAL's maximal covering (spopt MCLP)."""

import numpy as np
import pulp
import pytest
from spopt.locate import MCLP

from gis.restoration.model.constraints import budget
from gis.restoration.solve.frontier import frontiers
from gis.restoration.solve.knapsack import MultipleChoiceKnapsack
from gis.restoration.solve.milp import solve
from tests.restoration.worlds import world

# spopt builds its programme the way PuLP calls old.
pytestmark = pytest.mark.filterwarnings("ignore:.*deprecated:DeprecationWarning")
PRICE_VND = 2.5e6


def covering(seed, cameras=60, places=150):
    """Cameras on a square of places, each seeing those within its range (views, weights)."""
    random = np.random.default_rng(seed)
    at, of = random.random((cameras, 2)), random.random((places, 2))
    distance = np.linalg.norm(of[:, None] - at, axis=2)
    return distance <= random.uniform(0.03, 0.12, cameras), random.integers(1, 100, places)


def spopt_objective(views, weight, count):
    far = np.where(views, 0.0, 2.0)
    model = MCLP.from_cost_matrix(far, weight.astype(float), 1.0, p_facilities=count)
    model = model.solve(pulp.HiGHS(msg=False, gapRel=0.0))
    return pulp.value(model.problem.objective)


@pytest.mark.parametrize("count", [1, 7, 25, 60])
@pytest.mark.parametrize("seed", range(5))
def test_the_objective_is_that_of_spopt(seed, count):
    views, weight = covering(seed)
    problem = world(np.eye(views.shape[1]), views.T, weight, [PRICE_VND] * views.shape[1])
    amount, expected = count * PRICE_VND, spopt_objective(views, weight, count)
    found = solve(problem, budget(amount))
    assert (found.objective, found.gap) == (pytest.approx(expected), 0.0)
    share = MultipleChoiceKnapsack(frontiers(problem), views.shape[1]).best(amount)
    assert share.weight <= expected + 1e-6 <= share.bound + 2e-6
