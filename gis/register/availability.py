"""Does a camera see today? Its own status and that of all equipment it depends on."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from gis.core.choices import Availability, Cause, FaultPart, Status
from gis.core.schema import split_ids
from gis.register.capacities import NOWHERE, Capacity, capacities, stations

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
    """Follow `depends_on` from cameras through equipment to any depth (cycles do no harm).

    Parameters
    ----------
    cameras
        `depends_on`: ids of equipment, parted by ``;``.
    equipment
        `equipment_id depends_on`.

    Returns
    -------
    Dependence
        By the rows' positions in the two tables, whatever their index.
    """
    position = pd.Series(np.arange(len(equipment)), index=equipment["equipment_id"])
    direct, direct_dangling = _links(cameras["depends_on"], position)
    onward, onward_dangling = _links(equipment["depends_on"], position)
    needs, step = direct, direct
    while step.nnz:
        step = ((step @ onward) > needs).tocsr()
        needs = ((needs + step) > 0).tocsr()
    return Dependence(needs, direct_dangling + needs.astype(np.int64) @ onward_dangling)


def _links(lists: pd.Series, position: pd.Series) -> tuple[sparse.csr_array, NDArray[np.int64]]:
    which, distinct = pd.factorize(lists)  # many cameras name the same equipment
    ids = pd.Series([split_ids(text) for text in distinct], dtype=object).iloc[which]
    named = ids.set_axis(range(len(lists))).explode().dropna()
    column = position.reindex(named)
    known = column.notna().to_numpy()
    shape = (len(lists), len(position))
    rows, columns = named.index.to_numpy()[known], column.to_numpy()[known].astype(np.intp)
    matrix = sparse.csr_array((np.ones(len(rows), dtype=bool), (rows, columns)), shape=shape)
    return matrix, np.bincount(named.index.to_numpy()[~known], minlength=len(lists))


def availability(cameras: pd.DataFrame, equipment: pd.DataFrame) -> pd.DataFrame:
    """Return `sight` (see `Availability`) and `dark` for every camera, on the cameras' index.

    A repaired camera counts as unconfirmed until its repair is accepted, see `accepted`.
    Any known failure among the camera and all it depends on means down; else anything
    unknown (an id no equipment row has is unknown) means unconfirmed; else up. A dark
    camera works itself but something it depends on does not.

    Parameters
    ----------
    cameras
        `status depends_on` and the columns of `accepted`.
    equipment
        `equipment_id status depends_on`.

    Returns
    -------
    DataFrame
        `sight` (text, a value of `Availability`) and `dark` (bool).
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
        [own_down | broken, unconfirmed],
        [Availability.DOWN, Availability.UNCONFIRMED],
        default=Availability.UP,
    )
    return pd.DataFrame({"sight": state.astype(str), "dark": own_up & broken}, index=cameras.index)


def accepted(cameras: pd.DataFrame) -> pd.Series:
    """Tell of each camera whether no repair of it waits for acceptance.

    A repair (`repaired_on`) is accepted by a date not before it, a person and a photo.

    Parameters
    ----------
    cameras
        `repaired_on accepted_on` (ISO) and `accepted_by accepted_photo`; "" where not stated.

    Returns
    -------
    Series
        Bool, on the cameras' index; True of one that was never repaired.
    """
    repaired = cameras["repaired_on"]
    complete = (cameras["accepted_by"] != "") & (cameras["accepted_photo"] != "")
    return (repaired == "") | (complete & (cameras["accepted_on"] >= repaired))


def only_fault(cameras: pd.DataFrame, equipment: pd.DataFrame) -> pd.DataFrame:
    """Return the one part and the one cause that keep each camera from seeing.

    Parameters
    ----------
    cameras
        `status fault_part cause depends_on`.
    equipment
        `equipment_id kind status fault_part cause depends_on`.

    Returns
    -------
    DataFrame
        On the cameras' index: `part` and `cause` are those of its own failure and of all failed
        equipment it depends on, where these agree (an unstated cause is ``unknown``); "" where
        they differ, where something more must be found out first, or nothing has failed.
    """
    reached = dependence(cameras, equipment)
    down = equipment["status"].isin(DOWN).to_numpy()
    unsure = (equipment["status"] == Status.UNKNOWN).to_numpy(np.int64)
    stuck = (reached.needs.astype(np.int64) @ unsure > 0) | (reached.dangling > 0)
    stuck |= (cameras["status"] == Status.UNKNOWN).to_numpy()
    own = np.flatnonzero(cameras["status"].isin(DOWN))
    entries = reached.needs.tocoo()
    failed = down[entries.col]
    row = np.concatenate([own, entries.row[failed]])
    told = {}
    for column, told_as, otherwise in (
        ("fault_part", "part", equipment["kind"].where(equipment["kind"] != "", FaultPart.CAMERA)),
        ("cause", "cause", pd.Series(Cause.UNKNOWN, equipment.index)),
    ):
        shared = equipment[column].where(equipment[column] != "", otherwise).to_numpy()
        mine = cameras[column].replace("", FaultPart.CAMERA if told_as == "part" else Cause.UNKNOWN)
        each = pd.Series(np.concatenate([mine.to_numpy()[own], shared[entries.col[failed]]]), row)
        same = each.groupby(level=0).agg(["first", "nunique"])
        one = same["first"].where(same["nunique"] == 1, "")
        told[told_as] = one.reindex(range(len(cameras)), fill_value="").mask(stuck, "").to_numpy()
    return pd.DataFrame(told, index=cameras.index)


def live(cameras: pd.DataFrame, equipment: pd.DataFrame) -> pd.Series:
    """Return whether each camera's picture is live at the commune police headquarters.

    Up: it sees, its whole path (`connects_through`) works up to a headquarters' station that
    has a channel for it, and this was verified. Down: it does not see, its path is cut or
    leads to no station, or all channels are taken, or the bandwidth of a line; first served
    are the cameras verified first. Unconfirmed otherwise.

    Parameters
    ----------
    cameras
        The columns of `availability`, `connects_through`, `live_verified_on` (ISO, "" for never)
        and those that say what a picture takes, see `capacities`.
    equipment
        The columns of `availability` and of `capacities`.

    Returns
    -------
    Series
        Text, values of `Availability`, on the cameras' index.
    """
    state = availability(cameras, equipment)["sight"]
    path = dependence(cameras.assign(depends_on=cameras["connects_through"]), equipment)
    needs = path.needs.astype(np.int64)
    cut = needs @ equipment["status"].isin(DOWN).to_numpy(np.int64) > 0
    unsure = needs @ (equipment["status"] == Status.UNKNOWN).to_numpy(np.int64) > 0
    unsure |= (path.dangling > 0) | (cameras["live_verified_on"] == "").to_numpy()
    wanted = (state != Availability.DOWN).to_numpy() & ~cut
    served, counted = _served(cameras, equipment, path.needs, wanted)
    down = ~wanted | ~served
    told = np.select(
        [down, unsure | ~counted | (state != Availability.UP).to_numpy()],
        [Availability.DOWN, Availability.UNCONFIRMED],
        default=Availability.UP,
    )
    return pd.Series(told.astype(str), cameras.index)


def _served(
    cameras: pd.DataFrame,
    equipment: pd.DataFrame,
    needs: sparse.csr_array,
    wanted: NDArray[np.bool_],
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Tell of each camera whether there is room for its picture, and a stated number of channels.

    What is verified fits through its lines, whatever they are thought to carry.
    """
    station = stations(equipment, needs)
    has = wanted & (station != NOWHERE)
    there = capacities(cameras, equipment, needs, station)
    there = there.of(Capacity.CHANNELS, Capacity.BANDWIDTH)
    most, takes = there.table["most"].to_numpy(), there.takes
    narrow = np.flatnonzero(takes.T @ has.astype(np.int64) > most)
    sharing = has & (np.diff(takes[:, narrow].tocsr().indptr) > 0)
    at = np.flatnonzero(sharing)
    since = cameras["live_verified_on"].to_numpy(object)[at]
    order = at[np.lexsort((at, np.where(since == "", "9999", since).astype(str)))]
    verified = (cameras["live_verified_on"] != "").to_numpy()[order]
    channels = (there.table["what"] == Capacity.CHANNELS).to_numpy()[narrow]
    served = has & ~sharing
    served[order] = _fit(takes[order][:, narrow].toarray(), most[narrow].copy(), channels, verified)
    stated = np.append(equipment["channels"].notna().to_numpy(), False)
    return served, has & stated[station]


def _fit(
    takes: NDArray[np.int64],
    left: NDArray[np.int64],
    channels: NDArray[np.bool_],
    verified: NDArray[np.bool_],
) -> NDArray[np.bool_]:
    """Tell who has room, one after the other; what is verified needs but its channel."""
    fit = np.ones(len(takes), dtype=bool)
    for k, each in enumerate(takes):  # room is what those before have left
        asked = (each > 0) & (channels | (not verified[k]))
        fit[k] = (each <= left)[asked].all()
        if fit[k]:
            left -= each
    return fit
