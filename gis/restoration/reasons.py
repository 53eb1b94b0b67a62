"""Why a line of the ranking stands where it stands, in one sentence a chair can read."""

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gis.language import _, number
from gis.restoration.ranking import Step
from gis.words import category_words

NAMED_PLACES = 2


def reasons(steps: list[Step], pieces: pd.DataFrame, demand: pd.DataFrame) -> list[str]:
    """Return one sentence for each step, in the current language."""
    labels = category_words()
    category = demand["category"].map(lambda c: labels.get(c, c)).to_numpy()
    name = demand["name"].to_numpy()
    ordered = pieces.sort_values("group", kind="stable")
    row, length_m = ordered["demand"].to_numpy(), ordered["length_m"].to_numpy()
    starts = np.append(0, np.cumsum(np.bincount(pieces["group"])))
    sentences = []
    for step in steps:  # a step regains a set of groups of any size
        spans = [np.arange(starts[g], starts[g + 1]) for g in step.groups]
        at = np.concatenate([np.empty(0, dtype=np.intp), *spans])
        sentences.append(_reason(step, row[at], length_m[at], name, category))
    return sentences


def _reason(
    step: Step,
    row: NDArray[np.intp],
    length_m: NDArray[np.float64],
    name: NDArray[Any],
    category: NDArray[Any],
) -> str:
    cameras = number(len(step.cameras))
    if not len(step.groups):
        return _(
            "Cameras seeing again: {cameras}; no listed place is regained by this alone",
            cameras=cameras,
        )
    line = ~np.isnan(length_m)
    what = []
    if line.any():
        what.append(_("{km} km of road", km=number(length_m[line].sum() / 1000, 2)))
    places = [name[r] or category[r] for r in dict.fromkeys(row[~line])]
    what += places[:NAMED_PLACES]
    if len(places) > NAMED_PLACES:
        what.append(_("{count} more places", count=number(len(places) - NAMED_PLACES)))
    told = ", ".join(what)
    return _("Regains {what}; cameras seeing again: {cameras}", what=told, cameras=cameras)
