"""Measure pages of live layers over HTTP: OGC API – Features; print a Markdown table.

``--peers PYTHON``: a Python, with its programs beside it, that has pygeoapi, tipg and uvicorn
(``pip install -r benchmarks/requirements.txt``, in an environment of its own, as their versions
of what we use differ; pygeoapi's GeoPackage provider asks for mod_spatialite, ``apt install
libsqlite3-mod-spatialite``). Each serves the same cameras from its own process, asked one after
the other for the same pages; what they answer is compared first.
"""

import argparse
import json
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import geopandas as gpd
import numpy as np
import psycopg
import requests
import shapely

from gis.communes.boundaries import communes_or_schematic
from gis.communes.succession import read_succession
from gis.export.files import encode
from gis.export.layers import layer
from gis.runtime.snapshot import Snapshots
from gis.simulation.register import simulate
from gis.store.store import Store
from tests.system import free_port, running_app, throwaway_postgis, wait_for

PAGE, ROUNDS = 1_000, 10
ASKED = {"Accept": "application/geo+json", "Accept-Encoding": "identity"}
BOX = "106.5,16.6,107.2,17.2"
FIELDS = ("camera_id", "name", "address", "commune_code", "status", "azimuth_deg", "note")


def pages(address: str, count: int, query: str = "") -> tuple[list[float], dict[str, str]]:
    """Return the seconds of each page of a collection, asked for again and again; its states.

    The first time is left out: each has to open its file or table then.
    """
    waits, states = [], {}
    with requests.Session() as session:
        for turn in range(ROUNDS + 1):
            for offset in range(0, count, PAGE):
                asked = f"{address}/items?limit={PAGE}&offset={offset}{query}"
                start = time.perf_counter()
                answer = session.get(asked, headers=ASKED)
                waits += [time.perf_counter() - start] if turn else []
                answer.raise_for_status()
                features = answer.json()["features"]
                states |= {
                    f["properties"]["camera_id"]: f["properties"]["status"] for f in features
                }
    return waits, states


@contextmanager
def served_by(command: list[str], environment: dict[str, str], port: int) -> Iterator[str]:
    """Run a server of somebody else's on a port; give its address."""
    running = subprocess.Popen(
        command,
        env=os.environ | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        running.terminate()
        running.wait(20)


@contextmanager
def pygeoapi(python: str, cameras: gpd.GeoDataFrame, folder: Path) -> Iterator[str]:
    """Serve a GeoPackage of the cameras with pygeoapi's own provider; give the collection."""
    (folder / "cameras.gpkg").write_bytes(encode(cameras, name="cameras", fmt="gpkg"))
    port, openapi = free_port(), folder / "openapi.yml"
    config = {
        "server": {
            "bind": {"host": "127.0.0.1", "port": port},
            "url": f"http://127.0.0.1:{port}",
            "mimetype": "application/json; charset=UTF-8",
            "encoding": "utf-8",
            "languages": ["en-US"],
            "limits": {"default_items": PAGE, "max_items": PAGE},
            "map": {"url": "http://127.0.0.1/", "attribution": ""},
        },
        "logging": {"level": "ERROR"},
        "metadata": {
            "identification": {
                "title": "t",
                "description": "d",
                "keywords": ["k"],
                "keywords_type": "theme",
                "terms_of_service": "",
                "url": "",
            },
            "license": {"name": "l", "url": ""},
            "provider": {"name": "p", "url": ""},
            "contact": {"name": "c", "email": ""},
        },
        "resources": {
            "cameras": {
                "type": "collection",
                "title": "Cameras",
                "description": "d",
                "keywords": ["k"],
                "links": [],
                "extents": {"spatial": {"bbox": [-180, -90, 180, 90]}},
                "providers": [
                    {
                        "type": "feature",
                        "name": "SQLiteGPKG",
                        "data": str(folder / "cameras.gpkg"),
                        "id_field": "fid",
                        "table": "cameras",
                    }
                ],
            }
        },
    }
    (folder / "config.yml").write_text(json.dumps(config), "utf-8")  # JSON is YAML
    told = {"PYGEOAPI_CONFIG": str(folder / "config.yml"), "PYGEOAPI_OPENAPI": str(openapi)}
    make = (Path(python).with_name("pygeoapi"), "openapi", "generate", told["PYGEOAPI_CONFIG"])
    done = subprocess.run(make, env=os.environ | told, check=True, capture_output=True)
    openapi.write_bytes(done.stdout)
    app = ("pygeoapi.starlette_app:APP", "--port", str(port), "--log-level", "error")
    with served_by([python, "-m", "uvicorn", *app], told, port) as address:
        yield f"{address}/collections/cameras"


@contextmanager
def tipg(python: str, cameras: gpd.GeoDataFrame) -> Iterator[str]:
    """Serve a PostGIS table of the cameras with tipg; give the collection."""
    with throwaway_postgis() as server:
        url = server.url.replace("+psycopg", "")
        lay_out(url, cameras)
        port = free_port()
        app = ("tipg.main:app", "--port", str(port), "--log-level", "error")
        told = {"DATABASE_URL": url, "TIPG_MAX_FEATURES_PER_QUERY": str(PAGE)}
        with served_by([python, "-m", "uvicorn", *app], told, port) as address:
            yield f"{address}/collections/public.cameras"


def lay_out(url: str, cameras: gpd.GeoDataFrame) -> None:
    """Write the cameras into a table of PostGIS, indexed and analysed."""
    columns = ", ".join(f"{name} text" for name in FIELDS)
    shape = "geom geometry(Point,4326)"
    into = f"COPY cameras ({', '.join(FIELDS)}, geom) FROM STDIN"
    texts = cameras[list(FIELDS)].astype(object)
    texts = texts.where(texts.notna(), None)
    shapes = shapely.set_srid(cameras.geometry.to_numpy(), 4326)
    hexed = shapely.to_wkb(shapes, hex=True, include_srid=True)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE TABLE cameras (fid serial PRIMARY KEY, {columns}, {shape})")
        with connection.cursor().copy(into) as copy:
            for row in zip(*(texts[name] for name in FIELDS), hexed, strict=True):
                copy.write_row(row)
        connection.execute("CREATE INDEX ON cameras USING gist (geom)")
        connection.execute("ANALYZE cameras")


def p95_ms(waits: list[float]) -> float:
    return float(np.percentile(waits, 95)) * 1000


def rows(count: int, python: str | None) -> Iterator[str]:
    made = simulate(communes_or_schematic(), read_succession(), cameras=count)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        url = f"sqlite:///{folder / 'register.sqlite'}"
        tables = {"cameras": made.cameras, "equipment": made.equipment, "demand": made.demand}
        Store(url).save(**tables, source="benchmark", simulated=True)
        cameras = layer(Snapshots(url).current().analysis, "cameras")
        with running_app(url, folder / "log") as address:
            ours, states = pages(f"{address}/ogc/collections/cameras", count)
            boxed, _states = pages(f"{address}/ogc/collections/cameras", 2 * PAGE, f"&bbox={BOX}")
        assert len(states) == count
        what = f"Page of {PAGE:,} of {count:,} cameras, p95"
        yield line(what, ours, None, "")
        yield line("– within a box", boxed, None, "")
        if python is None:
            return
        for peer, name, fields in (
            (pygeoapi(python, cameras, folder), "pygeoapi, its GeoPackage provider", "all fields"),
            (tipg(python, cameras), "tipg on PostGIS", f"{len(FIELDS)} of the fields"),
        ):
            with peer as collection:
                theirs, told = pages(collection, count)
            assert told == states
            yield line(what, ours, theirs, f"{name}, {fields}")


def line(what: str, ours: list[float], theirs: list[float] | None, name: str) -> str:
    beside = "– | –"
    if theirs is not None:
        ratio = p95_ms(theirs) / p95_ms(ours)
        beside = f"{p95_ms(theirs):.0f} ms ({name}) | {ratio:.1f}×"
    return f"| {what} | {p95_ms(ours):.0f} ms | {beside} | < 60 ms |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cameras", type=int, default=20_000)
    parser.add_argument("--peers", metavar="PYTHON", help="a Python that has pygeoapi and tipg")
    options = parser.parse_args()
    print("| what | ours | peer | ratio | target |\n|---|---|---|---|---|")
    for row in rows(options.cameras, options.peers):
        print(row, flush=True)


if __name__ == "__main__":
    main()
