"""The map's modules, its styles and Leaflet as one script and one sheet.

A page then asks for two files instead of thirty-six, see docs/benchmarks.md; a map taken along
holds the same two.
"""

import re
from functools import lru_cache
from graphlib import TopologicalSorter
from pathlib import Path

from xstatic.pkg import leaflet

from gis.core.paths import MAP_SCRIPTS

LEAFLET = Path(leaflet.BASE_DIR)
_IMPORT = re.compile(r'^import \{([^}]*)\} from "\./(\w+)\.js";$', re.MULTILINE)
_EXPORT = re.compile(
    r"^export (?=(?:async )?(?:const|class|function)\*? ?(\w+|\[[\w, ]+\]))", re.MULTILINE
)


@lru_cache
def script(entry: str, folder: Path = MAP_SCRIPTS) -> str:
    """Return a JavaScript expression whose value is what the module `entry` exports.

    Every module it imports, itself or through others, becomes a function that is called once,
    after those it imports; so its names stay its own.

    Raises
    ------
    ValueError
        Modules import each other in a ring (`graphlib.CycleError`), or import or export in
        another way than ``import { a, b } from "./c.js";`` and ``export const``, ``class`` or
        ``function``.
    """
    texts, asked = {}, [entry]
    for name in asked:  # grows while it is walked
        if name not in texts:
            texts[name] = (folder / f"{name}.js").read_text("utf-8")
            asked += [other for _names, other in _IMPORT.findall(texts[name])]
    needs = {name: {o for _names, o in _IMPORT.findall(text)} for name, text in texts.items()}
    made = [_called(name, texts[name]) for name in TopologicalSorter(needs).static_order()]
    return "\n".join(["(() => {", '"use strict";', *made, f"return ${entry};", "})()"])


def _called(name: str, text: str) -> str:
    """Return a module as the constant ``$name``: an object of what it exports."""
    told = ", ".join(names.strip("[]") for names in _EXPORT.findall(text))
    body = _EXPORT.sub("", _IMPORT.sub(_taken, text))
    if odd := re.search(r"^(?:import|export)\b.*", body, re.MULTILINE):
        raise ValueError(f"{name}.js: {odd.group()}")
    return f"const ${name} = (() => {{\n{body}return {{ {told} }};\n}})();"


def _taken(found: re.Match[str]) -> str:
    names = found[1].replace(" as ", ": ")
    return f"const {{{names}}} = ${found[2]};"


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
    return plain + (MAP_SCRIPTS / "map.css").read_text("utf-8")
