"""Demand from files: map layers, lists of places, OpenStreetMap extracts."""

import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely
from numpy.typing import NDArray
from pyogrio.errors import DataLayerError, DataSourceError

from gis.core.archives import unpack_archive
from gis.core.crs import WGS84, to_wgs84
from gis.core.errors import FileError
from gis.core.scratch import scratch_folder
from gis.core.vector_files import dataset
from gis.demand.layers import Places, no_demand, possible
from gis.demand.lists import Layer, read_lists
from gis.demand.openstreetmap.extract import is_extract, read_demand_extract
from gis.ingest.formats.geopackages import layer_names
from gis.ingest.formats.grid import Grid
from gis.ingest.formats.readers import LAYER_READERS, read_grids
from gis.ingest.positions.coordinates import AUTO, check_crs

# Layers that may hold lines and surfaces beside points.
_DRAWN = {".geojson", ".json", ".gpkg", ".shp", ".zip", ".fgb"}


def read_demand_file(
    paths: Iterable[str | Path],
    communes: gpd.GeoDataFrame,
    *,
    crs: str = AUTO,
    progress: Callable[[int], object] = lambda _count: None,
) -> Places:
    """Read demand layers and put them one under the other.

    Each is an OpenStreetMap extract (what lies within the communes is taken, see
    `openstreetmap.extract.read_extract`), or any file a list of cameras may be: map layers
    (points, lines, and surfaces, of which a point inside counts), workbooks, CSV. The latter
    are read by `lists.read_lists`.

    Parameters
    ----------
    paths
        Files, in the order their rows are to stand in.
    communes
        `code name full_name` and polygons, WGS 84.
    crs
        The reading of plane coordinates in tables, see `ingest.importing.read_import`.
    progress
        Told now and then how many objects of an extract have been read.

    Returns
    -------
    Places
        A weight is NaN where that of the category counts. A row without a usable position (a
        line needs two points), outside every commune, of no known kind, with a weight that is
        none, or with an id for the second time has an error and comes back.

    Raises
    ------
    FileError
        A file cannot be read, lists no places or lacks a CRS; an extract holds nothing of the
        communes.
    """
    check_crs(crs)
    found = [_read(Path(path), communes, crs, progress) for path in paths]
    tables = [places.demand for places in found]
    standing = [places.buildings for places in found if places.buildings is not None]
    waters = [places.water for places in found if places.water is not None]
    return Places(
        demand=pd.concat(tables, ignore_index=True) if tables else no_demand(),
        buildings=pd.concat(standing, ignore_index=True) if standing else None,
        findings=[finding for places in found for finding in places.findings],
        water=pd.concat(waters, ignore_index=True) if waters else None,
        quarantine=tuple(sheet for places in found for sheet in places.quarantine),
        readings=next((p.readings for p in found if p.readings is not None), None),
    )


def _read(
    path: Path, communes: gpd.GeoDataFrame, crs: str, progress: Callable[[int], object]
) -> Places:
    if is_extract(path):
        return read_demand_extract(path, communes, progress=progress)
    ending = path.suffix.lower()
    crs = AUTO if ending in LAYER_READERS or ending in _DRAWN else crs
    return read_lists(_layers(path, ending), path.name, communes, crs)


def _layers(path: Path, ending: str) -> list[Layer]:
    """Return the layers of a file with their shapes; of other files the sheets."""
    if ending in _DRAWN:
        with (
            scratch_folder() as folder,
            suppress(DataSourceError, DataLayerError, NoLayersError),
        ):
            return _drawn(path, folder)
    return [Layer(grid, gpd.GeoSeries(crs=WGS84), "lat") for grid in read_grids(path, path.name)]


class NoLayersError(FileError):
    """An archive holds no layers: perhaps it holds lists."""


def _drawn(path: Path, folder: Path) -> list[Layer]:
    if path.suffix.lower() == ".gpkg":  # a copy, since what would run by itself is taken out
        files = [(path.name, Path(shutil.copy(path, folder)))]
    elif path.suffix.lower() != ".zip":
        files = [(path.name, path)]
    else:
        files, _others = unpack_archive(path.read_bytes(), path.name, folder, ())
        if not files:
            raise NoLayersError(path.name)
    layers = [
        (file, layer, pyogrio.read_dataframe(dataset(part), layer=layer, on_invalid="ignore"))
        for file, part in files
        for layer in _names(part, file)
    ]
    packed, single = len(files) > 1, len(layers) == 1
    return [
        _layer(table, file if single or packed else str(layer), f"{path.name}, {layer}")
        for file, layer, table in layers
    ]


def _names(path: Path, name: str) -> list[str]:
    """Return the layers of a file; views of a GeoPackage are none."""
    if path.suffix.lower() == ".gpkg":
        return layer_names(path, name)
    return list(map(str, pyogrio.list_layers(dataset(path))[:, 0]))


def _layer(table: pd.DataFrame, sheet: str, where: str) -> Layer:
    """Turn points into the columns lon and lat; other shapes that are sound stand beside."""
    columns = pd.DataFrame(table.drop(columns="geometry", errors="ignore")).astype(object)
    columns.index = pd.RangeIndex(1, len(table) + 1)
    shapes = gpd.GeoSeries(crs=WGS84)
    if isinstance(table, gpd.GeoDataFrame):
        flat = to_wgs84(table, where=where).geometry.force_2d()
        drawn = flat.set_axis(columns.index)
        usable = _usable(drawn)
        point = usable & (drawn.geom_type == "Point").to_numpy()
        for column, half in (("lon", shapely.get_x), ("lat", shapely.get_y)):
            given = columns.get(column, pd.Series(np.nan, columns.index)).astype(object)
            columns[column] = given.mask(point, pd.Series(half(drawn.to_numpy()), given.index))
        shapes = drawn[usable & ~point]
    plain = columns.map(_scalar)
    cells = plain.astype(object).set_axis(range(plain.shape[1]), axis=1)
    return Layer(Grid(sheet, cells, tuple(map(str, columns.columns))), shapes, "geometry")


def _scalar(cell: object) -> object:
    """Return a cell as a list may hold it: several values in one as their text."""
    if isinstance(cell, (list, dict, np.ndarray)):
        return str(cell)
    return None if pd.isna(cell) else cell  # type: ignore[call-overload]


def _usable(geometry: gpd.GeoSeries) -> NDArray[np.bool_]:
    """Tell which rows have a place: not empty, on the globe, and a line with some length."""
    shapes = geometry.to_numpy()
    there = ~(shapely.is_missing(shapes) | shapely.is_empty(shapes)) & possible(shapes)
    flat = (shapely.get_dimensions(shapes) == 1) & (shapely.length(shapes) == 0)
    usable: NDArray[np.bool_] = there & ~flat
    return usable
