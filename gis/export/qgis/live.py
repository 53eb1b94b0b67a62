"""A project of layers that a running server gives: each time it opens it shows the state of now."""

import re
from dataclasses import replace

from pyproj import CRS

from gis.analysis.result import Analysis
from gis.core.crs import WGS84
from gis.core.errors import GisError
from gis.core.language import _
from gis.export.file_names import CONTENTS
from gis.export.gdal_files import LayerTable
from gis.export.layers import LAYERS, layer
from gis.export.qgis.project import ProjectLayer, project_file
from gis.export.schema import SCHEMAS
from gis.export.subject import subject_of

# Where the server has its OGC API, beneath its own address.
OGC_PATH = "/ogc"
PROVIDER = "OAPIF"
# An address of the web without signs that part one setting of a source from the next.
_ADDRESS = re.compile(r"https?://[\w.\-\[\]:]{1,255}(?:/[\w.~%\-/]{0,500})?", re.ASCII)
_PAGE_ROWS = 1000
_UNITS = "communes"


def live_project(address: str, analysis: Analysis, *, commune: str | None = None) -> bytes:
    """Return a project whose layers are asked of a server, styled as those of the package.

    Parameters
    ----------
    address
        Of the server, as browsers open it: ``https://camera.example.vn``.
    analysis
        Whose units say where the map lies; whether it is simulated, and on what terms.
    commune
        Code of the commune that the map shows; None: the province.

    Returns
    -------
    bytes
        A ``.qgz``; the server gives the rows, those of the moment it is opened.

    Raises
    ------
    GisError
        It is no address of a server.

    References
    ----------
    OGC 17-069r4, OGC API – Features – Part 1: Core.
    """
    home = _home(address)
    units = LayerTable(SCHEMAS[_UNITS], layer(analysis, _UNITS, commune=commune))
    crs = CRS(WGS84)
    parts = [ProjectLayer(SCHEMAS[n], PROVIDER, live_source(home, n), crs) for n in LAYERS]
    return project_file(CONTENTS["live"], parts, replace(subject_of([units]), live=home))


def live_source(home: str, collection: str) -> str:
    """Return where a layer of a server is, as QGIS writes it.

    Parameters
    ----------
    home
        Address of the server, without a stroke at its end.
    collection
        Name of the layer.

    Returns
    -------
    str
        A source of the provider `PROVIDER`: read in pages, only what is in sight.
    """
    settings = {
        "pagingEnabled": "true",
        "pageSize": str(_PAGE_ROWS),
        "restrictToRequestBBOX": "1",
        "srsname": WGS84,
        "typename": collection,
        "url": home + OGC_PATH,
        "version": "OGC_API_FEATURES",
    }
    return " ".join(f"{name}='{value}'" for name, value in settings.items())


def _home(address: str) -> str:
    """Return a server's address, without what stands after it.

    Raises
    ------
    GisError
        It is none.
    """
    plain = address.strip()
    if not _ADDRESS.fullmatch(plain):
        raise GisError(
            _(
                "{address}: no address of a server; write it as a browser shows it, such as "
                "https://camera.example.vn",
                address=plain,
            )
        )
    return plain.rstrip("/").removesuffix(OGC_PATH)
