"""Whether places lie where they can be: on the globe."""

import numpy as np
import shapely
from numpy.typing import NDArray


def possible(shapes: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Tell which shapes have only vertices that WGS 84 can hold: finite, within ±180 and ±90."""
    bounds = shapely.bounds(shapes)
    within: NDArray[np.bool_] = (np.abs(bounds) <= (180, 90, 180, 90)).all(axis=1)
    return within
