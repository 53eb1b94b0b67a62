"""Repairs: what mends a camera or a piece of shared equipment, and what it costs."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from gis.choices import FaultPart, Kind, Status

PRICES = Path(__file__).resolve().parents[2] / "data" / "prices.csv"
MENDABLE = frozenset({Status.BROKEN, Status.ABANDONED, Status.SUSPENDED})
# No repair brings these back: the first needs a survey, the second is written off.
NOT_MENDABLE = frozenset({Status.UNKNOWN, Status.DISPOSAL})
# A fault in one of these parts of a camera costs that part; any other, a new camera.
_OWN_PARTS = (FaultPart.POWER, FaultPart.SWITCH, FaultPart.POLE, FaultPart.LINE, FaultPart.ACCOUNT)


@dataclass(frozen=True, slots=True)
class Repairs:
    """All repairs there are, and which of them each camera waits for.

    `table`: `repair_id` (the id of the camera or equipment it mends), `target` (``camera``
    or ``equipment``), `name`, `cost_vnd`, `estimated` (the cost comes from the price list).
    `needs`: boolean matrix, cameras × repairs. `mendable`: the camera does not see today
    and will once all its repairs are done.
    """

    table: pd.DataFrame
    needs: sparse.csr_array
    mendable: NDArray[np.bool_]


def read_prices(path: Path = PRICES) -> pd.Series:
    """Return the middle price in VND by part."""
    return pd.read_csv(path).set_index("part")["mid"].astype(float)


def repairs(
    cameras: pd.DataFrame,
    equipment: pd.DataFrame,
    reach: sparse.csr_array,
    *,
    prices: pd.Series,
) -> Repairs:
    """List the repair of every broken camera and equipment.

    A camera sees again only when its own fault and every broken equipment it depends on is
    mended. One whose own state, or that of something it depends on, is unknown or written
    off cannot be brought back by repairs alone and is not mendable.

    Parameters
    ----------
    cameras
        Canonical columns and `sight`.
    equipment
        Canonical columns.
    reach
        Boolean matrix, cameras × equipment: all a camera depends on, to any depth.
    prices
        VND by part, for repairs without a stated cost.
    """
    own, shared = _broken(cameras), _broken(equipment)
    table = pd.concat(
        [_priced(cameras[own], "camera", prices), _priced(equipment[shared], "equipment", prices)],
        ignore_index=True,
    )
    own_needs = sparse.eye_array(len(cameras), dtype=bool, format="csc")[:, np.flatnonzero(own)]
    needs = sparse.hstack([own_needs, reach.tocsc()[:, np.flatnonzero(shared)]], format="csr")
    stuck = equipment["status"].isin(NOT_MENDABLE).to_numpy(np.int64)
    blocked = cameras["status"].isin(NOT_MENDABLE) | (reach.astype(np.int64) @ stuck > 0)
    down = cameras["sight"] == "down"
    return Repairs(table, needs, (down & ~blocked).to_numpy())


def _broken(table: pd.DataFrame) -> NDArray[np.bool_]:
    return table["status"].isin(MENDABLE).to_numpy()


def _priced(table: pd.DataFrame, target: str, prices: pd.Series) -> pd.DataFrame:
    kind = table["kind"].where(table["kind"] != "", Kind.FIXED)
    own_part = (target == "camera") & table["fault_part"].isin(_OWN_PARTS)
    part = kind.where(~own_part, table["fault_part"])
    return pd.DataFrame(
        {
            "repair_id": table[f"{target}_id"],
            "target": target,
            "name": table["name"],
            "cost_vnd": table["repair_cost_vnd"].fillna(part.map(prices)),
            "estimated": table["repair_cost_vnd"].isna(),
        }
    )
