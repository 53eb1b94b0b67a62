"""The plan page: whether a plan keeps within its money, and the plan that surely does."""

import pytest

from gis.core.language import _
from tests.pages.screen import budget, lines, page, texts
from tests.world import cameras, demand

pytestmark = pytest.mark.usefixtures("two_communes")

KNOWN = {"kind": "fixed", "azimuth_deg": 0, "hfov_deg": 90, "range_m": 50, "status": "broken"}


@pytest.fixture
def guessed(store):
    """A brings back 6 and its cost of 2.5 million is a guess; B 4, for 2.5 million as stated."""
    table = cameras(
        {"camera_id": "A", "xy": (100, 100)} | KNOWN,
        {"camera_id": "B", "xy": (500, 500), "repair_cost_vnd": 2.5e6} | KNOWN,
    )
    places = demand(
        {"shape": "POINT (100 120)", "weight": 6}, {"shape": "POINT (500 520)", "weight": 4}
    )
    store.save(cameras=table, demand=places, source="test")


def planned(shown):
    table = lines(shown)
    return table.loc[table[_("In the plan")].astype(bool), _("Repair")].tolist()


def test_the_chance_is_told_and_the_sure_plan_has_what_was_stated(app, guessed):
    shown = page(app, "plan")
    budget(shown).set_value(2.6).run()
    assert planned(shown) == ["A"]
    assert "Khả năng nằm trong kinh phí: 3" in texts(shown)
    shown.toggle("plan_fits").set_value(True).run()
    assert not shown.exception
    assert planned(shown) == ["B"]
    assert "Chắc chắn nằm trong kinh phí" in texts(shown)
    assert "khôi phục ít hơn mức quan trọng 2,00 (33,3 %)" in texts(shown)
    shown.toggle("plan_fits").set_value(False).run()
    assert planned(shown) == ["A"]
