"""What has room for so many pictures: channels of stations, bandwidth of lines, disks.

All in whole numbers: channels, kilobits a second, megabytes. A camera whose bit rate nobody has
stated sends what its resolution and codec usually do (`data/bitrates.csv`): without resolution
that of 2 megapixels, without codec that of H.265. What records keeps the days it states, else
`DAYS`.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

import numpy as np
import pandas as pd
from scipy import sparse

from gis.core.arrays import Ints, Rows
from gis.core.choices import Codec, EquipmentKind
from gis.core.paths import DATA

BITRATES = DATA / "bitrates.csv"
USUAL_MP, USUAL_CODEC, DAYS = 2.0, Codec.H265, 30.0
# Pixels are not counted so closely: 1920 × 1080 are 2 megapixels, 3840 × 2160 are 8.
_NEARLY = 1.1
_KBPS_OF_MBPS, _MB_OF_TB, _SECONDS_OF_DAY, _KILOBITS_OF_MB = 1e3, 1e6, 86_400, 8e3
NOWHERE = -1


class Capacity(StrEnum):
    """What there is room of."""

    CHANNELS = "channels"
    BANDWIDTH = "bandwidth"
    STORAGE = "storage"


@dataclass(frozen=True, eq=False)
class Capacities:
    """What equipment has room for, and what each camera would take of it.

    Attributes
    ----------
    table
        `equipment` (its row), `what` (see `Capacity`), `most`: channels, kbit/s or MB.
    takes
        Matrix, cameras × capacities, whole numbers in the unit of each.
    """

    table: pd.DataFrame
    takes: sparse.csr_array

    def of(self, *kinds: Capacity) -> "Capacities":
        """Return those of some kinds alone."""
        rows = np.flatnonzero(self.table["what"].isin(kinds))
        table = self.table.iloc[rows].reset_index(drop=True)
        return Capacities(table, self.takes[:, rows].tocsr())


@cache
def _usual_kbps() -> pd.DataFrame:
    table = pd.read_csv(BITRATES, dtype={"codec": str}).astype({"most_mp": float, "kbps": float})
    return table.sort_values("most_mp", kind="stable")


def kbps(cameras: pd.DataFrame) -> pd.Series:
    """Return what each camera sends: stated, else usual for its resolution and codec."""
    pixels = cameras["resolution_w_px"] * cameras["resolution_h_px"] / 1e6
    megapixels = pixels.where(pixels > 0, USUAL_MP).to_numpy(float)
    codec = cameras["codec"].replace("", str(USUAL_CODEC)).to_numpy(object)
    usual = np.zeros(len(cameras))
    for name, rows in _usual_kbps().groupby("codec"):  # a few codecs
        at = np.searchsorted(rows["most_mp"].to_numpy() * _NEARLY, megapixels)
        each = rows["kbps"].to_numpy()[np.minimum(at, len(rows) - 1)]
        usual = np.where(codec == name, each, usual)
    stated = cameras["bitrate_kbps"].to_numpy(float)
    return pd.Series(np.where(np.isnan(stated), usual, stated), cameras.index)


def stations(equipment: pd.DataFrame, path: sparse.csr_array) -> Rows:
    """Return the station (row of the equipment) each path leads to, `NOWHERE` for none.

    Parameters
    ----------
    equipment
        `kind`; stations are those of ``hq``.
    path
        Boolean matrix, paths × equipment: what each runs through.

    Returns
    -------
    array
        Shape (paths,); of several stations on one path that of the first row.
    """
    is_hq = (equipment["kind"] == EquipmentKind.HQ).to_numpy()
    links = path.tocoo()
    kept = is_hq[links.col]
    station = np.full(path.shape[0], len(is_hq), dtype=np.intp)
    np.minimum.at(station, links.row[kept], links.col[kept])
    return np.where(station == len(is_hq), NOWHERE, station)


def capacities(
    cameras: pd.DataFrame, equipment: pd.DataFrame, path: sparse.csr_array, station: Rows
) -> Capacities:
    """Return what a picture takes on its way to headquarters: of lines, and of its station.

    Parameters
    ----------
    cameras
        `bitrate_kbps codec resolution_w_px resolution_h_px`, NaN or "" where not stated.
    equipment
        `channels`, `bandwidth_mbps`, `storage_tb`, `storage_days`, NaN where not stated.
    path
        Boolean matrix, cameras × equipment: what each picture runs through.
    station
        The row of the station that each camera uses, or would use; `NOWHERE` for none.

    Returns
    -------
    Capacities
        Those that are stated and that some camera takes of: channels in their number, bandwidth
        in kbit/s, storage in MB.
    """
    rows = np.flatnonzero(station != NOWHERE)
    ones = np.ones(len(rows), dtype=np.int64)
    own = sparse.csr_array((ones, (rows, station[rows])), shape=path.shape)
    sent = sparse.diags_array(_whole_kbps(cameras), dtype=np.int64)
    return _together(
        {
            Capacity.CHANNELS: (own, equipment["channels"]),
            Capacity.BANDWIDTH: (
                sent @ path.astype(np.int64),
                equipment["bandwidth_mbps"] * _KBPS_OF_MBPS,
            ),
            Capacity.STORAGE: (
                _kept_mb(cameras, equipment, own),
                equipment["storage_tb"] * _MB_OF_TB,
            ),
        },
    )


def recorded(cameras: pd.DataFrame, equipment: pd.DataFrame, needs: sparse.csr_array) -> Capacities:
    """Return what a camera takes of the recorders it depends on, see `capacities`.

    Too small a disk stops no camera: it keeps fewer days.

    Parameters
    ----------
    cameras
        See `capacities`.
    equipment
        See `capacities`, and `kind`: recorders and servers record.
    needs
        Boolean matrix, cameras × equipment, see `Dependence`.

    Returns
    -------
    Capacities
        Channels, and storage in MB.
    """
    is_one = equipment["kind"].isin([EquipmentKind.RECORDER, EquipmentKind.SERVER])
    own = (
        needs.astype(np.int64) @ sparse.diags_array(is_one.to_numpy(np.int64), dtype=np.int64)
    ).tocsr()
    own.eliminate_zeros()
    return _together(
        {
            Capacity.CHANNELS: (own, equipment["channels"]),
            Capacity.STORAGE: (
                _kept_mb(cameras, equipment, own),
                equipment["storage_tb"] * _MB_OF_TB,
            ),
        },
    )


def _whole_kbps(cameras: pd.DataFrame) -> Ints:
    return np.round(kbps(cameras).to_numpy()).astype(np.int64)


def _kept_mb(
    cameras: pd.DataFrame, equipment: pd.DataFrame, own: sparse.csr_array
) -> sparse.csr_array:
    """Return what the pictures of some cameras take of disks; whole numbers, so sums are exact."""
    daily = np.ceil(_whole_kbps(cameras) * _SECONDS_OF_DAY / _KILOBITS_OF_MB)
    days = np.ceil(equipment["storage_days"].fillna(DAYS).to_numpy(float))
    each, span = (sparse.diags_array(n.astype(np.int64), dtype=np.int64) for n in (daily, days))
    return each @ own @ span


def _together(
    parts: dict[Capacity, tuple[sparse.csr_array, pd.Series]],
) -> Capacities:
    """Return what is stated, and taken by anyone."""
    tables, takes = [], []
    for what, (taken, most) in parts.items():
        used = np.diff(taken.tocsc().indptr) > 0
        rows = np.flatnonzero(used & most.notna().to_numpy())
        whole = np.floor(most.to_numpy(float)[rows] + 1e-6).astype(np.int64)
        tables.append(pd.DataFrame({"equipment": rows, "what": str(what), "most": whole}))
        takes.append(taken.tocsc()[:, rows])
    table = pd.concat(tables, ignore_index=True)
    return Capacities(table, sparse.hstack(takes, format="csr").astype(np.int64))
