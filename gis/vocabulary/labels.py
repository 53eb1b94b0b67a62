"""What people call cameras, the columns of the register, and those of layers that leave it."""

import pandas as pd

from gis.core.language import _
from gis.core.numbers import number
from gis.core.schema import (
    CAMERA_COLUMNS,
    EQUIPMENT_COLUMNS,
    ROUND_COLUMNS,
    Column,
    ColumnType,
)


def column_words() -> dict[str, str]:
    """Return canonical column → its label in the current language; of two alike the camera's."""
    return {c.name: c.label for c in (*ROUND_COLUMNS, *EQUIPMENT_COLUMNS, *CAMERA_COLUMNS)}


def display_names(table: pd.DataFrame, *, otherwise: str = "") -> pd.Series:
    """Return what each camera, or piece of equipment, is called wherever one is named.

    Its name; of one without a name of its own its address, which says more than its code;
    of one without either its value in the column `otherwise`, if one is given.

    Parameters
    ----------
    table
        `name`, and where there are some `camera_id` or `equipment_id` and `address`.
    otherwise
        A column, such as `camera_id`; "" for none.

    Returns
    -------
    Series
        Text, on the table's index; "" where nothing names it.
    """
    names = table["name"].fillna("")
    for code in ("camera_id", "equipment_id"):
        if code in table:
            names = names.mask(names == table[code], "")
    for column in ("address", otherwise):
        if column in table:
            names = names.where(names != "", table[column].fillna(""))
    return names


def cannot_be(column: Column, text: str) -> str:
    """Return the sentence that a value cannot stand in a column, with the range of a number.

    Parameters
    ----------
    column
        Of the register.
    text
        The value as it was given.

    Returns
    -------
    str
        In the current language, the column by its label.
    """
    label = column_words().get(column.name, column.name)
    told = _("{field}: “{value}” cannot be right here", field=label, value=text)
    if column.holds is not ColumnType.NUMBER:
        return told
    low, high = number(column.low), number(column.high)
    limits = _("Give a number from {low} to {high}", low=low, high=high)
    return f"{told}. {limits}"


def question_words() -> dict[str, str]:
    """Return what the survey on a phone asks besides the columns, by the question's name."""
    return {
        "known": _("Which camera?"),
        "gps": _("Stand below the camera and take the position"),
        "more": _("Write down equipment, connection, costs and standards too?"),
    }


def layer_words() -> dict[str, str]:
    """Return the further columns of exported layers → their names in the current language."""
    return basis_words() | _seen() | _counted() | _repairs()


def basis_words() -> dict[str, str]:
    """Return the columns that say what each exported row rests on → their names."""
    return {
        "level": _("Level of detail"),
        "light": _("Day or night"),
        "live_only": _("Only what is live at headquarters"),
        "boundaries": _("Boundaries used"),
        "simulated": _("Simulated data"),
    }


def _seen() -> dict[str, str]:
    return {
        "sight": _("Sees today"),
        "dark": _("Dark by shared equipment"),
        "assumed": _("Assumed values"),
        "blind_m": _("Blind zone (m)"),
        "level_known": _("Level of detail known"),
        "footprint_rule": _("Footprint rests on"),
        "wkt": _("Shape (WKT)"),
        "demand_id": _("Code of the place"),
        "category": _("Category of the place"),
        "coverage": _("How it is seen"),
        "weight": _("Weight of the place"),
        "length_m": _("Length (m)"),
        "near": _("Near which place"),
        "stretches": _("Number of stretches"),
        "commune_name": _("Name of the unit"),
        "area_m2": _("Area (m²)"),
        "north_m": _("X, north (m)"),
        "east_m": _("Y, east (m)"),
    }


def _counted() -> dict[str, str]:
    return {
        "code": _("Unit code"),
        "full_name": _("Full name of the unit"),
        "area_km2": _("Area (km²)"),
        "area_declared_km2": _("Area as published (km²)"),
        "cameras": _("Camera views, all"),
        "up": _("Own state: works"),
        "working": _("Of these: working well"),
        "degraded": _("Of these: working unsteadily"),
        "broken": _("Number broken"),
        "abandoned": _("Number abandoned"),
        "suspended": _("Number suspended"),
        "unknown": _("Number not surveyed"),
        "disposal": _("Number proposed for disposal"),
        "seeing": _("Number that see"),
        "unconfirmed": _("Number unconfirmed"),
        "not_seeing": _("Number that do not see"),
        "not_located": _("Number not located"),
        "no_direction": _("Number without direction"),
        "detail_unknown": _("Number whose detail is not known"),
        "installed_km2": _("Ground seen as installed (km²)"),
        "working_km2": _("Ground seen today (km²)"),
        "unconfirmed_km2": _("Ground unconfirmed (km²)"),
        "lost_km2": _("Ground lost (km²)"),
        "twice_km2": _("Ground seen by two or more (km²)"),
        "thrice_km2": _("Ground seen by three or more (km²)"),
        "demand_weight": _("Weight to be seen"),
        "covered_weight": _("Weight seen today"),
        "unconfirmed_weight": _("Weight not confirmed"),
        "lost_weight": _("Weight of what is lost"),
        "gap_weight": _("Weight without camera"),
        "single_weight": _("Weight seen by one camera only"),
        "degraded_weight": _("Weight seen unsteadily"),
        "undirected_weight": _("Weight by cameras without direction"),
    }


def _repairs() -> dict[str, str]:
    return {
        "rank": _("Place in the order"),
        "repairs": _("Codes of the repairs"),
        "communes": _("Codes of the communes"),
        "cost_vnd": _("Cost of the line (VND)"),
        "monthly_vnd": _("Running cost of the line a month (VND)"),
        "estimated": _("Cost is an estimate"),
        "gain_weight": _("Weight of the line"),
        "own_weight": _("Own weight of its cameras"),
        "total_cost_vnd": _("Cost up to here (VND)"),
        "total_gain_weight": _("Weight up to here"),
        "only_weight": _("Weight only this line brings back"),
        "shared_weight": _("Weight other lines bring back too"),
        "lost_if_dropped_weight": _("Weight lost without this line"),
        "up_if_cheaper_vnd": _("Moves up if cheaper by (VND)"),
        "down_if_dearer_vnd": _("Moves down if dearer by (VND)"),
        "needed_with": _("Codes needed beside it"),
        "why": _("What the line brings back"),
        "id": _("Code of the repair"),
        "target": _("Part that is repaired"),
        "what": _("Name of the repair"),
        "action": _("Work to be done"),
        "price_source": _("Price source"),
        "phase": _("Phase of the plan"),
        "objective": _("Weight of the whole plan"),
        "bound": _("Most weight possible"),
        "gap": _("Share still possible"),
        "proof": _("How far it is proven"),
    }
