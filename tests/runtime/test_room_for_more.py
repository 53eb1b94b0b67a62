"""Room is made before another analysis, and ways of looking share what is the same."""

import subprocess
import sys

import numpy as np
import pytest

from gis.analysis.result import ViewTerms
from gis.runtime import snapshot
from gis.runtime.sizes import Sizes
from gis.runtime.snapshot import Snapshots
from gis.store.store import Store
from tests import world
from tests.system import ROOT

DAY, NIGHT = ViewTerms("observe", "day"), ViewTerms("observe", "night")
FINE = ViewTerms("identify", "day")


@pytest.fixture
def url(tmp_path, monkeypatch):
    monkeypatch.setattr("gis.runtime.snapshot.communes_or_schematic", world.communes)
    url = f"sqlite:///{tmp_path / 'register.sqlite'}"
    spots = np.random.default_rng(3).uniform(10, 350, (300, 3))
    rows = [
        {"xy": (x, y), "azimuth_deg": a, "kind": kind, "status": "working"}
        for (x, y, a), kind in zip(spots.tolist(), ["fixed", "ptz", "dome"] * 100, strict=True)
    ]
    places = world.demand({"shape": "POINT (100 100)", "weight": 1.0})
    Store(url).save(cameras=world.cameras(*rows), demand=places, source="test")
    return url


def weight(snapshots):
    sizes = Sizes()
    sizes.add(*snapshots)
    return sizes.total_bytes


def test_room_is_made_before_another_analysis(url, monkeypatch):
    opened, held_at_work = Snapshots(url), []
    opened.current(DAY)
    second = opened.current(NIGHT)
    opened._budget_bytes = 2 * weight([second]) + 1
    take = snapshot._take

    def taking(*arguments):
        held_at_work.append([*opened._held])
        return take(*arguments)

    monkeypatch.setattr(snapshot, "_take", taking)
    third = opened.current(FINE)
    # The third is as large as the second, about: beside it only the second fits.
    assert held_at_work == [[second.revision]]
    assert third.revision in opened._held
    opened.store.engine.dispose()


def test_looking_at_what_is_live_needs_no_room(url, monkeypatch):
    opened = Snapshots(url)
    first, second = opened.current(DAY), opened.current(NIGHT)
    opened._budget_bytes = 2 * weight([first, second])
    live = opened.current(ViewTerms("observe", "night", live_only=True))
    assert {first.revision, second.revision, live.revision} == {*opened._held}
    opened.store.engine.dispose()


def test_what_lenses_alone_decide_is_shared_by_what_is_live(url):
    opened = Snapshots(url)
    plain = opened.current(DAY).analysis
    detail, reachable = plain.detail, plain.reachable
    live = opened.current(ViewTerms("observe", "day", live_only=True)).analysis
    assert live.detail is detail
    assert live.reachable is reachable
    anew = Snapshots(url)
    alone = anew.current(ViewTerms("observe", "day", live_only=True)).analysis
    assert alone.detail.geometry.geom_equals(detail.geometry).all()
    assert alone.reachable.geometry.geom_equals(reachable.geometry).all()
    assert len(alone.reachable) == len(reachable) > 0
    for each in (opened, anew):
        each.store.engine.dispose()


def test_words_of_papers_and_their_maps_are_loaded_when_one_is_written():
    told = "import sys, pages.components.shared.papers; print('matplotlib' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", told], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
