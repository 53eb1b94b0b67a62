"""A maximal covering instance of any size: cameras of one price along a street of places."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from gis.restoration.model.repairs import Repairs

PRICE_VND = 1e6


def covering(repairs: int, places: int) -> tuple[Repairs, sparse.csr_array, NDArray[np.float64]]:
    """Return repairs, what each sees (views, repairs × places), and the places' weights."""
    random = np.random.default_rng(5)
    first = random.integers(0, places, repairs)
    length = random.integers(4, 40, repairs)
    row_ = np.repeat(np.arange(repairs), length)
    column = (
        np.repeat(first - np.cumsum(length) + length, length) + np.arange(length.sum())
    ) % places
    views = sparse.csr_array((np.ones(len(row_), bool), (row_, column)), shape=(repairs, places))
    table = pd.DataFrame(
        {
            "repair_id": np.arange(repairs).astype(str),
            "target": "camera",
            "cost_vnd": PRICE_VND,
            "monthly_vnd": 0.0,
        }
    )
    needs = sparse.eye_array(repairs, dtype=bool, format="csr")
    return Repairs(table, needs, np.ones(repairs, bool)), views, random.uniform(1, 9, places)
