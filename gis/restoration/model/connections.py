"""What a picture still lacks on its way to the commune police headquarters."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from gis.core.arrays import Ints, Rows
from gis.core.choices import FaultPart
from gis.core.paths import DATA
from gis.register.availability import Dependence, dependence
from gis.register.capacities import NOWHERE, Capacities, Capacity, capacities, stations
from gis.restoration.model.prices import PRICE_LEVELS
from gis.restoration.model.remedies import remedies
from gis.restoration.model.repair_ids import EQUIPMENT
from gis.restoration.model.repairs import CHANNEL, Repairs, priced
from gis.restoration.model.room import Room
from gis.vocabulary.labels import display_names


def signal_paths(cameras: pd.DataFrame, equipment: pd.DataFrame) -> Dependence:
    """Return what each picture runs through today (`connects_through`), to any depth.

    Parameters
    ----------
    cameras
        `camera_id connects_through`, canonical.
    equipment
        `equipment_id depends_on`, canonical.

    Returns
    -------
    Dependence
        Its `needs`: boolean, cameras × equipment.
    """
    return dependence(cameras.assign(depends_on=cameras["connects_through"]), equipment)


def ways(cameras: pd.DataFrame, equipment: pd.DataFrame) -> Dependence:
    """Return what each picture runs through, or will: its commune's station if it has none.

    Parameters
    ----------
    cameras
        `camera_id connects_through commune_code`, canonical.
    equipment
        Canonical columns.

    Returns
    -------
    Dependence
        Its `needs`: boolean, cameras × equipment.
    """
    path = signal_paths(cameras, equipment).needs
    lacking = stations(equipment, path) == NOWHERE
    station = stations_to_be(cameras, equipment, path, lacking)
    ids = np.append(equipment["equipment_id"].to_numpy(object), "")
    more = np.where(lacking & (station != NOWHERE), ids[station], "")
    joined = cameras["connects_through"] + np.where(more != "", ";" + more, "")
    return dependence(cameras.assign(depends_on=joined), equipment)


# What stands in `target`, and before the id of a camera, or of equipment that is to be widened.
CONNECTION, STATION, UPGRADE, DISK = "connection", "station", "upgrade", "disk"
WIDER = {Capacity.CHANNELS: STATION, Capacity.BANDWIDTH: UPGRADE, Capacity.STORAGE: DISK}
EXTENSIONS = DATA / "extensions.csv"
# What stands before the number of a second, third… extension of the same.
_AGAIN = " ×"
# What capacities are counted in, of what the list of extensions says.
_WHOLE = {Capacity.CHANNELS: 1, Capacity.BANDWIDTH: 1_000, Capacity.STORAGE: 1_000_000}


def widened(repair_ids: pd.Series) -> pd.Series:
    """Return the ids of the cameras, equipment or communes that repairs are of.

    Parameters
    ----------
    repair_ids
        Ids such as ``connection:C1`` or ``station:ABC ×2``; others stay as they are.

    Returns
    -------
    Series
        On the same index: ``C1``, ``ABC``.
    """
    targets = "|".join((CONNECTION, CHANNEL, STATION, UPGRADE, DISK))
    return repair_ids.str.replace(rf"^(?:{targets}):", "", regex=True).str.replace(
        rf"{_AGAIN}\d+$", "", regex=True
    )


@cache
def extensions() -> pd.DataFrame:
    """Return, by `what` there is room of, the `part` of the price list that adds how much."""
    table = pd.read_csv(EXTENSIONS).set_index("what")
    whole = [round(adds * _WHOLE[Capacity(str(w))]) for w, adds in table["adds"].items()]
    return table.assign(adds=whole)


def connected(
    todo: Repairs,
    cameras: pd.DataFrame,
    equipment: pd.DataFrame,
    path: sparse.csr_array,
    prices: pd.DataFrame,
    *,
    served: NDArray[np.bool_],
) -> Repairs:
    """Return the repairs with the connections and the room that live pictures need beside.

    A camera whose path leads to no headquarters' station needs a connection of its own (at
    `connection_cost_vnd`, else the listed price) to the station most cameras of its commune
    use, else to a new one, which its commune shares. Stations have channels and disks, lines
    bandwidth, as far as they are stated (see `capacities`): what is used today stays in use;
    where not all who wait have room in the rest, each needs a *channel* too, and further
    stations, upgrades and disks can be bought, one after the other, until all have room.

    Parameters
    ----------
    todo
        See `Repairs`; its cameras wait for all that is broken, the path's equipment too.
    cameras
        Canonical columns, in the order of the rows of `todo.needs`.
    equipment
        Canonical columns, in the order of the columns of `path`.
    path
        Boolean matrix, cameras × equipment: what each picture runs through, to any depth.
    prices
        VND, see `read_prices`.
    served
        Which cameras have room today: of these none is brought back.

    Returns
    -------
    Repairs
        The repairs of `todo` come first, on the same rows.
    """
    lacking = todo.mendable & (stations(equipment, path) == NOWHERE)
    station = stations_to_be(cameras, equipment, path, lacking)
    there = capacities(cameras, equipment, path, station)
    fresh = np.where(lacking & (station == NOWHERE), cameras["commune_code"], "")
    parts = [*_scarce(there, equipment, todo.mendable, served), *_new(fresh)]
    connections = _connections(cameras.iloc[np.flatnonzero(lacking)], prices)
    return _with_room(todo, cameras, parts, connections, np.flatnonzero(lacking), prices)


def stations_to_be(
    cameras: pd.DataFrame,
    equipment: pd.DataFrame,
    path: sparse.csr_array,
    lacking: NDArray[np.bool_],
) -> Rows:
    """Return the station of each camera: of those without, the one most of their commune use.

    Parameters
    ----------
    cameras
        `commune_code` of each.
    equipment
        Canonical columns.
    path
        Boolean matrix, cameras × equipment: what each picture runs through, to any depth.
    lacking
        Flags of the cameras that are to get a station.

    Returns
    -------
    ndarray
        Row of the equipment for each camera; `NOWHERE` for one with no station.
    """
    own = stations(equipment, path)
    usual = _usual_stations(cameras["commune_code"], own)
    station = np.where(lacking, usual.reindex(cameras["commune_code"]).fillna(NOWHERE), own)
    return station.astype(np.intp)


@dataclass(frozen=True, eq=False)
class _Part:
    """One capacity that not all who wait can share today.

    `takes`: of each camera. `levels`: how much room there is without any extension, with the
    first, the second, … until there is room for all. `first`: so many of them each needs.
    """

    what: Capacity
    name: str
    takes: Ints
    levels: Ints

    @property
    def first(self) -> int:
        """Return how many extensions there must be before there is room for anyone."""
        least = self.takes[self.takes > 0].min()
        return int(np.searchsorted(self.levels, least))

    @property
    def scarce(self) -> bool:
        """Tell whether there is not room for all as soon as there is room for anyone."""
        return self.first < len(self.levels) - 1


def _scarce(
    there: Capacities,
    equipment: pd.DataFrame,
    waiting: NDArray[np.bool_],
    served: NDArray[np.bool_],
) -> Iterator[_Part]:
    """Give the capacities that do not hold all who wait beside those served."""
    ids, step = _apart(equipment["equipment_id"]).to_numpy(object), extensions()["adds"]
    taken, wanted = (there.takes.T @ flags.astype(np.int64) for flags in (served, waiting))
    table = there.table.assign(taken=taken, wanted=wanted)
    table = table[wanted > np.maximum(table["most"] - taken, 0)]
    columns = there.takes.tocsc()
    for k, row in zip(table.index, table.to_dict("records"), strict=True):  # those too narrow
        what = Capacity(row["what"])
        takes = columns[:, [k]].toarray().ravel() * waiting
        levels = _levels(row["most"] - row["taken"], row["wanted"], int(step[what]))
        yield _Part(what, str(ids[row["equipment"]]), takes, levels)


def _apart(codes: pd.Series) -> pd.Series:
    """Return codes of equipment as they stand in a station's id: none is that of a commune."""
    like = codes.str.fullmatch(r"[0-9]{5}") | codes.str.startswith(f"{EQUIPMENT}:")
    return codes.where(~like, f"{EQUIPMENT}:" + codes)


def _levels(free: int, wanted: int, step: int) -> Ints:
    """Return the room there is with no extension, with one, … until all who want have it."""
    count = -((free - wanted) // step)
    levels: Ints = (free + step * np.arange(count + 1, dtype=np.int64)).clip(min=0)
    return levels


def _new(commune_code: NDArray[np.object_]) -> Iterator[_Part]:
    """Give the stations to be set up in communes without any."""
    for code in sorted(set(commune_code) - {""}):  # communes without a station
        takes = (commune_code == code).astype(np.int64)
        step = int(extensions()["adds"][Capacity.CHANNELS])
        yield _Part(Capacity.CHANNELS, code, takes, _levels(0, int(takes.sum()), step))


def _with_room(
    todo: Repairs,
    cameras: pd.DataFrame,
    parts: list[_Part],
    connections: pd.DataFrame,
    lacking: Rows,
    prices: pd.DataFrame,
) -> Repairs:
    """Return the repairs with connections, channels and extensions as their last."""
    size, scarce = len(cameras), [part for part in parts if part.scarce]
    sharing = np.flatnonzero(sum((p.takes for p in scarce), np.zeros(size, np.int64)))
    channels = _channels(cameras.iloc[sharing])
    counts = [len(part.levels) - 1 for part in parts]
    wider = pd.concat([_wider(part, prices) for part in parts] or [connections.iloc[:0]])
    table = pd.concat([todo.table, connections, channels, wider], ignore_index=True)
    own = [_matrix(rows, np.arange(len(rows)), (size, len(rows))) for rows in (lacking, sharing)]
    first = [
        np.outer(p.takes > 0, np.arange(n) < p.first) for p, n in zip(parts, counts, strict=True)
    ]
    needed = sparse.csr_array(np.hstack([np.zeros((size, 0), dtype=bool), *first]))
    needs = sparse.hstack([todo.needs, *own, needed], format="csr")
    before = needs.shape[1] - sum(counts)
    starts = dict(zip(map(id, parts), before + np.cumsum([0, *counts]), strict=False))
    taking = before - len(sharing) + np.arange(len(sharing))
    rows = [row for p in scarce for row in _rows(p, sharing, taking, starts[id(p)], len(table))]
    room = None
    if rows:
        take = sparse.csr_array(np.vstack([taken for taken, _free in rows]))
        room = Room(take, np.array([free for _taken, free in rows], dtype=np.int64))
    return replace(todo, table=table, needs=needs.astype(bool), room=room)


def _rows(
    part: _Part, sharing: Rows, taking: Rows, start: int, size: int
) -> Iterator[tuple[Ints, int]]:
    """Give what repairs take of a capacity, and that its extensions come one after the other."""
    added, take = np.diff(part.levels)[part.first :], np.zeros(size, dtype=np.int64)
    take[taking] = part.takes[sharing]
    more = start + part.first + np.arange(len(added))
    take[more] = -added
    yield take, int(part.levels[part.first])
    for one, next_ in pairwise(more):
        order = np.zeros(size, dtype=np.int64)
        order[next_], order[one] = 1, -1
        yield order, 0


def _usual_stations(commune_code: pd.Series, station: Rows) -> pd.Series:
    """Return, by commune, the station most of its cameras use."""
    table = pd.DataFrame({"code": commune_code.to_numpy(), "station": station})
    table = table[(table["station"] != NOWHERE) & (table["code"] != "")]
    counted = table.value_counts().reset_index()
    return counted.drop_duplicates("code").set_index("code")["station"]


def _connections(cameras: pd.DataFrame, prices: pd.DataFrame) -> pd.DataFrame:
    stated = cameras["connection_cost_vnd"].to_numpy(float)
    part, cause = (pd.Series(v, cameras.index, dtype=object) for v in (CONNECTION, ""))
    # Metres of cable that its note names connect it, but where they mend a broken line.
    note = cameras["note"].mask(cameras["fault_part"] == FaultPart.LINE, "")
    listed = remedies(part, cause, note, prices)
    ids = f"{CONNECTION}:" + cameras["camera_id"]
    row = {"repair_id": ids, "target": CONNECTION, "name": display_names(cameras)}
    return priced(cameras, row, stated, listed, float(prices["mid"].get("line_fee", 0.0)))


def _channels(cameras: pd.DataFrame) -> pd.DataFrame:
    """Return who may get room: it costs nothing beside what makes more of it."""
    return pd.DataFrame(
        {
            "repair_id": f"{CHANNEL}:" + cameras["camera_id"],
            "target": CHANNEL,
            "name": display_names(cameras),
            "part": "",
        }
    ).assign(**_FREE)


_FREE: dict[str, Any] = {
    "cost_vnd": 0.0,
    "estimated": False,
    "quoted": True,
    "low_vnd": 0.0,
    "high_vnd": 0.0,
    "monthly_vnd": 0.0,
    "origin": "",
    "payer": "",
}


def _wider(part: _Part, prices: pd.DataFrame) -> pd.DataFrame:
    """Return the extensions of a capacity, the first named after what they widen."""
    target, listed = WIDER[part.what], str(extensions()["part"][part.what])
    count = len(part.levels) - 1
    ids = [f"{target}:{part.name}" + (f"{_AGAIN}{k + 1}" if k else "") for k in range(count)]
    low, mid, high = (float(prices[level].get(listed, np.nan)) for level in PRICE_LEVELS)
    told = {
        "estimated": bool(prices["estimated"].get(listed, True)),
        "quoted": False,
        "cost_vnd": mid,
        "low_vnd": low,
        "high_vnd": high,
    }
    return pd.DataFrame({"repair_id": ids, "target": target, "name": "", "part": listed}).assign(
        **(_FREE | told)
    )


def _matrix(rows: Rows, columns: Rows, shape: tuple[int, int]) -> sparse.csr_array:
    return sparse.csr_array((np.ones(len(rows), dtype=bool), (rows, columns)), shape=shape)
