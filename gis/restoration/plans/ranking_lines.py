"""The ranked list as a table: what each line brings back, alone and beside the others."""

from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from gis.core.arrays import Rows
from gis.restoration.model.repairs import Repairs
from gis.restoration.solve.greedy import Step


def ranking_lines(
    steps: list[Step],
    repairs: Repairs,
    cameras: pd.DataFrame,
    views: sparse.csr_array,
    open_weight: NDArray[np.float64],
    own: NDArray[np.float64] | None = None,
) -> pd.DataFrame:
    """Return the steps as a table, best first.

    Parameters
    ----------
    steps
        What `greedy.rank` gives.
    repairs
        What the steps point into.
    cameras
        `camera_id commune_code` of each row of `repairs.needs`.
    views
        Boolean matrix, cameras × groups.
    open_weight
        Weight of each group that no working camera sees, 0 of the others.
    own
        What each camera counts for itself.

    Returns
    -------
    DataFrame
        `rank`, `repairs cameras communes` (lists of ids and codes), `cost_vnd`, `estimated`
        (some cost comes from the price list), `gain_weight`, `own_weight` (what its cameras
        count for themselves), the running totals `total_cost_vnd total_gain_weight`; and, all
        lines being done, `only_weight` (what no other line brings back), `shared_weight` (what
        others bring back too), `lost_if_dropped_weight` (lost if this line alone were left
        out: more than `only_weight` when others wait for it), `needed_with` (ids it needs
        beside it); `up_if_cheaper_vnd`, `down_if_dearer_vnd` (a difference of its cost by
        which it surely changes places with the line above or below, NaN when none does).
    """
    ids = repairs.table["repair_id"].to_numpy(object)
    camera_id, code = (cameras[c].to_numpy(object) for c in ("camera_id", "commune_code"))
    bought = _members([s.repairs for s in steps], len(ids))
    woken = _members([s.cameras for s in steps], len(cameras))
    table = pd.DataFrame(
        {
            "rank": np.arange(1, len(steps) + 1),
            "repairs": listed(bought, ids),
            "cameras": listed(woken, camera_id),
            "communes": [sorted(set(c) - {""}) for c in listed(woken, code)],
            "cost_vnd": np.array([s.cost_vnd for s in steps], dtype=float),
            "estimated": bought @ repairs.table["estimated"].to_numpy(np.int64) > 0,
            "gain_weight": np.array([s.gain_weight for s in steps], dtype=float),
            "own_weight": woken @ (np.zeros(len(cameras)) if own is None else own),
        }
    )
    totals = table[["cost_vnd", "gain_weight"]].cumsum().add_prefix("total_")
    beside = _beside(bought, woken, repairs, views, open_weight)
    waited = (woken @ repairs.needs.astype(np.int64) > 0).astype(np.int64)
    needs = (waited - bought > 0).tocsr()
    told = pd.concat([table, totals, beside, pd.DataFrame(_moves(steps))], axis=1)
    told["needed_with"] = listed(needs, ids)
    return told


def listed(matrix: sparse.csr_array, names: NDArray[np.object_]) -> list[list[str]]:
    """Return, row by row, the names of the columns that are set, each once.

    Parameters
    ----------
    matrix
        Rows × columns; entries that are stored are set.
    names
        Of the columns.

    Returns
    -------
    list of list of str
        In the order of the columns.
    """
    matrix.sort_indices()
    ends = matrix.indptr
    return [list(dict.fromkeys(names[matrix.indices[a:b]])) for a, b in pairwise(ends)]


def _members(sets: list[Rows], width: int) -> sparse.csr_array:
    row = np.repeat(np.arange(len(sets)), [len(s) for s in sets])
    column = np.concatenate([np.empty(0, dtype=np.intp), *sets])
    ones = np.ones(len(column), dtype=np.int64)
    return sparse.csr_array((ones, (row, column)), shape=(len(sets), width))


def _beside(
    bought: sparse.csr_array,
    woken: sparse.csr_array,
    repairs: Repairs,
    views: sparse.csr_array,
    open_weight: NDArray[np.float64],
) -> pd.DataFrame:
    """Return what each line brings back alone, and with others, when all of them are done."""
    waiting = np.flatnonzero(repairs.mendable)
    seen = views[waiting].astype(np.int64)
    seeing = np.asarray(seen.sum(axis=0)).ravel()
    behind = (bought @ repairs.needs[waiting].T.astype(np.int64) > 0).astype(np.int64)
    own, dependent = (woken[:, waiting] @ seen).tocoo(), (behind @ seen).tocoo()

    def weight(entries: sparse.coo_array, which: NDArray[np.bool_]) -> NDArray[np.float64]:
        row, column = entries.row[which], entries.col[which]
        return np.bincount(row, open_weight[column], minlength=entries.shape[0]).astype(float)

    alone = own.data == seeing[own.col]
    return pd.DataFrame(
        {
            "only_weight": weight(own, alone),
            "shared_weight": weight(own, ~alone),
            "lost_if_dropped_weight": weight(dependent, dependent.data == seeing[dependent.col]),
        }
    )


def _moves(steps: list[Step]) -> dict[str, NDArray[np.float64]]:
    """Return by how much each line's cost must differ to change places with a neighbour.

    A line goes ahead of the one above when what it would have gained there, for its cost
    there, is more per đồng.
    """
    cost, gain, ahead_cost, ahead_gain = (
        np.array([getattr(s, name) for s in steps], dtype=float)
        for name in ("cost_vnd", "worth", "ahead_cost_vnd", "ahead_worth")
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        cheaper = ahead_cost[1:] - ahead_gain[1:] * cost[:-1] / gain[:-1]
        dearer = gain[:-1] * ahead_cost[1:] / ahead_gain[1:] - cost[:-1]
    # What comes past a line only together with it is no rival of it.
    dearer[ahead_cost[1:] > cost[1:]] = np.nan
    # Nothing gained there: no cost brings it forward, and nothing comes past it.
    cheaper[~np.isfinite(cheaper) | (ahead_gain[1:] <= 0)] = np.nan
    dearer[~np.isfinite(dearer) | (gain[:-1] <= 0)] = np.nan
    none = [np.nan] * min(len(steps), 1)
    return {
        "up_if_cheaper_vnd": np.concatenate([none, cheaper]),
        "down_if_dearer_vnd": np.concatenate([dearer, none]),
    }
