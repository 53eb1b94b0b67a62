"""The app itself serves the layers to programs that have opened no page."""

import http.client
import json
from contextlib import closing
from urllib.parse import urlsplit

import pyogrio

from gis.store.store import Store
from tests import world
from tests.system import running_app
from tests.village import CAMERAS, PLACES, UNITS


def ask(address, path, method="GET", **headers):
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
    with closing(connection):
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        return answer, answer.read()


def test_the_app_serves_the_layers(tmp_path):
    url = f"sqlite:///{tmp_path / 'register.sqlite'}"
    store = Store(url)
    tables = {"equipment": world.equipment(*UNITS), "demand": world.demand(*PLACES)}
    store.save(cameras=world.cameras(*CAMERAS), source="test", **tables)
    store.engine.dispose()
    with running_app(url, tmp_path / "log") as address:
        answer, body = ask(address, "/ogc/collections/cameras/items")
        assert (answer.status, json.loads(body)["numberMatched"]) == (200, 3)
        assert ask(address, "/ogc", Host="evil.example")[0].status == 400
        assert ask(address, "/ogc", Origin="http://evil.example")[0].status == 403
        head, nothing = ask(address, "/ogc/collections/cameras", "HEAD")
        assert (head.status, nothing) == (200, b"")
        refused, why = ask(address, "/ogc/collections", "POST")
        assert (refused.status, json.loads(why)["status"]) == (405, 405)
        assert len(pyogrio.read_dataframe(f"OAPIF:{address}/ogc", layer="cameras")) == 3
