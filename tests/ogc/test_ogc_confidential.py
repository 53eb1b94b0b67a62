"""A camera marked confidential leaves by no address of the service."""

import pytest

from gis.export.layers import LAYERS
from tests.documents.dossiers import dossier
from tests.leaks import found

OPEN = {"camera_id": "OPEN-1", "name": "Cổng chợ", "status": "broken", "repair_cost_vnd": 2e6}
SECRET = {
    **OPEN,
    "camera_id": "SECRET-7",
    "name": "Nhà công vụ",
    "xy": (520, 500),
    "confidentiality": "secret",
    "repair_cost_vnd": 3e6,
    "note": "cửa sau",
    "surveyed_on": "1999-09-09",
}
TOLD = ("SECRET-7", "Nhà công vụ", "cửa sau", "1999-09-09")


@pytest.fixture(scope="module", params=[({}, {}), ({"depends_on": "R1"}, {"depends_on": "R1"})])
def client(request, serve):
    ours, theirs = request.param
    with serve(dossier({**OPEN, **ours}, {**SECRET, **theirs}, budget_vnd=2e7).analysis) as opened:
        yield opened


@pytest.mark.parametrize("name", LAYERS)
@pytest.mark.parametrize("query", ["", "?filter=1=1", "?lang=vi", "?sortby=simulated"])
def test_no_page_says_it(client, name, query):
    answer = client.get(f"collections/{name}/items{query}")
    assert answer.status_code == 200
    assert found(answer.content, TOLD) == set()


def test_nor_any_other_address(client):
    for path in ("", "collections", "collections/cameras", "api"):
        assert found(client.get(path).content, TOLD) == set()
    for name in ("cameras", "footprints"):
        assert client.get(f"collections/{name}/items/SECRET-7").status_code == 404
        assert client.get(f"collections/{name}/items/OPEN-1").status_code == 200


def test_it_does_not_count_either(client):
    for asked in ("name=Nhà công vụ", "filter=name LIKE 'Nhà%'", "datetime=1999-09-09/1999-09-10"):
        page = client.get(f"collections/cameras/items?{asked}").json()
        assert "SECRET-7" not in [one["id"] for one in page["features"]]
    assert (
        client.get("collections/cameras/items?confidentiality=secret").json()["numberMatched"] == 0
    )
