"""What is simulated goes when told to; its roads and places may stay, and are said to be such."""

from gis.core.language import _
from tests.pages.screen import named, page, texts
from tests.registers import HEADINGS, workbook

ONE = workbook([HEADINGS, ("C1", "Chợ", "Phường Đồng Hới", None, None, "hư hỏng")])


def test_what_would_go_is_said_and_places_may_stay(app, demo, store):
    counts = store.simulated()
    shown = page(app, "overview")
    assert f"{counts['cameras']} mắt camera, {counts['equipment']} thiết bị" in texts(shown)
    shown.checkbox(key="simulated_places_stay").check().run()
    assert "địa điểm, " not in next(m.value for m in shown.markdown if "Sẽ xóa" in m.value)
    assert shown.button(key="remove_simulated").disabled
    named(shown).button(key="remove_simulated").click().run()
    assert not shown.exception
    left = store.simulated()
    assert (left["cameras"], left["places"], left["roads"]) == (
        0,
        counts["places"],
        counts["roads"],
    )
    assert any("Tuyến đường, địa điểm mô phỏng" in w.value for w in shown.warning)


def test_a_real_list_says_what_leaves_and_may_go_beside_simulated_places(app, demo, store):
    shown = page(app, "register")
    shown.file_uploader[0].upload("that.xlsx", ONE).run()
    told = "dữ liệu mô phỏng sẽ bị xóa: 200 mắt camera"
    assert any(told in w.value for w in shown.warning)
    label = _("Keep the simulated roads and places; they stay marked as such")
    box = next(b for b in shown.checkbox if b.key == "upload_places_stay")
    assert box.label == label
    box.check().run()
    shown.button(key="write_register").click().run()
    assert not shown.exception
    assert store.cameras()["camera_id"].tolist() == ["C1"]
    assert len(store.demand()) > 0
    assert store.is_simulated()
