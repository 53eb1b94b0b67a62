"""What an open map shows goes on answering after an edit, and learns what it is called by now."""

import shutil
from datetime import timedelta

import pandas as pd
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from gis.analysis.result import ViewTerms
from gis.mapserver.binary import tile_of
from gis.mapserver.routes import FOREVER, map_routes
from gis.runtime import program, snapshot
from gis.runtime.snapshot import LINGER_S, Snapshots
from gis.store.changes import FIELDS
from gis.store.editing import edit
from gis.store.store import Store
from tests import world

CAMERA = {
    "camera_id": "QT-1",
    "xy": (500, 500),
    "azimuth_deg": 0.0,
    "hfov_deg": 60.0,
    "range_m": 50.0,
    "status": "working",
}


@pytest.fixture
def clock(monkeypatch):
    """The seconds that pass for what is held."""
    passed = timedelta()

    def wait(seconds):
        nonlocal passed
        passed += timedelta(seconds=seconds)

    monkeypatch.setattr(snapshot, "monotonic", lambda: 1000.0 + passed.total_seconds())
    return wait


@pytest.fixture
def url(tmp_path, monkeypatch):
    monkeypatch.setattr("gis.runtime.snapshot.communes_or_schematic", world.communes)
    url = f"sqlite:///{tmp_path / 'register.sqlite'}"
    demand = world.demand({"shape": "LINESTRING (500 0, 500 1000)", "weight_per_km": 1.0})
    Store(url).save(cameras=world.cameras(CAMERA), demand=demand, source="test")
    return url


@pytest.fixture
def opened(url):
    opened = Snapshots(url)
    yield opened
    opened.store.engine.dispose()


def browser(opened):
    return TestClient(Starlette(routes=map_routes(opened.find, opened.newest)))


def turn(opened, before, after):
    row = ("QT-1", "azimuth_deg", before, after)
    edit(opened.store, pd.DataFrame([row], columns=FIELDS), source="test")


def footprints(opened, revision, asker):
    at = pd.DataFrame([world.degrees([(500, 500)])[0]], columns=["lon", "lat"])
    (x,), (y,) = tile_of(at["lon"], at["lat"])
    return asker.get(f"/map/{revision}/footprints/{x}/{y}.bin")


def test_one_edits_while_another_looks(opened):
    """What is still shown answers as it was; asked, it says its new name, which answers too."""
    one, other = browser(opened), browser(opened)
    shown = opened.current().revision
    before = footprints(opened, shown, other)
    assert before.status_code == 200
    assert other.get(f"/map/{shown}/newest").json() == {"revision": shown}
    turn(opened, "0", "90")
    mine = opened.current().revision  # the page of who edits runs again at once
    assert footprints(opened, mine, one).content != before.content
    assert footprints(opened, shown, other).content == before.content
    answer = other.get(f"/map/{shown}/newest")
    assert answer.json() == {"revision": mine}
    assert answer.headers["cache-control"] == "no-store"
    assert footprints(opened, mine, other).content == footprints(opened, mine, one).content


def test_the_newest_answers_even_where_no_page_has_asked_for_it(opened):
    """An edit by another program, or by whose page is gone: the map itself asks first."""
    for terms in (ViewTerms(), ViewTerms("identify", "night", live_only=True)):
        shown = opened.current(terms).revision
        turn(opened, *(("0", "90") if terms == ViewTerms() else ("90", "180")))
        asker = browser(opened)
        newest = asker.get(f"/map/{shown}/newest").json()["revision"]
        assert newest != shown
        assert asker.get(f"/map/{newest}/cameras.bin").status_code == 200
        assert opened.find(newest).analysis.terms == terms


def test_after_a_restart_what_is_still_so_answers_again(url, opened):
    shown = opened.current().revision
    again = Snapshots(url)
    assert browser(again).get(f"/map/{shown}/cameras.bin").status_code == 200
    turn(opened, "0", "90")
    third = Snapshots(url)
    asker = browser(third)
    assert asker.get(f"/map/{shown}/cameras.bin").status_code == 404
    newest = asker.get(f"/map/{shown}/newest").json()["revision"]
    assert asker.get(f"/map/{newest}/cameras.bin").status_code == 200
    for each in (again, third):
        each.store.engine.dispose()


def test_a_past_revision_stays_while_it_is_shown_and_no_longer(opened, clock):
    shown, azimuth = opened.current().revision, 0
    for _ask in range(5):
        clock(LINGER_S * 0.8)
        assert opened.newest(shown) is not None  # its page asks, every ten seconds
        turn(opened, f"{azimuth}", f"{azimuth + 10}")
        azimuth += 10
        opened.current()
        assert opened.find(shown) is not None
    clock(LINGER_S * 1.1)
    turn(opened, f"{azimuth}", f"{azimuth + 10}")
    present = opened.current().revision
    assert opened.find(shown) is None
    assert set(opened._held) == {present}


def test_an_upgrade_with_warm_caches_gives_other_addresses(opened, url, tmp_path, monkeypatch):
    """Whatever a browser keeps for a year is of the program that answered."""
    before = opened.current().revision
    answer = browser(opened).get(f"/map/{before}/cameras.bin")
    assert answer.headers["cache-control"] == FOREVER
    copy = tmp_path / "program"
    shutil.copytree(program.PACKAGE / "mapserver", copy)
    monkeypatch.setattr(program, "_READ", ((copy, "*.py"),))
    program.program_version.cache_clear()
    try:
        first = Snapshots(url).current().revision
        program.program_version.cache_clear()
        assert Snapshots(url).current().revision == first  # another start, the same program
        with (copy / "binary.py").open("a") as file:
            file.write("# another way to write bytes\n")
        program.program_version.cache_clear()
        upgraded = Snapshots(url)
        after = upgraded.current().revision
        assert len({before, first, after}) == 3
        asker = browser(upgraded)
        assert asker.get(f"/map/{after}/cameras.bin").status_code == 200
        # The page of before holds scripts of before: it is not led to bytes they cannot read.
        assert asker.get(f"/map/{first}/cameras.bin").status_code == 404
        assert asker.get(f"/map/{first}/newest").status_code == 404
    finally:
        program.program_version.cache_clear()


@pytest.mark.parametrize(
    "name", ["r1", "observe-day-all", "{now}-x", "../{now}", "{now}%00", "{now}" * 3, "-" * 5000]
)
def test_an_address_nobody_gave_is_none(opened, name):
    asker = browser(opened)
    present = opened.current().revision
    asked = name.replace("{now}", present)
    assert asker.get(f"/map/{asked}/cameras.bin").status_code == 404
    newest = asker.get(f"/map/{asked}/newest")
    assert newest.status_code == 404 or newest.json() == {"revision": present}
    assert len(opened._held) == 1
