"""What a file will become is shown before it is written, and can be told otherwise."""

from gis.core.language import _
from tests.pages.screen import page
from tests.registers import workbook

LIST = [
    ("STT", "Tên camera", "Số lượng", "Hoạt động", "Hỏng"),
    *((1, "Chợ", 3, 2, 1), (2, "Cầu", 2, "", 2)),
    ("", "Tổng cộng", 6, 2, 3),
]
OTHER = [("STT", "Tên camera", "Tình trạng"), (1, "Đình", "tốt")]


def table_with(shown, column):
    return next(t.value for t in shown.dataframe if _(column) in t.value.columns)


def test_each_sheet_is_shown_and_can_be_taken_for_something_else(app, store):
    shown = page(app, "register")
    data = workbook(LIST, OTHER, names=("Chợ", "Đình"))
    shown.file_uploader[0].upload("camera.xlsx", data).run()
    assert not shown.exception
    states = table_with(shown, "State in the register")[_("State in the register")].tolist()
    assert states == ["hoạt động bình thường 2, hư hỏng 1", "hư hỏng 2"]
    sums = table_with(shown, "The file says")
    assert sums[[_("The file says"), _("The rows add up to")]].to_numpy().tolist() == [
        *([6, 5], [2, 2], [3, 3]),
    ]
    assert table_with(shown, "Why")[_("Why")].tolist() == [_("total")]
    role = [box for box in shown.selectbox if box.label == _("This sheet is taken for")]
    role[1].set_value("skip").run()
    assert not shown.exception
    shown.button(key="write_register").click().run()
    assert not shown.exception
    assert set(store.cameras()["name"]) == {"Chợ", "Cầu"}
