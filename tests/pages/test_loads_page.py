"""The plan page for live pictures: who has no channel is said below the line, loads in a table."""

import pytest

from gis.core.choices import Goal
from gis.core.language import _
from tests.pages.screen import budget, lines, opened
from tests.world import cameras, equipment

pytestmark = pytest.mark.usefixtures("two_communes")


def test_one_channel_for_two_cameras(app, store):
    path = {"status": "broken", "repair_cost_vnd": 1e6, "connects_through": "HQ"}
    rows = [
        {"camera_id": f"C{k}", "xy": (100 + 300 * k, 500), "name": name, **path}
        for k, name in enumerate(["Cổng chợ", "Cầu"])
    ]
    hq = {"equipment_id": "HQ", "kind": "hq", "status": "working", "channels": 1, "name": "Trạm"}
    store.save(cameras=cameras(*rows), equipment=equipment(hq), source="ds.xlsx")
    shown = opened(app, "plan")
    shown.segmented_control("plan_goal").set_value(Goal.LIVE).run()
    budget(shown).set_value(10.0).run()
    assert not shown.exception
    said = lines(shown)
    assert said[_("In the plan")].sum() == 1
    assert "Trạm không còn kênh" in " ".join(said[_("Brings back")])
    [table] = [t.value for t in shown.dataframe if _("Room of") in t.value]
    assert table[[_("Today"), _("After the plan")]].to_numpy().tolist() == [["0/1", "1/1"]]
