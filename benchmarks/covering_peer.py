"""Processor time, objective and memory (MB) of PySAL's maximal covering, in 8 GB.

``python -m benchmarks.covering_peer REPAIRS PLACES``; pip packages spopt and highspy.
"""

import resource
import sys
import time

import numpy as np
import pulp
from spopt.locate import MCLP

from benchmarks.coverage import high_water_mb
from benchmarks.covering import covering

MEMORY = 8 << 30


def main(repairs: int, places: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    _todo, views, weight = covering(repairs, places)
    far = np.where(views.T.toarray(), 0.0, 2.0)
    start = time.process_time()
    model = MCLP.from_cost_matrix(far, weight, 1.0, repairs // 10)
    model = model.solve(pulp.HiGHS(msg=False, gapRel=0.0))
    spent = time.process_time() - start
    print(spent, pulp.value(model.problem.objective), high_water_mb())


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:]))
