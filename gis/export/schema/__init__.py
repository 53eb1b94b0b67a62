"""What leaves: each layer described once, for every format, the dictionary and the servers."""

from gis.export.schema.conform import (
    conform_layer,
    feature_ids,
    feature_numbers,
    plain_schema,
)
from gis.export.schema.field import FieldType, LayerField
from gis.export.schema.layer_schema import MIXED, LayerSchema
from gis.export.schema.schemas import GROUPS, SCHEMAS, schema_of

__all__ = [
    "GROUPS",
    "MIXED",
    "SCHEMAS",
    "FieldType",
    "LayerField",
    "LayerSchema",
    "conform",
    "conform_layer",
    "derived",
    "feature_ids",
    "feature_numbers",
    "field",
    "plain_schema",
    "schema_of",
    "schemas",
]
