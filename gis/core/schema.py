"""The canonical columns of the register, and the types they are held in."""

import datetime as dt
import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

from gis.core.choices import (
    Cause,
    Codec,
    Confidentiality,
    EquipmentKind,
    FaultPart,
    Importance,
    Kind,
    LegalRole,
    Origin,
    Payer,
    Presence,
    RoundState,
    Status,
)
from gis.core.units import DONG, MONTHLY, UNITS

# No camera, and no piece of equipment, costs more: a thousand thousand million đồng.
MOST_VND = 1e12


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

    @property
    def unit(self) -> str:
        """Return the unit of its numbers, one of `numbers.UNITS`."""
        return unit_of(self.name)

    @property
    def is_money(self) -> bool:
        """Whether it holds đồng."""
        return self.unit in (DONG, MONTHLY)

    def allows(self, value: float) -> bool:
        """Tell whether a number can be right here: finite, and within the range."""
        return math.isfinite(value) and self.low <= value <= self.high

    def refuses(self, values: pd.Series) -> pd.Series:
        """Tell which numbers cannot be right here; a missing one is no fault."""
        wrong: pd.Series = values.notna() & ~(
            np.isfinite(values) & values.between(self.low, self.high)
        )
        return wrong


def unit_of(name: str) -> str:
    """Return the unit that a column's name ends with, one of `numbers.UNITS`."""
    ending = name.rpartition("_")[2] if "_" in name else ""
    if name in ("lon", "lat"):
        return "deg"
    if ending == DONG:
        return MONTHLY if name.startswith("monthly") else DONG
    return ending if ending in UNITS else ""


# No camera, device or centre of a commune costs more, nor what it takes to run one a month.
MOST_PRICE_VND = 5e9
MOST_FEE_VND = 1e8


def _number(name: str, low: float = 0.0, high: float = MOST_VND) -> Column:
    return Column(name, ColumnType.NUMBER, low=low, high=high)


def _choice(name: str, choices: type[StrEnum]) -> Column:
    return Column(name, ColumnType.CHOICE, choices)


def _date(name: str) -> Column:
    return Column(name, ColumnType.DATE)


_FAULT = (_choice("status", Status), _choice("fault_part", FaultPart), _choice("cause", Cause))

CAMERA_COLUMNS: tuple[Column, ...] = (
    Column("camera_id"),
    Column("site_id"),
    Column("serial"),
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
    _number("bitrate_kbps", 0, 1_000_000),
    _choice("codec", Codec),
    *_FAULT,
    Column("depends_on"),
    Column("connects_through"),
    _number("repair_cost_vnd", high=MOST_PRICE_VND),
    _number("connection_cost_vnd", high=MOST_PRICE_VND),
    _number("monthly_cost_vnd", high=MOST_FEE_VND),
    _date("live_verified_on"),
    _choice("origin", Origin),
    _choice("payer", Payer),
    _choice("legal_role", LegalRole),
    Column("custodian"),
    Column("investor"),
    Column("handover_record"),
    _date("handed_over_on"),
    _number("asset_value_vnd", high=MOST_PRICE_VND),
    Column("onvif"),
    Column("qcvn135"),
    Column("notice_sign"),
    Column("encrypted"),
    _number("storage_days", 0, 10_000),
    _date("made_on"),
    _date("installed_on"),
    _date("maintained_on"),
    _date("surveyed_on"),
    Column("surveyed_by"),
    Column("photo"),
    _choice("presence", Presence),
    _date("repaired_on"),
    _date("accepted_on"),
    Column("accepted_by"),
    Column("accepted_photo"),
    _choice("confidentiality", Confidentiality),
    _choice("importance", Importance),
    Column("note"),
)

EQUIPMENT_COLUMNS: tuple[Column, ...] = (
    Column("equipment_id"),
    _choice("kind", EquipmentKind),
    Column("name"),
    *_FAULT,
    _number("repair_cost_vnd", high=MOST_PRICE_VND),
    _number("monthly_cost_vnd", high=MOST_FEE_VND),
    Column("depends_on"),
    _number("channels", 0, 1_000_000),
    _number("bandwidth_mbps", 0, 1_000_000),
    _number("storage_tb", 0, 100_000),
    _number("storage_days", 0, 10_000),
    _choice("origin", Origin),
    _choice("payer", Payer),
    Column("custodian"),
    _date("maintained_on"),
)

# One row per commune: who drafted, approved, reported or returned its survey, when, and what for.
ROUND_COLUMNS: tuple[Column, ...] = (
    Column("commune_code"),
    _choice("state", RoundState),
    Column("drafted_by"),
    _date("drafted_on"),
    Column("approved_by"),
    _date("approved_on"),
    Column("reported_by"),
    _date("reported_on"),
    Column("returned_by"),
    _date("returned_on"),
    Column("returned_for"),
    Column("note"),
)

# A value that is not stated reads as this one; every other column stays empty.
UNSTATED = {"status": Status.UNKNOWN, "state": RoundState.NOT_STARTED}


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
        given = table.get(column.name)
        if given is None or given.isna().all():
            return pd.Series(float("nan"), index=table.index)
        return pd.to_numeric(given).astype("float64")
    if column.name not in table or not table[column.name].notna().any():
        text = pd.Series("", index=table.index, dtype=str)
    elif isinstance(table[column.name].dtype, pd.StringDtype):
        text = table[column.name].fillna("")
    else:
        text = table[column.name].astype("object").astype(str).fillna("")
    return text.replace("", UNSTATED[column.name]) if column.name in UNSTATED else text


def parse(column: Column, text: str) -> str | float:
    """Return the stored value that a text of an event says; an empty one is a missing value.

    Raises
    ------
    ValueError
        The text is no value of the column, or outside its range.
    """
    match column.holds:
        case ColumnType.NUMBER:
            return _allowed(column, float(text)) if text else math.nan
        case ColumnType.DATE:
            return text and dt.date.fromisoformat(text).isoformat()
        case ColumnType.CHOICE if column.choices:
            return text and str(column.choices(text))
    return text


def _allowed(column: Column, value: float) -> float:
    if not column.allows(value):
        raise ValueError(value)
    return value


def split_ids(text: str) -> list[str]:
    """Split a ``;``-separated list of equipment ids, without blanks."""
    return [part.strip() for part in text.split(";") if part.strip()]
