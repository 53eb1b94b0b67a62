"""Simulated shared equipment: recorders, their power, lines, one server room, the police."""

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gis.schema import EQUIPMENT_COLUMNS, EquipmentKind, Status, conform

PER_RECORDER, RECORDERS_PER_POWER, RECORDERS_PER_LINE = 12, 2, 2
# Chance that one piece has failed, and that nobody has looked at it yet.
DOWN = {"recorder": 0.12, "power": 0.06, "line": 0.22}
UNKNOWN = 0.04
FAULTS: dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[float, float]]] = {
    "recorder": (("broken", "abandoned"), ("wear", "theft", "account_lost"), (8e6, 12e6)),
    "power": (("broken", "suspended"), ("weather", "unpaid"), (0.8e6, 2.5e6)),
    "line": (("suspended", "broken"), ("unpaid", "not_handed_over", "weather"), (0.35e6, 3e6)),
}
CODE = {"recorder": "DG", "power": "ND", "line": "DT"}
NAME = {"recorder": "Đầu ghi", "power": "Tủ nguồn", "line": "Đường truyền"}
IN_SERVER_ROOM = 5


def equip(views: pd.DataFrame, communes: pd.DataFrame, rng: np.random.Generator) -> tuple[
    pd.DataFrame, pd.DataFrame
]:  # fmt: skip
    """Give the cameras recorders, power, lines and their police station.

    Parameters
    ----------
    views
        `commune_code`, sorted by it.

    Returns
    -------
    links
        `depends_on connects_through`, with the index of the views.
    equipment
        In canonical columns. The ward with most cameras has its first recorders in
        one server room, shut down because its fees are not paid.
    """
    code = views["commune_code"]
    recorder = views.groupby("commune_code").cumcount() // PER_RECORDER
    server = f"MC-{code.value_counts().idxmax()}-01"
    links = pd.DataFrame(
        {
            "depends_on": _ids("recorder", code, recorder),
            "connects_through": _ids("line", code, recorder // RECORDERS_PER_LINE)
            + ";" + "TT-" + code,
        },
        index=views.index,
    )  # fmt: skip
    recorders = pd.DataFrame({"code": code, "n": recorder}).drop_duplicates()
    in_server_room = (recorders["code"] == server[3:8]) & (recorders["n"] < IN_SERVER_ROOM)
    feeds = _ids("power", recorders["code"], recorders["n"] // RECORDERS_PER_POWER)
    tables = [
        _shared("recorder", recorders, rng).assign(
            depends_on=feeds.mask(in_server_room, server).to_numpy()
        ),
        *(_shared(kind, _fewer(recorders, by), rng) for kind, by in
          (("power", RECORDERS_PER_POWER), ("line", RECORDERS_PER_LINE))),
        _server(server, communes),
        _stations(communes, rng),
    ]  # fmt: skip
    return links, conform(pd.concat(tables, ignore_index=True), EQUIPMENT_COLUMNS)


def _ids(kind: str, code: pd.Series, number: pd.Series) -> pd.Series:
    return CODE[kind] + "-" + code + "-" + (number + 1).astype(str).str.zfill(2)


def _fewer(recorders: pd.DataFrame, by: int) -> pd.DataFrame:
    return recorders.assign(n=recorders["n"] // by).drop_duplicates()


def _shared(kind: str, rows: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    states, causes, cost = FAULTS[kind]
    draw = rng.random(len(rows))
    down, unknown = draw < DOWN[kind], draw > 1 - UNKNOWN
    ids = _ids(kind, rows["code"], rows["n"])
    status = np.where(unknown, Status.UNKNOWN, Status.WORKING).astype(object)
    table: dict[str, Any] = {
        "equipment_id": ids.to_numpy(),
        "kind": EquipmentKind(kind).value,
        "name": (NAME[kind] + " " + ids.str[3:]).to_numpy(),
        "status": np.where(down, rng.choice(states, len(rows)), status),
        "fault_part": np.where(down, kind, ""),
        "cause": np.where(down, rng.choice(causes, len(rows)), ""),
        "repair_cost_vnd": np.where(down, _rounded(rng.uniform(*cost, len(rows))), np.nan),
        "monthly_cost_vnd": 350_000.0 if kind == "line" else 20_000.0,
        "channels": 16.0 if kind == "recorder" else np.nan,
        "origin": rng.choice(["state", "community", "new_rural"], len(rows)),
        "payer": "commune",
    }
    return pd.DataFrame(table)


def _rounded(vnd: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(np.round(vnd / 50_000) * 50_000)


def _server(server: str, communes: pd.DataFrame) -> pd.DataFrame:
    where = communes.set_index("code")["full_name"][server[3:8]]
    return pd.DataFrame(
        [{"equipment_id": server, "kind": "server", "name": f"Phòng máy chủ {where}",
          "status": "suspended", "fault_part": "server", "cause": "unpaid",
          "repair_cost_vnd": 18_000_000.0, "monthly_cost_vnd": 4_500_000.0,
          "origin": "state", "payer": "unconfirmed"}]
    )  # fmt: skip


def _stations(communes: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "equipment_id": ("TT-" + communes["code"]).to_numpy(),
            "kind": "hq",
            "name": ("Trụ sở Công an " + communes["kind"] + " " + communes["name"]).to_numpy(),
            "status": np.where(rng.random(len(communes)) < 0.85, "working", "broken"),
            "channels": rng.choice([16.0, 32.0, 64.0], len(communes)),
            "origin": "state",
            "payer": "province",
            "custodian": ("Công an " + communes["kind"] + " " + communes["name"]).to_numpy(),
        }
    )
