"""Any text a list may have for a code is an address; many may ask at once."""

from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote, urlsplit

import pytest

from gis.analysis.run import analyse
from gis.export.layers import LAYERS
from tests import world

# None with a percent and two digits: the client of the tests undoes that twice, servers once.
CODES = [
    "A/B",
    "../x",
    "ü ?&#%",
    "a'b\"c",
    "<b>",
    "=1+1",
    "C 1/",
    "//",
    "x" * 200,
    "Đường 9",
]


@pytest.fixture(scope="module")
def client(serve):
    rows = [{"camera_id": code, "xy": (10 * n, 5)} for n, code in enumerate(CODES)]
    cameras = world.cameras(*rows)
    with serve(analyse(cameras, world.equipment(), world.communes(), world.nowhere())) as opened:
        yield opened


@pytest.mark.parametrize("code", CODES)
def test_each_code_is_an_address(client, code):
    answer = client.get(f"collections/cameras/items/{quote(code, safe='')}")
    feature = answer.json()
    assert (feature["id"], feature["properties"]["camera_id"]) == (code, code)
    own = next(one["href"] for one in feature["links"] if one["rel"] == "self")
    assert client.get(own).json()["id"] == code
    assert urlsplit(own).path.count("/") == 5
    listed = client.get("collections/cameras/items", params={"camera_id": code}).json()
    assert [one["id"] for one in listed["features"]] == [code]


def test_pages_one_by_one_hold_each_code_once(client):
    found, query = [], "collections/cameras/items?limit=2"
    while query:
        page = client.get(query).json()
        found += [one["id"] for one in page["features"]]
        query = next((one["href"] for one in page["links"] if one["rel"] == "next"), None)
    assert found == sorted(CODES)


def test_many_at_once(full, serve):
    asked = [f"collections/{name}/items?limit={n}" for name in LAYERS for n in (1, 500)]

    def features(client, address):
        return client.get(address).json()["features"]

    with serve(full) as alone, serve(full) as crowded, ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda address: features(crowded, address), asked * 2))
        assert together == [features(alone, address) for address in asked] * 2
