"""Doubts about the register that somebody has settled: two cameras alike, one without keeper.

What is dismissed stays so, with a reason, until that is taken back; cameras that are one and the
same are merged.
"""

import json
from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gis.core.choices import Status
from gis.core.clock import today
from gis.core.errors import StoreError
from gis.core.language import _
from gis.store import tables
from gis.store.archive import remove_rows
from gis.store.changes import FIELDS, as_text
from gis.store.database import read_rows
from gis.store.editing import apply
from gis.store.store import Store
from gis.store.writing import BOOKKEEPING, writing

# What is dismissed: a pair that are two cameras, and a camera that needs no managing body.
PAIR, ORPHAN = "two_cameras:", "no_keeper:"
_BETWEEN = " / "
_STATE = ("status", "fault_part", "cause")
_WORK = ("repaired_on", "accepted_on", "accepted_by", "accepted_photo")
_NEVER = {"camera_id", *_STATE, *_WORK, *BOOKKEEPING}


def pair_keys(pairs: pd.DataFrame, cameras: pd.DataFrame) -> pd.Series:
    """Return what each pair is known by, in whichever order it is named.

    Parameters
    ----------
    pairs
        `first second`, places among the cameras.
    cameras
        With `camera_id`.

    Returns
    -------
    Series
        Keys on the index of the pairs.
    """
    ids = cameras["camera_id"].to_numpy(object)
    both = np.sort(np.column_stack([ids[pairs["first"]], ids[pairs["second"]]]).astype(str), axis=1)
    return pd.Series([_BETWEEN.join(row) for row in both], pairs.index, dtype=str)


def dismiss(store: Store, kind: str, keys: Sequence[str], *, reason: str, who: str) -> int:
    """Say of doubts that there is nothing to do, and why.

    Parameters
    ----------
    store
        The register.
    kind
        `PAIR` or `ORPHAN`.
    keys
        What each is known by: see `pair_keys`; the `camera_id` of one without keeper.
    reason
        Why; not empty.
    who
        Under which name it is written.

    Returns
    -------
    int
        How many rows changed.

    Raises
    ------
    StoreError
        No reason is given.
    """
    if not reason.strip():
        raise StoreError(_("Say why; without a reason nothing is dismissed"))
    value = json.dumps({"reason": reason.strip(), "who": who, "on": today()}, sort_keys=True)
    return _settle(store, kind, keys, value, who)


def take_back(store: Store, kind: str, keys: Sequence[str], *, who: str) -> int:
    """Let what was dismissed be in doubt again.

    Parameters
    ----------
    store
        The register.
    kind
        `PAIR` or `ORPHAN`.
    keys
        What each is known by: see `pair_keys`; the `camera_id` of one without keeper.
    who
        Under which name it is written.

    Returns
    -------
    int
        How many rows changed.
    """
    return _settle(store, kind, keys, json.dumps(None), who)


def dismissed(store: Store, kind: str) -> pd.DataFrame:
    """Return what is dismissed.

    Parameters
    ----------
    store
        The register.
    kind
        `PAIR` or `ORPHAN`.

    Returns
    -------
    DataFrame
        `reason who on` by key; the day is an ISO date.
    """
    found = {k.removeprefix(kind): v for k, v in store.settings(kind).items() if v}
    columns = ["reason", "who", "on"]
    return pd.DataFrame.from_dict(found, orient="index", columns=columns, dtype=str)


def in_doubt(keys: pd.Series, settled: pd.DataFrame) -> NDArray[np.bool_]:
    """Tell which doubts nobody has dismissed.

    Parameters
    ----------
    keys
        What each is known by.
    settled
        See `dismissed`.

    Returns
    -------
    ndarray
        True or false, in the order of the keys.
    """
    return ~keys.isin(settled.index).to_numpy(bool)


def merge_cameras(store: Store, stays: str, goes: str, *, who: str) -> int:
    """Make one camera of two that are the same.

    The one that stays takes over what it does not know itself; its state too, where it is not
    known. The other goes into the archive, from which it can be brought back.

    Parameters
    ----------
    store
        The register.
    stays, goes
        Their `camera_id`.
    who
        Under which name it is written.

    Returns
    -------
    int
        How many rows changed.

    Raises
    ------
    StoreError
        One of them is not there any more.
    """
    with writing(store.engine, source="merge", who=who) as write:
        rows = read_rows(write.connection, tables.camera, [stays, goes])
        one, other = (rows[rows["camera_id"] == code] for code in (stays, goes))
        for code, found in ((stays, one), (goes, other)):
            if found.empty:
                raise StoreError(_("There is no “{id}” in the register", id=code))
        apply(write, tables.camera, _taken_over(one.iloc[0], other.iloc[0]))
        remove_rows(write, tables.camera, other, _("The same camera as {id}", id=stays))
        return write.rows


def _taken_over(stays: pd.Series, goes: pd.Series) -> pd.DataFrame:
    """Return the edits by which a camera takes over what another knows."""
    fields = [name for name in stays.index if name not in _NEVER]
    if stays["status"] == Status.UNKNOWN:
        fields += [name for name in _STATE if as_text(goes[name])]
    texts = [(name, as_text(stays[name]), as_text(goes[name])) for name in fields]
    placed = as_text(stays["lon"]) and as_text(stays["lat"])
    edits = [
        (stays["camera_id"], name, mine, other)
        for name, mine, other in texts
        if other and (not mine or name == "status") and other != mine
        if not (placed and name in ("lon", "lat"))
    ]
    return pd.DataFrame(edits, columns=FIELDS)


def _settle(store: Store, kind: str, keys: Sequence[str], value: str, who: str) -> int:
    settings = pd.DataFrame({"name": [kind + key for key in keys], "value": value})
    simulated = store.is_simulated()
    return store.save(settings=settings, source=kind.rstrip(":"), who=who, simulated=simulated)
