"""Layers as Arrow tables: the types of the schema, whatever the rows are, and shapes as WKB."""

import geopandas as gpd
import pyarrow as pa
import shapely

from gis.export.schema import FieldType, LayerSchema

# In tables that carry them: the number and the id of each row, and its shape.
NUMBER, ID, SHAPE = "fid", "feature_id", "geometry"
_TYPES = {
    FieldType.TEXT: pa.string(),
    FieldType.WHOLE: pa.int64(),
    FieldType.NUMBER: pa.float64(),
    FieldType.FLAG: pa.bool_(),
    FieldType.DATE: pa.date32(),
}


def arrow_table(table: gpd.GeoDataFrame, schema: LayerSchema) -> pa.Table:
    """Return a layer as an Arrow table; missing values are null, shapes WKB, none without kind.

    Parameters
    ----------
    table
        As `schema.conform_layer` returns it.
    schema
        The layer.

    Returns
    -------
    Table
        The fields, each in the type of what it holds, and `SHAPE` last.
    """
    columns = {
        field.name: pa.array(table[field.name], type=_TYPES[field.holds], from_pandas=True)
        for field in schema.fields
    }
    if schema.geometry:
        columns[SHAPE] = pa.array(shapely.to_wkb(table.geometry.to_numpy()), pa.binary())
    return pa.table(columns)
