"""Layers as people read them: headings and stored values in words, days as days."""

import datetime as dt
from typing import Any

import pandas as pd

from gis.core.choices import (
    Availability,
    CodeList,
    Coverage,
    FootprintRule,
    Proof,
)
from gis.core.language import _
from gis.core.schema import CAMERA_COLUMNS, EQUIPMENT_COLUMNS, ColumnType
from gis.export.schema.derived import (
    boundaries_in_words,
    link_words,
    subject_words,
    targets_in_words,
)
from gis.export.schema.schemas import CoverageState
from gis.vocabulary.labels import column_words, layer_words
from gis.vocabulary.words import (
    CHOICES,
    assumed_in_words,
    category_words,
    level_words,
    light_words,
    value_words,
    words,
)

# Values of columns that are worked out; those of the register's own stand in its schema.
_RESULTS: dict[str, type[CodeList]] = {
    "sight": Availability,
    "coverage": Coverage,
    "proof": Proof,
    "footprint_rule": FootprintRule,
}
_DATES = {c.name for c in (*CAMERA_COLUMNS, *EQUIPMENT_COLUMNS) if c.holds is ColumnType.DATE}
# Spreadsheets know no days before.
_FIRST_YEAR = 1901
_TRUTHS = ("dark", "level_known", "live_only", "simulated", "estimated", "new_investment")


def column_headings(table: pd.DataFrame) -> dict[str, str]:
    """Return the heading of each column, its name where there is no other."""
    known = layer_words() | column_words()
    if "equipment_id" in table:
        known["kind"] = _("Equipment type")
    elif "full_name" in table:
        known["kind"] = _("Kind of unit")
    return {str(column): known.get(str(column), str(column)) for column in table}


def in_words(table: pd.DataFrame) -> pd.DataFrame:
    """Return a layer with its values as people read them; what has no word stays as it is."""
    known = _tables()
    told: dict[str, pd.Series] = {}
    for column in table.columns.intersection(list(known)):
        told[column] = table[column].map(
            lambda value, of=known[column]: of.get(value, value), na_action="ignore"
        )
    for column in table.columns.intersection(list(_DATES)):
        told[column] = _days(table[column])
    if "assumed" in table:
        told["assumed"] = table["assumed"].map(assumed_in_words, na_action="ignore")
    return table.assign(**told)


def _tables() -> dict[str, dict[Any, str]]:
    """Return, by column, stored value → word."""
    tables: dict[str, dict[Any, str]] = {column: {**value_words(column)} for column in CHOICES}
    tables |= {column: {**words(of)} for column, of in _RESULTS.items()}
    tables |= {column: {True: _("yes"), False: _("no")} for column in _TRUTHS}
    return tables | {
        "category": category_words(),
        "level": level_words(),
        "light": light_words(),
        "boundaries": boundaries_in_words(),
        "subject": subject_words(),
        "link": link_words(),
        "state": words(CoverageState),
        "target": targets_in_words(),
    }


def _days(values: pd.Series) -> pd.Series:
    if pd.api.types.is_datetime64_dtype(values):
        values = values.dt.strftime("%Y-%m-%d")
    return values.map(as_day, na_action="ignore").astype(object)


def as_day(text: object) -> object:
    """Return a stored day as a day; what is none stays as it is."""
    try:
        day = dt.date.fromisoformat(str(text))
    except ValueError:
        return text
    return day if day.year >= _FIRST_YEAR else text
