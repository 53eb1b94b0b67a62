"""Simulated rows that come back from a survey or an export are laid over those there are."""

import pytest

from gis.core.errors import StoreError
from tests.world import cameras

TWO = cameras({"camera_id": "A", "name": "Chợ"}, {"camera_id": "B", "name": "Cầu"})
NEW = cameras({"camera_id": "A", "name": "Chợ Đông Hà"}, {"camera_id": "C"})


def test_they_are_laid_over_those_that_are_there(store):
    store.save(cameras=TWO, source="demo", simulated=True)
    assert store.save(cameras=NEW, source="ra-soat.xlsx", simulated=True, anew=False) == 2
    rows = store.cameras().set_index("camera_id")["name"]
    assert rows.to_dict() == {"A": "Chợ Đông Hà", "B": "Cầu", "C": ""}
    assert store.is_simulated()
    store.remove_simulated()
    assert store.is_empty()


def test_made_anew_they_take_the_place_of_all_that_were(store):
    store.save(cameras=TWO, source="demo", simulated=True)
    store.save(cameras=NEW, source="demo", simulated=True)
    assert store.cameras()["camera_id"].tolist() == ["A", "C"]


def test_they_never_go_beside_real_ones(store):
    store.save(cameras=TWO, source="list.xlsx")
    with pytest.raises(StoreError):
        store.save(cameras=NEW, source="ra-soat.xlsx", simulated=True, anew=False)
    assert store.cameras()["name"].tolist() == ["Chợ", "Cầu"]


def test_real_ones_send_them_away_however_they_come(store):
    store.save(cameras=TWO, source="demo", simulated=True)
    store.save(cameras=NEW, source="list.xlsx", anew=False)
    assert store.cameras()["camera_id"].tolist() == ["A", "C"]
    assert not store.is_simulated()
