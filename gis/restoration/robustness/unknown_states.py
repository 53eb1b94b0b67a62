"""What an unknown state may turn out to be, by what is known of others like it.

Of cameras of known state, that of unknown state is most like those of its commune and of its
kind. With p₀ the part of all known that work, p_c that of its commune and p_k that of its kind,
each counted as if `PRIOR` more of the province's had been seen, the odds multiply:

    odds = odds(p_c) · odds(p_k) / odds(p₀)

and those of both its commune and its kind, w of n working, decide at last:

    p = (w + PRIOR · odds / (1 + odds)) / (n + PRIOR)
"""

from dataclasses import replace

import numpy as np
import pandas as pd

from gis.analysis.result import Analysis
from gis.core.arrays import Flags, Floats
from gis.core.choices import Status
from gis.register.availability import UP
from gis.restoration.model.repairs import MENDABLE
from gis.restoration.model.uncertainty import numbers, uniform

# What is known elsewhere counts as much as so many of the same commune, or kind.
PRIOR = 10.0


def working_rates(status: pd.Series, *likeness: pd.Series) -> Floats:
    """Return how probably each works, were its state not known (see the module).

    Parameters
    ----------
    status
        What is written off, or not known, says nothing of others.
    likeness
        What makes them alike: commune and kind, or either alone; "" is one of its own.

    Returns
    -------
    ndarray
        Probabilities from 0 to 1, one for each, also of those whose state is known.
    """
    works: Floats = status.isin(UP).to_numpy().astype(float)
    known: Floats = works + status.isin(MENDABLE).to_numpy()
    # One of each, so that neither is certain where nothing is known.
    whole = (works.sum() + 1) / (known.sum() + 2)
    odds = np.full(len(status), _odds(whole))
    for of in likeness:
        odds *= _odds(_rate(works, known, of, whole)) / _odds(whole)
    every = pd.Series(list(zip(*likeness, strict=True)), status.index, dtype=object)
    return _rate(works, known, every, odds / (1 + odds))


def _rate(works: Floats, known: Floats, of: pd.Series, otherwise: Floats | float) -> Floats:
    group, names = pd.factorize(of)
    w, n = (np.bincount(group, each, minlength=len(names))[group] for each in (works, known))
    rate: Floats = (w + PRIOR * otherwise) / (n + PRIOR)
    return rate


def _odds(rate: Floats | float) -> Floats:
    return np.asarray(rate / (1 - rate))


def sample_working(ids: list[str], rate: Floats, draw: int, *, seed: int) -> Flags:
    """Tell of each whether it works in a draw, if its state is not known.

    Parameters
    ----------
    ids
        Of the repairs.
    rate
        Of each the probability to work, 0 to 1.
    draw
        The number of the draw.
    seed
        The same seed gives the same draws.

    Returns
    -------
    ndarray
        Flags.
    """
    chance = uniform(numbers(ids), "status", np.full(len(ids), draw), seed=seed)
    works: Flags = chance < rate
    return works


def as_if_broken(analysis: Analysis) -> Analysis:
    """Return the register with everything of unknown state broken: all there may be to mend.

    Parameters
    ----------
    analysis
        The register.

    Returns
    -------
    Analysis
        What it saw stays as it was worked out.
    """
    return replace(
        analysis, cameras=_broken(analysis.cameras), equipment=_broken(analysis.equipment)
    )


def _broken(table: pd.DataFrame) -> pd.DataFrame:
    status = table["status"]
    return table.assign(status=status.mask(is_unknown(status), Status.BROKEN))


def state_uncertainty(repairs: pd.DataFrame, analysis: Analysis) -> tuple[Flags, Floats]:
    """Tell of each repair whether what it mends is of unknown state, and how probably it works.

    Equipment is of no commune: its kind alone says what it is like.

    Parameters
    ----------
    repairs
        Those of `as_if_broken`, in the register's order: `target`.
    analysis
        The register as it is.

    Returns
    -------
    doubtful
        Flags of the repairs.
    rate
        Probabilities from 0 to 1; 1 for what is neither a camera's nor equipment's.
    """
    cameras, equipment = analysis.cameras, analysis.equipment
    told = {
        "camera": (
            cameras,
            working_rates(cameras["status"], cameras["commune_code"], cameras["kind"]),
        ),
        "equipment": (equipment, working_rates(equipment["status"], equipment["kind"])),
    }
    doubtful, rate = np.zeros(len(repairs), dtype=bool), np.ones(len(repairs))
    for target, (table, rates) in told.items():
        rows = np.flatnonzero(repairs["target"] == target)
        at = np.flatnonzero(may_be_broken(table["status"]))
        doubtful[rows] = is_unknown(table["status"])[at]
        rate[rows] = rates[at]
    return doubtful, rate


def is_unknown(status: pd.Series) -> Flags:
    """Tell which states are not known."""
    return np.asarray(status == Status.UNKNOWN)


def may_be_broken(status: pd.Series) -> Flags:
    """Tell what a repair may have to mend."""
    return np.asarray(is_unknown(status) | status.isin(MENDABLE).to_numpy())
