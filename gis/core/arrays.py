"""The kinds of arrays that functions take and return, under one name each."""

import numpy as np
from numpy.typing import NDArray

Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
# Positions of rows in a table or array, or numbers of groups.
Rows = NDArray[np.intp]
