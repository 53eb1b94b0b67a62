"""From a list to its plan without detours: readings alike by a click, then the commune's plan."""

from gis.core.language import _
from tests.pages.screen import accepted, listed, page
from tests.registers import HEADINGS, workbook


def links(shown):
    return [(link.proto.label, link.proto.query_string) for link in shown.get("page_link")]


def offered(shown):
    return [button for button in shown.button if (button.key or "").startswith("read_as_")]


def test_readings_that_communes_do_not_tell_apart_are_a_click_each(app, store):
    shown = page(app, "register")
    shown.file_uploader[0].upload("a.xlsx", workbook(listed("C1", 9212))).run()
    assert accepted(shown) == "0"
    choices = {button.key: button for button in offered(shown)}
    assert {"read_as_EPSG:9212", "read_as_EPSG:9212+unshifted"} <= set(choices)
    choices["read_as_EPSG:9212"].click().run()
    assert accepted(shown) == "1"
    assert shown.selectbox(key="register_crs").value == "EPSG:9212"
    assert not offered(shown)


def test_a_list_just_written_leads_to_the_plan_of_its_commune(app, store):
    rows = [HEADINGS, ("A1", "Chợ", "Phường Đồng Hới", 17.47, 106.62, "hư hỏng")]
    shown = page(app, "register")
    shown.file_uploader[0].upload("a.xlsx", workbook(rows)).run()
    shown.button(key="write_register").click().run()
    told = _("Plan and proposal: {commune}", commune="Phường Đồng Hới")
    assert (told, "xa=18880") in links(shown)


def test_a_list_of_many_communes_leads_to_the_overview(app, store):
    places = ("Phường Đồng Hới", "Phường Đông Hà", "Xã Gio Linh", "Xã Cam Lộ")
    rows = [(f"A{k}", "Chợ", place, "", "", "hư hỏng") for k, place in enumerate(places)]
    shown = page(app, "register")
    shown.file_uploader[0].upload("a.xlsx", workbook([HEADINGS, *rows])).run()
    shown.button(key="write_register").click().run()
    told = [label for label, _query in links(shown)]
    assert not any(
        label.startswith(_("Plan and proposal: {commune}", commune="")) for label in told
    )
    assert _("Overview") in told
