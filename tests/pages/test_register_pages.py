"""Changing and looking after the register through the pages, by Streamlit's own runner."""

import datetime as dt

import pytest
from pyproj import Transformer

from gis.core.language import _
from gis.ingest.headings.mapping import layout_key
from gis.store.editing import history
from gis.store.store import Store
from tests.pages.screen import named, opened, page, texts
from tests.registers import workbook
from tests.world import cameras

HERE = {"lon": 106.62, "lat": 17.47, "commune_code": "18880"}


@pytest.fixture
def filled(store):
    rows = (
        {"camera_id": "A", "status": "broken", "custodian": "UBND huyện Lệ Thủy", **HERE},
        {"camera_id": "B", "status": "working", "maintained_on": "2020-01-01", **HERE},
        {"camera_id": "C", "name": "Cổng", "commune_code": "18880"},
    )
    store.save(cameras=cameras(*rows), source="list.xlsx", who="An")
    return store


def stored(store, code="A"):
    return store.cameras().set_index("camera_id").loc[code]


def test_many_cameras_are_changed_at_once_and_set_back(app, filled):
    shown = named(opened(app, "register"))
    shown.selectbox(key="bulk_field").set_value("status").run()
    shown.selectbox(key="bulk_choice").set_value("suspended").run()
    shown.button(key="bulk_save").click().run()
    assert not shown.exception
    assert filled.cameras()["status"].tolist() == ["suspended"] * 3
    assert history(filled, "A")["who"].tolist() == ["An", "Bình"]
    shown.button(key="undo").click().run()
    shown.button(key="undo_sure").click().run()
    assert filled.cameras()["status"].tolist() == ["broken", "working", "unknown"]


def test_the_history_says_since_when_by_whom_and_from_which_file(app, filled):
    shown = opened(app, "register")
    shown.text_input(key="history_of").input("A").run()
    told = texts(shown).replace("\\", "")
    assert "hư hỏng từ" in told
    assert "người ghi: An, nguồn: list.xlsx" in told
    shown.text_input(key="history_of").input("none").run()
    assert _("There is no camera “{id}”", id="none") in texts(shown)


def test_who_answers_for_nobody_is_listed(app, filled):
    shown = opened(app, "register")
    expected = _("{count} cameras have had no managing body since the merger.", count=3)
    assert expected in texts(shown)


def test_headings_nobody_foresaw_are_asked_for_and_remembered(app, store):
    data = workbook([("Ký danh", "Hoành", "Tung"), ("C1", 106.62, 17.47)])
    shown = page(app, "register")
    shown.file_uploader[0].upload("la.xlsx", data).run()
    assert not shown.exception
    assert plain_in(shown.error[-1].value, "la.xlsx")
    meanings = {"ky danh": "camera_id", "hoanh": "lon", "tung": "lat"}
    shown.session_state["layouts"] = {layout_key(["Ký danh", "Hoành", "Tung"]): meanings}
    shown.run()
    shown.button(key="write_register").click().run()
    assert not shown.exception
    assert store.cameras()["camera_id"].tolist() == ["C1"]
    assert list(Store(store.url).setting("layouts").values()) == [meanings]


def plain_in(text, part):
    return part in text.replace("\\", "")


def test_plane_coordinates_come_with_evidence_and_nothing_is_taken_unasked(app, store):
    east, north = Transformer.from_crs(4326, 9212, always_xy=True).transform(106.62, 17.47)
    rows = [("Mã camera", "Xã", "X", "Y"), ("C1", "Phường Đồng Hới", north, east)]
    shown = page(app, "register")
    shown.file_uploader[0].upload("vn2000.xlsx", workbook(rows)).run()
    assert not shown.exception
    metrics = {m.label: m.value for m in shown.metric}
    assert metrics[_("Accepted")] == "0"
    assert "không phân biệt được" in texts(shown).lower()
    shown.text_input(key="known_place").set_value("chợ").run()
    assert "“chợ” không phải là tọa độ" in shown.error[-1].value.replace("\\", "")
    shown.text_input(key="known_place").set_value("17,47; 106,62").run()
    assert "106°15′: 0,0 m" in texts(shown).replace("\\", "")
    shown.selectbox(key="register_crs").set_value("EPSG:9212").run()
    metrics = {m.label: m.value for m in shown.metric}
    assert metrics[_("Accepted")] == "1"


def test_a_round_is_taken_a_step_by_somebody_with_a_name(app, filled):
    shown = page(app, "survey")
    shown.query_params["xa"] = "18880"
    shown.run()
    assert shown.button(key="advance").disabled
    named(shown).button(key="advance").click().run()
    assert filled.rounds().empty  # nothing is written before it is confirmed
    assert shown.button(key="confirm_step").disabled
    shown.text_area(key="duty_why").input("Còn hai camera chưa đến được").run()
    shown.button(key="confirm_step").click().run()
    assert not shown.exception
    [row] = filled.rounds().to_dict("records")
    assert (row["state"], row["drafted_by"]) == ("drafted", "Bình")


def test_the_deadline_is_kept_for_everybody(app, filled):
    shown = page(app, "survey")
    send = next(b for b in shown.button if b.label == _("Set these days"))
    assert send.disabled
    named(shown).date_input[1].set_value(dt.date(2026, 12, 31))
    next(t for t in shown.text_input if t.label == _("By which paper")).input("Công văn 12")
    next(b for b in shown.button if b.label == _("Set these days")).click().run()
    assert not shown.exception
    kept = filled.setting("survey")
    assert (kept["deadline"], kept["deadline_name"], kept["by"]) == (
        "2026-12-31",
        "Công văn 12",
        "Bình",
    )
    told = " ".join(text.value for text in shown.text)
    assert "Hạn do tỉnh đặt: 31/12/2026, theo Công văn 12 (Bình đặt ngày" in told


def test_maintenance_counts_what_is_overdue(app, filled):
    shown = page(app, "maintenance")
    metrics = {m.label: m.value for m in shown.metric}
    assert metrics[_("Overdue")] == "1"
    # Three bullet cameras, two visits a year at 150.000 đồng: 0,9 million.
    assert metrics[_("Cost of a year (million VND)")] == "0,9"
