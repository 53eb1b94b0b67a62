"""Cameras by hand in the browser's pages: what is typed is told before it is written."""

import pytest
import streamlit as st

from gis.core.crs import WGS84, transformer
from gis.store.archive import remove, removed
from tests.pages.screen import opened, texts
from tests.world import cameras, degrees

ROWS = (
    {
        "xy": (500, 500),
        "camera_id": "A",
        "name": "Chợ",
        "commune_code": "00001",
        "status": "broken",
        "serial": "SN1",
        "azimuth_deg": 90,
        "custodian": "Công an xã",
        "surveyed_on": "2026-01-02",
    },
    {"xy": (1500, 500), "camera_id": "B", "name": "Cầu", "commune_code": "00002", "site_id": "A"},
)
HERE = "17.2, 106.605"


@pytest.fixture
def filled(store, two_communes):
    store.save(cameras=cameras(*ROWS), source="list.xlsx", who="An")
    return store


def form(app, what="add"):
    shown = opened(app, "register")
    shown.session_state["by_hand_what"] = what
    shown.session_state["who"] = "Bình"
    return shown.run()


def field(shown, name, key="camera_form_0"):
    return shown.text_input(key=f"{key}_{name}")


def codes(store):
    return store.cameras()["camera_id"].tolist()


def test_an_empty_form_says_nothing_until_it_is_sent(app, filled):
    shown = form(app)
    assert not shown.error
    shown.button(key="camera_form_0_add").click().run()
    assert "Hãy chọn xã, phường hoặc nhập vị trí" in texts(shown)
    assert codes(filled) == ["A", "B"]


def test_a_camera_is_added_as_it_is_typed(app, filled):
    shown = form(app)
    field(shown, "name").input("Cổng chào")
    field(shown, "position").input(HERE)
    field(shown, "azimuth_deg").input("ĐN")
    field(shown, "repair_cost_vnd").input("2 triệu")
    shown.selectbox(key="camera_form_0_status").select("broken")
    shown.button(key="camera_form_0_add").click().run()
    [code] = set(codes(filled)) - {"A", "B"}
    row = filled.cameras().set_index("camera_id").loc[code]
    assert row[["name", "commune_code", "azimuth_deg", "repair_cost_vnd", "status"]].tolist() == [
        *("Cổng chào", "00001", 135.0, 2e6, "broken")
    ]
    assert field(shown, "name", "camera_form_1").value == ""


def test_what_cannot_be_read_is_said_and_stays(app, filled):
    shown = form(app)
    field(shown, "name").input("Cổng chào")
    field(shown, "position").input("ở đâu đó")
    shown.button(key="camera_form_0_add").click().run()
    assert "ở đâu đó" in texts(shown)
    assert field(shown, "name").value == "Cổng chào"
    assert codes(filled) == ["A", "B"]


def test_a_camera_of_the_same_name_is_told_before_it_is_added(app, filled):
    shown = form(app)
    field(shown, "name").input("chợ")
    shown.session_state["camera_form_0_declared_commune_code"] = "00001"
    shown.button(key="camera_form_0_add").click().run()  # typed and pressed at once
    assert codes(filled) == ["A", "B"]
    assert "bấm nút thêm một lần nữa" in texts(shown)
    assert any("Mã" in t.value and t.value["Mã"].tolist() == ["A"] for t in shown.dataframe)
    shown.button(key="camera_form_0_add").click().run()
    assert len(codes(filled)) == 3


def test_a_copy_starts_from_another_camera(app, filled):
    shown = form(app, "copy")
    shown.selectbox(key="copy_which").select("A").run()
    key = "camera_copy_A_0"
    assert field(shown, "custodian", key).value == "Công an xã"
    assert field(shown, "serial", key).value == ""
    field(shown, "azimuth_deg", key).input("270")
    for _press in range(2):  # it stands beside the other one, which is told first
        shown.button(key=f"{key}_add").click().run()
    [code] = set(codes(filled)) - {"A", "B"}
    row = filled.cameras().set_index("camera_id").loc[code]
    assert row[["name", "azimuth_deg", "status", "surveyed_on"]].tolist() == [
        *("Chợ", 270.0, "unknown", "")
    ]


def test_disposal_is_proposed_with_a_reason(app, filled):
    shown = form(app, "dispose")
    shown.multiselect(key="dispose_which").select("A").run()
    shown.button(key="dispose_do").click().run()
    assert "Phải ghi lý do" in texts(shown)
    shown.text_input(key="dispose_why").input("hết niên hạn")
    shown.button(key="dispose_do").click().run()
    row = filled.cameras().set_index("camera_id").loc["A"]
    assert row["status"] == "disposal"
    assert "hết niên hạn" in row["note"]


def test_a_camera_is_removed_with_a_reason_and_listed(app, filled):
    shown = form(app, "remove")
    shown.multiselect(key="remove_which").select("A").run()
    shown.button(key="remove_do").click().run()
    assert "Phải ghi lý do" in texts(shown)
    assert "1 camera khác ở cùng vị trí" in texts(shown).replace("\\", "")
    shown.text_input(key="remove_why").input("trùng")
    shown.button(key="remove_do").click().run()
    assert codes(filled) == ["B"]
    assert removed(filled)[["subject_id", "reason", "who"]].values.tolist() == [
        ["A", "trùng", "Bình"]
    ]


def test_what_was_removed_is_chosen_and_brought_back(app, filled, monkeypatch):
    remove(filled, ["A"], reason="trùng", source="bảng", who="An")
    table = st.dataframe

    def chosen(data, **options):
        table(data, **options)
        return {"selection": {"rows": [0]}} if "on_select" in options else None

    monkeypatch.setattr("pages.components.register.by_hand.st.dataframe", chosen)
    shown = form(app, "restore")
    [told] = [t.value for t in shown.dataframe if "trùng" in t.value.to_numpy()]
    assert told.iloc[0].tolist()[:3] == ["A", "Chợ", "Xã West"]
    shown.button(key="restore_do").click().run()
    assert sorted(codes(filled)) == ["A", "B"]


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        ({"act": "add", "given": ["17.2", "106.605"]}, "camera_form_17.2_106.605_0_add"),
        ({"act": "copy", "given": ["A"]}, "camera_copy_A_0_add"),
        ({"act": "remove", "given": ["A"]}, "remove_do"),
        ({"act": "dispose", "given": ["A"]}, "dispose_do"),
    ],
)
def test_what_is_asked_on_the_map_opens_its_form(app, filled, asked, key):
    shown = opened(app, "map")
    shown.session_state["by_hand_asked"] = asked
    shown.run()
    assert not shown.exception
    assert shown.button(key=key)


@pytest.mark.parametrize(
    "asked",
    [
        {"act": "none"},
        {"act": "copy", "given": ["gone"]},
        {},
        {"act": "restore", "given": []},
        {"act": "remove", "given": 5},
        {"act": "add", "given": ["<b>", "[x](y)", "z"]},
    ],
)
def test_what_a_browser_makes_up_does_no_harm(app, filled, asked):
    shown = opened(app, "map")
    shown.session_state["by_hand_asked"] = asked
    shown.run()
    assert not shown.exception
    assert codes(filled) == ["A", "B"]


def test_metres_are_read_as_is_said(app, filled):
    shown = form(app)
    field(shown, "name").input("Cổng chào")
    lon, lat = degrees([700, 300])
    east, north = transformer(WGS84, "EPSG:9212").transform(lon, lat)
    field(shown, "position").input(f"{north:.1f}, {east:.1f}").run()
    shown.selectbox(key="camera_form_0_crs").select("EPSG:9212").run()
    shown.button(key="camera_form_0_add").click().run()
    new = filled.cameras().set_index("name").loc["Cổng chào"]
    assert (new["lon"], new["lat"]) == pytest.approx((lon, lat), abs=1e-6)
