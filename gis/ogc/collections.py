"""The layers as collections of features: taken once a revision, in the order of their ids."""

from dataclasses import dataclass
from functools import cached_property
from threading import Lock

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from gis.core.language import _, language
from gis.export.layers import LAYERS, layer
from gis.export.schema import SCHEMAS, LayerSchema, feature_ids
from gis.export.shapes import writable_shapes
from gis.mapserver.cameras import MapTables
from gis.ogc.problems import RequestError

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
        Its rows, WGS 84 lon/lat with at most 7 decimals, numbered from 0 in the order of `ids`.
    ids
        What names each feature, the same from month to month.
    """

    schema: LayerSchema
    table: gpd.GeoDataFrame
    ids: pd.Index

    @property
    def day(self) -> str | None:
        """Return the field that `datetime` asks of; None for a layer without."""
        return DAY_FIELDS.get(self.schema.name)

    @cached_property
    def bounds(self) -> list[float] | None:
        """Return west, south, east, north in degrees; None where there is no shape."""
        box = self.table.total_bounds
        return [float(v) for v in box] if np.isfinite(box).all() else None

    @cached_property
    def days(self) -> list[str] | None:
        """Return the first and the last day of its features, ISO; None without."""
        known = self.table[self.day].dropna() if self.day else pd.Series(dtype="datetime64[s]")
        return None if known.empty else [f"{end:%Y-%m-%d}" for end in (known.min(), known.max())]


class _Shelf:
    """The collections of one revision that were asked for, each made once a language."""

    def __init__(self, _now: MapTables) -> None:
        self._lock = Lock()
        self._known: dict[tuple[str, str], Collection] = {}

    def get(self, now: MapTables, name: str) -> Collection:
        with self._lock:
            asked = name, language()
            if asked not in self._known:
                self._known[asked] = _collection(now, SCHEMAS[name])
            return self._known[asked]


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
        Held as long as the revision is.

    Raises
    ------
    RequestError
        There is no such layer.
    """
    check_name(name)
    return now.prepared(_Shelf).get(now, name)


def check_name(name: str) -> None:
    """Refuse a name that is no layer's."""
    if name not in LAYERS:
        message = _("There is no such layer. There are: {names}", names=", ".join(LAYERS))
        raise RequestError(message, 404)


def _collection(now: MapTables, schema: LayerSchema) -> Collection:
    table = layer(now.analysis, schema.name, prices=now.prices)
    ids = feature_ids(table, schema).to_numpy(dtype=object)
    order = np.argsort(ids, kind="stable")
    table = table.iloc[order].reset_index(drop=True)
    if schema.geometry:
        table = writable_shapes(table, kind=schema.geometry)
    if schema.geometry == "MultiPolygon":
        # Outer rings run against the clock, as RFC 7946 asks.
        table = table.set_geometry(
            gpd.GeoSeries(shapely.orient_polygons(table.geometry.to_numpy()), crs=table.crs)
        )
    return Collection(schema, table, pd.Index(ids[order]))
