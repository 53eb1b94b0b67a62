"""What is not seen in units of daily life, places and kilometres, then by how much it matters."""

from collections.abc import Collection

import pandas as pd

from gis.core.choices import Coverage
from gis.core.language import _


def unseen_figures(
    found: pd.DataFrame, states: Collection[str]
) -> dict[str, tuple[float, str, str]]:
    """Return the figures of lost and gap places: label → value, explanation, and its name."""
    by_broken, by_none = _("Seen only by cameras known not to work"), _("In no camera's view")
    told = {
        Coverage.LOST: (
            (_("Places lost"), _("Road lost (km)"), _("Weight lost")),
            by_broken,
        ),
        Coverage.GAP: (
            (_("Places without camera"), _("Road without camera (km)"), _("Weight without camera")),
            by_none,
        ),
    }
    figures = {}
    for state, (labels, about) in told.items():
        if state not in states:
            continue
        mine = found[found["coverage"] == state]
        values = (
            float(mine["length_m"].isna().sum()),
            float(mine["length_m"].sum() / 1000),
            float(mine["weight"].sum()),
        )
        names = (f"places_{state}", f"road_km_{state}", f"{state}_weight")
        for label, value, name in zip(labels, values, names, strict=True):
            figures[label] = (value, about, name)
    return figures
