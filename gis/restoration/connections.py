"""What a picture still lacks on its way to the commune police headquarters."""

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from gis.choices import EquipmentKind, FaultPart
from gis.labels import called
from gis.restoration.prices import LEVELS
from gis.restoration.remedies import remedies
from gis.restoration.repairs import Repairs

Rows = NDArray[np.intp]
NOWHERE = -1
# What stands behind the id of a camera, or of a station, that is to be connected, or widened.
CONNECTION, STATION = "connection", "station"


def connected(
    todo: Repairs,
    cameras: pd.DataFrame,
    equipment: pd.DataFrame,
    path: sparse.csr_array,
    prices: pd.DataFrame,
    *,
    served: NDArray[np.bool_] | None = None,
) -> Repairs:
    """Return the repairs with the connections and stations that live pictures need beside.

    A camera whose path leads to no headquarters' station needs a connection of its own (at
    `connection_cost_vnd`, else the listed price) to the station most cameras of its commune
    use, else to a new one, which its commune shares. A station has as many channels as
    stated, any number when that is not: served first are the cameras verified first, then
    those first in the register; the others share a further station.

    Parameters
    ----------
    todo
        See `Repairs`; its cameras wait for all that is broken, the path's equipment too.
    path
        Boolean matrix, cameras × equipment: what each picture runs through, to any depth.
    served
        Which cameras have a channel today; by default those verified.
    """
    own = _stations(equipment, path)
    lacking = todo.mendable & (own == NOWHERE)
    usual = _usual_stations(cameras["commune_code"], own)
    station = np.where(lacking, usual.reindex(cameras["commune_code"]).fillna(NOWHERE), own)
    if served is None:
        served = (cameras["live_verified_on"] != "").to_numpy()
    wanted = todo.mendable | served
    beyond = wanted & _beyond(station.astype(np.intp), cameras, equipment, wanted)
    fresh = lacking & (station == NOWHERE)
    shared = np.full(len(cameras), "", dtype=object)
    ids = np.append(equipment["equipment_id"].to_numpy(object), "")
    shared[beyond] = [f"{STATION}:{ids[int(s)]}" for s in station[beyond]]
    shared[fresh] = [f"{STATION}:{code}" for code in cameras["commune_code"].to_numpy()[fresh]]
    shared = np.where(todo.mendable, shared, "")
    rows = np.flatnonzero(lacking)
    connections = _connections(cameras.iloc[rows], prices)
    names = sorted(set(shared) - {""})
    stations = _stations_table(names, prices)
    cable = _matrix(rows, np.arange(len(rows)), (len(cameras), len(rows)))
    sharing = np.flatnonzero(shared != "")
    place = pd.Index(names).get_indexer(pd.Index(shared[sharing]))
    hall = _matrix(sharing, place, (len(cameras), len(names)))
    table = pd.concat([todo.table, connections, stations], ignore_index=True)
    return replace(todo, table=table, needs=sparse.hstack([todo.needs, cable, hall], format="csr"))


def _stations(equipment: pd.DataFrame, path: sparse.csr_array) -> Rows:
    """Return the station (row of the equipment) each path leads to, `NOWHERE` for none."""
    is_hq = (equipment["kind"] == EquipmentKind.HQ).to_numpy()
    links = path.tocoo()
    kept = is_hq[links.col]
    station = np.full(path.shape[0], len(is_hq), dtype=np.intp)
    np.minimum.at(station, links.row[kept], links.col[kept])
    return np.where(station == len(is_hq), NOWHERE, station)


def _usual_stations(commune_code: pd.Series, station: Rows) -> pd.Series:
    """Return, by commune, the station most of its cameras use."""
    table = pd.DataFrame({"code": commune_code.to_numpy(), "station": station})
    table = table[(table["station"] != NOWHERE) & (table["code"] != "")]
    counted = table.value_counts().reset_index()
    return counted.drop_duplicates("code").set_index("code")["station"]


def _beyond(
    station: Rows, cameras: pd.DataFrame, equipment: pd.DataFrame, wanted: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Tell which cameras come after the last channel of their station."""
    at = np.flatnonzero(wanted & (station != NOWHERE))
    since = cameras["live_verified_on"].replace("", "9999").to_numpy()[at]
    queue = pd.DataFrame({"camera": at, "station": station[at], "since": since})
    queue = queue.sort_values(["since", "camera"], kind="stable")
    turn = queue.groupby("station").cumcount().to_numpy()
    channels = equipment["channels"].to_numpy(float)[queue["station"]]
    beyond = np.zeros(len(cameras), dtype=bool)
    beyond[queue["camera"].to_numpy()[turn >= channels]] = True
    return beyond


def _connections(cameras: pd.DataFrame, prices: pd.DataFrame) -> pd.DataFrame:
    stated = cameras["connection_cost_vnd"].to_numpy(float)
    part, cause = (pd.Series(v, cameras.index, dtype=object) for v in (CONNECTION, ""))
    # Metres of cable that its note names connect it, but where they mend a broken line.
    note = cameras["note"].mask(cameras["fault_part"] == FaultPart.LINE, "")
    listed = remedies(part, cause, note, prices)
    low, mid, high = (np.where(np.isnan(stated), listed[level], stated) for level in LEVELS)
    return pd.DataFrame(
        {
            "repair_id": f"{CONNECTION}:" + cameras["camera_id"],
            "target": CONNECTION,
            "name": called(cameras),
            "cost_vnd": mid,
            "estimated": np.isnan(stated) & listed["estimated"],
            "quoted": ~np.isnan(stated),
            **{column: listed[column] for column in ("part", "failed", "quantity")},
            "low_vnd": low,
            "high_vnd": high,
            "monthly_vnd": float(prices["mid"].get("line_fee", 0.0)),
            "origin": cameras["origin"],
            "payer": cameras["payer"],
        }
    )


def _stations_table(ids: list[str], prices: pd.DataFrame) -> pd.DataFrame:
    part = str(EquipmentKind.HQ)
    low, mid, high = (float(prices[level].get(part, np.nan)) for level in LEVELS)
    estimated = bool(prices["estimated"].get(part, True))
    told: dict[str, Any] = {
        "name": "", "cost_vnd": mid, "estimated": estimated, "quoted": False, "part": part,
        "low_vnd": low, "high_vnd": high, "monthly_vnd": 0.0, "origin": "", "payer": "",
    }  # fmt: skip
    return pd.DataFrame({"repair_id": ids, "target": STATION}).assign(**told)


def _matrix(rows: Rows, columns: Rows, shape: tuple[int, int]) -> sparse.csr_array:
    return sparse.csr_array((np.ones(len(rows), dtype=bool), (rows, columns)), shape=shape)
