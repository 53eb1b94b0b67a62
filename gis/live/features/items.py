"""Features of a layer: chosen, put in order, cut into pages, written as GeoJSON."""

from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import shapely
from numpy.typing import NDArray

from gis.export.schema import FieldType
from gis.live.features.collections import Collection
from gis.live.features.filters import matching
from gis.live.features.parameters import ItemQuery
from gis.live.features.planes import Plane, served_plane
from gis.live.replies import as_compact_json

# Fewer are written anew.
_FEW = 200


def chosen(of: Collection, query: ItemQuery) -> NDArray[np.intp]:
    """Return the rows a request asks for, of all its pages, in order.

    Features without a shape lie in every box, and those without a day in every span of time, as
    OGC 17-069r4 asks (requirements 24 C and 26).

    Parameters
    ----------
    of
        The features.
    query
        What is asked for.

    Returns
    -------
    array
        Places in the table, by `sortby`, then by id.

    Raises
    ------
    RequestError
        The filter asks of what there is not, see `filters.matching`.
    """
    fits = np.ones(len(of.table), dtype=bool)
    for name, value in query.values.items():
        fits &= (of.table[name] == value).fillna(value=False).to_numpy(dtype=bool)
    if query.area is not None:
        fits &= _lies_in(of, query.area)
    if query.span is not None and of.day is not None:
        fits &= _falls_in(of.table[of.day], *query.span)
    if query.condition is not None:
        fits &= matching(query.condition, of, query.condition_plane)
    rows = np.flatnonzero(fits)
    return rows if not query.order else _sorted(of, rows, query.order)


def _lies_in(of: Collection, area: Any) -> NDArray[np.bool_]:
    fits: NDArray[np.bool_] = of.table.geometry.isna().to_numpy(dtype=bool, copy=True)
    fits[of.table.sindex.query(area, predicate="intersects")] = True
    return fits


def _falls_in(
    days: pd.Series, first: pd.Timestamp | None, last: pd.Timestamp | None
) -> NDArray[np.bool_]:
    outside = np.zeros(len(days), dtype=bool)
    if first is not None:
        outside |= (days < first).to_numpy()
    if last is not None:
        outside |= (days > last).to_numpy()
    return ~outside


def _sorted(
    of: Collection, rows: NDArray[np.intp], order: list[tuple[str, bool]]
) -> NDArray[np.intp]:
    keys = of.table.iloc[rows][list(dict.fromkeys(name for name, _up in order))]
    for name, up in reversed(order):
        keys = keys.sort_values(name, ascending=up, kind="stable", na_position="last")
    return np.asarray(keys.index)


def feature_texts(
    of: Collection, rows: NDArray[np.intp], names: list[str], plane: Plane
) -> list[str]:
    """Return features as GeoJSON texts of one line, without their last bracket.

    Of long pages what is asked for most, all fields and the default system, is kept.

    Parameters
    ----------
    of
        The features.
    rows
        Which of them.
    names
        Their fields.
    plane
        The system of their coordinates.

    Returns
    -------
    list
        A text each, in the order of `rows`.
    """

    def values(some: NDArray[np.intp]) -> list[str]:
        return _value_texts(of, some, names)

    def shapes(some: NDArray[np.intp]) -> list[str]:
        return _shape_texts(of, some, plane)

    close = len(rows) > _FEW and 0 < rows[-1] - rows[0] < 2 * len(rows)
    kept = close and bool((np.diff(rows) > 0).all())
    whole, default = len(names) == len(of.schema.names), plane == served_plane(None, "crs")
    told = of.texts("values", rows, values) if kept and whole else values(rows)
    drawn = of.texts("shapes", rows, shapes) if kept and default else shapes(rows)
    return [
        f'{{"type":"Feature","id":{as_compact_json(name)},"geometry":{shape},"properties":{text}'
        for name, shape, text in zip(of.ids[rows], drawn, told, strict=True)
    ]


def _shape_texts(of: Collection, rows: NDArray[np.intp], plane: Plane) -> list[str]:
    shapes = plane.shapes(of.table.geometry.to_numpy()[rows])
    return [text or "null" for text in shapely.to_geojson(shapes)]


def _value_texts(of: Collection, rows: NDArray[np.intp], names: list[str]) -> list[str]:
    part = of.table.iloc[rows]
    columns = [_values(part[name], of.schema.field(name).holds) for name in names]
    values = zip(*columns, strict=True) if columns else [()] * len(part)
    return [as_compact_json(dict(zip(names, row, strict=True))) for row in values]


def _values(column: pd.Series, holds: FieldType) -> list[Any]:
    """Return a column as JSON holds it, None where a value is missing."""
    if holds != FieldType.DATE:
        return list(pa.array(column, from_pandas=True).to_pylist())
    days = np.datetime_as_string(column.to_numpy().astype("datetime64[D]")).astype(object)
    days[column.isna().to_numpy()] = None
    return list(days)
