"""The 78 commune polygons: fetched once, verified one by one, kept in one file."""

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import geopandas as gpd
import pandas as pd
import pyogrio
from pyogrio.errors import DataSourceError

from gis.communes.download import fetch
from gis.communes.schematic import read_commune_facts, schematic
from gis.core.crs import WGS84, to_wgs84
from gis.core.errors import BoundaryError, FileError
from gis.core.language import _
from gis.core.paths import DATA, LOCAL, ROOT
from gis.core.vector_files import read_layer

COMMUNES_FILE = LOCAL / "communes.gpkg"
BOUNDARY_SUMS = DATA / "boundaries.sha256"
MIRRORS = (DATA / "mirror", ROOT.parent / "shared" / "data" / "boundaries")
UPSTREAM = (
    "https://raw.githubusercontent.com/thanglequoc/vietnamese-provinces-database/"
    "cd58063299585146ded3981f2272946ef19ced54/"
)
COMMUNE_COLUMNS = ["code", "name", "kind", "full_name", "area_km2"]
Progress = Callable[[int, int], object]


def read_manifest(path: Path = BOUNDARY_SUMS) -> dict[str, str]:
    """Read the manifest: file below the source → its SHA-256."""
    lines = path.read_text("ascii").splitlines()
    return {file: digest for digest, file in (line.split(maxsplit=1) for line in lines)}


def install(
    source: str | None = None,
    *,
    target: Path = COMMUNES_FILE,
    manifest: Path = BOUNDARY_SUMS,
    mirrors: tuple[Path, ...] = MIRRORS,
    progress: Progress | None = None,
) -> Path:
    """Fetch and verify all polygons, then put the finished file in place at once.

    Verified files wait beside the target until all are there, so that the next try asks
    only for the rest.

    Parameters
    ----------
    source
        A folder or a URL with the upstream's layout. None: the first mirror folder there
        is, else the public upstream at its pinned commit.
    target
        The GeoPackage that is written.
    manifest
        A line for each file: its SHA-256 and its path below the source.
    mirrors
        Folders with the upstream's layout, the first one that exists is taken.
    progress
        Called with (files done, files in all) after every file.

    Returns
    -------
    Path
        The target.

    Raises
    ------
    BoundaryError
        A file is missing, cut short or not what the manifest says, or the source cannot be
        reached. The target is as before.
    """
    wanted = read_manifest(manifest)
    source = source or next((str(m) for m in mirrors if m.is_dir()), UPSTREAM)
    waiting = target.with_suffix(".partial")
    try:
        for done, (name, digest) in enumerate(wanted.items(), start=1):
            _bring(source, name, digest, waiting / digest)
            if progress is not None:
                progress(done, len(wanted))
        _put_together([waiting / digest for digest in wanted.values()], target)
    except OSError as error:
        raise BoundaryError(
            _("{path}: the boundaries cannot be stored ({error})", path=target.parent, error=error)
        ) from error
    shutil.rmtree(waiting)
    return target


def _bring(source: str, name: str, digest: str, place: Path) -> None:
    """Make sure the verified file is at its place."""
    if place.exists() and _digest(place.read_bytes()) == digest:
        return
    content = fetch(source, name) if "://" in source else _read(Path(source), name)
    if _digest(content) != digest:
        raise BoundaryError(
            _(
                "{source}: {name} is not the file expected (SHA-256 differs); get it again, or use"
                " another source",
                source=source,
                name=name,
            )
        )
    place.parent.mkdir(parents=True, exist_ok=True)
    unfinished = place.with_suffix(".new")
    unfinished.write_bytes(content)
    unfinished.replace(place)


def _read(folder: Path, name: str) -> bytes:
    try:
        return (folder / name).read_bytes()
    except OSError as error:
        raise BoundaryError(
            _(
                "{source}: {name} is missing; the folder needs the upstream's layout",
                source=folder,
                name=name,
            )
        ) from error


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _put_together(files: list[Path], target: Path) -> None:
    """Write all polygons, with the facts of their communes, as one GeoPackage."""
    shapes = pd.concat([pyogrio.read_dataframe(file, columns=["code"]) for file in files])
    table = gpd.GeoDataFrame(
        read_commune_facts()[COMMUNE_COLUMNS].merge(shapes, on="code"), crs=WGS84
    )
    with TemporaryDirectory(dir=target.parent) as folder:
        finished = Path(folder) / "communes.gpkg"
        pyogrio.write_dataframe(table, finished, layer="communes")
        finished.replace(target)


def load_communes(path: Path = COMMUNES_FILE) -> gpd.GeoDataFrame:
    """Return the installed communes: `code name kind full_name area_km2 geometry`, WGS 84.

    Raises
    ------
    BoundaryError
        They are not installed, or the file is damaged.
    """
    try:
        table = pyogrio.read_dataframe(path)
    except DataSourceError as error:
        raise BoundaryError(
            _("{path}: no usable boundaries; run: python -m gis boundaries", path=path)
        ) from error
    table.attrs["source"] = "official"
    return table


def communes_or_schematic(path: Path = COMMUNES_FILE) -> gpd.GeoDataFrame:
    """Return the installed communes, or the schematic ones where none are installed.

    Parameters
    ----------
    path
        The file of `install`.

    Returns
    -------
    GeoDataFrame
        `code name kind full_name area_km2 geometry`, WGS 84; ``attrs["source"]`` is ``official`` or
        ``schematic``.

    Raises
    ------
    BoundaryError
        The file is there and damaged.
    """
    return load_communes(path) if path.exists() else schematic()


def read_communes(path: Path) -> gpd.GeoDataFrame:
    """Read communes from a vector file of one's own with `code`, `name` and polygons.

    Parameters
    ----------
    path
        One layer, in any CRS that it states.

    Returns
    -------
    GeoDataFrame
        The file's columns in WGS 84, with `full_name` (the name where there is none);
        ``attrs["source"]`` is ``official``.

    Raises
    ------
    FileError
        The file cannot be read, lacks a column or a CRS, or repeats a code.
    """
    try:
        table = read_layer(path)
    except DataSourceError as error:
        raise FileError(
            _("{path}: not a readable map layer; save it as GeoJSON or GPKG", path=path)
        ) from error
    missing = [c for c in ("code", "name") if c not in table]
    if missing:
        raise FileError(
            _("{path}: the commune layer lacks {columns}", path=path, columns=", ".join(missing))
        )
    table = to_wgs84(table, where=str(path)).astype({"code": str, "name": str})
    if table["code"].duplicated().any():
        raise FileError(_("{path}: a commune code stands there twice", path=path))
    table["full_name"] = table.get("full_name", table["name"])
    table.attrs["source"] = "official"
    return table
