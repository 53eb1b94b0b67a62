"""Files that GDAL writes: one call a layer, in the types of the schema."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import pyarrow as pa
import pyogrio

from gis.core.scratch import scratch_folder
from gis.export.arrow import ID, NUMBER, SHAPE, arrow_table
from gis.export.formats import FORMATS
from gis.export.schema import LayerSchema, feature_ids, feature_numbers
from gis.export.shapes import DEGREE_DECIMALS


@dataclass(frozen=True, eq=False)
class LayerTable:
    """A layer's schema, and its rows in it."""

    schema: LayerSchema
    table: gpd.GeoDataFrame


def vector_file(layers: list[LayerTable], fmt: str) -> bytes:
    """Return layers as one file of a format that GDAL writes, see `formats.FORMATS`."""
    with scratch_folder() as folder:
        path = folder / f"layers.{FORMATS[fmt].ending}"
        for place, layer in enumerate(layers):
            _write(path, layer, fmt, append=place > 0)
        return path.read_bytes()


def _write(path: Path, layer: LayerTable, fmt: str, *, append: bool) -> None:
    schema = layer.schema
    shaped = bool(schema.geometry)
    pyogrio.write_arrow(
        _numbered(layer, fmt),
        path,
        driver=FORMATS[fmt].driver,
        layer=schema.name,
        geometry_name=SHAPE if shaped else None,
        geometry_type=schema.geometry if shaped else None,
        crs=layer.table.crs.to_wkt() if shaped else None,
        append=append,
        layer_options=_options(fmt, schema),
    )


def _numbered(layer: LayerTable, fmt: str) -> pa.Table:
    """Return the rows with what names each in the format."""
    table, ids = arrow_table(layer.table, layer.schema), feature_ids(layer.table, layer.schema)
    match fmt:
        case "gpkg":
            return table.add_column(0, NUMBER, pa.array(feature_numbers(ids), pa.int64()))
        case "geojson":
            return table.add_column(0, ID, pa.array(ids, pa.string()))
    return table


def _options(fmt: str, schema: LayerSchema) -> dict[str, Any]:
    match fmt:
        case "gpkg":
            return {"FID": NUMBER, "IDENTIFIER": schema.label, "DESCRIPTION": schema.meaning()}
        case "geojson":
            told = {"ID_FIELD": ID, "ID_TYPE": "String"}
            rules = {"RFC7946": "YES", "COORDINATE_PRECISION": str(DEGREE_DECIMALS)}
            return told | rules if schema.geometry else told
    return {}
