"""Gói báo cáo: made on a commune's survey page, taken in on the province's."""

import pandas as pd
import pytest

from gis.packages.arrivals import open_packages
from gis.packages.loading import load_package
from gis.packages.records import RECORD_PREFIX
from gis.store.editing import edit
from tests.packages.two_communes import TODAY, WEST, other, package
from tests.world import communes

WEST_CODE = "00001"


@pytest.fixture
def shown(app, two_communes):
    app.run()
    app.session_state["who"] = "Trần An"
    return app.switch_page("pages/survey.py").run()


def upload(shown, *files):
    field = next(u for u in shown.file_uploader if "Các gói" in u.label)
    field.set_value([(name, data, "application/zip") for name, data in files]).run()
    assert not shown.exception
    return shown


def test_a_commune_makes_its_package(app, village, shown):
    app.query_params["xa"] = WEST_CODE
    shown = app.run()
    shown.button(key="make_package").click().run()
    assert not shown.exception
    names = [taken.proto.label for taken in shown.get("download_button")]
    assert any(name.startswith("goi-bao-cao_west_") and name.endswith(".zip") for name in names)
    assert any("Mã đối chiếu" in caption.value for caption in shown.caption)


def test_without_a_name_nothing_is_made_or_loaded(app, store, two_communes):
    shown = app.run()
    shown = app.switch_page("pages/survey.py").run()
    upload(shown, package("00001", WEST))
    assert shown.button(key="load_packages").disabled


def test_the_province_sees_what_packages_bring_and_takes_them_in(shown, store):
    upload(shown, package("00001", WEST), ("thư.zip", b"no package"))
    assert any("thư" in error.value for error in shown.error)
    assert store.is_empty()
    table = table_of(shown, "Thay đổi tình trạng")
    assert table.iloc[:, 0].tolist() == ["Xã West"]
    assert table["Mới"].tolist() == [3]
    shown.button(key="load_packages").click().run()
    assert not shown.exception
    assert len(store.cameras()) == 3
    assert any("Đã nạp 1 gói" in told.value for told in shown.success)
    assert store.setting(RECORD_PREFIX + WEST_CODE)["day"] == "2026-11-20"
    upload(shown, package("00001", WEST))
    assert table_of(shown, "Thay đổi tình trạng")["Loại gói"].tolist() == ["đã nạp"]
    assert shown.button(key="load_packages").disabled


@pytest.mark.parametrize(("every", "note"), [(False, "của tỉnh"), (True, "của xã")])
def test_the_province_decides_what_both_have_changed(shown, store, every, note):
    [parcel], _refusals = open_packages([package("00001", WEST)], communes(), today=TODAY)
    load_package(store, parcel, who="Tỉnh", today=TODAY)
    change = [{"subject_id": "CAM-02", "field": "note", "before": "cổng chợ", "after": "của tỉnh"}]
    edit(store, pd.DataFrame(change), source="page")
    upload(shown, package("00001", other(WEST, "CAM-02", note="của xã"), "2026-11-25"))
    told = table_of(shown, "Của tỉnh")
    assert told[["Của tỉnh", "Của xã"]].to_numpy().tolist() == [["của tỉnh", "của xã"]]
    if every:
        shown.checkbox(key="packages_every").check().run()
    shown.button(key="load_packages").click().run()
    assert not shown.exception
    assert store.cameras().set_index("camera_id").loc["CAM-02", "note"] == note


def table_of(shown, heading: str) -> pd.DataFrame:
    """Return the table on the page that has a column of this name."""
    return next(t.value for t in shown.dataframe if heading in t.value)
