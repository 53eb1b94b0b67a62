"""What tiles say of themselves: the scheme they are cut by, their layer, and how a map asks."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gis.analysis.result import Provenance
from gis.core.language import _
from gis.export.schema import LayerSchema
from gis.export.tile_archives import attribution, vector_layer
from gis.export.vector_tiles.cutting import EXACT_ZOOM
from gis.live.replies import JSON
from gis.live.schema_parts import JSON_TYPES, RELATION, link

MATRIX_SET = "WebMercatorQuad"
TILE_TYPE = "application/vnd.mapbox-vector-tile"
DEEPEST_TILE = 22
_URI = f"http://www.opengis.net/def/tilematrixset/OGC/1.0/{MATRIX_SET}"
_CRS = "http://www.opengis.net/def/crs/EPSG/0/3857"
_CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
_HALF_WORLD_M = math.pi * 6_378_137.0
_TILE_DOTS = 256
# OGC counts a dot as 0.28 mm.
_DOT_M = 0.00028
_DIMENSIONS = {"Point": 0, "MultiPoint": 0, "MultiLineString": 1, "MultiPolygon": 2}


@dataclass(frozen=True, eq=False)
class Tileset:
    """The tiles of a layer, as they are described.

    Attributes
    ----------
    base
        The address of the service.
    schema
        Of the layer.
    bounds
        West, south, east, north in degrees; not finite where nothing is shown.
    provenance
        What the layer rests on.
    """

    base: str
    schema: LayerSchema
    bounds: NDArray[np.float64]
    provenance: Provenance

    @property
    def address(self) -> str:
        """Return where its documents begin."""
        return f"{self.base}/collections/{self.schema.name}/tiles"

    @property
    def box(self) -> list[float] | None:
        """Return its bounds; None where nothing is shown."""
        return (
            [round(v, 7) for v in self.bounds.tolist()] if np.isfinite(self.bounds).all() else None
        )


def matrix_sets(base: str) -> dict[str, Any]:
    """Return the list of schemes of tiles.

    Parameters
    ----------
    base
        The address of the service.

    Returns
    -------
    dict
        By OGC 20-057.
    """
    address = f"{base}/tileMatrixSets/{MATRIX_SET}"
    links = [link(address, "self", JSON, _("How its tiles lie"))]
    told = {"id": MATRIX_SET, "title": MATRIX_SET, "uri": _URI, "crs": _CRS, "links": links}
    return {"tileMatrixSets": [told]}


def matrix_set() -> dict[str, Any]:
    """Return the scheme of tiles of browsers.

    Returns
    -------
    dict
        By OGC 17-083r4.
    """
    return {
        "id": MATRIX_SET,
        "title": "Google Maps Compatible for the World",
        "uri": _URI,
        "crs": _CRS,
        "orderedAxes": ["E", "N"],
        "wellKnownScaleSet": "http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible",
        "tileMatrices": [_matrix(zoom) for zoom in range(DEEPEST_TILE + 1)],
    }


def tilesets(of: Tileset) -> dict[str, Any]:
    """Return the list of the tiles of a layer, in each scheme.

    Parameters
    ----------
    of
        The layer's tiles.

    Returns
    -------
    dict
        By OGC 20-057.
    """
    about = tileset(of)
    names = ("title", "dataType", "crs", "tileMatrixSetURI", "links")
    return {
        "links": [link(of.address, "self", JSON, of.schema.label)],
        "tilesets": [{name: about[name] for name in names}],
    }


def tileset(of: Tileset) -> dict[str, Any]:
    """Return what the tiles of a layer are, and where.

    Parameters
    ----------
    of
        The layer's tiles.

    Returns
    -------
    dict
        By OGC 17-083r4, tileset metadata.
    """
    address, label = f"{of.address}/{MATRIX_SET}", of.schema.label
    template = link(_template(of, "{tileMatrix}/{tileRow}/{tileCol}"), "item", TILE_TYPE, label)
    scheme = f"{of.base}/tileMatrixSets/{MATRIX_SET}"
    told: dict[str, Any] = {
        "title": label,
        "description": of.schema.meaning(),
        "dataType": "vector",
        "crs": _CRS,
        "tileMatrixSetURI": _URI,
        "attribution": attribution(simulated=of.provenance.simulated),
        "layers": [_layer_about(of.schema)],
        "links": [
            link(address, "self", JSON, label),
            link(scheme, f"{RELATION}tiling-scheme", JSON, _("How its tiles lie")),
            template | {"templated": True},
            link(f"{address}/metadata?f=tilejson", "describedby", JSON, "TileJSON"),
            link(f"{of.base}/collections/{of.schema.name}", f"{RELATION}geodata", JSON, label),
        ],
    }
    if of.box:
        west, south, east, north = of.box
        told["boundingBox"] = {"lowerLeft": [west, south], "upperRight": [east, north]}
        told["boundingBox"] |= {"crs": _CRS84}
    return told


def tile_json(of: Tileset) -> dict[str, Any]:
    """Return how a map in a browser, or QGIS, asks for the tiles of a layer.

    Parameters
    ----------
    of
        The layer's tiles.

    Returns
    -------
    dict
        TileJSON 3.0.0; beside it `revision`, and the provenance.
    """
    told = {
        "tilejson": "3.0.0",
        "name": of.schema.label,
        "description": of.schema.meaning(),
        "attribution": attribution(simulated=of.provenance.simulated),
        "scheme": "xyz",
        "tiles": [_template(of, "{z}/{y}/{x}")],
        "minzoom": 0,
        "maxzoom": EXACT_ZOOM,
        "vector_layers": [vector_layer(of.schema) | {"minzoom": 0}],
        "revision": of.provenance.revision,
        **of.provenance.as_dict(),
    }
    return told | ({"bounds": of.box} if of.box else {})


def _template(of: Tileset, parts: str) -> str:
    return f"{of.address}/{MATRIX_SET}/{parts}?f=mvt"


def _matrix(zoom: int) -> dict[str, Any]:
    cell_m = 2 * _HALF_WORLD_M / _TILE_DOTS / 2**zoom
    return {
        "id": str(zoom),
        "scaleDenominator": cell_m / _DOT_M,
        "cellSize": cell_m,
        "pointOfOrigin": [-_HALF_WORLD_M, _HALF_WORLD_M],
        "tileWidth": _TILE_DOTS,
        "tileHeight": _TILE_DOTS,
        "matrixWidth": 2**zoom,
        "matrixHeight": 2**zoom,
    }


def _layer_about(schema: LayerSchema) -> dict[str, Any]:
    fields = {
        field.name: {"title": field.label, **JSON_TYPES[field.holds]} for field in schema.fields
    }
    return {
        "id": schema.name,
        "title": schema.label,
        "dataType": "vector",
        "geometryDimension": _DIMENSIONS[schema.geometry],
        "propertiesSchema": {"type": "object", "properties": fields},
    }
