"""Places through the page: an office's own list, what cannot be used told, and written."""

from gis.core.language import _
from tests.pages.screen import opened
from tests.registers import workbook

ROWS = [
    ("STT", "Tên địa điểm", "Loại", "Vĩ độ", "Kinh độ"),
    (1, "Chợ Đồng Hới", "chợ", 17.468, 106.622),
    (2, "Chợ Paris", "chợ", 48.85, 2.35),
]


def test_a_list_of_places_is_read_and_written(app, store):
    shown = opened(app, "register")
    label = _("OpenStreetMap extract, or list or layer of places or roads")
    uploader = next(u for u in shown.file_uploader if u.label == label)
    uploader.upload("dia-diem.xlsx", workbook(ROWS)).run()
    assert not shown.exception
    told = next(t.value for t in shown.dataframe if _("Finding") in t.value.columns)
    assert told[_("Row")].tolist() == [3]
    shown.button(key="write_demand").click().run()
    assert not shown.exception
    assert store.demand()["name"].tolist() == ["Chợ Đồng Hới"]
