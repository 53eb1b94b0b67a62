"""Leaflet, the map's bundles and its styles, as a page or a file takes them.

The bundles are what ``pages/components/camera_map/build.js`` makes of the map's modules; a page
then asks for two files instead of thirty-six, see docs/benchmarks.md.
"""

import re
from functools import lru_cache
from pathlib import Path

from xstatic.pkg import leaflet

from gis.core.paths import MAP_BUNDLES

LEAFLET = Path(leaflet.BASE_DIR)


@lru_cache
def bundle(name: str) -> str:
    """Return one of the map's bundles: ``component``, ``map`` (modules), or ``offline``.

    Parameters
    ----------
    name
        ``component``, ``map`` or ``offline``. The last is no module: it makes itself known as
        `cameraMap`.

    Returns
    -------
    str
        JavaScript; read once.
    """
    return (MAP_BUNDLES / f"{name}.js").read_text("utf-8")


@lru_cache
def leaflet_script() -> str:
    """Return Leaflet, which makes itself known as `L`."""
    text = (LEAFLET / "leaflet.js").read_text("utf-8")
    return re.sub(r"//# sourceMappingURL=.*", "", text)  # nobody has the source it names


@lru_cache
def styles() -> str:
    """Return Leaflet's styles and the map's."""
    # The pictures Leaflet's own controls would show are not used; they would be asked for.
    plain = re.sub(r"url\([^)]*\)", "none", (LEAFLET / "leaflet.css").read_text("utf-8"))
    return plain + (MAP_BUNDLES / "map.css").read_text("utf-8")
