"""What it costs to go there: one trip to a commune, one stop at a site, for all done there.

A visit is one more shared repair, which every repair of its commune, or site, waits for. Given
the visit, what is done there falls apart again, so plans stay as exact as without.
"""

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse
from scipy.spatial import KDTree

from gis.core.arrays import Rows
from gis.core.geodesy import metres_per_degree
from gis.restoration.model.prices import PRICE_LEVELS
from gis.restoration.model.repairs import Repairs

# A trip to a commune and a stop at a site: parts of the price list, free until priced.
TRIP, STOP = "trip", "stop"
VISITS = (TRIP, STOP)
# What is done from a desk: nobody goes there for it.
AT_DESK = ("pay",)
# Cameras so near each other hang on one pole, or at one cabinet.
SITE_M = 50.0


def visited_communes(todo: Repairs, cameras: pd.DataFrame, prices: pd.DataFrame) -> Repairs:
    """Return the repairs with the visits they need; the same where visits cost nothing.

    The table has in columns named as `VISITS` the id of the visit each repair needs, and in
    `origins` all origins of what a visit is for: money for any of them may pay it. What mends
    shared equipment is done in the commune most cameras behind it lie in; at their site where
    they all have one, else at a site of its own. What no camera waits for needs no visit.

    Parameters
    ----------
    todo
        Repairs without visits.
    cameras
        Of each row of `todo.needs`: `camera_id site_id commune_code lon lat`.
    prices
        See `read_prices`; its rows `VISITS`.

    Returns
    -------
    Repairs
        Visits are the last rows of the table, at their price in VND.
    """
    priced = [kind for kind in VISITS if prices["high"].get(kind, 0.0) > 0]
    if not priced or not len(todo.table):
        return todo
    places = {TRIP: communes_of, STOP: sites_of}
    waited = np.diff(todo.needs.tocsc().indptr) > 0
    going = (
        waited
        & todo.bought
        & ~prices["action"].reindex(todo.table["part"]).isin(AT_DESK).to_numpy()
    )
    ids = pd.DataFrame({k: (f"{k}:" + places[k](todo, cameras)).where(going, "") for k in priced})
    if not going.any():
        return todo
    tables = [_visits(kind, ids[kind], todo.table, prices) for kind in priced]
    visits = pd.concat(tables, ignore_index=True)
    repairs = todo.table.assign(origins=todo.table["origin"], **ids)
    table = pd.concat([repairs, visits], ignore_index=True)
    table = table.fillna(dict.fromkeys(priced, ""))
    needs = sparse.hstack([todo.needs, _also(todo.needs, ids, visits["repair_id"])], format="csr")
    room = None if todo.room is None else todo.room.beside(len(visits))
    return replace(todo, table=table, needs=needs, room=room)


def with_visit_repairs(table: pd.DataFrame, chosen: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return some repairs (flags on their table), and the visits they need.

    Parameters
    ----------
    table
        `target repair_id`, and the columns named as `VISITS`.
    chosen
        Flags on the rows of the table.

    Returns
    -------
    ndarray
        Flags on the same rows.
    """
    needed = table.loc[chosen, [kind for kind in VISITS if kind in table]].to_numpy().ravel()
    visits = table["target"].isin(VISITS) & table["repair_id"].isin(needed)
    flags: NDArray[np.bool_] = chosen | visits.to_numpy()
    return flags


def _also(needs: sparse.csr_array, ids: pd.DataFrame, visits: pd.Series) -> sparse.csr_array:
    """Return which visits cameras wait for: those of all they wait for."""
    column = pd.Index(visits).get_indexer(pd.Index(ids.to_numpy().ravel()))
    row = np.repeat(np.arange(len(ids)), ids.shape[1])[column >= 0]
    shape, ones = (len(ids), len(visits)), np.ones(len(row), dtype=np.int64)
    where = sparse.csr_array((ones, (row, column[column >= 0])), shape=shape)
    return (needs.astype(np.int64) @ where > 0).tocsr()


def _visits(kind: str, ids: pd.Series, repairs: pd.DataFrame, prices: pd.DataFrame) -> pd.DataFrame:
    """Return the visits of a kind as rows of the repairs' table."""
    origins = (
        repairs["origin"]
        .groupby(ids[ids != ""])
        .agg(lambda some: ";".join(sorted(set(some) - {""})))
    )
    low, mid, high = (float(prices[level][kind]) for level in PRICE_LEVELS)
    told: dict[str, Any] = {
        "target": kind,
        "name": "",
        "cost_vnd": mid,
        "estimated": bool(prices["estimated"][kind]),
        "quoted": False,
        "part": kind,
        "low_vnd": low,
        "high_vnd": high,
        "monthly_vnd": 0.0,
        "payer": "",
    }
    table = pd.DataFrame({"repair_id": origins.index, "origins": origins.to_numpy()})
    one = ~table["origins"].str.contains(";", regex=False)
    return table.assign(origin=table["origins"].where(one, ""), **told)


def communes_of(todo: Repairs, cameras: pd.DataFrame) -> pd.Series:
    """Return the commune most cameras that wait for each repair lie in, "" for none.

    Parameters
    ----------
    todo
        Repairs, and which cameras wait for them.
    cameras
        `commune_code` of each row of `todo.needs`.

    Returns
    -------
    Series
        On the rows of `todo.table`; of communes with as many cameras the first code.
    """
    links = _links(todo.needs, cameras["commune_code"].to_numpy(object))
    counts = links.value_counts().reset_index()
    counts = counts.sort_values(["repair", "count", "place"], ascending=[True, False, True])
    usual = counts.drop_duplicates("repair").set_index("repair")["place"]
    return usual.reindex(range(len(todo.table)), fill_value="")


def sites_of(todo: Repairs, cameras: pd.DataFrame) -> pd.Series:
    """Return the site of each repair, as the first camera there; of its own as ``#`` and its id.

    Parameters
    ----------
    todo
        Repairs, and which cameras wait for them.
    cameras
        `camera_id site_id commune_code lon lat` of each row of `todo.needs`.

    Returns
    -------
    Series
        On the rows of `todo.table`.
    """
    site = cameras["camera_id"].to_numpy(object)[visit_sites(cameras)]
    each = _links(todo.needs, site).groupby("repair")["place"].agg(["first", "nunique"])
    each = each.reindex(range(len(todo.table)))
    return each["first"].where(each["nunique"] == 1, "#" + todo.table["repair_id"])


def _links(needs: sparse.csr_array, place: NDArray[np.object_]) -> pd.DataFrame:
    links = needs.tocoo()
    return pd.DataFrame({"repair": links.col, "place": place[links.row]})


def visit_sites(cameras: pd.DataFrame) -> Rows:
    """Return, for each camera, the first row of its site.

    A site is what has one stated `site_id` in a commune, and all that is chained together by
    steps of at most `SITE_M`. A camera of neither is a site of its own.

    Parameters
    ----------
    cameras
        `site_id commune_code lon lat`; WGS 84.

    Returns
    -------
    ndarray
        Positions, one a camera.
    """
    size = len(cameras)
    stated = cameras["commune_code"] + "\n" + cameras["site_id"]
    said = pd.factorize(stated.where(cameras["site_id"] != ""))[0]
    first = pd.Series(np.arange(size)).groupby(said).transform("first").to_numpy()
    known = np.flatnonzero(said >= 0)
    near = _near(cameras)
    row, column = np.concatenate([np.array([known, first[known]]), near], axis=1)
    links = sparse.coo_array((np.ones(len(row), dtype=bool), (row, column)), shape=(size, size))
    label = sparse.csgraph.connected_components(links, directed=False)[1]
    return np.asarray(np.unique(label, return_index=True)[1][label], dtype=np.intp)


def _near(cameras: pd.DataFrame) -> Rows:
    """Return pairs of rows within `SITE_M`, and of one spot, so that each is joined to all."""
    lon, lat = (cameras[c].to_numpy(float) for c in ("lon", "lat"))
    known = np.flatnonzero(np.isfinite(lon + lat))
    if not len(known):
        return np.empty((2, 0), dtype=np.intp)
    per_lon, per_lat = metres_per_degree(float(np.median(lat[known])))
    spots = np.column_stack([lon[known] * per_lon, lat[known] * per_lat])
    # Thousands of cameras may stand on one spot: each is joined to the first of it.
    spot, first, which = np.unique(spots, axis=0, return_index=True, return_inverse=True)
    pairs = KDTree(spot).query_pairs(SITE_M, output_type="ndarray").T
    same = np.array([np.arange(len(known)), first[which.ravel()]])
    return np.asarray(known[np.concatenate([first[pairs], same], axis=1)], dtype=np.intp)
