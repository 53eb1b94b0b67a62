"""A file may be called like an undo: it is a write like every other."""

import pytest

from gis.store.store import Store
from gis.store.undoing import undo, undoable
from tests import world


@pytest.mark.parametrize("name", ["undo list.xlsx", "undo 1", "undo "])
def test_a_file_called_like_an_undo_is_a_write(tmp_path, name):
    store = Store(f"sqlite:///{tmp_path / 'r.sqlite'}")
    store.save(cameras=world.cameras({"camera_id": "C1", "name": "a"}), source="a.xlsx")
    store.save(cameras=world.cameras({"camera_id": "C1", "name": "b"}), source=name)
    revision = undoable(store)
    undo(store, revision)
    assert store.cameras()["name"].tolist() == ["a"]
