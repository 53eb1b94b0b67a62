"""Two keepers that both number their cameras from 01 on keep them apart."""

import pytest

from gis.core.findings import Severity
from tests.ingest.five_communes import bring, coded, counted

OWNED = ("Mã camera", "Xã", "Tên", "Đơn vị quản lý", "Tình trạng")


def owned(keeper, *places):
    rows = [
        (f"CAM-{k:02}", "Xã Cam Lộ", place, keeper, "hỏng") for k, place in enumerate(places, 1)
    ]
    return [OWNED, *rows]


def test_the_codes_of_another_commune_are_not_its_cameras(store):
    bring(store, coded("Cam Lộ"))
    before = store.cameras()
    found = bring(store, coded("Hải Lăng"), source="lan-2.xlsx")
    assert counted(store) == {"19000": 3, "19001": 3}
    after = store.cameras().set_index("camera_id").loc[before["camera_id"]].reset_index()
    assert after.equals(before)
    assert found.recognition.unsure["camera_id"].tolist() == ["CAM-01", "CAM-02", "CAM-03"]
    assert not found.recognition.unsure["same"].any()
    told = [f for f in found.findings if "CAM-02" in f.message]
    assert [f.severity for f in told] == [Severity.WARNING]
    assert "CAM-02 (2)" in set(store.cameras()["camera_id"])


def test_both_lists_find_their_own_again_in_any_order(store):
    for name in ("Cam Lộ", "Hải Lăng", "Gio Linh"):
        bring(store, coded(name), source=name)
    assert counted(store) == {"19000": 3, "19001": 3, "19002": 3}
    revision = store.revision()
    for name in ("Gio Linh", "Cam Lộ", "Hải Lăng"):
        found = bring(store, coded(name), source="t8.xlsx")
        assert found.recognition.unsure.empty
        assert found.absent.empty
    assert store.revision() == revision


@pytest.mark.parametrize("said", ["CAM-01", ""])
def test_what_people_say_of_a_code_holds(store, said):
    bring(store, coded("Cam Lộ"))
    found = bring(store, coded("Hải Lăng")[:2], matches={("Sheet1", 2): said})
    assert found.recognition.unsure.empty
    assert len(store.cameras()) == (3 if said else 4)


def test_one_corrected_commune_in_a_list_that_fits_is_the_same_camera(store):
    bring(store, coded("Cam Lộ"))
    moved = [*coded("Cam Lộ")[:3], ("CAM-03", "Xã Hải Lăng", "UBND xã", "tốt")]
    found = bring(store, moved, source="lan-2.xlsx")
    assert counted(store) == {"19000": 2, "19001": 1}
    [pair] = found.recognition.unsure.to_dict("records")
    assert pair["same"]
    assert pair["camera_id"] == "CAM-03"


def test_two_keepers_of_one_commune(store):
    police = owned("Công an xã", "Chợ Cam Lộ", "Ngã ba Quán Mít")
    office = owned("UBND xã", "Trạm y tế", "Cầu Đuồi")
    bring(store, police)
    found = bring(store, office, source="ubnd.xlsx")
    assert len(store.cameras()) == 4
    assert len(found.recognition.unsure) == 2
    revision = store.revision()
    bring(store, office)
    bring(store, police)
    assert store.revision() == revision


def test_a_code_under_another_name_is_told(store):
    bring(store, coded("Cam Lộ"))
    other = [("Cầu Đuồi", "tốt"), ("Trạm y tế", "hỏng"), ("UBND xã", "tốt")]
    found = bring(store, coded("Cam Lộ", other), source="lan-2.xlsx")
    assert len(store.cameras()) == 3
    [pair] = found.recognition.unsure.to_dict("records")
    assert (pair["camera_id"], pair["same"]) == ("CAM-01", True)
