"""Taking back and doing again on the page: in words, asked first where it is much."""

import datetime as dt

import pandas as pd
import pytest

from gis.core.clock import stopped, today
from gis.store.changes import FIELDS
from gis.store.editing import edit
from gis.store.undoing import undo, undoable
from tests.pages.screen import named, opened, texts
from tests.world import cameras

HERE = {"lon": 106.62, "lat": 17.47, "commune_code": "18880"}
ROWS = (
    {"camera_id": "A", "status": "broken", **HERE},
    {"camera_id": "B", "status": "working", **HERE},
    {"camera_id": "C", "status": "broken", **HERE},
)


@pytest.fixture
def filled(store):
    store.save(cameras=cameras(*ROWS), source="list.xlsx", who="An")
    return store


@pytest.fixture
def shown(app, filled):
    return named(opened(app, "register"), "An")


def keys(shown):
    return {button.key for button in shown.button}


def label(shown, key):
    return shown.button(key=key).label.replace("\\", "")


def change_state(shown, value):
    shown.selectbox(key="bulk_field").set_value("status").run()
    shown.selectbox(key="bulk_choice").set_value(value).run()
    return shown


def test_a_change_of_one_row_is_taken_back_at_once_and_done_again(shown, filled):
    filled.save(cameras=cameras({"camera_id": "B", "name": "Cổng"}), source="b.xlsx", who="An")
    shown.run()
    assert label(shown, "undo").startswith("Hoàn tác: sửa camera “B” (Tên: (trống) → Cổng)")
    assert "của An lúc" in label(shown, "undo")
    assert "redo" not in keys(shown)
    shown.button(key="undo").click().run()
    assert filled.cameras()["name"].tolist() == ["", "", ""]
    assert label(shown, "redo").startswith("Làm lại: sửa camera “B”")
    shown.button(key="redo").click().run()
    assert filled.cameras()["name"].tolist() == ["", "Cổng", ""]


def test_what_another_did_is_asked_about_twice(shown, filled):
    filled.save(cameras=cameras({"camera_id": "B", "name": "Cổng"}), source="b.xlsx", who="Bình")
    shown.run()
    assert "của An lúc" in label(shown, "undo")
    assert "của Bình lúc" in label(shown, "undo_others")
    shown.button(key="undo_others").click().run()
    assert filled.cameras()["name"].tolist() == ["", "Cổng", ""]
    assert "của Bình." in texts(shown)
    assert shown.button(key="undo_others_sure").disabled
    shown.checkbox(key="undo_others_known").check().run()
    shown.button(key="undo_others_sure").click().run()
    assert filled.cameras()["name"].tolist() == ["", "", ""]
    assert label(shown, "redo").startswith("Làm lại: sửa camera “B”")


def test_who_says_no_name_takes_nothing_back(app, filled):
    shown = opened(app, "register")
    assert "undo" not in keys(shown)
    assert shown.button(key="undo_others").disabled
    assert "Hãy ghi tên" in " ".join(c.value for c in shown.caption)


def test_a_change_of_many_rows_is_asked_about_first(shown, filled):
    change_state(shown, "suspended").button(key="bulk_save").click().run()
    assert label(shown, "undo").startswith("Hoàn tác: sửa 3 mắt camera (")
    shown.button(key="undo").click().run()
    assert filled.cameras()["status"].tolist() == ["suspended"] * 3
    shown.button(key="undo_not").click().run()
    assert "undo_sure" not in keys(shown)
    shown.button(key="undo").click().run()
    shown.button(key="undo_sure").click().run()
    assert filled.cameras()["status"].tolist() == ["broken", "working", "broken"]
    assert filled.cameras()["repaired_on"].tolist() == [""] * 3


def test_the_first_list_goes_only_when_its_number_is_written(shown, filled):
    assert label(shown, "undo").startswith("Hoàn tác: thêm 3 mắt camera của An lúc")
    shown.button(key="undo").click().run()
    assert "3 mắt camera sẽ không còn trong danh mục" in texts(shown).replace("\\", "")
    assert shown.button(key="undo_sure").disabled
    shown.text_input(key="undo_count").input("2").run()
    assert shown.button(key="undo_sure").disabled
    shown.text_input(key="undo_count").input("3").run()
    shown.button(key="undo_sure").click().run()
    assert not shown.exception
    assert filled.is_empty()


def test_a_failed_camera_that_works_was_repaired_or_is_a_mistake_put_right(shown, filled):
    change_state(shown, "working")
    assert shown.button(key="bulk_save").disabled
    shown.radio(key="bulk_turn").set_value("mistake").run()
    shown.button(key="bulk_save").click().run()
    assert filled.cameras()["status"].tolist() == ["working"] * 3
    assert filled.cameras()["repaired_on"].tolist() == [""] * 3


def test_what_was_repaired_is_dated(shown, filled):
    change_state(shown, "working")
    shown.radio(key="bulk_turn").set_value("repaired").run()
    shown.button(key="bulk_save").click().run()
    assert filled.cameras()["repaired_on"].tolist() == [today(), "", today()]


def test_nothing_is_asked_where_nothing_turns(shown):
    change_state(shown, "disposal")
    assert not [r for r in shown.radio if r.key == "bulk_turn"]
    assert not shown.button(key="bulk_save").disabled


def test_names_from_files_are_no_markup_in_the_sentence(shown, filled):
    filled.save(cameras=cameras({"camera_id": "B", "name": "**x** <b>"}), source="b.xlsx", who="An")
    shown.run()
    assert "\\*\\*x\\*\\* \\<b\\>" in shown.button(key="undo").label


def test_a_slip_taken_back_does_not_change_since_when_it_is_broken(shown, filled):
    slip = pd.DataFrame([("A", "status", "broken", "working")], columns=FIELDS)
    with stopped(dt.datetime(2031, 1, 1, 12, tzinfo=dt.UTC)):
        edit(filled, slip, source="bảng")
    with stopped(dt.datetime(2031, 1, 2, 12, tzinfo=dt.UTC)):
        undo(filled, undoable(filled))
    shown.text_input(key="history_of").input("A").run()
    told = texts(shown).replace("\\", "")
    assert "hư hỏng từ" in told
    assert "2031" not in told
    assert any("hoàn tác" in t.value.to_string() for t in shown.dataframe)
