"""A page of 1,000 features of 20,000 cameras by OGC API – Features, beside pygeoapi's own.

``python -m benchmarks.ogc`` (`--cameras N --rounds N`): both in process, both from the same
rows; what they say is compared first. The peer reads a GeoPackage with the provider it brings for
that, which needs SpatiaLite and a Python whose sqlite3 loads extensions.
"""

import argparse
import json
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyogrio
from starlette.applications import Starlette
from starlette.testclient import TestClient

from gis.analysis.run import analyse
from gis.communes.boundaries import communes_or_schematic
from gis.communes.succession import read_succession
from gis.export.layers import layer
from gis.mapserver.cameras import MapTables
from gis.ogc.routes import ogc_routes
from gis.simulation.register import simulate

PAGE = 1_000
PLANE = "http://www.opengis.net/def/crs/EPSG/0/9212"
ASKED = {
    "a page": {},
    "a page on VN-2000": {"crs": PLANE},
    "a page of three fields": {"properties": "name,status,range_m"},
    "what a filter finds": {"filter": "status = 'broken' AND range_m > 50"},
    "what lies in a box": {"bbox": "106.5,16.7,106.9,17.0"},
}


def register(cameras: int) -> MapTables:
    communes = communes_or_schematic()
    made = simulate(communes, read_succession(), cameras=cameras)
    return MapTables(analyse(made.cameras, made.equipment, communes, made.demand))


def ours(now: MapTables) -> Callable[..., bytes]:
    app = Starlette(routes=ogc_routes(lambda: now))
    client = TestClient(app, headers={"Accept-Encoding": "identity"})

    def ask(**query) -> bytes:
        return client.get("/ogc/collections/cameras/items", params=query).content

    return ask


def peer(now: MapTables, folder: Path) -> Callable[..., bytes] | None:
    """Return what asks pygeoapi for a page; None where it, or SpatiaLite, is missing."""
    try:
        from pygeoapi.api import API, APIRequest, itemtypes  # noqa: PLC0415 - a peer
        from pygeoapi.provider.sqlite import SQLiteGPKGProvider  # noqa: PLC0415 - a peer
    except ImportError:
        return None
    file = folder / "cameras.gpkg"
    pyogrio.write_dataframe(layer(now.analysis, "cameras"), file, layer="cameras")
    provider = {"type": "feature", "name": "SQLiteGPKG", "data": str(file), "table": "cameras"}
    provider["id_field"] = "fid"
    try:
        SQLiteGPKGProvider(provider)
    except Exception as error:  # noqa: BLE001 - what it raises is its own
        print(f"pygeoapi's GeoPackage provider does not start here: {error!r}")
        return None
    api = API(settings(provider), {"openapi": "3.0.2"})

    class Asked:
        headers: dict[str, str] = {}  # noqa: RUF012 - as Flask has it
        method, data, path, path_info = "GET", b"", "/", "/collections/cameras/items"

        def __init__(self, query: dict[str, str]) -> None:
            self.args = query

    def ask(**query) -> bytes:
        request = APIRequest.from_flask(Asked(query), api.locales)
        _headers, status, body = itemtypes.get_collection_items(api, request, "cameras")
        assert status == 200, body
        return body

    return ask


def settings(provider: dict[str, str]) -> dict:
    """Return the least that pygeoapi starts with."""
    server = {"bind": {"host": "localhost", "port": 80}, "url": "http://localhost"}
    server |= {"mimetype": "application/json", "encoding": "utf-8", "languages": ["en-US"]}
    server |= {"limits": {"default_items": PAGE, "max_items": PAGE}, "map": {"url": ""}}
    box = {"bbox": [102, 7, 118, 24], "crs": "http://www.opengis.net/def/crs/OGC/1.3/CRS84"}
    cameras = {"type": "collection", "title": "", "description": "", "keywords": [], "links": []}
    cameras |= {"extents": {"spatial": box}, "providers": [provider]}
    about = {"identification": {"title": "", "description": "", "url": ""}}
    return {
        "server": server,
        "logging": {"level": "ERROR"},
        "metadata": about,
        "resources": {"cameras": cameras},
    }


def cameras_of(ask: Callable[..., bytes], pages: list[dict]) -> dict[str, tuple]:
    """Return name and state of each camera on some pages."""
    found = {}
    for query in pages:
        rows = (feature["properties"] for feature in json.loads(ask(**query))["features"])
        found |= {row["camera_id"]: (row["name"], row["status"]) for row in rows}
    return found


def tell(what: str, ask: Callable[..., bytes], queries: list[dict]) -> None:
    wall, cpu = [], []
    for query in queries:
        start, busy = time.perf_counter(), time.process_time()
        ask(**query)
        wall.append(time.perf_counter() - start)
        cpu.append(time.process_time() - busy)
    median, most = np.percentile(wall, (50, 95)) * 1e3
    busy = np.median(cpu) * 1e3
    print(f"{what}: median {median:.1f} ms, p95 {most:.1f} ms; {busy:.1f} ms of the processor")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cameras", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=60)
    options = parser.parse_args()
    now = register(options.cameras)
    pages = [{"limit": PAGE, "offset": at} for at in range(0, options.cameras, PAGE)]
    asked = [pages[place % len(pages)] for place in range(options.rounds)]
    with tempfile.TemporaryDirectory() as folder:
        mine, theirs = ours(now), peer(now, Path(folder))
        mine(limit=1)
        tell("ours, a page for the first time", mine, pages)
        for what, more in ASKED.items():
            tell(f"ours, {what}", mine, [query | more for query in asked])
        if theirs is not None:
            as_texts = [{name: str(value) for name, value in one.items()} for one in pages]
            assert cameras_of(mine, pages) == cameras_of(theirs, as_texts)
            strings = [as_texts[place % len(pages)] for place in range(options.rounds)]
            tell("pygeoapi over a GeoPackage, a page", theirs, strings)


if __name__ == "__main__":
    main()
