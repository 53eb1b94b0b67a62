"""A list that comes again through the page: unsure pairs to decide, what is missing named."""

import pytest

from gis.core.language import _
from tests.pages.screen import page
from tests.registers import workbook

HEADINGS = ("STT", "Tên", "Địa chỉ", "Xã", "Số lượng", "Vĩ độ", "Kinh độ")
HERE = "Phường Đồng Hới"
FIRST = [
    (1, "Cổng chợ Cầu", "KP 3", HERE, 1, 17.455, 106.61),
    (2, "Ngã tư Sòng", "KP 5", HERE, 3, None, None),
    (3, "Trường THPT Hai Bà Trưng", "KP 7", HERE, 1, None, None),
]
# The first now stands 4 km away, the second is a view fewer, the third is gone.
SECOND = [
    (1, "Cổng chợ Cầu", "KP 3", HERE, 1, 17.42, 106.60),
    (2, "Ngã tư Sòng", "KP 5", HERE, 2, 17.46, 106.62),
]


def offer(app, rows, name="danh-sach.xlsx"):
    shown = page(app, "register")
    shown.file_uploader[0].upload(name, workbook([HEADINGS, *rows])).run()
    assert not shown.exception
    return shown


def write(shown):
    shown.button(key="write_register").click().run()
    assert not shown.exception


@pytest.mark.parametrize(("same", "count"), [(True, 5), (False, 6)])
def test_a_list_that_comes_again_is_decided_on_and_written(app, store, same, count):
    write(offer(app, FIRST))
    before = store.cameras()
    assert len(before) == 5
    code = before.set_index("name")["camera_id"]["Cổng chợ Cầu"]
    shown = offer(app, SECOND, "lan-2.xlsx")
    assert _("The same camera?") in [s.value for s in shown.subheader]
    assert _("No longer in the list") in [s.value for s in shown.subheader]
    tables = [table.value for table in shown.dataframe]
    assert any("17,42000; 106,60000" in table.to_string() for table in tables)
    missing = next(t for t in tables if list(t.columns) == [_("Code"), _("Name"), _("Address")])
    assert missing[_("Name")].tolist() == ["Ngã tư Sòng", "Trường THPT Hai Bà Trưng"]
    file_id, _said = shown.session_state["register_matches"]
    said = {("Danh sách", 2): code if same else ""}
    shown.session_state["register_matches"] = (file_id, said)
    shown.run()
    assert not shown.exception
    write(shown)
    after = store.cameras()
    assert len(after) == count
    assert set(before["camera_id"]) <= set(after["camera_id"])
    assert after.set_index("camera_id").loc[code, "lat"] == (17.42 if same else 17.455)
    assert after.loc[after["name"] == "Ngã tư Sòng", "lat"].notna().sum() == 2
