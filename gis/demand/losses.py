"""Why weight is lost: what would return if one fault part, or one cause, alone were gone."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from gis.core.choices import Coverage
from gis.register.queries import lies_in

SEVERAL = "several"


def losses(
    groups: pd.DataFrame,
    sees: sparse.csr_array,
    coverage: NDArray[np.object_],
    reason: pd.Series,
    *,
    commune: str | None = None,
) -> pd.Series:
    """Return the lost weight by reason, heaviest first, the rest under `SEVERAL`.

    A reason's weight is what would be covered again if it alone vanished. Where either of
    two cameras with different reasons would do, both reasons have the weight, so the parts
    may add up to more than what is lost.

    Parameters
    ----------
    groups, sees
        See `Incidence`.
    coverage
        Of each group, see `classify`.
    reason
        Of each footprint's camera, the one reason it does not see today; "" when it sees,
        or more than one thing stands in its way.
    commune
        Count only what lies in this commune; None: all.

    Returns
    -------
    Series
        `weight`, index `reason`; only what is above 0.
    """
    lost = coverage == Coverage.LOST
    lost &= lies_in(groups, commune).to_numpy()
    weight = groups["weight"].to_numpy()[lost]
    views = sees[lost].astype(np.int64)
    names = sorted(set(reason) - {""})
    would = {name: views @ (reason == name).to_numpy(np.int64) > 0 for name in names}
    told = {name: weight[back].sum() for name, back in would.items()}
    rest = ~np.any(list(would.values()), axis=0) if names else np.ones(len(weight), dtype=bool)
    told[SEVERAL] = weight[rest].sum()
    table = pd.Series(told, dtype=float, name="weight").rename_axis("reason")
    return table[table > 0].sort_values(ascending=False)
