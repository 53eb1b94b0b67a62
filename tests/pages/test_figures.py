"""Every figure of a page is a button to the cameras and places behind it."""

import pytest

from gis.core.language import _
from tests.pages.screen import PAGES, opened, texts

COMMUNE = "18880"
# Figures that count cameras: so many are behind them.
COUNTED = {
    *("cameras", "seeing", "not_seeing", "unconfirmed", "unknown", "no_direction", "not_located"),
    *("plan_cameras", "ranked_cameras", "surveyed", "stale", "missing"),
    *("on_file", "found", "not_found", "not_on_file", "not_compared"),
}


@pytest.mark.parametrize("name", PAGES)
def test_every_figure_opens_what_is_behind_it(app, demo, name):
    shown = opened(app, name)
    shown.session_state["commune"] = COMMUNE
    shown.run()
    # Amounts of money lead to their plan; of the days left there is no more to tell.
    amount = _("{amount} million", amount="")
    figures = [m for m in shown.metric if m.label != _("Days left") and amount not in m.value]
    keys = [b.key for b in shown.button if str(b.key).startswith("behind-")]
    assert len(keys) == len(figures)
    for key, value in zip(keys, [m.value for m in figures], strict=True):
        shown.button(key).click().run()
        assert not shown.exception, key
        if key.removeprefix("behind-") in COUNTED:
            assert _("{count} cameras", count=value) in texts(shown), key


def test_the_weight_of_a_plan_opens_the_places_it_brings_back(app, demo):
    shown = opened(app, "plan")
    values = {m.label: m.value for m in shown.metric[:5]}
    shown.button("behind-plan_weight").click().run()
    assert _(
        "{count} cameras have these places in view:",
        count=values[_("Cameras restored or connected")],
    ) in (texts(shown))
