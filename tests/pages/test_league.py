"""The league table: all communes, sorted beside the table, each figure leads to what is behind."""

import pandas as pd
import pytest

from gis.core.language import _
from gis.runtime.league import flags_now, league_table
from gis.runtime.snapshot import snapshots
from gis.store.rounds import set_dates
from gis.survey.league import COUNTS
from pages.components.communes import league as part
from tests.pages.screen import page, table_with, texts
from tests.world import cameras, equipment

TODAY = "2026-11-28"
WEST, EAST = {"commune_code": "18880"}, {"commune_code": "18859"}


@pytest.fixture
def filled(store):
    rows = (
        {
            "camera_id": "A",
            "status": "broken",
            "repair_cost_vnd": 3e6,
            "depends_on": "R",
            "surveyed_on": "2026-11-20",
            "surveyed_by": "An",
            **WEST,
        },
        {"camera_id": "B", "status": "working", "depends_on": "R", **WEST},
        {
            "camera_id": "C",
            "status": "working",
            "repair_cost_vnd": 2e6,
            "repaired_on": "2026-11-01",
            "accepted_on": "2026-11-02",
            "accepted_by": "An",
            "accepted_photo": "a.jpg",
            "custodian": "Trường THPT",
            **EAST,
        },
        {"camera_id": "D", "status": "working", "depends_on": "R", **EAST},
    )
    units = equipment({"equipment_id": "R", "status": "broken", "repair_cost_vnd": 8e6})
    store.save(cameras=cameras(*rows), equipment=units, source="test")
    set_dates(
        store,
        since="2026-11-04",
        deadline="2026-11-25",
        deadline_name="",
        who="An",
        today="2026-11-04",
    )
    return store


def test_figures_of_a_commune_worked_out_by_hand(filled):
    planner = snapshots(filled.engine.url.render_as_string()).current().planner
    flags = flags_now(planner, filled, today=TODAY)
    table = league_table(planner, filled, flags, today=TODAY)
    west, east = table.loc["18880"], table.loc["18859"]
    counted = ["cameras", "surveyed", "keeper", "not_seeing", "restored"]
    assert west[counted].tolist() == [2, 1, 0, 2, 0]
    assert east[counted].tolist() == [2, 0, 1, 1, 1]
    # The recorder's 8 million counts in both communes that wait for it.
    assert (west["needed_vnd"], east["needed_vnd"]) == (11e6, 8e6)
    assert (west["spent_vnd"], east["spent_vnd"]) == (0, 2e6)
    assert west["overdue_days"] == 3
    assert len(table) == len(planner.analysis.communes)


def league(shown):
    return table_with(shown, _("Live at headquarters"))


def test_it_is_sorted_by_what_is_chosen_beside_it(app, filled):
    shown = page(app, "communes")
    assert league(shown)[_("Not seeing")].tolist()[:2] == [2, 1]
    shown.selectbox(key="league_order").set_value(_("Spent (million VND)")).run()
    assert league(shown)[_("Spent (million VND)")].iloc[0] == 2
    shown.toggle(key="league_order_turned").set_value(True).run()
    assert league(shown)[_("Spent (million VND)")].iloc[-1] == 2
    shown.selectbox(key="league_order").set_value(_("Commune, ward or special zone")).run()
    assert not shown.exception
    assert "4 mắt camera" in texts(shown)


@pytest.mark.parametrize(
    ("figure", "count"),
    [("cameras", 2), ("surveyed_share", 1), ("not_seeing", 2), ("keeper", 0)],
)
def test_a_figure_opens_the_cameras_behind_it(app, filled, monkeypatch, figure, count):
    shown = page(app, "communes")
    column = _("Commune, ward or special zone")
    name = next(name for name in league(shown)[column] if "Đồng Hới" in name)

    def choose(table, **_options):
        return table[column].tolist().index(name), part._figures()[figure]

    monkeypatch.setattr(part, "show_cells", choose)
    shown.run()
    assert not shown.exception
    assert _("{count} cameras", count=count) in texts(shown)


def test_money_and_steps_lead_to_their_pages():
    assert {"needed_vnd", "approved_vnd", "overdue_days", "state", "name", "row"} == set(part.PAGES)
    figures = set(part._figures()) - set(part.PAGES)
    assert figures - {"surveyed_share", "spent_vnd"} <= set(COUNTS)


def test_an_empty_register_has_a_table_of_all(app, store):
    shown = page(app, "communes")
    assert isinstance(league(shown), pd.DataFrame)
