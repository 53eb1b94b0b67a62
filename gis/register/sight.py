"""Does a camera see today? Its own status and that of all equipment it depends on."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from gis.choices import Sight, Status
from gis.schema import split_ids

UP = frozenset({Status.WORKING, Status.DEGRADED})
DOWN = frozenset({Status.BROKEN, Status.ABANDONED, Status.SUSPENDED, Status.DISPOSAL})


@dataclass(frozen=True, slots=True)
class Dependence:
    """Which equipment each camera needs, directly or through other equipment.

    `needs` is a boolean matrix, cameras × equipment. `dangling` counts, per camera, the
    equipment ids it reaches that no equipment row has: their state is not known.
    """

    needs: sparse.csr_array
    dangling: NDArray[np.int64]


def dependence(cameras: pd.DataFrame, equipment: pd.DataFrame) -> Dependence:
    """Follow `depends_on` from cameras through equipment to any depth (cycles do no harm)."""
    position = pd.Series(np.arange(len(equipment)), index=equipment["equipment_id"])
    direct, direct_dangling = _links(cameras["depends_on"], position)
    onward, onward_dangling = _links(equipment["depends_on"], position)
    needs, step = direct, direct
    while step.nnz:
        step = ((step @ onward) > needs).tocsr()
        needs = ((needs + step) > 0).tocsr()
    return Dependence(needs, direct_dangling + needs.astype(np.int64) @ onward_dangling)


def _links(lists: pd.Series, position: pd.Series) -> tuple[sparse.csr_array, NDArray[np.int64]]:
    named = lists.reset_index(drop=True).map(split_ids).explode().dropna()
    column = position.reindex(named)
    known = column.notna().to_numpy()
    shape = (len(lists), len(position))
    rows, columns = named.index.to_numpy()[known], column.to_numpy()[known].astype(np.intp)
    matrix = sparse.csr_array((np.ones(len(rows), dtype=bool), (rows, columns)), shape=shape)
    return matrix, np.bincount(named.index.to_numpy()[~known], minlength=len(lists))


def sight(cameras: pd.DataFrame, equipment: pd.DataFrame) -> pd.DataFrame:
    """Return `sight` (see `Sight`) and `dark` for every camera, on the cameras' index.

    A repaired camera counts as unconfirmed until its repair is accepted, see `accepted`.
    Any known failure among the camera and all it depends on means down; else anything
    unknown (an id no equipment row has is unknown) means unconfirmed; else up. A dark
    camera works itself but something it depends on does not.
    """
    reached = dependence(cameras, equipment)
    needs = reached.needs.astype(np.int64)
    broken = needs @ equipment["status"].isin(DOWN).to_numpy(np.int64) > 0
    unknown = needs @ (equipment["status"] == Status.UNKNOWN).to_numpy(np.int64) > 0
    own = cameras["status"].to_numpy()
    own_up, own_down = np.isin(own, list(UP)), np.isin(own, list(DOWN))
    waiting = own_up & ~accepted(cameras).to_numpy()
    unconfirmed = ~own_up | waiting | unknown | (reached.dangling > 0)
    state = np.select(
        [own_down | broken, unconfirmed], [Sight.DOWN, Sight.UNCONFIRMED], default=Sight.UP
    )
    return pd.DataFrame({"sight": state.astype(str), "dark": own_up & broken}, index=cameras.index)


def accepted(cameras: pd.DataFrame) -> pd.Series:
    """Tell of each camera whether no repair of it waits for acceptance.

    A repair (`repaired_on`) is accepted by a date not before it, a person and a photo.
    """
    repaired = cameras["repaired_on"]
    complete = (cameras["accepted_by"] != "") & (cameras["accepted_photo"] != "")
    return (repaired == "") | (complete & (cameras["accepted_on"] >= repaired))
