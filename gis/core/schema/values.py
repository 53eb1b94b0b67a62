"""The tables of the register in their columns' types, and values told as texts."""

import datetime as dt
import math

import pandas as pd

from gis.core.choices import YesNo
from gis.core.schema.cameras import CAMERA_COLUMNS
from gis.core.schema.column import Column, ColumnType
from gis.core.schema.equipment import EQUIPMENT_COLUMNS
from gis.core.schema.rounds import ROUND_COLUMNS
from gis.core.text import fold

# Values that are not stated read as these; every other column stays empty.
UNSTATED = {
    column.name: column.unstated
    for column in (*CAMERA_COLUMNS, *EQUIPMENT_COLUMNS, *ROUND_COLUMNS)
    if column.unstated
}
_ANSWERS = frozenset({"", *map(str, YesNo)})


def conform(table: pd.DataFrame, columns: tuple[Column, ...] = CAMERA_COLUMNS) -> pd.DataFrame:
    """Return the table with exactly the canonical columns, in order and in their types.

    Numbers are float64, NaN when missing. Text, choices and dates (ISO ``YYYY-MM-DD``)
    are text, empty when missing; a missing `status` is ``unknown``.

    Parameters
    ----------
    table
        Some of the columns; others are left out.
    columns
        Of cameras, equipment or rounds, in the order wanted.

    Returns
    -------
    DataFrame
        On the table's index.

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
    if column.choices is YesNo and not text.isin(_ANSWERS).all():
        text = text.map({said: yes_or_no(said) for said in text.unique()})
    return text.replace("", column.unstated) if column.unstated else text


def yes_or_no(text: str) -> str:
    """Return what a text says that stood in a column of `YesNo` when it was one of texts.

    Parameters
    ----------
    text
        One of `YesNo`, or a word for it in any writing.

    Returns
    -------
    str
        A value of `YesNo`; "" of what says neither.
    """
    return text if text in _ANSWERS else YesNo.vocabulary().get(fold(text), "")


def parse_value(column: Column, text: str) -> str | float:
    """Return the stored value that a text of an event says; an empty one is a missing value.

    Parameters
    ----------
    column
        Whose value it is to be.
    text
        As events hold values: numbers with a point, days as ``YYYY-MM-DD``.

    Returns
    -------
    str or float
        NaN of a number that is missing, else "".

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
        case ColumnType.CHOICE if column.choices is YesNo:
            return yes_or_no(text)
        case ColumnType.CHOICE if column.choices:
            return text and str(column.choices(text))
    return text


def _allowed(column: Column, value: float) -> float:
    if not column.allows(value):
        raise ValueError(value)
    return value


def split_ids(text: str) -> list[str]:
    """Split a ``;``-separated list of equipment ids, without blanks.

    Parameters
    ----------
    text
        Of `depends_on` or `connects_through`.

    Returns
    -------
    list
        In their order, empty parts left out.
    """
    return [part.strip() for part in text.split(";") if part.strip()]
