"""The duty chain on the survey page: asked before, returned with a reason, kept as submitted."""

import pandas as pd
import pytest

from gis.core.language import _
from gis.packages.package import unpack_package
from gis.restoration.plans.request import Request, request_money
from gis.runtime.snapshot import Snapshots
from gis.scenarios.scenarios import choose, find_scenario, save_scenario
from gis.store.changes import as_text
from gis.store.editing import edit
from gis.store.submissions import submission_content, submissions
from gis.store.undoing import undo, undoable
from tests.pages.screen import named, page, texts

COMMUNE = "00001"


def opened(app, who="An"):
    shown = page(app, "survey")
    shown.query_params["xa"] = COMMUNE
    shown.run()
    return named(shown, who)


def said(shown):
    return (texts(shown) + " ".join(t.value for t in shown.text)).replace("\\", "")


def take_step(shown, why="Chưa đến được"):
    shown.button(key="advance").click().run()
    if any(area.key == "duty_why" for area in shown.text_area):
        shown.text_area(key="duty_why").input(why).run()
    shown.button(key="confirm_step").click().run()
    assert not shown.exception
    return shown


def table_with(shown, column):
    return next(t.value for t in shown.dataframe if column in t.value)


def state(store):
    [row] = store.rounds().to_dict("records")
    return row["state"]


def test_what_is_missing_is_told_and_needs_a_reason(app, village):
    shown = opened(app)
    shown.button(key="advance").click().run()
    told = said(shown)
    assert "Đã rà soát 0/" in told
    assert "Chưa có phương án đề nghị" in told
    assert shown.button(key="confirm_step").disabled
    shown.text_area(key="duty_why").input("   ").run()
    assert shown.button(key="confirm_step").disabled
    shown.text_area(key="duty_why").input("Mưa lũ, chưa đến được").run()
    shown.button(key="confirm_step").click().run()
    assert state(village) == "drafted"
    assert "Lý do vẫn chuyển bước: Mưa lũ, chưa đến được" in said(shown)
    assert not any(b.key == "confirm_step" for b in shown.button)  # closed


def test_a_day_still_to_come_refuses_the_step(app, village):
    first = village.cameras()["camera_id"].iloc[0]
    change(village, first, "surveyed_on", "", "2099-01-01")
    shown = opened(app)
    shown.button(key="advance").click().run()
    assert any("ở tương lai" in error.value for error in shown.error)
    assert shown.button(key="confirm_step").disabled
    assert not any(area.key == "duty_why" for area in shown.text_area)


def change(store, code, field, before, after, subject="camera"):
    columns = ["subject_id", "field", "before", "after"]
    edit(
        store,
        pd.DataFrame([(code, field, before, after)], columns=columns),
        subject=subject,
        source="test",
    )


def test_the_copy_stays_as_submitted_while_the_register_goes_on(app, village):
    shown = take_step(opened(app))
    [held] = submissions(village).to_dict("records")
    before = unpack_package(submission_content(village, held["submission_id"]), "copy")
    assert (before.about.who, before.about.step) == ("An", "drafted")
    assert before.round["drafted_by"].tolist() == ["An"]
    assert _("Nothing differs from the register of today.") in said(shown)
    row = before.cameras.iloc[0]
    change(village, row["camera_id"], "note", row["note"], "đã thay nguồn")
    shown.run()
    assert "1 thay đổi ở 1 camera" in said(shown)
    again = unpack_package(submission_content(village, held["submission_id"]), "copy")
    assert again.cameras.equals(before.cameras)
    assert [b.label for b in shown.get("download_button") if "gói" in b.label.lower()]


def test_the_chair_who_drafted_is_warned_and_changes_are_told(app, village):
    shown = take_step(opened(app))
    code = village.cameras()["camera_id"].iloc[0]
    change(village, code, "note", "", "mới")
    shown.button(key="advance").click().run()
    told = said(shown)
    assert "Người duyệt phải khác người lập" in told
    assert "1 camera, thiết bị khác với bản đã trình" in told


def test_it_is_returned_with_a_reason_and_goes_on_again(app, village):
    shown = take_step(opened(app))
    named(shown, "Bình").button(key="return").click().run()
    assert shown.button(key="confirm_return").disabled
    shown.text_area(key="return_why").input("Thiếu *ảnh*").run()
    shown.button(key="confirm_return").click().run()
    assert not shown.exception
    assert state(village) == "returned"
    assert any("Bình. Lý do: Thiếu *ảnh*" in w.value.replace("\\", "") for w in shown.warning)
    assert not any(b.key == "return" for b in shown.button)
    named(shown, "An")
    take_step(shown, "đã bổ sung ảnh")
    assert state(village) == "drafted"
    told = table_with(shown, _("Reason"))
    assert told[_("Reason")].tolist() == ["đã bổ sung ảnh", "Thiếu *ảnh*", "Chưa đến được"]
    assert told[_("Who")].tolist() == ["An", "Bình", "An"]


def test_a_step_taken_back_is_told_beside_its_copy(app, village):
    shown = take_step(opened(app))
    undo(village, undoable(village), who="An")
    shown.run()
    assert state(village) == "not_started"
    table = table_with(shown, _("Kept copy"))
    assert table[_("Kept copy")].tolist() == [_("the step was undone")]
    assert table_with(shown, _("Reason"))[_("Step")].iloc[0].startswith("đã hoàn tác")


def test_the_proposed_plan_is_frozen_with_its_conditions(app, village, store):
    taken = Snapshots(store.url).current()
    request = Request(request_money([8e6]), commune=COMMUNE)
    told = taken.planner.choices(request).plan(8e6)
    save_scenario(store, "Tám triệu", request, told, who="An")
    choose(store, find_scenario(store, "Tám triệu", COMMUNE), who="An")
    shown = opened(app)
    shown.button(key="advance").click().run()
    assert "Phương án đề nghị: “Tám triệu”" in said(shown)
    assert "hạng mục của phương án đề nghị đã khác" not in " ".join(w.value for w in shown.warning)
    shown.text_area(key="duty_why").input("x").run()
    shown.button(key="confirm_step").click().run()
    [held] = submissions(store).to_dict("records")
    copy = unpack_package(submission_content(store, held["submission_id"]), "copy")
    assert copy.plan["name"] == "Tám triệu"
    assert copy.plan["request"]["budgets"][0]["amount_vnd"] == 8e6
    assert copy.plan["result"]["cost_vnd"] == told.cost_vnd > 0
    assert "Phương án đã trình: Tám triệu" in said(shown)
    first = told.lines["id"].iloc[0]
    subject = "equipment" if first in set(store.equipment()["equipment_id"]) else "camera"
    change(
        store,
        first,
        "repair_cost_vnd",
        as_text(told.lines["cost_vnd"].iloc[0]),
        "7000000",
        subject=subject,
    )
    shown.button(key="advance").click().run()
    told_now = " ".join(w.value for w in shown.warning).replace("\\", "")
    assert "hạng mục của phương án đề nghị đã khác" in told_now


def test_the_review_report_is_made_from_the_copy(app, village):
    shown = take_step(opened(app))
    shown.button(key="copy_review").click().run()
    assert not shown.exception
    assert not shown.error
    assert any(b.label.startswith("bao-cao-ra-soat") for b in shown.get("download_button"))


@pytest.mark.parametrize("asked", ["advance", "return"])
def test_a_dialog_asked_for_in_another_state_does_not_open(app, village, asked):
    shown = page(app, "survey")
    shown.session_state["duty_asked"] = asked
    shown.query_params["xa"] = COMMUNE
    shown.run()
    assert not shown.exception
    assert not any(str(b.key).startswith("confirm") for b in shown.button)
