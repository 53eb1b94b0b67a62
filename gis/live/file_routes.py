"""Each layer as a file at a plain address that stays: ``/data/cameras.geojson``."""

from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.routing import BaseRoute

from gis.core.errors import FileError, GisError
from gis.core.language import _, language
from gis.export.file_names import file_name, place_name
from gis.export.files import encode, encode_layers, takes_layer
from gis.export.formats import FORMATS, TILE_ARCHIVES
from gis.export.layers import ALL, LAYERS, every_layer, layer
from gis.export.schema import GROUPS
from gis.live.replies import Reply, read_routes
from gis.live.requests import RequestError, check_names
from gis.live.shelf import Shelf
from gis.mapserver.cameras import MapTables

# Files of one revision that are kept together.
_MOST_BYTES = 32_000_000
_LONGEST_CRS = 80
FILE_PARAMETERS = ("commune", "crs")
_FORMAT_OF = {kind.ending: fmt for fmt, kind in FORMATS.items()}
_TEXTS = ("geojson", "geojsonl", "csv", "kml", "dxf")


def file_routes(current: Callable[[], MapTables]) -> list[BaseRoute]:
    """Return the routes below ``/data/``.

    Cameras marked confidential are in no file.

    Parameters
    ----------
    current
        Gives the tables of the newest revision.

    Returns
    -------
    list
        Starlette routes; what they cannot give they refuse in words.
    """
    return read_routes({"/data/{file:path}": lambda request: _file(request, current())})


def _file(request: Request, now: MapTables) -> Reply:
    check_names(request.query_params, *FILE_PARAMETERS, common=("lang",))
    name, fmt = _named(request.path_params["file"])
    commune, crs = (request.query_params.get(one) for one in FILE_PARAMETERS)
    if commune is not None and commune not in set(now.communes["code"]):
        raise RequestError(_("There is no commune of this code"), 404)
    crs = crs if crs is None else crs[:_LONGEST_CRS]  # a longer one is none, and is said again
    place = place_name(now.communes, commune)
    provenance, kind = now.analysis.provenance, FORMATS[fmt]
    called = file_name(name, place, kind.ending, basis=provenance)
    asked = name, fmt, commune, crs, language()

    def encoded() -> bytes:
        how: dict[str, Any] = {"commune": commune, "prices": now.prices}
        if name == ALL:
            shaped = not kind.shapeless
            tables = every_layer(now.analysis, shaped=shaped, **how)
            return encode_layers(tables, fmt=fmt, crs=crs)
        return encode(layer(now.analysis, name, **how), name=name, fmt=fmt, crs=crs)

    def write() -> bytes:
        try:
            return encoded()
        except FileError:
            raise
        except GisError as error:  # the plane is none, or none for this kind of file
            raise RequestError(str(error)) from error

    return Reply(
        lambda: now.prepared(_files).get(asked, write),
        kind.mime,
        provenance.revision,
        {"Content-Disposition": f'attachment; filename="{called}"'},
        forms=(),
        is_text=fmt in _TEXTS,
    )


def _named(file: str) -> tuple[str, str]:
    """Return the layer and the format that a file's name says."""
    name, _dot, ending = file.partition(".")
    names = (*LAYERS, *GROUPS, ALL)
    if name not in names:
        raise RequestError(
            _("There is no such layer. There are: {names}", names=", ".join(names)), 404
        )
    fitting = {end: fmt for end, fmt in _FORMAT_OF.items() if _takes(name, fmt)}
    if ending not in fitting:
        endings = ", ".join(f".{end}" for end in fitting)
        message = _(
            "Of {layer} there is no such file; there are: {names}", layer=name, names=endings
        )
        raise RequestError(message, 404)
    return name, fitting[ending]


def _takes(name: str, fmt: str) -> bool:
    """Tell whether a layer is given as a kind of file; tiles of all layers take half a minute."""
    if name == ALL:
        return FORMATS[fmt].several and fmt not in TILE_ARCHIVES
    return takes_layer(name, fmt)


def _files(_now: MapTables) -> Shelf[bytes]:
    return Shelf(_MOST_BYTES, len)
