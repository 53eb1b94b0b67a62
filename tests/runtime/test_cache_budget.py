"""All that is held for readers stays within one budget, measured in bytes."""

import gc
import pickle
import subprocess
import sys
from itertools import product

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from gis.analysis.result import ViewTerms
from gis.core.paths import ROOT
from gis.mapserver.routes import WHOLE
from gis.mapserver.search import search
from gis.runtime.sizes import Sizes
from gis.runtime.snapshot import Snapshots
from gis.store.store import Store
from tests import world

TERMS = [
    ViewTerms(level, light, live)
    for level, light, live in product(("observe", "identify"), ("day", "night"), (False, True))
]


def weight(*things):
    sizes = Sizes()
    for thing in things:
        sizes.add(thing)
    return sizes.total_bytes


@pytest.fixture
def url(tmp_path, monkeypatch):
    monkeypatch.setattr("gis.runtime.snapshot.communes_or_schematic", world.communes)
    url = f"sqlite:///{tmp_path / 'register.sqlite'}"
    rng = np.random.default_rng(7)
    cameras = world.cameras(
        *(
            {
                "camera_id": f"QT-{n}",
                "name": f"Camera {n} " + "x" * 200,
                "xy": (float(x), float(y)),
                "azimuth_deg": float(azimuth),
                "kind": "fixed",
                "status": "working",
            }
            for n, (x, y, azimuth) in enumerate(rng.uniform(10, 350, (400, 3)))
        )
    )
    demand = world.demand({"shape": "LINESTRING (0 0, 900 900)", "weight_per_km": 1.0})
    Store(url).save(cameras=cameras, demand=demand, source="test")
    return url


def use(opened, terms):
    """Ask for all that pages and maps ask of a snapshot."""
    taken = opened.current(terms)
    for make in WHOLE.values():
        taken.map_tables.prepared(make)
    taken.map_tables.footprint_bytes(1, 1)
    search(taken.map_tables, "camera")
    taken.summary(None)
    taken.planner.ranking_in_words()
    return taken


def alone(taken):
    """The bytes of a snapshot in another way: written out, whatever it shares doubled."""
    found = taken.analysis
    tables = (found.cameras, found.footprints, found.around, found.ground, found.incidence)
    return len(pickle.dumps(tables))


def test_analyses_of_several_terms_stay_within_the_budget(url):
    free = Snapshots(url)
    for terms in TERMS:
        use(free, terms)
    every, one = weight(free._held), alone(use(free, TERMS[0]))
    assert len(free._held) == len(TERMS)
    budget = every // 2
    tight = Snapshots(url, budget_bytes=budget)
    for terms in [*TERMS, *TERMS[:3]]:
        use(tight, terms)
        tight._let_go()
        assert weight(tight._held) <= budget
        # Independently: at least what is their own of each that is held, written out.
        assert sum(alone(taken) for taken in tight._held.values()) < 3 * budget
    assert 1 < len(tight._held) < len(TERMS)
    assert every > one
    for opened in (free, tight):
        opened.store.engine.dispose()


def test_the_last_one_stays_however_small_the_budget(url):
    opened = Snapshots(url, budget_bytes=1)
    first, second = (use(opened, terms) for terms in TERMS[:2])
    assert list(opened._held) == [second.revision]
    assert opened.find(second.revision) is second.map_tables
    assert opened.find(first.revision).analysis.terms == TERMS[0]  # made anew: it is of now
    opened.store.engine.dispose()


def test_what_was_asked_for_last_stays(url):
    opened = Snapshots(url)
    taken = [use(opened, terms) for terms in TERMS]
    opened.find(taken[0].revision)
    opened._budget_bytes = weight(taken[0], taken[-1]) + 1000
    opened._let_go()
    assert taken[0].revision in opened._held
    assert taken[1].revision not in opened._held
    opened.store.engine.dispose()


def test_ways_of_looking_share_register_communes_and_ground(url):
    opened = Snapshots(url)
    plain = use(opened, TERMS[0])
    live, night = (opened.current(terms) for terms in (TERMS[1], TERMS[2]))
    for other in (live, night):
        assert other.tables is plain.tables
        assert other.analysis.equipment is plain.analysis.equipment
    assert live.analysis.incidence is plain.analysis.incidence
    assert live.analysis.around is plain.analysis.around
    assert weight(plain, live) < 1.7 * weight(plain)
    opened.store.engine.dispose()


def test_live_only_looked_at_from_what_is_known_is_as_from_the_start(url):
    opened, anew = Snapshots(url), Snapshots(url)
    for known, asked in ((TERMS[0], TERMS[1]), (TERMS[3], TERMS[2])):
        opened.current(known)
        quick, whole = opened.current(asked).analysis, anew.current(asked).analysis
        pd.testing.assert_frame_equal(quick.cameras, whole.cameras)
        pd.testing.assert_frame_equal(
            quick.communes.drop(columns="geometry"), whole.communes.drop(columns="geometry")
        )
        assert (quick.coverage == whole.coverage).all()
    for each in (opened, anew):
        each.store.engine.dispose()


MEASURE = """
import gc, sys
import numpy as np, pandas as pd, shapely, geopandas as gpd
from gis.runtime.sizes import Sizes
def rss():
    return int(open("/proc/self/statm").read().split()[1]) * 4096
def texts(n):
    rows = {c: [f"row {i} of {c}" + 40 * "x" for i in range(n)] for c in "abcde"}
    return pd.DataFrame(rows, dtype=object)
def shapes(n):
    t = np.linspace(0, 6, 30)
    ring = np.column_stack([np.cos(t), np.sin(t)])
    return gpd.GeoDataFrame(geometry=shapely.polygons(np.broadcast_to(ring, (n, 30, 2)).copy()))
def numbers(n):
    many = [np.arange(1000.0) + k for k in range(n // 60)]
    return {"a": np.random.default_rng(1).random(n * 30), "b": many}
make = {"texts": texts, "shapes": shapes, "numbers": numbers}[sys.argv[1]]
make(100); gc.collect()
before = rss()
held = make(100_000)
gc.collect()
grown = rss() - before
print(grown, Sizes().add(held))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("what", ["texts", "shapes", "numbers"])
def test_what_is_weighed_is_what_a_process_grows_by(what):
    command = [sys.executable, "-c", MEASURE, what]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    grown, weighed = map(int, answer.stdout.split())
    assert 0.6 * grown < weighed < 1.6 * grown


def test_what_is_shared_counts_once():
    array = np.arange(100_000.0)
    table = pd.DataFrame({"a": array, "b": ["text"] * len(array)})
    shape = shapely.Point(1, 2).buffer(1, quad_segs=1000)
    places = gpd.GeoDataFrame(geometry=[shape] * 1000)
    one = weight(array, table, places)
    gc.collect()
    again = weight(array, table, places, table.iloc[5:], {"k": [array, array[5:]]}, places.head(10))
    assert again < 1.05 * one
    assert weight(places) < 200_000
