"""A layer as GeoParquet: exact types, shapes as WKB, the coordinate system as PROJJSON."""

import io
import json
from collections.abc import Sequence

import pyarrow.parquet as pq

from gis.export.arrow import SHAPE, arrow_table
from gis.export.gdal_files import LayerTable, metadata_of
from gis.export.schema import MIXED


def geoparquet(layers: Sequence[LayerTable]) -> bytes:
    """Return a layer as GeoParquet 1.0; one without shapes as plain Parquet.

    Parameters
    ----------
    layers
        One layer.

    Returns
    -------
    bytes
        The file; what it says of itself stands in the file's own key `metadata`.

    References
    ----------
    OGC GeoParquet Specification 1.0.0, 2023.
    """
    [layer] = layers
    table = arrow_table(layer.table, layer.schema)
    told = {"metadata": json.dumps(metadata_of(layers), ensure_ascii=False)}
    if layer.schema.geometry:
        told["geo"] = json.dumps(_geo(layer))
    file = io.BytesIO()
    pq.write_table(table.replace_schema_metadata(told), file, compression="zstd")
    return file.getvalue()


def _geo(layer: LayerTable) -> dict[str, object]:
    shapes, kind = layer.table.geometry, layer.schema.geometry
    column: dict[str, object] = {
        "encoding": "WKB",
        "geometry_types": [] if kind == MIXED else [kind],
        "crs": layer.table.crs.to_json_dict(),
    }
    if shapes.notna().any():
        column["bbox"] = shapes.total_bounds.tolist()
    return {"version": "1.0.0", "primary_column": SHAPE, "columns": {SHAPE: column}}
