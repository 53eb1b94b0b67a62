"""What hangs on shared equipment that has failed: one repair, many cameras."""

import numpy as np
import pandas as pd

from gis.analysis.result import Analysis
from gis.core.language import _
from gis.core.numbers import million_vnd, number
from gis.register.availability import dependence
from gis.restoration.model.repair_ids import EQUIPMENT, codes_of
from gis.restoration.model.repair_options import Work
from gis.restoration.model.visits import VISITS
from gis.vocabulary.labels import display_names


def shared_faults(todo: Work, names: pd.Series, *, commune: str | None = None) -> pd.DataFrame:
    """Return the failed equipment that cameras of a scope wait for, most cameras first.

    Parameters
    ----------
    todo
        All repairs, and which of them each camera waits for.
    names
        What each repair is called, by its id.
    commune
        Code of the commune whose cameras count; None: the province.

    Returns
    -------
    DataFrame
        `id name cost_vnd estimated`, `cameras` (how many wait for it), `at_once` (for it alone);
        cost in VND.
    """
    table = todo.repairs.table
    waiting = np.flatnonzero(todo.repairs.mendable & todo.inside(commune))
    going = table["target"].isin(VISITS).to_numpy()
    needs = todo.repairs.needs[waiting][:, np.flatnonzero(~going)].astype(np.int64)
    # For both goals a camera stands there twice, and is counted once.
    ids = pd.factorize(todo.cameras["camera_id"])[0][waiting]
    links = needs.tocoo()
    pairs = pd.DataFrame(
        {
            "repair": links.col,
            "camera": ids[links.row],
            "alone": np.diff(needs.indptr)[links.row] == 1,
        }
    )
    each = pairs.groupby(["repair", "camera"])["alone"].any().groupby("repair").agg(["size", "sum"])
    each = each.reindex(range(len(table)), fill_value=0)
    told = pd.DataFrame(
        {
            "id": table["repair_id"],
            "name": names.reindex(table["repair_id"]).array,
            "cost_vnd": table["cost_vnd"],
            "estimated": table["estimated"],
            "cameras": each["size"].to_numpy(np.int64),
            "at_once": each["sum"].to_numpy(np.int64),
        }
    )
    told = told[(table["target"] == "equipment") & (told["cameras"] > 0)]
    order = ["cameras", "at_once"]
    return told.sort_values(order, ascending=False, kind="stable", ignore_index=True)


def fault_sentences(faults: pd.DataFrame, most: int = 3) -> list[str]:
    """Say of the first few what they cost, and how many cameras hang on them.

    Parameters
    ----------
    faults
        What `shared_faults` gives: `name cost_vnd cameras at_once`.
    most
        How many are told.

    Returns
    -------
    list of str
        One sentence each; the cost in million VND.
    """
    return [
        _fault(*row)
        for row in faults.head(most)[["name", "cost_vnd", "cameras", "at_once"]].itertuples(
            index=False, name=None
        )
    ]


def _fault(name: str, cost_vnd: float, cameras: int, at_once: int) -> str:
    told = _(
        "1 {equipment}, {cost} million VND → {count} cameras",
        equipment=name,
        cost=million_vnd(cost_vnd),
        count=number(cameras),
    )
    if at_once == cameras:
        return told
    more = _(" ({count} of them at once, the others need more)", count=number(at_once))
    return told + more


def hanging(analysis: Analysis, todo: Work) -> pd.DataFrame:
    """Return what hangs on the equipment of an analysis, on its index.

    Parameters
    ----------
    analysis
        The cameras and equipment, in canonical columns.
    todo
        All repairs of the same register.

    Returns
    -------
    DataFrame
        Index of the equipment. `cameras`: positions of the cameras that depend on it, directly or
        through other equipment (an array each); `connected`: how many are connected through it;
        `waiting`: how many see again by its repair alone; `names`: what the cameras are called,
        each once, joined by ``; ``.
    """
    cameras, equipment = analysis.cameras, analysis.equipment
    needs = dependence(cameras, equipment).needs.tocsc()
    path = dependence(cameras.assign(depends_on=cameras["connects_through"]), equipment).needs
    names = display_names(cameras, otherwise="camera_id").to_numpy(object)
    rows = [needs.indices[needs.indptr[i] : needs.indptr[i + 1]] for i in range(len(equipment))]
    faults = shared_faults(todo, todo.repairs.table.set_index("repair_id")["name"])
    table = todo.repairs.table
    shared = table[table["target"] == EQUIPMENT]
    alone = faults.set_index("id")["at_once"].reindex(shared["repair_id"])
    alone = alone.set_axis(codes_of(shared["repair_id"]))
    return pd.DataFrame(
        {
            "cameras": pd.Series(rows, equipment.index, dtype=object),
            "connected": np.diff(path.tocsc().indptr),
            "waiting": alone.reindex(equipment["equipment_id"]).fillna(0).astype(int).to_numpy(),
            "names": ["; ".join(dict.fromkeys(names[np.sort(some)])) for some in rows],
        },
        index=equipment.index,
    )
