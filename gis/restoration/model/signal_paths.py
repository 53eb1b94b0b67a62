"""Which way a picture takes to headquarters, or would take once it is connected."""

import numpy as np
import pandas as pd

from gis.register.availability import Dependence, dependence
from gis.register.capacities import NOWHERE, stations
from gis.restoration.model.connections import stations_to_be


def signal_paths(cameras: pd.DataFrame, equipment: pd.DataFrame) -> Dependence:
    """Return what each picture runs through today (`connects_through`), to any depth."""
    return dependence(cameras.assign(depends_on=cameras["connects_through"]), equipment)


def ways(cameras: pd.DataFrame, equipment: pd.DataFrame) -> Dependence:
    """Return what each picture runs through, or will: its commune's station if it has none."""
    path = signal_paths(cameras, equipment).needs
    lacking = stations(equipment, path) == NOWHERE
    station = stations_to_be(cameras, equipment, path, lacking)
    ids = np.append(equipment["equipment_id"].to_numpy(object), "")
    more = np.where(lacking & (station != NOWHERE), ids[station], "")
    joined = cameras["connects_through"] + np.where(more != "", ";" + more, "")
    return dependence(cameras.assign(depends_on=joined), equipment)
