"""How each piece of demand is seen today, and what that sums to in each commune."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from gis.choices import Coverage, Sight

WEIGHTS = ("demand_weight", "covered_weight", "unconfirmed_weight", "lost_weight", "gap_weight")


def classify(sees: sparse.csr_array, sight: pd.Series) -> NDArray[np.object_]:
    """Return the `Coverage` of every piece: its best camera decides, none means a gap.

    Parameters
    ----------
    sees
        Boolean matrix, pieces × footprints.
    sight
        The `Sight` of each footprint's camera, in the matrix's column order.
    """
    views = sees.astype(np.int64)
    seen = {state: views @ (sight == state).to_numpy(np.int64) > 0 for state in Sight}
    return np.select(
        [seen[Sight.UP], seen[Sight.UNCONFIRMED], seen[Sight.DOWN]],
        [Coverage.COVERED, Coverage.UNCONFIRMED, Coverage.LOST],
        default=Coverage.GAP,
    ).astype(object)


def weights_by_commune(
    pieces: pd.DataFrame, coverage: NDArray[np.object_], codes: pd.Series
) -> pd.DataFrame:
    """Sum the demand weight by commune (index `code`, all of `codes`) and by coverage.

    `demand_weight` is the sum of the other four. Pieces outside every commune count nowhere.
    """
    sums = (
        pieces["weight"]
        .groupby([pieces["commune_code"].to_numpy(), coverage])
        .sum()
        .unstack()
        .reindex(index=pd.Index(codes, name="code"), columns=list(Coverage))
        .fillna(0.0)
    )
    sums.columns = [f"{state}_weight" for state in Coverage]
    return sums.assign(demand_weight=sums.sum(axis=1))[list(WEIGHTS)]
