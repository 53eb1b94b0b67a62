"""What the papers of simulated cameras say: dates, keepers, money."""

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gis.communes.listing import commune_names
from gis.core.choices import Kind, YesNo

COST_VND = {"camera": 2.6e6, "power": 1e6, "line": 2.4e6, "pole": 6e6, "account": 9e5}
LEAST_VND, MOST_VND, PTZ_FACTOR = 8e5, 15e6, 4.0
ORIGINS = {"state": 0.42, "community": 0.33, "new_rural": 0.2, "unknown": 0.05}
PAYERS = {"state": "commune", "community": "community", "new_rural": "programme"}
ANSWERS = (YesNo.YES, YesNo.NO, "")


def papers(
    table: pd.DataFrame, home: pd.DataFrame, communes: pd.DataFrame, rng: np.random.Generator
) -> dict[str, Any]:
    """Return the columns about dates, keepers and money.

    Parameters
    ----------
    table
        `commune_code kind status fault_part`.
    home
        The nearest centre of each camera: `former_name former_kind former_district`.
    """
    known = _dates(table["status"], rng) | _keepers(table, home, communes, rng)
    return known | _money(table, known["origin"], rng)


def _dates(status: pd.Series, rng: np.random.Generator) -> dict[str, Any]:
    n = len(status)
    surveyed = (status != "unknown").to_numpy()
    survey = np.datetime64("2025-11-01") + rng.integers(0, 365, n)
    live = (status == "working").to_numpy() & (rng.random(n) < 0.55)
    seen = np.minimum(survey + rng.integers(0, 60, n), np.datetime64("2026-10-31"))
    installed = np.datetime64("2016-01-01") + np.sqrt(rng.random(n) * 3652**2).astype(int)
    return {
        "installed_on": _written(installed, np.ones(n, dtype=bool)),
        "surveyed_on": _written(survey, surveyed),
        "maintained_on": _written(
            survey - rng.integers(1, 300, n), surveyed & (rng.random(n) < 0.2)
        ),
        "live_verified_on": _written(seen, live),
    }


def _written(days: NDArray[np.datetime64], known: NDArray[np.bool_]) -> NDArray[np.str_]:
    return np.where(known, np.datetime_as_string(days, unit="D"), "")


def _keepers(
    table: pd.DataFrame, home: pd.DataFrame, communes: pd.DataFrame, rng: np.random.Generator
) -> dict[str, Any]:
    """Return who paid and who keeps it; since the merger many have no keeper any more."""
    n, status = len(table), table["status"]
    names = commune_names(communes)
    unit = table["commune_code"].map(names.str[:1].str.lower() + names.str[1:])
    former = home["former_kind"] + " " + home["former_name"]
    merged = (home["former_district"] != "").to_numpy()
    orphan = (status == "abandoned") | (merged & (rng.random(n) < 0.3))
    police = rng.random(n) < 0.75
    keeper = ("Công an " + unit).where(police, "UBND " + unit)
    keeper = keeper.mask(merged & (rng.random(n) < 0.15), "Công an " + former + " (cũ)")
    origin = rng.choice(list(ORIGINS), n, p=list(ORIGINS.values()))
    handed = ~orphan & (rng.random(n) < 0.5)
    day = np.datetime64("2025-07-01") + rng.integers(0, 240, n)
    note = "Trước sắp xếp do Công an " + former + " quản lý, chưa bàn giao"
    return {
        "origin": origin,
        "custodian": keeper.mask(orphan, ""),
        "legal_role": np.where(handed, "receiver", np.where(orphan, "", "investor")),
        "handed_over_on": _written(day, handed.to_numpy()),
        "note": note.where(orphan & merged, ""),
        "onvif": rng.choice(ANSWERS, n, p=[0.5, 0.15, 0.35]),
        "qcvn135": rng.choice(ANSWERS, n, p=[0.2, 0.4, 0.4]),
        "notice_sign": rng.choice(ANSWERS, n, p=[0.35, 0.35, 0.3]),
        "storage_days": rng.choice([7.0, 15.0, 30.0, np.nan], n, p=[0.25, 0.3, 0.25, 0.2]),
    }


def _money(
    table: pd.DataFrame, origin: NDArray[np.str_], rng: np.random.Generator
) -> dict[str, Any]:
    n, ptz = len(table), (table["kind"] == Kind.PTZ).to_numpy()
    typical = table["fault_part"].map(COST_VND).astype(float).to_numpy()
    typical = typical * np.where(ptz & (table["fault_part"] == "camera"), PTZ_FACTOR, 1.0)
    cost = np.round(typical * rng.uniform(0.7, 1.5, n), -5).clip(LEAST_VND, MOST_VND)
    quoted = table["status"].isin(("broken", "suspended")) & (rng.random(n) < 0.6)
    value = np.where(ptz, 24e6, 4.5e6) * rng.uniform(0.7, 1.4, n)
    paid = pd.Series(origin).map(PAYERS).fillna("unconfirmed")
    return {
        "repair_cost_vnd": np.where(quoted, cost, np.nan),
        "monthly_cost_vnd": np.where(rng.random(n) < 0.6, rng.integers(2, 9, n) * 10_000.0, np.nan),
        "asset_value_vnd": np.where(
            (origin == "state") & (rng.random(n) < 0.6), np.round(value, -5), np.nan
        ),
        "payer": np.where(rng.random(n) < 0.2, "unconfirmed", paid),
    }
