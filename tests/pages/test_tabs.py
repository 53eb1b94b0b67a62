"""Tabs: each begins when it is first opened, stays, and is the same one in another language."""

import pytest

from gis.core.language import _, use_language
from tests.pages.screen import page


def titles(shown, column):
    return [table.value for table in shown.dataframe if column in table.value]


def choose(shown, tab, key="gaps_tabs"):
    shown.session_state[key] = tab
    shown.run()
    assert not shown.exception


def test_what_is_in_a_tab_begins_when_it_is_opened_and_stays(app, demo):
    shown = page(app, "gaps")
    assert titles(shown, _("Place, road"))
    assert not titles(shown, _("Weight it alone sees"))
    choose(shown, _("Seen by one camera alone"))
    assert titles(shown, _("Weight it alone sees"))
    choose(shown, _("Where?"))
    assert titles(shown, _("Weight it alone sees"))


def test_another_page_begins_with_its_first_tab_alone(app, demo):
    shown = page(app, "gaps")
    choose(shown, _("Seen by one camera alone"))
    shown.switch_page("pages/communes.py").run()
    shown.switch_page("pages/gaps.py").run()
    assert not titles(shown, _("Weight it alone sees"))


@pytest.mark.parametrize("place", ["Why is it lost?", "Seen by one camera alone"])
def test_another_language_stays_on_the_tab(app, demo, place):
    shown = page(app, "gaps")
    choose(shown, _(place))
    shown.session_state["language"] = "en"
    shown.run()
    use_language("en")
    assert shown.session_state["gaps_tabs"] == _(place) == place
    assert not shown.exception
