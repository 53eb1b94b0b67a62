"""How each piece of demand is seen today, and what that sums to in each commune."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from gis.core.choices import Availability, Coverage

WEIGHT_COLUMNS = (
    "demand_weight",
    "covered_weight",
    "unconfirmed_weight",
    "lost_weight",
    "gap_weight",
    "single_weight",
    "degraded_weight",
    "undirected_weight",
)


def classify(sees: sparse.csr_array, sight: pd.Series) -> NDArray[np.object_]:
    """Return the `Coverage` of every group of pieces: its best camera decides, none is a gap.

    Parameters
    ----------
    sees
        Boolean matrix, groups × footprints.
    sight
        The `Availability` of each footprint's camera, in the matrix's column order.

    Returns
    -------
    array
        Shape (groups,).
    """
    seen = {state: counts(sees, sight == state) > 0 for state in Availability}
    return np.select(
        [seen[Availability.UP], seen[Availability.UNCONFIRMED], seen[Availability.DOWN]],
        [Coverage.COVERED, Coverage.UNCONFIRMED, Coverage.LOST],
        default=Coverage.GAP,
    ).astype(object)


def counts(sees: sparse.csr_array, which: pd.Series) -> NDArray[np.int64]:
    """Return how many of the chosen footprints see each group.

    Parameters
    ----------
    sees
        Boolean matrix, groups × footprints.
    which
        Bool, of each footprint, in the matrix's column order.

    Returns
    -------
    array
        Shape (groups,).
    """
    number: NDArray[np.int64] = sees.astype(np.int64) @ which.to_numpy(np.int64)
    return number


def weights_by_commune(
    groups: pd.DataFrame,
    coverage: NDArray[np.object_],
    working: NDArray[np.int64],
    sound: NDArray[np.int64],
    codes: pd.Series,
    *,
    undirected: NDArray[np.bool_] | None = None,
) -> pd.DataFrame:
    """Sum the demand weight by commune (index `code`, all of `codes`) and by coverage.

    Groups outside every commune count nowhere.

    Parameters
    ----------
    groups
        `commune_code` and `weight`.
    coverage
        Of each group, see `classify`.
    working, sound
        How many working cameras see each group, and how many of them are not degraded.
    codes
        The communes wanted, in their order.
    undirected
        Which groups a camera without direction stands by, and no other sees.

    Returns
    -------
    DataFrame
        Index `code`, all of `codes`; the columns `WEIGHT_COLUMNS`, without `undirected_weight`
        where
        `undirected` is None. `demand_weight` is the sum of covered, unconfirmed, lost and gap. Of
        what is covered, `single_weight` is seen by one working camera alone, `degraded_weight` only
        by cameras that see badly. Of what is unconfirmed, `undirected_weight` has no more than a
        camera by it whose direction is not known.
    """
    weight = groups["weight"]
    parts = {f"{state}_weight": weight.where(coverage == state, 0.0) for state in Coverage}
    parts["demand_weight"] = weight
    parts["single_weight"] = weight.where(working == 1, 0.0)
    parts["degraded_weight"] = weight.where((working > 0) & (sound == 0), 0.0)
    if undirected is not None:
        parts["undirected_weight"] = weight.where(undirected, 0.0)
    table = pd.DataFrame(parts)[[name for name in WEIGHT_COLUMNS if name in parts]]
    sums = table.groupby(groups["commune_code"].to_numpy()).sum()
    return sums.reindex(pd.Index(codes, name="code"), fill_value=0.0)


def alone(groups: pd.DataFrame, sees: sparse.csr_array, up: pd.Series) -> NDArray[np.float64]:
    """Return, per footprint, the weight that no other working camera sees.

    A camera with such weight is a single point of failure.

    Parameters
    ----------
    groups
        `weight`.
    sees
        Boolean matrix, groups × footprints.
    up
        Bool, of each footprint, whether its camera works, in the matrix's column order.

    Returns
    -------
    array
        Shape (footprints,); zero where the camera does not work.
    """
    single = groups["weight"].where(counts(sees, up) == 1, 0.0).to_numpy()
    weight: NDArray[np.float64] = (sees.T.astype(float) @ single) * up.to_numpy(float)
    return weight
