"""Buildings and waters lie in the store: told, undone, backed up, taken over from files."""

import shutil
import threading
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely
from alembic import command
from alembic.config import Config
from geopandas.testing import assert_geodataframe_equal
from sqlalchemy import create_engine

from gis.core.crs import WGS84
from gis.core.errors import StoreError
from gis.export.writes import past
from gis.store.backup import backup, restore_backup
from gis.store.database import transaction
from gis.store.store import Store
from gis.store.undoing import redoable, undo, undoable
from tests.system import ROOT, empty
from tests.world import cameras, demand, placed

OLD = Path(__file__).with_name("versions") / "0005.sqlite"


def houses(*heights, prefix="osm-w"):
    """Buildings side by side, the first with a courtyard; in the order of their heights."""
    shapes = [shapely.box(20 * i, 0, 20 * i + 10, 10) for i in range(len(heights))]
    if shapes:
        shapes[0] = shapes[0].difference(shapely.box(4, 4, 6, 6))
    # Ids that no order of texts would leave as they are.
    ids = [f"{prefix}{100 - 7 * i}" for i in range(len(heights))]
    table = {"building_id": ids, "height_m": np.array(heights, dtype=float)}
    return gpd.GeoDataFrame(table, geometry=placed(np.array(shapes, dtype=object)), crs=WGS84)


def ponds(*ids):
    shapes = [shapely.MultiPolygon([shapely.box(0, 50, 9, 60), shapely.box(20, 50, 29, 60)])]
    shapes = placed(np.array(shapes * len(ids)))
    return gpd.GeoDataFrame({"water_id": list(ids)}, geometry=shapes, crs=WGS84)


def test_they_come_out_as_they_were_saved(store, url):
    for nothing in (store.buildings(), store.water()):
        assert nothing.empty
        assert nothing.crs == WGS84
    store.save(buildings=houses(7.5, np.nan, 3), water=ponds("b", "a"), source="x.osm.pbf")
    other = Store(url)  # another app machine
    assert_geodataframe_equal(other.buildings(), houses(7.5, np.nan, 3))
    assert_geodataframe_equal(other.water(), ponds("b", "a"))
    other.engine.dispose()


def test_a_new_layer_takes_the_place_of_the_old_one_in_one_revision(store):
    before = store.revision()
    store.save(
        demand=demand({"shape": "POINT (5 5)"}),
        buildings=houses(7.5),
        water=ponds("a"),
        source="x.osm.pbf",
        who="An",
    )
    [first] = past(store, limit=1).to_dict("records")
    assert "nhà cửa" in first["what"]
    assert "mặt nước" in first["what"]
    assert (first["source"], first["who"]) == ("x.osm.pbf", "An")
    assert int(store.revision().rpartition("-")[2]) == int(before.rpartition("-")[2]) + 1
    store.save(buildings=houses(3, 4), source="y.gpkg")
    assert store.buildings()["height_m"].tolist() == [3, 4]
    assert store.water()["water_id"].tolist() == ["a"]  # another layer stays
    store.save(buildings=houses(), source="z.gpkg")
    assert store.buildings().empty


def test_the_same_layer_again_changes_nothing(store):
    assert store.save(buildings=houses(7.5), source="x") == 1
    before = store.revision(), store.ground_versions()
    assert store.save(buildings=houses(7.5), source="x") == 0
    assert (store.revision(), store.ground_versions()) == before


def test_it_is_taken_back_and_done_again(store):
    store.save(buildings=houses(1), source="x")
    store.save(buildings=houses(2), demand=demand({"shape": "POINT (5 5)"}), source="y")
    undo(store, undoable(store), who="An")
    assert store.buildings()["height_m"].tolist() == [1]
    assert store.demand().empty
    undo(store, undoable(store), who="An")
    assert store.buildings().empty
    undo(store, redoable(store), who="An")
    undo(store, redoable(store), who="An")
    assert store.buildings()["height_m"].tolist() == [2]
    assert len(store.demand()) == 1


def test_real_ground_stays_when_simulated_data_goes(store):
    store.save(cameras=cameras({"camera_id": "S"}), source="demo", simulated=True)
    store.save(buildings=houses(1), source="x")
    assert len(store.cameras()) == 1  # nor does it drive the simulated cameras out
    store.remove_simulated()
    assert store.cameras().empty
    assert len(store.buildings()) == 1


def test_a_backup_holds_it(store, tmp_path):
    store.save(buildings=houses(1), source="x")
    store.save(buildings=houses(2, 3), water=ponds("a"), source="y")
    backup(store, tmp_path / "copy.sqlite")
    other = Store(f"sqlite:///{tmp_path / 'other.sqlite'}")
    restore_backup(tmp_path / "copy.sqlite", other)
    assert_geodataframe_equal(other.buildings(), houses(2, 3))
    undo(other, undoable(other))
    assert_geodataframe_equal(other.buildings(), houses(1))
    store.save(buildings=houses(9), source="z")
    restore_backup(tmp_path / "copy.sqlite", store, replace=True)
    assert_geodataframe_equal(store.buildings(), houses(2, 3))
    other.engine.dispose()


def test_a_backup_of_the_version_before_leaves_the_ground_that_is_there(store):
    store.save(buildings=houses(2, 3), water=ponds("a"), source="y")
    restore_backup(OLD, store)
    assert len(store.cameras()) == 3
    assert_geodataframe_equal(store.buildings(), houses(2, 3))
    assert_geodataframe_equal(store.water(), ponds("a"))


def test_a_write_that_fails_leaves_the_layer_of_before(store):
    store.save(buildings=houses(1), source="x")

    def refuse(_write):
        raise StoreError("no")

    with pytest.raises(StoreError, match="no"):
        store.save(buildings=houses(2), source="y", also=refuse)
    assert store.buildings()["height_m"].tolist() == [1]


@pytest.fixture
def folder(tmp_path):
    """A register of the version before, with its files beside it."""
    shutil.copy(OLD, tmp_path / "register.sqlite")
    houses(7.5, np.nan).to_file(tmp_path / "buildings.gpkg")
    ponds("b", "a").to_file(tmp_path / "water.gpkg")
    return tmp_path


def opened(folder):
    return Store(f"sqlite:///{folder / 'register.sqlite'}")


def test_files_of_the_version_before_are_taken_over_once(folder, caplog):
    store = opened(folder)
    assert_geodataframe_equal(store.buildings(), houses(7.5, np.nan))
    assert store.water()["water_id"].tolist() == ["b", "a"]
    assert past(store, limit=1)["source"].tolist() == ["water.gpkg"]
    assert len(store.cameras()) == 3
    assert (folder / "buildings.gpkg").exists()  # nothing is lost
    assert len([line for line in caplog.messages if "is in the store now" in line]) == 2
    revision = store.revision()
    store.save(buildings=houses(3), source="x")
    undo(store, undoable(store))
    assert_geodataframe_equal(store.buildings(), houses(7.5, np.nan))
    store.save(buildings=houses(4), source="y")
    store.engine.dispose()
    again = opened(folder)
    assert again.buildings()["height_m"].tolist() == [4]
    assert again.revision() != revision
    again.engine.dispose()


def test_a_file_that_cannot_be_read_keeps_nobody_out(folder, caplog):
    (folder / "buildings.gpkg").write_bytes(b"broken" * 100)
    store = opened(folder)
    assert store.buildings().empty
    assert len(store.water()) == 2
    assert "cannot be taken into the store" in caplog.text
    assert (folder / "buildings.gpkg").exists()
    store.engine.dispose()


def test_a_new_register_takes_nothing_over(folder):
    (folder / "register.sqlite").unlink()
    store = opened(folder)
    assert store.buildings().empty
    store.engine.dispose()


def test_a_takeover_that_fails_leaves_the_old_version(folder, monkeypatch):
    def full(*_given):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("gis.store.ground.save_ground", full)
    with pytest.raises(OSError, match="No space"):
        opened(folder)
    monkeypatch.undo()
    store = opened(folder)
    assert len(store.buildings()) == 2
    with transaction(store.engine) as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM ground_layer").scalar() == 2
    store.engine.dispose()


def of_version_0005(url):
    """Give an empty database the tables of the version before; return its address."""
    engine, config = create_engine(url), Config()
    config.set_main_option("script_location", str(ROOT / "gis" / "store" / "migrations"))
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE EXTENSION IF NOT EXISTS postgis")
        config.attributes["connection"] = connection
        command.upgrade(config, "0005")
        connection.exec_driver_sql("INSERT INTO state VALUES ('0123abcd', 7)")
    engine.dispose()
    return url


@pytest.mark.postgis
def test_of_two_machines_that_open_at_once_one_takes_its_files_over(postgis, tmp_path, monkeypatch):
    url = of_version_0005(empty(postgis))
    folders = [tmp_path / name for name in "abc"]
    for height, folder in enumerate(folders, start=1):  # each has files of its own
        folder.mkdir()
        houses(height).to_file(folder / "buildings.gpkg")
    asked = iter(folders)
    monkeypatch.setattr("gis.store.upgrade.files_beside", lambda _engine: next(asked))
    machines = []
    threads = [threading.Thread(target=lambda: machines.append(Store(url))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(machines) == 3
    for machine in machines:
        assert machine.buildings()["height_m"].tolist() == [1]
        assert machine.revision() == "0123abcd-8"
        machine.engine.dispose()
