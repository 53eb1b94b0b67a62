"""Tables in exactly a layer's fields, types and kind of shape, whatever their rows are."""

import hashlib

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from gis.core.crs import WGS84
from gis.export.schema.field import LABEL_ENDING, FieldType, LayerField
from gis.export.schema.layer_schema import MIXED, LayerSchema

# Numbers of features stay below what a JSON number holds exactly.
_BITS = 52
_SEVERAL = {
    "MultiPoint": ("Point", shapely.multipoints),
    "MultiLineString": ("LineString", shapely.multilinestrings),
    "MultiPolygon": ("Polygon", shapely.multipolygons),
}


def conform_layer(table: pd.DataFrame, schema: LayerSchema) -> gpd.GeoDataFrame:
    """Return a table in exactly the fields of a layer, each in its type, missing as missing.

    Parameters
    ----------
    table
        Some of the fields, and the shapes; others are left out. CodeWords stay as they are, and
        `…_label` fields say them in the current language.
    schema
        The layer.

    Returns
    -------
    GeoDataFrame
        From index 0 on; texts `str`, whole numbers `Int64`, numbers `float64`, flags `boolean`,
        days `datetime64[s]`, also where there is no row; the one kind of shape of the layer, in
        the table's CRS, WGS 84 (EPSG:4326) of a table without.
    """
    table = table.reset_index(drop=True)
    columns = {field.name: _typed(table, field) for field in schema.fields}
    for field in schema.fields:
        if field.labelled:
            name = field.name + LABEL_ENDING
            columns[name] = columns[field.name].map(dict(field.words)).astype("str")
    shapes = np.full(len(table), None, dtype=object)
    crs = getattr(table, "crs", None) if "geometry" in table else None
    if "geometry" in table and schema.geometry:
        shapes = np.asarray(table["geometry"].to_numpy(), dtype=object)
        shapes = shapes if schema.geometry == MIXED else as_kind(shapes, schema.geometry)
    told = gpd.GeoDataFrame(columns, geometry=shapes, crs=crs or WGS84)
    told.attrs = dict(table.attrs)
    return told


def plain_schema(table: pd.DataFrame, name: str) -> LayerSchema:
    """Return a table of no layer as a layer of its own: its columns as they are.

    Parameters
    ----------
    table
        With the column that names its rows first.
    name
        Of the layer.

    Returns
    -------
    LayerSchema
        Of shapes of any kind.
    """
    columns = table.drop(columns="geometry", errors="ignore")
    fields = tuple(LayerField(str(column), _held(columns[column])) for column in columns)
    key = fields[0].name if fields else ""
    return LayerSchema(name, MIXED, key, lambda: name, str, fields)


def _held(values: pd.Series) -> FieldType:
    if pd.api.types.is_bool_dtype(values):
        return FieldType.FLAG
    if pd.api.types.is_integer_dtype(values):
        return FieldType.WHOLE
    if pd.api.types.is_datetime64_dtype(values):
        return FieldType.DATE
    return FieldType.NUMBER if pd.api.types.is_numeric_dtype(values) else FieldType.TEXT


def _typed(table: pd.DataFrame, field: LayerField) -> pd.Series:
    if field.name not in table:
        return pd.Series(None, index=table.index, dtype=field.holds.dtype)
    values = table[field.name]
    match field.holds:
        case FieldType.TEXT:
            texts = values.astype(object).where(values.notna(), None)
            return texts.replace("", None).astype("str")
        case FieldType.WHOLE:
            return _finite(values).round().astype("Int64")
        case FieldType.NUMBER:
            return _finite(values)
        case FieldType.DATE:
            days = pd.to_datetime(values, format="%Y-%m-%d", errors="coerce")
            return days.astype("datetime64[s]")
    return values.astype("boolean")


def _finite(values: pd.Series) -> pd.Series:
    numbers = pd.to_numeric(values).astype("float64")
    return numbers.replace([np.inf, -np.inf], np.nan)


def as_kind(shapes: NDArray[np.object_], kind: str) -> NDArray[np.object_]:
    """Return shapes all of one kind: single ones as several of one, of mixed ones what fits.

    Parameters
    ----------
    shapes
        Any, missing ones too.
    kind
        ``Point``, ``MultiPoint``, ``MultiLineString`` or ``MultiPolygon``.

    Returns
    -------
    array
        None where nothing of the kind is left, of empty ones too.
    """
    made = shapes.copy()
    made[shapely.is_empty(made)] = None
    fits = shapely.get_type_id(made) == shapely.GeometryType[kind.upper()]
    if kind not in _SEVERAL:
        made[~fits] = None
        return made
    single, collect = _SEVERAL[kind]
    rest = np.flatnonzero(~fits & ~shapely.is_missing(made))
    parts, owner = shapely.get_parts(made[rest], return_index=True)
    inner, at = shapely.get_parts(parts, return_index=True)  # parts of a collection's parts
    owner = owner[at]
    whole = shapely.get_type_id(inner) == shapely.GeometryType[single.upper()]
    made[rest] = None
    owners, place = np.unique(owner[whole], return_inverse=True)
    made[rest[owners]] = collect(inner[whole], indices=place)
    return made


def feature_ids(table: pd.DataFrame, schema: LayerSchema) -> pd.Series:
    """Return the id of each row: its key, the same from month to month, and of one row alone.

    Parameters
    ----------
    table
        Rows of the layer.
    schema
        The layer.

    Returns
    -------
    Series
        Texts on the table's index; a key that several rows bear (a list read as it is) is
        followed by ``#2`` and so on.
    """
    keys = table[schema.key].astype(object).where(table[schema.key].notna(), "").astype(str)
    turn = keys.groupby(keys).cumcount()
    return keys.where(turn == 0, keys + "#" + (turn + 1).astype(str))


def feature_numbers(ids: pd.Series) -> pd.Series:
    """Return a whole number for each id, for files that number their rows: always the same.

    Parameters
    ----------
    ids
        As `feature_ids` returns them.

    Returns
    -------
    Series
        `int64`, from 1 to 2^52, each of one id alone.
    """
    found = [int.from_bytes(hashlib.blake2b(i.encode(), digest_size=8).digest()) for i in ids]
    numbers = np.array(found, dtype=np.uint64) % np.uint64(2**_BITS) + np.uint64(1)
    # Two in 10^5 rows are alike once in a million files; then the later one moves on.
    known = pd.Series(numbers.astype(np.int64), ids.index)
    while known.duplicated().any():
        known += known.duplicated()
    return known
