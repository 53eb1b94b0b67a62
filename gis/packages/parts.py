"""The parts of a package: tables as CSV in canonical columns, values as JSON, places as GeoJSON.

What is read is checked cell by cell as an import checks it; a part that a program wrote has
no wrong cell, so one is enough to refuse it.
"""

import csv
import io
import json
import math
from collections.abc import Iterable, Mapping
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from gis.core.crs import WGS84
from gis.core.errors import FileError
from gis.core.language import _
from gis.core.numbers import number
from gis.core.schema import Column, ColumnType, conform, parse_value
from gis.core.spreadsheet import guarded, unguarded
from gis.demand.layers import LINES, POINT_TYPES, conform_demand, possible
from gis.ingest.privacy import TEXTS, is_private
from gis.store.changes import as_text

MOST_PART_ROWS = 200_000
MOST_TEXT = 10_000


def write_table(table: pd.DataFrame, columns: tuple[Column, ...]) -> bytes:
    """Return the rows as CSV, in the order of their keys; no text runs as a formula."""
    rows = conform(table, columns).sort_values(columns[0].name, kind="stable")
    texts = [_texts(rows[column.name], column) for column in columns]
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow([column.name for column in columns])
    writer.writerows(zip(*texts, strict=True))
    return file.getvalue().encode()


def _texts(values: pd.Series, column: Column) -> list[str]:
    if column.holds is ColumnType.NUMBER:
        return ["" if math.isnan(value) else as_text(value) for value in values.tolist()]
    known = {text: str(guarded(text)) for text in values.unique()}
    return [known[text] for text in values]


def table_of_part(data: bytes, columns: tuple[Column, ...], part: str) -> pd.DataFrame:
    """Return the rows of a CSV part in canonical columns; columns not there are not stated.

    Raises
    ------
    FileError
        It is no such table, or a cell holds what its column does not allow.
    """
    headings, rows = _rows(data, part)
    known = {column.name: column for column in columns}
    if columns[0].name not in headings or len(set(headings)) < len(headings):
        raise FileError(_("{part}: the headings are not those of a package", part=part))
    cells = pd.DataFrame(rows, columns=headings, dtype=object)
    stated = [name for name in headings if name in known and (cells[name] != "").any()]
    read = {name: _values(cells[name], known[name], part) for name in stated}
    table = conform(pd.DataFrame(read, index=cells.index, dtype=object), columns)
    _check_keys(table[columns[0].name], part)
    _check_private(table, part)
    return table


def _rows(data: bytes, part: str) -> tuple[list[str], list[list[str]]]:
    try:
        headings, *rows = csv.reader(io.StringIO(decoded_part(data, part), newline=""), strict=True)
    except (csv.Error, ValueError) as error:
        raise FileError(_("{part}: the part cannot be read", part=part)) from error
    if len(rows) > MOST_PART_ROWS:
        message = _("{part}: more than {most} rows", part=part, most=number(MOST_PART_ROWS))
        raise FileError(message)
    for row, cells in enumerate(rows, start=2):  # the file's own row numbers
        if len(cells) != len(headings):
            raise FileError(
                _("{part}, row {row}: cells are missing or left over", part=part, row=row)
            )
    return headings, rows


def decoded_part(data: bytes, part: str) -> str:
    """Return the text of a part.

    Raises
    ------
    FileError
        It is no text.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise FileError(_("{part}: the part cannot be read", part=part)) from error
    if "\0" in text:
        raise FileError(_("{part}: the part cannot be read", part=part))
    return text


def _values(cells: pd.Series, column: Column, part: str) -> pd.Series:
    """Return what the cells say; each distinct text is read once."""
    read: dict[str, str | float] = {}
    for text in cells.unique():
        try:
            read[text] = _value(column, text)
        except ValueError as error:
            row = int(cells.index[cells == text][0]) + 2
            raise FileError(
                _(
                    "{part}, row {row}, column {column}: “{value}” is not what this column holds",
                    part=part,
                    row=row,
                    column=column.name,
                    value=text[:80],
                )
            ) from error
    return cells.map(read)


def _value(column: Column, text: str) -> str | float:
    if len(text) > MOST_TEXT:
        raise ValueError(text)
    return parse_value(column, unguarded(text) if column.holds is ColumnType.TEXT else text)


def _check_keys(keys: pd.Series, part: str) -> None:
    wrong = keys[(keys.str.strip() == "") | keys.duplicated()]
    if len(wrong):
        raise FileError(
            _(
                "{part}, row {row}: the code is missing or used before",
                part=part,
                row=int(wrong.index[0]) + 2,
            )
        )


def _check_private(table: pd.DataFrame, part: str) -> None:
    """Refuse what is never kept, as an import leaves it out."""
    for column in [name for name in TEXTS if name in table]:
        private = [text for text in table[column].unique() if is_private(text)]
        if private:
            row = int(table.index[table[column].isin(private)][0]) + 2
            raise FileError(
                _(
                    "{part}, row {row}, column {column}: a log-in, password, stream or device "
                    "address or phone number must not be sent; remove it from the register",
                    part=part,
                    row=row,
                    column=column,
                )
            )


def write_values(values: object) -> bytes:
    """Return plain values as JSON, the same bytes for the same values; no number is null."""
    plain = _finite_alone(values)
    text = json.dumps(plain, ensure_ascii=False, allow_nan=False, sort_keys=True, indent=1)
    return (text + "\n").encode()


def _finite_alone(values: Any) -> Any:
    if isinstance(values, Mapping):
        return {str(name): _finite_alone(value) for name, value in values.items()}
    if isinstance(values, list | tuple):
        return [_finite_alone(value) for value in values]
    return None if isinstance(values, float) and not math.isfinite(values) else values


def values_of_part(data: bytes, part: str) -> Any:
    """Return the values of a JSON part: every number finite, no name twice.

    Raises
    ------
    FileError
        It is no such JSON.
    """
    try:
        return json.loads(
            decoded_part(data, part),
            object_pairs_hook=_once,
            parse_constant=_no_number,
            parse_float=_finite,
        )
    except (ValueError, RecursionError) as error:
        raise FileError(_("{part}: the part cannot be read", part=part)) from error


def _once(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    given = list(pairs)
    found = dict(given)
    if len(found) < len(given):
        raise ValueError(given)
    return found


def _no_number(text: str) -> float:
    raise ValueError(text)


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(text)
    return value


def write_places(demand: gpd.GeoDataFrame) -> bytes:
    """Return places and roads as GeoJSON, in the order of their ids."""
    rows = conform_demand(demand).sort_values("demand_id", kind="stable")
    shapes = shapely.to_geojson(rows.geometry.to_numpy())
    plain = pd.DataFrame(rows.drop(columns="geometry")).astype(object)
    plain = plain.where(plain.notna(), None)
    features = [
        {"type": "Feature", "geometry": json.loads(shape), "properties": values}
        for shape, values in zip(shapes, plain.to_dict("records"), strict=True)
    ]
    return write_values({"type": "FeatureCollection", "features": features})


def places_of_part(data: bytes, part: str) -> gpd.GeoDataFrame:
    """Return the places and roads of a GeoJSON part, see `gis.demand.layers`.

    Raises
    ------
    FileError
        It is no such GeoJSON, or a place lies nowhere, has no id, or a weight that is none.
    """
    wrong = FileError(_("{part}: the part cannot be read", part=part))
    try:
        features = values_of_part(data, part)["features"]
        plain = pd.DataFrame([feature["properties"] for feature in features])
        shapes = shapely.from_geojson([json.dumps(feature["geometry"]) for feature in features])
        table = gpd.GeoDataFrame(plain, geometry=np.atleast_1d(shapes), crs=WGS84)
        demand = conform_demand(table)
    except (KeyError, TypeError, ValueError, AttributeError, shapely.errors.ShapelyError) as error:
        raise wrong from error
    if not _is_sound(demand):
        raise wrong
    _check_keys(demand["demand_id"], part)
    return demand


def _is_sound(demand: gpd.GeoDataFrame) -> bool:
    shapes = demand.geometry
    weights = demand[["weight", "weight_per_km"]]
    drawn = shapes.geom_type.isin(LINES | POINT_TYPES).all() and not shapes.is_empty.any()
    finite = (weights.isna() | (np.isfinite(weights) & (weights >= 0))).all(axis=None)
    return bool(drawn and finite and possible(shapes.to_numpy()).all())
