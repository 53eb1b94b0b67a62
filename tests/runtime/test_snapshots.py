"""One address for each way of looking: what is seen by night never answers for the day."""

import geopandas as gpd
import numpy as np
import pytest
import shapely

from gis.analysis.result import ViewTerms
from gis.core.crs import WGS84
from gis.core.language import use_language
from gis.runtime import snapshot
from gis.runtime.snapshot import Snapshots, snapshots
from gis.store.store import Store
from tests import world
from tests.world import placed

WAYS = (
    ViewTerms(),
    ViewTerms(light="night"),
    ViewTerms(level="identify"),
    ViewTerms(live_only=True),
)


@pytest.fixture
def held(tmp_path, monkeypatch):
    monkeypatch.setattr("gis.runtime.snapshot.communes_or_schematic", world.communes)
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


def test_the_same_content_is_analysed_once(held):
    taken = [held.current(terms) for terms in WAYS]
    assert [held.current(terms) for terms in WAYS] == taken
    for each in taken:
        assert held.find(each.revision).analysis is each.analysis
    assert held.find("") is None


@pytest.mark.parametrize("name", ["buildings", "water"])
def test_other_ground_changes_the_address_and_what_it_stands_for(held, name):
    before = held.current()
    layer = getattr(held.store, name)()
    key = layer.columns[0]
    one = placed(np.array([shapely.box(490, 600, 510, 610)]))
    table = {key: ["1"], "height_m": [7.5]}
    held.store.save(source="x", **{name: gpd.GeoDataFrame(table, geometry=one, crs=WGS84)})
    after = held.current()
    assert after.revision != before.revision
    assert getattr(after.tables, name)[key].tolist() == ["1"]
    assert held.current() is after
    other = {"buildings": "water", "water": "buildings"}[name]
    assert getattr(after.tables, other) is getattr(before.tables, other)


def test_other_boundaries_change_the_address(held, monkeypatch, tmp_path):
    monkeypatch.setattr(snapshot, "COMMUNES_FILE", tmp_path / "communes.gpkg")
    before = held.current().revision
    assert held.current().revision == before
    (tmp_path / "communes.gpkg").touch()
    assert held.current().revision != before


def test_the_ranking_is_held_by_language(held):
    taken = held.current()
    vietnamese = taken.planner.ranking_in_words()
    assert taken.planner.ranking_in_words() is vietnamese
    use_language("en")
    try:
        assert taken.planner.ranking_in_words() is not vietnamese
    finally:
        use_language("vi")
    assert taken.planner.ranking_in_words() is vietnamese


def test_one_store_has_one_set_of_snapshots_in_a_process(tmp_path):
    url = f"sqlite:///{tmp_path / 'a.sqlite'}"
    assert snapshots(url) is snapshots(url)
    assert snapshots(url) is not snapshots(f"sqlite:///{tmp_path / 'b.sqlite'}")
    for name in "ab":
        snapshots(f"sqlite:///{tmp_path / f'{name}.sqlite'}").store.engine.dispose()


@pytest.fixture
def worked(monkeypatch):
    """Which way each analysis was made, in order."""
    ways = []
    for name in ("analyse", "reanalyse"):
        plain = getattr(snapshot, name)

        def noted(*given, _plain=plain, _name=name, **more):
            ways.append(_name)
            return _plain(*given, **more)

        monkeypatch.setattr(snapshot, name, noted)
    return ways


def test_where_only_the_register_changed_the_ground_is_not_looked_at_again(held, worked):
    held.current()
    held.current()
    held.store.save(cameras=world.cameras({"xy": (100, 100)}), source="test")
    held.current()
    assert worked == ["analyse", "reanalyse"]


def test_other_boundaries_or_buildings_are_looked_at_again(held, worked, monkeypatch):
    for stamp in "ab":
        monkeypatch.setattr(snapshot, "_stamp", lambda _file, stamp=stamp: stamp)
        held.current()
    house = placed(np.array([shapely.box(490, 600, 510, 610)]))
    table = {"building_id": ["1"], "height_m": [7.5]}
    house = gpd.GeoDataFrame(table, geometry=house, crs=WGS84)
    held.store.save(source="x", buildings=house)
    held.current()
    assert worked == ["analyse"] * 3
    held.store.save(source="x", water=held.store.water())
    held.current()
    assert worked == [*["analyse"] * 3, "reanalyse"]  # waters are only drawn


def test_an_address_comes_from_a_page_as_a_text_of_its_own(held):
    taken = held.current()
    assert held.find("".join(list(taken.revision))) is taken.map_tables
    assert taken.planner.suspects is taken.planner.suspects
