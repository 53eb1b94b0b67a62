"""Basemaps of one's own: files of tiles that lie beneath the map, and their addresses."""

import gzip
import os
import re
import warnings
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image, UnidentifiedImageError
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from gis.core.errors import FileError
from gis.core.language import _
from gis.mapserver.routes import FOREVER
from gis.mapserver.tile_files import OPENERS, TileFile, open_tile_file, unpack

MAX_SIDE_PX = 2_048
DEEPEST_ZOOM = 24
VECTOR = "application/vnd.mapbox-vector-tile"
_MAX_VECTOR_BYTES = 4_000_000
_ATTRIBUTION_LETTERS = 200
_PICTURES = ("PNG", "JPEG", "WEBP")
_MARKUP = re.compile(r"<[^<>]*>")
# A picture of a size nobody needs is refused by its header, before anybody unpacks it.
warnings.simplefilter("error", Image.DecompressionBombWarning)


@dataclass(frozen=True)
class Tile:
    """One tile as a browser takes it; a vector tile is packed by gzip."""

    content: bytes
    media_type: str

    @property
    def kind(self) -> str:
        """Return what basemaps are told apart by."""
        return "vector" if self.media_type == VECTOR else "raster"


@dataclass(frozen=True)
class Basemap:
    """A file that can lie beneath the map; it has another `key` once it has changed."""

    name: str
    key: str
    kind: str
    file: TileFile

    def tile(self, z: int, x: int, y: int) -> Tile | None:
        """Return a tile; None where the file has none that can be shown."""
        try:
            tile = readable_tile(self.file.tile(z, x, y) or b"")
        except FileError:
            return None
        return tile if tile and tile.kind == self.kind else None

    def settings(self) -> dict[str, Any]:
        """Return what the map is told of it."""
        return {
            "name": self.name,
            "key": self.key,
            "kind": self.kind,
            "zooms": self.file.zooms,
            "bounds": self.file.bounds,
            "attribution": attribution_text(self.file.metadata.get("attribution")),
        }


@dataclass
class Basemaps:
    """The basemaps there are, and what is wrong with files that cannot be any."""

    files: list[Basemap] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def find(self, key: str) -> Basemap | None:
        """Return the basemap of a key; None where its file has changed, or is gone."""
        return next((one for one in self.files if one.key == key), None)


def find_basemaps(folder: Path, named: str = "") -> Basemaps:
    """Return the basemaps of a folder, after those that are `named`: files or folders.

    Parameters
    ----------
    folder
        Where files of tiles lie, beside those that are named; it need not exist.
    named
        Paths, parted as the system parts them: by ``:``, on Windows by ``;``.

    Returns
    -------
    Basemaps
        Those that can be shown, by name; of each other one, what is wrong with it.
    """
    places = [Path(text.strip()) for text in named.split(os.pathsep) if text.strip()]
    files = [file for place in places for file in _files(place)]
    files += _files(folder) if folder.is_dir() else []
    files = list({file.resolve(): file for file in files}.values())
    stems = Counter(file.stem for file in files)
    found = Basemaps()
    for file in files:
        name = file.stem if stems[file.stem] == 1 else file.name
        try:
            stat = file.stat()
            found.files.append(_basemap(file, name, stat.st_size, stat.st_mtime_ns))
        except FileError as error:
            found.problems.append(str(error))
        except OSError:
            found.problems.append(
                _("Basemap “{file}” was not found, or may not be read.", file=file.name)
            )
    return found


def _files(place: Path) -> list[Path]:
    """Return a file, or those of a folder that are basemaps by their names."""
    if not place.is_dir():
        return [place]
    return sorted(file for file in place.iterdir() if file.suffix.lower() in OPENERS)


@lru_cache(maxsize=32)
def _basemap(path: Path, name: str, size: int, changed_ns: int) -> Basemap:
    file = open_tile_file(path)
    tile = readable_tile(file.any_tile())
    if tile is None:
        raise FileError(
            _(
                "Basemap “{file}”: its tiles are neither pictures (PNG, JPEG, WebP) of at most "
                "{side} pixels nor vector tiles (MVT). Have the file made in one of these forms.",
                file=path.name,
                side=MAX_SIDE_PX,
            )
        )
    key = sha256(f"{path.resolve()} {size} {changed_ns}".encode()).hexdigest()[:16]
    return Basemap(name, key, tile.kind, file)


def readable_tile(content: bytes) -> Tile | None:
    """Return a tile as it may be sent: a picture of sound size, or a vector tile."""
    try:
        with Image.open(BytesIO(content), formats=_PICTURES) as picture:
            sound = max(picture.size) <= MAX_SIDE_PX
            return Tile(content, Image.MIME[picture.format or ""]) if sound else None
    except UnidentifiedImageError:
        raw = unpack(content, _MAX_VECTOR_BYTES)
        # A vector tile is nothing but layers, each of them field 3 of its message.
        return Tile(gzip.compress(raw, 1), VECTOR) if raw[:1] == b"\x1a" else None
    except (OSError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return None


def attribution_text(text: object) -> str:
    """Return a text of a file without its markup, on one line, not too long."""
    words = unescape(_MARKUP.sub(" ", text)) if isinstance(text, str) else ""
    return " ".join(words.split())[:_ATTRIBUTION_LETTERS]


def basemap_routes(find: Callable[[], Basemaps]) -> list[BaseRoute]:
    """Return the addresses of tiles; each names the file as it is, so that browsers may keep it.

    204 says that the file has no such tile, 404 that there is no such file or place.

    Parameters
    ----------
    find
        Gives the basemaps there are now.

    Returns
    -------
    list
        Starlette routes below ``/map/basemap/``.
    """

    def respond(request: Request) -> Response:
        z, x, y = (request.path_params[name] for name in "zxy")
        basemap = find().find(request.path_params["key"])
        if basemap is None or z > DEEPEST_ZOOM or max(x, y) >= 1 << z:
            return Response(status_code=404)
        return _answer(basemap.tile(z, x, y))

    return [Route("/map/basemap/{key}/{z:place}/{x:place}/{y:place}", respond)]


def _answer(tile: Tile | None) -> Response:
    headers = {"Cache-Control": FOREVER, "X-Content-Type-Options": "nosniff"}
    if tile is None:
        return Response(status_code=204, headers=headers)
    if tile.kind == "vector":
        headers["Content-Encoding"] = "gzip"
    return Response(tile.content, media_type=tile.media_type, headers=headers)
