"""A camera of another commune is another camera, however alike the lists are."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gis.store.store import Store
from tests.ingest.five_communes import (
    NAMES,
    PLACES,
    bring,
    counted,
    titled,
    with_column,
)


@pytest.mark.parametrize("listed", [titled, with_column])
def test_two_communes_with_the_same_places_keep_their_cameras(store, listed):
    bring(store, listed("Cam Lộ"))
    before = store.cameras()
    found = bring(store, listed("Hải Lăng"), source="lan-2.xlsx")
    assert counted(store) == {"19000": 3, "19001": 3}
    assert found.absent.empty
    assert found.recognition.unsure.empty
    after = store.cameras().set_index("camera_id").loc[before["camera_id"]].reset_index()
    assert after.equals(before)


@pytest.mark.parametrize("listed", [titled, with_column])
def test_two_sheets_of_one_workbook_are_two_communes(store, listed):
    book = [listed("Cam Lộ"), listed("Hải Lăng")]
    bring(store, *book)
    assert counted(store) == {"19000": 3, "19001": 3}
    before, revision = store.cameras(), store.revision()
    bring(store, *book)
    bring(store, *book[::-1])
    assert store.revision() == revision
    assert store.cameras().equals(before)


@settings(max_examples=4, deadline=None)
@given(order=st.permutations(range(5)), again=st.permutations(range(5)), column=st.booleans())
def test_so_many_lists_of_so_many_communes_whatever_their_order(
    tmp_path_factory, order, again, column
):
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('s') / 'register.sqlite'}")
    listed = with_column if column else titled
    for k in order:
        bring(store, listed(NAMES[k]), source=f"{k}.xlsx")
    assert counted(store) == {f"1900{k}": 3 for k in range(5)}
    revision = store.revision()
    for k in again:
        found = bring(store, listed(NAMES[k]), source=f"{k}-lan-2.xlsx")
        assert found.recognition.unsure.empty
        assert found.absent.empty
    assert store.revision() == revision


def test_a_change_reaches_the_camera_of_its_own_commune(store):
    for name in NAMES:
        bring(store, titled(name), source=f"{name}.xlsx")
    bring(store, titled("Gio Linh", [("Chợ trung tâm", "hỏng"), *PLACES[1:]]), source="t8.xlsx")
    table = store.cameras()
    broken = table[(table["address"] == "Chợ trung tâm") & (table["status"] == "broken")]
    assert broken["commune_code"].tolist() == ["19002"]
    assert len(table) == 15


def test_a_list_without_commune_takes_over_nobodys_camera(store):
    for name in NAMES[:2]:
        bring(store, titled(name), source=f"{name}.xlsx")
    bare = titled("x")[1:]
    found = bring(store, bare, source="khong-xa.xlsx")
    assert counted(store) == {"19000": 3, "19001": 3, "": 3}
    assert len(found.recognition.unsure) == 3
    assert not found.recognition.unsure["same"].any()
