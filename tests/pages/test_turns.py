"""A failed camera typed to be working: saved only when it is said how that came."""

import pytest

from tests.pages.screen import opened


@pytest.fixture
def shown(app, filled, typed):
    typed[0] = {"status": "hoạt động tốt"}
    return opened(app, "register")


def repaired_on(filled):
    return filled.cameras().set_index("camera_id").loc["A", "repaired_on"]


def test_a_mistake_before_dates_no_repair(shown, filled):
    assert shown.button(key="save").disabled
    shown.radio(key="table_camera_turn").set_value("mistake").run()
    shown.button(key="save").click().run()
    assert filled.cameras()["status"].tolist() == ["working", "working"]
    assert repaired_on(filled) == ""


def test_a_repair_has_a_day_that_can_be_given(shown, filled):
    shown.radio(key="table_camera_turn").set_value("repaired").run()
    shown.date_input(key="table_camera_day").set_value("2026-01-15").run()
    shown.button(key="save").click().run()
    assert repaired_on(filled) == "2026-01-15"


def test_a_day_typed_beside_it_is_answer_enough(app, filled, typed):
    typed[0] = {"status": "hoạt động tốt", "repaired_on": "15/1/2026"}
    shown = opened(app, "register")
    assert not [r for r in shown.radio if r.key == "table_camera_turn"]
    shown.button(key="save").click().run()
    assert repaired_on(filled) == "2026-01-15"
