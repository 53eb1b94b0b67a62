"""The dictionary of all that leaves: every field of every layer, from the schemas."""

from collections.abc import Iterable, Iterator

import pandas as pd

from gis.core.language import _
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


def dictionary_page(schemas: Iterable[LayerSchema]) -> str:
    """Return the fields of layers as a page to read, in the current language.

    Parameters
    ----------
    schemas
        The layers.

    Returns
    -------
    str
        Markdown: a table a layer.
    """
    return "\n".join(line for schema in schemas for line in _layer_lines(schema)) + "\n"


def _layer_lines(schema: LayerSchema) -> Iterator[str]:
    heads = (_("field"), _("name"), _("meaning"), _("kind of value"), _("unit"), _("codes"))
    yield from (f"# {schema.label} (`{schema.name}`)", "", schema.meaning(), "")
    yield from (_line(heads), _line(["---"] * len(heads)))
    for field in schema.fields:
        *_known, kind, unit, _is_key, label, means, codes = _row(schema, field)
        yield _line([f"`{field.name}`", label, means, kind, unit, codes])
    yield ""


def _line(cells: Iterable[object]) -> str:
    return "| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |"


def _row(schema: LayerSchema, field: LayerField) -> tuple[object, ...]:
    codes = "; ".join(f"{code} = {word}" for code, word in field.words.items())
    known = (schema.name, schema.geometry, field.name, str(field.holds), field.unit)
    return (*known, field.name == schema.key, field.label, field.means, codes)
