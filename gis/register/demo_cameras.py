"""What is written in the register about simulated cameras: build, state, money, dates."""

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from gis.schema import CAMERA_COLUMNS, conform

KINDS = {"fixed": 0.55, "dome": 0.18, "turret": 0.15, "ptz": 0.08, "fisheye": 0.02, "anpr": 0.02}
# The state of each camera by itself; failing shared equipment comes on top.
STATES = {
    "working": 0.37, "degraded": 0.07, "broken": 0.16, "abandoned": 0.09, "suspended": 0.04,
    "disposal": 0.02, "unknown": 0.25,
}  # fmt: skip
FAILED = ("broken", "abandoned", "suspended", "disposal")
FAULTS = {
    "camera": ("wear", "weather", "theft"), "power": ("weather", "unpaid"),
    "line": ("unpaid", "not_handed_over"), "account": ("account_lost", "not_handed_over"),
    "pole": ("moved", "weather"),
}  # fmt: skip
FAULT_SHARES = (0.5, 0.2, 0.15, 0.1, 0.05)
ORIGINS = {"state": 0.34, "community": 0.4, "new_rural": 0.21, "other": 0.02, "unknown": 0.03}
WITHOUT_DIRECTION, WITHOUT_POSITION = 0.15, 0.04
SPOTS = ("cổng chính", "lối vào", "trước chợ", "hướng ra đường", "bãi xe", "góc đường", "hướng Bắc")


def describe(
    views: pd.DataFrame, communes: pd.DataFrame, former: pd.DataFrame, rng: np.random.Generator
) -> pd.DataFrame:
    """Return the cameras in canonical columns, without their equipment.

    Parameters
    ----------
    views
        `lon lat commune_code site azimuth_deg near`, see `demo_sites.sites`.
    """
    names = communes.set_index("code")["full_name"]
    table = views.assign(**_named(views, names, former, rng))
    table = table.assign(**_built(views, rng)).assign(**_state(len(views), rng))
    table = table.assign(**_money(table, rng)).assign(**_dates(table, rng))
    _forget(table, rng)
    return conform(table, CAMERA_COLUMNS)


def _choice(of: dict[str, float], n: int, rng: np.random.Generator) -> NDArray[np.str_]:
    return rng.choice(list(of), size=n, p=list(of.values()))


def _named(
    views: pd.DataFrame, names: pd.Series, former: pd.DataFrame, rng: np.random.Generator
) -> dict[str, Any]:
    code, n = views["commune_code"], len(views)
    number = (views.groupby("commune_code").cumcount() + 1).astype(str).str.zfill(4)
    spot = rng.choice(SPOTS, n)
    # Part of the lists still name the former commune, as people wrote it then.
    old = (former["former_kind"].str.title() + " " + former["former_name"]).groupby(former["code"])
    old_name = code.map(old.first()).fillna("")
    still_old = (rng.random(n) < 0.3) & (old_name != "")
    cluster = rng.integers(1, 9, n).astype(str)
    return {
        "camera_id": "QT-" + code + "-" + number,
        "site_id": "QT-" + code + "-V" + views["site"].astype(str).str.zfill(3),
        "name": views["near"] + " – " + pd.Series(spot, index=views.index),
        "address": "Tổ " + pd.Series(cluster, index=views.index) + ", " + views["near"],
        "declared_commune": old_name.where(still_old, code.map(names)),
    }


def _built(views: pd.DataFrame, rng: np.random.Generator) -> dict[str, Any]:
    n = len(views)
    kind = _choice(KINDS, n, rng)
    measured, stated = rng.random(n) < 0.45, rng.random(n) < 0.35
    wide = np.select(
        [kind == "fixed", kind == "anpr", kind == "fisheye"], [80.0, 30.0, 360.0], 106.0
    )
    reach = np.select([kind == "fixed", kind == "ptz", kind == "anpr"], [30.0, 60.0, 20.0], 18.0)
    height = np.where(kind == "ptz", 8.0, np.where(kind == "fixed", 5.0, 3.5))
    return {
        "kind": kind,
        "hfov_deg": _where_known(measured & (kind != "ptz"), wide),
        "range_m": _where_known(stated, np.round(reach * rng.uniform(0.8, 1.5, n))),
        "height_m": _where_known(measured, height),
        "resolution_w_px": _where_known(measured, rng.choice([1920.0, 2560.0], n, p=[0.7, 0.3])),
        "resolution_h_px": _where_known(measured, 1080.0),
        "ir_range_m": _where_known(measured, 30.0),
        "storage_days": rng.choice([7.0, 15.0, 30.0], n, p=[0.3, 0.3, 0.4]),
    }


def _where_known(known: NDArray[np.bool_], value: ArrayLike) -> NDArray[np.float64]:
    return np.where(known, value, np.nan)


def _state(n: int, rng: np.random.Generator) -> dict[str, Any]:
    status = _choice(STATES, n, rng)
    failed = np.isin(status, FAILED)
    part = rng.choice(list(FAULTS), size=n, p=FAULT_SHARES)
    cause = np.full(n, "", dtype=object)
    for name, causes in FAULTS.items():
        cause = np.where(part == name, rng.choice(causes, n), cause)
    return {
        "status": status,
        "fault_part": np.where(failed, part, ""),
        "cause": np.where(failed, cause, ""),
    }


def _money(table: pd.DataFrame, rng: np.random.Generator) -> dict[str, Any]:
    n = len(table)
    known = table["status"].isin(("broken", "abandoned")) & (rng.random(n) < 0.6)
    typical = table["fault_part"].map(
        {"camera": 2.5e6, "power": 0.8e6, "line": 0.9e6, "account": 0.5e6, "pole": 6e6}
    )
    cost = (typical * rng.uniform(0.7, 1.5, n) / 50_000).round() * 50_000
    origin = _choice(ORIGINS, n, rng)
    return {
        "repair_cost_vnd": cost.where(known),
        "monthly_cost_vnd": np.where(rng.random(n) < 0.5, 20_000.0, np.nan),
        "asset_value_vnd": np.where(origin == "state", 4_500_000.0, np.nan),
        "origin": origin,
        "payer": np.where(origin == "community", "community", "commune"),
        "legal_role": np.where(rng.random(n) < 0.5, "receiver", ""),
        "custodian": np.where(rng.random(n) < 0.6, "Công an cấp xã", ""),
    }


def _dates(table: pd.DataFrame, rng: np.random.Generator) -> dict[str, Any]:
    n = len(table)
    surveyed = table["status"] != "unknown"
    live = (table["status"] == "working") & (rng.random(n) < 0.4)
    return {
        "installed_on": _days("2016-01-01", 3500, n, rng),
        "surveyed_on": np.where(surveyed, _days("2025-11-10", 330, n, rng), ""),
        "live_verified_on": np.where(live, _days("2026-03-01", 230, n, rng), ""),
    }


def _days(first: str, span: int, n: int, rng: np.random.Generator) -> NDArray[np.str_]:
    day = np.datetime64(first) + rng.integers(0, span, n).astype("timedelta64[D]")
    return np.datetime_as_string(day, unit="D")


def _forget(table: pd.DataFrame, rng: np.random.Generator) -> None:
    """Take out what real lists lack: directions, and the position of some cameras."""
    turned = table["kind"].isin(("fixed", "dome", "turret"))
    table.loc[turned & (rng.random(len(table)) < WITHOUT_DIRECTION), "azimuth_deg"] = np.nan
    lost = rng.random(len(table)) < WITHOUT_POSITION
    table.loc[lost, ["lon", "lat", "azimuth_deg"]] = np.nan
