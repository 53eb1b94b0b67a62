"""A camera of another commune is another camera, however alike the lists are."""

import geopandas as gpd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from gis.core.crs import WGS84
from gis.ingest.importing import read_import
from gis.store.store import Store
from tests.registers import workbook

PLACES = [("Chợ trung tâm", "tốt"), ("Trạm y tế", "hỏng"), ("UBND xã", "tốt")]
NAMES = ["Cam Lộ", "Hải Lăng", "Gio Linh", "Vĩnh Linh", "Hướng Hóa"]


def communes() -> gpd.GeoDataFrame:
    """Return five communes side by side."""
    count = len(NAMES)
    table = gpd.GeoDataFrame(
        {
            "code": [f"1900{k}" for k in range(count)],
            "name": NAMES,
            "full_name": [f"Xã {name}" for name in NAMES],
            "kind": ["xã"] * count,
            "area_km2": [50.0] * count,
        },
        geometry=[shapely.box(106.5 + k / 10, 16.8, 106.6 + k / 10, 16.9) for k in range(count)],
        crs=WGS84,
    )
    table.attrs["source"] = "official"
    return table


def titled(name, places=PLACES):
    rows = [(k, *place) for k, place in enumerate(places, 1)]
    return [(f"DANH SÁCH CAMERA XÃ {name.upper()}",), ("STT", "Vị trí", "Tình trạng"), *rows]


def with_column(name, places=PLACES):
    rows = [(k, f"Xã {name}", *place) for k, place in enumerate(places, 1)]
    return [("STT", "Xã", "Vị trí", "Tình trạng"), *rows]


def coded(name, places=PLACES):
    rows = [(f"CAM-{k:02}", f"Xã {name}", *place) for k, place in enumerate(places, 1)]
    return [("Mã camera", "Xã", "Vị trí", "Tình trạng"), *rows]


@pytest.fixture
def store(tmp_path):
    return Store(f"sqlite:///{tmp_path / 'register.sqlite'}")


def bring(store, *sheets, source="lan-1.xlsx", **options):
    names = tuple(f"Sheet{k}" for k in range(1, len(sheets) + 1))
    found = read_import(
        workbook(*sheets, names=names),
        "ds.xlsx",
        communes=communes(),
        known=store.listed(),
        **options,
    )
    store.save(cameras=found.cameras, renamed=found.renamed, source=source)
    return found


def counted(store):
    return store.cameras()["commune_code"].value_counts().to_dict()


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
