"""A first list, where nothing has a direction and nothing can be bought, breaks no page."""

from tests.pages.screen import opened
from tests.world import cameras


def test_the_plan_of_a_first_list(app, store):
    rows = [{"camera_id": code, "status": "broken", "commune_code": "18880"} for code in "AB"]
    store.save(cameras=cameras(*rows), source="test")
    shown = opened(app, "plan")
    assert not shown.exception
    [field] = [t for t in shown.text_input if t.key and t.key.startswith("budget_text-")]
    field.set_value("1,5 tỷ").run()
    assert not shown.exception
    assert not [error for error in shown.error if "tỷ" in error.value]
