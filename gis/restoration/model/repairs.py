"""Repairs: what mends a camera or a piece of shared equipment, and what it costs."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from gis.core.choices import EquipmentKind, FaultPart, Kind, Status
from gis.core.extents import names_disk
from gis.restoration.model.prices import PRICE_LEVELS
from gis.restoration.model.remedies import remedies
from gis.restoration.model.repair_ids import codes_in_both_tables, repair_ids
from gis.restoration.model.room import Room
from gis.vocabulary.labels import display_names

MENDABLE = frozenset({Status.BROKEN, Status.ABANDONED, Status.SUSPENDED})
# No repair brings these back: the first needs a survey, the second is written off.
NOT_MENDABLE = frozenset({Status.UNKNOWN, Status.DISPOSAL})
# What stands in `target`, and before the id of a camera, for the room it takes (see `Room`).
CHANNEL = "channel"
# A fault in one of these parts of a camera is a fault of that part; any other, of the camera.
_OWN_PARTS = (FaultPart.POWER, FaultPart.SWITCH, FaultPart.POLE, FaultPart.LINE, FaultPart.ACCOUNT)
# A fault in one of these parts of a shared device is a fault of that part; any other, its own.
_PARTS_OF_DEVICES = (FaultPart.POWER, FaultPart.LINE, FaultPart.ACCOUNT)
# The row of the price list for the disk of a recorder, of which the note tells.
DISK = "disk"
_DEVICES = (EquipmentKind.RECORDER, EquipmentKind.SWITCH, EquipmentKind.SERVER, EquipmentKind.HQ)


@dataclass(frozen=True, slots=True)
class Repairs:
    """All repairs there are, and which of them each camera waits for.

    `table`: `repair_id` (of what it mends, see `repair_ids`), `target` (``camera`` or
    ``equipment``), `name`, `cost_vnd`, `estimated` (the cost comes from a price nobody has stated
    yet), `quoted` (it is stated in the register), `part` (its row of the price list), `failed
    quantity` (see `remedies`; missing: the part, once), `low_vnd high_vnd`, `monthly_vnd` (running
    cost, VND a month, of what is switched on again), `origin payer`. `needs`: boolean matrix,
    cameras × repairs. `mendable`: the camera does not see today and will once all its repairs are
    done. `room`: what is scarce, see `Room`.
    """

    table: pd.DataFrame
    needs: sparse.csr_array
    mendable: NDArray[np.bool_]
    room: Room | None = None

    @property
    def bought(self) -> NDArray[np.bool_]:
        """Tell which are work for money, and not the choice of who gets a channel."""
        return (self.table["target"] != CHANNEL).to_numpy()

    @property
    def waits(self) -> sparse.csr_array:
        """Return what each camera needs, and what adds to the room it shares."""
        if self.room is None:
            return self.needs
        sharing, adding = (m.astype(np.int64) for m in (self.room.take > 0, self.room.take < 0))
        more = self.needs.astype(np.int64) @ (sharing.T @ adding)
        return (self.needs.astype(np.int64) + more > 0).tocsr()


def repair_table(
    cameras: pd.DataFrame,
    equipment: pd.DataFrame,
    reach: sparse.csr_array,
    *,
    prices: pd.DataFrame,
    down: NDArray[np.bool_],
) -> Repairs:
    """List the repair of every broken camera and equipment.

    A camera sees again only when its own fault and every broken equipment it depends on is
    mended. One whose own state, or that of something it depends on, is unknown or written
    off cannot be brought back by repairs alone and is not mendable.

    Parameters
    ----------
    cameras
        Canonical columns.
    equipment
        Canonical columns.
    reach
        Boolean matrix, cameras × equipment: all a camera depends on, to any depth.
    prices
        See `read_prices`, for repairs without a stated cost.
    down
        Which cameras are to be brought back: they do not see, or are not live.

    Returns
    -------
    Repairs
        Repairs of cameras first, then of equipment; costs in VND.
    """
    own, shared = _broken(cameras), _broken(equipment)
    table = pd.concat(
        [_priced(cameras[own], "camera", prices), _priced(equipment[shared], "equipment", prices)],
        ignore_index=True,
    )
    table["repair_id"] = repair_ids(table, codes_in_both_tables(cameras, equipment))
    own_needs = sparse.eye_array(len(cameras), dtype=bool, format="csc")[:, np.flatnonzero(own)]
    needs = sparse.hstack([own_needs, reach.tocsc()[:, np.flatnonzero(shared)]], format="csr")
    stuck = equipment["status"].isin(NOT_MENDABLE).to_numpy(np.int64)
    blocked = cameras["status"].isin(NOT_MENDABLE) | (reach.astype(np.int64) @ stuck > 0)
    return Repairs(table, needs, down & ~blocked.to_numpy())


def _broken(table: pd.DataFrame) -> NDArray[np.bool_]:
    return table["status"].isin(MENDABLE).to_numpy()


def _priced(table: pd.DataFrame, target: str, prices: pd.DataFrame) -> pd.DataFrame:
    stated = table["repair_cost_vnd"].to_numpy(float)
    note = table["note"] if "note" in table else pd.Series("", table.index)
    listed = remedies(_failed(table, target), table["cause"], note, prices)
    row = {"repair_id": table[f"{target}_id"], "target": target, "name": display_names(table)}
    return priced(table, row, stated, listed, running_vnd(table, target, prices))


def priced(
    table: pd.DataFrame,
    row: dict[str, Any],
    stated: NDArray[np.float64],
    listed: pd.DataFrame,
    monthly_vnd: NDArray[np.float64] | float,
) -> pd.DataFrame:
    """Return what is to be done for the rows of a table, at the stated cost, else as listed.

    Parameters
    ----------
    table
        Cameras or equipment, in canonical columns.
    row
        `repair_id target name`.
    stated
        đồng, NaN where no cost is stated.
    listed
        As `remedies` returns it.
    monthly_vnd
        Running cost of each, VND a month.

    Returns
    -------
    DataFrame
        The columns of `Repairs.table`, VND, on the index of `table`.
    """
    low, cost, high = (_known(stated, listed[level].to_numpy(float)) for level in PRICE_LEVELS)
    return pd.DataFrame(
        {
            **row,
            "cost_vnd": cost,
            "estimated": np.isnan(stated) & listed["estimated"],
            "quoted": ~np.isnan(stated),
            **{column: listed[column] for column in ("part", "failed", "quantity")},
            "low_vnd": low,
            "high_vnd": high,
            "monthly_vnd": monthly_vnd,
            "origin": table["origin"],
            "payer": table["payer"],
        }
    )


def _failed(table: pd.DataFrame, target: str) -> pd.Series:
    """Return what failed, as the price list names it."""
    kind, part = table["kind"].where(table["kind"] != "", str(Kind.FIXED)), table["fault_part"]
    if target == "camera":
        of_disks = set(filter(names_disk, set(table["note"])))
        disk = (part == FaultPart.RECORDER) & table["note"].isin(of_disks)
        return kind.mask(part.isin(_OWN_PARTS), part).mask(disk, DISK)
    return kind.mask(part.isin(_PARTS_OF_DEVICES) & kind.isin(_DEVICES), part)


def running_vnd(table: pd.DataFrame, target: str, prices: pd.DataFrame) -> NDArray[np.float64]:
    """Return the monthly cost: stated, else a camera's electricity, a line's fee.

    Parameters
    ----------
    table
        `kind` and `monthly_cost_vnd` (NaN where not stated).
    target
        ``camera`` or ``equipment``.
    prices
        See `read_prices`: its rows ``electricity`` and ``line_fee``.

    Returns
    -------
    ndarray
        VND a month, one number a row.
    """
    is_line = (table["kind"] == EquipmentKind.LINE).to_numpy()
    fee = np.where(is_line, prices["mid"].get("line_fee", 0.0), 0.0)
    usual = prices["mid"].get("electricity", 0.0) if target == "camera" else fee
    return _known(table["monthly_cost_vnd"].to_numpy(float), np.broadcast_to(usual, len(table)))


def _known(stated: NDArray[np.float64], listed: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.where(np.isnan(stated), listed, stated)
