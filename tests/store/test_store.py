"""One contract, every store: SQLite always, PostGIS where it can be had."""

import datetime as dt
from pathlib import Path

import pytest
from sqlalchemy import text

from gis.core.errors import StoreError
from gis.store.editing import history
from gis.store.store import Store
from tests.store.three_cameras import PLACES, RECORDER, THREE
from tests.world import cameras

TODAY = dt.datetime.now().astimezone().date().isoformat()
ROOT = Path(__file__).resolve().parents[2]


def test_a_new_store_is_empty(store):
    assert store.is_empty()
    assert not store.is_simulated()
    assert len(store.cameras()) == len(store.equipment()) == len(store.demand()) == 0


def test_what_goes_in_comes_out(store):
    assert store.save(cameras=THREE, equipment=RECORDER, demand=PLACES, source="list.xlsx") == 6
    assert store.cameras().equals(THREE)
    assert store.equipment().equals(RECORDER)
    back = store.demand()
    assert back.drop(columns="geometry").equals(PLACES.drop(columns="geometry"))
    assert back.geometry.geom_equals_exact(PLACES.geometry, 1e-7).all()


def test_the_same_import_twice_changes_nothing_the_second_time(store):
    store.save(cameras=THREE, equipment=RECORDER, demand=PLACES, source="list.xlsx")
    before = store.revision()
    assert store.save(cameras=THREE, equipment=RECORDER, demand=PLACES, source="list.xlsx") == 0
    assert store.revision() == before


def test_a_known_id_is_updated_a_blank_leaves_the_stored_value_and_both_are_told(store):
    store.save(cameras=THREE, source="first.xlsx", who="An")
    change = cameras({"camera_id": "C0", "status": "working", "note": "đã sửa"})
    assert store.save(cameras=change, source="second.xlsx", who="Bình") == 1
    row = store.cameras().set_index("camera_id").loc["C0"]
    assert (row["status"], row["note"], row["name"]) == ("working", "đã sửa", "Chợ")
    assert row["repair_cost_vnd"] == 2.5e6
    told = history(store, "C0")[["who", "source", "field", "before", "after"]].to_numpy().tolist()
    assert told == [
        ["An", "first.xlsx", "", "", "created"],
        ["Bình", "second.xlsx", "status", "broken", "working"],
        ["Bình", "second.xlsx", "repaired_on", "", TODAY],
        ["Bình", "second.xlsx", "note", "", "đã sửa"],
    ]


def test_simulated_rows_leave_when_real_ones_come_and_never_go_beside_them(store):
    store.save(cameras=THREE, equipment=RECORDER, demand=PLACES, source="demo", simulated=True)
    assert store.is_simulated()
    store.save(cameras=cameras({"camera_id": "real", "xy": (1, 1)}), source="list.xlsx")
    assert not store.is_simulated()
    assert store.cameras()["camera_id"].tolist() == ["real"]
    assert len(store.equipment()) == len(store.demand()) == 0
    with pytest.raises(StoreError):
        store.save(cameras=THREE, source="demo", simulated=True)


def test_one_call_removes_all_that_is_simulated(store):
    store.save(cameras=THREE, equipment=RECORDER, demand=PLACES, source="demo", simulated=True)
    before = store.revision()
    store.remove_simulated()
    assert store.is_empty()
    assert not store.is_simulated()
    assert store.revision() != before


def test_a_refused_write_leaves_everything_as_it_was(store):
    store.save(cameras=THREE, source="list.xlsx")
    before = store.revision()
    bad = THREE.assign(name="new").drop(columns="site_id")
    with pytest.raises((StoreError, KeyError)):
        store.save(cameras=bad.assign(no_such_column=1), source="bad")
    assert store.revision() == before
    assert store.cameras().equals(THREE)


def test_hostile_text_is_only_text(store):
    nasty = "'); DROP TABLE camera; -- <img src=x onerror=alert(1)> ${alert(1)} \u202e"
    store.save(cameras=cameras({"camera_id": nasty, "name": nasty}), source=nasty)
    assert store.cameras()["name"].tolist() == [nasty]
    assert history(store, nasty)["source"].tolist() == [nasty]


def test_two_stores_opened_on_one_database_see_each_other(store, url):
    other = Store(url)
    other.save(cameras=THREE, source="list.xlsx")
    assert len(store.cameras()) == 3
    assert store.revision() == other.revision()
    other.engine.dispose()


def test_a_store_of_a_newer_version_is_refused_with_what_to_do(store, url):
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    store.engine.dispose()
    with pytest.raises(StoreError, match="cập nhật"):
        Store(url)


def test_an_address_that_is_none_is_a_clear_error(tmp_path):
    with pytest.raises(StoreError, match="địa chỉ kho dữ liệu"):
        Store("no-database")
    file = tmp_path / "file"
    file.write_text("")
    with pytest.raises(StoreError):
        Store(f"sqlite:///{file}/below/register.sqlite")


def test_a_password_never_shows_in_an_error():
    with pytest.raises(StoreError) as caught:
        Store("postgresql+psycopg://user:secret@127.0.0.1:9/none")
    assert "secret" not in str(caught.value)
