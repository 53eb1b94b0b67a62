"""Rows of a layer as its table takes them: each under a key of its own, within the table's rules.

A value that breaks a rule would keep all others from being refreshed; it is left out of the
table, and reported.
"""

import hashlib

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from gis.core.findings import Finding, Severity
from gis.core.language import _
from gis.core.numbers import number
from gis.export.postgis.definitions import (
    DIGEST_COLUMN,
    GEOMETRY_COLUMN,
    allowed_codes,
    bounds_of,
    references,
)
from gis.export.schema import FieldType, LayerField, LayerSchema, feature_ids

# An index of PostgreSQL holds no longer key.
_KEY_BYTES = 2000


def prepare_rows(
    table: gpd.GeoDataFrame, schema: LayerSchema, keys: dict[str, set[str]]
) -> tuple[pd.DataFrame, list[Finding]]:
    """Return a layer as its table takes it, and what was left out of it.

    Parameters
    ----------
    table
        In exactly the schema, WGS 84.
    schema
        The layer.
    keys
        By name of a layer, the keys of its rows: what other layers may refer to.

    Returns
    -------
    DataFrame
        The fields, `geom` (bytes of EWKB, None for none) where the layer has shapes, and
        `row_digest`, a whole number that follows from all of them.
    list of Finding
        One for each field with values that break a rule of its column.
    """
    rows = pd.DataFrame({field.name: table[field.name] for field in schema.fields})
    rows[schema.key] = _short(feature_ids(table, schema))
    findings, lost = [], pd.Series(data=False, index=rows.index)
    for field in schema.fields:
        wrong = _breaks_rules(rows[field.name], schema, field, keys)
        if not wrong.any():
            continue
        findings.append(_left_out(rows, schema, field, wrong))
        if field.name == schema.key:  # a row without its key is none
            lost |= wrong
        else:
            rows[field.name] = rows[field.name].mask(wrong)
    if schema.geometry:
        shapes = table.geometry.to_numpy()
        rows[GEOMETRY_COLUMN] = shapely.to_wkb(shapely.set_srid(shapes, 4326), include_srid=True)
    rows = rows[~lost]
    digests = pd.util.hash_pandas_object(rows, index=False).to_numpy()
    return rows.assign(**{DIGEST_COLUMN: digests.view(np.int64)}), findings


def _short(keys: pd.Series) -> pd.Series:
    """Return keys, those too long for an index ended by a digest of the whole."""
    long = keys.str.len() > _KEY_BYTES // 4  # as many bytes has a letter at most
    if not long.any():
        return keys
    ended = [f"{key[:100]}…{hashlib.blake2b(key.encode()).hexdigest()[:32]}" for key in keys[long]]
    return keys.mask(long, pd.Series(ended, keys.index[long]))


def _breaks_rules(
    values: pd.Series, schema: LayerSchema, field: LayerField, keys: dict[str, set[str]]
) -> pd.Series:
    if (goal := references(schema).get(field.name)) is not None:
        return values.notna() & ~values.isin(keys[goal.name])
    if codes := allowed_codes(field):
        return values.notna() & ~values.isin(codes)
    low, high = bounds_of(schema, field)
    if field.holds in (FieldType.WHOLE, FieldType.NUMBER) and np.isfinite((low, high)).any():
        return (values.notna() & ~values.between(low, high).fillna(value=False)).astype(bool)
    return pd.Series(data=False, index=values.index)


def _left_out(
    rows: pd.DataFrame, schema: LayerSchema, field: LayerField, wrong: pd.Series
) -> Finding:
    first = rows[wrong].iloc[0]
    message = _(
        "{layer}, {field}: {count} values that the column does not allow stay out of the table, "
        "the first “{value}” of “{id}”",
        layer=schema.name,
        field=field.name,
        count=number(int(wrong.sum())),
        value=first[field.name],
        id=first[schema.key],
    )
    return Finding(
        schema.name, 0, field.name, Severity.WARNING, message, _("Correct it in the register")
    )
