"""Simulated shared equipment: recorders, network, power, lines, a server room, headquarters."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gis.communes.listing import commune_names
from gis.core.choices import Status
from gis.core.schema import EQUIPMENT_COLUMNS, conform

CHANNELS, RECORDERS_PER_POWER, SERVER_RECORDERS = 16, 2, 4
# How many recorders stand at the police headquarters: without line they record nothing.
CENTRAL = 0.35
NAME_PREFIXES = {"recorder": "DG", "switch": "TM", "power": "ND", "line": "DT"}
NAME = {
    "recorder": "Đầu ghi",
    "switch": "Thiết bị chuyển mạch",
    "power": "Nguồn điện",
    "line": "Đường truyền",
}
MONTHLY_VND = {"recorder": 30_000.0, "switch": 0.0, "power": 80_000.0, "line": 275_000.0}
# kind, state, cause, share of all of the kind, least and greatest cost in VND.
EQUIPMENT_FAULTS = (
    ("recorder", "broken", "wear", 0.03, 5e6, 12e6),
    ("recorder", "broken", "weather", 0.015, 5e6, 12e6),
    ("recorder", "abandoned", "account_lost", 0.01, 5e5, 1e6),
    ("switch", "broken", "weather", 0.02, 2.5e6, 5e6),
    ("power", "broken", "weather", 0.015, 8e5, 2.5e6),
    ("power", "suspended", "unpaid", 0.01, 6e5, 1.5e6),
    ("line", "suspended", "unpaid", 0.11, 8e5, 3e6),
    ("line", "broken", "weather", 0.04, 1.5e6, 4e6),
    ("line", "suspended", "not_handed_over", 0.03, 5e5, 1e6),
)
UNKNOWN_SHARE = 0.01
HQ_STATES = {"working": 0.84, "degraded": 0.06, "unknown": 0.05, "broken": 0.05}


def equip(
    views: pd.DataFrame, communes: pd.DataFrame, rng: np.random.Generator
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give the cameras recorders, network, power, lines and their police headquarters.

    Parameters
    ----------
    views
        `commune_code`, sorted by it.

    Returns
    -------
    links
        `depends_on connects_through`, with the index of the views.
    equipment
        In canonical columns. The first recorders of the ward with most cameras hang on one
        server room, shut down because its fees are not paid.
    """
    code, group = views["commune_code"], views.groupby("commune_code")
    of_commune = group["commune_code"].transform("size")
    recorders = np.ceil(of_commune / CHANNELS).astype(int)
    unit = pd.DataFrame({"code": code, "n": group.cumcount() * recorders // of_commune + 1})
    units = unit.drop_duplicates().reset_index(drop=True)
    units["central"] = _some(len(units), CENTRAL, rng)
    central = unit.merge(units, how="left")["central"].to_numpy()
    line = _ids("line", unit)
    links = pd.DataFrame(
        {
            "depends_on": _ids("recorder", unit)
            + (";" + _ids("switch", unit))
            + (";" + line).where(central, ""),
            "connects_through": line + ";TT-" + code,
        }
    )
    return links, _equipment(units, communes, rng)


def _equipment(
    units: pd.DataFrame, communes: pd.DataFrame, rng: np.random.Generator
) -> pd.DataFrame:
    names = commune_names(communes).pipe(_inside)
    feeds = units.assign(n=(units["n"] - 1) // RECORDERS_PER_POWER + 1)
    feed = _ids("power", feeds)
    wards = communes.loc[communes["kind"] == "phường", "code"]
    ward = units[units["code"].isin(wards)]["code"].value_counts(sort=True).index[0]
    served = (units["code"] == ward) & (units["n"] <= SERVER_RECORDERS)
    server = f"MC-{ward}-01"
    tables = [
        _shared("recorder", units, names, rng).assign(
            depends_on=feed.where(~served, feed + ";" + server), channels=float(CHANNELS)
        ),
        _shared("switch", units, names, rng).assign(depends_on=feed, channels=float(CHANNELS)),
        _shared("power", feeds[["code", "n"]].drop_duplicates(), names, rng),
        _shared("line", units, names, rng),
        _server(server, names[ward]),
        _headquarters(names, rng),
    ]
    return conform(pd.concat(tables, ignore_index=True), EQUIPMENT_COLUMNS)


def _inside(full_names: pd.Series) -> pd.Series:
    """Return the names as written within a sentence: "Phường Đông Hà" → "phường Đông Hà"."""
    return full_names.str[:1].str.lower() + full_names.str[1:]


def _some(n: int, share: float, rng: np.random.Generator) -> NDArray[np.bool_]:
    return np.asarray(rng.permutation(n) < round(n * share))


def _ids(kind: str, units: pd.DataFrame) -> pd.Series:
    return NAME_PREFIXES[kind] + "-" + units["code"] + "-" + units["n"].astype(str).str.zfill(2)


def _shared(
    kind: str, units: pd.DataFrame, names: pd.Series, rng: np.random.Generator
) -> pd.DataFrame:
    n = len(units)
    table = pd.DataFrame({"equipment_id": _ids(kind, units), "kind": kind})
    unit = units["code"].map(names)
    table["name"] = f"{NAME[kind]} số " + units["n"].astype(str) + " – Công an " + unit
    table["monthly_cost_vnd"] = MONTHLY_VND[kind]
    table["origin"] = rng.choice(["state", "community", "new_rural"], n, p=[0.5, 0.3, 0.2])
    table["payer"] = rng.choice(["commune", "community", "unconfirmed"], n, p=[0.6, 0.2, 0.2])
    table["custodian"] = ("Công an " + unit).where(rng.random(n) < 0.8, "")
    return table.assign(**_faults(kind, n, rng))


def _faults(kind: str, n: int, rng: np.random.Generator) -> dict[str, NDArray[np.generic]]:
    """Deal the kind's faults: exactly their shares, to pieces drawn by lot."""
    faults = [fault for fault in EQUIPMENT_FAULTS if fault[0] == kind]
    bounds = np.round(np.cumsum([fault[3] for fault in faults]) * n)
    lot = rng.permutation(n)
    dealt = np.searchsorted(bounds, lot, side="right")
    sound = dealt == len(faults)
    status = np.array([f[1] for f in faults] + [str(Status.WORKING)], dtype=object)[dealt]
    status[lot >= n - round(n * UNKNOWN_SHARE)] = str(Status.UNKNOWN)
    low, high = (np.array([f[k] for f in faults] + [np.nan])[dealt] for k in (4, 5))
    return {
        "status": status,
        "fault_part": np.where(sound, "", kind),
        "cause": np.array([f[2] for f in faults] + [""], dtype=object)[dealt],
        "repair_cost_vnd": np.round(rng.uniform(0, 1, n) * (high - low) + low, -5),
    }


def _server(server: str, unit: str) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "equipment_id": server,
                "kind": "server",
                "name": f"Phòng máy chủ – Công an {unit}",
                "status": "suspended",
                "fault_part": "server",
                "cause": "unpaid",
                "repair_cost_vnd": 18_000_000.0,
                "monthly_cost_vnd": 4_500_000.0,
                "origin": "state",
                "payer": "unconfirmed",
                "custodian": f"Công an {unit}",
            }
        ]
    )


def _headquarters(names: pd.Series, rng: np.random.Generator) -> pd.DataFrame:
    status = rng.choice(list(HQ_STATES), len(names), p=list(HQ_STATES.values()))
    broken = status == "broken"
    return pd.DataFrame(
        {
            "equipment_id": "TT-" + names.index,
            "kind": "hq",
            "name": ("Trung tâm theo dõi camera – Công an " + names).to_numpy(),
            "status": status,
            "fault_part": np.where(broken, "hq", ""),
            "cause": np.where(broken, "wear", ""),
            "channels": rng.choice([16.0, 32.0, 64.0], len(names)),
            "origin": "state",
            "payer": "province",
            "custodian": ("Công an " + names).to_numpy(),
        }
    )
