"""What is typed into the register's tables never vanishes, and nobody's save is lost."""

import pytest
from streamlit.testing.v1 import AppTest

from gis.core.language import _
from tests.pages.screen import opened, texts
from tests.world import cameras

HERE = {"lon": 106.62, "lat": 17.47, "commune_code": "18880"}


@pytest.fixture
def filled(store):
    rows = (
        {"camera_id": "A", "name": "Cổng chợ", "status": "broken", **HERE},
        {"camera_id": "B", "address": "Ngã ba", "status": "working", **HERE},
    )
    store.save(cameras=cameras(*rows), source="list.xlsx", who="An")
    return store


def another(app):
    """Open the app once more: another visitor, or the same after a reload."""
    return AppTest.from_file("../../main.py", default_timeout=60)


def again(shown):
    shown.run()
    assert not shown.exception
    return shown


def to_save(shown):
    return next(b.label for b in shown.button if b.key == "save")


def stored(store, code):
    return store.cameras().set_index("camera_id").loc[code]


def test_entries_survive_a_search_night_another_page_and_saving(app, filled, typed):
    typed[1] = {"name": "Tên mới", "status": "hỏng"}
    shown = opened(app, "register")
    assert to_save(shown) == _("Save {count} changes", count=2)
    shown.text_input(key="register_search").input("chợ").run()
    assert to_save(shown) == _("Save {count} changes", count=2)
    shown.session_state["terms_light"] = "night"
    assert to_save(again(shown)) == _("Save {count} changes", count=2)
    shown.switch_page("pages/maintenance.py").run()
    assert _("{count} changes are not saved yet", count=2) in texts(shown)
    shown.switch_page("pages/register.py").run()
    shown.button(key="save").click().run()
    assert not shown.exception
    assert stored(filled, "B")[["name", "status"]].tolist() == ["Tên mới", "broken"]
    assert stored(filled, "A")["name"] == "Cổng chợ"
    assert "nhap" not in shown.query_params
    shown.switch_page("pages/maintenance.py").run()
    assert _("{count} changes are not saved yet", count=2) not in texts(shown)


def test_entries_survive_a_reload(app, filled, typed):
    typed[0] = {"note": "xem lại"}
    shown = again(opened(app, "register"))
    reloaded = another(app)
    reloaded.query_params["nhap"] = shown.query_params["nhap"]
    reloaded = opened(reloaded, "register")
    assert to_save(reloaded) == _("Save {count} changes", count=1)
    reloaded.query_params.clear()  # as the browser does on its way to another page
    reloaded.switch_page("pages/maintenance.py").run()
    assert reloaded.query_params["nhap"] == shown.query_params["nhap"]
    reloaded = opened(reloaded, "register")
    reloaded.button(key="save").click().run()
    assert stored(filled, "A")["note"] == "xem lại"
    # The first visitor's page sees that it is there already.
    assert again(shown).button(key="save").disabled


def test_an_address_that_names_no_draft_opens_the_page_without(app, filled):
    app.query_params["nhap"] = "../../etc/passwd"
    shown = opened(app, "register")
    assert shown.button(key="save").disabled


def test_another_persons_save_is_merged_by_row_and_field(app, filled, typed):
    mine, theirs = app, another(app)
    typed[0] = {"name": "Tên của tôi", "repair_cost_vnd": "2 triệu", "note": "của tôi"}
    opened(mine, "register")
    typed[0] = {"name": "Tên của họ", "kind": "ptz"}
    opened(theirs, "register").button(key="save").click().run()
    again(mine)
    assert to_save(mine) == _("Save {count} changes", count=2)
    asked = texts(mine).replace("\\", "")
    assert "“Tên của họ”" in asked
    assert "“Tên của tôi”" in asked
    assert "“Cổng chợ”" in asked
    mine.button(key="save").click().run()
    row = stored(filled, "A")
    assert row[["name", "kind", "note"]].tolist() == ["Tên của họ", "ptz", "của tôi"]
    assert row["repair_cost_vnd"] == 2e6
    mine.button(key="camera_conflict_0_mine").click().run()
    mine.button(key="save").click().run()
    assert not mine.exception
    assert stored(filled, "A")["name"] == "Tên của tôi"


def test_the_others_value_can_be_taken(app, filled, typed):
    mine, theirs = app, another(app)
    typed[0] = {"name": "Tên của tôi"}
    opened(mine, "register")
    typed[0] = {"name": "Tên của họ"}
    opened(theirs, "register").button(key="save").click().run()
    again(mine).button(key="camera_conflict_0_other").click().run()
    assert not mine.exception
    assert mine.button(key="save").disabled
    assert not [b for b in mine.button if str(b.key).startswith("camera_conflict")]
    assert stored(filled, "A")["name"] == "Tên của họ"


def test_entries_are_discarded_one_by_one_or_all(app, filled, typed):
    typed[0] = {"name": "Một", "note": "hai"}
    typed[1] = {"note": "ba"}
    shown = opened(app, "register")
    choice = shown.multiselect(key="camera_discarded")
    choice.select(choice.options[1]).run()
    shown.button(key="camera_discard").click().run()
    assert to_save(shown) == _("Save {count} changes", count=2)
    shown.button(key="camera_discard_all").click().run()
    assert shown.button(key="save").disabled
    assert "nhap" not in again(shown).query_params
    assert stored(filled, "A")["note"] == ""
