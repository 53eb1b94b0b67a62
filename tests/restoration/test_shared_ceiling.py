"""The ceiling of running cost is shared out among communes as money is."""

import numpy as np
import pandas as pd

from gis.restoration.model.constraints import budget
from gis.restoration.solve.fairness import floors
from tests.restoration.worlds import world


def test_a_floor_counts_only_what_its_part_of_the_ceiling_can_run():
    # Money for all three; every camera costs 100.000 a month, and 200.000 may be spent: each
    # commune may run one of its own, A one of 10.
    problem = world(
        np.eye(3), np.eye(3), [10, 10, 1], [1e6] * 3, monthly=[1e5] * 3, communes=["A", "A", "B"]
    )
    limits = budget(8e6, monthly_vnd=2e5)
    assert floors(problem, limits, 1.0, pd.Series({"A": 1.0, "B": 1.0})) == {"A": 10, "B": 1}
    # With three quarters of it A still runs one; with all of it, both.
    assert floors(problem, limits, 1.0, pd.Series({"A": 3.0, "B": 1.0})) == {"A": 10, "B": 0}
    assert floors(problem, limits, 1.0, pd.Series({"A": 1.0, "B": 0.0})) == {"A": 20, "B": 0}
