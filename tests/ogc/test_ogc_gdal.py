"""GDAL's own driver reads every layer from a running server, over SQLite and PostGIS."""

import json
import urllib.request

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely

from gis.export.layers import LAYERS, layer
from gis.export.schema import SCHEMAS, FieldType, feature_ids
from gis.export.shapes import writable_shapes
from gis.runtime import snapshot
from gis.runtime.snapshot import Snapshots
from gis.store.store import Store
from tests import world
from tests.export.every_column import full_cameras
from tests.ogc.live_server import running
from tests.system import empty

UNITS = (
    {"equipment_id": "R", "kind": "recorder", "status": "broken", "cause": "theft"},
    {"equipment_id": "L", "kind": "line", "name": "=cáp", "monthly_cost_vnd": 30_000},
)
PLACES = (
    {"shape": "LINESTRING (0 520, 2000 520)", "weight_per_km": 4.0, "name": "Đường 9"},
    {"shape": "POINT (60 540)", "weight": 6.0},
    {"shape": "POINT (80 540)", "weight": 3.0},
)


@pytest.fixture(
    scope="module", params=["sqlite", pytest.param("postgis", marks=pytest.mark.postgis)]
)
def url(request, tmp_path_factory):
    if request.param == "postgis":
        return empty(request.getfixturevalue("postgis"))
    return f"sqlite:///{tmp_path_factory.mktemp('store') / 'register.sqlite'}"


@pytest.fixture(scope="module")
def service(url):
    """Return the address of the service, and the analysis it must be of."""
    store = Store(url)
    tables = {"equipment": world.equipment(*UNITS), "demand": world.demand(*PLACES)}
    store.save(cameras=full_cameras(), source="test", **tables)
    with pytest.MonkeyPatch.context() as patch, running(url) as address:
        patch.setattr(snapshot, "communes_or_schematic", world.communes)
        held = Snapshots(url)
        yield address, held.current().analysis
        held.store.engine.dispose()
        store.engine.dispose()


def read(address, name, **options):
    found = pyogrio.read_dataframe(f"OAPIF:{address}", layer=name, **options)
    return found.set_index("id").sort_index() if len(found) else found


def expected(analysis, name):
    schema = SCHEMAS[name]
    table = layer(analysis, name)
    table = writable_shapes(table, kind=schema.geometry) if schema.geometry else table
    return table.set_index(pd.Index(feature_ids(table, schema), name="id")).sort_index()


@pytest.mark.parametrize("page", ["1", "1000"], ids="pages of {}".format)
@pytest.mark.parametrize("name", LAYERS)
def test_every_layer_row_by_row(service, name, page):
    address, analysis = service
    got, known = read(address, name, PAGE_SIZE=page), expected(analysis, name)
    assert len(got) == len(known)
    if known.empty:
        return
    assert list(got.index) == list(known.index)
    for field in SCHEMAS[name].fields:
        assert alike(got[field.name], known[field.name], field.holds), field.name
    if SCHEMAS[name].geometry:
        ours, theirs = known.geometry.to_numpy(), got.geometry.to_numpy()
        assert np.array_equal(shapely.is_missing(ours), shapely.is_missing(theirs))
        there = ~shapely.is_missing(ours)
        assert shapely.equals(ours[there], theirs[there]).all()


def alike(got, known, holds):
    if not np.array_equal(got.isna(), known.isna()):
        return False
    got, known = got.dropna(), known.dropna()
    if holds == FieldType.DATE:
        return [str(v)[:10].replace("/", "-") for v in got] == [f"{v:%Y-%m-%d}" for v in known]
    if holds in (FieldType.NUMBER, FieldType.WHOLE):
        return np.allclose(got.astype(float), known.astype(float), rtol=1e-12)
    if holds == FieldType.FLAG:
        return list(got.astype(str).isin(["True", "1", "true"])) == list(known)
    return list(got) == list(known)


def test_a_box(service):
    address, analysis = service
    west, south, east, north = world.degrees([(-50, 400), (450, 600)]).ravel()
    got = read(address, "footprints", bbox=(west, south, east, north), PAGE_SIZE="2")
    known = expected(analysis, "footprints")
    inside = known[known.intersects(shapely.box(west, south, east, north))]
    assert list(got.index) == list(inside.index)


def test_a_plane_that_gdal_asks_for(service):
    address, analysis = service
    got = read(address, "cameras", CRS="EPSG:9212")
    known = layer(analysis, "cameras").set_index("camera_id").to_crs("EPSG:9212").sort_index()
    assert got.crs == "EPSG:9212"
    assert (
        gpd.GeoSeries(got.geometry.dropna())
        .geom_equals_exact(known.geometry.dropna(), tolerance=0.011)
        .all()
    )


def test_a_write_shows_at_once(service, url):
    """Runs last: the next request answers with the new state, and the old ETag is no longer it."""
    address, _analysis = service
    page = f"{address}/collections/cameras/items?properties=status&limit=1"
    with urllib.request.urlopen(page) as answer:
        etag, before = answer.headers["ETag"], json.load(answer)["features"][0]
    store = Store(url)
    changed = store.cameras()
    mine = changed["camera_id"] == before["id"]
    assert mine.sum() == 1
    changed = changed[mine].assign(status="abandoned")
    store.save(cameras=changed, source="later")
    store.engine.dispose()
    request = urllib.request.Request(page, headers={"If-None-Match": etag})
    with urllib.request.urlopen(request) as answer:
        after = json.load(answer)["features"][0]
    assert (after["id"], after["properties"]) == (before["id"], {"status": "abandoned"})
