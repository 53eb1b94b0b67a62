"""Each layer as a file at a plain address that stays: ``/data/cameras.geojson``."""

from collections.abc import Callable

from anyio import CapacityLimiter
from starlette.requests import Request
from starlette.routing import BaseRoute, Route

from gis.core.language import _, language
from gis.export.file_names import file_name, place_name
from gis.export.files import encode, takes_layer
from gis.export.formats import FORMATS
from gis.export.layers import LAYERS, layer
from gis.export.schema import GROUPS
from gis.live.replies import READ_METHODS, AddressError, Payload, check_parameters, endpoint
from gis.live.shelf import Shelf
from gis.mapserver.cameras import MapTables

# Files of one revision that are kept together.
_MOST_BYTES = 64_000_000
_AT_ONCE = 4
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
    answer = endpoint(lambda request: _file(request, current()), CapacityLimiter(_AT_ONCE))
    return [Route("/data/{file:path}", answer, methods=READ_METHODS)]


def _file(request: Request, now: MapTables) -> Payload:
    check_parameters(request, FILE_PARAMETERS)
    name, fmt = _named(request.path_params["file"])
    commune, crs = (request.query_params.get(one) for one in FILE_PARAMETERS)
    if commune is not None and commune not in set(now.communes["code"]):
        raise AddressError(_("There is no commune of this code"))
    crs = crs if crs is None else crs[:_LONGEST_CRS]  # a longer one is none, and is said again
    place = place_name(now.communes, commune)
    provenance, kind = now.analysis.provenance, FORMATS[fmt]
    called = file_name(name, place, kind.ending, basis=provenance)
    asked = name, fmt, commune, crs, language()

    def write() -> bytes:
        table = layer(now.analysis, name, commune=commune, prices=now.prices)
        return encode(table, name=name, fmt=fmt, crs=crs)

    return Payload(
        lambda: now.prepared(_files).get(asked, write),
        kind.mime,
        provenance.revision,
        {"Content-Disposition": f'attachment; filename="{called}"'},
        is_text=fmt in _TEXTS,
    )


def _named(file: str) -> tuple[str, str]:
    """Return the layer and the format that a file's name says."""
    name, _dot, ending = file.partition(".")
    names = (*LAYERS, *GROUPS)
    if name not in names:
        raise AddressError(_("There is no such layer. There are: {names}", names=", ".join(names)))
    fitting = {end: fmt for end, fmt in _FORMAT_OF.items() if takes_layer(name, fmt)}
    if ending not in fitting:
        endings = ", ".join(f".{end}" for end in fitting)
        message = _(
            "Of {layer} there is no such file; there are: {names}", layer=name, names=endings
        )
        raise AddressError(message)
    return name, fitting[ending]


def _files(_now: MapTables) -> Shelf[bytes]:
    return Shelf(_MOST_BYTES, len)
