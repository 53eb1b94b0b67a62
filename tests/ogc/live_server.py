"""The service over a store, as a process of its own: ``python -m tests.ogc.live_server URL PORT``.

GDAL keeps Python waiting while it reads, so the server cannot be a thread beside it.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.applications import Starlette

from gis.live.features.routes import ogc_routes
from gis.runtime import snapshot
from tests import world
from tests.system import ROOT, free_port, wait_for


def serve(url: str, port: int) -> None:
    snapshot.communes_or_schematic = world.communes
    held = snapshot.snapshots(url)
    app = Starlette(routes=ogc_routes(lambda: held.current().map_tables))
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="warning")


@contextmanager
def running(url: str) -> Iterator[str]:
    """Serve a store; give the address of the service."""
    port = free_port()
    command = [sys.executable, "-m", __name__, url, str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ)
    try:
        wait_for(port)
        yield f"http://127.0.0.1:{port}/ogc"
    finally:
        process.terminate()
        process.wait(20)


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]))
