"""The canonical columns of the register and the values they may hold."""

from dataclasses import dataclass
from enum import StrEnum

import pandas as pd


class Kind(StrEnum):
    """What a camera is built as. A dome or turret has a fixed lens; only fisheye sees 360°."""

    FIXED = "fixed"
    TURRET = "turret"
    DOME = "dome"
    FISHEYE = "fisheye"
    PTZ = "ptz"
    ANPR = "anpr"


class Status(StrEnum):
    """The state written in the register for one camera or one piece of equipment."""

    WORKING = "working"
    DEGRADED = "degraded"
    BROKEN = "broken"
    ABANDONED = "abandoned"
    SUSPENDED = "suspended"
    UNKNOWN = "unknown"
    DISPOSAL = "disposal"


class Sight(StrEnum):
    """Whether a camera sees today, from its own status and all the equipment it depends on."""

    UP = "up"
    UNCONFIRMED = "unconfirmed"
    DOWN = "down"


class Coverage(StrEnum):
    """How a place is seen today, best camera first; `gap` = by no camera at all."""

    COVERED = "covered"
    UNCONFIRMED = "unconfirmed"
    LOST = "lost"
    GAP = "gap"


class EquipmentKind(StrEnum):
    """Shared things cameras depend on; `hq` = the commune police headquarters' station."""

    RECORDER = "recorder"
    SWITCH = "switch"
    LINE = "line"
    POWER = "power"
    POLE = "pole"
    SERVER = "server"
    ACCOUNT = "account"
    HQ = "hq"


class FaultPart(StrEnum):
    """The part that failed."""

    CAMERA = "camera"
    POWER = "power"
    LINE = "line"
    SWITCH = "switch"
    RECORDER = "recorder"
    SERVER = "server"
    ACCOUNT = "account"
    POLE = "pole"
    HQ = "hq"


class Cause(StrEnum):
    """Why the part failed."""

    WEAR = "wear"
    WEATHER = "weather"
    THEFT = "theft"
    UNPAID = "unpaid"
    ACCOUNT_LOST = "account_lost"
    BLOCKED_OR_TURNED = "blocked_or_turned"
    MOVED = "moved"
    NOT_HANDED_OVER = "not_handed_over"
    UNKNOWN = "unknown"


class Origin(StrEnum):
    """Who paid for the asset."""

    STATE = "state"
    COMMUNITY = "community"
    NEW_RURAL = "new_rural"
    OTHER = "other"
    UNKNOWN = "unknown"


class Payer(StrEnum):
    """Who pays for it now."""

    COMMUNE = "commune"
    PROVINCE = "province"
    PROGRAMME = "programme"
    COMMUNITY = "community"
    OTHER = "other"
    UNCONFIRMED = "unconfirmed"


class LegalRole(StrEnum):
    """What the custodian is to the asset."""

    INVESTOR = "investor"
    RECEIVER = "receiver"


class ColumnType(StrEnum):
    """How a column's values are held: see `conform`."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Column:
    """One canonical column: its name, what it holds, allowed values and allowed range."""

    name: str
    holds: ColumnType = ColumnType.TEXT
    choices: type[StrEnum] | None = None
    low: float = float("-inf")
    high: float = float("inf")


def _number(name: str, low: float = 0.0, high: float = float("inf")) -> Column:
    return Column(name, ColumnType.NUMBER, low=low, high=high)


def _choice(name: str, choices: type[StrEnum]) -> Column:
    return Column(name, ColumnType.CHOICE, choices)


def _date(name: str) -> Column:
    return Column(name, ColumnType.DATE)


_FAULT = (_choice("status", Status), _choice("fault_part", FaultPart), _choice("cause", Cause))

CAMERA_COLUMNS: tuple[Column, ...] = (
    Column("camera_id"),
    Column("site_id"),
    Column("name"),
    Column("address"),
    _number("lon", -180, 180),
    _number("lat", -90, 90),
    Column("declared_commune"),
    Column("commune_code"),
    _choice("kind", Kind),
    _number("azimuth_deg", 0, 360),
    _number("hfov_deg", 0, 360),
    _number("vfov_deg", 0, 360),
    _number("range_m", 0, 20_000),
    _number("height_m", 0, 300),
    _number("tilt_deg", -90, 90),
    _number("focal_mm", 0, 10_000),
    _number("sensor_width_mm", 0, 100),
    _number("sensor_height_mm", 0, 100),
    _number("resolution_w_px", 0, 100_000),
    _number("resolution_h_px", 0, 100_000),
    _number("ir_range_m", 0, 20_000),
    *_FAULT,
    Column("depends_on"),
    Column("connects_through"),
    _number("repair_cost_vnd"),
    _number("connection_cost_vnd"),
    _number("monthly_cost_vnd"),
    _date("live_verified_on"),
    _choice("origin", Origin),
    _choice("payer", Payer),
    _choice("legal_role", LegalRole),
    Column("custodian"),
    _date("handed_over_on"),
    _number("asset_value_vnd"),
    Column("onvif"),
    Column("qcvn135"),
    Column("notice_sign"),
    _number("storage_days", 0, 10_000),
    _date("installed_on"),
    _date("maintained_on"),
    _date("surveyed_on"),
    _date("accepted_on"),
    Column("note"),
)

EQUIPMENT_COLUMNS: tuple[Column, ...] = (
    Column("equipment_id"),
    _choice("kind", EquipmentKind),
    Column("name"),
    *_FAULT,
    _number("repair_cost_vnd"),
    _number("monthly_cost_vnd"),
    Column("depends_on"),
    _number("channels", 0, 1_000_000),
    _choice("origin", Origin),
    _choice("payer", Payer),
    Column("custodian"),
)

# A value that is not stated reads as this one; every other choice column stays empty.
_UNSTATED = {"status": Status.UNKNOWN}


def conform(table: pd.DataFrame, columns: tuple[Column, ...] = CAMERA_COLUMNS) -> pd.DataFrame:
    """Return the table with exactly the canonical columns, in order and in their types.

    Numbers are float64, NaN when missing. Text, choices and dates (ISO ``YYYY-MM-DD``)
    are text, empty when missing; a missing `status` is ``unknown``. The index is kept.

    Raises
    ------
    ValueError
        A number column holds something that is no number (readers clean cells first).
    """
    return pd.DataFrame({c.name: _conformed(table, c) for c in columns}, index=table.index)


def _conformed(table: pd.DataFrame, column: Column) -> pd.Series:
    if column.holds is ColumnType.NUMBER:
        given = table.get(column.name, pd.Series(float("nan"), index=table.index))
        return pd.to_numeric(given).astype("float64")
    given = table.get(column.name, pd.Series("", index=table.index))
    text = given.astype("object").where(given.notna(), "").astype(str)
    return text.replace("", _UNSTATED[column.name]) if column.name in _UNSTATED else text


def split_ids(text: str) -> list[str]:
    """Split a ``;``-separated list of equipment ids, without blanks."""
    return [part.strip() for part in text.split(";") if part.strip()]
