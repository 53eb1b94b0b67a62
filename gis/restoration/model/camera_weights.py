"""What each camera is worth by itself, beside the places and roads it sees."""

import numpy as np
import pandas as pd

from gis.demand.purposes import purposes


def own_weights(cameras: pd.DataFrame, weights: pd.DataFrame) -> pd.Series:
    """Return the own weight of each camera: its stated importance, else that of its purpose.

    Parameters
    ----------
    weights
        See `gis.demand.weights.read_weights`: the rows `per` camera.
    """
    stated = pd.to_numeric(cameras["importance"].replace("", np.nan)).astype(float)
    usual = purposes(cameras).map(weights["weight"]).astype(float)
    return stated.fillna(usual).rename("own_weight")
