"""The page of shared equipment: what does not work first, what hangs on it, the next step."""

import pytest

from gis.core.language import _
from gis.store.equipment_work import equipment_work
from tests.pages.screen import keys, named, opened, page, press, table_with, texts
from tests.world import cameras, equipment

HERE = {"lon": 106.62, "lat": 17.47, "commune_code": "18880"}
THERE = {"commune_code": "18859"}


@pytest.fixture
def filled(store):
    rows = (
        {"camera_id": "A", "status": "working", "depends_on": "R1", "name": "Chợ", **HERE},
        {"camera_id": "B", "status": "working", "depends_on": "R1", **HERE},
        {"camera_id": "C", "status": "working", "depends_on": "L1", **THERE},
    )
    units = equipment(
        {"equipment_id": "L1", "kind": "line", "status": "working"},
        {"equipment_id": "R1", "kind": "recorder", "status": "broken", "cause": "wear"},
    )
    store.save(cameras=cameras(*rows), equipment=units, source="list.xlsx")
    return store


def unit(app, code="R1"):
    app.query_params["thiet-bi"] = code
    shown = named(page(app, "equipment"))
    assert not shown.exception
    return shown


def codes(shown):
    return table_with(shown, _("Cameras on it"))[_("Code")].tolist()


def stored(store):
    return store.equipment().set_index("equipment_id").loc["R1"]


def test_what_does_not_work_comes_first_and_says_what_hangs_on_it(app, filled):
    shown = page(app, "equipment")
    assert codes(shown) == ["R1", "L1"]
    assert table_with(shown, _("Cameras on it"))[_("Cameras on it")].tolist() == [2, 1]
    metrics = {m.label: m.value for m in shown.metric}
    assert metrics[_("Equipment not working")] == "1"
    assert metrics[_("Cameras behind what does not work")] == "2"


def test_it_follows_the_commune(app, filled):
    app.query_params["xa"] = "18859"
    assert codes(page(app, "equipment")) == ["L1"]


def test_one_is_repaired_then_accepted_and_its_cameras_see_again(app, filled):
    shown = unit(app)
    assert _("{count} cameras hang on it", count=2) in texts(shown)
    press(shown, "unit_repair")
    assert stored(filled)[["status", "cause"]].tolist() == ["unknown", "wear"]
    states = table_with(shown, _("Cameras on it"))[_("State in the register")]
    assert _("repaired, to be accepted") in states.tolist()
    press(shown, "unit_accept")
    assert stored(filled)[["status", "cause"]].tolist() == ["working", ""]
    assert stored(filled)["maintained_on"] != ""
    work = equipment_work(filled, filled.equipment()).iloc[1]
    assert (work["repaired_by"], work["accepted_by"], work["waiting"]) == ("Bình", "Bình", False)
    metrics = {m.label: m.value for m in shown.metric}
    assert metrics[_("Equipment not working")] == "0"


def test_a_survey_notes_what_was_found(app, filled):
    shown = unit(app, "L1")
    assert "unit_repair" not in keys(shown)
    shown.selectbox(key="unit_status_L1").set_value("broken").run()
    shown.selectbox(key="unit_cause_L1").set_value("weather").run()
    press(shown, "unit_survey")
    line = filled.equipment().set_index("equipment_id").loc["L1"]
    assert line[["status", "cause"]].tolist() == ["broken", "weather"]
    assert equipment_work(filled, filled.equipment())["surveyed_by"].tolist() == ["Bình", ""]


def test_nothing_is_noted_without_a_name(app, filled):
    app.query_params["thiet-bi"] = "R1"
    assert page(app, "equipment").button(key="unit_repair").disabled


def test_changes_of_equipment_lead_back_to_its_page(app, filled, typed):
    typed.equipment[0] = {"name": "Đường truyền"}
    shown = opened(app, "equipment")
    assert not shown.exception
    shown.switch_page("pages/register.py").run()
    assert _("{count} changes are not saved yet", count=1) in texts(shown)
