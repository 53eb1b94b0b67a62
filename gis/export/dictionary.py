"""The dictionary of all that leaves: every field of every layer, from the schemas."""

import pandas as pd

from gis.export.schema import SCHEMAS, LayerField, LayerSchema


def dictionary_table() -> pd.DataFrame:
    """Return every field of every layer that leaves, in the current language.

    Returns
    -------
    DataFrame
        `layer geometry field type unit key label meaning codes`: a field a row, in the order of
        the files; `key` tells which field names the row, `codes` are ``code = word`` parted by
        ``;``.
    """
    rows = [_row(schema, field) for schema in SCHEMAS.values() for field in schema.fields]
    columns = ["layer", "geometry", "field", "type", "unit", "key", "label", "meaning", "codes"]
    return pd.DataFrame(rows, columns=columns)


def _row(schema: LayerSchema, field: LayerField) -> tuple[object, ...]:
    codes = "; ".join(f"{code} = {word}" for code, word in field.words.items())
    known = (schema.name, schema.geometry, field.name, str(field.holds), field.unit)
    return (*known, field.name == schema.key, field.label, field.means, codes)
