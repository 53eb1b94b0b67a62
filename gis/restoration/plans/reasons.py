"""Why a line stands where it stands, in sentences a chair can read."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gis.core.language import _
from gis.core.numbers import million_vnd, number
from gis.vocabulary.words import category_words

NAMED_PLACES = 2
NAMED_REPAIRS = 3
# Weights below this are rounding.
NEGLIGIBLE_WEIGHT = 1e-9


def brought_back(
    groups: Sequence[NDArray[np.intp]],
    cameras: Sequence[int],
    pieces: pd.DataFrame,
    demand: pd.DataFrame,
) -> list[str]:
    """Return, for each line, what it brings back: roads, named places, cameras.

    Parameters
    ----------
    groups
        Of pieces (positions), newly seen by each line.
    cameras
        How many see again by each line; these alone are told where no place or road is listed.
    pieces
        `group`, `demand` (row of `demand`) and `length_m` (metres of a road, NaN of a place).
    demand
        `name` and `category` of each place or road.

    Returns
    -------
    list of str
        One text for each line.
    """
    if demand.empty:
        return [_("Cameras seeing again: {cameras}", cameras=number(c)) for c in cameras]
    told = named_places(groups, pieces, demand)
    return [_regained(number(c), what) for c, what in zip(cameras, told, strict=True)]


def named_places(
    groups: Sequence[NDArray[np.intp]], pieces: pd.DataFrame, demand: pd.DataFrame
) -> list[str]:
    """Name, for each set of groups of pieces, the roads and places in it; "" for none.

    Parameters
    ----------
    groups
        For each set, positions of its groups, see `Incidence`.
    pieces
        `group`, `demand` (row of `demand`) and `length_m` (metres of a road, NaN of a place).
    demand
        `name` and `category` of each place or road.

    Returns
    -------
    list of str
        One text for each set.
    """
    labels = category_words()
    category = demand["category"].map(lambda c: labels.get(c, c)).to_numpy()
    name = demand["name"].to_numpy()
    ordered = pieces.sort_values("group", kind="stable")
    row, length_m = ordered["demand"].to_numpy(), ordered["length_m"].to_numpy()
    starts = np.append(0, np.cumsum(np.bincount(pieces["group"])))
    named = []
    for group in groups:  # each is a set of any size
        spans = [np.arange(starts[g], starts[g + 1]) for g in group]
        at = np.concatenate([np.empty(0, dtype=np.intp), *spans])
        named.append(_named(row[at], length_m[at], name, category))
    return named


def _named(
    row: NDArray[np.intp], length_m: NDArray[np.float64], name: NDArray[Any], category: NDArray[Any]
) -> str:
    line = ~np.isnan(length_m)
    what = []
    if line.any():
        what.append(_("{km} km of road", km=number(length_m[line].sum() / 1000, 2)))
    places = [name[r] or category[r] for r in dict.fromkeys(row[~line])]
    what += places[:NAMED_PLACES]
    if len(places) > NAMED_PLACES:
        what.append(_("{count} more places", count=number(len(places) - NAMED_PLACES)))
    return ", ".join(what)


def _regained(cameras: str, what: str) -> str:
    if not what:
        return _(
            "Cameras seeing again: {cameras}; no listed place is regained by this alone",
            cameras=cameras,
        )
    return _("Regains {what}; cameras seeing again: {cameras}", what=what, cameras=cameras)


def beside_others(lines: pd.DataFrame, names: pd.Series) -> list[str]:
    """Return, for each line of a `ranking_lines`, how it stands beside the others.

    Parameters
    ----------
    lines
        What `ranking_lines` gives.
    names
        The name of each repair by its id.

    Returns
    -------
    list of str
        One text for each line, "" where nothing is to be said.
    """
    columns = [
        "only_weight",
        "shared_weight",
        "lost_if_dropped_weight",
        "needed_with",
        "up_if_cheaper_vnd",
        "down_if_dearer_vnd",
    ]
    rows = lines[columns].itertuples(index=False, name=None)
    return [". ".join(_beside(*row, names)) for row in rows]


def _beside(
    only: float, shared: float, lost: float, needed: list[str], up: float, down: float, *rest: Any
) -> list[str]:
    told = []
    if only > NEGLIGIBLE_WEIGHT and shared > NEGLIGIBLE_WEIGHT:
        told.append(
            _(
                "Weight {only} comes back by nothing else, {shared} by other lines too",
                only=number(only, 2),
                shared=number(shared, 2),
            )
        )
    elif only > NEGLIGIBLE_WEIGHT:
        told.append(_("Nothing else brings this back"))
    elif shared > NEGLIGIBLE_WEIGHT:
        told.append(_("Other lines bring all of this back too"))
    if lost > NEGLIGIBLE_WEIGHT:
        told.append(_("Left out alone, weight {lost} would be lost", lost=number(lost, 2)))
    if needed:
        told.append(_("Needs beside it: {names}", names=named(needed, *rest)))
    if np.isfinite(up):
        told.append(_("Up a place if {amount} million VND cheaper", amount=million_vnd(up)))
    if np.isfinite(down):
        told.append(_("Down a place if {amount} million VND dearer", amount=million_vnd(down)))
    return told


def named(ids: list[str], names: pd.Series) -> str:
    """Return the names of some repairs, and how many more there are.

    Parameters
    ----------
    ids
        Of repairs.
    names
        The name of each repair by its id.

    Returns
    -------
    str
        At most `NAMED_REPAIRS` names.
    """
    told = [names.get(i, "") or i for i in ids[:NAMED_REPAIRS]]
    if len(ids) > NAMED_REPAIRS:
        told.append(_("{count} more", count=number(len(ids) - NAMED_REPAIRS)))
    return ", ".join(told)
