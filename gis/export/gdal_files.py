"""Files that GDAL writes: one call a layer, in the types of the schema."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import pyarrow as pa
import pyogrio

from gis.core.scratch import scratch_folder
from gis.export.arrow import ID, NUMBER, SHAPE, arrow_table
from gis.export.geopackage import describe_geopackage
from gis.export.metadata import as_lines, file_metadata
from gis.export.schema import LayerSchema, feature_ids, feature_numbers
from gis.export.shapes import DEGREE_DECIMALS

# Some drivers make a folder where the name has no ending of theirs.
_ENDINGS = {"FlatGeobuf": "fgb"}
# Programs with GDAL 3.4 to 3.6, as QGIS of long-term versions, warn of a newer one.
_DATASET_OPTIONS = {"GPKG": {"VERSION": "1.2"}}


@dataclass(frozen=True, eq=False)
class LayerTable:
    """A layer's schema, and its rows in it."""

    schema: LayerSchema
    table: gpd.GeoDataFrame

    @property
    def ids(self) -> Any:
        """Return the lasting id of each row."""
        return feature_ids(self.table, self.schema)


def metadata_of(layers: Sequence[LayerTable]) -> dict[str, str]:
    """Return what a file of layers says of itself, see `metadata.file_metadata`."""
    return file_metadata([(one.schema, one.table) for one in layers])


def geojson_file(layers: Sequence[LayerTable]) -> bytes:
    """Return a layer as one FeatureCollection by RFC 7946 with ids, at most 7 decimals, UTF-8.

    What the file says of itself is a member `metadata` beside the features.
    """
    told = json.dumps(metadata_of(layers), ensure_ascii=False)
    return _features(layers).replace(_HEAD, _HEAD + f'"metadata": {told},\n'.encode(), 1)


def geojson_lines(layers: Sequence[LayerTable]) -> bytes:
    """Return a layer as features by RFC 7946, one a line, as GDAL writes a collection's."""
    lines = _features(layers).partition(_BEGIN)[2].rpartition(_END)[0].splitlines()
    return b"".join(line.removesuffix(b",") + b"\n" for line in lines)


# Of a collection as GDAL writes it.
_HEAD, _BEGIN, _END = b'"type": "FeatureCollection",\n', b'"features": [\n', b"]\n}"


def _features(layers: Sequence[LayerTable]) -> bytes:
    [layer] = layers
    options = {"ID_FIELD": ID, "ID_TYPE": "String"}
    rules = {"RFC7946": "YES", "COORDINATE_PRECISION": str(DEGREE_DECIMALS)}
    options |= rules if layer.schema.geometry else {}
    return _written(layer, _identified(layer), "GeoJSON", options)


def flatgeobuf(layers: Sequence[LayerTable]) -> bytes:
    """Return a layer as FlatGeobuf; with an index in space where every row has a shape."""
    [layer] = layers
    whole = "YES" if layer.table.geometry.notna().all() and len(layer.table) else "NO"
    told = as_lines(metadata_of(layers))
    options = {"SPATIAL_INDEX": whole, "TITLE": layer.schema.label, "DESCRIPTION": told}
    return _written(layer, arrow_table(layer.table, layer.schema), "FlatGeobuf", options)


def geopackage(layers: Sequence[LayerTable]) -> bytes:
    """Return layers as one GeoPackage, with what `describe_geopackage` tells."""
    told = metadata_of(layers)
    with scratch_folder() as folder:
        path = folder / "layers.gpkg"
        for place, layer in enumerate(layers):
            schema = layer.schema
            options = {"FID": NUMBER, "IDENTIFIER": schema.label, "DESCRIPTION": schema.meaning()}
            write_layer(
                path, layer, _numbered(layer), "GPKG", options, append=place > 0, metadata=told
            )
        describe_geopackage(path, [one.schema for one in layers])
        return path.read_bytes()


def write_layer(
    path: Path,
    layer: LayerTable,
    table: pa.Table,
    driver: str,
    options: Mapping[str, str],
    *,
    append: bool = False,
    metadata: Mapping[str, str] | None = None,
) -> None:
    """Write a layer's Arrow table with a driver of GDAL, beside those that are in the file."""
    shaped = bool(layer.schema.geometry)
    pyogrio.write_arrow(
        table,
        path,
        driver=driver,
        layer=layer.schema.name,
        geometry_name=SHAPE if shaped else None,
        geometry_type=layer.schema.geometry if shaped else None,
        crs=layer.table.crs.to_wkt() if shaped else None,
        encoding="UTF-8",
        append=append,
        dataset_metadata=dict(metadata) if metadata else None,
        dataset_options=_DATASET_OPTIONS.get(driver),
        layer_options=dict(options),
    )


def _written(layer: LayerTable, table: pa.Table, driver: str, options: Mapping[str, str]) -> bytes:
    with scratch_folder() as folder:
        path = folder / f"layer.{_ENDINGS.get(driver, 'json')}"
        write_layer(path, layer, table, driver, options)
        return path.read_bytes()


def _identified(layer: LayerTable) -> pa.Table:
    table = arrow_table(layer.table, layer.schema)
    return table.add_column(0, ID, pa.array(layer.ids, pa.string()))


def _numbered(layer: LayerTable) -> pa.Table:
    table = arrow_table(layer.table, layer.schema)
    return table.add_column(0, NUMBER, pa.array(feature_numbers(layer.ids), pa.int64()))
