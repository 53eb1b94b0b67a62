"""A backup is proved by restoring it, into the same kind of store and into the other."""

import sqlite3
from contextlib import closing

import pandas as pd
import pytest

from gis.core.errors import FileError, StoreError
from gis.store.backup import backup, restore_backup
from gis.store.editing import edit, history
from gis.store.store import Store
from tests.store.three_cameras import PLACES, RECORDER, THREE
from tests.world import cameras

CHANGE = pd.DataFrame(
    [("C0", "name", "Chợ", "Chợ mới")], columns=["subject_id", "field", "before", "after"]
)


@pytest.fixture
def file(store, tmp_path):
    """A backup of a store with content, a history and a setting."""
    store.save(cameras=THREE, equipment=RECORDER, demand=PLACES, source="list.xlsx", who="An")
    edit(store, CHANGE, source="bảng", who="Bình")
    store.set("deadline", "2026-12-31")
    path = tmp_path / "backup.sqlite"
    assert backup(store, path) > 6
    return path


def test_all_comes_back_history_too(store, file, tmp_path):
    other = Store(f"sqlite:///{tmp_path / 'other.sqlite'}")
    restore_backup(file, other)
    assert other.cameras().equals(store.cameras())
    assert other.equipment().equals(store.equipment())
    assert other.demand().equals(store.demand())
    assert other.setting("deadline") == "2026-12-31"
    assert history(other, "C0").equals(history(store, "C0"))
    other.engine.dispose()


def test_what_was_lost_comes_back_into_the_same_store(store, file):
    kept, before = store.cameras(), store.revision()
    store.save(cameras=cameras({"camera_id": "later"}), source="x")
    with pytest.raises(StoreError, match="đang có camera"):
        restore_backup(file, store)
    restore_backup(file, store, replace=True)
    assert store.cameras().equals(kept)
    assert store.revision() != before
    edit(store, CHANGE.assign(before="Chợ mới", after="Chợ cũ"), source="bảng")  # still works


def test_a_backup_is_one_file(file):
    assert [path.name for path in file.parent.glob("backup*")] == ["backup.sqlite"]


def test_a_file_that_is_no_backup_changes_nothing(store, tmp_path):
    path = tmp_path / "x.sqlite"
    path.write_bytes(b"SQLite format 3\0" + b"?" * 200)
    text = tmp_path / "x.txt"
    text.write_text("no backup")
    other = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE camera (x)")
    store.save(cameras=THREE, source="list.xlsx")
    for wrong in (path, text, other, tmp_path / "none"):
        with pytest.raises(FileError):
            restore_backup(wrong, store, replace=True)
    assert store.cameras().equals(THREE)


def test_a_folder_that_is_not_there(store, tmp_path):
    with pytest.raises(FileError):
        backup(store, tmp_path / "none" / "backup.sqlite")
