"""Buildings and waters: layers that are only ever replaced as a whole.

Each lies in the store under its checksum, as GeoParquet; a setting says which one counts now.
So a change of the ground is a write like any other, which can be taken back: the layer of
before is still there.
"""

import hashlib
import io
import json
import logging
from pathlib import Path

import geopandas as gpd
import pandas as pd
from shapely.errors import ShapelyError
from sqlalchemy import Connection, Engine, insert, select

from gis.core.crs import WGS84
from gis.core.paths import LOCAL
from gis.core.vector_files import read_layer
from gis.store import tables
from gis.store.changes import difference
from gis.store.database import read_rows
from gis.store.writing import BOOKKEEPING, Write, write_within

_console = logging.getLogger(__name__)
# By name, which is that of the setting too: the columns beside the geometry, each with its type.
GROUND_LAYERS: dict[str, dict[str, type]] = {
    "buildings": {"building_id": str, "height_m": float},
    "water": {"water_id": str},
}


def files_beside(engine: Engine) -> Path:
    """Return the folder of files that go with a store: where a SQLite file lies."""
    file = engine.url.database if engine.url.get_backend_name() == "sqlite" else None
    return Path(file).parent if file else LOCAL


def ground_version(connection: Connection, name: str) -> str:
    """Return what changes whenever a layer of the ground does; "" where there is none.

    Parameters
    ----------
    connection
        Of a transaction that is open.
    name
        One of `GROUND_LAYERS`.

    Returns
    -------
    str
        The checksum of the layer.
    """
    setting = tables.setting.c
    value = connection.scalar(select(setting.value).where(setting.name == name))
    return str(json.loads(value)) if value else ""


def read_ground(connection: Connection, name: str) -> gpd.GeoDataFrame:
    """Return a layer of the ground as it was saved last; an empty one where there is none.

    Parameters
    ----------
    connection
        Of a transaction that is open.
    name
        One of `GROUND_LAYERS`.

    Returns
    -------
    GeoDataFrame
        Its columns and `geometry`, WGS 84, in the order in which they were saved.
    """
    layer = tables.ground_layer.c
    known = select(layer.content).where(layer.sha256 == ground_version(connection, name))
    content = connection.scalar(known)
    if content is None:
        columns = {column: pd.Series(dtype=kind) for column, kind in GROUND_LAYERS[name].items()}
        return gpd.GeoDataFrame(columns, geometry=[], crs=WGS84)
    return gpd.read_parquet(io.BytesIO(content))


def save_ground(write: Write, name: str, layer: gpd.GeoDataFrame) -> None:
    """Let a layer take the place of what counts now, within a write under way.

    Parameters
    ----------
    write
        The write under way; the same layer once more changes nothing.
    name
        One of `GROUND_LAYERS`.
    layer
        Its columns and `geometry`, WGS 84.
    """
    content = _encoded(layer[[*GROUND_LAYERS[name], layer.geometry.name]])
    version, table = hashlib.sha256(content).hexdigest(), tables.ground_layer
    known = select(table.c.sha256).where(table.c.sha256 == version)
    if write.connection.scalar(known) is None:
        row = {"sha256": version, "content": content}
        write.connection.execute(insert(table).values(row))
    stored = read_rows(write.connection, tables.setting, [name]).drop(columns=BOOKKEEPING)
    now = pd.DataFrame([{"name": name, "value": json.dumps(version)}])
    write.change(tables.setting, difference(stored, now, "name"), simulated=False)


def _encoded(layer: gpd.GeoDataFrame) -> bytes:
    file = io.BytesIO()
    layer.to_parquet(file, index=False, compression="zstd")
    return file.getvalue()


def take_over_files(connection: Connection, folder: Path) -> None:
    """Take in what versions before 0006 kept in files; these stay, and are read no more.

    Parameters
    ----------
    connection
        Of the transaction that brings the store to this version.
    folder
        Where the files lie.
    """
    for name, columns in GROUND_LAYERS.items():
        file = folder / f"{name}.gpkg"
        if not file.exists():
            continue
        try:
            layer = read_layer(file).reindex(columns=[*columns, "geometry"])
            layer = gpd.GeoDataFrame(layer.astype(columns), geometry="geometry", crs=WGS84)
        except (OSError, ValueError, KeyError, RuntimeError, ShapelyError) as error:
            _console.warning("%s: cannot be taken into the store (%s); load it again", file, error)
            continue
        with write_within(connection, source=file.name, who="") as write:
            save_ground(write, name, layer)
        _console.warning("%s: is in the store now; the file is read no more", file)
