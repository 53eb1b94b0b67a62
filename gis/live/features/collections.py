"""The layers as collections of features: taken once a revision, in a lasting order."""

import zlib
from collections.abc import Callable
from dataclasses import dataclass, field

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from gis.core.language import _, language
from gis.export.layers import LAYERS, layer
from gis.export.schema import SCHEMAS, LayerSchema, feature_ids
from gis.export.shapes import writable_shapes
from gis.live.requests import RequestError
from gis.live.shelf import Shelf
from gis.mapserver.cameras import MapTables
from gis.runtime.sizes import Sizes

# So many features are written at once and kept.
BLOCK = 1_000
# Collections of one revision that are kept together.
_MOST_BYTES = 60_000_000
# The day that `datetime` asks of, in layers that have one: when the state was last looked at.
DAY_FIELDS = {"cameras": "surveyed_on", "equipment": "maintained_on"}


@dataclass(frozen=True, eq=False)
class Collection:
    """The features of one layer at one revision, in one language.

    Attributes
    ----------
    schema
        Of the layer.
    table
        Its rows, WGS 84 lon/lat with at most 7 decimals, numbered from 0: by `ids`, those without
        a shape last.
    ids
        What names each feature, the same from month to month.
    """

    schema: LayerSchema
    table: gpd.GeoDataFrame
    ids: pd.Index
    _blocks: dict[tuple[str, int], bytes] = field(default_factory=dict, init=False, repr=False)

    @property
    def day(self) -> str | None:
        """Return the field that `datetime` asks of; None for a layer without."""
        return DAY_FIELDS.get(self.schema.name)

    def texts(
        self, kind: str, rows: NDArray[np.intp], write: Callable[[NDArray[np.intp]], list[str]]
    ) -> list[str]:
        """Return a text for each of some rows, from blocks that are written once and kept packed.

        Parameters
        ----------
        kind
            What the texts say of a feature.
        rows
            Upwards and close together: of each block that they touch all texts are made.
        write
            Writes such texts, of one line each.

        Returns
        -------
        list
            In the order of `rows`.
        """
        found: list[str] = []
        for block in np.unique(rows // BLOCK).tolist():
            texts = self._block(kind, block * BLOCK, write)
            found += [texts[row] for row in (rows[rows // BLOCK == block] % BLOCK).tolist()]
        return found

    def _block(
        self, kind: str, first: int, write: Callable[[NDArray[np.intp]], list[str]]
    ) -> list[str]:
        if (kind, first) not in self._blocks:
            texts = write(np.arange(first, min(first + BLOCK, len(self.table))))
            self._blocks[kind, first] = zlib.compress("\n".join(texts).encode(), 1)
            return texts
        return zlib.decompress(self._blocks[kind, first]).decode().split("\n")


def collection(now: MapTables, name: str) -> Collection:
    """Return the features of a layer, without cameras marked confidential.

    Parameters
    ----------
    now
        What a revision of the register holds.
    name
        One of `LAYERS`.

    Returns
    -------
    Collection
        Held as long as the revision is, and there is room.

    Raises
    ------
    RequestError
        There is no such layer.
    """
    check_name(name)
    return now.prepared(_shelf).get((name, language()), lambda: _collection(now, SCHEMAS[name]))


def _shelf(_now: MapTables) -> Shelf[Collection]:
    return Shelf(_MOST_BYTES, lambda one: Sizes().add(one))


def check_name(name: str) -> None:
    """Refuse a name that is no layer's."""
    if name not in LAYERS:
        message = _("There is no such layer. There are: {names}", names=", ".join(LAYERS))
        raise RequestError(message, 404)


def _collection(now: MapTables, schema: LayerSchema) -> Collection:
    table = layer(now.analysis, schema.name, prices=now.prices)
    ids = feature_ids(table, schema).to_numpy(dtype=object)
    order = np.argsort(ids, kind="stable")
    # QGIS takes the kind of shape from the first features: those without come last.
    order = order[np.argsort(table.geometry.isna().to_numpy()[order], kind="stable")]
    table = table.iloc[order].reset_index(drop=True)
    if schema.geometry:
        table = writable_shapes(table, kind=schema.geometry)
    if schema.geometry == "MultiPolygon":
        # Outer rings run against the clock, as RFC 7946 asks.
        table = table.set_geometry(
            gpd.GeoSeries(shapely.orient_polygons(table.geometry.to_numpy()), crs=table.crs)
        )
    return Collection(schema, table, pd.Index(ids[order]))
