"""One address for each way of looking: what is seen by night never answers for the day."""

import pytest

from gis.analysis import Terms
from gis.service.snapshot import Snapshots
from gis.store.store import Store
from tests import world

WAYS = (Terms(), Terms(light="night"), Terms(level="identify"), Terms(live_only=True))


@pytest.fixture
def held(tmp_path, monkeypatch):
    monkeypatch.setattr("gis.service.snapshot.communes_or_schematic", world.communes)
    url = f"sqlite:///{tmp_path / 'register.sqlite'}"
    camera = {"xy": (500, 500), "azimuth_deg": 0.0, "status": "working", "ir_range_m": 8.0}
    Store(url).save(cameras=world.cameras(camera), source="test")
    opened = Snapshots(url)
    yield opened
    opened.store.engine.dispose()


def test_every_way_of_looking_has_an_address_of_its_own(held):
    taken = [held.current(terms) for terms in WAYS]
    assert len({each.revision for each in taken}) == len(WAYS)
    for terms, each in zip(WAYS, taken, strict=True):
        assert held.find(each.revision).analysis.terms == terms
        assert held.current(terms) is each


def test_the_map_shows_by_night_what_is_lit(held):
    day, night = (held.find(held.current(terms).revision) for terms in WAYS[:2])
    areas = [tables.analysis.communes["working_km2"].sum() for tables in (day, night)]
    assert 0 < areas[1] < areas[0]


def test_an_address_goes_with_its_content(held):
    before = held.current().revision
    held.store.save(cameras=world.cameras({"xy": (100, 100)}), source="test")
    assert held.current().revision != before
    assert held.find(before) is None
